// Our numbers: exact, of any period against the one before, of one class alone where that is asked, and the same whoever adds up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, tries } from "../../test/support/tries.ts";
import { type CountedCase, caseInPeriod, notSaid, stayKind } from "../core/counted-case.ts";
import { addDays } from "../core/form/calendar-day.ts";
import { type Chosen, classesOf, type OwnCase, type OwnNumbers, ownNumbers, splits } from "./own-numbers.ts";
import { daysOf, isPeriodOver, lastMonth, periodBefore, periodsBefore, periodsBegun } from "./period.ts";

const nobody: CountedCase = {
  yesUntil: null,
  traits: {
    sex: null,
    age: null,
    child: null,
    forms: [],
    means: [],
    citizenship: [],
    countries: [],
    recognisedBy: null,
  },
  opened: null,
  presumed: null,
  identified: null,
  notIdentified: null,
  referred: null,
  answers: [],
  helping: [],
  help: {},
  stays: [],
  refused: [],
  reflection: null,
  returned: null,
};

const forEver = "9999-12-31";
let count = 0;
/** A woman of 20 in forced labour, whom we help since a day. */
function helped(from: string, change: Partial<CountedCase> = {}, traits: Partial<CountedCase["traits"]> = {}): OwnCase {
  const caseId = `case-${++count}`;
  const woman = { ...nobody.traits, sex: "women", age: "18-29" as const, child: false, forms: ["forced-labour"] };
  const helping = [{ from, until: null, outcome: null }];
  return {
    caseId,
    person: caseId,
    counted: { ...nobody, yesUntil: forEver, helping, ...change, traits: { ...woman, ...traits } },
  };
}

const numbersOf = (cases: readonly OwnCase[], period: string, chosen: Chosen = {}): OwnNumbers =>
  ownNumbers(cases, period, chosen, "2032-01-10") ?? assert.fail();

/** The rows with somebody, as they stand now and before. */
function rows(numbers: OwnNumbers, of: string): readonly (readonly [string, number, number])[] {
  const table = numbers.tables.find((one) => one.of === of) ?? assert.fail(of);
  return table.rows.flatMap(({ key, now, before }) =>
    now.persons + before.persons === 0 ? [] : [[key, now.persons, before.persons] as const],
  );
}

test("[CN6] how many women with forced labour were helped in October, what help, how many new, how many ended", () => {
  const cases = [
    helped("2031-10-05", { help: { "legal-advice": { "2031-10-08": { hours: 2 } }, medical: { "2031-09-30": {} } } }),
    helped("2031-09-20", {
      helping: [{ from: "2031-09-20", until: "2031-10-30", outcome: "returned-home" }],
      help: { "legal-advice": { "2031-09-21": { hours: 4 }, "2031-10-01": { hours: 1, sessions: 1 } } },
    }),
    helped("2031-10-05", {}, { sex: "men" }),
    helped("2031-10-05", {}, { forms: ["sexual-exploitation"] }),
    helped("2031-11-01"),
    helped("2031-10-06", { yesUntil: null }),
  ];
  const asked = numbersOf(cases, "2031-10", { sex: "women", form: "forced-labour" });
  assert.deepEqual(rows(asked, "course"), [
    ["helped", 2, 1],
    ["new", 1, 1],
    ["going-on", 1, 0],
    ["ended", 1, 0],
  ]);
  assert.deepEqual(rows(asked, "help"), [["legal-advice", 2, 1]]);
  assert.deepEqual(rows(asked, "outcome"), [["returned-home", 1, 0]]);
  const given = asked.tables.find(({ of }) => of === "given")?.rows.map(({ key, now, before }) => [key, now, before]);
  const [one, two] = cases.map(({ caseId }) => caseId);
  assert.deepEqual(given, [
    ["legal-advice hours", { persons: 2, cases: [one, two], number: 3 }, { persons: 1, cases: [two], number: 4 }],
    ["legal-advice sessions", { persons: 1, cases: [two], number: 1 }, { persons: 0, cases: [], number: 0 }],
  ]);
  const all = numbersOf(cases, "2031-10");
  assert.deepEqual([all.helped, all.agreed], [5, 4]);
  assert.deepEqual(rows(all, "sex"), [
    ["women", 3, 1],
    ["men", 1, 0],
    [notSaid, 1, 0],
  ]);
});

