// Who may read what rests: whoever runs the program, and nobody else on the machine.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { witnessApp } from "../server/witness-app.ts";
import { permissionWarnings } from "./doctor/look-at-place.ts";
import { openSqliteMemberStore } from "./sqlite-member-store.ts";

test("the stores of a host, a mirror, a witness and a device are readable by their owner only, whatever the system gives new files", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "panoh-modes-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const mask = process.umask(0);
  t.after(() => process.umask(mask));
  const host = openSqliteHostStore(join(dir, "host.db"));
  const member = openSqliteMemberStore(join(dir, "client.db"));
  const signer = { name: "one.example", seed: new Uint8Array(32) };
  const witness = witnessApp({ signer, logs: [], file: join(dir, "heads.db"), clock: () => 0 });
  await host.addTokens("device", 1, [new Uint8Array(32)], 1);
  await member.write([{ table: "meta", key: "seen", value: new Uint8Array(1) }]);
  const files = readdirSync(dir);
  assert.ok(files.includes("host.db-wal") && files.includes("client.db-wal") && files.includes("heads.db"));
  for (const file of files) assert.equal(statSync(join(dir, file)).mode & 0o777, 0o600, file);
  await Promise.all([host.close(), member.close()]);
  witness.close();
});

test("a folder into which others may write, and a file that others can read, are named; one that is shut says nothing", (t) => {
  const dir = join(mkdtempSync(join(tmpdir(), "panoh-modes-")), "country");
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(join(dir, "host.db"), "");
  const files = [{ name: "host.db", secret: false }];
  assert.deepEqual(permissionWarnings(dir, files), []);
  chmodSync(dir, 0o777);
  chmodSync(join(dir, "host.db"), 0o644);
  assert.deepEqual(
    permissionWarnings(dir, files).map((line) => line.replaceAll(dir, "DIR")),
    [
      "Warning: others can write into DIR: run chmod 700 DIR",
      "Warning: others can read DIR/host.db: run chmod 600 DIR/host.db",
    ],
  );
});
