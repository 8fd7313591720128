// The layouts of a host's store in PostgreSQL, one after the other, as steps (ST4). A step that was in a release is never changed: databases have taken it.
import type { AskDatabase, PostgresSession } from "./postgres-session.ts";
import { markedState, refuseUnfit } from "./store-mark.ts";

/** 1: as SQLite's layout 2, with the lease of the one writer (ST5). Envelopes are sealed: nothing there is to be compressed. */
const first = `
  CREATE TABLE leaf (position bigint PRIMARY KEY, class smallint NOT NULL, hash bytea NOT NULL UNIQUE);
  CREATE TABLE body (position bigint PRIMARY KEY, bytes bytea NOT NULL);
  ALTER TABLE body ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE head (what text PRIMARY KEY, size bigint NOT NULL, note text NOT NULL);
  CREATE TABLE token (hash bytea PRIMARY KEY, device text NOT NULL);
  CREATE INDEX token_of_device ON token (device);
  CREATE TABLE drawn (device text, day integer, count integer NOT NULL, PRIMARY KEY (device, day));
  CREATE TABLE kept_key (what text PRIMARY KEY, bytes bytea NOT NULL);
  CREATE TABLE used (hash bytea PRIMARY KEY, until bigint NOT NULL);
  CREATE INDEX used_until ON used (until);
  CREATE TABLE lease (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), term bigint NOT NULL);
  INSERT INTO lease (term) VALUES (0);
`;

export const postgresSteps: readonly string[] = [first];

/** The number of the layout; 0 of an empty database. */
export async function storedLayout(ask: AskDatabase): Promise<number> {
  const [[isThere] = []] = await ask("SELECT to_regclass('panoh.layout') IS NOT NULL");
  if (isThere !== true) return 0;
  const [[number] = []] = await ask("SELECT number FROM layout");
  return Number(number);
}

/** Lays the store out as this program has it. Whoever calls holds the lease: a host of an older program is at work until then. */
export async function layOut(session: PostgresSession, inAnyState: boolean): Promise<void> {
  let number = await storedLayout((text) => session.ask(text));
  if (inAnyState && markedState(number) !== "whole") return;
  refuseUnfit(number, postgresSteps.length);
  for (; number < postgresSteps.length; number++) {
    const begin =
      number === 0
        ? "CREATE SCHEMA IF NOT EXISTS panoh; CREATE TABLE layout (number integer NOT NULL); INSERT INTO layout VALUES (0)"
        : "SELECT";
    await session.askAll(`BEGIN; ${begin}; ${postgresSteps[number]}; UPDATE layout SET number = ${number + 1}`);
    await session.settle("COMMIT", "COMMIT");
  }
}
