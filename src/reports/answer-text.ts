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
  const { language } = words;
  if (typeof value === "boolean") return words.message(value ? "form.any.code.yes" : "form.any.code.no");
  if (typeof value === "number") return language.number(value);
  const oneWord = (one: string): string => {
    switch (field.type) {
      case "code":
      case "codes":
        return forms.lists[field.list ?? ""]?.[one] ?? one;
      case "day":
      case "date":
        return language.date(one);
      case "time":
        return language.digits(one);
      case "amount": {
        const [number = "", currency = ""] = one.split(" ");
        return `${language.number(Number(number))} ${currency}`;
      }
      case "country":
      case "countries":
        return countryName(one, language.tag);
      case "language":
      case "languages":
        return languageName(one);
      case "place":
      case "places":
        return names.place(one);
      case "organisation":
        return names.organisation(one);
      case "sheet":
        return names.sheet(one);
      default:
        return language.isolate(marksOnScreen(one));
    }
  };
  return language.list((typeof value === "string" ? [value] : value).map(oneWord));
}
