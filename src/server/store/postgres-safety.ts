// How a PostgreSQL must be set so that no loss of power takes away what was acknowledged (ST5f), and what else is known of one without changing it.
import type { AskDatabase } from "./postgres-session.ts";

/** Settings of the server and this session with which something acknowledged may be lost, as `fsync = off`; empty when there are none. */
export async function lossySettings(ask: AskDatabase): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT name || ' = ' || setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'
       OR name = 'synchronous_commit' AND setting NOT IN ('on', 'remote_apply') ORDER BY name`,
  );
  return rows.map(([setting]) => String(setting));
}

/** Whether a commit waits until another machine has it, too. */
export async function waitsForCopy(ask: AskDatabase): Promise<boolean> {
  const [[waits] = []] = await ask(
    "SELECT current_setting('synchronous_standby_names') <> '' AND current_setting('synchronous_commit') IN ('on', 'remote_apply')",
  );
  return waits === true;
}

export interface DatabaseState {
  readonly lossy: readonly string[];
  /** Whether a commit waits for another machine. */
  readonly waitsForCopy: boolean;
  /** Whether a host holds the lease now. */
  readonly hasWriter: boolean;
}

/** `lock` is the one that the writer holds. */
export async function databaseState(ask: AskDatabase, lock: number): Promise<DatabaseState> {
  const [[waitsForCopy, hasWriter] = []] = await ask(
    `SELECT current_setting('synchronous_standby_names') <> '', EXISTS (
       SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE locktype = 'advisory' AND granted AND datname = current_database() AND (classid, objid, objsubid) = (0, $1::bigint::oid, 1))`,
    [lock],
  );
  return { lossy: await lossySettings(ask), waitsForCopy: waitsForCopy === true, hasWriter: hasWriter === true };
}
