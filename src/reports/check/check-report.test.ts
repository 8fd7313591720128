// A report that somebody shows, checked with all keys and without: forged in every way that came to mind, each must be refused by whoever can
// see it. The account of the invented year is in test/support/statements.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashOfText } from "../../../test/support/record-notes.ts";
import { logged, recordRead } from "../../../test/support/record-read.ts";
import { wordsIn } from "../../../test/support/report-words.ts";
import {
  figure,
  finding,
  judgement,
  proceeding,
  reportOf2003,
  sourceStated,
  stated,
} from "../../../test/support/statements.ts";
import { tries } from "../../../test/support/tries.ts";
import { assess } from "../../assessment/assess.ts";
import type { FactValue } from "../../assessment/fact-value.ts";
import { judgementsOf, ratingsOf } from "../../assessment/judgements.ts";
import { tvpa2004, tvpaNow } from "../../assessment/tvpa.ts";
import type { Json } from "../../core/json.ts";
import type { RecordRef, SealedHeld, Statement } from "../../record/statement.ts";
import { composeReport } from "../compose.ts";
import { canonicalJson } from "../data/canonical-json.ts";
import { refId, withSharedRefs } from "../data/record-places.ts";
import { type ReportData, readReportText, reportText } from "../data/report-data.ts";
import { reportHtml } from "../print/html.ts";
import { reportOfYear } from "../report-of-year.ts";
import { checkReport, checkReportData, readShownReport } from "./check-report.ts";
import type { ReportCheck } from "./outcome.ts";

/** Data are spelled once, however many look at them. */
const hashByData = new WeakMap<ReportData, string>();
function hashOfData(data: ReportData): string {
  const hash = hashByData.get(data) ?? hashOfText(reportText(data));
  hashByData.set(data, hash);
  return hash;
}

/** An account with sealed proceedings of two sources, an official figure before them, and plain judgements. Each statement has a leaf. */
const account = logged(
  [
    ...reportOf2003(),
    sourceStated("statistics", "official-statistics", "2004-02"),
    figure("statistics", "convictions", "2003", 1, { unit: "persons" }),
    figure("yearly-report", "victims-identified", "2003", 30, { unit: "persons" }),
    judgement("complies-fully", false, "2003"),
    judgement("significant-efforts", true, "2003"),
    judgement("increasing-efforts", false, "2003"),
    proceeding("own-1", {
      case: "example-1",
      event: "verdict",
      on: "2003-05",
      verdict: "convicted",
      prison_months: 12,
    }),
    proceeding("own-2", { case: "example-2", event: "prosecution", on: "2003-06", suspects: 2 }),
    proceeding("own-3", { case: "example-3", event: "prosecution", on: "2000" }),
  ],
  1,
);
const size = account.length + 1;
const sealedLeaves = new Set(account.filter(({ sealed }) => sealed).map(({ leaf }) => leaf));

const recordOf = (statements: readonly Statement[], at = size, holds: SealedHeld = "all") =>
  recordRead(statements, {
    log: { size: at, root: `root of ${at}` },
    holds,
    organisationNames: new Map([
      ["record-office", { en: "Record Office" }],
      ["net-office", { en: "Net Office" }],
    ]),
  });

type Checker = "all keys" | "a reviewer" | "no keys";
const held = { "all keys": "some", "a reviewer": "all", "no keys": "none" } as const;

/** The row by which somebody who may stands for a report. */
function publicationOf(data: ReportData, more: object = {}): Statement {
  const { period, scheme, log } = data;
  const hash = hashOfData(data);
  const values = {
    report: "assessment",
    year: String(period.year),
    scheme: scheme.id,
    data: hash,
    size: log.size,
  } as const;
  return stated("publication", "of the year", { ...values, ...more }, { organisation: "net-office", leaf: size });
}

function sightOf(checker: Checker, statements = account, newest = statements, publications: readonly Statement[] = []) {
  const seen = (all: readonly Statement[]) => (checker === "no keys" ? all.filter(({ sealed }) => !sealed) : all);
  const byRef = new Map(seen(statements).map((one) => [refId(one.ref), one]));
  return {
    record: recordOf(seen(statements), size, held[checker]),
    newest: recordOf([...seen(newest), ...publications], newest === statements ? size : size + 5, held[checker]),
    scheme: tvpa2004,
    statement: (ref: { readonly note: string; readonly row: number }) => byRef.get(refId(ref)) ?? null,
    isSealedLeaf: (leaf: number) => sealedLeaves.has(leaf) || leaf === caseLeaf,
    mustHold: () => checker === "a reviewer",
  };
}

/** A leaf that holds something sealed which is no record at all. */
const caseLeaf = 0;
const period = { year: 2003, kind: "calendar" } as const;
const honest = reportOfYear(recordOf(account), { period, scheme: tvpa2004 });

/** One thing that a forger does: the value at a path becomes another. Facts and plots are named by their keys. */
type Edit = readonly [path: string, to: (old: Json) => unknown];

const be = (value: unknown) => () => value;
/** What is said in one year, to be said in another. */
const pick = (value?: FactValue) =>
  value === undefined ? assert.fail() : { state: value.state, value: value.value, statements: value.statements };
const rest = (old: Json) => (old as readonly Json[]).slice(1);
const turned = (old: Json) => [...(old as readonly Json[])].reverse();

function forge(edits: readonly Edit[], from: ReportData = honest): ReportData {
  const edited = edits.reduce<unknown>(
    (data, [path, to]) => edit(data, path.split("/"), to),
    JSON.parse(JSON.stringify(from)),
  );
  return edited as ReportData;
}

