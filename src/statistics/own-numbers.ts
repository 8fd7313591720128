// Our numbers: what an organisation counts of its own cases in a period and in the one before, exact and for itself alone (CN6). A pure function of counted cases. Its
// tables are raw: nothing here goes to anybody else.
import {
  type CaseInPeriod,
  type CountedCase,
  countingIn,
  type Days,
  isCurrency,
  notSaid,
  stayKind,
  units,
} from "../core/counted-case.ts";
import { classesOfFact } from "../core/form/counted-facts.ts";
import { daysOf, periodBefore } from "./period.ts";
import { type RawTable, rawTable } from "./raw-table.ts";

/** A counted case with its id here, and who the person is: two cases of one person count once (FD12b). */
export interface OwnCase {
  readonly caseId: string;
  readonly person: string;
  readonly counted: CountedCase;
}

/** What is split into classes, and can be chosen to count those of one class alone. */
export const splits = ["sex", "age", "form", "help", "outcome"] as const;
export type Split = (typeof splits)[number];

/** One class of some splits: of whom alone is counted. */
export type Chosen = { readonly [S in Split]?: string };

/** How help went, and what happened in the period. */
const courseRows = ["helped", "new", "going-on", "ended"] as const;
const eventRows = ["presumed", "identified", "not-identified", "reflection", "refused", "returned"] as const;

export const tableNames = ["course", "events", ...splits, "given"] as const;
export type TableName = (typeof tableNames)[number];

export interface OwnNumbers {
  readonly period: string;
  readonly before: string;
  readonly chosen: Chosen;
  readonly tables: readonly RawTable[];
  /** Of those who were helped in the period, who agreed to be counted: splits are of these. */
  readonly agreed: number;
  readonly helped: number;
}

/** The classes of a split, in their order, with what was not said at the end. */
export function classesOf(split: Split): readonly string[] {
  switch (split) {
    case "sex":
      return [...classesOfFact("sex"), notSaid];
    case "age":
      return [...classesOfFact("age-band"), notSaid];
    case "form":
      return [...classesOfFact("exploitation"), notSaid];
    case "help":
      return [stayKind, ...classesOfFact("service"), notSaid];
    case "outcome":
      return [...classesOfFact("outcome"), notSaid];
  }
}

/** Null for what is no period, or where a class that is chosen is none. Of stays that go on the nights before `today` count. */
export function ownNumbers(
  cases: readonly OwnCase[],
  period: string,
  chosen: Chosen,
  today: string,
): OwnNumbers | null {
  const [days, before] = [daysOf(period), periodBefore(period)];
  const daysBefore = before === null ? null : daysOf(before);
  if (days === null || before === null || daysBefore === null) return null;
  if (splits.some((split) => chosen[split] !== undefined && !classesOf(split).includes(chosen[split]))) return null;
  const now = inDays(cases, days, chosen, today);
  const then = inDays(cases, daysBefore, chosen, today);
  const table = (of: TableName, keys: readonly string[], classesIn: (one: CaseInPeriod) => readonly string[]) => {
    const [byClass, byClassBefore] = [byClasses(now, classesIn), byClasses(then, classesIn)];
    return rawTable(
      of,
      keys.map((key) => ({ key, now: countIn(byClass.get(key)), before: countIn(byClassBefore.get(key)) })),
    );
  };
  const isHelped = ({ helped }: CaseInPeriod) => helped !== null;
  const helped = now.filter(({ inPeriod }) => isHelped(inPeriod));
  return {
    period,
    before,
    chosen,
    tables: [
      table("course", courseRows, courseOf),
      table("events", eventRows, eventsIn),
      ...splits.map((split) => table(split, classesOf(split), (one) => (isHelped(one) ? classesIn(one, split) : []))),
      givenTable(
        helped,
        then.filter(({ inPeriod }) => isHelped(inPeriod)),
      ),
    ],
    agreed: personsIn(helped.filter(({ inPeriod }) => inPeriod.agreed)),
    helped: personsIn(helped),
  };
}

