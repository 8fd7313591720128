// The only way out (CN8): what a reader outside the organisation may have of its cases. Nothing but this file makes a released table. A number below five is never said,
// and does not follow from any others that are: not from a year and its quarters, not from a whole and its parts, not from two of these tables.

import type { Bounds } from "../core/bounds.ts";
import type { CaseInPeriod, Days } from "../core/counted-case.ts";
import { caseInPeriod, notSaid } from "../core/counted-case.ts";
import { several } from "../core/year-count.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import { type CountryTable, countryTables, type EditionBefore, type SentCount } from "./country.ts";
import { classesOf, type OwnCase, type Split } from "./own-numbers.ts";
import { daysOf, isPeriodOver, quartersOf } from "./period.ts";
import {
  type DrawFor,
  fewestSplit,
  keeps,
  keepsValues,
  lineKeepsValues,
  type ReleasedRow,
  roundedFromTen,
  tried,
} from "./small-numbers.ts";
import { windowTables } from "./windows.ts";

declare const released: unique symbol;

export interface ReleasedTable<Of extends string = OwnTable> {
  readonly [released]: true;
  /** The rows of `help` do not add up: each is split from all persons by itself. */
  readonly of: Of;
  readonly rows: readonly ReleasedRow[];
}

export interface Release<Of extends string = OwnTable> {
  readonly period: string;
  readonly tables: readonly ReleasedTable<Of>[];
  /** What is not said, and why: too few persons, or a small number would follow. */
  readonly leftOut: readonly { readonly of: string; readonly why: "few" | "follows" }[];
}

/** Splits of a release: each person is in one class of each, but of help, of which they may have several kinds. */
const releasedSplits = ["sex", "age", "form", "help"] as const satisfies readonly Split[];
type ReleasedSplit = (typeof releasedSplits)[number];
type OwnTable = "totals" | ReleasedSplit;

/** The release of a quarter or a year that is over on a day; null for any other period. A quarter has totals alone. */
export function release(cases: readonly OwnCase[], period: string, today: string, drawFor: DrawFor): Release | null {
  const days = daysOf(period);
  if (days === null || !isPeriodOver(period, today)) return null;
  const persons = helpedIn(cases, days);
  if (quartersOf(period).length === 1) {
    const totals = totalsOfQuarter(persons, drawFor);
    return { period, tables: [tableOf("totals", [totals.helped, totals.new])], leftOut: [] };
  }
  const quarters = [1, 2, 3, 4].map((n) => {
    const ofQuarter = helpedIn(cases, daysOf(`${period}-Q${n}`) ?? days);
    return totalsOfQuarter(ofQuarter, drawFor);
  });
  return releaseOfYear(persons, period, quarters, drawFor);
}

/** The release of a country's cases of a year, from what organisations counted (YC7). */
export function releaseOfCountry(
  sent: readonly SentCount[],
  year: number,
  drawFor: DrawFor,
  before?: EditionBefore,
): Release<CountryTable["of"]> {
  const { tables, leftOut } = countryTables(sent, year, drawFor, before);
  return { period: String(year), tables: tables.map(({ of, rows }) => tableOf(of, rows)), leftOut };
}

/** The parts of joined years of the country (YC11), from what organisations counted in each. */
export function releaseOfWindow(
  ...[years, fact, drawFor]: Parameters<typeof windowTables>
): readonly ReleasedTable<CountryTable["of"]>[] {
  return windowTables(years, fact, drawFor).map(({ of, rows }) => tableOf(of, rows));
}

function tableOf<Of extends string>(of: Of, rows: readonly ReleasedRow[]): ReleasedTable<Of> {
  return { of, rows } as ReleasedTable<Of>;
}

/** A person in a period: what all their cases say together. */
interface Person {
  readonly caseIds: readonly string[];
  readonly inPeriod: readonly CaseInPeriod[];
}

/** Who was helped in these days. */
function helpedIn(cases: readonly OwnCase[], days: Days): readonly Person[] {
  const here = cases
    .map(({ caseId, person, counted }) => ({ caseId, person, inPeriod: caseInPeriod(counted, days) }))
    .filter(({ inPeriod }) => inPeriod.helped !== null);
  return [...Map.groupBy(here, ({ person }) => person).values()].map((all) => ({
    caseIds: all.map(({ caseId }) => caseId),
    inPeriod: all.map(({ inPeriod }) => inPeriod),
  }));
}

function idsOf(persons: readonly Person[]): readonly string[] {
  return persons.flatMap(({ caseIds }) => caseIds).sort();
}

const isNew = ({ inPeriod }: Person) => inPeriod.some(({ helped }) => helped === "new");

/**
 * One start rounds all that is said of these persons in a period: what another one would say of the same number takes values away. It follows from nothing but who they
 * are, so that they are rounded alike in a quarter, in its year and in the next one.
 */
function startOf(persons: readonly Person[], drawFor: DrawFor, attempt: number): number {
  return drawFor("persons", idsOf(persons), attempt)(base);
}

/** Persons of a period, as they are printed: all who were helped, and who of them was new. All others went on from before. */
interface Totals {
  readonly helped: ReleasedRow;
  readonly new: ReleasedRow;
  /** How many went on, for somebody who knows exactly how many were new: the country's numbers may say it. */
  readonly goingOn: Bounds;
}

