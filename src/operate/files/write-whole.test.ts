// Files are written whole, and only where they were meant to be.
import assert from "node:assert/strict";
import { chownSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { writeInPlace, writeSecret, writeSecretAfter } from "./write-whole.ts";

test("a name that somebody laid beside a file beforehand gets nothing of what is written, neither as a link nor as a file that others can read", (t) => {
  const dir = temporaryFolder(t);
  const [victim, besides] = [join(dir, "victim"), (name: string) => join(dir, `.${name}.${process.pid}`)];
  writeFileSync(victim, "as it was");
  symlinkSync(victim, besides("one.key"));
  writeFileSync(besides("two.key"), "", { mode: 0o666 });
  writeSecret(join(dir, "one.key"), "secret");
  writeSecret(join(dir, "two.key"), "secret");
  assert.equal(readFileSync(victim, "utf8"), "as it was");
  for (const name of ["one.key", "two.key"]) {
    assert.equal(readFileSync(join(dir, name), "utf8"), "secret");
    assert.equal(statSync(join(dir, name)).mode & 0o777, 0o600);
  }
  symlinkSync(victim, besides("three"));
  writeInPlace(join(dir, "three"), "three");
  assert.equal(readFileSync(victim, "utf8"), "as it was");
  assert.deepEqual(readdirSync(dir).sort(), ["one.key", "three", "two.key", "victim"]);
});

test("a secret that is said elsewhere first has its room before that, nothing of it on the disk meanwhile, and no file when it could not be said", async (t) => {
  const dir = temporaryFolder(t);
  const file = join(dir, "one.key");
  let meanwhile: readonly string[] = [];
  const look = () => {
    meanwhile = readdirSync(dir).map((name) => readFileSync(join(dir, name), "latin1"));
  };
  const failed = writeSecretAfter(file, "secret", async () => {
    look();
    throw new Error("not said");
  });
  await assert.rejects(failed, /not said/);
  assert.deepEqual(
    meanwhile.map((text) => [text.length, text === "secret"]),
    [[6, false]],
  );
  assert.deepEqual(readdirSync(dir), []);
  await writeSecretAfter(file, "secret", async () => look());
  assert.equal(readFileSync(file, "utf8"), "secret");
  assert.deepEqual(readdirSync(dir), ["one.key"]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("a name that somebody takes while the secret is said elsewhere gets nothing of it either, and no file passes for written", async (t) => {
  const dir = temporaryFolder(t);
  const [file, theirs] = [join(dir, "one.key"), join(dir, "theirs")];
  for (const how of ["link", "file"] as const) {
    writeFileSync(theirs, "theirs");
    const swap = async () => {
      const [name] = readdirSync(dir).filter((each) => each.startsWith(".one.key"));
      const taken = join(dir, name ?? assert.fail());
      rmSync(taken);
      if (how === "link") symlinkSync(theirs, taken);
      else writeFileSync(taken, "theirs", { mode: 0o666 });
    };
    await assert.rejects(writeSecretAfter(file, "secret", swap), /was not written/, how);
    for (const name of readdirSync(dir))
      assert.equal(readFileSync(join(dir, name), "utf8"), "theirs", `${how}: ${name}`);
    assert.ok(!readdirSync(dir).includes("one.key"), how);
  }
});

const noOther = process.getuid?.() === 0 ? false : "needs root, to give a file to another user";

test("a file that root writes anew stays that of its user and group", { skip: noOther }, (t) => {
  const dir = temporaryFolder(t);
  const file = join(dir, "log.key");
  writeFileSync(file, "as it was", { mode: 0o600 });
  chownSync(file, 2001, 2002);
  writeInPlace(file, "anew");
  const { uid, gid, mode } = statSync(file);
  assert.deepEqual([uid, gid, mode & 0o777, readFileSync(file, "utf8")], [2001, 2002, 0o600, "anew"]);
});
