// What the pages of the record count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stated } from "../../../test/support/statements.ts";
import { unsignedImports } from "../../record/sign-off.ts";
import { fullestYears, rowsByYear } from "./record-numbers.ts";

test("the years with the most rows are named, the newest first, also one long ago that was entered whole", () => {
  const counts = new Map([
    [2003, 90],
    [2019, 2],
    [2020, 3],
    [2021, 4],
    [2022, 3],
  ]);
  assert.deepEqual(fullestYears(counts, 3), [
    [2022, 3],
    [2021, 4],
    [2003, 90],
  ]);
  assert.deepEqual(fullestYears(new Map(), 3), []);
});

test("a row counts for the year that its date names, also where something had only come by then; sealed rows and sources do not", () => {
  const shelter = { kind: "shelter", for: "all" } as never;
  const rows = [
    stated("protection", "by then", { ...(shelter as object), from: "..2003-08" } as never),
    stated("protection", "then", { ...(shelter as object), from: "2003" } as never),
    { ...stated("proceeding", "sealed", { case: "c", event: "charge", on: "2004" } as never), sealed: true },
    stated("source", "report", { title: "A report", published: "2005" } as never),
  ];
  assert.deepEqual([...rowsByYear(rows)], [[2003, 2]]);
});

test("[RC20] an import waits for a sign-off until it has one; a release never does, since it is signed off with its tallies", () => {
  const release = { year: 2003, import: "00000000-0000-4000-8000-000000000000", digest: "0".repeat(64) };
  const said = { pillar: "prosecution", words: "Example words.", language: "en", from: "2003" } as const;
  const all = [
    stated("said", "waits", said),
    stated("said", "signed", said, { signedOff: true }),
    stated("release", "2003/1", release as never),
  ];
  assert.deepEqual(
    unsignedImports({ all }).flatMap(({ rows }) => rows.map(({ key }) => key)),
    ["waits"],
  );
});
