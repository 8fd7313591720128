// A report page that somebody shows: it is what the open rows give, or it is refused. The account of the invented year is in test/support/statements.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOfText } from "../../test/support/record-notes.ts";
import { logged, namesOf, recordRead } from "../../test/support/record-read.ts";
import { wordsIn } from "../../test/support/report-words.ts";
import {
  figure,
  judgement,
  proceeding,
  reportOf2003,
  sourceStated,
  stated,
  tallied,
} from "../../test/support/statements.ts";
import { tvpa2004 } from "../assessment/tvpa.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { RecordRead } from "../record/record-read.ts";
import type { Statement } from "../record/statement.ts";
import { checkReport, pageOf, readShownReport } from "./check-report.ts";
import { type ReportData, reportText } from "./data/report-data.ts";
import { publicationOf } from "./publications.ts";
import { reportOfYear } from "./report-of-year.ts";

const sealed = logged(
  [
    proceeding("own-1", {
      case: "Case of knots",
      event: "prosecution",
      on: "2003-06",
      victims: ["7ea907aa".repeat(4)],
    }),
    proceeding("own-2", { case: "Case of nets", event: "charge", on: "2003-07", official_body: "court" }),
    // Two sources that differ on one verdict: their difference is no report's.
    ...(["convicted", "acquitted"] as const).map((verdict) =>
      proceeding(
        "letter-1",
        { case: "Case of lids", event: "verdict", on: "2003-08", verdict },
        { source: `letter of ${verdict}` },
      ),
    ),
    stated("plan", "drawer", { title: "Plan of the drawer", stage: "draft", on: "2003" }, { sealed: true }),
  ],
  100,
);
const open = logged(
  tallied([
    ...reportOf2003(),
    ...sealed,
    sourceStated("statistics", "official-statistics", "2004-02"),
    figure("statistics", "convictions", "2003", 1, { unit: "persons" }),
    figure("yearly-report", "victims-identified", "2003", 30, { unit: "persons" }),
    judgement("complies-fully", false, "2003"),
    judgement("significant-efforts", true, "2003"),
    judgement("increasing-efforts", false, "2003"),
  ]),
);
const organisationNames = namesOf("record-office", "net-office", "statistics-office");
const recordOf = (statements: readonly Statement[], size = 40): RecordRead =>
  recordRead(statements, { organisationNames, log: { size, root: "ab".repeat(32) } });
const asked = { period: { year: 2003, kind: "calendar" }, scheme: tvpa2004 } as const;
const data = reportOfYear(recordOf(open), asked);
const page = pageOf(data, wordsIn.en, hashOfText);

function check(html: string, newest: RecordRead = recordOf(open), record: RecordRead = recordOf(open)) {
  const shown = readShownReport(html) ?? assert.fail("no report");
  return checkReport(html, shown, {
    record,
    newest,
    scheme: tvpa2004,
    words: wordsIn[shown.language],
    hash: hashOfText,
  });
}

test("[RP3] a report is the same with keys and without: no sealed row is looked at, and nothing of one is in the page", () => {
  const held = [...open, ...sealed];
  const byHolder = pageOf(reportOfYear(recordOf(held), asked), wordsIn.en, hashOfText);
  assert.equal(byHolder, page);
  for (const secret of [
    "knots",
    "nets",
    "lids",
    "letter of",
    "drawer",
    "7ea907",
    "own-1",
    ...sealed.map(({ ref }) => ref.note),
  ])
    assert.ok(!page.includes(secret), secret);
  assert.equal(check(page, recordOf(held), recordOf(held)).verdict, "whole");
});

test("[RP3a] before a release the facts of sealed registers are not counted, for who holds their rows too, and figures stand", () => {
  const unreleased = open.filter(({ register }) => register !== "tally" && register !== "release");
  const given = reportOfYear(recordOf([...unreleased, ...sealed]), asked);
  const factOf = (key: string) => given.facts.find(({ definition }) => definition.key === key)?.now;
  assert.deepEqual([factOf("defendants")?.state, factOf("defendants")?.statements], ["not-counted", []]);
  assert.equal(factOf("convictions")?.value, 1, "a figure that a source publishes");
  assert.deepEqual([given.released, given.splits], [[], []]);
  const shown = pageOf(given, wordsIn.en, hashOfText);
  assert.match(shown, /has not been released: it is not counted here/);
  assert.match(shown, /not counted</);
  assert.doesNotMatch(page, /has not been released/);
});

