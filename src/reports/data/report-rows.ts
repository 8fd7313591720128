// The open rows that have sentences and tables of their own: laws, bodies, plans, routes, findings, training sessions and measures of the year. Rows of sealed registers are
// never among them.
import type { FactYear, Period } from "../../assessment/fact-value.ts";
import { daysOf } from "../../assessment/period.ts";
import { hasComeBy, isOverBefore, liesIn } from "../../assessment/placing.ts";
import { wordOfSource } from "../../assessment/row-conditions.ts";
import { canStillState } from "../../assessment/standing-rows.ts";
import { type Sourced, type SourceRows, sourceRows, statedBy } from "../../assessment/statement-index.ts";
import { isOrBefore, rangeOf } from "../../core/registers/partial-date.ts";
import {
  factOfFigure,
  professions,
  type RegisterName,
  type RowValues,
  registerNames,
  registerOf,
} from "../../core/registers/register-table.ts";
import { compareTexts } from "../../record/fold.ts";
import type { RecordRef, Statement } from "../../record/statement.ts";
import { refId } from "./record-places.ts";

/** What is done and what sources say of it. Sources and the progress of measures stand in lists and figures. */
const shownRegisters = registerNames.filter((name) => {
  const { open, about } = registerOf(name);
  return open && about !== "control" && name !== "source" && name !== "progress";
});

/** An open row, as its newest version says it. */
export type ReportRow<R extends RegisterName = RegisterName> = {
  [N in R]: {
    readonly register: N;
    readonly key: string;
    readonly source: string;
    readonly values: RowValues<N>;
    readonly ref: RecordRef;
    /** Of a law on trafficking in force: an older one is in the record, so that this one made nothing a crime. */
    readonly isLater?: true;
  };
}[R];

/** The rows of one register, in the order in which they happened. */
export function rowsOf<R extends RegisterName>(rows: readonly ReportRow[], register: R): readonly ReportRow<R>[] {
  return rows.filter((row) => row.register === register) as readonly unknown[] as readonly ReportRow<R>[];
}

/** How many training sessions are shown, and of how many rows one is at most: one for each profession. */
const mostSessions = 12;
const mostInSession = professions.length;

/** What a row of a training is a row of: the session that it names (AS4), else itself. */
export function sessionOf({
  organisation,
  source,
  values,
  ref,
}: Pick<Statement<"training">, "source" | "values" | "ref"> & Pick<Sourced, "organisation">): string {
  return values.session === undefined ? refId(ref) : wordOfSource({ organisation, source }, values.session);
}

/** The rows that a report about this period shows. Rows behind its facts are among them when their register is. */
export function rowsToShow(
  statements: readonly Statement[],
  facts: readonly FactYear[],
  period: Period,
): readonly ReportRow[] {
  const behindFacts = new Set(
    facts.flatMap(({ now: { statements: said, otherPeriods = [] } }) =>
      [...said, ...otherPeriods].flatMap(({ records, parts }) =>
        [...records, ...parts.map(({ ref }) => ref)].map(refId),
      ),
    ),
  );
  const aside = new Set(facts.flatMap(({ now }) => (now.aside ?? []).map(refId)));
  const overdue = recordsOf(facts, "measures-overdue");
  const sessions = sessionsToShow(statements, recordsOf(facts, "trainings"));
  const sources = sourceRows(statements);
  return (
    statements
      .filter((one) => shownRegisters.includes(one.register) && !one.sealed)
      // A fact that reads a figure has its number; the row is for what its source says besides.
      .filter(
        (one) =>
          one.register !== "figure" ||
          aside.has(refId(one.ref)) ||
          isMoreThanNumber((one as Statement<"figure">).values),
      )
      // Of measures those are named that a recommendation asks for.
      .filter((one) => one.register !== "measure" || overdue.has(refId(one.ref)))
      .filter((one) => one.register !== "training" || sessions.has(refId(one.ref)))
      .filter(
        (one) =>
          behindFacts.has(refId(one.ref)) ||
          aside.has(refId(one.ref)) ||
          isOfThePeriod(one, period, sources, statements),
      )
      .map((one) => {
        const { register, key, source, values, ref } = one;
        const later = isLaterLaw(one, statements) ? { isLater: true } : {};
        return { register, key, source, values, ref, ...later } as ReportRow;
      })
      .sort(inOrder)
  );
}

/** True for a figure with a remark, or in a unit in which it is another fact than that of its name. */
function isMoreThanNumber({ fact, unit, remark }: RowValues<"figure">): boolean {
  return remark !== undefined || factOfFigure(fact, unit) !== fact;
}

