// The only way out (CN8): what a reader outside the organisation may have of its cases. Nothing but this file makes a released table. A number below five is never said,
// and does not follow from any others that are: not from a year and its quarters, not from a whole and its parts, not from two of these tables.

import type { CaseInPeriod, Days } from "../core/counted-case.ts";
import { caseInPeriod, notSaid } from "../core/counted-case.ts";
import { several } from "../core/year-count.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import { type CountryTable, countryTables, type SentCount } from "./country.ts";
import { classesOf, type OwnCase, type Split } from "./own-numbers.ts";
import { daysOf, isPeriodOver, quartersOf } from "./period.ts";
import {
  type Bounds,
  type DrawFor,
  fewestSplit,
  fromFive,
  isSaid,
  keeps,
  keepsValues,
  lineKeepsValues,
  type ReleasedRow,
  rounded,
  total,
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
  const isYear = quartersOf(period).length > 1;
  const out: Release["leftOut"][number][] = [];
  const totals = isYear ? totalsOfYear(cases, period, drawFor, out) : totalsOfQuarter(cases, period, drawFor, out);
  const tables: ReleasedTable[] = [tableOf("totals", totals)];
  if (isYear) tables.push(...splitsOf(helpedIn(cases, days), totals, drawFor, out));
  return { period, tables, leftOut: out };
}

