// The record in the words of the page's language: values, and states of measures. What a person entered stays as it is.
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import { type FieldValues, valueWords } from "../../reports/text/value-words.ts";
import { wordOfCode } from "../../words/code-words.ts";
import type { Words } from "../../words/words.ts";
import type { MeasureState } from "./plan-progress.ts";

/** How far a measure is: what a row says of it, or what follows from several. */
export function stateWord(words: Words, state: MeasureState): string {
  const isFound = state === "overdue" || state === "differs";
  return isFound ? words.message(`shown.state.${state}`) : wordOfCode(words, "state", state);
}

export function valueWord(
  words: Words,
  register: RegisterName,
  field: string,
  value: unknown,
  values?: FieldValues,
): string {
  const isVersions = registerOf(register).fields[field]?.shape.type === "versions";
  if (!isVersions || !Array.isArray(value)) return valueWords(words, register, field, value, values);
  // As short as the line under each row has its note.
  return words.language.list(value.map((version) => `${version.slice(0, 12)}…${version.slice(64)}`));
}
