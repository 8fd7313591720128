// Judgements and published tiers as the record has them. A judgement is a named office's answer to a question that no rule answers; nothing
// here answers in its place.
import type { Statement } from "../record/statement.ts";
import type { JudgementGiven, RatingGiven, RequestGiven } from "./assessment.ts";
import type { Period } from "./fact-value.ts";
import { inLogOrder } from "./statement-index.ts";

/** Judgements about the year of the period, in the order of the log. */
export function judgementsOf(statements: readonly Statement[], { year }: Period): readonly JudgementGiven[] {
  return statements
    .filter((statement) => statement.register === "judgement")
    .sort(inLogOrder)
    .flatMap(({ values, ref }) => {
      const { question, answer, office, reasons, year: of } = values as Statement<"judgement">["values"];
      return Number(of.slice(0, 4)) === year ? [{ question, answer, office, reasons, ref }] : [];
    });
}

/** All published tiers, in the order of the log. What somebody inferred was not published (AS17). */
export function ratingsOf(statements: readonly Statement[]): readonly RatingGiven[] {
  return statements
    .filter((statement) => statement.register === "rating")
    .sort(inLogOrder)
    .flatMap(({ values, ref }) => {
      const { scheme, year, tier, inferred } = values as Statement<"rating">["values"];
      return inferred === true ? [] : [{ scheme, year: Number(year.slice(0, 4)), tier, ref }];
    });
}

/** What was asked for about the year of the period, in the order of the log. */
export function requestsOf(statements: readonly Statement[], { year }: Period): readonly RequestGiven[] {
  return statements
    .filter((statement) => statement.register === "data-request")
    .sort(inLogOrder)
    .flatMap(({ values, organisation, ref }) => {
      const { facts, answer = null, year: of } = values as Statement<"data-request">["values"];
      return Number(of.slice(0, 4)) === year ? [{ facts, organisation, answer, ref }] : [];
    });
}