/** True for a law that made nothing a crime, whatever it says of trafficking: another one on it surely was there before, be it over by now. */
function isLaterLaw(statement: Statement, statements: readonly Statement[]): boolean {
  if (statement.register !== "law") return false;
  const law = statement as Statement<"law">;
  if (law.values.subject !== "trafficking" || law.values.stage !== "in-force") return false;
  if (law.values.on === undefined) return false;
  const begins = rangeOf(law.values.on).first;
  const isSurelyBefore = (on: string | undefined) => on !== undefined && rangeOf(on).last < begins;
  return statements.some((other) => {
    if (other.register !== "law" || other.sealed || other.key === law.key) return false;
    const { values, history } = other as Statement<"law">;
    if (!isOnTrafficking(values)) return false;
    if (values.stage === "in-force") return isSurelyBefore(values.on);
    // What was repealed stood before that; since when, its earlier versions say.
    return (
      values.stage === "repealed" &&
      ((values.on !== undefined && rangeOf(values.on).last <= begins) ||
        history.some(({ values: was }) => was?.stage === "in-force" && isSurelyBefore(was.on)))
    );
  });
}

function isOnTrafficking({ subject }: RowValues<"law">): boolean {
  return subject === "trafficking" || subject === "comprehensive";
}

/** True where a law against trafficking came into force when another one ended: a code that replaced a code. */
function isReplacedBy(until: string, statements: readonly Statement[]): boolean {
  const ends = rangeOf(until).first;
  return statements.some((one) => {
    if (one.register !== "law" || one.sealed) return false;
    const { values } = one as Statement<"law">;
    const { on, stage } = values;
    return isOnTrafficking(values) && stage === "in-force" && on !== undefined && rangeOf(on).last >= ends;
  });
}

/** The records that are counted as this fact. */
function recordsOf(facts: readonly FactYear[], key: string): ReadonlySet<string> {
  const [fact] = facts.filter(({ definition }) => definition.key === key);
  return new Set(fact?.now.statements.flatMap(({ records }) => records.map(refId)));
}

/** The rows of the first training sessions of those that are counted. */
function sessionsToShow(statements: readonly Statement[], counted: ReadonlySet<string>): ReadonlySet<string> {
  const rows = statements.filter(
    (one): one is Statement<"training"> => one.register === "training" && counted.has(refId(one.ref)),
  );
  return new Set(
    [...Map.groupBy(rows.sort(inOrder), sessionOf).values()]
      .filter((session) => session.length <= mostInSession)
      .slice(0, mostSessions)
      .flatMap((session) => session.map(({ ref }) => refId(ref))),
  );
}

/**
 * What happened in the period; laws, and what has an end, such as services and agreements, also while they stand and their sources can
 * state them (AS6). Routes and findings come from the facts.
 */
function isOfThePeriod(
  statement: Statement,
  period: Period,
  sources: SourceRows,
  statements: readonly Statement[],
): boolean {
  const stands = (from: string, until: string | undefined) =>
    hasComeBy(from, period) &&
    (until === undefined ? canStillState(sources, statement, daysOf(period)) : !isOverBefore(until, period));
  switch (statement.register) {
    case "law": {
      const { stage, until, subject, amends, ...law } = (statement as Statement<"law">).values;
      const on = law.on ?? statedBy(sources, statement);
      // The law that made trafficking a crime is always shown: else a later one would pass for the first.
      const isCrime = subject === "trafficking" && stage === "in-force" && amends === undefined;
      if (isCrime && (until === undefined || isReplacedBy(until, statements))) return hasComeBy(on, period);
      return stage === "in-force" || stage === "adopted" ? stands(on, until) : liesIn(on, period);
    }
    case "plan":
    case "prevention":
      return liesIn((statement as Statement<"plan" | "prevention">).values.on, period);
    case "training":
    case "measure":
      return false;
    default: {
      const { about, fields } = registerOf(statement.register);
      const { until }: { readonly until?: string } = statement.values;
      if (about === "says") return false;
      const date = dateOf(statement);
      // Undated, it stands: it is no event of a year.
      const isState = "until" in fields || date === "" || isOrBefore(date);
      return isState ? stands(date || statedBy(sources, statement), until) : liesIn(date, period);
    }
  }
}

type Placed = Pick<Statement, "register" | "key" | "source" | "values" | "ref">;

/** In the order in which they happened. */
function inOrder(a: Placed, b: Placed): number {
  const placeOf = (row: Placed) => [dateOf(row), row.register, row.key, row.source, refId(row.ref)].join(" ");
  return compareTexts(placeOf(a), placeOf(b));
}

function dateOf({ values }: Placed): string {
  const { on, from }: { readonly on?: string; readonly from?: string } = values;
  return on ?? from ?? "";
}
