// What every store of a client promises (ST2), as cases that run wherever the store runs: in Node and inside a browser. No platform here:
// it may import neither node:test nor anything of the DOM.

import { isProblem, type ProblemCode } from "../../src/core/problem.ts";
import type { Change, MemberStore, StoreTable } from "../../src/member/store/store.ts";

export interface StoreCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

export interface StorePlatform {
  /** Opens the store of this name; each case takes a name of its own. */
  readonly open: (name: string) => Promise<MemberStore>;
  /** True when the same name opened again finds the same rows. */
  readonly lasting: boolean;
}

/** The cases for a platform; those about opening again only where something lasts. */
export function memberStoreCases({ open, lasting }: StorePlatform): readonly StoreCase[] {
  const cases = lasting ? { ...everywhere, ...whereItLasts } : everywhere;
  return Object.entries(cases).map(([name, run], i) => ({
    name,
    run: async () => {
      const opened: MemberStore[] = [];
      const openOwn = async () => {
        const store = await open(`case-${i}`);
        opened.push(store);
        return store;
      };
      await run(openOwn).finally(() => Promise.all(opened.map((store) => store.close())));
    },
  }));
}

/** Rows that must be found again after the program was killed. */
export const lastingRows: readonly Change[] = [
  row("outbox", "example", bytesOf(65_536, 1)),
  row("draft", "draft", bytesOf(900, 2)),
  row("draft", "save-1", bytesOf(800, 3)),
  ...Array.from({ length: 50 }, (_, i) => row("leaves", `${i}`.padStart(12, "0"), bytesOf(33, i))),
];

/** Throws unless exactly these rows are in the store. */
export async function expectLastingRows(store: MemberStore): Promise<void> {
  await expectRows(store, "outbox", lastingRows);
  await expectRows(store, "draft", lastingRows);
  await expectRows(store, "leaves", lastingRows);
}

/** Throws unless the work is refused with this code of the interface. */
export async function expectProblem(code: ProblemCode<"store"> | null, work: () => Promise<unknown>): Promise<void> {
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isProblem(error, "store")) throw new Error(`expected a Problem of the store, got ${String(error)}`);
  if (code !== null) expectEqual(error.code, code, "the code of the problem");
}

type Case = (open: () => Promise<MemberStore>) => Promise<void>;

