// What a report says of cases that are hidden from some body (R26): numbers, and no record, whoever checks it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPublished, logged, recordRead } from "../../../test/support/record-read.ts";
import { reportTexts, wordsIn } from "../../../test/support/report-words.ts";
import type { Said } from "../../../test/support/statements.ts";
import { figure, judgement, proceeding, reportOf2003, sourceStated, stated } from "../../../test/support/statements.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import type { Statement } from "../../record/statement.ts";
import { writeCsv } from "../../tables/csv.ts";
import { readShownReport } from "../check/check-report.ts";
import { composeReport } from "../compose.ts";
import { factTable } from "../fact-table.ts";
import { reportHtml } from "../print/html.ts";
import { reportMarkdown } from "../print/markdown.ts";
import { reportOfYear } from "../report-of-year.ts";
import { refId, refsIn } from "./record-places.ts";
import { type ReportData, reportText } from "./report-data.ts";

const period = { year: 2003, kind: "calendar" } as const;
const hidden: Said = { shielded: true };
const begun = (key: string, of: string, more: Partial<RowValues<"proceeding">> = {}, said: Said = {}) =>
  proceeding(key, { case: of, event: "prosecution", on: "2003-05", form: "labour", ...more }, said);

/** Own files: one case that everybody may know of, and one about an assessor of the court: its first row is older than what hides it. */
const assessors: readonly Statement[] = [
  begun("open-1", "set 1", { victims: [token(1), token(2)] }),
  begun("open-2", "set 2", { form: "sexual", group: true, victims: [token(2), token(3)] }),
  begun("first", "set 9", { group: true, victims: [token(3), token(4), token(5)] }, hidden),
  begun("charge", "set 9", { event: "charge", suspects: 2, official_body: "court", office_level: "high" }, hidden),
  begun("verdict", "set 9", { event: "verdict", verdict: "convicted", prison_months: 60, suspects: 2 }, hidden),
  begun("vague", "set 9", { on: "2003", event: "dropped" }, hidden),
  stated(
    "request",
    "asked",
    { direction: "sent", kind: "extradition", country: "ZZ", on: "2003", stage: "sent", case: "set 9" },
    { sealed: true, shielded: true },
  ),
];
const account = logged(
  [
    ...reportOf2003(),
    figure("yearly-report", "victims-identified", "2003", 30, { unit: "persons" }),
    sourceStated("letter", "press", "2004-01"),
    figure("letter", "convictions", "2003", 7, { unit: "persons" }),
    judgement("complies-fully", false, "2003"),
    judgement("significant-efforts", true, "2003"),
    ...assessors,
    begun("verdict", "set 9", { event: "verdict", verdict: "acquitted" }, { source: "letter", shielded: true }),
  ],
  1,
);
const whole = recordRead(account, {
  log: { size: account.length + 1, root: "root" },
  organisationNames: new Map([
    ["record-office", { en: "Record Office" }],
    ["net-office", { en: "Net Office" }],
  ]),
});

function token(n: number): string {
  return `7ea907${n}0`.repeat(4);
}

const reportFrom = (statements: readonly Statement[]) =>
  reportOfYear({ ...whole, statements }, { period, scheme: tvpa2004 });
const honest = reportFrom(account);

const check = (shown: ReportData, statements: readonly Statement[], holdsAll = false, isPublished = true) =>
  checkPublished(shown, whole, { statements, holds: holdsAll ? "all" : "some", isPublished });

const factOf = (data: ReportData, key: string) =>
  data.facts.find(({ definition }) => definition.key === key)?.now ?? assert.fail(key);
const ownOf = (data: ReportData, key: string) =>
  factOf(data, key).statements.find(({ source, from }) => source === "own" && from === "records");

test("[RP3] no record of a case that is hidden from a body is named anywhere; figures count it and say how many are not named", () => {
  const shielded = new Set(account.filter((one) => one.shielded).map(({ ref }) => refId(ref)));
  assert.ok(shielded.size > 5);
  for (const ref of refsIn(honest)) assert.ok(!shielded.has(refId(ref)));
  const text = reportText(honest);
  for (const { ref, shielded: isShielded } of account) assert.ok(!isShielded || !text.includes(ref.note));
  const prosecutions = ownOf(honest, "prosecutions");
  assert.deepEqual([prosecutions?.value, prosecutions?.records.length, prosecutions?.withheld], [3, 2, 1]);
  const officials = ownOf(honest, "officials-prosecuted");
  assert.deepEqual([officials?.value, officials?.records, officials?.withheld], [2, [], 1]);
  assert.deepEqual(
    honest.proceedings.officials.map(({ level }) => level),
    ["low"],
    "those of the other report alone",
  );
  assert.equal(ownOf(honest, "requests-sent")?.withheld, 1);
  assert.ok(factOf(honest, "dropped").unplaced.length === 0);
});

