// What an office makes of the counts that were sealed to it (YC7): who sent one, the numbers that may be said, and the rows that say them. A pure function of the rows, the
// directory and a size of the log, so that the second office finds the same bytes.

import type { Directory } from "../../core/directory.ts";
import {
  type CountFact,
  countFacts,
  countSplitNames,
  countSplits,
  wholeOfFact,
} from "../../core/registers/count-facts.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { ownFiles, type RecordNote, type SaidRow } from "../../core/registers/row.ts";
import { firstAt } from "../../core/waits.ts";
import type { YearCount } from "../../core/year-count.ts";
import type { RecordBook } from "../../record/book.ts";
import { casesReleases, keyOfCasesRelease } from "../../record/release.ts";
import { askedToCount, type SentCount, sentCounts } from "../../record/sent-counts.ts";
import { spelled } from "../../record/statement.ts";
import { daysFact, isCellOf, tokensOf, totalOf } from "../../statistics/country.ts";
import { type Release, releaseOfCountry } from "../../statistics/release.ts";
import { type DrawFor, isSaid, type ReleasedRow } from "../../statistics/small-numbers.ts";
import { chanceOf } from "../cases/release-chance.ts";
import { waiting, windowsClosing } from "./joined-years.ts";
import { hashOfText } from "./record-keeper.ts";

/** Why the count of an organisation is not in the sum: it sent none, its second device did not sign it, or its rows do not add up. */
type NotCounted = "missing" | "unsigned" | "odd";

export interface CountryCount {
  readonly year: number;
  /** All that are to count, in the order of their ids; with the reason where they are not counted. */
  readonly senders: readonly {
    readonly organisation: string;
    readonly count: YearCount | null;
    readonly not: NotCounted | null;
  }[];
  readonly asked: number;
  readonly sent: number;
  /** Organisations that counted a case which another one counted too: the case is in the sums once. */
  readonly doubled: readonly string[];
  /** A split of too few persons waits: its year is joined with others (YC11). */
  readonly leftOut: readonly { readonly of: string; readonly why: Release["leftOut"][number]["why"] | "waits" }[];
  readonly rows: readonly SaidRow<"tally">[];
  /** True where so few cases changed since the first edition that a second one would show them. */
  readonly isUnchanged: boolean;
}

interface Known {
  readonly book: Pick<RecordBook, "all" | "statements" | "withdrawn">;
  /** The sealed notes that this office holds. */
  readonly notes: readonly RecordNote[];
  readonly directory: Directory;
  readonly origin: string;
}

/** The country's numbers of a year by what is known at a size of the log. */
export function countryCount(known: Known, year: number, size: number, edition: number): CountryCount {
  const first = edition === 1 ? undefined : casesReleases(known.book, year).find(({ values }) => values.edition === 1);
  // Made again, and not taken from what stands there: a false first edition is not repeated.
  const then = first === undefined ? takenBack(known, year) : madeAt(known, year, first.values.until);
  const now = madeAt(known, year, size, then);
  const { counted: _, rows, leftOut: __, tables: ___, kept, ...head } = now;
  if (then === null) {
    const joined = joinedRows(known, size, now);
    const leftOut = leftOutOf(now, now).filter(({ of }) => !joined.some(({ values }) => values.by === of));
    return { ...head, leftOut, rows: [...rows, ...joined].toSorted(byKey), isUnchanged: false };
  }
  const isWholeNow = then.sent < then.asked && head.sent === head.asked;
  const ofYear = first?.tallies.filter(({ values }) => values.years === undefined) ?? [];
  const isTrue = first !== undefined && spelledRows(ofYear) === spelledRows(then.rows);
  return {
    ...head,
    leftOut: leftOutOf(now, then),
    rows: rowsAfter(then, now),
    isUnchanged: countFacts.every((fact) => kept.get(fact) === "few") && !isWholeNow && isTrue,
  };
}

