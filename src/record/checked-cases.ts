// What anybody can check of a country's released cases from open rows alone (docs/spec/offices.md, YC14): the newest release of each year, who made the same rows again, and
// each row that does not hold. Not the counts themselves: these are sealed to the two offices. A pure function of the record.
import { countFacts } from "../core/registers/count-facts.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";
import { casesReleases, type YearRelease } from "./release.ts";
import type { SignOff, Statement } from "./statement.ts";

type CasesRow = RowValues<"tally">;

/** Why a row does not hold. */
type FlawedRow =
  /** It was corrected after the release, or taken back: it is not the row that was released. */
  | "changed"
  | "withdrawn"
  /** The same class of the same fact stands there more than once. */
  | "twice"
  /** It says a number of one to four. */
  | "small"
  /** It cannot lie between its own bounds, or is not rounded as a part is. */
  | "bounds"
  /** It says how many at most, or an exact number, though some organisation is missing. */
  | "partial"
  /** A part of what is not said exactly, or not said. */
  | "no-whole"
  /** A part of joined years of which one has parts in another table. */
  | "overlap"
  /** A part that is more than its whole. */
  | "above"
  /** Of one official alone (TA7a). */
  | "alone";

/** What is wrong with a row, or with the parts of a whole that it is one of. */
export type ReleaseFlaw =
  | { readonly is: FlawedRow; readonly row: CasesRow }
  | { readonly is: "sum"; readonly row: CasesRow; readonly whole: number; readonly sum: number };

/** A release as it is shown. */
export interface ShownRelease {
  readonly year: number;
  readonly release: { readonly values: Pick<YearRelease["values"], "edition" | "office" | "asked" | "sent"> };
  /** The office that made the same rows again and signed them; `alone` where there is nobody else who could. */
  readonly signed: Pick<SignOff, "office" | "organisation"> | "not-yet" | "alone";
}

export interface CheckedRelease extends ShownRelease {
  readonly release: YearRelease;
  /** Empty where every row holds. */
  readonly flaws: readonly ReleaseFlaw[];
}

export interface CheckedCases extends CheckedRelease {
  /** Years that are joined for a fact, in the first edition of the last of them (YC11), and what they come to; null for one year. */
  readonly joined: { readonly years: readonly string[]; readonly whole: number | null } | null;
  readonly rows: readonly CasesRow[];
}

/** The newest release of each year that has one, and after it the windows that close with it; the newest year first. And how many rows about cases belong to no release. */
export function checkedCases(
  book: Pick<RecordBook, "statements" | "withdrawn">,
  officesAt: (leaf: number) => readonly string[],
): { readonly years: readonly CheckedCases[]; readonly stray: number } {
  const [releases, tallies] = [book.statements("release"), book.statements("tally")];
  const named = releases.flatMap(({ values }) => (values.what === "cases" ? [Number(values.year)] : []));
  const found = [...new Set(named)].toSorted((a, b) => b - a).map((year) => casesReleases(book, year));
  const changedIn = (release: YearRelease) =>
    changedRows(book, release, ({ key, source }) => source === ownFiles && isOfCases(key, release.values.year));
  const years = found.flatMap((editions): readonly CheckedCases[] => {
    const release = editions.at(-1);
    if (release === undefined) return [];
    const year = Number(release.values.year);
    const rows = release.tallies.map(({ values }) => values).filter(({ years: joined }) => joined === undefined);
    const changed = changedIn(release);
    // What is left of a release that was changed does not add up anyway.
    const flaws = changed.length > 0 ? changed : flawsOf(rows, release.values);
    return [{ year, release, signed: signedBy(release, officesAt), joined: null, rows, flaws }];
  });
  const windows = windowsIn(found).flatMap(({ editions, release, ...window }): readonly CheckedCases[] => {
    const signed = signedBy(release, officesAt);
    // What the other office never made is shown until the edition after it, as its year is.
    if (signed === "not-yet" && editions.at(-1) !== release) return [];
    const changed = changedIn(release).filter(({ row }) => row.years !== undefined);
    const whole = wholeOfWindow(window, release, found);
    const flaws = changed.length > 0 ? changed : flawsOfWindow(window, whole, found);
    const joined = { years: window.joined, whole };
    return [{ year: Number(release.values.year), release, signed, joined, rows: window.rows, flaws }];
  });
  const inRelease = new Set(found.flat().flatMap((release) => release.tallies));
  const stray = tallies.filter((one) => one.source === ownFiles && isOfCases(one.key) && !inRelease.has(one)).length;
  return { years: [...years, ...windows].toSorted((a, b) => b.year - a.year), stray };
}