test("[RP3] of the years before the last one figures count what is sealed and name none of it: who once read it all would miss what is hidden by now", () => {
  const older = logged([
    begun("open-old", "set 3", { on: "2000-05" }),
    begun("open-end", "set 3", { on: "2001-05", event: "dropped" }),
    begun("old", "set 8", { on: "2000-06" }, hidden),
    begun("vague-old", "set 8", { on: "2000", event: "investigation" }, hidden),
    begun("oldest", "set 7", { on: "1999-06" }, { ...hidden, organisation: "net-office" }),
    figure("yearly-report", "prosecutions", "2000", 5),
  ]);
  const data = reportFrom([...account, ...older]);
  const { earlier = [] } = data.facts.find(({ definition }) => definition.key === "prosecutions") ?? assert.fail();
  const of2000 = earlier[1]?.statements ?? [];
  assert.deepEqual(
    of2000.map(({ value, records, withheld }) => [value, records.length, withheld ?? 0]),
    [
      [2, 0, 2],
      [5, 1, 0],
    ],
  );
  const named = data.records.map(refId);
  assert.deepEqual(
    older.map(({ ref }) => named.includes(refId(ref))),
    [false, false, false, false, false, true],
  );
  const [oldest] = earlier[2]?.statements ?? [];
  assert.deepEqual([oldest?.value, oldest?.records, oldest?.withheld, oldest?.organisation], [1, [], 1, "net-office"]);
  assert.deepEqual(data.organisations["net-office"], { en: "Net Office" }, "who entered it has a name");
  const shown = reportMarkdown(composeReport(data, wordsIn.en, "00"));
  assert.match(shown, /\| 2000 \| [^\n]*\| 2 sealed records; see the report of that year/);
  const all = [...account, ...older];
  for (const seen of [all, all.filter(({ sealed }) => !sealed)]) assert.notEqual(check(data, seen).verdict, "refused");
});

test("[RP3, AS22] flows, ongoing groups, splits by form and victims leave such a case out; nothing else of the year changes", () => {
  const without = reportFrom(account.filter((one) => !one.shielded));
  assert.deepEqual(honest.flows, without.flows);
  assert.deepEqual(honest.proceedings, without.proceedings);
  assert.deepEqual([ownOf(honest, "victims-in-proceedings")?.value, reportText(honest).includes(token(1))], [3, false]);
  for (const key of ["prosecutions-labour", "prosecutions-sexual", "convictions-labour", "victims-in-proceedings"])
    assert.deepEqual(factOf(honest, key), factOf(without, key), key);
  assert.notDeepEqual(factOf(honest, "convictions"), factOf(without, "convictions"));
  assert.deepEqual(
    honest.contradictions.filter(({ about }) => !("fact" in about)),
    without.contradictions.filter(({ about }) => !("fact" in about)),
    "the sources differ on the verdict",
  );
  const open = reportFrom(account.map((one) => ({ ...one, shielded: false })));
  assert.equal(ownOf(open, "prosecutions")?.withheld, undefined);
  assert.ok(open.contradictions.some(({ about }) => !("fact" in about) && about.field === "verdict"));
});

test("[RP6] how a figure was counted says in each language and form how many records are not named", () => {
  const said = {
    en: "and 1 record that is not named, since it is about officials",
    ru: "и 1 запись, которая не названа, так как она о должностных лицах",
    tg: "ва 1 қайд, ки номбар намешавад, зеро дар бораи шахсони мансабдор аст",
  } as const;
  for (const language of ["en", "ru", "tg"] as const) {
    const document = composeReport(honest, wordsIn[language], "00");
    for (const page of [reportHtml(document, reportText(honest)), reportMarkdown(document)])
      assert.ok(page.includes(said[language]), language);
    const row = writeCsv(factTable(honest, wordsIn[language]))
      .split("\r\n")
      .find((line) => line.startsWith("2003,") && line.includes(",prosecutions,") && line.includes(",own,"));
    assert.ok(row?.endsWith(",1,,,") === true, language);
  }
  assert.equal(
    reportTexts.en.t("report.counted.withheld", { n: 2 }),
    "2 records that are not named, since they are about officials",
  );
  for (const [n, words] of [
    [2, "2 записи, которые не названы"],
    [5, "5 записей, которые не названы"],
    [21, "21 запись, которая не названа"],
  ] as const)
    assert.ok(reportTexts.ru.t("report.counted.withheld", { n }).startsWith(words));
});

