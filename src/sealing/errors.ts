// The two coded errors of sealing. Their messages name no key, reader or content.

/** Why something was not sealed. */
export type SealingRefusal =
  | "no-reader"
  | "too-many-readers"
  | "reader-twice"
  | "not-a-recipient"
  | "other-suite"
  | "too-large";

/**
 * What is wrong with an envelope. `shape`: the bytes are no envelope of any class, whoever it was for.
 * `sealed`: a stanza, the header's MAC or the body does not verify. `content`: it opens, but not to one gzip member as we write it.
 */
export type EnvelopeFlaw = "shape" | "sealed" | "content";

/** The caller asked for something that the rules of sealing do not allow. */
export class SealingRefused extends Error {
  readonly code: SealingRefusal;

  constructor(code: SealingRefusal) {
    super(`not sealed: ${code}`);
    this.name = "SealingRefused";
    this.code = code;
  }
}

/** An envelope that should open and does not. Anybody can make one; it is counted and shown once a day (SL6). */
export class EnvelopeBroken extends Error {
  readonly code: EnvelopeFlaw;

  constructor(code: EnvelopeFlaw, options?: ErrorOptions) {
    super(`broken envelope: ${code}`, options);
    this.name = "EnvelopeBroken";
    this.code = code;
  }
}
