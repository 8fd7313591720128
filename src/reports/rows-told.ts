// The open rows that the narrative tells: laws, bodies, plans, routes, findings and measures of the year. Rows of sealed registers are
// never among them.
import type { FactYear, Period } from "../assessment/fact-value.ts";
import { daysOf } from "../assessment/period.ts";
import { canStillTell } from "../assessment/standing-rows.ts";
import { type SourceRows, sourceRows } from "../assessment/statement-index.ts";
import type { RegisterName, RowValues } from "../core/record/register-table.ts";
import type { RecordRef, Statement } from "../core/record/statement.ts";
import { hasComeBy, isOverBefore, liesIn } from "./placing.ts";

const toldRegisters = [
  "law",
  "body",
  "plan",
  "route",
  "finding",
  "protection",
  "prevention",
  "agreement",
  "breach",
  "figure",
  "measure",
] as const;
export type ToldRegister = (typeof toldRegisters)[number] & RegisterName;

/** An open row, as its newest version says it. */
export type ToldRow<R extends ToldRegister = ToldRegister> = {
  [N in R]: {
    readonly register: N;
    readonly key: string;
    readonly source: string;
    readonly values: RowValues<N>;
    readonly ref: RecordRef;
  };
}[R];

/** The rows of one register, in the order in which they happened. */
export function rowsOf<R extends ToldRegister>(rows: readonly ToldRow[], register: R): readonly ToldRow<R>[] {
  return rows.filter((row) => row.register === register) as readonly unknown[] as readonly ToldRow<R>[];
}

/** The rows that a report about this period tells. Rows behind its facts are among them when their register is. */
export function rowsToTell(
  statements: readonly Statement[],
  facts: readonly FactYear[],
  period: Period,
): readonly ToldRow[] {
  const behindFacts = new Set(
    facts.flatMap(({ now }) =>
      now.statements.flatMap(({ records, parts }) =>
        [...records, ...parts.map(({ ref }) => ref)].map(({ note, row }) => `${note}:${row}`),
      ),
    ),
  );
  const overdue = new Set(
    facts
      .filter(({ definition }) => definition.key === "measures-overdue")
      .flatMap(({ now }) => now.statements.flatMap(({ records }) => records.map(({ note, row }) => `${note}:${row}`))),
  );
  const sources = sourceRows(statements);
  return (
    statements
      .filter((one) => isTold(one.register) && !one.sealed)
      // Of a figure the number is told from its fact; the row is for the source's remark.
      .filter((one) => one.register !== "figure" || (one as Statement<"figure">).values.remark !== undefined)
      // Of measures those are named that a recommendation asks for.
      .filter((one) => one.register !== "measure" || overdue.has(`${one.ref.note}:${one.ref.row}`))
      .filter((one) => behindFacts.has(`${one.ref.note}:${one.ref.row}`) || isOfThePeriod(one, period, sources))
      .map(
        (one) =>
          ({ register: one.register, key: one.key, source: one.source, values: one.values, ref: one.ref }) as ToldRow,
      )
      .sort((a, b) =>
        compare(`${dateOf(a)} ${a.register} ${a.key} ${a.source}`, `${dateOf(b)} ${b.register} ${b.key} ${b.source}`),
      )
  );
}

function isTold(register: RegisterName): register is ToldRegister {
  return (toldRegisters as readonly RegisterName[]).includes(register);
}

/**
 * What happened in the period; laws, services and agreements also while they stand and their sources can tell of them (AS6). Routes and
 * findings come from the facts.
 */
function isOfThePeriod(statement: Statement, period: Period, sources: SourceRows): boolean {
  const stands = (from: string, until: string | undefined) =>
    hasComeBy(from, period) &&
    (until === undefined ? canStillTell(sources, statement, daysOf(period)) : !isOverBefore(until, period));
  switch (statement.register) {
    case "law": {
      const { stage, on, until, subject, amends } = (statement as Statement<"law">).values;
      // The law that made trafficking a crime stays told: else a later one would be told as the first.
      const isCrime = subject === "trafficking" && stage === "in-force" && amends === undefined;
      if (isCrime && until === undefined) return hasComeBy(on, period);
      return stage === "in-force" || stage === "adopted" ? stands(on, until) : liesIn(on, period);
    }
    case "body":
    case "breach":
    case "plan":
    case "prevention":
      return liesIn((statement as Statement<"body" | "breach" | "plan" | "prevention">).values.on, period);
    case "protection": {
      const { from, until } = (statement as Statement<"protection">).values;
      return stands(from, until);
    }
    case "agreement": {
      const { on, until } = (statement as Statement<"agreement">).values;
      return stands(on, until);
    }
    default:
      return false;
  }
}

function dateOf(row: ToldRow): string {
  const { values } = row;
  return "on" in values ? values.on : "from" in values ? (values.from ?? "") : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
