// Where a host finds its store.
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { isProblem } from "../core/problem.ts";
import { hostFiles, openStoreOf, storeAddressIn } from "./open-host-store.ts";

const waits = {
  onLost: () => undefined,
  onLossy: () => undefined,
  onWaiting: async () => undefined,
  stopping: new AbortController().signal,
};

test("a folder without an address has its store in a file, and nothing of PostgreSQL's client is loaded for it", async (t) => {
  const dir = folder(t);
  const { store, shared } = await openStoreOf({ dir, ...waits });
  assert.equal(shared, null);
  await store.close();
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  assert.deepEqual(
    loaded.filter((file) => /node_modules.pg\b/.test(file)),
    [],
  );
});

test("[ST7a] a folder with a store of its own and the address of another one starts nothing", async (t) => {
  const dir = folder(t);
  await (await openStoreOf({ dir, ...waits })).store.close();
  writeFileSync(join(dir, hostFiles.address), "postgresql://db.example/panoh");
  await assert.rejects(openStoreOf({ dir, ...waits }), (error) => isProblem(error, "command", "not-moved"));
});

test("an address with a password that others may read is refused, and no password stands in what is said", (t) => {
  const dir = folder(t);
  const file = join(dir, hostFiles.address);
  writeFileSync(file, "postgresql://panoh:secret@db.example/panoh\n", { mode: 0o600 });
  assert.equal(storeAddressIn(dir)?.password, "secret");
  const refuses = () =>
    assert.throws(
      () => storeAddressIn(dir),
      (error) => isProblem(error, "command", "not-a-database") && !error.message.includes("secret"),
    );
  if (process.platform !== "win32") {
    chmodSync(file, 0o640);
    refuses();
  }
  writeFileSync(file, "postgresql://panoh:secret@db.example:port/panoh");
  refuses();
});

function folder(t: { after(end: () => void): void }): string {
  const dir = temporaryFolder(t);
  return dir;
}
