// What can go wrong, as data: one catalogue of codes, grouped by the program that states them, and the one error that carries a code. Sentences for
// people stand under the code: on screens in the files of words, for commands in `src/operate/refusals.ts`. Codes are stable; retired ones stay listed.

import { entryRefusals } from "./case/entry-refusal.ts";

/** What a host answers, with its status (RFC 9457) and a sentence for developers. */
export const hostProblems = {
  "malformed-request": [400, "The request is not in the form that this route reads."],
  "malformed-note": [
    400,
    "The bytes look like a note but are not one in the one accepted spelling, or a line of it is of a key that signs no more.",
  ],
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
  "host-stopping": [503, "The host takes nothing now and serves what it signed; its operator is informed why."],
  "no-second-place": [
    503,
    "No other machine keeps what is logged, so that nothing is taken. Keep what you have and send it again later.",
  ],
  "reads-only": [
    503,
    "This host shows the log and takes nothing. The proxy before it should pass POST and /challenge on to the host that writes.",
  ],
  busy: [503, "The host has as much to do at once as it takes. Ask again in some seconds."],
} as const satisfies Readonly<Record<string, readonly [status: number, detail: string]>>;

/** Every code, by who states it. */
export const problemCodes = {
  /** A host, of what was sent to it. */
  host: Object.keys(hostProblems) as readonly (keyof typeof hostProblems)[],
  /** The engine of a client, of what it is to write. */
  engine: [
    // What every reader's fold would refuse is not written (FD5).
    ...entryRefusals,
    "locked",
    "not-synced",
    "draft-incomplete",
    // An answer of a sheet is none of its form, or one that must be there is missing.
    "sheet-incomplete",
    // The plan of a return lets its receiver know something that no consent opens to it (FM22e).
    "crosses-without-consent",
    // The mark of the case stands among the words by which the person is met (FM22g).
    "mark-to-meet",
    // What the program made is in no form that anybody reads: a mistake of the program.
    "not-an-entry",
    // It was sent or discarded by another window of this device.
    "draft-gone",
    // Somebody wrote there since it was shown to the person who agreed.
    "changed-meanwhile",
    "receiver-without-keys",
    "not-active",
    "not-allowed",
    // A form is for other cases than this one (FM8b).
    "not-offered",
    // Who helped the person asks how life is, and does not say why (FM23).
    "asked-by-helper",
    "holds-newer",
    "not-logged",
    "no-reviewer",
    // A consent for an organisation in another country does not say that the person agreed to that (R22).
    "transfer-not-agreed",
    // A consent names a part that the table of parts keeps from its organisation, whatever the person agrees to (FD11f).
    "part-kept-back",
    // Twelve organisations read the case: nobody else can be brought in (FD4a).
    "case-full",
    // Who agreed does not fit the person's age (FD14).
    "basis-unfit",
    // A chosen service says that it is for others, and nobody said that it is meant all the same.
    "for-others",
    "too-long",
  ],
  /** A store: of a client, and of a host where it says so. */
  store: [
    // No room is left for this program on the device.
    "full",
    // Another window or process of an older program holds the store.
    "busy",
    // The store was made by a newer program than this one.
    "newer",
    // The store was closed: by us, for a newer program, or because somebody cleared its data.
    "closed",
    // What rests there is there and cannot be read now. It may be read later: nothing is lost, and nothing may be written over it.
    "unavailable",
    // The folder or a file of it is another user's, or the disk is mounted for reading alone; of a host too.
    "not-writable",
    // A host's store that was moved to another place, or into which a move is not at its end (ST7).
    "moved",
    "half-moved",
    // Another host took over the database since this one wrote there; of a host alone.
    "superseded",
    // Anything else: a damaged disk, a browser that forbids storage.
    "failed",
  ],
  /** Sealing, of what it is to seal. */
  sealing: ["no-reader", "too-many-readers", "reader-twice", "not-a-recipient", "other-suite", "too-large"],
  /**
   * Opening, of an envelope that should open and does not. Anybody can make one; it is counted and shown once a day (SL6). `shape`: the bytes
   * are no envelope of any class, whoever it was for. `sealed`: a stanza, the header's MAC or the body does not verify. `content`: it opens, but
   * not to one gzip member as we write it.
   */
  envelope: ["shape", "sealed", "content"],
  /** The reader of a table, of a file. */
  table: [
    "not-utf8",
    "not-csv",
    "not-xlsx",
    "locked",
    "not-computed",
    "empty",
    "too-large",
    "too-many-rows",
    "too-many-columns",
    "too-many-cells",
  ],
  /** The way back after a fork, of a correction that changes nothing (LG10). */
  correction: [
    "malformed-note",
    "wrong-origin",
    "not-signed-by-council",
    // This device took it already.
    "taken-already",
    // It is about another fork than the one that this device saw.
    "another-fork",
    // One of its histories is a part of the other.
    "nothing-forked",
    // The host does not show the true history, cosigned as the policy in force demands.
    "true-history-not-shown",
  ],
  /** A recovery key that shares or a sheet should give, and did not: nothing was opened (KR7). */
  recovery: [
    // Fewer custodians than are needed gave theirs.
    "shares-missing",
    // It does not open with this device's key, or is none.
    "share-unreadable",
    // It is of another organisation's key, of an older dealing, or not the one that was dealt to that custodian.
    "share-of-another",
    "share-old",
    "share-false",
    // The shares are the right ones, and the key that they give is not the one that was dealt.
    "dealing-false",
    // The sheet does not open with that passphrase, or is of another dealing.
    "sheet-unreadable",
    "sheet-of-another",
    // An epoch of the log is newer than the archive: words that withdraw may be sealed to it.
    "archive-older",
  ],
  /** An organisation's archive, of files that were given as one: nothing of them was taken (AR7). */
  archive: [
    // No whole file of an archive: cut, changed, rotten, or something else.
    "broken",
    // Sealed to a key that this device does not hold: another organisation's, or one that was not handed over yet.
    "not-for-us",
    // Of another country, or of another organisation.
    "foreign",
    // Its parts do not belong together, or the same one came twice.
    "mixed",
    // A part between two others, or the first one, was not given.
    "part-missing",
    // No reader of the organisation that was active then signed it.
    "not-signed",
    // It names leaves or a head that the log does not have.
    "not-of-this-log",
    // It saw more of the log than the host shows now.
    "log-shorter",
    // An entry in it does not hold.
    "false-entry",
    // The log as this device knows it is older than a day.
    "log-old",
    // This device has read the log already: an archive adds nothing.
    "not-needed",
    "too-large",
  ],
  /** A command, of what it was asked. `usage`: the command line was not understood. Programs that run commands rely on these. */
  command: [
    "accepted-elsewhere",
    "counts-none",
    "no-count",
    "no-office",
    "nothing-sent",
    "released",
    "sent-twice",
    "suspended-meanwhile",
    "alarm-stays",
    "ambiguous-case",
    "another-country",
    "another-name",
    "answers-refused",
    // Files that were given as an archive hold no archive that may be taken (AR7); its own code stands behind the sentence.
    "archive-refused",
    // About a recovery (KR): what was asked cannot be done now.
    "given-already",
    "no-custodian",
    "no-recovery-key",
    "no-share",
    "recovery-refused",
    "recovery-waits",
    "another-organisation",
    "asked-here",
    "bytes-missing",
    "copy-damaged",
    "disk-full",
    "draft-incomplete",
    "empty",
    "epoch-not-held",
    "file-exists",
    "file-not-allowed",
    // Somebody else put something under the name of a file that is to be written.
    "file-taken",
    "file-too-large",
    "folder-not-empty",
    "foreign-founding",
    "findings-open",
    "foreign-report",
    "form-refused",
    "founding-only",
    "founding-refused",
    "host-lies",
    // The host speaks only older versions of the protocol than this program, or only newer ones (LG11).
    "host-older",
    "host-refuses",
    "host-unreachable",
    // A key file is locked, and nobody gave its passphrase; or it is to be locked and is so already.
    "key-locked",
    "log-forked",
    "log-refused",
    "malformed-note",
    "no-administrator",
    "no-archive",
    "no-browser",
    "no-demonstration",
    "no-draft",
    "no-file",
    "no-form",
    "no-launcher",
    "no-log",
    "no-other-reader",
    "no-ports",
    "no-release",
    "no-scheme",
    "no-such-alarm",
    "no-such-row",
    "no-such-case",
    "no-such-consent",
    "no-such-epoch",
    "no-such-finding",
    "no-such-paragraph",
    "no-such-proposal",
    "no-such-referral",
    "no-such-request",
    "no-such-sheet",
    "no-vault",
    "not-a-carried-file",
    // What says where a host's PostgreSQL is.
    "not-a-database",
    "not-a-key-file",
    "not-a-log",
    "not-a-number",
    "not-a-report",
    "not-a-revocation",
    "not-a-service",
    "not-agreed",
    "not-allowed",
    "not-an-invitation",
    "not-an-organisation",
    "not-asked-here",
    "not-hours",
    "not-json",
    "not-kept",
    "not-logged",
    // A host's folder has a store of its own, and says that it is elsewhere; or the store is not moved for what the sentence says.
    "not-moved",
    "not-own-service",
    "not-published",
    "not-signed",
    "not-suspended",
    "not-trusted",
    "nothing-changed",
    "nothing-forked",
    "nothing-to-release",
    "nothing-waits",
    "open-to-others",
    "other-form",
    "other-scheme",
    "port-taken",
    "print-failed",
    "program-older",
    "released-twice",
    "report-too-large",
    "request-over",
    "request-refused",
    "revoked-already",
    "rows-refused",
    "sealed-argument",
    "several-drafts",
    "signed-already",
    "suspended-already",
    "too-early",
    "too-few-seats",
    "too-large",
    "too-many-numbers",
    "trial-only",
    "unknown-device",
    "unknown-organisation",
    "unknown-seat",
    "vault-broken",
    "vault-damaged",
    "weak-country",
    "write-only",
    "written-apart",
    "wrong-origin",
    "wrong-passphrase",
    "wrong-role",
    "usage",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type ProblemSource = keyof typeof problemCodes;
export type ProblemCode<S extends ProblemSource> = (typeof problemCodes)[S][number];

/** A refusal or failure with a code of the catalogue. Its message never holds a name, a note, a key or a token. */
export class Problem<S extends ProblemSource = ProblemSource> extends Error {
  readonly source: S;
  readonly code: ProblemCode<S>;
  constructor(source: S, code: ProblemCode<S>, cause?: unknown, sentence = `${source}: ${code}`) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = "Problem";
    this.source = source;
    this.code = code;
  }
}

/** True for a problem that this source states, with this code where one is given. */
export function isProblem<S extends ProblemSource>(
  error: unknown,
  source: S,
  code?: ProblemCode<S>,
): error is Problem<S> {
  return error instanceof Problem && error.source === source && (code === undefined || error.code === code);
}
