// An answer as text, in the reader's language.
import type { AnswerValue, FormField, FormWords } from "../../core/form/form.ts";
import { marksOnScreen } from "../../core/visible-marks.ts";
import { countryNamed, placeName } from "../text/place-name.ts";
import { languageName } from "../text/spoken-languages.ts";
import { formatNumber, isolate, language, t } from "../text/translate.ts";
import type { Nameable } from "./answer-input.tsx";

/** What somebody answered; a dash where there is nothing. */
export function answerWords(
  field: FormField,
  words: FormWords,
  named: Pick<Nameable, "places" | "organisations" | "sheets">,
  value: AnswerValue | null,
): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return t(value ? "form.any.code.yes" : "form.any.code.no");
  if (typeof value === "number") return formatNumber(value);
  const each = typeof value === "string" ? [value] : value;
  return language().list(each.map((one) => oneWord(field, words, named, one)));
}

/** An answer behind its question, for where it would not be understood alone. */
export function withQuestion(question: string, said: string): string {
  return `${question}${/[?؟]$/.test(question) ? "" : ":"} ${said}`;
}

function oneWord(
  field: FormField,
  words: FormWords,
  named: Pick<Nameable, "places" | "organisations" | "sheets">,
  value: string,
): string {
  const among = (choices: Nameable["places"]) => choices.find((each) => each.value === value)?.label ?? value;
  switch (field.type) {
    case "code":
    case "codes":
      return words.lists[field.list ?? ""]?.[value] ?? value;
    case "day":
    case "date":
      return language().date(value);
    case "time":
      return language().digits(value);
    case "amount": {
      const [number = "", currency = ""] = value.split(" ");
      return `${formatNumber(Number(number))} ${currency}`;
    }
    case "country":
    case "countries":
      return countryNamed(value);
    case "language":
    case "languages":
      return languageName(value);
    case "place":
    case "places":
      return named.places.find((each) => each.value === value)?.label ?? placeName([], value);
    case "organisation":
      return among(named.organisations);
    case "sheet":
      return among(named.sheets);
    default:
      return isolate(marksOnScreen(value));
  }
}
