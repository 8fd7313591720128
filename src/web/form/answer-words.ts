// An answer as text, in the reader's language.
import type { AnswerValue, FormField, FormWords } from "../../core/form/form.ts";
import { answerText } from "../../reports/answer-text.ts";
import { placeName } from "../text/place-name.ts";
import { words as activeWords } from "../text/translate.ts";
import type { Nameable } from "./answer-input.tsx";

/** What somebody answered; a dash where there is nothing. */
export function answerWords(
  field: FormField,
  words: FormWords,
  named: Pick<Nameable, "places" | "organisations" | "sheets">,
  value: AnswerValue | null,
): string {
  if (value === null) return "–";
  const among = (choices: Nameable["places"], one: string) => choices.find((each) => each.value === one)?.label;
  const names = {
    place: (code: string) => among(named.places, code) ?? placeName([], code),
    organisation: (id: string) => among(named.organisations, id) ?? id,
    sheet: (name: string) => among(named.sheets, name) ?? name,
  };
  return answerText(field, words, activeWords(), names, value);
}

/** An answer behind its question, for where it would not be understood alone. */
export function withQuestion(question: string, said: string): string {
  return `${question}${/[?؟]$/.test(question) ? "" : ":"} ${said}`;
}