function edit(value: unknown, [name, ...path]: readonly string[], to: Edit[1]): unknown {
  if (name === undefined) return to(value as Json);
  if (!Array.isArray(value)) {
    const object = value as Readonly<Record<string, unknown>>;
    return { ...object, [name]: edit(object[name], path, to) };
  }
  const keyOf = (one: { readonly fact?: string; readonly definition?: { readonly key: string } }) =>
    one.definition?.key ?? one.fact;
  const place = /^\d+$/.test(name) ? Number(name) : value.findIndex((one) => keyOf(one) === name);
  assert.ok(place >= 0 && place < value.length, name);
  return value.with(place, edit(value[place], path, to));
}

const inventedNote = "ff".repeat(32);
const invented = {
  note: inventedNote,
  row: 0,
  leaf: caseLeaf,
  register: "request",
  sealed: true,
  organisation: "record-office",
  source: "own",
  signedOff: [],
};
const claim = {
  source: "own",
  from: "records",
  value: 1,
  parts: [],
  records: [{ note: inventedNote, row: 0 }],
  articles: [],
  organisation: "record-office",
  signedOff: false,
  sealed: true,
};
/** The invented note sorts behind all others. */
const naming = (more: object = {}): Edit => [
  "records",
  (old) => [...(old as readonly Json[]), { ...invented, ...more }],
];
/** A fact of this year that rests on the invented record alone. */
const claiming = (fact = "requests-sent", more: object = {}): Edit => [
  `facts/${fact}/now`,
  (old) => ({ ...(old as object), state: "known", value: 1, statements: [claim], ...more }),
];
/** The value of a fact becomes that of its first statement again. */
const counting = (fact: string): Edit => [
  `facts/${fact}/now`,
  (old) => {
    const now = old as { readonly statements: readonly { readonly value: Json }[] };
    return { ...now, value: now.statements[0]?.value ?? null };
  },
];
const openRecord = String(honest.records.findIndex(({ sealed }) => !sealed));

const codesOf = ({ flaws }: ReportCheck) =>
  flaws.map((flaw) =>
    "part" in flaw ? `${flaw.code} ${flaw.part}` : "fact" in flaw ? `${flaw.code} ${flaw.fact}` : flaw.code,
  );
/** What a checker sees of data that somebody published: of a forgery, somebody who may publish and forges. */
function check(data: ReportData, checker: Checker = "no keys", statements = account, newest = statements): ReportCheck {
  const sight = sightOf(checker, statements, newest, [publicationOf(data)]);
  return checkReportData(data, hashOfData(data), sight);
}

test("[RP17] an honest report is whole for whoever holds all keys, and its open part sound for others, who hear how much they cannot check", () => {
  for (const checker of ["all keys", "a reviewer"] as const) {
    const whole = check(honest, checker);
    assert.deepEqual([whole.verdict, whole.flaws, whole.unchecked], ["whole", [], 0]);
    assert.ok(whole.facts.every(({ verdict }) => verdict === "same"));
  }
  const some = check(honest);
  assert.deepEqual(codesOf(some), []);
  assert.equal(some.verdict, "open-part");
  const verdictOf = (key: string) => some.facts.find(({ fact }) => fact === key)?.verdict;
  assert.deepEqual(["prosecutions", "convictions", "victims-identified"].map(verdictOf), ["sealed", "sealed", "same"]);
  const sealed = some.facts.filter(({ verdict }) => verdict === "sealed").length;
  // Besides the facts: flows, counts of proceedings, and the year 2000 of a plot.
  assert.ok(sealed > 2 && some.unchecked > sealed);
});

test("[RP17] a report without sealed records is whole for anybody", () => {
  const open = reportOfYear(recordOf(account.filter(({ sealed }) => !sealed)), { period, scheme: tvpa2004 });
  assert.equal(check(open).verdict, "whole");
  assert.equal(check(open, "all keys").verdict, "refused", "who holds sealed records sees that they are left out");
});

test("[RP17] what somebody without keys makes of the open rows is whole for anybody, published or not, and for nobody with a sealed row in it", () => {
  const openRows = account.filter(({ sealed }) => !sealed);
  const made = reportOfYear(recordOf(openRows, size, "none"), { period, scheme: tvpa2004 });
  const unpublished = (data: ReportData, checker: Checker) =>
    checkReportData(data, hashOfText(reportText(data)), sightOf(checker));
  for (const checker of ["no keys", "all keys", "a reviewer"] as const) {
    const found = unpublished(made, checker);
    assert.deepEqual([found.verdict, found.flaws, found.later?.figures], ["whole", [], 0], checker);
    const counting = { ...honest, holds: "none" } as const;
    assert.equal(check(counting, checker).verdict, "refused", checker);
  }
  assert.equal(
    unpublished(forge([["facts/victims-identified/now/value", be(31)]], made), "a reviewer").verdict,
    "refused",
  );
  // The same rows as the word of somebody who holds all keys: that nothing is sealed about the year is known to no other.
  for (const checker of ["no keys", "all keys"] as const) {
    const word = { ...made, holds: "all" } as const;
    assert.deepEqual(codesOf(unpublished(word, checker)), ["not-published"], checker);
  }
  const ofSome = { ...made, holds: "some" } as const;
  assert.equal(unpublished(ofSome, "no keys").verdict, "whole", "its words are those of one without all keys");
});