const everywhere: Readonly<Record<string, Case>> = {
  "an empty store has no row in any table": async (open) => {
    const store = await open();
    expectEqual(await store.get("meta", "vault"), null, "get");
    expectEqual((await store.list("draft")).length, 0, "list");
    await store.write([]);
    await store.write([{ table: "draft", key: "draft", value: null }]);
    expectEqual((await store.list("draft")).length, 0, "after removing what is not there");
  },

  "the keys of a table are listed as its rows are, without what is in them": async (open) => {
    const store = await open();
    await store.write([
      row("place", "b-1", bytesOf(1, 1)),
      row("place", "a-2", bytesOf(0, 2)),
      row("roster", "c", bytesOf(9, 3)),
    ]);
    await store.write([row("place", "d", bytesOf(1, 4)), row("place", "a-1", bytesOf(1, 5))]);
    await store.write([{ table: "place", key: "d", value: null }]);
    const keys = async (from?: string, to?: string) => (await store.keys("place", from, to)).join();
    expectEqual(await keys(), "a-1,a-2,b-1", "all of them");
    expectEqual(await keys("a-2"), "a-2,b-1", "from one on");
    expectEqual(await keys("a-", "a."), "a-1,a-2", "those of a range");
    expectEqual(await keys("b", "a"), "", "none of an empty one");
  },

  "a row is found as it was put, replaced, and removed": async (open) => {
    const store = await open();
    await store.write([row("draft", "draft", bytesOf(100, 1)), row("meta", "draft", bytesOf(10, 2))]);
    expectBytes(await store.get("draft", "draft"), bytesOf(100, 1));
    await store.write([row("draft", "draft", bytesOf(7, 3))]);
    expectBytes(await store.get("draft", "draft"), bytesOf(7, 3));
    await store.write([{ table: "draft", key: "draft", value: null }]);
    expectEqual(await store.get("draft", "draft"), null, "removed");
    expectBytes(await store.get("meta", "draft"), bytesOf(10, 2));
  },

  "what is only over a row is written where there is one, and nowhere else": async (open) => {
    const store = await open();
    await store.write([row("outbox", "kept", bytesOf(10, 1)), row("outbox", "gone", bytesOf(10, 2))]);
    await store.write([{ table: "outbox", key: "gone", value: null }]);
    await store.write([
      { ...row("outbox", "kept", bytesOf(7, 3)), onlyOver: true },
      { ...row("outbox", "gone", bytesOf(7, 4)), onlyOver: true },
      row("alarm", "beside", bytesOf(1, 5)),
    ]);
    expectBytes(await store.get("outbox", "kept"), bytesOf(7, 3));
    expectEqual(await store.get("outbox", "gone"), null, "still gone");
    expectBytes(await store.get("alarm", "beside"), bytesOf(1, 5));
  },

  "a change that names the row which it replaces is made over that row alone": async (open) =>
    expectTruly(await open(), "roster"),

  "a change that names the draft which it replaces is made over that draft alone": async (open) =>
    expectTruly(await open(), "draft"),

  "rows are read by their keys, and by the keys between two, also without waiting where the platform can": async (
    open,
  ) => {
    const store = await open();
    await store.write(["a", "b-1", "b-2", "b-3", "c"].map((key) => row("place", key, encode(key))));
    await store.write([row("entry", "b-2", encode("of another table"))]);
    const named = async (rows: Promise<readonly { readonly key: string; readonly value: Uint8Array }[]>) =>
      (await rows).map(({ key, value }) => `${key}:${value.join("")}`).join("|");
    const text = (keys: readonly string[]) => keys.map((key) => `${key}:${encode(key).join("")}`).join("|");
    expectEqual(await named(store.getAll("place", ["c", "gone", "a"])), text(["c", "a"]), "by key");
    expectEqual(await named(store.getAll("place", [])), "", "none");
    expectEqual(await named(store.list("place", "b-", "b.")), text(["b-1", "b-2", "b-3"]), "between");
    expectEqual(await named(store.list("place", "b-2", "c")), text(["b-2", "b-3"]), "the end is left out");
    expectEqual(await named(store.list("place", "c", "b")), "", "nothing between");
    const { now } = store;
    if (now === null) return;
    expectEqual(await named(Promise.resolve(now.getAll("place", ["c", "gone"]))), text(["c"]), "by key, at once");
    expectEqual(await named(Promise.resolve(now.list("place", "b-", "b-3"))), text(["b-1", "b-2"]), "between, at once");
  },

  "an empty value is a row": async (open) => {
    const store = await open();
    await store.write([row("meta", "nothing", new Uint8Array(0))]);
    expectBytes(await store.get("meta", "nothing"), new Uint8Array(0));
    expectEqual((await store.list("meta")).length, 1, "rows");
  },

  "of several changes to one key in one write the last one holds": async (open) => {
    const store = await open();
    await store.write([row("token", "a", bytesOf(1, 1)), { table: "token", key: "a", value: null }]);
    expectEqual(await store.get("token", "a"), null, "put, then removed");
    await store.write([
      { table: "token", key: "b", value: null },
      row("token", "b", bytesOf(1, 1)),
      row("token", "b", bytesOf(2, 2)),
    ]);
    expectBytes(await store.get("token", "b"), bytesOf(2, 2));
  },

  "a list is in the order of its keys, whatever the order of writing, and holds one table only": async (open) => {
    const store = await open();
    for (const key of ["b", "Z", "10", "a", "9", "", "aa"]) await store.write([row("entry", key, encode(key))]);
    await store.write([
      row("meta", "a0", bytesOf(1, 1)),
      row("leaves", "zz", bytesOf(1, 1)),
      row("sent", "", bytesOf(1, 1)),
    ]);
    expectEqual((await keysOf(store, "entry")).join("|"), "|10|9|Z|a|aa|b", "all");
    for (const { key, value } of await store.list("entry")) expectBytes(value, encode(key));
  },

  "a list from a key on begins with that key, or with the next one": async (open) => {
    const store = await open();
    await store.write(["a", "b", "d"].map((key) => row("clear", key, bytesOf(1, 1))));
    expectEqual((await keysOf(store, "clear", "b")).join("|"), "b|d", "from a key that is there");
    expectEqual((await keysOf(store, "clear", "c")).join("|"), "d", "from a key that is not there");
    expectEqual((await keysOf(store, "clear", "e")).length, 0, "from behind the end");
    expectEqual((await keysOf(store, "clear", "")).length, 3, "from the start");
  },

  "keys may use every ASCII character, sort by it, and stay apart": async (open) => {
    const store = await open();
    const keys = Array.from({ length: 128 }, (_, code) => `x${String.fromCharCode(code)}y`);
    await store.write([...keys].reverse().map((key) => row("alarm", key, encode(key))));
    expectEqual((await keysOf(store, "alarm")).join(), keys.join(), "order");
    for (const key of keys) expectBytes(await store.get("alarm", key), encode(key));
    const [first] = keys;
    await store.write([{ table: "alarm", key: first ?? "", value: null }]);
    expectEqual((await keysOf(store, "alarm")).length, 127, "one is gone");
  },

  "a write that fails in the middle leaves nothing, and the store goes on": async (open) => {
    const store = await open();
    await store.write([row("draft", "draft", bytesOf(100, 1))]);
    const words = "no bytes" as unknown as Uint8Array;
    const noKey = Symbol("no key") as unknown as string;
    for (const bad of [row("sent", "b", words), row("sent", noKey, bytesOf(1, 1))]) {
      await expectProblem(null, () =>
        store.write([
          row("outbox", "a", bytesOf(65_536, 1)),
          { table: "draft", key: "draft", value: null },
          bad,
          row("sent", "c", bytesOf(10, 1)),
        ]),
      );
      expectEqual(await store.get("outbox", "a"), null, "before the bad change");
      expectBytes(await store.get("draft", "draft"), bytesOf(100, 1));
      expectEqual((await store.list("sent")).length, 0, "after the bad change");
    }
    await store.write([row("outbox", "a", bytesOf(10, 1))]);
    expectBytes(await store.get("outbox", "a"), bytesOf(10, 1));
  },

  "only the bytes of a view are kept, not the buffer behind it": async (open) => {
    const store = await open();
    const secret = bytesOf(4_096, 9);
    await store.write([row("sent", "a", secret.subarray(100, 133))]);
    const [listed] = await store.list("sent");
    for (const value of [await store.get("sent", "a"), listed?.value ?? null]) {
      expectBytes(value, secret.subarray(100, 133));
      expectEqual(value?.buffer.byteLength, 33, "bytes behind the value");
    }
  },

  "bytes are taken at the call: what the caller does to them afterwards changes nothing": async (open) => {
    const store = await open();
    const value = bytesOf(100, 1);
    const changes: Change[] = [row("sent", "a", value)];
    const written = store.write(changes);
    value.fill(0);
    changes.push(row("sent", "b", value));
    await written;
    const kept = await store.get("sent", "a");
    expectBytes(kept, bytesOf(100, 1));
    kept?.fill(0);
    expectBytes(await store.get("sent", "a"), bytesOf(100, 1));
    expectEqual(await store.get("sent", "b"), null, "added too late");
  },

  "many envelopes of the largest class come back whole": async (open) => {
    const store = await open();
    const count = 64;
    await store.write(
      Array.from({ length: count }, (_, i) => row("outbox", `${i}`.padStart(12, "0"), bytesOf(65_536, i))),
    );
    await store.write([row("clear", "pack", bytesOf(4_194_304, 5))]);
    const rows = await store.list("outbox");
    expectEqual(rows.length, count, "rows");
    for (const [i, { value }] of rows.entries()) expectBytes(value, bytesOf(65_536, i));
    expectBytes(await store.get("clear", "pack"), bytesOf(4_194_304, 5));
  },

  "writes that were begun together are done in their order": async (open) => {
    const store = await open();
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => store.write([row("meta", "n", encode(`${i}`))]).then(() => seen.push(i))),
    );
    expectBytes(await store.get("meta", "n"), encode("39"));
    expectEqual(seen.join(), Array.from({ length: 40 }, (_, i) => i).join(), "order of the answers");
  },

  "after closing every call is refused, and closing again does nothing": async (open) => {
    const store = await open();
    await store.write([row("meta", "a", bytesOf(1, 1))]);
    await store.close();
    await store.close();
    await expectProblem("closed", () => store.get("meta", "a"));
    await expectProblem("closed", () => store.list("meta"));
    await expectProblem("closed", () => store.write([row("meta", "a", bytesOf(1, 1))]));
  },
};

