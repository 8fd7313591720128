// Reports checked by whoever holds some of the sealed rows: others may place the checker's cases, end them or hide them, and nothing false is said of the checker's own
// rows (RP17).
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { checkPublished, logged, namesOf, recordRead } from "../../../test/support/record-read.ts";
import { proceeding, stated } from "../../../test/support/statements.ts";
import { tries, triesAll } from "../../../test/support/tries.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { isShielded, shieldedCases } from "../../record/shielded-cases.ts";
import type { Statement } from "../../record/statement.ts";
import type { ReportData } from "../data/report-data.ts";
import { reportOfYear } from "../report-of-year.ts";

const period = { year: 2003, kind: "april-march" } as const;
const organisations = ["court", "bailiffs"] as const;
type Holder = (typeof organisations)[number];
type Event = readonly [organisation: Holder, values: Partial<RowValues<"proceeding">>];

/** A record of these events, all sealed, in the order of the log. */
class Account {
  readonly all: readonly Statement[];
  readonly #open: readonly Statement[];

  /** Open rows stand before them in the log, whoever reads it. */
  constructor(events: readonly Event[], open: readonly Statement[] = []) {
    const statements = events.map(([organisation, values], leaf) => {
      const row = { case: "B", event: "trial", on: "2003-05", ...values } as const;
      return proceeding(`row ${leaf}`, row, { organisation });
    });
    this.#open = open;
    this.all = logged(statements);
  }

  /** What one reads who holds the rows of these organisations: which cases are hidden follows from the rows that they have. */
  seenBy(holders: readonly string[]): readonly Statement[] {
    const seen = this.all.filter(({ organisation }) => holders.includes(organisation));
    const cases = shieldedCases(seen.map((one) => [one]));
    return [...this.#open, ...seen.map((one) => ({ ...one, shielded: isShielded([one], cases) }))];
  }

  recordOf(statements: readonly Statement[]) {
    const organisationNames = namesOf(...organisations, "record-office");
    return recordRead(statements, { log: { size: this.all.length, root: "root" }, organisationNames });
  }

  honest(): ReportData {
    return reportOfYear(this.recordOf(this.seenBy(organisations)), { period, scheme: tvpa2004 });
  }

  check(data: ReportData, holders: readonly string[], isPublished = true) {
    return checkPublished(data, this.recordOf(this.all), {
      statements: this.seenBy(holders),
      holds: holders.length === organisations.length ? "all" : "some",
      isPublished,
    });
  }

  /** Which of those who hold nothing, some or all of it refuse the honest report, and why. */
  refusals(): readonly string[] {
    const data = this.honest();
    return [[], ["court"], ["bailiffs"], organisations].flatMap((holders) => {
      const { verdict, flaws } = this.check(data, holders);
      return verdict === "refused" ? [`${holders.join()}: ${JSON.stringify(flaws)}`] : [];
    });
  }
}

/** The data with one more record left aside in the year before of a fact. */
function leavingAside(data: ReportData, key: string, { ref, leaf, organisation }: Statement): ReportData {
  const record = { ...ref, leaf, register: "proceeding", sealed: true, organisation, source: "own", signedOff: [] };
  const facts = data.facts.map((fact) =>
    fact.definition.key === key
      ? { ...fact, before: { ...fact.before, unplaced: [...fact.before.unplaced, ref] } }
      : fact,
  );
  const place = data.records.findIndex(({ note }) => note > ref.note);
  const at = place < 0 ? data.records.length : place;
  return { ...data, facts, records: [...data.records.slice(0, at), record, ...data.records.slice(at)] };
}

test("[RP17] an honest report leaves aside a row that hangs on rows which the checker does not have, if its date is vague", () => {
  const account = new Account([
    ["court", { event: "investigation", on: "2002" }],
    ["bailiffs", { event: "verdict", on: "2002", verdict: "acquitted" }],
    ["bailiffs", { event: "verdict", on: "2001-05", case: "C", verdict: "acquitted" }],
  ]);
  assert.deepEqual(account.refusals(), []);
  assert.equal(account.check(account.honest(), ["bailiffs"]).verdict, "open-part");
  const key = "investigations-carried-over";
  const verdictOf = (data: ReportData) =>
    account.check(data, ["bailiffs"]).facts.find(({ fact }) => fact === key)?.verdict;
  const aside = account.honest().facts.find(({ definition }) => definition.key === key)?.before.unplaced ?? [];
  assert.equal(aside.length, 2);
  const settled = account.all[2] ?? assert.fail();
  assert.equal(verdictOf(leavingAside(account.honest(), key, settled)), "differs", "its date is shown");
});

test("[RP17] an honest report is sound whose hidden case shows nowhere but in what is left aside, and dropping what counts is not", () => {
  const events: readonly Event[] = [
    ["bailiffs", { event: "dropped", on: "2003" }],
    ["court", { event: "verdict", on: "2001", verdict: "convicted", official_body: "police" }],
  ];
  const account = new Account(events);
  assert.deepEqual(account.refusals(), []);
  assert.equal(account.check(account.honest(), ["bailiffs"]).verdict, "open-part");
  assert.equal(account.check(account.honest(), ["bailiffs"], false).verdict, "refused", "it is somebody's word");
  assert.equal(account.check(account.honest(), organisations).verdict, "whole");
  // Who holds the row and forges a report without it: an open part where it counts nothing, and refused where it counts.
  const without = (row: Event) => {
    const open = new Account([row, ["court", { event: "appeal", on: "2001" }]]);
    const less = reportOfYear(open.recordOf(open.seenBy(["court"])), { period, scheme: tvpa2004 });
    return ["bailiffs", "court,bailiffs"].map((holders) => open.check(less, holders.split(",")).verdict);
  };
  assert.deepEqual(without(["bailiffs", { event: "dropped", on: "2003" }]), ["open-part", "refused"]);
  for (const counts of ["dropped", "investigation", "prosecution", "appeal"] as const)
    assert.deepEqual(without(["bailiffs", { event: counts, on: "2003-05" }]), ["refused", "refused"], counts);
});

test("[RP17] what a row that the checker lacks settles may be missing from what is left aside, though the case is shown", () => {
  const account = new Account([
    ["bailiffs", { event: "trial", on: "2001-05" }],
    ["bailiffs", { event: "appeal-verdict", on: "2002" }],
    ["bailiffs", { event: "trial", on: "2002-06" }],
    ["court", { event: "dropped", on: "2001-06" }],
  ]);
  assert.deepEqual(account.refusals(), []);
});

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let n = seed; ; ) {
    n = (Math.imul(n, 1103515245) + 12345) & 0x7fffffff;
    yield n >> 8;
  }
}

