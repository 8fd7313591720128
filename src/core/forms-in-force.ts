// The forms of a country as they are in force at a place of its log (FM6): what ships with the program, and what the country published in its place.
// Everybody who reads forms asks here, and never the library alone.
import type { Directory } from "./directory.ts";
import type { FormBook } from "./form/form.ts";

/** The forms in force for what stands at leaf `now`; of versions that are no longer, or not yet, their structure is known all the same. */
export function formsInForce(directory: Directory, now: number): FormBook {
  return directory.forms.bookAt(now);
}

/** The log as a reader has it: who is who, how large it is, and the forms in force there. */
export interface ReadersLog {
  readonly directory: Directory;
  readonly now: number;
  readonly forms: FormBook;
}