interface CaseHere extends Omit<OwnCase, "counted"> {
  readonly inPeriod: CaseInPeriod;
}

function inDays(cases: readonly OwnCase[], days: Days, chosen: Chosen, today: string): readonly CaseHere[] {
  const count = countingIn(days, today);
  const all = cases.map(({ caseId, person, counted }) => ({ caseId, person, inPeriod: count(counted) }));
  const wanted = splits.filter((split) => chosen[split] !== undefined);
  return all.filter(({ inPeriod }) =>
    wanted.every((split) => classesIn(inPeriod, split).includes(chosen[split] ?? "")),
  );
}

function classesIn(one: CaseInPeriod, split: Split): readonly string[] {
  switch (split) {
    case "sex":
      return [one.sex];
    case "age":
      return [one.age];
    case "form":
      return one.forms;
    case "help":
      return one.help;
    case "outcome":
      return one.outcome === null ? [] : [one.outcome];
  }
}

function courseOf({ helped, ended }: CaseInPeriod): readonly (typeof courseRows)[number][] {
  if (helped === null) return [];
  return ["helped", helped, ...(ended ? (["ended"] as const) : [])];
}

function eventsIn(one: CaseInPeriod): readonly (typeof eventRows)[number][] {
  const events: (typeof eventRows)[number][] = [];
  if (one.presumed) events.push("presumed");
  if (one.identified) events.push("identified");
  if (one.notIdentified) events.push("not-identified");
  if (one.reflection === "yes") events.push("reflection");
  if (one.refused) events.push("refused");
  if (one.returned) events.push("returned");
  return events;
}

/** The row of a kind of help and a unit; what was given in the unit is its number. */
function givenRow(kind: string, unit: string): string {
  return `${kind} ${unit}`;
}

/** Rows of help and units, in the order of kinds; currencies come last. */
function byGivenRow(a: string, b: string): number {
  const place = (row: string) => {
    const [kind = "", unit = ""] = row.split(" ");
    return classesOf("help").indexOf(kind) * 10 + (isCurrency(unit) ? 9 : units.findIndex((one) => one === unit));
  };
  return place(a) - place(b) || (a < b ? -1 : 1);
}

function givenTable(now: readonly CaseHere[], before: readonly CaseHere[]): RawTable {
  const [byRow, byRowBefore] = [givenByRow(now), givenByRow(before)];
  const count = ({ cases, number } = noneGiven) => ({ ...countIn(cases), number });
  const keys = [...new Set([...byRow.keys(), ...byRowBefore.keys()])].sort(byGivenRow);
  return rawTable(
    "given",
    keys.map((key) => ({ key, now: count(byRow.get(key)), before: count(byRowBefore.get(key)) })),
  );
}

/** How much was given in a row, and in which cases. */
interface GivenRow {
  readonly cases: readonly CaseHere[];
  readonly number: number;
}

const noneGiven: GivenRow = { cases: [], number: 0 };

function givenByRow(cases: readonly CaseHere[]): ReadonlyMap<string, GivenRow> {
  const found = new Map<string, { cases: CaseHere[]; number: number }>();
  for (const one of cases)
    for (const { kind, unit, number } of one.inPeriod.given) {
      const key = givenRow(kind, unit);
      const row = found.get(key) ?? { cases: [], number: 0 };
      row.cases.push(one);
      row.number += number;
      found.set(key, row);
    }
  return found;
}

function byClasses(
  cases: readonly CaseHere[],
  classes: (one: CaseInPeriod) => readonly string[],
): ReadonlyMap<string, readonly CaseHere[]> {
  const found = new Map<string, CaseHere[]>();
  for (const one of cases)
    for (const key of classes(one.inPeriod)) {
      const there = found.get(key);
      if (there === undefined) found.set(key, [one]);
      else there.push(one);
    }
  return found;
}

function countIn(cases: readonly CaseHere[] = []) {
  return { persons: personsIn(cases), cases: cases.map(({ caseId }) => caseId) };
}

function personsIn(cases: readonly CaseHere[]): number {
  return new Set(cases.map(({ person }) => person)).size;
}
