// What follows for whoever lacks keys: what could not be looked at is not missing, so nothing is presumed from it and nothing is called lacking.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordRead } from "../../../test/support/record-read.ts";
import { type SpelledLanguage, wordsIn } from "../../../test/support/report-words.ts";
import { figure, judgement, proceeding } from "../../../test/support/statements.ts";
import { tvpa2004 } from "../../assessment/tvpa-2004.ts";
import { tvpaNow } from "../../assessment/tvpa-now.ts";
import type { SealedHeld, Statement } from "../../record/statement.ts";
import { composeReport } from "../compose.ts";
import { reportMarkdown } from "../print/markdown.ts";
import { reportOfYear } from "../report-of-year.ts";

const open = [
  judgement("complies-fully", true, "2024"),
  judgement("significant-efforts", true, "2024"),
  figure("gazette", "victims-assisted", "2024", 9),
];
const own = [
  proceeding("own-1", { case: "example-1", event: "investigation", on: "2024-02" }),
  proceeding("own-2", { case: "example-1", event: "prosecution", on: "2024-03" }),
  proceeding("own-3", { case: "example-1", event: "verdict", on: "2024-05", verdict: "convicted", prison_months: 12 }),
];

function made(holds: SealedHeld, statements: readonly Statement[] = open, scheme = tvpaNow) {
  return reportOfYear(recordRead(statements, { holds }), { period: { year: 2024, kind: "calendar" }, scheme });
}

const prosecutionOf = ({ assessment }: ReturnType<typeof made>) => {
  const { presumedNotMet, notJudged } =
    assessment.criteria.find(({ criterion }) => criterion.key === "prosecution") ?? assert.fail();
  return { presumedNotMet, notJudged: notJudged ?? false };
};
const textOf = (data: ReturnType<typeof made>, language: SpelledLanguage = "en") =>
  reportMarkdown(composeReport(data, wordsIn[language], "00")).replace(/<a id="[^"]*"><\/a>|\]\(#[^)]*\)|[*\\[]/g, "");

test("[RP9] data that were not looked at presume nothing: the criterion is not judged; whoever holds all keys presumes it", () => {
  const presumed = "Without these data the criterion is presumed not met.";
  const sealed = "Not judged here: these facts are sealed.";
  for (const holds of ["none", "some"] as const) {
    assert.deepEqual(prosecutionOf(made(holds)), { presumedNotMet: false, notJudged: true });
    const text = textOf(made(holds));
    assert.ok(text.includes(`Investigations (not looked at); Prosecutions (not looked at)`));
    assert.ok(text.includes(sealed) && !text.includes(presumed), holds);
  }
  assert.deepEqual(prosecutionOf(made("all")), { presumedNotMet: true, notJudged: false });
  assert.ok(textOf(made("all")).includes(presumed) && !textOf(made("all")).includes(sealed));
  // Of what nobody seals the want of data is one for everybody.
  assert.ok(textOf(made("none"), "ru").includes("Здесь не оценивается: эти сведения запечатаны."));
  assert.ok(textOf(made("none"), "tg").includes("Дар ин ҷо баҳо дода намешавад: ин маълумот мӯҳр шудааст."));
});

test("[RP9] no tier follows from what was not looked at, and the report says that it waits for sealed facts", () => {
  // With the keys data are known and full compliance stands; without any data the presumption stands against it.
  assert.equal(made("all", [...open, ...own]).assessment.tier, "1");
  assert.equal(made("all").assessment.tier, "2WL");
  for (const holds of ["none", "some"] as const) {
    const data = made(holds);
    assert.equal(data.assessment.tier, null);
    assert.match(textOf(data), /no tier follows from the record\. It waits for facts that are sealed/);
  }
  assert.doesNotMatch(textOf(made("all")), /waits for facts|Not judged here/);
});

test("[RP9] evidence at which nobody looked is not lacking; what an open source gives settles as ever", () => {
  const fallsShort = [judgement("complies-fully", false, "2024"), judgement("significant-efforts", true, "2024")];
  const ground = (holds: SealedHeld, more: readonly Statement[] = []) =>
    made(holds, [...fallsShort, ...more]).assessment.grounds.find((one) => one.ground.key === "no-increasing-efforts")
      ?.reading.truth;
  assert.deepEqual([ground("all"), ground("some"), ground("none")], ["yes", "unknown", "unknown"]);
  const rising = [figure("gazette", "convictions", "2023", 1), figure("gazette", "convictions", "2024", 2)];
  assert.deepEqual([ground("all", rising), ground("none", rising)], ["no", "no"]);
});

test("[RP9] a waiver needs some data: without keys nobody knows whether there are any", () => {
  const waived = [...open, judgement("good-faith-on-data", true, "2024")];
  assert.deepEqual(prosecutionOf(made("all", waived, tvpa2004)), { presumedNotMet: true, notJudged: false });
  assert.deepEqual(prosecutionOf(made("none", waived, tvpa2004)), { presumedNotMet: false, notJudged: true });
  const some = [...waived, figure("gazette", "prosecutions", "2024", 2)];
  for (const holds of ["all", "none"] as const)
    assert.deepEqual(prosecutionOf(made(holds, some, tvpa2004)), { presumedNotMet: false, notJudged: false });
});