/** The rows of an edition before which everybody read another one. */
export function rowsAfter(then: Made, { counted, rows, kept }: Made): readonly Tally[] {
  const isKept = ({ values }: Tally) => kept.has(factOfRow(values.fact) ?? "victims-identified");
  // A part may be left out because of what its whole is now (YC7d).
  const isPrinted = ({ key, values: { fact } }: Tally) =>
    wholeOfFact[fact as CountFact] === undefined || rows.some((row) => row.key === key);
  const keptRows = then.rows.flatMap((row): readonly Tally[] => {
    const fact = factOfRow(row.values.fact) ?? "victims-identified";
    const why = kept.get(fact);
    if (why === undefined || !isPrinted(row)) return [];
    // Its classes may have changed in any way.
    if (why === "alone" && (row.values.by !== undefined || isOfFewer(then, counted, fact))) return [];
    return [why === "alone" ? { ...row, values: atLeast(row.values) } : row];
  });
  // A year that waits may stand in a window: its own parts beside it would say those of another year.
  const isOfWindow = ({ values: { fact, by } }: Tally) =>
    by !== undefined && waitingIn(then, fact as CountFact) !== null;
  const allRows = [...keptRows, ...rows.filter((row) => !isKept(row))].filter((row) => !isOfWindow(row));
  return allRows.toSorted(byKey);
}

function isOfFewer(then: Pick<Made, "counted">, now: readonly YearCount[], fact: CountFact): boolean {
  return tokensOf(now, fact).length < tokensOf(then.counted, fact).length;
}

/**
 * What a release came to that was taken back since, whole or in part: everybody read it, so that a new one says no few cases more or less either. Null where there is
 * none, and where its rows are not what follows from the counts: an invented one changes no number of a true one.
 */
function takenBack(known: Known, year: number): Made | null {
  const { book } = known;
  const isOfReleases = ({ register }: { readonly register: string }) => register === "release" || register === "tally";
  const inForce = book.all.filter(isOfReleases).map(({ values, history, ...row }) => {
    return { ...row, versions: [values, ...history.map((version) => version.values)] };
  });
  const gone = book.withdrawn.filter(isOfReleases).map(({ history, ...row }) => {
    return { ...row, versions: history.map(({ values }) => values) };
  });
  const ever = [...inForce, ...gone];
  const releases = ever.flatMap(({ register, key, organisation, versions }) => {
    if (register !== "release" || key !== keyOfCasesRelease(year, 1)) return [];
    const values = versions.findLast((one) => one !== null) as RowValues<"release"> | undefined;
    const isOfYear = values?.what === "cases" && values.edition === 1 && values.year === String(year);
    return isOfYear ? [{ organisation, until: values.until }] : [];
  });
  for (const { organisation, until } of releases.toSorted((a, b) => a.until - b.until)) {
    const then = madeAt(known, year, until);
    const said = new Set(
      ever.flatMap(({ register, key, organisation: by, versions }) =>
        register === "tally" && by === organisation
          ? versions.flatMap((values) => (values === null ? [] : [spelledRows([{ key, values }])]))
          : [],
      ),
    );
    if (then.rows.length > 0 && then.rows.every((row) => said.has(spelledRows([row])))) return then;
  }
  return null;
}

function madeAt({ notes, directory, origin }: Known, year: number, size: number, before: Printed | null = null): Made {
  return madeOf(sendersOf(notes, directory, year, size), year, chanceOf(origin), before);
}

/** `before` is an edition that everybody read: whoever changed their own count since would read others by both. */
export function madeOf(
  senders: CountryCount["senders"],
  year: number,
  drawFor: DrawFor,
  before: Printed | null = null,
) {
  const counted = countedIn(senders);
  const kept = before === null ? new Map<CountFact, Kept>() : keptFacts(before, { senders, counted });
  const printed = before && { tables: before.tables, sent: countedBefore(senders, before), kept: [...kept.keys()] };
  const { leftOut, tables } = releaseOfCountry(counted, year, drawFor, printed ?? undefined);
  const [asked, sent] = [senders.length, counted.length];
  const rows = rowsOf(tables, year, sent < asked);
  return { year, senders, asked, sent, doubled: doubledIn(senders), leftOut, rows, counted, tables, kept };
}

/** Why a number of a first edition stands in the second one: few cases changed, or an organisation alone changed its part of a sum. */
type Kept = "few" | "alone";

