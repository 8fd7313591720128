// Where a host's store is: in a file of its folder, or in the PostgreSQL that `store.address` in that folder names. A folder says it itself, so that no host starts on
// another store because an option was forgotten, and signs a second history there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isProblem, Problem } from "../core/problem.ts";
import type { HostStore } from "../server/store/host-store.ts";
import { type PostgresAddress, parsePostgresAddress } from "../server/store/postgres-address.ts";
import { openPostgresHostStore, type PostgresHostStore } from "../server/store/postgres-host-store.ts";
import { openSqliteContents } from "../server/store/sqlite-contents.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { commandProblem } from "./command-problem.ts";
import { isOpenToOthers, type RestingFile } from "./files/open-to-others.ts";

export const hostFiles = {
  founding: "founding.note",
  logKey: "log.key",
  database: "host.db",
  address: "store.address",
  /** The keys of the council, until they are handed out. */
  council: "council",
} as const;

/** Files of a host's folder, for a look at who may read them. */
export const hostRestingFiles: readonly RestingFile[] = [
  { name: hostFiles.logKey, secret: true },
  { name: hostFiles.database, secret: false },
  { name: hostFiles.address, secret: false },
];

/** How long a host waits between two questions whether it may write now. */
const waitMilliseconds = 1_000;

/** The PostgreSQL that a folder names; null when its store is a file there. Throws a problem of the command. */
export function storeAddressIn(dir: string): PostgresAddress | null {
  const file = join(dir, hostFiles.address);
  if (!existsSync(file)) return null;
  let address: PostgresAddress;
  try {
    address = parsePostgresAddress(readFileSync(file, "utf8"), process.env);
  } catch (error) {
    throw commandProblem("not-a-database", `${file}: ${error instanceof Error ? error.message : ""}`, error);
  }
  if (address.password !== undefined && address.password !== process.env["PGPASSWORD"] && isOpenToOthers(file))
    throw commandProblem("not-a-database", `${file} holds a password and may be read by others: chmod 600 ${file}`);
  return address;
}

interface OpenParts {
  readonly dir: string;
  /** Called each time that this host may write to the database no more. */
  readonly onLost: () => void;
  /** Hears of settings with which the database may lose what it acknowledged (ST5f); when it throws the host does not write there. */
  readonly onLossy: (settings: readonly string[]) => void;
  /** Hears once for each change why a host waits. */
  readonly onWaiting: (why: WaitsFor, address: PostgresAddress) => Promise<void>;
  readonly stopping: AbortSignal;
}

/** Another host writes; or the database does not answer. */
export type WaitsFor = "another-host" | "no-answer";

/** Opens the store of a folder. One in PostgreSQL is waited for: until it answers, and until no other host writes there (ST5). */
export async function openStoreOf({
  dir,
  onLost,
  onLossy,
  onWaiting,
  stopping,
}: OpenParts): Promise<{ readonly store: HostStore; readonly shared: PostgresHostStore | null }> {
  const address = storeAddressIn(dir);
  const file = join(dir, hostFiles.database);
  if (address === null) return { store: openSqliteHostStore(file), shared: null };
  if (existsSync(file) && !wasMoved(file))
    throw commandProblem(
      "not-moved",
      `${dir} has a store in ${hostFiles.database} and names another in ${hostFiles.address}: move it there (panoh store move --dir ${dir} --to postgresql), or remove ${hostFiles.address}`,
    );
  for (let before: WaitsFor | null = null; ; ) {
    try {
      const database = await openPostgresHostStore(address, { onLost, onLossy });
      return { store: database, shared: database };
    } catch (error) {
      const why = whyWaiting(error);
      if (why === null) throw databaseProblem(error);
      if (why !== before) await onWaiting(why, address);
      before = why;
    }
    await sleep(waitMilliseconds, null, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) throw new Problem("store", "closed");
  }
}

/** Whether a file says that its log is elsewhere now. */
function wasMoved(file: string): boolean {
  const contents = openSqliteContents(file);
  void contents.close();
  return contents.state === "moved";
}

/** Codes of what passes by itself: PostgreSQL starts, stops, copies only, has too many connections. */
const passing: readonly unknown[] = ["57P01", "57P02", "57P03", "25006", "53300"];
/** As `pg` says that nobody answered, and as we do. */
const brokenOff =
  /^(timeout expired|Connection terminated|the connection to the database is gone|the database does not say)/;

/** Null for what does not pass by waiting: a wrong name, a password, a certificate. */
function whyWaiting(error: unknown): WaitsFor | null {
  if (isProblem(error, "store", "busy")) return "another-host";
  if (!(error instanceof Error) || error instanceof Problem) return null;
  const passes =
    "syscall" in error || ("code" in error && passing.includes(error.code)) || brokenOff.test(error.message);
  return passes ? "no-answer" : null;
}

/** Why a database cannot be used, as it says. */
export function databaseProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const why = error instanceof Error ? error.message : "";
  return commandProblem("not-a-database", `the database of ${hostFiles.address} refuses: ${why}`, error);
}
