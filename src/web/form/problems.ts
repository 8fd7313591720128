// What is missing or wrong in a sheet, each with the field to which the summary leads.
import type { SheetCheck } from "../../core/form/check-sheet.ts";
import { type Form, type FormWords, fieldOf } from "../../core/form/form.ts";
import type { Gap } from "../components/error-summary.tsx";
import { type Sentence, t } from "../text/translate.ts";

interface Problems {
  /** No answers of this form. */
  readonly hard: readonly Gap[];
  /** Asked for, and not answered. */
  readonly gaps: readonly Gap[];
}

/** What is wrong in a sheet, in words, asked for anew when the language changes; `idOf` gives the id of a field on the page. */
export function problemsOf(
  form: Form,
  words: () => FormWords,
  check: SheetCheck,
  idOf: (field: string) => string,
): Problems {
  const about = (key: string, text: Sentence): Gap => ({ field: idOf(key), text });
  const label = (key: string) => words().fields[key]?.[0] ?? key;
  return {
    hard: check.hard.map(({ field }) =>
      about(field, () => t("sheet.malformed", { field: label(field), how: t(howWritten(form, field)) })),
    ),
    gaps: check.gaps.map((key) => about(key, () => t("sheet.gap", { field: label(key) }))),
  };
}

function howWritten(form: Form, field: string) {
  switch (fieldOf(form, field)?.type) {
    case "whole":
      return "sheet.how.whole";
    case "amount":
      return "sheet.how.amount";
    case "day":
    case "date":
      return "sheet.how.day";
    case "time":
      return "sheet.how.time";
    default:
      return "sheet.how.other";
  }
}