test("[RP17] a page is whole for anybody in every language, with who published it", () => {
  for (const language of ["en", "ru", "tg", "fa"] as const) {
    const found = check(pageOf(data, wordsIn[language], hashOfText));
    assert.deepEqual([found.verdict, found.reason, found.differing, found.publishedBy], ["whole", null, [], []]);
  }
  const { values } = publicationOf(data, hashOfText(reportText(data))) as { readonly values: RowValues<"publication"> };
  const said = { organisation: "net-office" };
  const byOffice = (more: object) => [...open, stated("publication", "of the year", { ...values, ...more }, said)];
  assert.deepEqual(check(page, recordOf(byOffice({}), 41)).publishedBy, ["net-office"]);
  for (const other of [{ year: "2004" }, { scheme: "tvpa-now" }, { size: 39 }, { data: "00".repeat(32) }])
    assert.deepEqual(check(page, recordOf(byOffice(other), 41)).publishedBy, [], JSON.stringify(other));
});

test("[RP17] a forged page is refused, also one that is made of its forged data, and the answer names the facts that differ", () => {
  const forge = (change: Partial<ReportData>) => check(pageOf({ ...data, ...change }, wordsIn.en, hashOfText));
  const facts = data.facts.map((fact) =>
    fact.definition.key === "convictions" ? { ...fact, now: { ...fact.now, value: 61 } } : fact,
  );
  const refused = { verdict: "refused", reason: "other-data", publishedBy: [], later: null } as const;
  assert.deepEqual(forge({ facts }), { ...refused, differing: ["convictions"] });
  const forgeries: readonly Partial<ReportData>[] = [
    { assessment: { ...data.assessment, tier: "1" } },
    { log: { ...data.log, root: "cd".repeat(32) } },
    { released: [] },
    { splits: [] },
    { contradictions: [] },
    { rows: data.rows.slice(1) },
    { sources: data.sources.slice(1) },
    { records: data.records.map((one) => ({ ...one, organisation: "net-office" })) },
    { trial: false },
    { country: "FJ" },
  ];
  for (const change of forgeries)
    assert.deepEqual(forge(change), { ...refused, differing: [] }, Object.keys(change).join());
  const words = page.replace("Tier 2 watch list", "Tier 1");
  assert.ok(words !== page);
  for (const html of [words, `${page} `, page.replace("<main>", "<main><p>Approved.</p>")])
    assert.deepEqual(check(html), { ...refused, reason: "page-differs", differing: [] });
});

test("[RP17] [TA9] a number that was not released is refused, for who holds the sealed rows too", () => {
  const more = tallied([
    ...reportOf2003(),
    ...sealed,
    proceeding("own-3", { case: "C", event: "prosecution", on: "2003-08" }),
  ]);
  const made = pageOf(reportOfYear(recordOf(logged(more)), asked), wordsIn.en, hashOfText);
  const found = check(made, recordOf([...open, ...sealed]), recordOf([...open, ...sealed]));
  assert.equal(found.verdict, "refused");
  assert.ok(found.differing.includes("defendants"), found.differing.join());
});

test("[RP17a] rows that came later are no flaw: the answer counts the figures that they change, and says whether the tier is another one", () => {
  assert.deepEqual(check(page).later, { figures: 0, tier: false });
  const correction = open.map((one) =>
    one.key === "complies-fully  2003 Example office" ? { ...one, values: { ...one.values, answer: true } } : one,
  ) as readonly Statement[];
  assert.deepEqual(check(page, recordOf(correction, 41)).later, { figures: 0, tier: true });
  const figures = [...open, figure("yearly-report", "hotline-calls", "2003", 7)];
  assert.deepEqual(check(page, recordOf(figures, 41)).later, { figures: 1, tier: false });
});

test("[RP17] what is no report page of this program is none, and no shape of it throws", () => {
  const withData = (text: string) => page.replace(/(id="panoh-report">).*?(<\/script>)/s, (_, a, b) => a + text + b);
  const head = { form: data.form, origin: "a", period: asked.period, scheme: { id: "tvpa-2004" }, log: { size: 1 } };
  assert.ok(readShownReport(withData(JSON.stringify(head))) !== null);
  for (const html of [
    "",
    '<html lang="en">',
    page.replace('<html lang="en"', '<html lang="xx"'),
    ...["", "{", "null", "[]", "7", "[".repeat(100_000)].map(withData),
    ...[
      { form: "panoh.org/report/v1" },
      { origin: 7 },
      { period: { year: 2003.5, kind: "calendar" } },
      { period: { year: 10_000, kind: "calendar" } },
      { period: { year: 2003, kind: "moon" } },
      { scheme: null },
      { scheme: {} },
      { log: { size: 0 } },
      { log: { size: "1" } },
      { log: null },
    ].map((change) => withData(JSON.stringify({ ...head, ...change }))),
  ])
    assert.equal(readShownReport(html), null, html.slice(-200));
  // Data of any other shape are compared, and not read.
  assert.deepEqual(check(withData(JSON.stringify({ ...head, facts: [null, { definition: {} }, 7] }))).differing, []);
});
