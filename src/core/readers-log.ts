// The log as a reader has it.
import type { Directory } from "./directory.ts";
import type { FormBook } from "./form/form.ts";

/** The log as a reader has it: who is who, how large it is, and the forms in force there (FM6, `directory.forms.bookAt`). */
export interface ReadersLog {
  readonly directory: Directory;
  readonly now: number;
  readonly forms: FormBook;
}