const whereItLasts: Readonly<Record<string, Case>> = {
  "rows are there when the store is opened again": async (open) => {
    const first = await open();
    await first.write(lastingRows);
    await first.close();
    await expectLastingRows(await open());
  },

  "a write that was begun before closing is done": async (open) => {
    const first = await open();
    const written = first.write([row("meta", "a", bytesOf(65_536, 1))]);
    await first.close();
    await written;
    expectBytes(await (await open()).get("meta", "a"), bytesOf(65_536, 1));
  },

  "two handles see each other's finished writes, and neither loses the other's": async (open) => {
    const [first, second] = [await open(), await open()];
    await first.write([row("meta", "a", encode("first"))]);
    expectBytes(await second.get("meta", "a"), encode("first"));
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => [
        first.write([row("token", `first-${i}`, bytesOf(16, i))]),
        second.write([row("token", `second-${i}`, bytesOf(16, i))]),
      ]).flat(),
    );
    for (const store of [first, second]) expectEqual((await store.list("token")).length, 40, "rows");
    await first.close();
    await second.write([row("meta", "a", encode("second"))]);
    expectBytes(await second.get("meta", "a"), encode("second"));
  },
};

function row(table: StoreTable, key: string, value: Uint8Array): Change {
  return { table, key, value };
}

