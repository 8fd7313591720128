// A CSV file as a table of texts, as spreadsheets of the region save it: commas or semicolons, with or without a byte order mark. What is not
// UTF-8 is refused with a word on what to do, since guessing an alphabet turns names into noise.
import Papa from "papaparse";
import type { Table } from "../core/record/row-table.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";

/** Why a file is not read as a table. */
export type CsvRefusal = "not-utf8" | "not-csv" | "empty" | "too-large";

/** A file is never larger: some 100,000 rows. */
export const maxCsvBytes = 32 * 1024 * 1024;

/** The table in a file's bytes, or why there is none. Quoting is RFC 4180's; the separator is the one that the header uses. */
export function readCsv(bytes: Uint8Array): { readonly table: Table } | { readonly refusal: CsvRefusal } {
  if (bytes.length > maxCsvBytes) return { refusal: "too-large" };
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, "");
  if (text === undefined) return { refusal: "not-utf8" };
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const delimiter = header.includes(";") && !header.includes(",") ? ";" : ",";
  const { data, errors } = Papa.parse(text, { delimiter });
  if (errors.some(({ type }) => type === "Quotes")) return { refusal: "not-csv" };
  const isEmpty = data.every((row) => row.every((cell) => cell.trim() === ""));
  return isEmpty ? { refusal: "empty" } : { table: data };
}

/** A table as the text of a CSV file (RFC 4180). Cells that a spreadsheet would take for a formula are marked as text by an apostrophe. */
export function writeCsv(table: Table): string {
  return `${Papa.unparse(table, { newline: "\r\n", escapeFormulae: true })}\r\n`;
}
