// What sealed registers add up to, as rows that everybody can read (docs/spec/tally.md). Whoever holds the sealed rows of an ended year counts them once,
// by the formulas of the catalogue; from then on the facts of that year rest on these rows, and no sealed row is named or looked at.
import { presentFields } from "../core/present-fields.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type SaidRow } from "../core/registers/row.ts";
import type { RecordBook } from "../record/book.ts";
import { casesReleases, releasesNamed, type YearRelease } from "../record/release.ts";
import { compareTexts, type RecordRef, type Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { countRecords } from "./count-records.ts";
import type { FactDefinition, FactStatement, Formula, Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { type ProceedingsSplit, splitsOfProceedings } from "./proceedings-splits.ts";
import { type Counted, statementOf } from "./source-statement.ts";
import { indexStatements, type StatementIndex } from "./statement-index.ts";

/** The sealed register in which the catalogue counts it: no other fact may rest on a sealed record. Null for a fact of open rows. */
export function sealedRegisterOf({ formula }: Pick<FactDefinition, "formula">): RegisterName | null {
  return formula !== undefined && "register" in formula && !registerOf(formula.register).open ? formula.register : null;
}

/**
 * The rows of a release: for each fact of a sealed register and each source what its rows come to in the year. A source that no open row describes has
 * none, since its name would leave a sealed register (TA4). The order of statements makes no difference.
 */
export function talliesOf(statements: readonly Statement[], period: Period): readonly SaidRow<"tally">[] {
  const index = indexStatements(statements);
  const released = releasesIn(index, period);
  const rows = catalogue.flatMap((definition): readonly SaidRow<"tally">[] => {
    const { formula, key } = definition;
    if (formula === undefined || sealedRegisterOf(definition) === null) return [];
    const { statements: ofFact, unplaced } = countRecords(index, formula, daysOf(period));
    return ofFact.flatMap(({ source, value: counted, currency, bounds }) => {
      const isNamed = source === ownFiles || index.sources.has(source);
      if (!isNamed || typeof counted !== "number") return [];
      const before = released
        .flatMap(({ tallies }) => talliesOfFact(tallies, definition))
        .flatMap((tally) => (tally.source === source ? [tally.values.value] : []));
      const value = isOfVictims(formula) ? victimsSaid(counted, before) : counted;
      if (value === null) return [];
      // A row that is dated too vaguely may be one more; of an end nobody knows what it would be.
      const isOpen = bounds !== undefined || unplaced.length > 0;
      const values: RowValues<"tally"> = {
        fact: key,
        ...yearFields(period),
        value,
        ...(isOpen ? { least: formula.kind === "lowest" ? 0 : value } : {}),
        ...presentFields({ currency }),
      };
      return [{ key: keyOf(period, currency === undefined ? key : `${key}/${currency}`), source, values }];
    });
  });
  return [...rows, ...splitsOf(index, statements, period)].toSorted(
    (a, b) => compareTexts(a.key, b.key) || compareTexts(a.source, b.source),
  );
}

/** Of fewer victims no tally says how many, and no two tallies of a year say that so many came in between (TA7c): an organisation that knows its own cases would read the others. */
const fewestVictims = 5;

function victimsSaid(counted: number, before: readonly number[]): number | null {
  if (counted < fewestVictims) return null;
  return before.find((said) => Math.abs(said - counted) < fewestVictims) ?? counted;
}

function isOfVictims(formula: Formula): boolean {
  return "thing" in formula && formula.thing?.join() === "victims";
}

/** Each has its place in its kind as its key, and the cell says which it is: a key of a law may be as long as a key may be. */
function splitsOf(
  index: StatementIndex,
  statements: readonly Statement[],
  period: Period,
): readonly SaidRow<"tally">[] {
  const named = splitsOfProceedings(statements, period)
    .filter(({ source }) => source === ownFiles || index.sources.has(source))
    .toSorted((a, b) => compareTexts(`${a.fact}/${a.cell}`, `${b.fact}/${b.cell}`) || compareTexts(a.source, b.source));
  return [...Map.groupBy(named, ({ by }) => by)].flatMap(([by, splits]) =>
    splits.map(({ fact, cell, value, source }, place) => ({
      key: keyOf(period, `${by}/${place + 1}`),
      source,
      values: { fact, ...yearFields(period), value, by, cell },
    })),
  );
}

/** A year as a row of the register names it: the calendar year has no kind. */
export function yearFields({ year, kind }: Period): Pick<RowValues<"release">, "year" | "period"> {
  return { year: String(year), ...(kind === "calendar" ? {} : { period: kind }) };
}

/** The key of a row about a year, and about something in it. */
export function keyOf({ year, kind }: Period, what = ""): string {
  const named = kind === "calendar" ? String(year) : `${year}-${kind}`;
  return what === "" ? named : `${named}/${what}`;
}

/** The newest edition of each office that released this year. A release counts under the key of its year and edition alone, so that each edition is there once. */
export function releasesIn(book: Pick<RecordBook, "statements">, period: Period): readonly YearRelease[] {
  const { year, period: kind } = yearFields(period);
  const isOfYear = (key: string, { what, edition, ...values }: RowValues<"release">) =>
    what === undefined && values.year === year && values.period === kind && key === keyOf(period, String(edition));
  const byOffice = Map.groupBy(releasesNamed(book, isOfYear), ({ organisation }) => organisation);
  return [...byOffice.values()].flatMap((some) =>
    some.toSorted((a, b) => b.values.edition - a.values.edition).slice(0, 1),
  );
}

/** What the released rows of each source say of a fact, beside each other where two offices released the year; null where none did. */
export function readTallies(index: StatementIndex, definition: FactDefinition, period: Period): Counted | null {
  const released = releasesIn(index, period);
  if (released.length === 0) return null;
  const isWhole = isCovered(index, definition, period);
  const ofFact = released.flatMap(({ tallies }) => talliesOfFact(tallies, definition));
  return { statements: ofFact.map((tally) => statementOfTally(tally, isWhole)), unplaced: [] };
}

function talliesOfFact(tallies: readonly Statement<"tally">[], { key }: Pick<FactDefinition, "key">) {
  return tallies.filter(({ values: { fact, by } }) => fact === key && by === undefined);
}

/** What the release of the country's cases says of a fact (docs/spec/offices.md), of a calendar year. */
export function readCases(index: StatementIndex, definition: FactDefinition, { year, kind }: Period): Counted {
  const release = kind === "calendar" ? casesReleases(index, year).at(-1) : undefined;
  if (release === undefined) return { statements: [], unplaced: [] };
  const { asked = 0, sent = 0 } = release.values;
  const ofFact = talliesOfFact(release.tallies, definition);
  return { statements: ofFact.map((tally) => statementOfCases(tally, sent < asked)), unplaced: [] };
}

/** Of one to four is said that there is one at least; where somebody is missing every number is at least so many. */
function statementOfCases(statement: Statement<"tally">, isPartial: boolean): FactStatement {
  const { value, least = value, most } = statement.values;
  if (isPartial) return statementOf([{ statement }], least, { isOpen: true, partial: true });
  if (statement.values.least === undefined) return statementOf([{ statement }], value);
  if (most === undefined) return statementOf([{ statement }], least, { isOpen: true });
  return statementOf([{ statement }], value, { bounds: { least, most } });
}

function statementOfTally(statement: Statement<"tally">, isWhole: boolean): FactStatement {
  const { value, least, currency } = statement.values;
  const isPartial = statement.source === ownFiles && !isWhole;
  return statementOf([{ statement }], value, {
    currency,
    // The shortest of terms of which one is not known is at most so long.
    isOpen: least !== undefined,
    bounds: least !== undefined && least < value ? { least, most: value } : undefined,
    partial: isPartial ? true : undefined,
  });
}

/** True when an office that enters rows into the fact's register says that it holds everything of the year, and none says that it does not. */
export function isCovered(
  { statements }: Pick<RecordBook, "statements">,
  definition: FactDefinition,
  { year, kind }: Period,
): boolean {
  const register = sealedRegisterOf(definition);
  const said = statements("coverage").filter(
    ({ values }) =>
      values.register === register && Number(values.year) === year && (values.period ?? "calendar") === kind,
  );
  return said.length > 0 && said.every(({ values }) => values.complete);
}

/** A split that was released, with its tally. */
export interface ReleasedSplit extends ProceedingsSplit {
  readonly ref: RecordRef;
}

/** What was released of proceedings beyond the facts, by the office that released the year first. Of one official alone nothing is read (TA7a). */
export function releasedSplits(index: StatementIndex, period: Period): readonly ReleasedSplit[] {
  const [first] = releasesIn(index, period);
  const splits = (first?.tallies ?? []).flatMap(({ values, source, ref }): readonly ReleasedSplit[] => {
    const { by, cell, fact, value } = values;
    if (cell === undefined || value === 0) return [];
    return by === "official" || by === "article" || by === "case-flow" ? [{ by, fact, cell, value, source, ref }] : [];
  });
  const several = new Set(
    splits.flatMap(({ by, fact, cell, value }) =>
      by === "official" && fact === "officials-prosecuted" && value > 1 ? [cell] : [],
    ),
  );
  return splits
    .filter(({ by, cell }) => by !== "official" || several.has(cell))
    .toSorted((a, b) => compareTexts(nameOfSplit(a), nameOfSplit(b)));
}

function nameOfSplit({ by, source, cell, fact }: ProceedingsSplit): string {
  return [by, source, cell, fact].join(" ");
}
