// `panoh record import` over a running host: every bad row is named before anything is entered, and what is there already is left out.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { spreadsheet, spreadsheetOf, unpackingTo } from "../../../test/support/spreadsheet.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { quickStretch, World } from "../../../test/support/world.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";

const header = "key,source,title,publisher,kind,checked,published,withdrawn";
const good = "gazette,own,Examples,Sample Press,report,verified,,";

/** A prosecutor's device, and `panoh record` on it with a table in place of FILE. */
async function prosecutor(t: TestContext) {
  const world = await World.foundFor(t, { now: Date.now() });
  const { devices } = await world.organisation("prosecutor", "Example Prosecutor");
  await world.timekeeping.writeTime();
  await world.witness();
  const dir = temporaryFolder(t);
  await writeVault(dir, devices[0] ?? assert.fail());
  const file = join(dir, "table.csv");
  return async (table: readonly string[] | Uint8Array, ...args: readonly string[]) => {
    writeFileSync(file, table instanceof Uint8Array ? table : [header, ...table].join("\n"));
    const call = args.map((arg) => (arg === "FILE" ? file : arg === "KEYS" ? join(dir, "keys.csv") : arg));
    const whole = ["record", ...call, ...(args[0] === "fields" ? [] : ["--vault", dir])];
    const { exit, said } = await runPanoh(whole, quickStretch);
    await world.witness();
    return { exit, said: said.split("\n"), keys: join(dir, "keys.csv") };
  };
}

test("[RC13] what is sealed is no argument: a field or a reason of a sealed register comes from a file, and the refusal repeats nothing", async (t) => {
  const run = await prosecutor(t);
  const fields = ["--set", "case=secret-marker", "--set", "event=opened"];
  for (const args of [
    ["add", "proceeding", "example-1", ...fields],
    ["withdraw", "proceeding", "example-1", "--reason", "secret-marker"],
  ]) {
    const { exit, said } = await run([], ...args);
    assert.equal(exit, 1);
    assert.match(said.join("\n"), /\(sealed-argument\)$/);
    assert.doesNotMatch(said.join("\n"), /secret-marker/);
  }
  const bad = await run(
    encodeUtf8("case=secret-marker\n\nevent=party\non=2024\n"),
    "add",
    "proceeding",
    "example-1",
    "--fields",
    "FILE",
  );
  assert.match(bad.said.join("\n"), /event: not-allowed .*\(rows-refused\)$/, "the file is read like --set");
  assert.doesNotMatch(bad.said.join("\n"), /secret-marker/);
  const none = await run(
    encodeUtf8("Example reason\n"),
    "withdraw",
    "proceeding",
    "example-1",
    "--reason-file",
    "FILE",
  );
  assert.match(none.said.join("\n"), /\(no-such-row\)$/);
  const input = await run([], "add", "proceeding", "example-1", "--fields", "-");
  assert.deepEqual([input.exit, input.said[0]], [2, "panoh record add: --fields - needs --passphrase-file"]);
  const open = await run([], "add", "source", "example-1", "--set", "kind=report");
  assert.match(open.said.join(), /\(rows-refused\)$/, "an open one takes arguments");
});