/** The facts of which nothing new is said (YC8a). */
function keptFacts(then: Counted, now: Counted): ReadonlyMap<CountFact, Kept> {
  // Whoever takes their own changes away must not be left with a few of others.
  const isFew = (n: number, least: number) => n >= least && n < fewestChanged;
  return new Map(
    countFacts.flatMap((fact): readonly [CountFact, Kept][] => {
      const [was, is] = [tokensOf(then.counted, fact), tokensOf(now.counted, fact)];
      const ofEach = now.senders.map(({ organisation }) => ({
        before: ownTokens(then.senders, organisation, fact),
        now: ownTokens(now.senders, organisation, fact),
      }));
      const others = ofEach.map((one) => {
        const own = new Set([...one.before, ...one.now]);
        return difference(
          was.filter((token) => !own.has(token)),
          is.filter((token) => !own.has(token)),
        );
      });
      if (isFew(difference(was, is), 0) || others.some((n) => isFew(n, 1))) return [[fact, "few"]];
      // By an exact sum and one that is not, or by two that are not, the one that changed would read the rest. Parts have an audit of their own (YC7d).
      const isOpen = [then, now].some(({ counted }) => !isSaid(totalOf(counted, fact)));
      const changes = ofEach.filter((one) => difference(one.before, one.now) > 0);
      return wholeOfFact[fact] === undefined && isOpen && changes.length === 1 ? [[fact, "alone"]] : [];
    }),
  );
}

interface Counted {
  readonly senders: CountryCount["senders"];
  readonly counted: readonly YearCount[];
}

interface Printed extends Counted {
  readonly tables: ReturnType<typeof releaseOfCountry>["tables"];
}

/** What each of those who are counted now had sent before. */
function countedBefore(now: CountryCount["senders"], { senders }: Counted): readonly (YearCount | null)[] {
  const isCounted = ({ count, not }: CountryCount["senders"][number]) => count !== null && not === null;
  const ofBefore = new Map(senders.filter(isCounted).map(({ organisation, count }) => [organisation, count]));
  return now.filter(isCounted).map(({ organisation }) => ofBefore.get(organisation) ?? null);
}

type Made = ReturnType<typeof madeOf>;
type Tally = SaidRow<"tally">;

/** The parts of the windows that close with a year (YC11), for its first edition. */
function joinedRows(known: Known, size: number, { year, rows, counted }: Made): readonly Tally[] {
  const { book, notes, directory, origin } = known;
  const countedAt = (of: number, until: number) =>
    of === year ? counted : countedIn(sendersOf(notes, directory, of, until));
  const joining = { book, directory, size, countedAt, drawFor: chanceOf(origin) };
  const windows = windowsClosing(joining, { year, rows: rows.map(({ values }) => values) });
  return windows.flatMap(({ years, tables }) => rowsOf(tables, year, false, years));
}

/** How many a year has that is joined with others; null for any other. */
function waitingIn({ rows }: Made, fact: CountFact): number | null {
  return waiting(
    rows.map(({ values }) => values),
    fact,
  );
}

/** What is left out, of which a split waits where that of the first edition does. */
function leftOutOf({ leftOut, kept, counted }: Made, first: Made): CountryCount["leftOut"] {
  const waits = countSplitNames.filter(
    (by) => by !== "citizenship-country" && (waitingIn(first, countSplits[by]) ?? 0) > 0,
  );
  const changedAlone = countFacts.filter((fact) => kept.get(fact) === "alone");
  const follow = [
    ...changedAlone.filter((fact) => isOfFewer(first, counted, fact)),
    ...countSplitNames.filter((by) => changedAlone.includes(countSplits[by]) && !waits.includes(by)),
  ];
  const others = leftOut.filter(({ of }) => ![...waits, ...follow].some((each) => each === of));
  return [
    ...others,
    ...follow.map((of) => ({ of, why: "follows" }) as const),
    ...waits.map((of) => ({ of, why: "waits" }) as const),
  ];
}

function countedIn(senders: CountryCount["senders"]): readonly YearCount[] {
  return senders.flatMap(({ count, not }) => (count === null || not !== null ? [] : [count]));
}

function ownTokens(senders: CountryCount["senders"], organisation: string, fact: CountFact): readonly string[] {
  return senders.find((one) => one.organisation === organisation)?.count?.tokens[fact] ?? [];
}

/** Rows as one text, whatever the order of their fields. */
function spelledRows(rows: readonly { readonly key: string; readonly values: object }[]): string {
  const each = rows.map(({ key, values }) => `${key} ${spelled(values)}`);
  return each.sort().join("\n");
}

/** Of fewer cases a second edition says nothing: the difference of the two would. */
const fewestChanged = 5;

