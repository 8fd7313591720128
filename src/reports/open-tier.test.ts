// For what a tier waits, and on which rows a judgement rests: in words, on the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOfText } from "../../test/support/record-notes.ts";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { corrected, figure, judgement, sourceStated, stated } from "../../test/support/statements.ts";
import { refId, type Statement } from "../record/statement.ts";

const source = sourceStated("yearly-report", "report", "2024-06");
const assisted = figure("yearly-report", "victims-assisted", "2023", 12);
const before = figure("yearly-report", "victims-assisted", "2022", 9);
const judged = [
  judgement("complies-fully", false, "2023"),
  judgement("significant-efforts", true, "2023", "Example office", {
    evidence: [refId({ ...assisted.ref, note: hashOfText(assisted.ref.note) })],
  }),
  judgement("increasing-efforts", false, "2023"),
];
const words = (...rows: readonly Statement[]) => reportWords(reportDataOf([source, ...rows], 2023));

test("[AS13a] [RP9] the page says on how many rows a judgement rests, and that it is stale once they changed", () => {
  const fresh = words(...judged, assisted);
  assert.match(fresh, /\*\*Tier 2 watch list\*\* follows/);
  assert.match(fresh, /It rests on 1 row\./);
  const stale = words(...judged, corrected(assisted));
  assert.match(stale, /no tier follows from the record\. It waits for judgements/);
  assert.match(
    stale,
    /“The government makes significant efforts” was judged, but rows behind the answer have changed since/,
  );
  assert.match(stale, /\(corrected: 1; withdrawn: 0\), so it does not count until it is signed again/);
  assert.match(words(...judged), /\(corrected: 0; withdrawn: 1\)/);
});

test("[RP9b] a judgement that is missing is asked for once, and offices that differ lead to what each says", () => {
  const [falls, efforts] = judged;
  const open = words(...[falls, efforts].flatMap((row) => row ?? []), assisted);
  assert.equal(
    open.split("Nobody has judged whether this is so: “Overall, efforts increased over the year before").length,
    2,
  );
  const differing = words(...judged, assisted, judgement("increasing-efforts", true, "2023", "Another office"));
  assert.equal(differing.split("Offices differ on").length, 2);
});

test("[AS17a] [RP9] the page says of which year several tiers were published", () => {
  const rated = (year: string, tier: "2" | "2WL") =>
    stated("rating", `${year} ${tier}`, { scheme: "tvpa", year, tier });
  const several = [rated("2023", "2WL"), rated("2023", "2"), rated("2022", "2WL")];
  assert.match(words(...judged, assisted, ...several), /different published tiers for the report of 2023/);
  assert.doesNotMatch(words(...judged, assisted, ...several.slice(1)), /different published tiers/);
});

test("[AS15k] [RP9] a criterion stands with its reports, what is judged of it, and its numbers beside those of the year before", () => {
  const met = judgement("criterion-met", false, "2023", "Example office", { criterion: "demand-reduction" });
  const page = words(...judged, assisted, before, met);
  const row = page.split("\n").find((line) => line.includes("Reducing demand")) ?? assert.fail();
  assert.match(row, /In reports since 2005 \(from general knowledge\)/);
  assert.match(row, /This criterion is not met, as “Example office” judges/);
  const protection = page.split("\n").find((line) => line.includes("| Protection of victims")) ?? assert.fail();
  assert.match(protection, /Victims assisted: 12, against 9 the year before/);
});
