// Words for the codes of the record on the command line: it speaks English, and reads tables in all five languages.

import { unitOf } from "../assessment/number-unit.ts";
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { Dictionaries } from "../record/table/read-cell.ts";
import { writeRows } from "../record/table/row-table.ts";
import { wordOfCode } from "../words/code-words.ts";
import { languageTags } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";

export const english = await readWords("en", ["codes", "record"]);
const all = await Promise.all(languageTags.map((tag) => readWords(tag, ["codes"])));

export const allWords: Dictionaries = all.map(
  (words) => (field: string, code: string) => wordOfCode(words, field, code),
);

export function codeInEnglish(field: string, code: string): string {
  return wordOfCode(english, field, code);
}

/** The fields of a row as a table spells it, with the unit behind each number that has one: `value=14 months (1 year 2 months)`. */
export function cellsText(register: RegisterName, row: Row): string {
  const [header = [], cells = []] = writeRows(register, [row]);
  const values = "values" in row ? row.values : {};
  return header
    .flatMap((field, i) => {
      const cell = cells[i] ?? "";
      return i < 2 || cell === "" ? [] : [`${field}=${cell}${unitText(register, field, cell, values)}`];
    })
    .join(" ");
}

function unitText(register: RegisterName, field: string, cell: string, values: object): string {
  const { shape } = registerOf(register).fields[field] ?? {};
  const unit = shape?.type === "count" || shape?.type === "whole" ? unitOf(register, field, values) : null;
  const number = Number(cell);
  if (unit === null || !Number.isInteger(number)) return "";
  if (unit !== "months") return ` ${unit}`;
  const [years, months] = [Math.floor(number / 12), number % 12];
  const parts = [many(years, "year"), many(months, "month")].filter((part) => !part.startsWith("0 "));
  return ` ${number === 1 ? "month" : "months"}${years === 0 ? "" : ` (${parts.join(" ")})`}`;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
