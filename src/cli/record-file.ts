// Rows for the country's record from a file that a person gives: CSV or a spreadsheet, checked row by row, never half taken.

import { readFileSync, statSync } from "node:fs";
import type { ProblemCode } from "../core/problem.ts";
import { type RegisterName, registerNames } from "../core/registers/register-table.ts";
import type { Table, TableFlaw } from "../record/table/row-table.ts";
import { allowedWords } from "../reports/text/allowed-words.ts";
import { maxCsvBytes, readCsv } from "../tables/csv.ts";
import { isSpreadsheet } from "../tables/xlsx.ts";
import { codeInEnglish, english } from "./code-words.ts";
import { commandProblem, usageProblem } from "./command.ts";
import { readSpreadsheetInThread } from "./read-spreadsheet.ts";

const sentences: Readonly<Record<ProblemCode<"table">, string>> = {
  "not-xlsx": "the file is no spreadsheet that can be read: save it as XLSX again, or as CSV UTF-8",
  locked: "the file is locked by a password, or of an old form: save it as XLSX without a password, or as CSV UTF-8",
  "not-computed":
    "a cell has a formula whose result is not in the file: open it in a spreadsheet program and save it there",
  "not-utf8": "the file is not UTF-8: save it as CSV UTF-8",
  "not-csv": "the file is not CSV: a quotation mark is open",
  empty: "the file is empty",
  "too-large": "the file is larger than 32 MB, or unpacks to more than 64 MB: split it",
  "too-many-rows": "the file has more than 100000 rows, empty ones counted: split it, or remove what is empty",
  "too-many-columns": "a row of the file has more than 200 cells: save only the table",
  "too-many-cells": "the file has more than 4000000 cells: split it, or remove empty columns",
};

export function registerGiven(name: string): RegisterName {
  const register = registerNames.find((each) => each === name);
  if (register === undefined) throw usageProblem(`a register is one of: ${registerNames.join(", ")}`);
  return register;
}

/** The table in a CSV file. Throws a problem of the command for a file that is no table at all. */
export function tableOfFile(file: string): Table {
  if (statSync(file).size > maxCsvBytes) throw commandProblem("too-large", sentences["too-large"]);
  return tableIn(readCsv(readFileSync(file))).table;
}

/** The same, of a CSV file or of the first sheet of a spreadsheet, with that sheet's name. */
export async function tableGiven(file: string): Promise<{ readonly table: Table; readonly sheet: string | null }> {
  if (statSync(file).size > maxCsvBytes) throw commandProblem("too-large", sentences["too-large"]);
  const bytes = readFileSync(file);
  return isSpreadsheet(bytes)
    ? tableIn(await readSpreadsheetInThread(bytes))
    : { table: tableOfFile(file), sheet: null };
}

function tableIn<T extends object>(result: T | { readonly refusal: ProblemCode<"table"> }): T {
  if ("refusal" in result) throw commandProblem(result.refusal, sentences[result.refusal]);
  return result;
}

/** A flaw as a line for people: the row, the column with its cell as spreadsheets name it, what is wrong, and what was most likely meant. */
export function flawLine(flaw: TableFlaw): string {
  const { row, column, cell } = flaw;
  const where = column === "" ? "whole row" : column;
  return `Row ${row}, ${where}${cell === "" ? "" : ` (${cell})`}: ${flawReason(flaw)}`;
}

/** The flaw, what was most likely meant, and what is allowed. The cell itself is not shown: it may be sealed. */
export function flawReason({ column, code, detail, shape, proposal }: TableFlaw): string {
  const isOfShape = shape !== null || (detail === "" && (column === "key" || column === "source"));
  const range =
    isOfShape && (code === "missing" || code === "not-allowed") ? allowedWords(english, column, shape) : detail;
  const word = codeInEnglish(column, proposal);
  const guess = proposal === "" ? "" : `, perhaps ${proposal}${word === proposal ? "" : ` (${word})`}`;
  return `${code}${guess}${range === "" ? "" : ` (${range})`}`;
}
