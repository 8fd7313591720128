// The desk of the country's record: what this device has of it, and what it enters.

import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import { ownFiles, type RecordNote, type Row } from "../core/registers/row.ts";
import { loggedTime } from "../record/author.ts";
import type { RecordBook } from "../record/book.ts";
import type { CheckedTable } from "../record/table/check-table.ts";
import type { Dictionaries } from "../record/table/read-cell.ts";
import type { Table } from "../record/table/row-table.ts";
import type { CountryRecord, OnProgress } from "./record/record-keeper.ts";
import type { Room } from "./room.ts";

/** What a locked device has of it. */
const emptyBook: RecordBook = {
  all: [],
  statements: () => [],
  statement: () => null,
  sourceOf: () => null,
  incomplete: [],
  refused: [],
  withdrawn: [],
  flagged: [],
};
const nothingChecked: CheckedTable = { flaws: [], rows: [], news: [], keysMade: 0 };

export class RecordDesk {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** The country's record as this device has it: open rows, and the sealed ones that it may read. It costs a fold after news. */
  get book(): RecordBook {
    return this.#room.reader?.rows.record ?? emptyBook;
  }

  /** The country and its record at a size of the log, by default the newest trusted one; null before anything is trusted. */
  at(size?: number): CountryRecord | null {
    return this.#room.reader?.rows.at(size) ?? null;
  }

  /** The sealed notes of the record that this device holds. */
  get sealedNotes(): readonly RecordNote[] {
    return this.#room.reader?.rows.sealedNotes ?? [];
  }

  /** The moment by this device's clock and by the newest trusted log: what a release waits for (TA2). */
  get moment(): { readonly at: string; readonly logged: number | null } {
    const { here, parts, now } = this.#room;
    const at = new Date(parts.clock()).toISOString();
    return { at, logged: here === null ? null : loggedTime(here.log.directory.times, now) };
  }

  mayEnter = (register: RegisterName) => this.#room.reader?.rows.mayEnter(register) === true;

  /** Which of these rows would be hidden from the own organisation (R26), in their order. Nothing is entered. */
  hiddenFromUs = (register: RegisterName, rows: readonly Row[]) =>
    this.#room.reader?.rows.hiddenFromUs(register, rows) ?? rows.map(() => false);

  /** True when this device entered something under this short name and source that is hidden from its own organisation. */
  isTakenUnseen = (register: RegisterName, key: string, source: string) =>
    this.#room.reader?.rows.isTakenUnseen(register, key, source) === true;

  /** What is wrong with a table, and what of it is to be entered. Nothing is entered. */
  checkTable = (register: RegisterName, table: Table, words?: Dictionaries) =>
    this.#room.reader?.rows.checkTable(register, table, words) ?? nothingChecked;

  /** What is most likely a slip in rows that are to be entered. Nothing is entered, and nothing refused for it. */
  oddRows = (register: RegisterName, rows: readonly Row[]) => this.#room.reader?.rows.oddRows(register, rows) ?? [];

  /** Enters rows as one import, whole or not at all. */
  enter = (register: RegisterName, rows: readonly Row[], onProgress?: OnProgress) =>
    this.#room.verb(({ session }) => session.reader.rows.enter(register, rows, onProgress));

  /** Enters numbers of a year with the row that releases them, and gives the import of the numbers. */
  enterReleased = (
    tallies: readonly Row<"tally">[],
    { key, values }: { readonly key: string; readonly values: Omit<RowValues<"release">, "import"> },
  ) =>
    this.#room.verb(async ({ session }) => {
      const { rows } = session.reader;
      const { imports } = await rows.enter("tally", tallies);
      const [id = ""] = imports;
      await rows.enter("release", [{ key, source: ownFiles, values: { ...values, import: id } }]);
      return id;
    });

  /** Vouches for an import that another device entered; of which organisation, where several have one under this id. */
  signOff = (importId: string, office: string, organisation: string | null = null) =>
    this.#room.verb(({ session }) => session.reader.rows.signOff(importId, office, organisation));
}
