// The store of a host in PostgreSQL, for a country that one machine is not enough for (ST1, ST5). Same answers as the embedded one, and the same contract suite.

import { type Leaf, numberOfClass } from "../../log/leaf.ts";
import type { HostStore, SignedHead, StoredLeaf } from "./host-store.ts";
import { storedClass } from "./leaf-class.ts";
import type { PostgresAddress } from "./postgres-address.ts";
import { postgresSteps, storedLayout } from "./postgres-layouts.ts";
import { Lease, usualLock } from "./postgres-lease.ts";
import { Readers } from "./postgres-readers.ts";
import { type DatabaseState, databaseState, waitsForCopy } from "./postgres-safety.ts";
import type { AskDatabase, Patience, PostgresRow, PostgresSession } from "./postgres-session.ts";
import { kept, usualPatience } from "./postgres-session.ts";
import { refuseUnfit } from "./store-mark.ts";

export interface PostgresHostStore extends HostStore {
  /** Whether this host is the one that may write. */
  readonly isWriter: boolean;
  /**
   * After the database was away: becomes the one that may write again. Throws a Problem of the store, `superseded`, when another host wrote since; or while it
   * cannot be.
   */
  readonly retake: () => Promise<void>;
  /** Whether a commit waits until another machine has it, too: then that is a second place (SP5). */
  readonly waitsForCopy: () => Promise<boolean>;
}

interface PostgresOptions {
  readonly patience?: Patience;
  /** The lock that the one writer holds. */
  readonly lock?: number;
  /** Called each time that this host may write no more. */
  readonly onLost?: () => void;
  /** Hears of the settings with which this database may lose what it acknowledged (ST5f), each time that this host comes to write; when it throws it does not. */
  readonly onLossy?: (settings: readonly string[]) => void;
}

/** Reads alone, of whatever a host wrote there. */
interface PostgresReads extends Pick<HostStore, Reads | "close"> {
  /** Throws a Problem of the store, `newer`, when a newer program laid it out. */
  readonly refuseNewer: () => Promise<void>;
  /** The number of the layout; 0 of an empty database. */
  readonly layout: () => Promise<number>;
  readonly state: () => Promise<DatabaseState>;
}
type Reads =
  | "size"
  | "leaves"
  | "stored"
  | "lookUp"
  | "findLeaf"
  | "lengthsOf"
  | "bytesOf"
  | "signedHead"
  | "publishedHead"
  | "shownHead"
  | "tokenDevice";

/**
 * Opens (and makes) the store in a database of its own, as its one writer, laid out as this program has it (ST4). Throws a Problem of the store: `busy` while another
 * host writes, `newer` when a newer program laid it out; or what the database says.
 */