test("[RP17] sealed records behind earlier years alone are unchecked for others, and no excuse for whoever holds all", () => {
  // Nothing of 2005 or of the year before is sealed; a prosecution of 2000 lies in the years before.
  const ended = proceeding("own-4", { case: "example-3", event: "verdict", on: "2001", verdict: "acquitted" });
  const ending = { ...ended, leaf: 50, ref: { ...ended.ref, note: hashOfText(ended.ref.note) } };
  const few = [...account.filter(({ sealed, key }) => !sealed || key === "own-3"), ending];
  const of2005 = reportOfYear(recordOf(few), { period: { year: 2005, kind: "calendar" }, scheme: tvpa2004 });
  assert.ok(
    of2005.records.every(({ sealed }) => !sealed),
    "none of them is named",
  );
  const checkFew = (data: ReportData, checker: Checker = "no keys") => check(data, checker, few);
  const found = checkFew(of2005);
  assert.deepEqual([found.verdict, found.flaws], ["open-part", []]);
  assert.equal(found.unchecked, 1);
  assert.equal(checkFew(of2005, "a reviewer").verdict, "whole");
  const of2000 = "facts/prosecutions/earlier/3";
  const more = [
    [`${of2000}/statements/0/value`, be(7)],
    [`${of2000}/value`, be(7)],
  ] as const;
  const beyond = forge(more, of2005);
  const [claimed, left] = [7, 0].map((n) => forge([...more, [`${of2000}/statements/0/withheld`, be(n)]], of2005));
  assert.ok(claimed !== undefined && left !== undefined);
  for (const checker of ["all keys", "a reviewer"] as const)
    for (const data of [beyond, claimed])
      assert.equal(
        checkFew(data, checker).verdict,
        checker === "all keys" && data === claimed ? "open-part" : "refused",
        checker,
      );
  assert.deepEqual(codesOf(checkFew(beyond)).slice(-1), ["fact-differs prosecutions"], "more than it counts rows");
  assert.equal(checkFew(claimed).verdict, "open-part", "so many rows that nobody here can count");
});

/** What a forger may do to an honest report that rests on sealed records, and what anybody without keys must see of it. */
const forgeries: Readonly<Record<string, readonly [flaw: string, ...edits: readonly Edit[]]>> = {
  "no trial mark": ["not-the-records trial", ["trial", be(false)]],
  "another title": ["not-the-records title", ["title/en", be("Republic of Another")]],
  "another country": ["not-the-records country", ["country", be("FJ")]],
  "another scheme under its name": ["not-the-records scheme", ["scheme/standards", rest]],
  "another tier": ["not-the-records assessment", ["assessment/tier", be("1")]],
  "a judgement turned round": ["not-the-records assessment", ["assessment/judgements/0/answer", be(true)]],
  "fewer things that would change it": ["not-the-records assessment", ["assessment/wouldChange", be([])]],
  "no recommendations": ["not-the-records recommendations", ["recommendations", be([])]],
  "another tier under the other scheme": ["not-the-records other", ["other/tier", be("1")]],
  "no other scheme": ["not-the-records other", ["other", be(null)]],
  "a contradiction left out": ["not-the-records contradictions", ["contradictions", rest]],
  "an open row left out": ["not-the-records rows", ["rows", rest]],
  "a word of an open row changed": ["not-the-records rows", ["rows/0/values/act", be("Law of love")]],
  "a source renamed": ["not-the-records sources", ["sources/0/title", be("The Truth")]],
  "a source left out": ["not-the-records sources", ["sources", rest]],
  "an organisation renamed": ["not-the-records organisations", ["organisations/record-office/en", be("Ministry")]],
  "an open figure changed": ["fact-differs victims-identified", ["facts/victims-identified/now/value", be(31)]],
  "an open figure inside a sealed fact changed": [
    "fact-differs convictions",
    ["facts/convictions/now/statements/0/value", be(9)],
    counting("convictions"),
  ],
  "an open figure inside a sealed fact left out": [
    "fact-differs convictions",
    ["facts/convictions/now/statements", rest],
    counting("convictions"),
  ],
  "the sealed count in front of official statistics": [
    "fact-differs convictions",
    ["facts/convictions/now/statements", turned],
    counting("convictions"),
  ],
  "a value that is not that of its first statement": [
    "fact-differs prosecutions",
    ["facts/prosecutions/now/value", be(999)],
  ],
  "a sealed count of more cases than records": [
    "fact-differs prosecutions",
    ["facts/prosecutions/now/statements/0/value", be(999)],
    counting("prosecutions"),
  ],
  "no data where there is a value": ["fact-differs prosecutions", ["facts/prosecutions/now/state", be("no-data")]],
  "sources that differ shown as one": ["fact-differs prosecutions", ["facts/prosecutions/now/contradicted", be(false)]],
  "a fact of another year": ["fact-differs prosecutions", ["facts/prosecutions/before/period/year", be(2001)]],
  "another definition": ["not-the-records facts", ["facts/prosecutions/definition/pillar", be("context")]],
  "a fact left out": ["not-the-records facts", ["facts", rest]],
  "an earlier year of an open fact changed": [
    "fact-differs victims-identified",
    ["facts/victims-identified/earlier/0/value", be(31)],
  ],
  "an earlier year of a sealed fact changed": [
    "fact-differs prosecutions",
    ["facts/prosecutions/earlier/1/value", be(31)],
  ],
  "more cases in an earlier year than records": [
    "fact-differs prosecutions",
    ["facts/prosecutions/earlier/1/statements/0/value", be(31)],
    ["facts/prosecutions/earlier/1/value", be(31)],
  ],
  "an earlier year left out": ["fact-differs prosecutions", ["facts/prosecutions/earlier", rest]],
  "earlier years in another order": ["fact-differs prosecutions", ["facts/prosecutions/earlier", turned]],
  "earlier years of a sealed fact that is not followed over the years": [
    "fact-differs officials-prosecuted",
    ["facts/officials-prosecuted/earlier", be([])],
  ],
  "a flow without records": ["not-the-records flows", ["flows/0/links", be([])]],
  "another root": ["other-root", ["log/root", be("another root")]],
  "an open record of nobody": [
    "records-missing",
    naming({ sealed: false, register: "figure" }),
    ["facts/convictions/now/statements/0/records", be([{ note: inventedNote, row: 0 }])],
  ],
  "a record entered by another": ["records-missing", [`records/${openRecord}/organisation`, be("net-office")]],
  "a record signed off that was not": [
    "records-missing",
    [`records/${openRecord}/signedOff`, be([{ organisation: "net-office", office: "assessor" }])],
  ],
};

