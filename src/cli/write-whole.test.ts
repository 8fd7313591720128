// Files are written whole, and only where they were meant to be.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeInPlace, writeSecret } from "./write-whole.ts";

test("a name that somebody laid beside a file beforehand gets nothing of what is written, neither as a link nor as a file that others can read", (t) => {
  const dir = mkdtempSync(join(tmpdir(), "panoh-write-"));
  t.after(() => rmSync(dir, { recursive: true }));
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