export async function openPostgresHostStore(
  address: PostgresAddress,
  {
    patience = usualPatience,
    lock = usualLock,
    onLost = () => undefined,
    onLossy = () => undefined,
  }: PostgresOptions = {},
): Promise<PostgresHostStore> {
  const lease = new Lease({ address, patience, lock, onLost, onLossy });
  await lease.take().catch(async (error: unknown) => {
    await lease.close();
    throw error;
  });
  const readers = new Readers(address, patience);
  const change = <T>(work: (session: PostgresSession) => Promise<T>) => lease.change(work);
  return {
    schema: postgresSteps.length,
    get isWriter() {
      return lease.isHeld;
    },
    retake: async () => {
      await lease.take();
      readers.renew();
    },
    waitsForCopy: () => waitsForCopy((text) => readers.ask(text)),
    ...readsOf(readers),
    oldLeaves: async () => 0,
    moveOldLeaves: async () => false,
    commit: ({ leaves, spent, checkpoint }) =>
      change(async (session) => {
        const { size: next } = checkpoint;
        const start = next - leaves.length;
        // Asked in this order, and answered together.
        const [[[size] = []], , , written, [before]] = await Promise.all([
          session.ask(sizeSql),
          insertLeaves(session, start, leaves),
          spend(session, spent),
          session.ask(wholeSql, [start, next]),
          session.ask(headSql, ["signed"]),
        ]);
        if (start !== size) throw new Error("the batch does not begin at the present size");
        const note =
          "note" in checkpoint
            ? checkpoint.note
            : await checkpoint.sign(written.map(storedIn), before === undefined ? null : headIn(before));
        putHead(session, "signed", { size: next, note });
      }),
    mend: (index, bytes) =>
      change(async (session) => {
        const put = "INSERT INTO body VALUES ($1, $2) ON CONFLICT (position) DO UPDATE SET bytes = excluded.bytes";
        session.send(put, [index, buffer(bytes)]);
      }),
    publish: (head) => change(async (session) => putHead(session, "published", head)),
    keepShown: (head) => change(async (session) => putHead(session, "shown", head)),
    addTokens: (device, day, hashes, limit) =>
      change(async (session) => {
        const count = "SELECT count FROM drawn WHERE device = $1 AND day = $2";
        const [[before = 0] = []] = await session.ask(count, [device, day]);
        if (Number(before) + hashes.length > limit) return false;
        session.send("DELETE FROM drawn WHERE day < $1", [day - 2]);
        session.send(`INSERT INTO token SELECT hash, $3 FROM ${hashesSql}`, [...hashList(hashes), device]);
        session.send(
          "INSERT INTO drawn VALUES ($1, $2, $3) ON CONFLICT (device, day) DO UPDATE SET count = drawn.count + excluded.count",
          [device, day, hashes.length],
        );
        return true;
      }),
    dropTokens: (device) => change(async (session) => session.send("DELETE FROM token WHERE device = $1", [device])),
    challengeKey: (fresh) =>
      change(async (session) => {
        await session.ask("INSERT INTO kept_key VALUES ('challenge', $1) ON CONFLICT DO NOTHING", [buffer(fresh)]);
        const [[bytes] = []] = await session.ask("SELECT bytes FROM kept_key WHERE what = 'challenge'");
        return bytes as Uint8Array;
      }),
    useOnce: (hash, until, now) =>
      change(async (session) => {
        const use = "INSERT INTO used VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true";
        const isNew = (await session.ask(use, [buffer(hash), until])).length === 1;
        if (isNew) session.send("DELETE FROM used WHERE until < $1", [now]);
        return isNew;
      }),
    close: async () => {
      await lease.close();
      await readers.close();
    },
  };
}

/** Opens what a host wrote, for reading alone. */
export function openPostgresReads(address: PostgresAddress, patience: Patience = usualPatience): PostgresReads {
  const readers = new Readers(address, patience);
  const ask: AskDatabase = (text, values) => readers.ask(text, values);
  const layout = () => storedLayout(ask);
  const refuseNewerThere = async () => refuseUnfit(await layout(), postgresSteps.length);
  const state = () => databaseState(ask, usualLock);
  return { ...readsOf(readers), refuseNewer: refuseNewerThere, layout, state, close: () => readers.close() };
}

const within = "position >= $1 AND position < $2";
export const sizeSql = kept("SELECT coalesce(max(position) + 1, 0) FROM leaf");
const headSql = kept("SELECT size, note FROM head WHERE what = $1");
export const wholeSql = kept(
  `SELECT class, hash, coalesce(bytes, '') FROM leaf LEFT JOIN body USING (position) WHERE ${within} ORDER BY position`,
);
const ofClass = `FROM leaf LEFT JOIN body USING (position) WHERE ${within} AND class = $3 ORDER BY position`;
/** Hashes that came as one value, $1, so many of them, $2. */
const hashesSql =
  "(SELECT substring($1::bytea FROM i * 32 + 1 FOR 32) AS hash FROM generate_series(0, $2::integer - 1) AS i) AS given";

const lookUpSql =
  kept(`SELECT (SELECT position FROM leaf WHERE leaf.hash = given.hash), (SELECT device FROM token WHERE token.hash = given.token)
  FROM (SELECT i, substring($1::bytea FROM i * 32 + 1 FOR 32) AS hash, substring($3::bytea FROM i * 32 + 1 FOR 32) AS token
    FROM generate_series(0, least($2::integer, $4::integer) - 1) AS i) AS given ORDER BY i`);
/** The SHA-256 of nothing that anybody draws. */
const noToken = new Uint8Array(32);

