// The country's record at size: an import of many proceedings through the real engine, host and witness, and the tallies of a year over it.
// Prints ratios of things measured in this run: how each grows, and the tallies beside one bare pass over the same rows.
// Run: node bin/panoh.js --run bench/record.ts [rows]

import { strict as assert } from "node:assert";
import { talliesOf } from "../src/assessment/tally.ts";
import type { Row } from "../src/core/registers/row.ts";
import { encodeUtf8 } from "../src/crypto/utf8.ts";
import { must } from "../src/member/verb.ts";
import { readRows, writeRows } from "../src/record/table/row-table.ts";
import { readCsv, writeCsv } from "../src/tables/csv.ts";
import { World } from "../test/support/world.ts";

const most = Number(process.argv[2] ?? 10_000);

/** Invented proceedings of samples over ten years: three events each. */
function rowsOf(count: number): readonly Row<"proceeding">[] {
  const events = ["investigation", "prosecution", "verdict"] as const;
  return Array.from({ length: count }, (_, i) => {
    const n = Math.floor(i / 3);
    const event = events[i % 3] ?? "investigation";
    const on = `${2015 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}`;
    const sentence = event === "verdict" ? ({ verdict: "convicted", prison_months: 60 + (n % 120) } as const) : {};
    const form = n % 2 === 0 ? ("labour" as const) : ("sexual" as const);
    return {
      key: `sample-${i}`,
      source: "own",
      values: { case: `sample-${n}`, event, on, form, suspect: "A", ...sentence },
    };
  });
}

interface Measured {
  readonly rows: number;
  readonly csv: number;
  readonly enter: number;
  readonly arrive: number;
  readonly fold: number;
  readonly tallies: number;
  readonly pass: number;
}

const results: Measured[] = [];
for (const rows of [Math.round(most / 10), Math.round(most / 3), most]) results.push(await measure(rows));

const first = results[0] ?? assert.fail();
console.log("rows      csv     enter   arrive  fold    tallies tallies/pass  grows (rows, enter, fold, tallies)");
for (const one of results) {
  const grows = [one.rows / first.rows, one.enter / first.enter, one.fold / first.fold, one.tallies / first.tallies];
  console.log(
    [
      String(one.rows).padEnd(9),
      ...[one.csv, one.enter, one.arrive, one.fold, one.tallies].map((ms) => `${Math.round(ms)}ms`.padEnd(7)),
      (one.tallies / one.pass).toFixed(1).padEnd(13),
      grows.map((ratio) => `${ratio.toFixed(1)}x`).join(", "),
    ].join(" "),
  );
}

async function measure(count: number): Promise<Measured> {
  const world = await World.found({ witnesses: 1, terms: { suite: "hybrid" } });
  try {
    const prosecutor = await world.organisation("prosecutor", "Example Prosecutor");
    const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
    const [author, reader] = [prosecutor.devices[0] ?? assert.fail(), ombudsman.devices[0] ?? assert.fail()];
    const writer = await world.member(author);
    const reviewer = await world.member(reader);
    await world.settle(writer, reviewer);
    const bytes = encodeUtf8(writeCsv(writeRows("proceeding", rowsOf(count))));
    const csv = await timed(async () => {
      const read = readCsv(bytes);
      assert.ok("table" in read);
      const { rows, flaws } = readRows("proceeding", read.table);
      assert.deepEqual(flaws, []);
      return rows;
    });
    const enter = await timed(() => must(writer.record.enter("proceeding", csv.value)));
    const arrive = await timed(() => world.settle(writer, reviewer));
    const fold = await timed(async () => reviewer.record.at() ?? assert.fail());
    const record = fold.value;
    assert.equal(record.statements.length, count);
    const period = { year: 2020, kind: "calendar" } as const;
    talliesOf(record.statements, period);
    const tallies = await timed(async () => talliesOf(record.statements, period));
    // One bare pass: every row's values are looked at once.
    const texts = record.statements.map(({ values }) => JSON.stringify(values));
    const pass = await timed(async () => texts.reduce((sum, text) => sum + Object.keys(JSON.parse(text)).length, 0));
    assert.ok(tallies.value.length > 5 && pass.value > count);
    return {
      rows: count,
      csv: csv.ms,
      enter: enter.ms,
      arrive: arrive.ms,
      fold: fold.ms,
      tallies: tallies.ms,
      pass: pass.ms,
    };
  } finally {
    await world.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}