export function isOfCases(key: string, year = "[0-9]{4}"): boolean {
  return new RegExp(`^${year}/cases/`).test(key);
}

export function signedBy(
  { organisation, tallies, first }: YearRelease,
  officesAt: (leaf: number) => readonly string[],
): CheckedRelease["signed"] {
  const others = officesAt(first.leaf ?? 0).filter((office) => office !== organisation);
  if (others.length === 0) return "alone";
  const signatures = tallies[0]?.signedOff ?? [];
  return signatures.find((by) => others.includes(by.organisation)) ?? "not-yet";
}

/** Rows of the same office about the same year that no release of it names, not even one that it took back; and rows of this release that were taken back. */
export function changedRows(
  { statements, withdrawn }: Pick<RecordBook, "statements" | "withdrawn">,
  { organisation, tallies }: YearRelease,
  isOfIt: (row: Pick<Statement, "key" | "source">) => boolean,
): readonly ReleaseFlaw[] {
  const isOwn = (one: Pick<Statement, "organisation">) => one.organisation === organisation;
  const named = [
    ...statements("release").filter(isOwn),
    ...withdrawn.filter((one) => one.register === "release" && isOwn(one)),
  ].flatMap((one) => ["values" in one ? one.values : null, ...one.history.map((version) => version.values)]);
  const imports = named.map((each) => (each as RowValues<"release"> | null)?.import);
  const isOfYear = (one: Pick<Statement, "organisation" | "key" | "source">) => isOwn(one) && isOfIt(one);
  // What was entered before this release is of one before it.
  const since = tallies.map(({ at }) => at).toSorted()[0] ?? "";
  return [
    ...statements("tally")
      .filter((one) => isOfYear(one) && !imports.includes(one.import))
      .map((one) => ({ is: "changed", row: one.values }) as const),
    ...withdrawn
      .filter((one) => one.register === "tally" && isOfYear(one))
      .flatMap((one): readonly ReleaseFlaw[] => {
        const last = one.history.find((version) => version.values !== null);
        return last === undefined || last.at < since ? [] : [{ is: "withdrawn", row: last.values as CasesRow }];
      }),
  ];
}

/** Rounded parts are multiples of this, and nobody reads a number below it (YC7). */
const base = 5;

function flawsOf(rows: readonly CasesRow[], { asked = 0, sent = 0 }: RowValues<"release">): readonly ReleaseFlaw[] {
  const isPartial = sent < asked;
  const wholes = new Map(rows.flatMap((row) => (row.by === undefined ? [[row.fact, wholeOf(row)] as const] : [])));
  const ofEach = flawsOfEach(rows, (row) => {
    if (isPartial && (row.least === undefined || row.most !== undefined)) return "partial";
    return row.by === undefined ? flawOfTotal(row) : flawOfPart(row, wholes.get(row.fact) ?? null);
  });
  const ofFacts = [...Map.groupBy(rows, ({ fact }) => fact)];
  return [...ofEach, ...ofFacts.flatMap(([fact, some]) => sumsApart(some, wholes.get(fact) ?? null))];
}

/** The first thing that is wrong with each row; one that is there again is so whatever it says. */
export function flawsOfEach(
  rows: readonly CasesRow[],
  flawOf: (row: CasesRow) => FlawedRow | null,
): readonly ReleaseFlaw[] {
  const names = rows.map(({ fact, by, cell, currency }) => [fact, by, cell, currency].join(" "));
  return rows.flatMap((row, at): readonly ReleaseFlaw[] => {
    const is = names.indexOf(names[at] ?? "") < at ? "twice" : flawOf(row);
    return is === null ? [] : [{ is, row }];
  });
}

function flawOfTotal({ fact, value, least, most }: CasesRow): FlawedRow | null {
  const isCount = (countFacts as readonly string[]).includes(fact);
  if (least === undefined) return most !== undefined ? "bounds" : isCount && value > 0 && value < base ? "small" : null;
  if (value < least || (most !== undefined && least > most)) return "bounds";
  // Of fewer than five whose number nobody may know it is said that there is one at least.
  const isSmall = isCount && value < base && (most === undefined ? least > 1 : least > 0 && least === most);
  return isSmall ? "small" : null;
}