test("[RC2, RC3, RC4] with and without --sign an import names every row that would be refused later, and enters nothing", async (t) => {
  const run = await prosecutor(t);
  const table = [
    good,
    "bulletin,own,Tables,Sample Press,official-statistics,verified,,",
    "almanac,own,Seconds,Sample Press,report,verified,2999,",
    "never-said,own,,,,,,Not needed",
  ];
  for (const sign of [[], ["--sign"]]) {
    const { exit, said } = await run(table, "import", "source", "FILE", ...sign);
    assert.equal(exit, 1);
    assert.deepEqual(said, [
      "Row 3, kind (E3): statistics-by-other",
      "Row 4, published (G4): published-later",
      "Row 5, withdrawn (H5): nothing-to-withdraw",
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
  const rows = Array.from({ length: 301 }, (_, i) => `row-${i},own,Tables,Sample Press,example,verified,,`);
  const { said } = await run(rows, "import", "source", "FILE");
  assert.equal(said.filter((line) => line.includes("): not-allowed")).length, 301);
  assert.equal(said.at(-1), "panoh record import: 301 rows cannot be entered, so nothing was (rows-refused)");
});

test("[RC3] rows that the record has word for word are left out, and their history does not grow", async (t) => {
  const run = await prosecutor(t);
  const both = [good, "almanac,own,Seconds,Sample Press,report,verified,,"];
  assert.match((await run(both, "import", "source", "FILE", "--sign")).said[0] ?? "", /^Entered {4}2 rows/);
  const changed = [good, "almanac,own,Forks,Sample Press,report,verified,,"];
  assert.deepEqual((await run(changed, "import", "source", "FILE")).said, [
    "Row        almanac (own)  title=Forks publisher=Sample Press kind=report checked=verified",
    "Left out   1 row: in the record already, word for word",
    "Sound      2 rows, none entered: the same command with --sign enters them",
  ]);
  const { said } = await run(changed, "import", "source", "FILE", "--sign");
  assert.deepEqual(said.slice(0, 2), [
    "Left out   1 row: in the record already, word for word",
    "Entered    1 row into source, in 1 note",
  ]);
  assert.deepEqual((await run(changed, "import", "source", "FILE", "--sign")).said, [
    "Left out   2 rows: in the record already, word for word",
    "Entered    0 rows into source, in 0 notes",
  ]);
  const history = async (key: string) =>
    (await run([], "list", "--register", "source", "--key", key)).said.filter((line) => line.includes("before")).length;
  assert.deepEqual([await history("gazette"), await history("almanac")], [0, 1]);
  assert.match((await run([], "import", "source", "FILE")).said[0] ?? "", /no row under its heading \(empty\)/);
});

test("[RC10] rows without a key get one from what they say: the same file twice enters nothing twice, and the table comes back with its keys", async (t) => {
  const run = await prosecutor(t);
  const table = [
    ",own,Examples,Sample Press,report,verified,,",
    ",own,Seconds,Sample Press,Report,verified,01.05.2003,",
  ];
  const first = await run(table, "import", "source", "FILE", "--sign", "--with-keys", "KEYS");
  assert.match(first.said[0] ?? "", /^Keys {7}2 rows had none and got one: .*keys\.csv has the table with them$/);
  assert.ok(first.said.includes("Entered    2 rows into source, in 1 note"));
  assert.ok(
    (await run(table, "import", "source", "FILE", "--sign")).said.includes("Entered    0 rows into source, in 0 notes"),
  );
  const back = readFileSync(first.keys, "utf8");
  assert.match(
    back,
    /^\ufeffkey,source,title,[^\n]*\r\nrow-[0-9a-f]{16},own,Examples,Sample Press,report,,,,verified,\r\nrow-[0-9a-f]{16},own,Seconds,Sample Press,report,2003-05-01,/,
  );
  const corrected = back.replace("Seconds", "Forks").slice(1).split("\r\n");
  const { said } = await run(new TextEncoder().encode(corrected.join("\n")), "import", "source", "FILE", "--sign");
  assert.ok(said.includes("Entered    1 row into source, in 1 note"));
  const forks = (await run([], "list", "--register", "source")).said;
  assert.equal(
    forks.filter((line) => /title=(Forks|Seconds)/.test(line)).length,
    1,
    "a correction, and no second thing",
  );
});

test("[RC8, RC12] a spreadsheet is read like a table; one that is made to hurt is refused and ends nothing", async (t) => {
  const run = await prosecutor(t);
  const sheet = spreadsheetOf([header.split(","), [...good.split(",").slice(0, 4), "Report", "verified", "", ""]]);
  assert.deepEqual((await run(sheet, "import", "source", "FILE")).said, [
    "Sheet      Examples",
    "Row        gazette (own)  title=Examples publisher=Sample Press kind=report checked=verified",
    "Sound      1 row, none entered: the same command with --sign enters them",
  ]);
  const bad = await run(
    spreadsheetOf([header.split(","), good.replace("report", "raport").split(",")]),
    "import",
    "source",
    "FILE",
  );
  assert.match(
    bad.said[0] ?? "",
    /^Row 2, kind \(E2\): not-allowed, perhaps report \(Report\) \(one of official-statistics \(/,
  );
  const corner = spreadsheet(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  );
  assert.match(
    (await run(corner, "import", "source", "FILE")).said[0] ?? "",
    /more than 200 cells.*\(too-many-columns\)/,
  );
  assert.match(
    (await run(unpackingTo(600), "import", "source", "FILE")).said[0] ?? "",
    /unpacks to more than 64 MB.*\(too-large\)/,
  );
  assert.match(
    (await run(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), "import", "source", "FILE")).said[0] ?? "",
    /\(locked\)/,
  );
});

test("[RC6] a term of prison stands with its unit and in years, before it is signed and in lists; fields show words and units", async (t) => {
  const run = await prosecutor(t);
  const columns = ["key", "source", "act", "subject", "stage", "on", "minimum_months", "maximum_months"];
  const table = [columns, ["a", "own", "Code", "Human trafficking", "in-force", "08.2003", "14", "168"]];
  const { said } = await run(spreadsheetOf(table), "import", "law", "FILE");
  assert.match(
    said[1] ?? "",
    /on=2003-08 minimum_months=14 months \(1 year 2 months\) maximum_months=168 months \(14 years\)$/,
  );
  const fields = (await run([], "fields", "law")).said;
  assert.ok(fields.some((line) => /^ {4}trafficking +Human trafficking$/.test(line)));
  assert.ok(fields.some((line) => /^ {2}minimum_months \(optional\): .*, in months$/.test(line)));
  const figures = (await run([], "fields", "figure")).said;
  assert.ok(figures.some((line) => /^ {4}prosecutions +\S.*, in cases or suspects or persons or groups$/.test(line)));
});
