// Notes that the council's seats sign (DR2): submitted when enough seats are on this machine, or written for the others to cosign.
import type { Directory } from "../core/directory.ts";
import type { DirectoryKind, directoryBodies } from "../core/directory-note.ts";
import type { FormClass } from "../core/form/country-forms.ts";

import { hostProblems, isProblem, Problem, type ProblemCode } from "../core/problem.ts";

import type { Of } from "../core/schema.ts";
import type { Device } from "../member/device.ts";
import type { SubmitOutcome } from "../member/organisation.ts";
import type { HostClient } from "../member/trust/host-client.ts";
import type { PublicLog } from "../member/trust/public-log.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { hostClient, readDirectory, readPublicLog, submitNote, unreachable } from "../operate/country-client.ts";
import { readFounding } from "../operate/files/given-files.ts";
import { readSeatKeys } from "../operate/files/key-file.ts";
import { writeNew } from "../operate/files/write-whole.ts";
import type { Terminal } from "../operate/terminal.ts";
import { type Call, commandProblem, type Option, usageProblem } from "./command.ts";
import { noteId } from "./note-sentences.ts";
import { signDirectory } from "./sign-directory.ts";
import { useDevice } from "./vault-folder.ts";

/** The options of every command by which the council speaks. */
export const councilOptions = {
  founding: { value: "FILE", help: "the country's founding note" },
  "seat-key": { value: "FILE", many: true, help: "the key of a council seat" },
  host: { value: "URL", help: "the country's host" },
  out: { value: "FILE", help: "write the note for the other seats to cosign, and submit nothing" },
} as const satisfies Readonly<Record<string, Option>>;

/** The directory as the host shows it; null when the seats' machine is not to reach one and the note is only written. */
export async function directoryForCouncil(call: Call, founding: FoundingNote): Promise<Directory | null> {
  return call.has("out") && !call.has("host") ? null : readDirectory(founding, call.get("host"));
}

/**
 * The same where too few witnesses cosign what the host shows: null, and a line that says so. Who names other witnesses must not need the ones that are gone.
 */
export async function directoryWithoutQuorum(
  call: Call,
  founding: FoundingNote,
): Promise<{ readonly directory: Directory | null; readonly lines: readonly string[] }> {
  try {
    return { directory: await directoryForCouncil(call, founding), lines: [] };
  } catch (error) {
    if (!isProblem(error, "command", "not-trusted")) throw error;
    const line = "Too few witnesses cosigned what the host shows, so nothing that it shows of before is listed here.";
    return { directory: null, lines: [line] };
  }
}

interface NotePlace {
  /** Null when it was written to a file and not submitted. */
  readonly leaf: number | null;
  readonly note: string | null;
  /** By which two people know that they see the same note. */
  readonly noteId: string;
}

/** The seats whose keys are given: one at least. */
export async function seatsGiven(call: Call, terminal: Terminal): Promise<readonly [SignerKey, ...SignerKey[]]> {
  const [first, ...others] = await readSeatKeys(call.all("seat-key"), terminal);
  if (first === undefined) throw usageProblem("--seat-key is needed");
  return [first, ...others];
}

/** Signs with the seats that are given, and submits the note or writes it. */
export async function sayAsCouncil<K extends DirectoryKind>(
  { call, terminal, founding }: { readonly call: Call; readonly terminal: Terminal; readonly founding: FoundingNote },
  kind: K,
  body: Of<(typeof directoryBodies)[K]>,
  leafClass: FormClass = "directory",
): Promise<NotePlace> {
  const seats = await seatsGiven(call, terminal);
  const out = call.find("out");
  const threshold = leastSigners(kind, founding);
  if (out === null && seats.length < threshold)
    throw commandProblem(
      "too-few-seats",
      `${threshold} seats must sign; write the note with --out and let others cosign`,
    );
  const note = signDirectory(founding.origin, kind, body, seats, leafClass);
  return submitOrWrite(call, () => hostClient(call.get("host")), founding, note);
}

/** How many seats must sign a note of this kind. */
function leastSigners(kind: DirectoryKind, { founding }: FoundingNote): number {
  const { threshold, seats } = founding.council;
  // Any one of them stops a form (FM13b).
  if (kind === "form.stop") return 1;
  return kind === "council.keep" ? Math.min(threshold, seats.length - threshold + 1) : threshold;
}

/** Writes a note to the file of `--out`, else submits it. */
export async function submitOrWrite(
  call: Call,
  host: () => HostClient,
  founding: FoundingNote,
  note: string,
): Promise<NotePlace> {
  const out = call.find("out");
  const id = noteId(note);
  if (out === null) return { leaf: await submitNote(host(), founding, note), note: out, noteId: id };
  writeNew(out, note);
  return { leaf: null, note: out, noteId: id };
}

/** The leaf of what a desk said at once. Throws what the desk gives as a value. */
export async function leafOf({ directory: { log } }: Device, answer: Promise<SubmitOutcome>): Promise<number> {
  const result = await answer;
  if (result.is === "done") return result.value;
  const { reason, problem } = result;
  if (problem !== undefined) throw problem;
  if (isHostProblem(reason)) throw new Problem("host", reason);
  if (reason === "host-lies")
    throw commandProblem("host-lies", "the host's proof does not verify: the note may not be in the log");
  if (reason === "foreign-founding")
    throw commandProblem("foreign-founding", "the host shows the founding note of another country");
  throw unreachable(log.host.versionGap);
}

function isHostProblem(reason: string): reason is ProblemCode<"host"> {
  return Object.hasOwn(hostProblems, reason);
}

/** The lines to print of it. */
export function noteLines({ leaf, note, noteId: id }: NotePlace, what: string): readonly string[] {
  return leaf === null
    ? [
        `Note       ${note}`,
        `Note id    ${id}`,
        "Next: the other seats cosign (panoh enrol cosign), then panoh enrol submit.",
      ]
    : [`Logged     ${what} as leaf ${leaf}`];
}

/** Whose signatures are on this machine, and the log as they see it. */
export interface Signers {
  readonly keys: readonly SignerKey[];
  readonly log: PublicLog;
}

/** This device with its vault, seats of the council with the country's host, or a device and seats. */
export async function withSigners<T>(
  call: Call,
  terminal: Terminal,
  what: "record" | null,
  use: (signers: Signers) => Promise<T>,
): Promise<T> {
  const seats = await readSeatKeys(call.all("seat-key"), terminal);
  if (call.has("vault"))
    return useDevice(call, terminal, async (member) => {
      const { self, log } = member.directory;
      return use({ keys: [self.signer, ...seats], log });
    });
  if (seats.length === 0) throw usageProblem("give either --vault or --seat-key");
  const founding = readFounding(call.get("founding"));
  return use({ keys: seats, log: await readPublicLog(founding, call.get("host"), what ?? undefined) });
}
