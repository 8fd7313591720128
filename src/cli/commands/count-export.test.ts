// `panoh count export` over a country's release: what the command wrote is read by somebody else's program, and says what the release says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { countedCases } from "../../../test/support/counted-cases.ts";
import { countingCountry } from "../../../test/support/counting-country.ts";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { readUnodcTable } from "../../../test/support/unodc-reader.ts";
import { quickStretch } from "../../../test/support/world.ts";
import type { Row } from "../../core/registers/row.ts";
import { must } from "../../member/verb.ts";
import { casesReleases } from "../../record/release.ts";
import { readCsv } from "../../tables/csv.ts";
import { makeTally } from "./tally.ts";

const year = 2025;

test("[YC12] any organisation writes the released year in UNODC’s columns and in the EU’s set, with the tallies of proceedings of the office that released them", async (t) => {
  const { world, all, offices, senders, endYear, send } = await countingCountry(t, year, ["shelter", "shelter"]);
  const [ombudsman = assert.fail(), statistics = assert.fail()] = offices.map(({ first }) => first);
  const [north = assert.fail(), south = assert.fail()] = senders;
  const courts = await world.organisation("prosecutor", "Example Prosecutor");
  const prosecutor = await world.member(courts.devices[0] ?? assert.fail());
  const event = (key: string, what: "suspect" | "verdict", more = {}): Row<"proceeding"> => {
    return { key, source: "own", values: { case: key, event: what, on: "2025-12", suspect: "A", ...more } };
  };
  await must(
    prosecutor.record.enter("proceeding", [
      event("one", "suspect"),
      event("two", "suspect"),
      event("three", "verdict", { verdict: "convicted", prison_months: 60 }),
    ]),
  );
  await world.settle(prosecutor, ...all);
  const folder = temporaryFolder(t);
  await writeVault(folder, south.organisation.devices[1] ?? assert.fail());
  const run = async (shape: "unodc" | "eu", ...more: readonly string[]) => {
    const out = join(folder, `${shape}.csv`);
    const asked = ["count", "export", "--year", String(year), "--as", shape, "--out", out, "--vault", folder];
    const { exit, said } = await runPanoh([...asked, ...more], quickStretch);
    return { exit, said, read: () => readFileSync(out) };
  };
  await endYear();
  assert.match((await run("eu")).said, /no office released the cases of 2025/);

  await send(north, countedCases("north", 70));
  await send(south, countedCases("south", 50));
  const office = "Example Statistics Office";
  await must(statistics.counts.release(statistics.counts.country(year) ?? assert.fail(), office));
  await makeTally(statistics, { period: { year, kind: "calendar" }, office, isSigned: true });
  // What the other office released later, and what stands in no release, is nobody's number here.
  const stray = { fact: "convictions", year: String(year), value: 90 };
  await must(ombudsman.record.enter("tally", [{ key: "2025/convictions", source: "own", values: stray }]));
  await world.settle(...all);

  const unodc = await run("unodc", "--iso3", "XXT");
  assert.equal(unodc.exit, 0, unodc.said);
  assert.match(unodc.said, /^Source {5}Example Statistics Office, edition 1$/m);
  const found = readUnodcTable(unodc.read());
  const tallies = casesReleases(north.first.record.book, year)[0]?.tallies ?? assert.fail();
  const shown = (by: string) => tallies.flatMap(({ values }) => (values.by === by ? [values] : []));
  const saidOf = (by: string) => shown(by).reduce((sum, { value }) => sum + (value < 5 ? 0 : value), 0);
  const splits = { sex: "by sex", age: "by age", form: "by form of exploitation", body: "by registering body" };
  const ways = ["citizenship-country", "by citizenship and country of exploitation"] as const;
  const said = [...Object.entries(splits), ways].map(([by, dimension]) => [dimension, saidOf(by)]);
  if (found === null) t.diagnostic("no Python: its part was not tried");
  else {
    assert.deepEqual([found.total, found.sums], [[120], Object.fromEntries(said)]);
    assert.ok(found.small > 0, "what may be four or fewer is <5");
  }

  const eu = await run("eu");
  assert.equal(eu.exit, 0, eu.said);
  const table = readCsv(eu.read());
  const rows = "table" in table ? table.table : assert.fail();
  const numbersOf = (statistic: string, dimension: string, category: string) =>
    rows
      .filter((row) => row[0] === statistic && row[1] === dimension && row[2] === category)
      .map((row) => row.slice(4, 7));
  assert.deepEqual(numbersOf("registered victims", "Total", "Total"), [["120", "120", "120"]]);
  for (const { cell = "", value, least, most } of shown("body"))
    assert.deepEqual(numbersOf("registered victims", "by registering body", cell), [[value, least, most].map(String)]);
  assert.deepEqual(numbersOf("convicted persons", "Total", "Total"), [["1", "1", "1"]]);
  assert.deepEqual(numbersOf("suspects", "Total", "Total"), [["2", "2", "2"]]);
});
