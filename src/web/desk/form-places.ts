// Forms that have a place of their own at a case, and so stand in no list of forms there: each thing is asked in one place (FM21).
import { isOffered } from "../../core/form/check-sheet.ts";
import { type Form, keyOfRole } from "../../core/form/form.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";

/** The form with which our help ends (FM20): its button is the step itself. Null where we may not fill it in, or it was said already. */
export function endForm(engine: Engine, { writable, facts }: SheetsView, { actions }: CaseView): string | null {
  if (facts.closed !== undefined || !actions.some(({ verbs }) => verbs.includes("close"))) return null;
  const forms = engine.directory.forms.forms;
  return (
    forms.find(({ form }) => writable.includes(form.key) && keyOfRole(form, "closed-on") !== undefined)?.form.key ??
    null
  );
}

/** Danger is said above all else of a case (danger-now.tsx); that a person got their own file is recorded as it is given (own-file.tsx). */
const saidElsewhere: ReadonlySet<string> = new Set(["danger", "own-file"]);

/** True where a new sheet of this form can be begun here (FM8b). */
export function mayBegin(engine: Engine, { writable, facts }: SheetsView, form: Form): boolean {
  return writable.includes(form.key) && !saidElsewhere.has(form.key) && isOffered(form, todayOf(engine), facts);
}