function readsOf(readers: Readers): Pick<HostStore, Reads> {
  const head = async (what: string): Promise<SignedHead | null> => {
    const [row] = await readers.ask(headSql, [what]);
    return row === undefined ? null : headIn(row);
  };
  return {
    size: async () => Number((await readers.ask(sizeSql))[0]?.[0]),
    leaves: async (from, to) => {
      const rows = await readers.ask(`SELECT class, hash FROM leaf WHERE ${within} ORDER BY position`, [from, to]);
      return rows.map(leafIn);
    },
    stored: async (from, to) => (await readers.ask(wholeSql, [from, to])).map(storedIn),
    lookUp: async (items) => {
      const hashes = hashList(items.map(({ hash }) => hash));
      const tokens = hashList(items.map(({ token }) => token ?? noToken));
      const rows = await readers.ask(lookUpSql, [...hashes, ...tokens]);
      return rows.map(([leaf, device]) => ({
        leaf: leaf === null ? null : Number(leaf),
        device: device === null ? null : String(device),
      }));
    },
    findLeaf: async (hash) => {
      const [row] = await readers.ask("SELECT position FROM leaf WHERE hash = $1", [buffer(hash)]);
      return row === undefined ? null : Number(row[0]);
    },
    lengthsOf: async (leafClass, from, to) => {
      const sql = `SELECT position, coalesce(octet_length(bytes), 0) ${ofClass}`;
      const rows = await readers.ask(sql, [from, to, numberOfClass(leafClass)]);
      return rows.map(([position, length]) => ({ index: Number(position), length: Number(length) }));
    },
    bytesOf: async (leafClass, from, to) => {
      const rows = await readers.ask(`SELECT coalesce(bytes, '') ${ofClass}`, [from, to, numberOfClass(leafClass)]);
      return rows.map(([bytes]) => bytes as Uint8Array);
    },
    signedHead: () => head("signed"),
    publishedHead: () => head("published"),
    shownHead: () => head("shown"),
    tokenDevice: async (hash) => {
      const [row] = await readers.ask("SELECT device FROM token WHERE hash = $1", [buffer(hash)]);
      return row === undefined ? null : String(row[0]);
    },
  };
}

const insertSql = kept(
  `WITH given AS (
       SELECT $1::bigint + n - 1 AS position, class,
         substring($4::bytea FROM (n::integer - 1) * 32 + 1 FOR 32) AS hash, substring($5::bytea FROM first FOR length) AS bytes
       FROM unnest($2::smallint[], $3::integer[], $6::integer[]) WITH ORDINALITY AS g (class, first, length, n)
     ), put AS (INSERT INTO leaf SELECT position, class, hash FROM given)
     INSERT INTO body SELECT position, bytes FROM given`,
);

/** All of them in one statement: their bytes behind each other as one value, and where each begins. */
export async function insertLeaves(
  session: PostgresSession,
  start: number,
  leaves: readonly StoredLeaf[],
): Promise<void> {
  if (leaves.length === 0) return;
  let end = 0;
  const starts = leaves.map(({ bytes }) => {
    end += bytes.length;
    return end - bytes.length + 1;
  });
  await session.ask(insertSql, [
    start,
    leaves.map((leaf) => numberOfClass(leaf.class)),
    starts,
    Buffer.concat(leaves.map(({ hash }) => hash)),
    Buffer.concat(leaves.map(({ bytes }) => bytes)),
    leaves.map(({ bytes }) => bytes.length),
  ]);
}

const spendSql = kept(`DELETE FROM token WHERE hash IN (SELECT hash FROM ${hashesSql}) RETURNING true`);

async function spend(session: PostgresSession, spent: readonly Uint8Array[]): Promise<void> {
  if (spent.length === 0) return;
  if ((await session.ask(spendSql, hashList(spent))).length !== spent.length)
    throw new Error("a token of the batch is not there");
}

const putHeadSql = kept(
  "INSERT INTO head VALUES ($1, $2, $3) ON CONFLICT (what) DO UPDATE SET size = excluded.size, note = excluded.note",
);

function putHead(session: PostgresSession, what: string, { size, note }: SignedHead): void {
  session.send(putHeadSql, [what, size, note]);
}

function hashList(hashes: readonly Uint8Array[]): readonly [Buffer, number] {
  return [Buffer.concat(hashes), hashes.length];
}

/** As pg takes bytes for one value. */
function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function headIn([size, note]: PostgresRow): SignedHead {
  return { size: Number(size), note: String(note) };
}

function leafIn(row: PostgresRow): Leaf {
  return { class: storedClass(row[0]), hash: row[1] as Uint8Array };
}

export function storedIn(row: PostgresRow): StoredLeaf {
  return { ...leafIn(row), bytes: row[2] as Uint8Array };
}