for (const [name, [flaw, ...edits]] of Object.entries(forgeries)) {
  test(`[RP17] forged, and seen without keys: ${name}`, () => {
    const forged = forge(edits);
    const found = check(forged);
    assert.equal(found.verdict, "refused");
    assert.ok(codesOf(found).includes(flaw), codesOf(found).join("; "));
    assert.equal(check(forged, "all keys").verdict, "refused");
  });
}

/** Sealed records that nobody entered, under which a forger hides. */
const inventions: Readonly<Record<string, readonly [flaw: string, ...edits: readonly Edit[]]>> = {
  "named and used by nothing": ["not-the-records records", naming()],
  "in place of all else": [
    "not-the-records trial",
    naming(),
    ["trial", be(false)],
    ["assessment/tier", be("1")],
    claiming("victims-identified"),
  ],
  "used by a fact that counts no sealed record": [
    "fact-differs victims-identified",
    naming(),
    claiming("victims-identified"),
  ],
  "at a leaf that holds nothing sealed": ["not-in-log", naming({ leaf: 1 }), claiming()],
  "at no leaf": ["not-in-log", naming({ leaf: null }), claiming()],
  "at a leaf beyond the size": ["not-in-log", naming({ leaf: size }), claiming()],
  "of an open register": ["not-in-log", naming({ register: "figure" }), claiming()],
  "of no organisation": ["not-in-log", naming({ organisation: null }), claiming()],
  "of no known organisation": ["not-in-log", naming({ organisation: "other-agency" }), claiming()],
  "of another organisation than the statement": [
    "fact-differs requests-sent",
    naming({ organisation: "net-office" }),
    claiming(),
  ],
  "of another register than the fact counts": [
    "fact-differs requests-sent",
    naming({ register: "proceeding" }),
    claiming(),
  ],
  "shown as a figure": [
    "fact-differs requests-sent",
    naming(),
    claiming("requests-sent", { statements: [{ ...claim, from: "figure" }] }),
  ],
  "shown as open": [
    "fact-differs requests-sent",
    naming(),
    claiming("requests-sent", { statements: [{ ...claim, sealed: false }] }),
  ],
  "named twice to count two": [
    "fact-differs requests-sent",
    naming(),
    claiming("requests-sent", {
      value: 2,
      statements: [{ ...claim, value: 2, records: [...claim.records, ...claim.records] }],
    }),
  ],
};

for (const [name, [flaw, ...edits]] of Object.entries(inventions)) {
  test(`[RP17] an invented sealed record, ${name}: refused by anybody`, () => {
    for (const checker of ["no keys", "all keys", "a reviewer"] as const)
      assert.equal(check(forge(edits), checker).verdict, "refused", checker);
    const found = codesOf(check(forge(edits)));
    assert.ok(found.includes(flaw), found.join("; "));
  });
}

test("[RP17] an invented record that nobody without keys can distinguish from a true one is counted as unchecked, and refused by a reviewer", () => {
  const data = followed(forge([naming(), claiming()]));
  const some = check(data);
  assert.deepEqual(codesOf(some), []);
  assert.equal(some.verdict, "open-part");
  assert.equal(some.unchecked, check(honest).unchecked + 1);
  const reviewer = check(data, "a reviewer");
  assert.equal(reviewer.verdict, "refused");
  assert.deepEqual(
    reviewer.flaws.filter(({ code }) => code === "not-held"),
    [{ code: "not-held", n: 1 }],
  );
  // And by whoever opened the envelope at that leaf, which holds something else.
  const leaf = account.find(({ sealed }) => sealed)?.leaf ?? assert.fail();
  const elsewhere = followed(forge([naming({ leaf }), claiming()]));
  assert.equal(check(elsewhere).verdict, "open-part");
  assert.ok(codesOf(check(elsewhere, "all keys")).includes("not-in-log"));
});