/** Bytes that differ from their neighbours and from those of another seed. */
function bytesOf(length: number, seed: number): Uint8Array {
  return new Uint8Array(length).map((_, i) => (i * 31 + (i >> 8) * 7 + seed * 101) & 0xff);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Throws unless `was` is compared with what the row is, in this table. */
async function expectTruly(store: MemberStore, table: StoreTable): Promise<void> {
  await store.write([row(table, "same", bytesOf(9, 1)), row(table, "other", bytesOf(9, 2))]);
  const changes: readonly Change[] = [
    { ...row(table, "same", bytesOf(9, 3)), was: bytesOf(9, 1) },
    { ...row(table, "other", bytesOf(9, 4)), was: bytesOf(9, 1) },
    { ...row(table, "none", bytesOf(9, 5)), was: bytesOf(9, 1) },
    { ...row(table, "new", bytesOf(9, 6)), was: null },
    { ...row(table, "beside", bytesOf(9, 7)) },
  ];
  await store.write(changes);
  expectBytes(await store.get(table, "same"), bytesOf(9, 3));
  expectBytes(await store.get(table, "other"), bytesOf(9, 2));
  expectEqual(await store.get(table, "none"), null, "no row came where another one was expected");
  expectBytes(await store.get(table, "new"), bytesOf(9, 6));
  expectBytes(await store.get(table, "beside"), bytesOf(9, 7));
  await store.write([
    { table: table, key: "same", value: null, was: bytesOf(9, 1) },
    { table: table, key: "other", value: null, was: bytesOf(9, 2) },
    { ...row(table, "new", bytesOf(9, 8)), was: null },
  ]);
  expectBytes(await store.get(table, "same"), bytesOf(9, 3));
  expectEqual(await store.get(table, "other"), null, "removed");
  expectBytes(await store.get(table, "new"), bytesOf(9, 6));
}

async function keysOf(store: MemberStore, table: StoreTable, from?: string): Promise<readonly string[]> {
  return (await store.list(table, from)).map(({ key }) => key);
}

async function expectRows(store: MemberStore, table: StoreTable, changes: readonly Change[]): Promise<void> {
  const expected = changes.filter((change) => change.table === table);
  const rows = await store.list(table);
  expectEqual(rows.map(({ key }) => key).join(), expected.map(({ key }) => key).join(), `keys in ${table}`);
  for (const [i, { value }] of rows.entries()) expectBytes(value, expected[i]?.value ?? null);
}

function expectEqual<T>(actual: T, expected: T, what: string): void {
  if (actual !== expected) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}

function expectBytes(actual: Uint8Array | null, expected: Uint8Array | null): void {
  if (actual === null || expected === null) throw new Error("expected bytes, got none");
  if (!(actual instanceof Uint8Array)) throw new Error("expected bytes, got something else");
  const first = actual.findIndex((byte, i) => byte !== expected[i]);
  if (actual.length !== expected.length || first !== -1) {
    throw new Error(`expected ${expected.length} bytes, got ${actual.length}, first difference at ${first}`);
  }
}