test("[CN6] a person with two cases counts once in a row, and both cases are behind the number", () => {
  const [one, two] = [helped("2031-10-05"), helped("2031-10-09")];
  const numbers = numbersOf([one, { ...two, person: one.person }], "2031-10");
  const row = numbers.tables[0]?.rows.find(({ key }) => key === "new");
  assert.deepEqual([row?.now.persons, row?.now.cases], [1, [one.caseId, two.caseId]]);
});

test("[CN6] a period is a month, a quarter, a year or any days, and the one before is of its kind", () => {
  const both = (period: string) => [daysOf(period), periodBefore(period)];
  assert.deepEqual(both("2031-10"), [{ first: "2031-10-01", last: "2031-10-31" }, "2031-09"]);
  assert.deepEqual(both("2031-01"), [{ first: "2031-01-01", last: "2031-01-31" }, "2030-12"]);
  assert.deepEqual(both("2032-02"), [{ first: "2032-02-01", last: "2032-02-29" }, "2032-01"]);
  assert.deepEqual(both("2031-Q1"), [{ first: "2031-01-01", last: "2031-03-31" }, "2030-Q4"]);
  assert.deepEqual(both("2031-Q4"), [{ first: "2031-10-01", last: "2031-12-31" }, "2031-Q3"]);
  assert.deepEqual(both("2031"), [{ first: "2031-01-01", last: "2031-12-31" }, "2030"]);
  assert.deepEqual(both("2031-10-06/2031-10-19"), [
    { first: "2031-10-06", last: "2031-10-19" },
    "2031-09-22/2031-10-05",
  ]);
  for (const none of ["2031-13", "2031-00", "2031-Q5", "31", "", "2031-10-19/2031-10-06", "2031-02-30/2031-03-01"])
    assert.deepEqual(both(none), [null, null], none);
  assert.equal(lastMonth("2031-01-15"), "2030-12");
  const { months, quarters, years } = periodsBegun("2031-02-10");
  assert.deepEqual(
    [months.slice(0, 3), quarters[0], years],
    [["2031-02", "2031-01", "2030-12"], "2031-Q1", ["2031", "2030", "2029"]],
  );
});

test("[CN8] a release is of a quarter or a year that is over", () => {
  const today = "2032-01-10";
  for (const over of ["2031", "2031-Q4", "2030-Q2"]) assert.ok(isPeriodOver(over, today), over);
  for (const none of ["2032", "2032-Q1", "2031-Q5", "2031-01", "2031-q1", "", "x", "0031"])
    assert.ok(!isPeriodOver(none, today), none);
  assert.ok(isPeriodOver("2031-Q1", "2031-04-01") && !isPeriodOver("2031-Q1", "2031-03-31"));
  assert.deepEqual(periodsBefore("2031-05-01"), [
    ...["2031-Q1", "2030", "2030-Q4", "2030-Q3", "2030-Q2", "2030-Q1"],
    ...["2029", "2029-Q4", "2029-Q3", "2029-Q2", "2029-Q1"],
  ]);
});

test("[CN6a] what is chosen must be a class of its split", () => {
  assert.equal(ownNumbers([], "2031-10", { sex: "everybody" }, "2032-01-10"), null);
  assert.equal(ownNumbers([], "2031-13", {}, "2032-01-10"), null);
});

const someDay = fc.integer({ min: 1, max: 27 }).map((n) => `2031-10-${String(n).padStart(2, "0")}`);
const someCase = fc
  .record({
    person: fc.constantFrom("a", "b", "c", "d", "e"),
    from: someDay,
    lasts: fc.option(fc.integer({ min: 0, max: 4 })),
    agreed: fc.boolean(),
    sex: fc.constantFrom(...classesOf("sex")),
    forms: fc.subarray(["forced-labour", "servitude", "other"]),
    help: fc.dictionary(
      fc.constantFrom("medical", "legal-advice"),
      fc.dictionary(someDay, fc.constant({ hours: 1 }), { minKeys: 1, maxKeys: 3 }),
    ),
  })
  .map(({ person, from, lasts, agreed, sex, forms, help }): OwnCase => {
    const until = lasts === null ? null : `2031-${lasts === 0 ? "10-28" : `11-0${lasts}`}`;
    const helping = [{ from, until, outcome: null }];
    const traits = { sex: sex === notSaid ? null : sex, forms };
    return { ...helped(from, { yesUntil: agreed ? forEver : null, help, helping }, traits), person };
  });

