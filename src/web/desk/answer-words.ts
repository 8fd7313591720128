// The words for what an answer to a referral says besides its verb (`answerTable`).
import type { OfReferral } from "../../core/entry.ts";
import { type AnswerField, answerCodes } from "../../core/entry-kind.ts";
import type { AnswerVerb } from "../../core/policy-table.ts";
import { first } from "../../words/code-words.ts";
import { words } from "../text/translate.ts";

/** The codes from which a person chooses, in words. */
export function answerOptions(field: AnswerField): readonly { readonly value: string; readonly label: string }[] {
  return answerCodes[field].map((value) => ({ value, label: answerCodeWords(field, value) }));
}

export function answerCodeWords(field: AnswerField, code: string): string {
  return first(words(), `${field}.${code}`) ?? code;
}

/** The code that an answer says, in words; null for one that says none. */
export function saidInAnswer(body: OfReferral["body"]): string | null {
  for (const [field, code] of Object.entries(body))
    if (Object.hasOwn(answerCodes, field)) return answerCodeWords(field as AnswerField, code);
  return null;
}

/** What the verb asks for, or says when it is missing: `part` is the field or `gap`. */
export function verbWords(verb: AnswerVerb, part: AnswerField | "gap"): string {
  return first(words(), `${verb}.${part}`) ?? "";
}