/** A part is rounded; of a whole of which nobody knows how many it has there is none. */
function flawOfPart({ value, least, most }: CasesRow, whole: number | null): FlawedRow | null {
  if (whole === null) return "no-whole";
  const isRounded = value % base === 0 && least === Math.max(0, value - base + 1);
  return isRounded && (most === undefined || most === Math.min(value + base - 1, whole)) ? null : "bounds";
}

/** How many a whole has that may have parts: one that is exact, or is exactly what those sent who are not missing. */
function wholeOf({ value, least = value, most = least }: CasesRow): number | null {
  return most === least && least === value ? value : null;
}

/** Rows that say parts of the same fact in the same years. */
interface Window {
  readonly joined: readonly string[];
  readonly rows: readonly CasesRow[];
}

/** By year, the editions of each. */
type Found = readonly (readonly YearRelease[])[];

function windowsIn(found: Found) {
  return found.flatMap((editions) =>
    editions.flatMap((release) => {
      const parts = release.tallies.flatMap(({ values }) => (values.years === undefined ? [] : [values]));
      const windows = [...Map.groupBy(parts, ({ fact, years }) => JSON.stringify([fact, years])).values()];
      return windows.map((rows) => ({ editions, release, rows, joined: rows[0]?.years ?? [] }));
    }),
  );
}

/** Calendar years that a window has at most, and persons that it has at least (YC11). */
const [mostYears, fewestOfWindow] = [5, 20];

/** What the joined years come to by what each said exactly before; null where one did not, they come to too few, or they are no window. */
function wholeOfWindow({ joined, rows }: Window, release: YearRelease, found: Found): number | null {
  const fact = rows[0]?.fact ?? "";
  const isInOrder = joined.every((year, at) => at === 0 || year > (joined[at - 1] ?? ""));
  const isOfYear = joined.at(-1) === release.values.year && Number(joined.at(-1)) - Number(joined[0]) < mostYears;
  const numbers = joined.map((year) => saidBefore(found, year, fact, release));
  const sum = numbers.reduce<number | null>((so, n) => (so === null || n === null ? null : so + n), 0);
  return isInOrder && isOfYear && sum !== null && sum >= fewestOfWindow ? sum : null;
}

/** The exact total of a year as it stood when a window was counted. */
function saidBefore(found: Found, year: string, fact: string, { values: { until }, ...window }: YearRelease) {
  const editions = found.find(([one]) => one?.values.year === year) ?? [];
  const before = editions.filter(({ first }) => first === window.first || (first.leaf ?? until) < until);
  const isTotal = ({ values }: YearRelease["tallies"][number]) => values.fact === fact && values.by === undefined;
  const total = before.at(-1)?.tallies.find(isTotal);
  // Of two editions of one office the rows of the second stand in the place of the first one's.
  const replaced = editions.flatMap(({ tallies }) => tallies.filter(isTotal)).map(({ history }) => history.at(-1));
  const said = total?.values ?? replaced.find((version) => version !== undefined)?.values;
  return said === undefined || said === null || said.least !== undefined || said.most !== undefined ? null : said.value;
}

function flawsOfWindow(window: Window, n: number | null, found: Found): readonly ReleaseFlaw[] {
  const { rows, joined } = window;
  const flaws = flawsOfEach(rows, (row) => flawOfPart(row, n));
  const [first] = rows;
  const others = found.flat().flatMap(({ tallies }) => tallies.map(({ values }) => values));
  const isElsewhere = others.some(
    (row) =>
      !rows.includes(row) &&
      row.fact === first?.fact &&
      row.by !== undefined &&
      (row.years ?? [row.year]).some((year) => joined.includes(year)),
  );
  const overlap = isElsewhere && first !== undefined ? [{ is: "overlap", row: first } as const] : [];
  return [...flaws, ...overlap, ...sumsApart(rows, n)];
}

/** Splits of which the parts add up to a sum that is farther from their whole than rounding moves it. */
function sumsApart(rows: readonly CasesRow[], whole: number | null): readonly ReleaseFlaw[] {
  if (whole === null) return [];
  const splits = Map.groupBy(rows, ({ by }) => by);
  return [...splits].flatMap(([by, parts]): readonly ReleaseFlaw[] => {
    const [row] = parts;
    const sum = parts.reduce((so, { value }) => so + value, 0);
    const isApart = by !== undefined && Math.abs(sum - whole) >= base;
    return row !== undefined && isApart ? [{ is: "sum", row, whole, sum }] : [];
  });
}