/** What somebody who may publish, and forges with care, claims of two sealed records that nobody entered: it looks like a true report. */
const vouched: readonly Statement[] = [
  ...account,
  stated(
    "signoff",
    "of the agency",
    { import: "1a0b0000-0000-4000-8000-000000000001", notes: hashOfText("notes"), office: "Assessors' office" },
    { organisation: "net-office", leaf: 2 },
  ),
];
const behind = {
  register: "proceeding",
  source: null,
  signedOff: [{ organisation: "net-office", office: "Assessors' office" }],
};
const [one, two] = [0, 1].map((row) => ({ note: inventedNote, row }));
const add = (more: object) => (old: Json) => [...(old as readonly Json[]), more];
const careful: readonly Edit[] = [
  ["records", add({ ...invented, ...behind })],
  ["records", add({ ...invented, ...behind, row: 1 })],
  [
    "facts/appeals/now",
    (old) => ({
      ...(old as object),
      state: "known",
      value: 1,
      statements: [{ ...claim, source: "", records: [one], signedOff: true }],
    }),
  ],
  [
    "facts/fines/now",
    (old) => ({
      ...(old as object),
      state: "known",
      value: 40,
      statements: [{ ...claim, source: "", value: 40, currency: "TJS", records: [two], signedOff: true }],
    }),
  ],
  [
    "contradictions",
    add({
      about: { register: "proceeding", key: "", field: "offence" },
      sides: [
        { source: "", value: "bribery", records: [one] },
        { source: "", value: "trafficking", records: [two] },
      ],
    }),
  ],
  [
    "contradictions",
    add({
      about: { register: "proceeding", key: "", field: "on" },
      sides: [
        { source: "", value: "2003", records: [one] },
        { source: "", value: "2004", records: [two] },
      ],
    }),
  ],
  [
    "flows",
    add({
      source: "",
      stages: { investigation: 2, prosecution: 1, verdict: 0, prison: 0 },
      links: [
        { from: "investigation", to: "prosecution", cases: 1, records: [one] },
        { from: "investigation", to: "dropped", cases: 1, records: [two] },
        { from: "prosecution", to: "pending", cases: 1, records: [one] },
      ],
      sealed: true,
    }),
  ],
  ["proceedings/officials", add({ level: "middle", offence: "bribery", charged: 900, fled: 2, records: [one, two] })],
  ["proceedings/articles", add({ article: "130-1", fact: "convictions", count: 9, records: [one] })],
  ["proceedings/articles", add({ article: "130-1", fact: "prosecutions", count: 2, records: [one, two] })],
  ["organisations", (old) => ({ ...(old as object), "net-office": { en: "Net Office" } })],
];
const lastOf = (list: readonly unknown[], from = 1) => String(list.length - from);
const base = forge(careful);
const at = {
  record: `records/${lastOf(base.records)}`,
  words: `contradictions/${lastOf(base.contradictions, 2)}`,
  dates: `contradictions/${lastOf(base.contradictions)}`,
  flow: `flows/${lastOf(base.flows)}`,
  officials: `proceedings/officials/${lastOf(base.proceedings.officials)}`,
  groups: "proceedings/ongoingGroups",
  article: `proceedings/articles/${lastOf(base.proceedings.articles)}`,
  appeals: "facts/appeals/now/statements/0",
  fines: "facts/fines/now/statements/0",
  earlier: "facts/prosecutions/earlier/1/statements/0",
};

/** The verdict on a page that carries these data, published: data of another shape are no report at all. */
function verdictOnPage(data: ReportData): string {
  const text = reportText(data);
  const shown = readShownReport(bare(text));
  return shown === null ? "no report" : check(shown.data, "no keys", vouched).verdict;
}

test("[RP17] what could be true of sealed records is the open part of a published report, and no word of it is invented", () => {
  const data = followed(base);
  const found = check(data, "no keys", vouched);
  assert.deepEqual([found.verdict, codesOf(found)], ["open-part", []]);
  assert.equal(verdictOnPage(data), "open-part");
});

