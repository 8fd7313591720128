// What the fold judges of a save of a sheet (FD10, FD11): whether it fits the form that it names, and whether its organisation may write into that sheet.
// What the sheets then add up to is `fold-sheets.ts`; it looks at nothing that was refused here.
import type { ContentOf } from "../entry.ts";
import { wholeSheet } from "../entry-kind.ts";
import { hardFlaws } from "../form/check-sheet.ts";
import type { AnswerValue, Form, FormBook, FormTimeRefusal, GoneWord } from "../form/form.ts";
import { partOfField, partsOf } from "../form/form.ts";
import { partRow } from "../part-table.ts";
import type { Party } from "../party.ts";

/** Why a save does not count. */
type SheetRefusal = "author-may-not" | "not-in-form" | "not-your-sheet" | FormTimeRefusal;

type Save = ContentOf<"answers">["body"];

export class CaseSheets {
  readonly #forms: FormBook;
  /** The organisation that began each sheet. */
  readonly #begunBy = new Map<string, string>();

  constructor(forms: FormBook) {
    this.#forms = forms;
  }

  /** The form of a save; undefined while it is not here: then the save waits. */
  formOf(save: Save): Form | undefined {
    return this.#forms.version(save.version);
  }

  /** Why a save at this leaf does not count under the version that it names (FM6). */
  refusalAt(save: Save, leaf: number): FormTimeRefusal | null {
    return this.#forms.refusalAt(save.version, leaf);
  }

  /** Takes a save of an organisation; gives why it is refused, or null. */
  take(save: Save, form: Form, author: string, party: Party): SheetRefusal | null {
    const mayWrite = partRow(save.part).authors.includes(party) && (form.writers as readonly Party[]).includes(party);
    if (!mayWrite) return "author-may-not";
    if (!isKnownInForm(save, form)) return "not-in-form";
    const sheet = sheetName(save);
    const begunBy = this.#begunBy.get(sheet) ?? author;
    if (form.own === "author" && begunBy !== author) return "not-your-sheet";
    this.#begunBy.set(sheet, begunBy);
    return null;
  }
}

/** The name of a sheet in its case: two forms may both have a sheet `one`. */
export function sheetName({ form, sheet }: Pick<Save, "form" | "sheet">): string {
  return `${form}/${sheet}`;
}

/** A case is folded in rounds, and again when something comes into it; what a save says never changes. */
const judged = new WeakMap<Save, { readonly form: Form; readonly isIn: boolean }>();

function isKnownInForm(save: Save, form: Form): boolean {
  const known = judged.get(save);
  if (known?.form === form) return known.isIn;
  const isIn = isInForm(save, form);
  judged.set(save, { form, isIn });
  return isIn;
}

/** True when a save holds answers of its form only, each of the part that it names (FM5). Nothing is judged that only a person can mend (FM1). */
function isInForm(save: Save, form: Form): boolean {
  if (save.form !== form.key || (save.sheet === "one") === form.many) return false;
  if (!partsOf(form).includes(save.part)) return false;
  const { [wholeSheet]: _struckOut, ...gone } = save.gone;
  return hardFlaws(form, { set: save.set, gone }, save.part).length === 0;
}

/** What a save says of the field that bears a role: an answer, a word of missing, or that what stood there is cleared; null when it says nothing. */
export function saidOfRole(
  save: Save,
  form: Form,
  role: string,
): { readonly value: AnswerValue } | { readonly gone: GoneWord } | null {
  const field = form.fields.find((each) => each.role === role && partOfField(form, each.key) === save.part);
  if (field === undefined) return null;
  const value = Object.hasOwn(save.set, field.key) ? save.set[field.key] : undefined;
  if (value !== undefined) return { value };
  const gone = save.gone[wholeSheet] ?? (Object.hasOwn(save.gone, field.key) ? save.gone[field.key] : undefined);
  return gone === undefined ? null : { gone };
}
