// `panoh record import` over a running host: every bad row is named before anything is entered, and what is there already is left out.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { testPassphrase, World } from "../../../test/support/world.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sealVault } from "../../member/vault.ts";
import { runCommandLine } from "../command-line.ts";

const header = "key,source,title,publisher,kind,checked,published,withdrawn";
const good = "gazette,own,Teapots,Kettle Press,report,verified,,";

/** A prosecutor's device, and `panoh record` on it with a table in place of FILE. */
async function prosecutor(t: TestContext) {
  const world = await World.found({ now: Date.now() });
  t.after(() => world.close());
  const { devices } = await world.organisation("prosecutor", "Prosecutor of Kettles");
  await world.timekeeping.writeTime();
  await world.witness();
  const dir = mkdtempSync(join(tmpdir(), "panoh-record-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(
    join(dir, "vault.json"),
    await sealVault(devices[0] ?? assert.fail(), testPassphrase, randomBytes, argon2id),
  );
  const file = join(dir, "table.csv");
  return async (table: readonly string[], ...args: readonly string[]) => {
    writeFileSync(file, [header, ...table].join("\n"));
    const said: string[] = [];
    const given = args.map((arg) => (arg === "FILE" ? file : arg));
    const exit = await runCommandLine(["record", ...given, "--vault", dir], {
      say: (line) => void said.push(line),
      tell: (line) => void said.push(line),
      askSecret: async () => testPassphrase,
      untilStopped: async () => undefined,
    });
    await world.witness();
    return { exit, said: said.join("\n").split("\n") };
  };
}

test("[RC2, RC3, RC4] the dry run and the import name every row that would be refused later, and enter nothing", async (t) => {
  const run = await prosecutor(t);
  const table = [
    good,
    "bulletin,own,Cups,Kettle Press,official-statistics,verified,,",
    "almanac,own,Spoons,Kettle Press,report,verified,2999,",
    "never-said,own,,,,,,Cold tea",
  ];
  for (const dry of [["--dry-run"], []]) {
    const { exit, said } = await run(table, "import", "source", "FILE", ...dry);
    assert.equal(exit, 1);
    assert.deepEqual(said, [
      "Row 3, kind: statistics-by-other",
      "Row 4, published: published-later",
      "Row 5, withdrawn: nothing-to-withdraw",
      "panoh record import: 3 rows cannot be entered, so nothing was (rows-refused)",
    ]);
  }
  assert.deepEqual((await run([], "list")).said, ["The record is empty."]);
  const [refused] = (
    await run(
      [],
      "add",
      "source",
      "x",
      "--set",
      "title=x",
      "--set",
      "publisher=x",
      "--set",
      "kind=official-statistics",
      "--set",
      "checked=verified",
    )
  ).said;
  assert.match(refused ?? "", /kind: statistics-by-other \(rows-refused\)/);
});

test("[RC2] every bad row is listed, however many there are", async (t) => {
  const run = await prosecutor(t);
  const rows = Array.from({ length: 301 }, (_, i) => `cup-${i},own,Cups,Kettle Press,teapot,verified,,`);
  const { said } = await run(rows, "import", "source", "FILE", "--dry-run");
  assert.equal(said.filter((line) => line.includes("kind: not-allowed")).length, 301);
  assert.equal(said.at(-1), "panoh record import: 301 rows cannot be entered, so nothing was (rows-refused)");
});

test("[RC3] rows that the record has word for word are left out, and their history does not grow", async (t) => {
  const run = await prosecutor(t);
  const both = [good, "almanac,own,Spoons,Kettle Press,report,verified,,"];
  assert.match((await run(both, "import", "source", "FILE")).said[0] ?? "", /^Entered {4}2 rows/);
  const changed = [good, "almanac,own,Forks,Kettle Press,report,verified,,"];
  assert.deepEqual((await run(changed, "import", "source", "FILE", "--dry-run")).said, [
    "Left out   1 row: in the record already, word for word",
    "Sound      2 rows, none entered",
  ]);
  const { said } = await run(changed, "import", "source", "FILE");
  assert.deepEqual(said.slice(0, 2), [
    "Left out   1 row: in the record already, word for word",
    "Entered    1 row into source, in 1 note",
  ]);
  assert.deepEqual((await run(changed, "import", "source", "FILE")).said, [
    "Left out   2 rows: in the record already, word for word",
    "Entered    0 rows into source, in 0 notes",
  ]);
  const history = async (key: string) =>
    (await run([], "list", "--register", "source", "--key", key)).said.filter((line) => line.includes("before")).length;
  assert.deepEqual([await history("gazette"), await history("almanac")], [0, 1]);
  assert.match((await run([], "import", "source", "FILE")).said[0] ?? "", /no row under its heading \(empty\)/);
});
