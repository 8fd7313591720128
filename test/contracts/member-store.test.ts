// The store of the command line passes the suite, on a file and in memory, and says clearly what it cannot do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isProblem } from "../../src/core/problem.ts";
import { openMemoryMemberStore } from "../../src/member/store/memory-member-store.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { expectLastingRows, memberStoreCases } from "./member-store.ts";

const program = [
  "--disable-warning=ExperimentalWarning",
  fileURLToPath(new URL("./member-store-program.ts", import.meta.url)),
];

test("[ST2] the SQLite store on a file keeps the contract", async (t) => {
  const directory = ownDirectory(t);
  const open = async (name: string) => openSqliteMemberStore(join(directory, `${name}.sqlite`));
  for (const { name, run } of memberStoreCases({ open, lasting: true })) await t.test(name, run);
});

test("[ST2] the SQLite store in memory keeps the contract", async (t) => {
  const open = async () => openSqliteMemberStore(":memory:");
  for (const { name, run } of memberStoreCases({ open, lasting: false })) await t.test(name, run);
});

test("[ST2] the store that ends with the public page keeps the contract", async (t) => {
  const open = async () => openMemoryMemberStore();
  for (const { name, run } of memberStoreCases({ open, lasting: false })) await t.test(name, run);
});

test("[ST2] what a SQLite write promised is there after the process was killed", async (t) => {
  const file = join(ownDirectory(t), "member.sqlite");
  const child = spawnSync(process.execPath, [...program, "killed", file], { encoding: "utf8" });
  assert.equal(child.signal, "SIGKILL", child.stderr);
  const store = openSqliteMemberStore(file);
  await expectLastingRows(store);
  await store.close();
});

test("[ST2] the SQLite store writes ahead, waits for the disk at every commit, and overwrites what it frees", async (t) => {
  const connections: DatabaseSync[] = [];
  const exec = t.mock.method(DatabaseSync.prototype, "exec", function (this: DatabaseSync, sql: string) {
    connections.push(this);
    exec.mock.restore();
    this.exec(sql);
  });
  const store = openSqliteMemberStore(join(ownDirectory(t), "member.sqlite"));
  const [connection] = connections;
  const pragma = (name: string) => connection?.prepare(`PRAGMA ${name}`).get()?.[name];
  assert.deepEqual(
    [pragma("synchronous"), pragma("journal_mode"), pragma("secure_delete")],
    [2, "wal", 1],
    "a power loss cannot be played here, so its setting is held",
  );
  await store.close();
});

test("[ST2] a write for which the disk has no room leaves nothing, and the store goes on", async (t) => {
  if (process.platform === "win32") return t.skip("needs a limit on the size of files");
  const file = join(ownDirectory(t), "member.sqlite");
  // A limit on the size of the files that a process may write stands in for the end of the disk.
  const words = ["-c", 'ulimit -f 4000 && exec "$@"', "sh", process.execPath, ...program, "full", file];
  const child = spawnSync("sh", words, { encoding: "utf8" });
  assert.equal(child.status, 0, child.stderr);
  const store = openSqliteMemberStore(file);
  await expectLastingRows(store);
  assert.deepEqual(
    (await store.list("clear")).map(({ key }) => key),
    ["0"],
  );
  await store.close();
});

test("[ST2] a file that is no store of ours is refused, and left as it is", async (t) => {
  const file = join(ownDirectory(t), "example.txt");
  writeFileSync(file, "An example is not a database.\n".repeat(200));
  assert.throws(
    () => openSqliteMemberStore(file),
    (error) => isProblem(error, "store", "failed"),
  );
});

test("[SL7] [EN3] an erased row leaves no byte in the file or beside it", async (t) => {
  const directory = ownDirectory(t);
  const file = join(directory, "member.sqlite");
  const store = openSqliteMemberStore(file);
  const words = Buffer.from("the example sleeps at midnight ".repeat(400));
  await store.write([{ table: "draft", key: "draft", value: words }]);
  await store.write([{ table: "draft", key: "draft", value: null }]);
  for (const name of readdirSync(directory)) {
    assert.equal(readFileSync(join(directory, name)).includes("example sleeps"), false, name);
  }
  await store.close();
});

function ownDirectory(t: TestContext): string {
  const directory = temporaryFolder(t);
  return directory;
}
