// Writes our own numbers as a file of this computer; each of its lines says for whom it is. Apart from the page, so that what writes tables is loaded only then.
import { ownNumbersTable } from "../../reports/own-numbers.ts";
import { releaseTable } from "../../reports/release-table.ts";
import type { OwnNumbers, TableName } from "../../statistics/own-numbers.ts";
import type { Release } from "../../statistics/release.ts";
import { csvBytes, csvFile } from "../../tables/csv.ts";
import type { Words } from "../../words/words.ts";
import { saveFile } from "../save-file.ts";

export function saveNumbers(numbers: OwnNumbers, shown: readonly TableName[], words: Words): void {
  const name = `numbers-${numbers.period.replace("/", "-to-")}-for-us-alone.csv`;
  saveFile(name, "text/csv", csvFile(ownNumbersTable(numbers, shown, words)));
}

/** What goes exactly to whom two devices agreed on, before it is sealed; each line says for whom it is. */
export function exactFile(numbers: OwnNumbers, tables: readonly TableName[], to: string, words: Words): Uint8Array {
  const forWhom = words.message("numbers.exact-for", { name: to });
  return csvBytes(ownNumbersTable(numbers, tables, words, forWhom));
}

export { csvBytes };

export function saveSealed(of: "numbers" | "cases", period: string, sealed: Uint8Array): void {
  saveFile(`${of}-${period.replace("/", "-to-")}.age`, "application/octet-stream", sealed);
}

/** The table for others. */
export function saveRelease(made: Release, words: Words): void {
  saveFile(`numbers-${made.period}.csv`, "text/csv", csvFile(releaseTable(made, words)));
}
