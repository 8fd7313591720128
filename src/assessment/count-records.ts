// From rows to what each source's rows say about a fact in a period. Rows are positive statements: a source without a matching row says
// nothing, and nothing is never zero (R17).
import { presentFields } from "../core/present-fields.ts";
import type { DayRange } from "../core/registers/partial-date.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { RecordRef } from "../record/statement.ts";
import { openRows } from "./carried-over.ts";
import type { FactStatement, Formula, RowFormula } from "./fact-value.ts";
import { holdsIn } from "./period.ts";
import { byVoice, meets, type RowsChosen, rowsIn, wordOfSource } from "./row-conditions.ts";
import { type Counted, statementOf, sumOf } from "./source-statement.ts";
import { draftPlans, isReport, nameOfThing, newestOf, overdueMeasures, standingRows } from "./standing-rows.ts";
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
      const { held, unplaced } = heldIn(all, days);
      return { groups: byVoice(index, held), unplaced };
    }
    case "of-year":
      return { groups: byVoice(index, rowsOfYear(all, formula, days)), unplaced: [] };
    case "dated": {
      const { rows, unplaced } = rowsIn(all, formula.where, formula.on, days);
      const charged = formula.notAsCharged === true ? notAsCharged(rows, index.rows.proceeding) : rows;
      return { groups: byVoice(index, formula.inForce ? ofPlansInForce(index, charged, days) : charged), unplaced };
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
      return [
        statementOf(rows, countThings(rows, formula), isPartOf(index, formula, rows) ? { incomplete: true } : {}),
      ];
    case "persons":
      return [statementOf(rows, countPersons(rows), rows.some(isUncounted) ? { incomplete: true } : {})];
    case "sum":
      return sumByCurrency(rows, formula, isPartOf(index, formula, rows));
    case "newest":
      return newestOf(rows, formula);
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
    return [
      statementOf(group, sum.value, {
        ...presentFields({ currency: currency ?? undefined }),
        ...(isPart || sum.incomplete || (isPartly && currency !== null) ? { incomplete: true as const } : {}),
      }),
    ];
  });
}

/** Rows of measures whose plan is no draft. */
function ofPlansInForce(index: StatementIndex, rows: readonly IndexedRow[], days: DayRange): readonly IndexedRow[] {
  const drafts = draftPlans(index, days);
  return rows.filter((row) => !drafts.has(textOf(row, "plan") ?? ""));
}

/** Rows about the year by which the period is named, be it a calendar year or one from April on. */
function rowsOfYear(
  rows: readonly IndexedRow[],
  { where, on }: RowFormula,
  { first }: DayRange,
): readonly IndexedRow[] {
  return rows.filter((row) => textOf(row, on)?.slice(0, 4) === first.slice(0, 4) && meets(row, where));
}

/** Different things. A row without the field that names them counts for itself; of several fields what they say together counts. */
function countThings(rows: readonly IndexedRow[], { thing = [], ofSource }: RowFormula): number {
  const [field, ...more] = thing;
  if (field === undefined) return rows.length;
  if (more.length > 0) return new Set(rows.map((row) => nameOfThing(row, thing))).size;
  const values = rows.flatMap(({ statement, fields: { [field]: value } }) =>
    ofSource === true && typeof value === "string" ? wordOfSource(statement, value) : value,
  );
  const without = values.filter((value) => value === undefined).length;
  return new Set(values.filter((value) => value !== undefined)).size + without;
}

/** Persons, case by case, as the formula `persons` says. */
export function countPersons(rows: readonly IndexedRow[]): number {
  const cases = new Map<string, { readonly named: Set<string>; readonly events: Map<string, EventCount> }>();
  for (const row of rows) {
    const name = textOf(row, "case") ?? "";
    const one = cases.get(name) ?? { named: new Set<string>(), events: new Map<string, EventCount>() };
    cases.set(name, one);
    const kind = textOf(row, "event") ?? "";
    const event = one.events.get(kind) ?? { named: new Set<string>(), others: 0 };
    one.events.set(kind, event);
    const suspect = textOf(row, "suspect");
    if (suspect === null) event.others += typeof row.fields["suspects"] === "number" ? row.fields["suspects"] : 1;
    else one.named.add(suspect);
    if (suspect !== null) event.named.add(suspect);
  }
  let sum = 0;
  for (const { named, events } of cases.values()) {
    sum += Math.max(named.size, ...[...events.values()].map((event) => event.named.size + event.others));
  }
  return sum;
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

interface EventCount {
  readonly named: Set<string>;
  others: number;
}

/** Of each source and organisation, the newest answer that holds. */
function heldFindings(rows: readonly IndexedRow[], days: DayRange): Counted {
  const { held, unplaced } = heldIn(rows, days);
  const newest = new Map<string, IndexedRow>();
  for (const row of held) {
    const name = JSON.stringify([row.statement.source, row.statement.organisation]);
    const other = newest.get(name);
    if (other === undefined || lastDayOf(row) >= lastDayOf(other)) newest.set(name, row);
  }
  const statements = [...newest.values()].map((row) =>
    statementOf([row], textOf(row, "answer") ?? "", { from: "finding" }),
  );
  return { statements, unplaced };
}

function heldIn(rows: readonly IndexedRow[], days: DayRange) {
  const held: IndexedRow[] = [];
  const unplaced: RecordRef[] = [];
  for (const row of rows) {
    const from = datesOf(row, "from");
    const holds = from === null ? "no" : holdsIn(days, from, datesOf(row, "until"));
    if (holds === "yes") held.push(row);
    else if (holds === "maybe") unplaced.push(row.statement.ref);
  }
  return { held, unplaced };
}

/** The last day on which a finding may have been made, for order. */
function lastDayOf(row: IndexedRow): string {
  return datesOf(row, "from")?.last ?? "";
}
