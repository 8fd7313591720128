// What can be wrong, as data: a stable code, the status with which a host answers it, and a sentence for developers.
// Sentences for people are in the language files under the same code. Retired codes stay listed.

export const problems = {
  "malformed-request": [400, "The request is not in the form that this route reads."],
  "malformed-note": [400, "The bytes look like a note but are not one in the one accepted spelling."],
  "unknown-shape": [400, "The bytes are neither a sealed envelope of an accepted class nor a note in clear."],
  "wrong-origin": [400, "The note belongs to another country's log."],
  "bad-signature": [403, "A signature does not verify, or its key is not in the directory."],
  "not-authorised": [403, "The directory does not allow these signers to say this."],
  "token-unknown": [403, "The submission token is unknown, spent or revoked."],
  "token-needed": [403, "Sealed bytes and open notes of the record or a capacity need a submission token."],
  "device-revoked": [403, "The device is revoked or not yet active."],
  "challenge-stale": [403, "The challenge is unknown or too old; fetch a new one."],
  "not-found": [404, "There is no such resource."],
  conflict: [409, "The note contradicts what the log already holds."],
  "too-large": [413, "The body is larger than any accepted submission."],
  "quota-exceeded": [429, "The device has drawn all its tokens for today."],
  "slow-down": [429, "Too many notes that do not hold came from this address. Wait some seconds."],
  "host-failed": [500, "The host failed. Nothing that it acknowledged is lost."],
  "host-stopping": [503, "The host takes nothing now and serves what it signed; its operator is told why."],
  busy: [503, "The host has as much to do at once as it takes. Ask again in some seconds."],
} as const satisfies Readonly<Record<string, readonly [status: number, detail: string]>>;

export type ProblemCode = keyof typeof problems;

/** A refusal with a code from the catalogue. Its message never holds a name, a note, a key or a token. */
export class Problem extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, cause?: unknown) {
    super(problems[code][1], cause === undefined ? undefined : { cause });
    this.name = "Problem";
    this.code = code;
  }
  get status(): number {
    return problems[this.code][0];
  }
}
