// An answer of a form as text in one language: on screens, and in what a person gets of their case.
import type { AnswerValue, FormField, FormWords } from "../core/form/form.ts";
import { marksOnScreen } from "../core/visible-marks.ts";
import { countryName } from "../words/country-name.ts";
import { languageName } from "../words/spoken-languages.ts";
import type { Words } from "../words/words.ts";

/** How what an answer names is called. */
interface NamesInAnswers {
  readonly place: (code: string) => string;
  readonly organisation: (id: string) => string;
  readonly sheet: (name: string) => string;
}

/** What somebody answered; `forms` are the words of the form. */
export function answerText(
  field: FormField,
  forms: FormWords,
  words: Words,
  names: NamesInAnswers,
  value: AnswerValue,
): string {
  if (typeof value === "boolean") return words.message(value ? "form.any.code.yes" : "form.any.code.no");
  if (typeof value === "number") return words.language.number(value);
  const each = typeof value === "string" ? [value] : value;
  return words.language.list(each.map((one) => oneWord(field, forms, words, names, one)));
}

function oneWord(
  field: FormField,
  forms: FormWords,
  { language }: Words,
  names: NamesInAnswers,
  value: string,
): string {
  switch (field.type) {
    case "code":
    case "codes":
      return forms.lists[field.list ?? ""]?.[value] ?? value;
    case "day":
    case "date":
      return language.date(value);
    case "time":
      return language.digits(value);
    case "amount": {
      const [number = "", currency = ""] = value.split(" ");
      return `${language.number(Number(number))} ${currency}`;
    }
    case "country":
    case "countries":
      return countryName(value, language.tag);
    case "language":
    case "languages":
      return languageName(value);
    case "place":
    case "places":
      return names.place(value);
    case "organisation":
      return names.organisation(value);
    case "sheet":
      return names.sheet(value);
    default:
      return language.isolate(marksOnScreen(value));
  }
}
