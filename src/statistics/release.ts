// The only way out (CN8): what a reader outside the organisation may have of its cases. Nothing but this file makes a released table. A number below five is never said,
// and does not follow from any others that are: not from a year and its quarters, not from a whole and its parts, not from two of these tables.

import type { CaseInPeriod, Days } from "../core/counted-case.ts";
import { caseInPeriod, isCurrency, notSaid } from "../core/counted-case.ts";
import { dayNumber } from "../core/form/calendar-day.ts";
import { several } from "../core/year-count.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import { type CountryTable, countryTables, type SentCount } from "./country.ts";
import { byGivenRow, classesOf, givenRow, type OwnCase, type Split } from "./own-numbers.ts";
import { daysOf, isPeriodOver, quartersOf } from "./period.ts";
import {
  type Bounds,
  boundsOf,
  type DrawFor,
  fewestSplit,
  fewestValues,
  fromFive,
  isSaid,
  keepsValues,
  lineKeepsValues,
  type ReleasedRow,
  rounded,
  total,
  tried,
} from "./small-numbers.ts";

declare const released: unique symbol;

export interface ReleasedTable<Of extends string = OwnTable> {
  readonly [released]: true;
  /** The rows of `help` do not add up: each is split from all persons by itself. Those of `given` count units, not persons. */
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
type OwnTable = "totals" | ReleasedSplit | "given";

/** The release of a quarter or a year that is over on a day; null for any other period. A quarter has totals alone. */
export function release(cases: readonly OwnCase[], period: string, today: string, drawFor: DrawFor): Release | null {
  const days = daysOf(period);
  if (days === null || !isPeriodOver(period, today)) return null;
  const isYear = quartersOf(period).length > 1;
  const out: Release["leftOut"][number][] = [];
  const totals = isYear ? totalsOfYear(cases, period, drawFor, out) : totalsOfQuarter(cases, period, drawFor, out);
  const tables: ReleasedTable[] = [tableOf("totals", totals)];
  if (isYear) tables.push(...splitsOf(helpedIn(cases, days), period, totals, drawFor, out));
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

/** True for a number that keeps enough values, is five at least, or none. */
function keeps({ least, most }: Bounds): boolean {
  return least >= base || most <= 0 || most - least + 1 >= fewestValues;
}

/** The splits of a year. Of a whole that is rounded there is none: parts that add up otherwise, or reach above it, would say what its rounding hides. */
function splitsOf(
  persons: readonly Person[],
  year: string,
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
    const rows = split === "help" ? null : classLine(persons, split, drawFor);
    const help = split === "help" ? helpLines(persons, year, drawFor) : null;
    if (help !== null) return [tableOf("help", help.help), tableOf("given", help.given)];
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

/**
 * Each kind of help is a line by itself, persons with it and without it, and so is each unit of it. One draw serves a kind, its units and how much was given: of as
 * many persons they say the same, and where each got one of a unit, how much was given says no more than how many.
 */
function helpLines(
  persons: readonly Person[],
  year: string,
  drawFor: DrawFor,
): { readonly help: readonly ReleasedRow[]; readonly given: readonly ReleasedRow[] } | null {
  const whole = { least: persons.length, most: persons.length };
  const byRow = measuresOf(persons, year);
  const lines = classesOf("help").map((kind) => {
    const having = persons.filter(({ inPeriod }) => inPeriod.some(({ help }) => help.includes(kind))).length;
    const rows = [...byRow.keys()].filter((row) => row.startsWith(`${kind} `));
    const units = rows.map((row) => `${row} ${byRow.get(row)?.length ?? 0}`);
    const drawnFrom = [...idsOf(persons), String(having), ...units];
    return tried((attempt) => {
      const draw = () => drawFor(`help ${kind}`, drawnFrom, attempt);
      const line = (key: string, n: number) => {
        const shown = roundLine([n, persons.length - n], draw());
        const both = shown.map((one) => rounded(key, one, persons.length));
        const [row] = both;
        const [bounds] = boundsOf(both, whole);
        return row !== undefined && bounds !== undefined && keepsValues(both, whole) ? { row, bounds, draw } : null;
      };
      const ofKind = line(kind, having);
      const ofUnits = rows.map((row) => line(row, byRow.get(row)?.length ?? 0));
      return ofKind === null || ofUnits.includes(null) ? null : { ofKind, ofUnits };
    });
  });
  if (lines.includes(null)) return null;
  const isManyWithout = ({ most }: Bounds) => persons.length - most >= base;
  const units = lines.flatMap((line) =>
    (line?.ofUnits ?? []).flatMap((unit) => {
      if (line === null || unit === null || unit.bounds.least < base) return [];
      // Whoever knows how much each got reads how many got it, and so how many did not.
      return isManyWithout(line.ofKind.bounds) || unit.row.key.endsWith(" nights") ? [unit] : [];
    }),
  );
  return {
    help: lines.flatMap((line) => line?.ofKind.row ?? []),
    given: units.map(({ row: { key }, bounds, draw }) => {
      const sum = (byRow.get(key) ?? []).reduce((all, number) => all + number, 0);
      const [shown = 0] = roundLine([Math.round(sum)], draw());
      return unitRow(key, shown, bounds, daysIn(year));
    }),
  };
}

/** What each person got of each kind and unit, by row: money in whole units of it, nights no more than the year has. */
function measuresOf(persons: readonly Person[], year: string): ReadonlyMap<string, readonly number[]> {
  const all = persons.flatMap(({ inPeriod }, person) =>
    inPeriod.flatMap(({ given }) => given.map((one) => ({ row: givenRow(one), person, ...one }))),
  );
  const rows = [...Map.groupBy(all, ({ row }) => row)].sort(([a], [b]) => byGivenRow(a, b));
  return new Map(
    rows.map(([row, ofRow]) => {
      const byPerson = [...Map.groupBy(ofRow, ({ person }) => person).values()];
      return [
        row,
        byPerson.map((ofPerson) => {
          const sum = ofPerson.reduce((total, { number }) => total + number, 0);
          const { unit = "" } = ofPerson[0] ?? {};
          if (isCurrency(unit)) return sum / 100;
          return unit === "nights" ? Math.min(sum, daysIn(year)) : sum;
        }),
      ];
    }),
  );
}

function daysIn(year: string): number {
  const { first, last } = daysOf(year) ?? none;
  return dayNumber(last) - dayNumber(first) + 1;
}

/**
 * How much was given, rounded. Nobody has more nights than the year: what would say by that how many persons had them is shown as the most that does not. That
 * whoever got something got one of its unit says nothing more, since as many persons are rounded by the same step.
 */
function unitRow(key: string, drawn: number, persons: Bounds, days: number): ReleasedRow {
  const unit = key.split(" ")[1] ?? "";
  const highest = unit === "nights" ? Math.floor((persons.least * days + base - 1) / base) * base : Infinity;
  const shown = Math.min(drawn, highest);
  return {
    key,
    least: Math.max(0, shown - base + 1),
    most: shown === highest ? persons.most * days : shown + base - 1,
    shown,
  };
}