/** The release of a country's cases of a year, from what organisations counted (YC7). */
export function releaseOfCountry(
  sent: readonly SentCount[],
  year: number,
  drawFor: DrawFor,
): Release<CountryTable["of"]> {
  const { tables, leftOut } = countryTables(sent, year, drawFor);
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

/** From five on all of it is rounded: exact persons of two quarters and of their year would say how many went on from one to the other. */
function totalsOfQuarter(
  cases: readonly OwnCase[],
  quarter: string,
  drawFor: DrawFor,
  out: Release["leftOut"][number][],
): readonly ReleasedRow[] {
  const persons = helpedIn(cases, daysOf(quarter) ?? none);
  if (persons.length > 0 && persons.length < base) {
    out.push({ of: "new", why: "few" });
    return [total("helped", persons.length)];
  }
  const helped =
    persons.length === 0
      ? total("helped", 0)
      : fromFive(roundedPart("helped", persons, `${quarter} helped`, drawFor, 0));
  return [helped, roundedPart("new", persons.filter(isNew), `${quarter} new`, drawFor, 0)];
}

const none: Days = { first: "", last: "" };

function roundedPart(key: string, persons: readonly Person[], table: string, drawFor: DrawFor, attempt: number) {
  const [shown = 0] = roundLine([persons.length], drawFor(table, idsOf(persons), attempt));
  return rounded(key, shown);
}

/** What a year says is audited together with what each of its quarters says: persons are exact where that leaves every small number open, and rounded else. */
function totalsOfYear(
  cases: readonly OwnCase[],
  year: string,
  drawFor: DrawFor,
  out: Release["leftOut"][number][],
): readonly ReleasedRow[] {
  const quarters = [1, 2, 3, 4].map((n) => `${year}-Q${n}`);
  const ofQuarters = quarters.map((quarter) => totalsOfQuarter(cases, quarter, drawFor, []));
  const persons = helpedIn(cases, daysOf(year) ?? none);
  const rows: ReleasedRow[] = [];
  const helpedInQuarters = ofQuarters.flatMap((quarter) => quarter.filter(({ key }) => key === "helped"));
  const isHidden = helpedInQuarters.some(({ shown }) => shown === null);
  const roundedYear = (key: string, of: readonly Person[], isSafe: (row: ReleasedRow) => boolean) =>
    tried((attempt) => {
      const part = roundedPart(key, of, `${year} ${key}`, drawFor, attempt);
      const row = key === "helped" ? fromFive(part) : part;
      return isSafe(row) ? row : null;
    });
  const push = (key: string, row: ReleasedRow | null) => {
    if (row === null) out.push({ of: key, why: "follows" });
    else rows.push(row);
  };
  // Somebody helped in two quarters is one person of the year: quarters add up to the year at least.
  const keepsQuarters = (row: ReleasedRow) =>
    keepsValues(helpedInQuarters, { least: row.least, most: Infinity }) &&
    helpedInQuarters.every((quarter) => keeps(without(row, quarter)));
  const exact = total("helped", persons.length);
  const isExact = persons.length < base || (!isHidden && keepsQuarters(exact));
  push("helped", isExact ? exact : roundedYear("helped", persons, keepsQuarters));
  if (exact.shown === null) {
    out.push({ of: "new", why: "few" });
    return rows;
  }
  const inQuarters = ofQuarters.flatMap((quarter) => quarter.filter((row) => row.key === "new"));
  // What a quarter does not say at all may be anything up to the persons that it says.
  const unsaid = ofQuarters.flatMap((quarter) =>
    quarter.some((row) => row.key === "new") ? [] : [{ least: 0, most: base - 1 }],
  );
  const [helped] = rows;
  const [[helpedFirst, newFirst] = []] = ofQuarters;
  push(
    "new",
    roundedYear("new", persons.filter(isNew), (row) => {
      if (!keepsValues([...inQuarters, ...unsaid], row)) return false;
      if (helped === undefined) return true;
      const goingOn = without(helped, row);
      if (helpedFirst === undefined || newFirst === undefined) return keeps(goingOn);
      // Whoever went on into the first quarter went on into the year.
      const { least, most } = without(helpedFirst, newFirst);
      return keeps(goingOn) && keeps({ least, most: Math.min(most, goingOn.most) });
    }),
  );
  return rows;
}

/** How many of all are not in a part of them. */
function without(all: Bounds, part: Bounds): Bounds {
  return { least: Math.max(0, all.least - part.most), most: all.most - part.least };
}

/** The splits of a year. Of a whole that is rounded there is none: parts that add up otherwise, or reach above it, would say what its rounding hides. */
function splitsOf(
  persons: readonly Person[],
  totals: readonly ReleasedRow[],
  drawFor: DrawFor,
  out: Release["leftOut"][number][],
): readonly ReleasedTable[] {
  const helped = totals.find(({ key }) => key === "helped");
  const isExact = helped !== undefined && isSaid(helped);
  return releasedSplits.flatMap((split): readonly ReleasedTable[] => {
    const isEnough = isExact && helped.least >= fewestSplit;
    if (!isEnough) out.push({ of: split, why: isExact || helped?.shown === null ? "few" : "follows" });
    if (!isEnough) return [];
    const rows = split === "help" ? helpLines(persons, drawFor) : classLine(persons, split, drawFor);
    if (rows !== null) return [tableOf(split, rows)];
    out.push({ of: split, why: "follows" });
    return [];
  });
}

function classLine(
  persons: readonly Person[],
  split: Exclude<ReleasedSplit, "help">,
  drawFor: DrawFor,
): readonly ReleasedRow[] | null {
  const classes = split === "form" ? [...classesOf("form"), several] : classesOf(split);
  const byClass = Map.groupBy(persons, (person) => classOf(person, split));
  const cells = classes.map((key) => byClass.get(key)?.length ?? 0);
  // The year is no part of it: the same persons in two years would be seen rounded in two ways.
  const drawnFrom = [...idsOf(persons), ...cells.map(String)];
  return tried((attempt) => {
    const shown = roundLine(cells, drawFor(split, drawnFrom, attempt));
    const rows = classes.map((key, i) => rounded(key, shown[i] ?? 0, persons.length));
    const { length } = persons;
    return keepsValues(rows, { least: length, most: length }) && lineKeepsValues(shown, length) ? rows : null;
  });
}

/** The one class of a person; what their cases say differently is not said, of forms it is several. */
function classOf({ inPeriod }: Person, split: Exclude<ReleasedSplit, "help">): string {
  const all = inPeriod.flatMap((one) => (split === "form" ? one.forms : [one[split]]));
  const classKeys = [...new Set(all)].filter((key) => key !== notSaid);
  const [only = notSaid] = classKeys;
  if (classKeys.length <= 1) return only;
  return split === "form" ? several : notSaid;
}

/** Each kind of help is a line by itself: persons with it, and persons without it. */
function helpLines(persons: readonly Person[], drawFor: DrawFor): readonly ReleasedRow[] | null {
  const { length } = persons;
  const rows = classesOf("help").map((kind) => {
    const having = persons.filter(({ inPeriod }) => inPeriod.some(({ help }) => help.includes(kind))).length;
    return tried((attempt) => {
      const shown = roundLine(
        [having, length - having],
        drawFor(`help ${kind}`, [...idsOf(persons), String(having)], attempt),
      );
      const both = shown.map((one) => rounded(kind, one, length));
      return keepsValues(both, { least: length, most: length }) ? (both[0] ?? null) : null;
    });
  });
  return rows.every((row) => row !== null) ? rows : null;
}
