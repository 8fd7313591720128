// The closed list of things that a key of Panoh may sign (SG3), and of what is hashed in the same form. Every such text begins with one of
// these tags and the origin of the country, so that nothing said for one purpose or country holds for another.

export const tag = {
  /** The note that founds a country. It alone carries the bare name as its origin. */
  founding: "panoh.org/founding/v1",
  /** An organisation, a device, an epoch, a service, a council decision. */
  directory: "panoh.org/directory/v1",
  /** Rows of an open register of the country's record. */
  public: "panoh.org/public/v1",
  /** What every device follows beside the directory and is soon replaced by the next one: time, capacity. */
  update: "panoh.org/update/v1",
  /** A sealed entry of a case, a receipt, or a handed-over epoch key. */
  entry: "panoh.org/entry/v1",
  /** What a new device shows to the administrator who enrols it. Never logged. */
  enrolment: "panoh.org/enrolment/v1",
  /** The council says which of two histories of the log is true (LG10). Never logged. */
  correction: "panoh.org/correction/v1",
  /** What a reader's device put into a part of its organisation's archive (AR2). Never logged. */
  archive: "panoh.org/archive/v1",
  /** A share of an organisation's recovery key (KR1). Hashed, never signed. */
  share: "panoh.org/recovery-share/v1",
  /** A device asks its host for submission tokens. Never logged. */
  tokens: "panoh.org/token-request/v1",
  /** A mirror says how much of the log is on its disk (SP2). Never logged. */
  stored: "panoh.org/stored/v1",
  /** Whoever has the log's key asks a mirror how much it keeps (SP2c). Never logged. */
  store: "panoh.org/store/v1",
  /** Whoever has the log's key asks a mirror for what is not published (SP6). Never logged. */
  tail: "panoh.org/tail/v1",
  /** A case, as proceedings may be linked to it (RC9). Hashed, never signed. */
  victim: "panoh.org/victim-token/v1",
  /** A case, as it is counted once in a year (YC6). Hashed, never signed. */
  count: "panoh.org/count-token/v1",
} as const;

export type Tag = (typeof tag)[keyof typeof tag];

/** The three lines that are signed, each ended by a newline: tag, origin, one line of JSON. */
export function encodeSignedText(what: Tag, origin: string, json: string): string {
  return `${what}\n${origin}\n${json}\n`;
}

/** The origin and JSON line of a signed text with this tag; null when the text is not exactly three lines that begin with it. */
export function parseSignedText(
  what: Tag,
  signedText: string,
): { readonly origin: string; readonly json: string } | null {
  const lines = signedText.split("\n");
  const [first, origin, json, end] = lines;
  if (lines.length !== 4 || first !== what || end !== "" || origin === undefined || json === undefined) return null;
  return isOrigin(origin) ? { origin, json } : null;
}

/** True for a country's bare name (its domain) or its origin: name, slash, 32 hex digits of the founding note's hash. */
export function isOrigin(value: string): boolean {
  return value.length <= 160 && /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[0-9a-f]{32})?$/.test(value);
}
