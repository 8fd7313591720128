// The notes in clear of a log, read one after another for the verifier: which keys may sign by then, and which witness policy is in
// force. Whether a signer may say what it says is the clients' matter; here every signature must be one of a key that the log knows.
import { sha256ByNode } from "./hashing.ts";
import { at, json, listAt, textAt } from "./json-fields.ts";
import { SeatKeys } from "./seat-keys.ts";
import { base64, type Key, namedKey, readSignedText, type SignedText, verifyLine } from "./signed-text.ts";

export interface Founded {
  readonly origin: string;
  readonly logKey: Key;
  readonly suite: "x25519" | "hybrid";
  readonly policy: string;
  readonly threshold: number;
  readonly seats: readonly string[];
  /** How many hours a seat's new key waits; null in a trial or a demonstration, where it is as long as an admission waits. */
  readonly seatHours: number | null;
  readonly admissionHours: number;
  /** A trial without witnesses: its host alone says what time it is. */
  readonly trial: boolean;
  /** The keys that may sign, by name: council seats and the first devices. */
  readonly keys: ReadonlyMap<string, Key>;
}

/** The content of a founding note; null when it is not one, or not signed by every seat that it names. */
export function readFounded(bytes: Uint8Array): Founded | null {
  const note = readSignedText(bytes);
  const statement = note === null ? null : contentOf(note, "panoh.org/founding/v1");
  if (note === null || statement === null) return null;
  const { name: origin, content } = statement;
  const suite = textAt(content, "suite");
  const logKey = base64(textAt(content, "logKey"));
  const threshold = at(content, "council", "threshold");
  if (origin !== textAt(content, "name") || logKey?.length !== 32 || typeof threshold !== "number") return null;
  if (suite !== "x25519" && suite !== "hybrid") return null;
  const policy = textAt(content, "policy");
  // Only the founding note of a trial may do without witnesses.
  if (asksForNone(policy) && at(content, "trial") !== true) return null;
  const seats = listAt(content, "council", "seats");
  const devices = listAt(content, "organisations").flatMap((admission) => listAt(admission, "devices"));
  const keys = new Map([...keysIn(seats, "seat"), ...keysIn(devices, "id")]);
  const names = seats.map((seat) => textAt(seat, "seat"));
  const signers = signersOf(note, (name) => keys.get(name));
  if (threshold < 1 || names.length < threshold || !names.every((seat) => signers?.includes(seat) === true))
    return null;
  const trial = at(content, "trial") === true;
  const admission = at(content, "waits", "admission");
  const full = `${origin}/${sha256ByNode(Buffer.from(note.text)).toString("hex").slice(0, 32)}`;
  return {
    origin: full,
    logKey: namedKey(full, 1, logKey),
    suite,
    policy,
    threshold,
    seats: names,
    seatHours: trial || at(content, "demonstration") === true ? null : 168,
    admissionHours: typeof admission === "number" ? admission : 0,
    trial,
    keys,
  };
}

const tags = ["panoh.org/directory/v1", "panoh.org/public/v1", "panoh.org/update/v1"];

/** Follows the notes in clear of one log, in order. */
export class ClearNotes {
  readonly #founded: Founded;
  readonly #keys: Map<string, Key>;
  readonly #policies: { readonly text: string; readonly index: number }[];
  readonly #salts = new Set<string>();
  readonly #seats: SeatKeys;
  /** The checkpoints that time notes carry, with their leaves. */
  readonly times: { readonly leaf: number; readonly checkpoint: string }[] = [];

  constructor(country: Founded) {
    this.#founded = country;
    this.#keys = new Map(country.keys).set(country.origin, country.logKey);
    this.#seats = new SeatKeys(country);
    this.#policies = [{ text: country.policy, index: 0 }];
  }

