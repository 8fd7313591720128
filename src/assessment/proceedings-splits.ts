// What the proceedings of a year come to beyond the facts, for its release (docs/spec/tally.md, TA10): by article of law, officials by level and offence, and how far
// cases came. Counts only: no case, suspect, body or text of a file leaves here, and a case that is hidden from some body is in none of them (TA7).
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import { countPersons, countThings } from "./count-records.ts";
import type { Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { bySource, meets, rowsIn } from "./row-conditions.ts";
import { begunRows } from "./standing-rows.ts";
import {
  articlesOf,
  compareSources,
  type IndexedRow,
  indexStatements,
  type StatementIndex,
  textOf,
} from "./statement-index.ts";

/** How many of what a fact counts fall under one article, are officials of one level and offence, or came from one step of proceedings to another. */
export interface ProceedingsSplit {
  readonly by: "article" | "official" | "case-flow";
  readonly fact: string;
  readonly cell: string;
  readonly value: number;
  readonly source: string;
}

/** How far a case comes, and where it is at the end of the period when it did not go on. `pending` cases may go on later. */
export const flowStages = ["investigation", "prosecution", "verdict", "prison"] as const;
export const flowEnds = ["pending", "dropped", "requalified", "fled", "acquitted", "other-sentence"] as const;
type Step = (typeof flowStages)[number] | (typeof flowEnds)[number];

const articleFacts = ["investigations", "prosecutions", "convictions"] as const;

/** The splits of all sources that have proceedings among these statements. */
export function splitsOfProceedings(statements: readonly Statement[], period: Period): readonly ProceedingsSplit[] {
  const registers: readonly RegisterName[] = ["proceeding", "source"];
  const index = indexStatements(
    statements.filter(({ register, shielded }) => registers.includes(register) && !shielded),
  );
  const laws = new Set(statements.flatMap(({ register, key }) => (register === "law" ? [key] : [])));
  return [...byArticle(index, laws, period), ...ofOfficials(index, period), ...caseFlow(index, period)];
}

/** The rows of the source whose word counts first. */
function firstOfSources(index: StatementIndex, rows: readonly IndexedRow[]): readonly IndexedRow[] {
  const [first = []] = [...bySource(rows).values()].sort(([a], [b]) =>
    a === undefined || b === undefined ? 0 : compareSources(index, a.statement, b.statement),
  );
  return first;
}

/** Under the keys of laws that an open row describes, and no other; as the fact counts: persons who were convicted, and else cases. */
function byArticle(index: StatementIndex, laws: ReadonlySet<string>, period: Period): readonly ProceedingsSplit[] {
  return articleFacts.flatMap((fact): readonly ProceedingsSplit[] => {
    const formula = findDefinition(fact)?.formula;
    if (formula === undefined || !("register" in formula)) return [];
    const { rows } = rowsIn(index.rows.proceeding, formula.where, formula.on, daysOf(period));
    const isNaming = (row: IndexedRow) => articlesOf(row).length > 0;
    const naming = firstOfSources(index, rows.filter(isNaming));
    const cells = new Set(naming.flatMap(articlesOf).filter((article) => laws.has(article)));
    return [...cells].map((cell): ProceedingsSplit => {
      const alike = naming.filter((row) => articlesOf(row).includes(cell));
      const value = formula.kind === "persons" ? countPersons(alike) : countThings(alike, formula);
      return { by: "article", fact, cell, value, source: sourceOf(alike) };
    });
  });
}

const official = { fields: ["official_body"], is: ["said"] } as const;
const charging = [official, { fields: ["event"], is: ["charge", "prosecution", "trial"] }] as const;
const fleeing = [official, { fields: ["event"], is: ["fled"] }] as const;

/** Two or more, for one alone might be known by it; persons case by case, as the facts count officials. */
function ofOfficials(index: StatementIndex, period: Period): readonly ProceedingsSplit[] {
  const days = daysOf(period);
  const rows = firstOfSources(index, rowsIn(index.rows.proceeding, charging, "on", days).rows);
  const flights = begunRows(index.rows.proceeding, "on", days).rows.filter((row) => meets(row, fleeing));
  const fleeingOf = bySource(flights).get(sourceOf(rows)) ?? [];
  const kinds = Map.groupBy(
    rows,
    (row) => `${textOf(row, "office_level") ?? "any"}/${textOf(row, "offence") ?? "trafficking"}`,
  );
  return [...kinds].flatMap(([cell, alike]): readonly ProceedingsSplit[] => {
    const charged = countPersons(alike);
    if (charged < 2) return [];
    const cases = new Set(alike.map(caseOf));
    // One row may name all who fled from a case, whatever rows named the charges.
    const fled = Math.min(charged, countPersons(fleeingOf.filter((row) => cases.has(caseOf(row)))));
    const of = { by: "official", cell, source: sourceOf(alike) } as const;
    return [
      { ...of, fact: "officials-prosecuted", value: charged },
      ...(fled === 0 ? [] : [{ ...of, fact: "officials-fled", value: fled }]),
    ];
  });
}

/**
 * Cases with an event in the period, by the state at its end, source by source: a case goes as far as the one of its suspects who goes furthest. Proceedings for
 * another offence than trafficking are left out.
 */
function caseFlow(index: StatementIndex, period: Period): readonly ProceedingsSplit[] {
  const days = daysOf(period);
  const ofTrafficking = index.rows.proceeding.filter(
    (row) => (textOf(row, "offence") ?? "trafficking") === "trafficking",
  );
  const active = bySource(rowsIn(ofTrafficking, [], "on", days).rows);
  const known = bySource(begunRows(ofTrafficking, "on", days).rows);
  return [...active].flatMap(([source, rows]): readonly ProceedingsSplit[] => {
    const cases = new Map<string, IndexedRow[]>(rows.map((row) => [caseOf(row), []]));
    for (const row of known.get(source) ?? []) cases.get(caseOf(row))?.push(row);
    const cells = [...cases.values()].map(pathOf).flatMap((path) =>
      path.flatMap((step, i) => {
        const next = path[i + 1];
        if (next === undefined) return step === "prison" ? [`stage/${step}`] : [];
        return [`stage/${step}`, `${step}/${next}`];
      }),
    );
    return [...Map.groupBy(cells, (cell) => cell)].map(
      ([cell, { length: value }]): ProceedingsSplit => ({ by: "case-flow", fact: "prosecutions", cell, value, source }),
    );
  });
}

/** The stages of a case that the record shows, then its end; nothing when it shows none of them. */
function pathOf(rows: readonly IndexedRow[]): readonly Step[] {
  const said = rows.map(({ statement }) => statement.values as RowValues<"proceeding">);
  const has = (...events: readonly string[]) =>
    said.some(({ event, verdict }) => events.includes(event) || (verdict !== undefined && events.includes(verdict)));
  const isPrison = said.some(
    ({ verdict, prison_months, suspended }) =>
      verdict === "convicted" && Number(prison_months ?? 0) > 0 && suspended !== true,
  );
  const path: readonly Step[] = [
    ...(has("investigation", "suspect") ? (["investigation"] as const) : []),
    ...(has("charge", "prosecution", "trial") ? (["prosecution"] as const) : []),
    ...(has("verdict") ? (["verdict"] as const) : []),
  ];
  if (path.length === 0) return [];
  const ends = ["acquitted", "dropped", "requalified", "fled"] as const;
  const end = isPrison ? "prison" : has("convicted") ? "other-sentence" : ends.find((one) => has(one));
  return [...path, end ?? "pending"];
}

function caseOf(row: IndexedRow): string {
  return textOf(row, "case") ?? "";
}

function sourceOf([first]: readonly IndexedRow[]): string {
  return first?.statement.source ?? "";
}
