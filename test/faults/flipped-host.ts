// Bits that flip in what rests on a host, as a failing disk does it: in each column of each table of its store, the host stopped. After each it is started
// on the damaged copy and asked. What it serves must hold, and each flip is noticed, mended or harmless: nothing acknowledged is gone without a word.
// Run at full size: node bin/panoh.js --run test/faults/flipped-host.ts 16
import { copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/crypto/sha256.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { evaluatePolicy } from "../../src/log/evaluate-policy.ts";
import { sameHash } from "../../src/log/merkle.ts";
import { policyFor } from "../../src/protocol/clear-note.ts";
import { Integrity } from "../../src/server/integrity.ts";
import { sealedCases, TestHost } from "../support/host.ts";

/** What came of the flips in one column. */
export interface FlipsOfColumn {
  readonly flips: number;
  /** The host did not start, and said why; or SQLite did not take the changed row, two being of one key. */
  refused: number;
  /** It started, and named the leaf or said why it takes nothing. */
  named: number;
  /** It started, and all that was asked is as it was; what stood in the row has no part in it, or was made again. */
  unharmed: number;
}

export interface HostFlips {
  readonly columns: Readonly<Record<string, FlipsOfColumn>>;
  /** What should not be. */
  readonly wrong: readonly string[];
}

/** So many bits of each column, spread over its rows and their bytes. */
export async function flipHost(bits: number): Promise<HostFlips> {
  const ends: (() => Promise<void>)[] = [];
  const t = { after: (end: () => Promise<void>) => void ends.push(end) };
  const columns: Record<string, FlipsOfColumn> = {};
  const wrong: string[] = [];
  try {
    const at = await TestHost.start(t, { witnesses: ["w1", "w2"], quorum: 1 });
    const items = await sealedCases(6);
    const spare = items[5] ?? new Uint8Array(0);
    await at.timekeeping.tick();
    for (const bytes of items.slice(0, 5)) at.verify(await at.post(bytes), bytes);
    const [token = null] = await at.draw(1);
    await at.witnessing.run();
    await at.close();
    for (const { table, column, rowids, from } of columnsOf(at.file)) {
      const tally: FlipsOfColumn = { flips: bits, refused: 0, named: 0, unharmed: 0 };
      columns[`${table}.${column}`] = tally;
      for (let bit = 0; bit < bits; bit++) {
        const where = `${table}.${column} row ${bit % rowids}, bit ${bit}`;
        const copy = `${at.file}.copy`;
        copyFileSync(at.file, copy);
        if (!flip(copy, { table, column, from }, bit % rowids, bit)) {
          tally.refused++;
          continue;
        }
        const reopened = await at.reopen(t, copy).catch((error: unknown) => error);
        if (!(reopened instanceof TestHost)) {
          if (reopened instanceof Error && reopened.message !== "") tally.refused++;
          else wrong.push(`${where}: it did not start, without a word`);
          continue;
        }
        try {
          // As a host does at its start.
          await reopened.witnessing.run();
          const named = new Set<number>(reopened.host.unread);
          await new Integrity(reopened.host, (leaf) => named.add(leaf)).look(new AbortController().signal);
          const isNamed = named.size > 0 || reopened.host.holds.length > 0;
          wrong.push(...(await asked(reopened, items.slice(0, 5), named)).map((what) => `${where}: ${what}`));
          const result = await reopened.host.submit({ token, bytes: spare });
          const isSure = "proof" in result || result.problem === "token-unknown" || isNamed;
          if (!isSure) wrong.push(`${where}: an honest device was answered ${JSON.stringify(result)}`);
          if (isNamed) tally.named++;
          else tally.unharmed++;
        } finally {
          await reopened.close();
        }
      }
    }
    return { columns, wrong };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** What does not hold of what the host serves, but for leaves that it named. */
async function asked(at: TestHost, acknowledged: readonly Uint8Array[], named: ReadonlySet<number>): Promise<string[]> {
  const flaws: string[] = [];
  const { logKey, tree, directory, store } = at.host;
  const published = await (await at.app.request("/checkpoint")).text();
  const checkpoint = verifyCheckpoint(published, logKey);
  if (checkpoint === null || checkpoint.size > tree.size || !sameHash(checkpoint.root, tree.root(checkpoint.size)))
    flaws.push("it serves a head that does not hold");
  else if (evaluatePolicy(policyFor(directory, checkpoint.size), checkpoint) === null)
    flaws.push("it serves a cosignature that does not hold");
  const proven = verifyCheckpoint(at.host.head.note, logKey);
  if (proven?.size !== at.host.head.size) flaws.push("its own head is of another size than it says");
  const stored = await store.stored(0, tree.size).catch(() => []);
  for (const bytes of acknowledged) {
    const index = stored.findIndex((leaf) => sameHash(sha256(leaf.bytes), sha256(bytes)));
    if (index === -1 && named.size === 0) flaws.push("what was acknowledged is gone");
  }
  return flaws;
}

interface Column {
  readonly table: string;
  readonly column: string;
  /** How a row is chosen. */
  readonly from: string;
}

function columnsOf(file: string): readonly (Column & { readonly rowids: number })[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.flatMap(({ name }) => {
      const table = String(name);
      const columns = database.prepare(`PRAGMA table_info(${table})`).all();
      const key = columns.filter(({ pk }) => Number(pk) > 0).map((column) => String(column["name"]));
      const rowids = Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
      // A table without a row has nothing that could flip.
      if (rowids === 0) return [];
      return columns.map((column) => ({ table, column: String(column["name"]), from: key.join(", "), rowids }));
    });
  } finally {
    database.close();
  }
}

/** False when the store itself does not take the row as it would be: two of one key. */
function flip(file: string, { table, column, from }: Column, row: number, bit: number): boolean {
  const database = new DatabaseSync(file);
  try {
    const keys = database.prepare(`SELECT * FROM ${table} ORDER BY ${from} LIMIT 1 OFFSET ?`).get(row) ?? {};
    const names = from.split(", ");
    const where = names.map((name) => `${name} = ?`).join(" AND ");
    const value = flipped(keys[column] ?? 0, bit);
    const of = names.map((name) => keys[name] ?? null);
    database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(value, ...of);
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

function flipped(value: unknown, bit: number): Uint8Array | string | number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value) ^ (1 << (bit % 24));
  const bytes = Uint8Array.from(typeof value === "string" ? Buffer.from(value, "utf8") : (value as Uint8Array));
  // Spread over the whole value; low bits, so that a text stays one.
  const at = Math.floor((bit * 7919) % bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return typeof value === "string" ? Buffer.from(bytes).toString("utf8") : bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcome = await flipHost(Number(process.argv[2] ?? 16));
  process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
  process.exitCode = outcome.wrong.length === 0 ? 0 : 1;
}
