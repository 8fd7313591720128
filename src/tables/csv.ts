// A CSV file as a table of texts, as spreadsheets of the region save it: commas or semicolons, with or without a byte order mark. What is not
// UTF-8 is refused with a word on what to do, since guessing an alphabet turns names into noise. A file is measured before it is taken apart:
// a few bytes can stand for millions of cells.
import Papa from "papaparse";
import type { ProblemCode } from "../core/problem.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import type { Table } from "../record/table/row-table.ts";
import { markFormulas, unmarkFormulas } from "./formula-mark.ts";

/** No file has more bytes, rows, cells in a row, or cells in all. */
export const maxCsvBytes = 32 * 1024 * 1024;
export const maxCsvRows = 100_000;
export const maxCsvColumns = 200;
export const maxCsvCells = 4_000_000;

/** The table in a file's bytes, or why there is none. Quoting is RFC 4180's; the separator is the one that the header uses. */
export function readCsv(bytes: Uint8Array): { readonly table: Table } | { readonly refusal: ProblemCode<"table"> } {
  if (bytes.length > maxCsvBytes) return { refusal: "too-large" };
  const text = decodeUtf8(withOneLineBreak(bytes))?.replace(/^\ufeff/, "");
  if (text === undefined) return { refusal: "not-utf8" };
  const delimiter = separatorOf(text);
  const refusal = measure(text, delimiter);
  if (refusal !== null) return { refusal };
  const { data, errors } = Papa.parse(text, { delimiter, newline: "\n" });
  if (errors.some(({ type }) => type === "Quotes")) return { refusal: "not-csv" };
  const isEmpty = data.every((row) => row.every((cell) => cell.trim() === ""));
  return isEmpty ? { refusal: "empty" } : { table: data.map((row) => row.map(unmarkFormulas)) };
}

/** A table as the text of a CSV file (RFC 4180), which reads back as it was. What a spreadsheet would take for a formula is marked (RC8). */
export function writeCsv(table: Table): string {
  const cells = table.map((row) => row.map(markFormulas));
  // Where the header has one column, a semicolon outside of quotation marks would pass for the separator.
  const isNarrow = table[0]?.length === 1;
  return `${Papa.unparse(cells, { newline: "\r\n", quotes: (cell) => isNarrow && cell.includes(";") })}\r\n`;
}

/** The same text as a file begins: without the mark a spreadsheet takes Cyrillic letters for others. `readCsv` drops it. */
export function csvFile(table: Table): string {
  return `\ufeff${writeCsv(table)}`;
}

export function csvBytes(table: Table): Uint8Array {
  return encodeUtf8(csvFile(table));
}

/** The separator that the header uses outside of quotation marks: a semicolon where it has no comma. */
function separatorOf(text: string): ";" | "," {
  let separator: ";" | "," = ",";
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) === quote) i = endOfQuotes(text, i + 1);
    if (i < 0) break;
    while (i < text.length && !";,\n".includes(text[i] ?? "")) i++;
    if (text[i] !== ";") return text[i] === "," ? "," : separator;
    separator = ";";
  }
  return separator;
}

/** With one spelling of line breaks measuring and parsing cannot differ in what ends a row. In bytes, since a text of them alone costs much. */
function withOneLineBreak(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const isReturn = bytes[i] === carriageReturn;
    if (isReturn && bytes[i + 1] === lineBreak) i++;
    plain[length++] = isReturn ? lineBreak : (bytes[i] ?? 0);
  }
  return plain.subarray(0, length);
}

const carriageReturn = 0x0d;
const quote = 0x22;
const space = 0x20;
const lineBreak = 0x0a;

/** Counts rows and cells without taking them apart. Whatever follows a closed quotation mark but the cell's end is no CSV. */
function measure(text: string, delimiter: string): ProblemCode<"table"> | "not-csv" | null {
  const part = delimiter.charCodeAt(0);
  let [rows, columns, cells] = [1, 1, 1];
  let i = 0;
  // Once around for each cell.
  for (;;) {
    if (text.charCodeAt(i) === quote) {
      i = endOfQuotes(text, i + 1);
      if (i < 0) return "not-csv";
      while (text.charCodeAt(i) === space) i++;
      if (i < text.length && text.charCodeAt(i) !== part && text.charCodeAt(i) !== lineBreak) return "not-csv";
    }
    while (i < text.length && text.charCodeAt(i) !== part && text.charCodeAt(i) !== lineBreak) i++;
    if (i >= text.length) return null;
    const isRow = text.charCodeAt(i) === lineBreak;
    columns = isRow ? 1 : columns + 1;
    rows += isRow ? 1 : 0;
    cells++;
    if (columns > maxCsvColumns) return "too-many-columns";
    // What follows the last line break is no row when it is empty.
    if (rows > maxCsvRows + 1 || (rows > maxCsvRows && i + 1 < text.length)) return "too-many-rows";
    if (cells > maxCsvCells) return "too-many-cells";
    i++;
  }
}

/** The index behind the quotation mark that closes a cell; two of them are one in it. -1 when it stays open. */
function endOfQuotes(text: string, from: number): number {
  for (let i = text.indexOf('"', from); i >= 0; i = text.indexOf('"', i + 2)) {
    if (text.charCodeAt(i + 1) !== quote) return i + 1;
  }
  return -1;
}
