// The sentences of the command line for a store that fails, and for what others refuse that a command asked for: an administrator reads them. What a person at a
// screen may read too is a message of `src/words` (person-words.ts).
import { hostProblems, isProblem, type ProblemCode } from "../core/problem.ts";
import { failureSentence } from "./person-words.ts";

/** Why the engine does not write what a command asked for. */
export function refusalSentence(code: ProblemCode<"engine">): string {
  switch (code) {
    case "transfer-not-agreed":
      return 'a chosen organisation is in another country than the person or the log: say in the choice that the person agreed, with "abroad": true; of a grant, with --purpose transfer-abroad';
    case "for-others":
      return 'a chosen service says that it is for people of another sex or age: choose another, or say in the choice that it is meant, with "anyway": true';
    default:
      return failureSentence(code);
  }
}

export const storeSentence: Readonly<Record<ProblemCode<"store">, string>> = {
  full: "the disk is full; nothing was written",
  busy: "another program holds this folder; try again when it is done",
  newer: "a newer program made this folder; update this one",
  closed: "the store was closed",
  unavailable: "what is kept cannot be read now; try again, nothing is lost",
  "not-writable":
    "this user may not write in this folder: run the command as the user whose folder it is, or make this user the owner of all that is in it",
  moved:
    "this country's log was moved from here to another store: start the host where it went (store.address in its folder names a database)",
  "half-moved": "a move into this store was broken off: go on with panoh store move, or remove this store",
  superseded: "another host took over this country's database",
  failed: "the store failed: the disk or the file is damaged",
};

/** Foreign errors are translated here, at the rim; null for a bug. */
export function problemOf(error: unknown): { readonly code: string; readonly message: string } | null {
  if (isProblem(error, "command")) return { code: error.code, message: error.message };
  if (isProblem(error, "host")) return { code: error.code, message: hostProblems[error.code][1] };
  if (isProblem(error, "engine")) return { code: error.code, message: refusalSentence(error.code) };
  if (isProblem(error, "store")) return { code: `store-${error.code}`, message: storeSentence[error.code] };
  if (isSystemError(error)) return fileProblem(error) ?? { code: error.code.toLowerCase(), message: error.message };
  return null;
}

/** The system's problem with a file that somebody named; null for all else, of which the platform's own code and sentence serve best: a port that is taken, say. */
function fileProblem({
  code,
  path,
  syscall,
}: SystemError): { readonly code: FileCode; readonly message: string } | null {
  // The system names no file of which it read a part.
  if (code === "EISDIR") return { code: "no-file", message: "a folder was named where a file is needed" };
  if (typeof path !== "string" || syscall.startsWith("spawn")) return null;
  switch (code) {
    case "ENOENT":
      return { code: "no-file", message: `${path} is not there: look at the name, and whether its folder is there` };
    case "EACCES":
    case "EPERM":
      return {
        code: "file-not-allowed",
        message: `the system does not let this user have ${path}: run the command as its owner`,
      };
    default:
      return null;
  }
}

type FileCode = Extract<ProblemCode<"command">, "no-file" | "file-not-allowed">;

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: unknown;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
