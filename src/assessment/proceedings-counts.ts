// What a report shows of sealed proceedings beyond the facts: counts only. No case, suspect, body or text of a file leaves here.

import type { RecordRef, Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import { countPersons } from "./count-records.ts";
import type { Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { hasComeBy, liesIn } from "./placing.ts";
import { bySource, meets, rowsIn } from "./row-conditions.ts";
import {
  articlesOf,
  compareSources,
  type IndexedRow,
  indexStatements,
  type StatementIndex,
  textOf,
} from "./statement-index.ts";

/** Officials of one level who were charged with one kind of offence in the period: two or more, for one alone might be known by it. */
interface OfficialsCount {
  readonly level: string;
  readonly offence: string;
  readonly charged: number;
  readonly fled: number;
  readonly records: readonly RecordRef[];
}

/** The facts that are counted by article of law too. */
export const articleFacts = ["investigations", "prosecutions", "convictions"] as const;

/** How many of such a fact fall under one article, by the source whose word counts first among those whose rows name articles. */
interface ArticleCount {
  /** The key of a law that an open row describes: no other key leaves a sealed register. */
  readonly article: string;
  readonly fact: (typeof articleFacts)[number];
  /** Cases or persons, as the fact counts them. What falls under two articles is counted under each. */
  readonly count: number;
  readonly records: readonly RecordRef[];
}

export interface ProceedingsCounts {
  readonly officials: readonly OfficialsCount[];
  readonly articles: readonly ArticleCount[];
}

/** Prosecutions of a group that began in the period and had not ended by its end. */
interface OngoingGroups {
  readonly cases: number;
  /** The form of exploitation, when it is the same in all of them. */
  readonly form: string | null;
  readonly records: readonly RecordRef[];
}

type Proceeding = Statement<"proceeding">;

/** Counts from the proceedings that the maker of the report may read; empty for others. Cases that are hidden from a body are in none (RP3). */
export function proceedingsCounts(
  statements: readonly Statement[],
  period: Period,
): ProceedingsCounts & { readonly ongoingGroups: OngoingGroups } {
  const open = statements.filter((statement) => !statement.shielded);
  const proceedings = open.filter((statement): statement is Proceeding => statement.register === "proceeding");
  const sources = open.filter(({ register }) => register === "source");
  const index = indexStatements([...proceedings, ...sources]);
  return {
    ongoingGroups: ongoingGroups(proceedings, period),
    officials: officials(index, period),
    articles: articles(index, lawKeys(statements), period),
  };
}

const endings: readonly string[] = ["verdict", "dropped", "requalified", "appeal-verdict"];

function ongoingGroups(proceedings: readonly Proceeding[], period: Period): OngoingGroups {
  const known = proceedings.filter(({ values }) => hasComeBy(values.on, period));
  const ended = new Set(known.filter(({ values }) => endings.includes(values.event)).map(({ values }) => values.case));
  const begun = known.filter(
    ({ values }) =>
      values.event === "prosecution" && values.group === true && liesIn(values.on, period) && !ended.has(values.case),
  );
  const forms = new Set(begun.map(({ values }) => values.form ?? null));
  return {
    cases: new Set(begun.map(({ values }) => values.case)).size,
    form: forms.size === 1 ? ([...forms][0] ?? null) : null,
    records: begun.map(({ ref }) => ref),
  };
}

const isOfficial = { field: "official_body", present: true } as const;
const charging = [isOfficial, { field: "event", is: ["charge", "prosecution", "trial"] }] as const;
const fleeing = [isOfficial, { field: "event", is: ["fled"] }] as const;

/** The keys of laws that the record describes: of these anybody may read. */
function lawKeys(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.flatMap(({ register, key }) => (register === "law" ? [key] : [])));
}

function rowsOf(index: StatementIndex, fact: ArticleCount["fact"], period: Period): readonly IndexedRow[] {
  const formula = findDefinition(fact)?.formula;
  if (formula?.kind !== "count" && formula?.kind !== "persons") return [];
  return rowsIn(index.rows.proceeding, formula.where, formula.on, daysOf(period)).rows;
}

function groupedByArticle(rows: readonly IndexedRow[]): ReadonlyMap<unknown, readonly IndexedRow[]> {
  const byArticle = new Map<unknown, IndexedRow[]>();
  for (const row of rows)
    for (const article of articlesOf(row)) {
      const alike = byArticle.get(article) ?? [];
      byArticle.set(article, alike);
      alike.push(row);
    }
  return byArticle;
}

/** As the fact counts them: persons who were convicted, and else cases. */
function countUnderArticle(fact: ArticleCount["fact"], rows: readonly IndexedRow[]): number {
  if (findDefinition(fact)?.formula?.kind === "persons") return countPersons(rows);
  return new Set(rows.map((row) => textOf(row, "case"))).size;
}

function articles(index: StatementIndex, laws: ReadonlySet<string>, period: Period): readonly ArticleCount[] {
  const counts = articleFacts.flatMap((fact): readonly ArticleCount[] => {
    const naming = firstOfSources(
      index,
      rowsOf(index, fact, period).filter((row) => articlesOf(row).length > 0),
    );
    const byArticle = groupedByArticle(naming);
    return [...laws].flatMap((article): readonly ArticleCount[] => {
      const alike = byArticle.get(article);
      if (alike === undefined) return [];
      const records = alike.map(({ statement }) => statement.ref);
      return [{ article, fact, count: countUnderArticle(fact, alike), records }];
    });
  });
  return counts.sort((a, b) => (articleKind(a) < articleKind(b) ? -1 : 1));
}

/** What distinguishes counts by article; they stand in its order. */
function articleKind({ article, fact }: ArticleCount): string {
  return `${article} ${fact}`;
}

/** The rows of the source whose word counts first. */
function firstOfSources(index: StatementIndex, rows: readonly IndexedRow[]): readonly IndexedRow[] {
  const [first = []] = [...bySource(rows).values()].sort(([a], [b]) =>
    a === undefined || b === undefined ? 0 : compareSources(index, a.statement, b.statement),
  );
  return first;
}

/** As the facts count officials: persons case by case, by the source whose word counts first. */
function officials(index: StatementIndex, period: Period): readonly OfficialsCount[] {
  const rows = firstOfSources(index, rowsIn(index.rows.proceeding, charging, "on", daysOf(period)).rows);
  const source = rows[0]?.statement.source;
  const flights = index.rows.proceeding.filter(
    (row) => meets(row, fleeing) && hasComeBy(textOf(row, "on") ?? "", period),
  );
  const fleeingOf = (source === undefined ? undefined : bySource(flights).get(source)) ?? [];
  const kinds = Map.groupBy(
    rows,
    (row) => `${textOf(row, "office_level") ?? "any"} ${textOf(row, "offence") ?? "trafficking"}`,
  );
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, alike]): readonly OfficialsCount[] => {
      const [level = "", offence = ""] = kind.split(" ");
      const charged = countPersons(alike);
      if (charged < 2) return [];
      const cases = new Set(alike.map((row) => textOf(row, "case")));
      const fled = fleeingOf.filter((row) => cases.has(textOf(row, "case")));
      // One row may name all who fled from a case, whatever rows named the charges.
      const records = [...alike, ...fled].map(({ statement }) => statement.ref);
      return [{ level, offence, charged, fled: Math.min(charged, countPersons(fled)), records }];
    });
}
