// Who may read and write a store's file: its owner. What SQLite puts beside it takes its mode. A file that is there already keeps the mode that somebody gave it;
// `panoh doctor` says when others can read it, and a command or a host does nothing with it (src/operate/files/open-to-others.ts).
import { accessSync, closeSync, constants, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../../core/problem.ts";

/**
 * Makes the file of a store that is about to be opened, so that SQLite does not make one that everybody may read. Gives the file. Throws a Problem of the
 * store `not-writable` when this user may not write there: SQLite would open it for reading alone, and fail at the first write.
 */
export function ownerOnly(file: string): string {
  if (!mayWrite(file)) throw new Problem("store", "not-writable");
  if (file !== ":memory:" && !existsSync(file)) closeSync(openSync(file, "a", 0o600));
  return file;
}

/** False when the system does not let this user write a store's file, or what SQLite puts beside it. */
function mayWrite(file: string): boolean {
  if (file === ":memory:") return true;
  const { R_OK, W_OK, X_OK } = constants;
  return isAllowed(dirname(file), W_OK | X_OK) && isAllowed(file, R_OK | W_OK);
}

/** What is not there is not forbidden. */
function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && forbidden.includes(error.code));
  }
}

const forbidden: readonly unknown[] = ["EACCES", "EPERM", "EROFS"];
