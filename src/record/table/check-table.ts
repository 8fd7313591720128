// Checks a whole table before it is entered. The reader of tables knows neither the record nor the device that enters: rows that would be refused
// later, or that only repeat what is there, are found here. Screens and commands ask this one function.

import type { RegisterName } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import { authorFlaws, type EntryMoment } from "../author.ts";
import type { RecordBook } from "../book.ts";
import { type Statement, spelled } from "../statement.ts";
import type { FurtherFlaw, RowsRead, Table, TableReading } from "./row-table.ts";
import { readRows, withdrawnColumn } from "./row-table.ts";

/** What must be known of whoever enters a table. */
export interface Enterer {
  readonly organisation: string;
  readonly moment: EntryMoment;
  readonly record: RecordBook;
  /** True for what this device entered hidden from its own organisation (R26): the record does not show it. */
  readonly isTakenUnseen: (register: RegisterName, key: string, source: string) => boolean;
}

/** While there is a flaw, nothing of the table is entered (RC2). Whoever enters rows that were given a key wants the table back with its keys. */
export interface CheckedTable extends RowsRead {
  /** The rows that say something new: what its organisation said already, word for word, is not entered again (RC3). */
  readonly news: readonly Row[];
}

/** Everything that is wrong with a table, and what of it is to be entered. */
export function checkTable(
  register: RegisterName,
  table: Table,
  enterer: Enterer,
  reading: Pick<TableReading, "words" | "keyFor"> = {},
): CheckedTable {
  const { organisation, moment, record, isTakenUnseen } = enterer;
  const own = ownStatements(record, register, organisation);
  const further = (row: Row): readonly FurtherFlaw[] => {
    const { key, source } = row;
    return !("values" in row) && !own.has(`${key} ${source}`) && !isTakenUnseen(register, key, source)
      ? [{ code: "nothing-to-withdraw", field: withdrawnColumn }]
      : authorFlaws(register, row, moment);
  };
  const { rows, flaws, keysMade } = readRows(register, table, { ...reading, further });
  const news = rows.filter((row) => {
    const known = own.get(`${row.key} ${row.source}`);
    return known === undefined || !("values" in row) || spelled(row.values) !== spelled(known.values);
  });
  return { flaws, rows, news, keysMade };
}

/** What an organisation says in a register, by key and source parted by a space. */
export function ownStatements(
  record: RecordBook,
  register: RegisterName,
  organisation: string,
): ReadonlyMap<string, Statement> {
  return new Map(
    (record.statements(register) as readonly Statement[])
      .filter((statement) => statement.organisation === organisation)
      .map((statement) => [`${statement.key} ${statement.source}`, statement]),
  );
}
