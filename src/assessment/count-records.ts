// From rows to what each source's rows say about a fact in a period. Rows are positive statements: a source without a matching row says
// nothing, and nothing is never zero (R17).
import type { DayRange } from "../core/registers/partial-date.ts";
import { ownFiles } from "../core/registers/row.ts";
import { openRows } from "./carried-over.ts";
import type { FactStatement, Formula, RowFormula } from "./fact-value.ts";
import { holdsIn } from "./period.ts";
import { byVoice, meets, placedRows, type RowsChosen, rowsIn } from "./row-conditions.ts";
import { type Counted, statementOf, sumOf } from "./source-statement.ts";
import { draftPlans, furthestCode, isReport, nameOfThing, overdueMeasures, standingRows } from "./standing-rows.ts";
import { articlesOf, datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

/** What the rows of each source say by this formula in these days, in no particular order of sources. */
export function countRecords(index: StatementIndex, formula: Formula, days: DayRange): Counted {
  if (formula.kind === "overdue") return overdueMeasures(index, days);
  if (formula.kind === "finding") return heldFindings(index.findings.get(formula.topic) ?? [], days);
  const { groups, unplaced } = rowsOf(index, formula, days);
  return { statements: groups.flatMap((rows) => statementsOf(index, formula, rows)), unplaced };
}

/** The rows of the period, those together that make one statement. */
function rowsOf(index: StatementIndex, formula: RowFormula, days: DayRange): RowsChosen {
  const all = index.rows[formula.register];
  switch (formula.rows) {
    case "standing":
      return standingRows(index, formula, days);
    case "open-before":
    case "open-after":
      return openRows(index, formula, days);
    case "holding": {
      const { rows, unplaced } = heldIn(all, days);
      return { groups: byVoice(index, rows), unplaced };
    }
    case "of-year": {
      const year = days.first.slice(0, 4);
      const rows = all.filter((row) => textOf(row, formula.on)?.slice(0, 4) === year && meets(row, formula.where));
      return { groups: byVoice(index, rows), unplaced: [] };
    }
    case "dated": {
      const { rows, unplaced } = rowsIn(all, formula.where, formula.on, days);
      const charged = formula.notAsCharged === true ? notAsCharged(rows, index.rows.proceeding) : rows;
      const drafts: ReadonlySet<string> = formula.inForce === true ? draftPlans(index, days) : new Set();
      const counted = charged.filter((row) => !drafts.has(textOf(row, "plan") ?? ""));
      return { groups: byVoice(index, counted), unplaced };
    }
  }
}

/** What rows of one voice come to; of money what they do in each currency. */
function statementsOf(
  index: StatementIndex,
  formula: RowFormula,
  rows: readonly IndexedRow[],
): readonly FactStatement[] {
  const { kind, field = "" } = formula;
  switch (kind) {
    case "count":
      return [statementOf(rows, countThings(rows, formula), { isOpen: isPartOf(index, formula, rows) })];
    case "persons":
      return [statementOf(rows, countPersons(rows), { isOpen: rows.some(isUncounted) })];
    case "sum":
      return sumByCurrency(rows, formula, isPartOf(index, formula, rows));
    case "newest":
      return furthestCode(rows, formula);
    default: {
      const given = rows.filter((row) => typeof row.fields[field] === "number");
      const numbers = given.map((row) => Number(row.fields[field])).sort((a, b) => a - b);
      const end = kind === "lowest" ? numbers[0] : numbers.at(-1);
      return end === undefined ? [] : [statementOf(given, end)];
    }
  }
}

/** A report or the press names what stands or is open as far as it looked: there may be more. */
function isPartOf({ sources }: StatementIndex, formula: RowFormula, rows: readonly IndexedRow[]): boolean {
  const isState = formula.rows === "standing" || formula.rows.startsWith("open");
  return isState && rows.some(({ statement }) => isReport(sources, statement));
}

/** Money is summed currency by currency. Rows that name none, since they say no amount, leave each of the sums without theirs. */
function sumByCurrency(
  rows: readonly IndexedRow[],
  { field = "", otherwise }: RowFormula,
  isPart: boolean,
): readonly FactStatement[] {
  const groups = [...Map.groupBy(rows, (row) => textOf(row, "currency"))];
  const isPartly = groups.length > 1 && groups.some(([currency]) => currency === null);
  return groups.flatMap(([currency, group]) => {
    const sum = sumOf(group, field, otherwise);
    if (sum === null || (isPartly && currency === null && sum.value === "not-reported")) return [];
    const isOpen = isPart || sum.incomplete || (isPartly && currency !== null);
    return statementOf(group, sum.value, { isOpen, currency: currency ?? undefined });
  });
}

/** Different things. A row without the field that names them counts for itself; of several fields what they say together counts. */
export function countThings(rows: readonly IndexedRow[], { thing = [], ofSource }: RowFormula): number {
  const [field = "", ...more] = thing;
  const names = rows.flatMap((row): unknown => {
    if (more.length > 0) return nameOfThing(row, thing);
    const { organisation, source } = row.statement;
    const value = row.fields[field] ?? row;
    return ofSource === true && typeof value === "string" ? JSON.stringify([organisation, source, value]) : value;
  });
  return new Set(names).size;
}

/** Persons, case by case, as the formula `persons` says. */
export function countPersons(rows: readonly IndexedRow[]): number {
  const cases = [...Map.groupBy(rows, (row) => textOf(row, "case")).values()];
  return cases.reduce((sum, ofCase) => {
    const events = [...Map.groupBy(ofCase, (row) => textOf(row, "event")).values()];
    return sum + Math.max(namedIn(ofCase), ...events.map((event) => namedIn(event) + unnamedIn(event)));
  }, 0);
}

function namedIn(rows: readonly IndexedRow[]): number {
  return new Set(rows.flatMap((row) => textOf(row, "suspect") ?? [])).size;
}

function unnamedIn(rows: readonly IndexedRow[]): number {
  const others = rows.filter((row) => textOf(row, "suspect") === null);
  return others.reduce((sum, { fields: { suspects } }) => sum + (typeof suspects === "number" ? suspects : 1), 0);
}

const charging: readonly string[] = ["charge", "prosecution", "trial"];

/**
 * Rows whose articles are none of those under which, by the same source, the person was charged, whenever that was; where it does not name the
 * suspect, those of the case. A row without articles, or of a case without articles of a charge, says nothing of this.
 */
function notAsCharged(rows: readonly IndexedRow[], proceedings: readonly IndexedRow[]): readonly IndexedRow[] {
  const fileOf = ({ statement: { source, organisation }, fields }: IndexedRow) =>
    JSON.stringify([source, source === ownFiles ? organisation : "", fields["case"]]);
  const charges = Map.groupBy(
    proceedings.filter((row) => charging.includes(textOf(row, "event") ?? "")),
    fileOf,
  );
  return rows.filter((row) => {
    const suspect = textOf(row, "suspect");
    const ofPerson = (charges.get(fileOf(row)) ?? []).filter((charge) => {
      const charged = textOf(charge, "suspect");
      return suspect === null || charged === null || charged === suspect;
    });
    const before = new Set(ofPerson.flatMap(articlesOf));
    const articles = articlesOf(row);
    return articles.length > 0 && before.size > 0 && !articles.some((article) => before.has(article));
  });
}

/** A group whose members nobody counted: it is at least one person. */
function isUncounted({ fields }: IndexedRow): boolean {
  return fields["group"] === true && fields["suspect"] === undefined && fields["suspects"] === undefined;
}

/** Of each source and organisation, the newest answer that holds. */
function heldFindings(rows: readonly IndexedRow[], days: DayRange): Counted {
  const { rows: held, unplaced } = heldIn(rows, days);
  const lastDayOf = (row: IndexedRow) => datesOf(row, "from")?.last ?? "";
  const voices = Map.groupBy(held, ({ statement }) => JSON.stringify([statement.source, statement.organisation]));
  const statements = [...voices.values()].flatMap((said) => {
    const newest = said.reduce((one, other) => (lastDayOf(other) >= lastDayOf(one) ? other : one));
    return statementOf([newest], textOf(newest, "answer") ?? "", { from: "finding" });
  });
  return { statements, unplaced };
}

function heldIn(rows: readonly IndexedRow[], days: DayRange) {
  return placedRows(rows, (row) => {
    const from = datesOf(row, "from");
    return from === null ? "no" : holdsIn(days, from, datesOf(row, "until"));
  });
}
