// How SQLite must be set so that an acknowledged entry survives a power loss (ST1). The rest of its behaviour is in
// test/contracts/host-store.ts.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { openSqliteHostStore } from "./sqlite-host-store.ts";

test("[ST1] the store writes ahead and waits for the disk at every commit", (t) => {
  const folder = temporaryFolder(t);
  const connections: DatabaseSync[] = [];
  const exec = t.mock.method(DatabaseSync.prototype, "exec", function (this: DatabaseSync, sql: string) {
    connections.push(this);
    exec.mock.restore();
    this.exec(sql);
  });
  const store = openSqliteHostStore(join(folder, "host.sqlite"));
  t.after(() => store.close());
  const [connection] = connections;
  assert.equal(connection?.prepare("PRAGMA synchronous").get()?.["synchronous"], 2);
  assert.equal(connection?.prepare("PRAGMA journal_mode").get()?.["journal_mode"], "wal");
});

test("[ST1] one program at a time holds the file: a second host is refused, and the next one finds all that was committed", async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "host.sqlite");
  const store = openSqliteHostStore(file);
  const bytes = Uint8Array.of(15, 30, 40);
  const leaf = { class: "case", hash: sha256(bytes), bytes } as const;
  await store.commit({ leaves: [leaf], spent: [], checkpoint: { size: 1, note: "one" } });
  assert.throws(() => openSqliteHostStore(file), /locked/);
  await store.close();
  const next = openSqliteHostStore(file);
  assert.equal(await next.size(), 1);
  assert.equal(await next.findLeaf(leaf.hash), 0);
  await next.close();
});