test("[CN6, CN3] a slow twin that looks at each person counts the same, and of who did not agree nothing but that they are", () => {
  fc.assert(
    fc.property(fc.array(someCase, { maxLength: 12 }), (cases) => {
      const numbers = numbersOf(cases, "2031-10");
      const days = daysOf("2031-10") ?? assert.fail();
      for (const split of ["sex", "form"] as const)
        for (const { key, now } of numbers.tables.find(({ of }) => of === split)?.rows ?? []) {
          const people = new Set<string>();
          for (const { person, counted } of cases) {
            const { agreed, helped: how, sex, forms } = caseInPeriod(counted, days);
            const classes = split === "sex" ? [sex] : forms;
            if (how !== null && classes.includes(key) && (agreed || key === notSaid)) people.add(person);
          }
          assert.equal(now.persons, people.size, `${split} ${key}`);
        }
      for (const split of splits) {
        const classRows =
          numbers.tables.find(({ of }) => of === split)?.rows.filter(({ key }) => key !== notSaid) ?? [];
        const silent = cases.filter(({ counted }) => counted.yesUntil === null).map(({ caseId }) => caseId);
        for (const { now, before } of classRows)
          for (const caseId of [...now.cases, ...before.cases]) assert.ok(!silent.includes(caseId), split);
      }
    }),
    { numRuns: tries(300) },
  );
});

const someHelp = fc.dictionary(
  fc.constantFrom("medical", "cash"),
  fc.dictionary(
    fc.integer({ min: -40, max: 40 }).map((n) => addDays("2031-10-01", n)),
    fc.constantFrom({}, { hours: 2 }, { hours: 1, sessions: 1 }, { EUR: 1250 }),
    { noNullPrototype: true },
  ),
  { noNullPrototype: true },
);
const someStay = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.option(fc.integer({ min: 0, max: 50 })))
  .map(([n, length]) => {
    const from = addDays("2031-10-01", n);
    return { from, until: length === null ? null : addDays(from, length) };
  });
const someGiven = fc
  .record({ agreed: fc.boolean(), help: someHelp, stays: fc.array(someStay, { maxLength: 3 }) })
  .map(({ agreed, help, stays }) => helped("2031-09-01", { yesUntil: agreed ? forEver : null, help, stays }));

/** What was given in October, by kind and unit, as one finds it who goes from day to day. */
function givenByDays({ counted }: OwnCase, today: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (kind: string, unit: string, number: number) => {
    const key = `${counted.yesUntil === null ? notSaid : kind} ${unit}`;
    sums.set(key, (sums.get(key) ?? 0) + number);
  };
  let nights = 0;
  let isHere = false;
  for (let day = "2031-10-01"; day <= "2031-10-31"; day = addDays(day, 1)) {
    for (const [kind, byDay] of Object.entries(counted.help))
      for (const [unit, number] of Object.entries(byDay[day] ?? {})) add(kind, unit, number);
    for (const { from, until } of counted.stays) {
      if (from <= day && (until === null || until >= day)) isHere = true;
      if (from <= day && day < (until ?? today)) nights++;
    }
  }
  if (isHere) add(stayKind, "nights", Math.min(31, nights));
  return sums;
}

test("[CN5c, CN6] a slow twin that goes from day to day finds as much given, in the same rows, to the same persons", () => {
  const someToday = fc.integer({ min: 5, max: 45 }).map((n) => addDays("2031-10-01", n));
  fc.assert(
    fc.property(fc.array(someGiven, { maxLength: 6 }), someToday, (cases, today) => {
      const { tables } = ownNumbers(cases, "2031-10", {}, today) ?? assert.fail();
      const found = (tables.find(({ of }) => of === "given")?.rows ?? [])
        .filter(({ now }) => now.persons > 0)
        .map(({ key, now }) => [key, now.number, now.cases]);
      const given = cases.map((one) => ({ caseId: one.caseId, sums: givenByDays(one, today) }));
      const keys = [...new Set(given.flatMap(({ sums }) => [...sums.keys()]))];
      const expected = keys.map((key) => {
        const here = given.filter(({ sums }) => sums.has(key));
        return [key, here.reduce((sum, { sums }) => sum + (sums.get(key) ?? 0), 0), here.map(({ caseId }) => caseId)];
      });
      const byKey = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
      assert.deepEqual(found.toSorted(byKey), expected.toSorted(byKey));
    }),
    { numRuns: tries(300) },
  );
});
