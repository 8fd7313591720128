// A report page that somebody shows: it is what the open rows give, or it is refused. The account of the invented year is in test/support/statements.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
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
import type { RecordRead } from "../record/record-read.ts";
import type { Statement } from "../record/statement.ts";
import { languageTags } from "../words/languages.ts";
import { checkReport, isTooLarge, pageOf } from "./check-report.ts";
import type { ReportData } from "./data/report-data.ts";
import { reportOfYear } from "./report-of-year.ts";
import { readShownPage } from "./shown-page.ts";

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
const asked = { year: 2003, kind: "calendar" } as const;
const data = reportOfYear(recordOf(open), asked);
const page = pageOf(data, wordsIn.en);

function check(html: string, newest: RecordRead = recordOf(open), record: RecordRead = recordOf(open)) {
  const shown = readShownPage(html) ?? assert.fail("no report");
  return checkReport(html, shown.period ?? assert.fail(), {
    record,
    newest,
    words: wordsIn[shown.language],
  });
}

test("[RP3] a report is the same with keys and without: no sealed row is looked at, and nothing of one is in the page", () => {
  const held = [...open, ...sealed];
  const byHolder = pageOf(reportOfYear(recordOf(held), asked), wordsIn.en);
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
  assert.deepEqual([given.isReleased, given.splits], [false, []]);
  const shown = pageOf(given, wordsIn.en);
  assert.match(shown, /has not been released: it is not counted here/);
  assert.match(shown, /not counted</);
  assert.doesNotMatch(page, /has not been released/);
});

test("[RP17] a page is whole for anybody in every language", () => {
  for (const language of languageTags) {
    const found = check(pageOf(data, wordsIn[language]));
    assert.deepEqual([found.verdict, found.differing], ["whole", []], language);
  }
});

test("[RP17] a forged page is refused, also one that is made of forged data, and the answer names the sections that differ", () => {
  const forge = (change: Partial<ReportData>) => check(pageOf({ ...data, ...change }, wordsIn.en));
  const facts = data.facts.map((fact) =>
    fact.definition.key === "convictions" ? { ...fact, now: { ...fact.now, statements: [] } } : fact,
  );
  const refused = { verdict: "refused", later: null } as const;
  assert.ok(forge({ facts }).differing.includes("Prosecution"));
  const forgeries: readonly (readonly [section: string | null, change: Partial<ReportData>])[] = [
    ["What follows under the rules", { assessment: { ...data.assessment, tier: "1" } }],
    [null, { log: { ...data.log, root: "cd".repeat(32) } }],
    [null, { isReleased: false }],
    ["Prosecution", { splits: [] }],
    ["Contradictions", { contradictions: [] }],
    ["Rows of the year", { rows: data.rows.slice(1) }],
    ["Sources", { sources: data.sources.slice(1) }],
    ["Rows of the year", { rows: data.rows.map((one) => ({ ...one, organisation: "net-office" })) }],
    [null, { trial: false }],
    [null, { country: "FJ" }],
  ];
  for (const [section, change] of forgeries) {
    const { differing, ...found } = forge(change);
    assert.deepEqual(found, refused, Object.keys(change).join());
    if (section === null) assert.deepEqual(differing, [], Object.keys(change).join());
    else assert.ok(differing.includes(section), differing.join());
  }
  const words = page.replace("Tier 2 watch list", "Tier 1");
  assert.ok(words !== page);
  assert.deepEqual(check(words), { ...refused, differing: ["What follows under the rules"] });
  for (const html of [`${page} `, page.replace("<main>", "<main><p>Approved.</p>")])
    assert.deepEqual(check(html), { ...refused, differing: [] });
});

test("[RP17b] a page of at most so many bytes is read, and one of one more is not: bytes, not letters", () => {
  const russian = pageOf(data, wordsIn.ru);
  const bytes = Buffer.byteLength(russian);
  assert.ok(bytes > russian.length + 1000, "Russian takes two bytes a letter");
  assert.deepEqual(
    [isTooLarge(russian, bytes), isTooLarge(russian, bytes - 1), isTooLarge(russian)],
    [false, true, false],
  );
});

test("[RP17] [TA9] a number that was not released is refused, for who holds the sealed rows too", () => {
  const more = tallied([
    ...reportOf2003(),
    ...sealed,
    proceeding("own-3", { case: "C", event: "prosecution", on: "2003-08" }),
  ]);
  const made = pageOf(reportOfYear(recordOf(logged(more)), asked), wordsIn.en);
  const found = check(made, recordOf([...open, ...sealed]), recordOf([...open, ...sealed]));
  assert.equal(found.verdict, "refused");
  assert.ok(found.differing.includes("Prosecution"), found.differing.join());
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
  const head = {
    form: "panoh.org/report/v4",
    origin: "a",
    period: asked,
    size: 1,
    language: "en",
  };
  assert.deepEqual(readShownPage(withData(JSON.stringify({ report: head }))), head);
  for (const html of [
    "",
    '<html lang="en">',
    ...["", "{", "null", "[]", "7", '{"report":null}', "[".repeat(100_000)].map(withData),
    ...[
      { form: "panoh.org/report/v1" },
      { origin: 7 },
      { period: { year: 2003.5, kind: "calendar" } },
      { period: { year: 10_000, kind: "calendar" } },
      { period: { year: 2003, kind: "moon" } },
      { size: -1 },
      { size: "1" },
      { language: "xx" },
      { more: 1 },
      { period: undefined },
      { edition: { organisation: "o", import: "i" } },
    ].map((change) => withData(JSON.stringify({ report: { ...head, ...change } }))),
  ])
    assert.equal(readShownPage(html), null, html.slice(-200));
});
