// Saves a table as a file for spreadsheets.
import type { Table } from "../record/table/row-table.ts";
import { csvFile } from "../tables/csv.ts";
import { saveFile } from "./save-file.ts";

/** `name` is that of the file, without its ending. */
export function saveTable(name: string, table: Table): void {
  saveFile(`${name}.csv`, "text/csv", csvFile(table));
}
