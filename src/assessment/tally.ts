// What sealed registers add up to, as rows that everybody can read (docs/spec/tally.md). Whoever holds the sealed rows of an ended year counts them once,
// by the formulas of the catalogue; from then on the facts of that year rest on these rows, and no sealed row is named or looked at.
import { presentFields } from "../core/present-fields.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import { compareTexts } from "../record/fold.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { countRecords } from "./count-records.ts";
import type { FactDefinition, FactStatement, Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { type Counted, statementOf } from "./source-statement.ts";
import { type IndexedRow, indexStatements, type StatementIndex, textOf } from "./statement-index.ts";

/** The sealed register in which the catalogue counts it: no other fact may rest on a sealed record. Null for a fact of open rows. */
export function sealedRegisterOf({ formula }: Pick<FactDefinition, "formula">): RegisterName | null {
  if (formula === undefined) return null;
  if (formula.kind === "persons") return "proceeding";
  return "register" in formula && !registerOf(formula.register).open ? formula.register : null;
}

/**
 * The rows of a release: for each fact of a sealed register and each source what its rows come to in the year. A source that no open row describes has
 * none, since its name would leave a sealed register (TA4). The order of statements makes no difference.
 */
export function talliesOf(statements: readonly Statement[], period: Period): readonly Row<"tally">[] {
  const index = indexStatements(statements);
  const rows = catalogue.flatMap((definition): readonly Row<"tally">[] => {
    const { formula, key } = definition;
    if (formula === undefined || sealedRegisterOf(definition) === null) return [];
    const { statements: counted, unplaced } = countRecords(index, formula, daysOf(period));
    return counted.flatMap(({ source, value, currency, incomplete }) => {
      const isNamed = source === ownFiles || index.sources.has(source);
      if (!isNamed || typeof value !== "number") return [];
      // A row that is dated too vaguely may be one more; of an end nobody knows what it would be.
      const isOpen = incomplete === true || unplaced.length > 0;
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
  return rows.toSorted((a, b) => compareTexts(a.key, b.key) || compareTexts(a.source, b.source));
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

/** True when what the sealed registers add up to in this year was released: then its facts are read from there. */
export function isReleased(index: StatementIndex, period: Period): boolean {
  return releasesIn(index, period).length > 0;
}

/** The newest edition of each office that released this year. A release counts as it was first entered: nobody corrects one. */
export function releasesIn({ rows }: StatementIndex, { year, kind }: Period): readonly Released[] {
  const ofYear = rows.release
    .map(firstSaid)
    .filter(({ values }) => Number(values.year) === year && (values.period ?? "calendar") === kind);
  const byOffice = Map.groupBy(ofYear, ({ organisation }) => organisation);
  return [...byOffice.values()].flatMap((ofOffice) =>
    ofOffice.toSorted((a, b) => b.values.edition - a.values.edition).slice(0, 1),
  );
}

interface Released {
  readonly organisation: string;
  readonly values: RowValues<"release">;
  readonly statement: Statement;
}

function firstSaid({ statement }: IndexedRow): Released {
  const first = statement.history.at(-1)?.values ?? statement.values;
  return { organisation: statement.organisation, values: first as RowValues<"release">, statement };
}

/** What the released rows of each source say of a fact, beside each other where two offices released the year. */
export function readTallies(index: StatementIndex, definition: FactDefinition, period: Period): Counted {
  const imports = new Set(
    releasesIn(index, period).map(({ organisation, values }) => `${organisation} ${values.import}`),
  );
  const rows = index.rows.tally.filter(
    (row) =>
      textOf(row, "fact") === definition.key && imports.has(`${row.statement.organisation} ${row.statement.import}`),
  );
  return { statements: rows.map((row) => statementOfTally(row, isCovered(index, definition, period))), unplaced: [] };
}

function statementOfTally(row: IndexedRow, isWhole: boolean): FactStatement {
  const { value, least, currency } = row.statement.values as RowValues<"tally">;
  const isPartial = row.statement.source === ownFiles && !isWhole;
  return statementOf([row], value, {
    ...presentFields({ currency }),
    ...(least === undefined ? {} : { incomplete: true as const }),
    ...(isPartial ? { partial: true as const } : {}),
  });
}

/** True when an office that enters rows into the fact's register says that it holds everything of the year, and none says that it does not. */
function isCovered({ rows }: StatementIndex, definition: FactDefinition, { year, kind }: Period): boolean {
  const register = sealedRegisterOf(definition);
  const said = rows.coverage.filter(
    (row) =>
      textOf(row, "register") === register &&
      Number(textOf(row, "year")) === year &&
      (textOf(row, "period") ?? "calendar") === kind,
  );
  return said.length > 0 && said.every(({ fields }) => fields["complete"] === true);
}