const openRef = (({ note, row }) => ({ note, row }))(honest.records[Number(openRecord)] ?? assert.fail());
const words = "sold by the director of the Record Office";
/** One thing more that a careful forger does: free text, or a number that its records cannot give. */
const slips: Readonly<Record<string, readonly Edit[]>> = {
  "a record's source": [[`${at.record}/source`, be(words)]],
  "words behind a record's source": [[`${at.record}/source`, be(`yearly-report ${words}`)]],
  "a source that no open row names": [[`${at.record}/source`, be("director")]],
  "an empty source": [[`${at.record}/source`, be("")]],
  "words behind the source of an open record": [[`records/${openRecord}/source`, (old) => `${String(old)} ${words}`]],
  "the office that vouches": [[`${at.record}/signedOff/0/office`, be(words)]],
  "an office of another organisation": [[`${at.record}/signedOff/0/organisation`, be("record-office")]],
  "an office for one row of a note only": [[`${at.record}/signedOff`, be([])]],
  "a record of another register than its note": [[`${at.record}/register`, be("request")]],
  "a level of officials": [[`${at.officials}/level`, be(words)]],
  "an offence of officials": [[`${at.officials}/offence`, be(words)]],
  "a fraction of officials": [[`${at.officials}/charged`, be(900.5)]],
  "more than a million officials": [[`${at.officials}/charged`, be(1_000_001)]],
  "more who fled than were charged": [[`${at.officials}/fled`, be(901)]],
  "an official alone": [[`${at.officials}/charged`, be(1)]],
  "a record twice behind officials": [[`${at.officials}/records`, be([one, one])]],
  "officials without records": [[`${at.officials}/records`, be([])]],
  "officials shown twice": [
    ["proceedings/officials", (old) => [...(old as readonly Json[]), (old as readonly Json[]).at(-1)]],
  ],
  "one word more about officials": [[at.officials, (old) => ({ ...(old as object), name: words })]],
  "an article of no law": [[`${at.article}/article`, be(words)]],
  "an article that no open row describes": [[`${at.article}/article`, be("130-2")]],
  "a fact that is not counted by article": [[`${at.article}/fact`, be("appeals")]],
  "more cases under an article than records": [[`${at.article}/count`, be(3)]],
  "no case under an article": [[`${at.article}/count`, be(0)]],
  "an article without records": [[`${at.article}/records`, be([])]],
  "a record twice behind an article": [[`${at.article}/records`, be([two, two])]],
  "open records behind an article": [[`${at.article}/records`, (old) => [...(old as readonly Json[]), openRef]]],
  "articles in another order": [["proceedings/articles", turned]],
  "an article shown twice": [
    ["proceedings/articles", (old) => [...(old as readonly Json[]), (old as readonly Json[]).at(-1)]],
  ],
  "one word more about an article": [[at.article, (old) => ({ ...(old as object), name: words })]],
  "an article of open records alone": [
    [`${at.article}/records`, be([openRef])],
    [`${at.article}/count`, be(1)],
  ],
  "a form of groups": [[at.groups, be({ cases: 1, form: words, records: [one] })]],
  "more groups than records": [[at.groups, be({ cases: 2, form: "sexual", records: [one] })]],
  "groups without records": [[at.groups, be({ cases: 3, form: "sexual", records: [] })]],
  "a key in a sealed contradiction": [[`${at.words}/about/key`, be(words)]],
  "a field that is hidden": [[`${at.words}/about/field`, be("official_body")]],
  "a field that the register has not": [[`${at.words}/about/field`, be(words)]],
  "a register that is none": [[`${at.words}/about/register`, be(words)]],
  "a value that is no code": [[`${at.words}/sides/0/value`, be(words)]],
  "the source of a side": [[`${at.words}/sides/0/source`, be(words)]],
  "one value on both sides": [[`${at.words}/sides/0/value`, be("trafficking")]],
  "one side alone": [[`${at.words}/sides`, rest]],
  "a name on a side": [[`${at.words}/sides/0`, (old) => ({ ...(old as object), name: words })]],
  "a sealed contradiction before those of facts": [["contradictions", turned]],
  "a record on both sides": [[`${at.words}/sides/0/records`, be([two])]],
  "a reason that is none": [[`${at.words}/reason`, be(words)]],
  "a day of a sealed row": [[`${at.dates}/sides/0/value`, be("2003-05-06")]],
  "words in place of a year": [[`${at.dates}/sides/0/value`, be(words)]],
  "a stage that is none": [[`${at.flow}/links/0/from`, be(words)]],
  "an end that is none": [[`${at.flow}/links/1/to`, be(words)]],
  "more cases than records": [
    [`${at.flow}/links/1/cases`, be(2)],
    [`${at.flow}/stages/investigation`, be(3)],
  ],
  "no case": [[`${at.flow}/links/1/cases`, be(0)]],
  "fewer than no case at a stage": [[`${at.flow}/stages/verdict`, be(-3)]],
  "half a case at a stage": [[`${at.flow}/stages/verdict`, be(0.5)]],
  "a stage that no link reaches": [[`${at.flow}/stages/prison`, be(9)]],
  "the source of a flow": [[`${at.flow}/source`, be(words)]],
  "a flow of a source that has one": [[`${at.flow}/source`, be("yearly-report")]],
  "a record twice behind a link": [[`${at.flow}/links/1/records`, be([two, two])]],
  "a flow shown as open": [[`${at.flow}/sealed`, be(false)]],
  "the source of a statement": [[`${at.appeals}/source`, be(words)]],
  "articles of a count": [[`${at.appeals}/articles`, be([words])]],
  "the article of a law in a count": [[`${at.appeals}/articles`, be(["130-1"])]],
  "a published number of a count": [[`${at.appeals}/published`, be(9)]],
  "parts of a count": [[`${at.appeals}/parts`, be([{ part: words, value: 1, ref: one }])]],
  "half a case": [
    [`${at.appeals}/value`, be(0.5)],
    ["facts/appeals/now/value", be(0.5)],
  ],
  "words in place of a count": [
    [`${at.appeals}/value`, be(words)],
    ["facts/appeals/now/value", be(words)],
  ],
  "an organisation of a count that entered none of its rows": [
    [`${at.appeals}/organisations`, be(["net-office", "record-office"])],
  ],
  "words among the organisations of a count that names not all its rows": [
    [`${at.appeals}/organisations`, be(["record-office", words])],
    [`${at.appeals}/withheld`, be(1)],
  ],
  "words in place of the source of rows that are not named": [
    [`${at.appeals}/records`, be([])],
    [`${at.appeals}/withheld`, be(1)],
    [`${at.appeals}/source`, be(words)],
  ],
  "less than one row that is not named": [[`${at.appeals}/withheld`, be(0)]],
  "a currency of a count": [[`${at.appeals}/currency`, be("TJS")]],
  "words in place of a currency": [[`${at.fines}/currency`, be(words)]],
  "words in place of an amount": [
    [`${at.fines}/value`, be(words)],
    ["facts/fines/now/value", be(words)],
  ],
  "an amount that is not reported, where nobody can say so": [
    [`${at.fines}/value`, be("not-reported")],
    ["facts/fines/now/value", be("not-reported")],
    ["facts/fines/now/state", be("not-reported")],
  ],
  "a count that is said to be signed off and is not": [
    [`records/${lastOf(base.records)}/signedOff`, be([])],
    [`records/${lastOf(base.records, 2)}/signedOff`, be([])],
    [`${at.fines}/signedOff`, be(false)],
  ],
  "a count that is signed off and said not to be": [[`${at.appeals}/signedOff`, be(false)]],
  "a record counted and left without a place": [["facts/appeals/now/unplaced", be([one])]],
  "half a case in an earlier year": [
    [`${at.earlier}/value`, be(0.5)],
    ["facts/prosecutions/earlier/1/value", be(0.5)],
  ],
  "words in place of the source of an earlier year": [[`${at.earlier}/source`, be(words)]],
  "an earlier year with a value that its records do not give": [["facts/prosecutions/earlier/0/value", be(7)]],
  "what happened once counted in two years": [
    [
      "facts/appeals/before",
      (old) => ({
        ...(old as object),
        ...pick(base.facts.find(({ definition }) => definition.key === "appeals")?.now),
      }),
    ],
  ],
  "an organisation of which the report does not speak": [
    ["organisations", (old) => ({ ...(old as object), "other-agency": { en: words } })],
  ],
};