function sendersOf(
  notes: readonly RecordNote[],
  directory: Directory,
  year: number,
  size: number,
): CountryCount["senders"] {
  const held = notes.filter(({ leaf, batch }) => batch.register === "count" && leaf !== null && leaf < size);
  const all = countsIn(held, year, directory, size);
  return askedToCount(directory, year).map((organisation) => {
    const ofOne = all.filter((one) => one.organisation === organisation);
    // Whoever has one device alone signs nothing twice.
    const isAlone = signersOf(directory, organisation, year, size) < 2;
    const one = ofOne.findLast(({ isSigned }) => isSigned || isAlone);
    if (one !== undefined) return { organisation, count: one.count, not: null };
    const isThere = held.some(({ device }) => directory.device(device)?.organisation === organisation);
    return { organisation, count: null, not: ofOne.length > 0 ? "unsigned" : isThere ? "odd" : "missing" };
  });
}

/** The counts among these notes, in the order of the log. */
export function countsIn(
  notes: readonly RecordNote[],
  year: number,
  directory: Directory,
  now: number,
): readonly SentCount[] {
  return sentCounts(notes, year, { directory, now, hashOf: hashOfText, isCell: isCellOf });
}

/**
 * The most reader devices that an organisation had at once from the year on, as the log alone says, so that both offices find as many. One that is revoked leaves nobody
 * alone: else whoever revokes a colleague needs no second signature.
 */
export function signersOf(directory: Directory, organisation: string, year: number, size: number): number {
  const seconds = Date.parse(`${year}-01-01T00:00:00Z`) / 1000;
  const begin = directory.times[firstAt(directory.times, (time) => time.seconds >= seconds)]?.index ?? size;
  const readers = directory.devicesOf(organisation).filter(({ role }) => role === "reader");
  const ends = readers.flatMap(({ revoked }) =>
    revoked === null || revoked < begin || revoked > size ? [] : [revoked],
  );
  const activeAt = (leaf: number) => readers.filter(({ id }) => directory.isActiveDevice(id, leaf)).length;
  return Math.max(...[begin, size, ...ends].map(activeAt));
}

function doubledIn(senders: CountryCount["senders"]): readonly string[] {
  const byToken = new Map<string, string[]>();
  for (const { organisation, count, not } of senders)
    if (count !== null && not === null)
      for (const token of Object.values(count.tokens).flat())
        byToken.set(token, [...(byToken.get(token) ?? []), organisation]);
  return [...new Set([...byToken.values()].filter((all) => all.length > 1).flat())].sort();
}

function difference(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  return one.filter((each) => !b.has(each)).length + other.filter((each) => !a.has(each)).length;
}

/** The fact of the register `count` from which a row follows. */
function factOfRow(fact: string): CountFact | undefined {
  return countFacts.find((each) => each === (fact === daysFact ? "formal-identifications" : fact));
}

function atLeast({ most: _, least, value, ...values }: RowValues<"tally">): RowValues<"tally"> {
  return { ...values, value, least: least ?? value };
}

/** The rows that say a release. Of what is not all none says that it is zero, and no average is of all. */
function rowsOf(
  tables: Release<string>["tables"],
  year: number,
  isOfSome: boolean,
  joined?: readonly number[],
): readonly Tally[] {
  return tables
    .flatMap(({ of, rows }) =>
      rows.flatMap((row, n): readonly Tally[] => {
        const isTotal = of === "totals";
        if (isOfSome && ((row.shown ?? row.least) === 0 || row.key === daysFact)) return [];
        const fact = isTotal ? row.key : countSplits[of as keyof typeof countSplits];
        const split = isTotal ? {} : { by: of as keyof typeof countSplits, cell: row.key };
        return [
          {
            key: `${year}/cases/${joined === undefined ? "" : "joined/"}${isTotal ? row.key : `${of}/${n + 1}`}`,
            source: ownFiles,
            values: {
              ...{ fact, year: String(year), ...numberOf(row, isOfSome), ...split },
              ...(joined === undefined ? {} : { years: joined.map(String) }),
            },
          },
        ];
      }),
    )
    .toSorted(byKey);
}

function byKey(a: Tally, b: Tally): number {
  return a.key < b.key ? -1 : 1;
}

/** A number below five is said by its bounds alone; where somebody is missing there is no most. */
function numberOf(
  { shown, least, most }: ReleasedRow,
  isOfSome: boolean,
): Pick<RowValues<"tally">, "value" | "least" | "most"> {
  const value = shown ?? least;
  if (isOfSome) return { value, least };
  return { value, ...(shown !== null && least === most ? {} : { least, most }) };
}
