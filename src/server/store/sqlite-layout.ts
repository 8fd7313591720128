// How a SQLite file of ours is laid out: its number stands in the file (`user_version`), and steps lead from each number to the next (ST4). A file that a
// newer program made is refused as it is. Hosts, mirrors, witnesses and devices on the command line open their files here.
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { ownerOnly } from "./owner-only.ts";
import { markedState, refuseUnfit } from "./store-mark.ts";

/**
 * Lays a file out anew, from the number before to its own. It is quick however much the file holds: what takes long is left for later, in pieces. It runs
 * in one transaction with the number.
 */
export type LayoutStep = (database: DatabaseSync) => void;

interface Laid {
  /** The step at place n leads from layout n to n + 1; the first makes an empty file, and finds one that is older than the numbers. */
  readonly steps: readonly LayoutStep[];
  /** One process at a time has the file. */
  readonly alone?: boolean;
  /** What is freed is overwritten. */
  readonly erases?: boolean;
  /** How many milliseconds to wait for another process that has the file. */
  readonly timeout?: number;
  /** Also a store that no host may start on (ST7), as it is. */
  readonly inAnyState?: boolean;
  /** Only to look: the steps are taken in a transaction that never ends, so that the file stays as it is. */
  readonly looking?: boolean;
}

/**
 * Opens (and makes) a file, and lays it out as this program has it; what is committed to it survives a power loss. Throws a Problem of the store: `newer`, and the file is as it was, or `not-writable`.
 * What SQLite refuses (a full disk, a lock, damage) comes as it is; the file then has one of the layouts whole.
 */
export function openLaidOut(
  file: string,
  { steps, alone = false, erases = false, timeout = 0, inAnyState = false, looking = false }: Laid,
): DatabaseSync {
  const database = new DatabaseSync(ownerOnly(file), { timeout });
  try {
    // Before the first read: SQLite then needs no file for what processes share, for which a full disk has no room.
    if (alone) database.exec("PRAGMA locking_mode = EXCLUSIVE");
    if (!inAnyState || markedState(layoutOf(database)) === "whole") refuseNewer(database, steps.length);
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY",
    );
    if (erases) database.exec("PRAGMA secure_delete = ON");
    if (looking) database.exec("BEGIN");
    for (let number = layoutOf(database); number < steps.length; number++) {
      if (looking) takeStep(database, steps, number);
      else transaction(database, () => takeStep(database, steps, number));
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Refuses what a newer program laid out. */
export function refuseNewer(database: DatabaseSync, known: number): void {
  refuseUnfit(layoutOf(database), known);
}

/** Does it whole or not at all, durable when it returns. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite ends the transaction itself when the disk is full.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The same with work that takes its time. The connection is in the transaction meanwhile: the caller keeps away whoever else uses it. */
export async function longTransaction(database: DatabaseSync, work: () => Promise<void>): Promise<void> {
  database.exec("BEGIN IMMEDIATE");
  try {
    await work();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The rows of a statement that gives them as arrays, of which node:sqlite's types know nothing. */
export function arrayRows<Row>(statement: StatementSync, ...values: readonly SQLInputValue[]): readonly Row[] {
  const rows: readonly unknown[] = statement.all(...values);
  return rows as readonly Row[];
}

function layoutOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}

/** Another process may have taken it between the look at the number and the transaction. */
function takeStep(database: DatabaseSync, steps: readonly LayoutStep[], number: number): void {
  if (layoutOf(database) !== number) return;
  steps[number]?.(database);
  database.exec(`PRAGMA user_version = ${number + 1}`);
}
