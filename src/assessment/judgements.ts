// Judgements and published tiers as the record has them. A judgement is a named office's answer to a question that no rule answers; nothing
// here answers in its place.
import { presentFields } from "../core/present-fields.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import { evidenceReader, isStale } from "../record/evidence.ts";
import { inLogOrder } from "../record/named-source.ts";
import type { Statement } from "../record/statement.ts";
import type { JudgementGiven, RatingGiven, RequestGiven } from "./assessment.ts";
import type { Period } from "./fact-value.ts";

/** Judgements about the year of the period, in the order of the log, each with what became of the rows on which it rests. */
export function judgementsOf(statements: readonly Statement[], { year }: Period): readonly JudgementGiven[] {
  const read = evidenceReader(statements);
  return rowsOf(statements, "judgement").flatMap(({ values, ref }) => {
    const { year: of, evidence: versions, criterion, question, answer, office, reasons } = values;
    if (yearOf(of) !== year) return [];
    const given = { question, answer, ...presentFields({ criterion }), office, reasons, ref };
    if (versions === undefined) return [given];
    const { same: evidence, corrected, gone } = read(versions);
    return [{ ...given, evidence, ...(isStale({ corrected, gone }) ? { stale: { corrected, gone } } : {}) }];
  });
}

/** All published tiers, in the order of the log. What somebody inferred was not published (AS17). */
export function ratingsOf(statements: readonly Statement[]): readonly RatingGiven[] {
  return rowsOf(statements, "rating").flatMap(({ values: { scheme, year, tier, inferred }, ref }) =>
    inferred === true ? [] : [{ scheme, year: yearOf(year), tier, ref }],
  );
}

/** What was asked for about the year of the period, in the order of the log. */
export function requestsOf(statements: readonly Statement[], { year }: Period): readonly RequestGiven[] {
  return rowsOf(statements, "data-request").flatMap(({ values, organisation, ref }) => {
    const { facts, answer = null, year: of } = values;
    return yearOf(of) === year ? [{ facts, organisation, answer, ref }] : [];
  });
}

function rowsOf<R extends RegisterName>(statements: readonly Statement[], register: R): readonly Statement<R>[] {
  return statements
    .filter((one) => one.register === register)
    .sort(inLogOrder) as readonly Statement[] as readonly Statement<R>[];
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
