// Writes the table of help given as a file of this computer. Apart from the desk, so that what writes tables is loaded only then.
import type { HelpGiven } from "../../core/case/help-given.ts";
import type { FormBook } from "../../core/form/form.ts";
import { helpTable } from "../../reports/help-table.ts";
import { csvFile } from "../../tables/csv.ts";
import { writeXlsx } from "../../tables/write-xlsx.ts";
import type { Words } from "../../words/words.ts";
import { saveFile } from "../save-file.ts";

export function saveHelpTable(given: HelpGiven, forms: FormBook, words: Words, format: "csv" | "xlsx"): void {
  const table = helpTable(given, forms, words);
  const name = `help-${given.period}.${format}`;
  if (format === "csv") saveFile(name, "text/csv", csvFile(table));
  else saveFile(name, xlsxType, writeXlsx(table, words.message("help-given.title")));
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