test("[RP17] whatever the dates of two cases are, no honest report is refused by whoever holds some of their rows", () => {
  const from = numbers(triesAll ? 7 : randomInt(2 ** 30));
  const one = <T>(list: readonly T[]): T => list[from.next().value % list.length] ?? assert.fail();
  const dates = ["2001", "2002", "2002-02", "2002-06", "2003", "2003-03", "2003-04", "2003-05", "2004", "2004-05"];
  const events = [
    "investigation",
    "charge",
    "trial",
    "prosecution",
    "dropped",
    "appeal",
    "appeal-verdict",
    "fled",
  ] as const;
  for (let round = 0; round < tries(100); round++) {
    const list = Array.from({ length: 2 + (round % 4) }, (): Event => {
      const isOfficial = one([true, false, false, false, false]);
      const suspect = one(["", "", "a", "b"]);
      return [
        one(organisations),
        {
          case: one(["A", "B"]),
          event: one(events),
          on: one(dates),
          ...(isOfficial ? { official_body: "police" } : {}),
          ...(suspect === "" ? {} : { suspect }),
        },
      ];
    });
    assert.deepEqual(new Account(list).refusals(), [], JSON.stringify(list));
  }
});

test("[RP17] of the checker's rows only those stand under an article that name it and meet the fact, no fewer than they count, and none is left out", () => {
  const laws = ["code-1", "code-2"].map((key, leaf) => {
    const values = { act: "Code", article: key, subject: "trafficking", stage: "in-force", on: "2001" } as const;
    const ref = { note: encodeHex(sha256(encodeUtf8(key))), row: 0 };
    return { ...stated("law", key, values), ref, first: { ref, leaf } };
  });
  const account = new Account(
    [
      ["court", { event: "prosecution", case: "A", articles: ["code-1"] }],
      ["court", { event: "prosecution", case: "B", articles: ["code-2"] }],
      ["court", { event: "trial", case: "B", articles: ["code-1"] }],
      ["bailiffs", { event: "prosecution", case: "C", articles: ["code-1"] }],
      ["court", { event: "verdict", verdict: "convicted", case: "D", articles: ["code-1"], suspects: 3 }],
    ],
    laws,
  );
  const honest = account.honest();
  assert.deepEqual(account.refusals(), []);
  type Articles = ReportData["proceedings"]["articles"];
  const shown = honest.proceedings.articles;
  assert.deepEqual(
    shown.map(({ article, fact, count, records }) => [article, fact, count, records.length]),
    [
      ["code-1", "convictions", 3, 1],
      ["code-1", "prosecutions", 2, 2],
      ["code-2", "prosecutions", 1, 1],
    ],
  );
  const isRefused = (articles: Articles, holders: readonly string[] = ["court"]) =>
    account
      .check({ ...honest, proceedings: { ...honest.proceedings, articles } }, holders)
      .flaws.some((flaw) => "part" in flaw && flaw.part === "proceedings");
  const edited = (edit: (one: Articles[number], place: number) => Articles[number]) => isRefused(shown.map(edit));
  const refOf = (place: number) => account.all[place]?.ref ?? assert.fail();
  const samples = (count: number, ...places: readonly number[]) =>
    edited((one, place) => (place === 1 ? { ...one, count, records: places.map(refOf) } : one));
  assert.equal(samples(2, 0, 3), false, "as it is");
  assert.equal(samples(2, 1, 3), true, "the checker's row names another article");
  assert.equal(samples(2, 2, 3), true, "the checker's row is of another event");
  assert.deepEqual([samples(1, 1, 3), samples(1, 2, 3)], [true, true], "whatever the number is");
  assert.equal(samples(3, 0, 1, 3), true);
  assert.equal(samples(3, 0, 3), true, "more cases than records");
  assert.equal(samples(0, 0, 3), true, "fewer than the checker's rows count");
  assert.equal(samples(1, 3), false, "another source may count first");
  const convicted = (count: number) => edited((one, place) => (place === 0 ? { ...one, count } : one));
  assert.deepEqual(
    [convicted(3), convicted(2), convicted(4)],
    [false, true, true],
    "all of its rows are the checker's own",
  );
  // Where the checker has all proceedings, no other source can come first on articles.
  const whole = new Account(
    [
      ["court", { event: "prosecution", case: "A", articles: ["code-1"] }],
      ["court", { event: "prosecution", case: "H", official_body: "police" }],
      ["bailiffs", { event: "suspect", case: "Z", on: "1999" }],
    ],
    laws,
  );
  const data = whole.honest();
  const without = { ...data, proceedings: { ...data.proceedings, articles: [] } };
  assert.equal(whole.check(data, ["court"]).verdict, "whole");
  assert.deepEqual(whole.check(without, ["court"]).flaws, [{ code: "not-the-records", part: "proceedings" }]);
});