  /** Takes the note at a leaf. False when it is not of this country or a signature is not one of a key that the log knows. */
  take(bytes: Uint8Array, leaf: number): boolean {
    const note = readSignedText(bytes);
    const statement =
      note === null ? null : (tags.map((tag) => contentOf(note, tag)).find((each) => each !== null) ?? null);
    const kind = statement === null ? "" : textAt(statement.content, "kind");
    const body = statement === null ? undefined : at(statement.content, "body");
    // A device that asks for a recovery brings its key with its note.
    const asking = new Map(kind === "recovery.request" ? keysIn([at(body, "device")], "id") : []);
    const signers = note === null ? null : signersOf(note, (name) => this.#keyOf(name, leaf) ?? asking.get(name));
    if (statement === null || statement.name !== this.#founded.origin || signers === null) return false;
    switch (kind) {
      case "organisation.admit":
        if (this.#isCouncil(signers)) this.#learn(listAt(body, "devices"));
        break;
      case "device.enrol":
      case "recovery.request":
        this.#learn([at(body, "device")]);
        break;
      case "recovery.deal":
        this.#learn([{ id: `recovery-${textAt(statement.content, "salt")}`, key: textAt(body, "key") }]);
        break;
      case "council.policy":
        this.#takePolicy(textAt(body, "policy"), `${kind} ${textAt(statement.content, "salt")}`, signers, leaf);
        break;
      case "council.waits":
      case "council.seat":
      case "council.keep":
        this.#takeOfSeats(kind, statement.content, signers, leaf);
        break;
      case "time":
        if (signers.join() !== this.#founded.origin) return false;
        this.times.push({ leaf, checkpoint: textAt(body, "checkpoint") });
        this.#seats.takeTime(leaf, textAt(body, "checkpoint"), textAt(statement.content, "at"), (size) =>
          this.policyAt(size),
        );
        break;
    }
    return true;
  }

  /** The witness policy in force for a checkpoint of this size. */
  policyAt(size: number): string {
    return this.#policies.findLast(({ index }) => index < size)?.text ?? this.#founded.policy;
  }

  #takePolicy(text: string, salt: string, signers: readonly string[], leaf: number): void {
    if (!this.#isCouncil(signers) || asksForNone(text) || this.#salts.has(salt)) return;
    this.#salts.add(salt);
    this.#policies.push({ text, index: leaf });
  }

  /** A seat's key that has come, else the first one that the name had. */
  #keyOf(name: string, leaf: number): Key | undefined {
    return this.#seats.keyOf(name, leaf) ?? this.#keys.get(name);
  }

  #takeOfSeats(kind: string, content: unknown, signers: readonly string[], leaf: number): void {
    const { seats, threshold } = this.#founded;
    const salt = `${kind} ${textAt(content, "salt")}`;
    const body = at(content, "body");
    const least = kind === "council.keep" ? Math.min(threshold, seats.length - threshold + 1) : threshold;
    if (signers.length < least || !signers.every((name) => seats.includes(name)) || this.#salts.has(salt)) return;
    const admission = at(body, "waits", "admission");
    const isTaken =
      kind === "council.waits"
        ? typeof admission === "number" && this.#seats.wait(admission)
        : this.#takeSeat(kind, body, leaf);
    if (isTaken) this.#salts.add(salt);
  }

  #takeSeat(kind: string, body: unknown, leaf: number): boolean {
    const [seat, key] = [textAt(body, "seat"), textAt(body, "key")];
    if (kind === "council.keep") return this.#seats.keep(seat, key, leaf);
    const bytes = base64(key);
    if (kind === "council.seat" && at(body, "number") !== this.#seats.countOf(seat) + 1) return false;
    const isNew = bytes?.length === 32 && ![...this.#founded.keys.values()].some((other) => other.bytes.equals(bytes));
    if (bytes === null || !isNew || !this.#founded.seats.includes(seat)) return false;
    return this.#seats.replace(namedKey(seat, 1, bytes), leaf);
  }

  #learn(devices: readonly unknown[]): void {
    for (const [name, key] of keysIn(devices, "id")) if (!this.#keys.has(name)) this.#keys.set(name, key);
  }

  #isCouncil(signers: readonly string[]): boolean {
    const { seats, threshold } = this.#founded;
    return signers.length >= threshold && signers.every((name) => seats.includes(name));
  }
}

function asksForNone(policy: string): boolean {
  return /^\s*quorum\s+none\s*$/m.test(policy);
}

function contentOf(note: SignedText, tag: string): { readonly name: string; readonly content: unknown } | null {
  const [first, name = "", line = "", end, ...rest] = note.text.split("\n");
  if (first !== tag || end !== "" || rest.length > 0) return null;
  return { name, content: json(line) };
}

function keysIn(holders: readonly unknown[], name: "seat" | "id"): readonly (readonly [string, Key])[] {
  return holders.flatMap((holder) => {
    const bytes = base64(textAt(holder, "key"));
    const keyName = textAt(holder, name);
    return bytes?.length === 32 && keyName !== "" ? [[keyName, namedKey(keyName, 1, bytes)] as const] : [];
  });
}

/** The names of all signers when every line verifies and none signs twice; else null. */
function signersOf(note: SignedText, keyFor: (name: string) => Key | undefined): readonly string[] | null {
  const names: string[] = [];
  for (const line of note.lines) {
    const key = keyFor(line.name);
    if (key === undefined || names.includes(line.name) || !verifyLine(note.text, line, key)) return null;
    names.push(line.name);
  }
  return names;
}
