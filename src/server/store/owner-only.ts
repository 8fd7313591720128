// Who may read a store's file: its owner. What SQLite puts beside it takes its mode. A file that is there already keeps the mode that somebody gave it;
// `panoh doctor`, and what runs on it, say when others can read it.
import { closeSync, existsSync, openSync } from "node:fs";

/** Makes the file of a store that is about to be opened, so that SQLite does not make one that everybody may read. Gives the file. */
export function ownerOnly(file: string): string {
  if (file !== ":memory:" && !existsSync(file)) closeSync(openSync(file, "a", 0o600));
  return file;
}