test("[RP17] a record of the checker's own counts in the year in which the checker would count it, and in no other", () => {
  const [older] = account.filter(({ key }) => key === "own-3").map(({ ref }) => ref);
  const { now } = honest.facts.find(({ definition }) => definition.key === "prosecutions") ?? assert.fail();
  const [own] = now.statements.filter(({ source }) => source === "own");
  assert.ok(older !== undefined && own !== undefined);
  const place = now.statements.indexOf(own);
  const at = `facts/prosecutions/now/statements/${place}`;
  const claimed = (more: readonly RecordRef[]) =>
    forge([
      naming({ register: "proceeding" }),
      [`${at}/records`, be([...own.records, ...more, { note: inventedNote, row: 0 }])],
      counting("prosecutions"),
    ]);
  const isFlawed = (data: ReportData) => codesOf(check(data, "all keys")).includes("fact-differs prosecutions");
  assert.deepEqual([isFlawed(claimed([])), isFlawed(claimed([older]))], [false, true]);
});

test("[RP17] a fact has the years of its report, each in its place: anything else is no report", () => {
  const read = (data: ReportData) => readShownReport(bare(reportText(data)));
  assert.ok(read(honest) !== null);
  for (const edit of [
    ["facts/prosecutions/earlier", rest],
    ["facts/prosecutions/earlier", be([])],
    ["facts/prosecutions/now/period/year", be(2004)],
    ["facts/prosecutions/before/period/kind", be("april-march")],
    ["facts/prosecutions/earlier/3/period/year", be(2001)],
  ] as const)
    assert.equal(read(forge([edit])), null, edit[0]);
});

test("[RP17] a count by article of records that the checker holds is the checker's own, or it differs", () => {
  const record = honest.records.find(({ sealed, register }) => sealed && register === "proceeding") ?? assert.fail();
  const records = [{ note: record.note, row: record.row }];
  const claimed = followed(
    forge([[at.article, be({ article: "130-1", fact: "prosecutions", count: 1, records })]], base),
  );
  const found = check(claimed, "all keys", vouched);
  assert.ok(codesOf(found).includes("not-the-records proceedings"), codesOf(found).join());
  assert.ok(!codesOf(check(followed(base), "all keys", vouched)).includes("not-the-records proceedings"));
});

for (const [name, edits] of Object.entries(slips)) {
  test(`[RP17] a careful forger slips: ${name}`, () => {
    assert.notEqual(verdictOnPage(followed(forge(edits, base))), "open-part");
  });
}

test("[RP17] a sign-off that vouches for an import which the checker has vouches for no other", () => {
  const [vouching] = vouched.slice(-1);
  assert.ok(vouching);
  const { organisation, ref } = vouching;
  const sign = { organisation, device: "net", office: "Assessors' office", at: "2004-05-02T00:00:00Z", ref };
  const used = vouched.map((each) => (each.register === "law" ? { ...each, signedOff: [sign] } : each));
  const data = followed(forge(careful, reportOfYear(recordOf(used), { period, scheme: tvpa2004 })));
  const found = checkReportData(
    data,
    hashOfText(reportText(data)),
    sightOf("no keys", used, used, [publicationOf(data)]),
  );
  assert.deepEqual([found.verdict, codesOf(found)], ["refused", ["not-in-log"]]);
});

test("[RP17] own files of two organisations are one count of sealed records, and the report of them stands", () => {
  const ofTwo = [
    ...account,
    proceeding(
      "net-1",
      { case: "net-1", event: "prosecution", on: "2003-07" },
      { organisation: "net-office", leaf: 49 },
    ),
    proceeding("net-2", { case: "net-2", event: "appeal-verdict", on: "2003-08" }, { source: "hidden", leaf: 50 }),
  ].map((each) => ({ ...each, ref: { ...each.ref, note: hashOfText(each.ref.note) } }));
  const leaves = new Set(ofTwo.filter(({ sealed }) => sealed).map(({ leaf }) => leaf));
  const record = { ...recordOf(ofTwo), log: { size: 51, root: "root of 51" } };
  const data = reportOfYear(record, { period, scheme: tvpa2004 });
  const sight = sightOf("no keys", ofTwo, ofTwo, [publicationOf(data)]);
  const found = checkReportData(data, hashOfText(reportText(data)), {
    ...sight,
    record: { ...sight.record, log: record.log },
    newest: { ...sight.newest, log: record.log },
    isSealedLeaf: (leaf) => leaves.has(leaf),
  });
  assert.deepEqual([found.verdict, codesOf(found)], ["open-part", []]);
});

test("[RP17] figures that rest on sealed records which the checker does not hold are somebody's word only when these very data are published", () => {
  const hash = hashOfText(reportText(honest));
  const found = (checker: Checker, more?: object) => {
    const rows = more === undefined ? [] : [publicationOf(honest, more)];
    return checkReportData(honest, hash, sightOf(checker, account, account, rows));
  };
  assert.deepEqual(
    [found("no keys", {}).verdict, found("no keys", {}).publishedBy],
    ["open-part", ["net-office"]],
    "published as it is",
  );
  for (const more of [
    undefined,
    { year: "2004" },
    { scheme: "tvpa-now" },
    { size: size - 1 },
    { data: hashOfText("another report") },
  ]) {
    const none = found("no keys", more);
    assert.deepEqual([none.verdict, codesOf(none), none.publishedBy], ["refused", ["not-published"], []]);
    assert.equal(none.later, null, "nothing was compared");
    const whole = found("all keys", more);
    assert.deepEqual(
      [whole.verdict, whole.flaws, whole.publishedBy],
      ["whole", [], []],
      "whoever recomputes needs no word",
    );
  }
});