test("[RP17] whoever holds all keys recomputes every word, and nobody else refuses an honest report", () => {
  assert.deepEqual(check(honest, account, true).verdict, "whole");
  assert.equal(check(honest, account).verdict, "whole", "a reviewer who came later and has all of this year");
  const open = account.filter(({ sealed }) => !sealed);
  const none = check(honest, open);
  assert.deepEqual([none.verdict, none.flaws], ["open-part", []]);
  // The court has the first row of the case from before it was hidden, as an open one.
  const court = account
    .filter((one) => !one.shielded || one.key === "first")
    .map((one) => ({ ...one, shielded: false }));
  const some = check(honest, court);
  assert.deepEqual([some.verdict, some.flaws], ["open-part", []]);
  // A year in which everything that is sealed is about officials names no sealed record at all.
  const lone = account.filter((one) => !one.sealed || one.shielded);
  const shown = reportFrom(lone);
  assert.ok(shown.records.every(({ sealed }) => !sealed));
  const blind = check(shown, open);
  assert.deepEqual([blind.verdict, blind.flaws], ["open-part", []]);
  assert.ok(blind.unchecked > 0);
  const nobodys = check(shown, open, false, false);
  assert.deepEqual([nobodys.verdict, nobodys.flaws], ["refused", [{ code: "not-published" }]]);
  assert.equal(check(shown, lone, true).verdict, "whole");
  const page = reportHtml(composeReport(honest, wordsIn.en, "00"), reportText(honest));
  assert.deepEqual(readShownReport(page)?.data.facts.length, honest.facts.length);
});

test("[RP17] a count is at most the records that are named and those that are not, and a split by form has none of the latter", () => {
  const open = account.filter(({ sealed }) => !sealed);
  const forged = (key: string, change: (old: Record<string, unknown>) => object): ReportData => {
    const data = JSON.parse(JSON.stringify(honest)) as ReportData;
    return {
      ...data,
      facts: data.facts.map((fact) => {
        if (fact.definition.key !== key) return fact;
        const statements = fact.now.statements.map((one) =>
          one.source === "own" ? { ...one, ...change(one as unknown as Record<string, unknown>) } : one,
        );
        return { ...fact, now: { ...fact.now, statements, value: statements[0]?.value ?? null } };
      }),
    } as ReportData;
  };
  const differs = (data: ReportData, key: string, seen: readonly Statement[] = open, holdsAll = false) =>
    check(data, seen, holdsAll).facts.find(({ fact }) => fact === key)?.verdict === "differs";
  const claim = (value: number) => forged("prosecutions", () => ({ value }));
  assert.equal(differs(claim(3), "prosecutions"), false);
  assert.equal(differs(claim(4), "prosecutions"), true, "more than records and those that are not named");
  assert.equal(
    differs(
      forged("prosecutions", () => ({ withheld: 0 })),
      "prosecutions",
      account,
      true,
    ),
    true,
  );
  for (const key of ["prosecutions-labour", "victims-in-proceedings"]) {
    const split = forged(key, () => ({ value: 1, withheld: 1 }));
    assert.equal(differs(split, key), true, key);
  }
  const victims = (value: number) =>
    differs(
      forged("victims-in-proceedings", () => ({ value })),
      "victims-in-proceedings",
    );
  assert.deepEqual([3, 120, 121, 0].map(victims), [false, false, true, true], "two rows count 60 each at most");
  const court = account
    .filter((one) => !one.shielded || one.key === "first")
    .map((one) => ({ ...one, shielded: false }));
  assert.equal(differs(honest, "prosecutions", court), false);
  const silent = forged("prosecutions", () => ({ withheld: undefined, value: 2 }));
  assert.equal(differs(silent, "prosecutions", court), true, "the court knows of one more");
  const less = {
    ...honest,
    facts: honest.facts.map((fact) => {
      if (fact.definition.key !== "prosecutions") return fact;
      const statements = fact.now.statements.filter(({ source }) => source !== "own");
      const differing = statements.some(({ value }) => value !== statements[0]?.value);
      return {
        ...fact,
        now: { ...fact.now, statements, value: statements[0]?.value ?? null, contradicted: differing },
      };
    }),
  };
  assert.equal(differs(less, "prosecutions", court), true, "what the court counted itself cannot be left out");
  for (const change of [{ withheld: 2 }, { withheld: undefined }])
    assert.equal(
      check(
        forged("prosecutions", () => change),
        account,
        true,
      ).verdict,
      "refused",
    );
});