function totalsOf(persons: readonly Person[], start: number): Totals {
  const fresh = persons.filter(isNew).length;
  const [ofNew = 0, ofOthers = 0] = roundLine([fresh, persons.length - fresh], () => start);
  const rows = { helped: roundedFromTen("helped", ofNew + ofOthers), new: roundedFromTen("new", ofNew) };
  // Every start that would print as many new ones, and what it leaves of all.
  const ofEach = Array.from({ length: base }, (_, one) => one).filter((one) => {
    const [shown = 0] = roundLine([fresh], () => one);
    return roundedFromTen("new", shown).shown === rows.new.shown;
  });
  const { shown } = rows.helped;
  const [least, most] = shown === null ? [0, 2 * base - 1] : [shown, shown + base - 1];
  const goingOn = {
    least: Math.max(0, least - Math.max(...ofEach) - fresh),
    most: most - Math.min(...ofEach) - fresh,
  };
  return { ...rows, goingOn };
}

/** Drawn again where who knows the new ones would be left with too few values of who went on. */
function totalsOfQuarter(persons: readonly Person[], drawFor: DrawFor): Totals {
  const made = (attempt: number) => totalsOf(persons, startOf(persons, drawFor, attempt));
  return tried((attempt) => (keeps(made(attempt).goingOn) ? made(attempt) : null)) ?? made(0);
}

/** A year has splits where what is printed of its persons says that there are more than twenty. */
const isEnough = ({ helped }: Totals) => helped.least > fewestSplit;

function releaseOfYear(
  persons: readonly Person[],
  year: string,
  quarters: readonly Totals[],
  drawFor: DrawFor,
): Release {
  const madeWith = (attempt: number, isWhole: boolean) => {
    const start = startOf(persons, drawFor, attempt);
    const totals = totalsOf(persons, start);
    if (!isOpen(totals, quarters)) return null;
    const named = isWhole && isEnough(totals) ? releasedSplits : [];
    const splits = named.map((split) => splitOf(persons, split, start, totals.helped));
    return splits.every((split) => split !== null) ? { totals, splits } : null;
  };
  const made = tried((attempt) => madeWith(attempt, true)) ?? tried((attempt) => madeWith(attempt, false));
  const leftOut = (of: readonly string[], why: "few" | "follows") => of.map((one) => ({ of: one, why }));
  if (made === null)
    return {
      period: year,
      tables: [tableOf("totals", [])],
      leftOut: leftOut(["helped", "new", ...releasedSplits], "follows"),
    };
  const { totals, splits } = made;
  return {
    period: year,
    tables: [tableOf("totals", [totals.helped, totals.new]), ...splits],
    leftOut: splits.length > 0 ? [] : leftOut(releasedSplits, isEnough(totals) ? "follows" : "few"),
  };
}

/** New persons of a year are audited together with those of its quarters, and who went on for whoever knows the new ones: by printed numbers, and what that one knows. */
function isOpen(year: Totals, quarters: readonly Totals[]): boolean {
  const ofQuarters = quarters.map((quarter) => quarter.new);
  // Who went on into the year went on into its first quarter.
  const goingOn = [year.goingOn, ...quarters.slice(0, 1).map((first) => first.goingOn)];
  const both = {
    least: Math.max(...goingOn.map(({ least }) => least)),
    most: Math.min(...goingOn.map(({ most }) => most)),
  };
  return keepsValues(ofQuarters, year.new) && keeps(year.goingOn) && keeps(both);
}

/** A split of a year; null where a small number would follow for somebody who knows exactly how many persons there are. */
function splitOf(
  persons: readonly Person[],
  split: ReleasedSplit,
  start: number,
  { shown: sum, most }: ReleasedRow,
): ReleasedTable | null {
  const { length } = persons;
  if (sum === null) return null;
  if (split !== "help") {
    const classes = split === "form" ? classesOf("form").toSpliced(-1, 0, several) : classesOf(split);
    const byClass = Map.groupBy(persons, (person) => classOf(person, split));
    const shown = roundLine(
      classes.map((key) => byClass.get(key)?.length ?? 0),
      () => start,
    );
    if (!lineKeepsValues(shown.map(behind), sum, length)) return null;
    return tableOf(
      split,
      classes.map((key, i) => roundedFromTen(key, shown[i] ?? 0, most)),
    );
  }
  // Each kind of help is a line by itself: persons with it, and persons without it, of whom nothing is printed.
  const rows = classesOf("help").map((kind) => {
    const having = persons.filter(({ inPeriod }) => inPeriod.some(({ help }) => help.includes(kind))).length;
    const [shown = 0] = roundLine([having, length - having], () => start);
    const may = behind(shown);
    const rest = may.map((one) => sum - one);
    return lineKeepsValues([may, rest], sum, length) ? roundedFromTen(kind, shown, most) : null;
  });
  return rows.every((row) => row !== null) ? tableOf(split, rows) : null;
}

/** What may stand behind a number as it is printed: less than ten is one word. */
function behind(shown: number): readonly number[] {
  return shown < 2 * base ? [0, base] : [shown];
}

/** The one class of a person; what their cases say differently is not said, of forms it is several. */
function classOf({ inPeriod }: Person, split: Exclude<ReleasedSplit, "help">): string {
  const all = inPeriod.flatMap((one) => (split === "form" ? one.forms : [one[split]]));
  const classKeys = [...new Set(all)].filter((key) => key !== notSaid);
  const [only = notSaid] = classKeys;
  if (classKeys.length <= 1) return only;
  return split === "form" ? several : notSaid;
}