/** The data with what follows from their facts, as a careful forger makes it. */
function followed(data: ReportData): ReportData {
  const [judged, ratings] = [judgementsOf(account, period), ratingsOf(account)];
  const facts = withSharedRefs(data.facts);
  const now = assess(tvpaNow, facts, { judgements: judged, ratings });
  return {
    ...data,
    assessment: assess(tvpa2004, facts, { judgements: judged, ratings }),
    other: data.other === null ? null : { ...data.other, tier: now.tier, asks: now.asks },
  };
}

test("[RP17] rows that came later are counted by the figures that they change", () => {
  const later = [
    ...account,
    { ...figure("statistics", "victims-identified", "2003", 40, { unit: "persons" }), leaf: size + 1 },
    { ...finding("yearly-report", "extradition", "refused", "2003"), leaf: size + 2 },
    { ...judgement("complies-fully", true, "2003"), leaf: size + 3 },
  ].map((one) =>
    one.leaf !== null && one.leaf > size ? { ...one, ref: { ...one.ref, note: hashOfText(one.ref.note) } } : one,
  );
  for (const checker of ["all keys", "no keys"] as const) {
    assert.deepEqual(check(honest, checker).later, { figures: 0, tier: false });
    const found = check(honest, checker, account, later);
    assert.notEqual(found.verdict, "refused");
    assert.deepEqual(found.later, { figures: 2, tier: true }, checker);
  }
});

const pageOf = (data: ReportData) => {
  const text = reportText(data);
  return reportHtml(composeReport(data, wordsIn.en, hashOfText(text)), text);
};

test("[RP17] a page whose words were changed is refused whatever its data are", () => {
  const page = pageOf(honest);
  const whole = readShownReport(page) ?? assert.fail();
  assert.equal(checkReport(page, whole, hashOfText(whole.text), sightOf("all keys"), wordsIn.en).verdict, "whole");
  const changed = page.replace("16 criminal groups", "61 criminal groups");
  assert.notEqual(changed, page);
  const shown = readShownReport(changed) ?? assert.fail();
  for (const checker of ["all keys", "no keys"] as const) {
    const found = checkReport(
      changed,
      shown,
      hashOfText(shown.text),
      sightOf(checker, account, account, [publicationOf(honest)]),
      wordsIn.en,
    );
    assert.deepEqual([found.verdict, codesOf(found)], ["refused", ["not-its-data"]]);
    assert.equal(found.later, null, "nothing was compared");
  }
});

const bare = (text: string) => `<html lang="en"><script type="application/json" id="panoh-report">${text}</script>`;

test("[RP17] whatever JSON a page carries, the check does not fall over it and believes none of it", () => {
  const strange = fc.oneof(
    fc.constantFrom(
      null,
      true,
      -1,
      0.5,
      1e300,
      "",
      "\u001b[2K",
      "\u202e",
      [],
      {},
      [null],
      { ref: 0 },
      { records: [[]] },
    ),
    fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
  );
  const honestText = reportText(honest);
  const good = JSON.parse(honestText) as object;
  const paths = pathsOf(good);
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      strange,
      fc.boolean(),
      fc.constantFrom("all keys", "no keys"),
      (path, value, isGone, checker) => {
        const text = canonicalJson(changedAt(good, path, isGone ? undefined : value));
        const html = bare(text);
        const shown = readShownReport(html);
        if (shown === null) return;
        const found = checkReport(html, shown, hashOfText(text), sightOf(checker as Checker), wordsIn.en);
        assert.equal(found.verdict, "refused");
        // Whoever may publish can lead the check to the end with data of any shape.
        const end = checker === "no keys" ? check(shown.data) : found;
        assert.doesNotMatch(JSON.stringify(end), /\\u|[\u202a-\u202e]/);
        if (text === honestText) return;
        const data = checkReportData(shown.data, hashOfText(text), sightOf("all keys"));
        assert.equal(data.verdict, "refused", path.join("."));
        assert.doesNotMatch(
          JSON.stringify([found, data]),
          /\\u|[\u202a-\u202e]/,
          "no text of the page is in the answer",
        );
      },
    ),
    { numRuns: tries(200) },
  );
});

test("[RP17] data that nest deeper than a report, or lack a part that is read, are no report; others without a part are refused", () => {
  const good = JSON.parse(reportText(honest)) as object;
  const deep = canonicalJson({ ...good, other: JSON.parse(`${"[".repeat(60)}${"]".repeat(60)}`) });
  assert.ok(readReportText(deep) !== null);
  assert.equal(readShownReport(bare(deep)), null);
  const read = Object.keys(honest).filter((part) => {
    const text = canonicalJson({ ...good, [part]: null });
    const shown = readShownReport(bare(text));
    if (shown !== null && part !== "other") assert.equal(check(shown.data).verdict, "refused", part);
    return shown !== null;
  });
  assert.deepEqual(read.sort(), ["assessment", "other", "recommendations", "rows"]);
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function changedAt(value: unknown, path: Path, to: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return to ?? null;
  const changed = changedAt((value as Record<string, unknown>)[first], rest, to);
  const isGone = rest.length === 0 && to === undefined;
  if (Array.isArray(value)) return isGone ? value.toSpliced(Number(first), 1) : value.with(Number(first), changed);
  return { ...(value as object), [first]: isGone ? undefined : changed };
}
