// Judgements and published tiers as the record has them. A judgement is a named office's answer to a question that no rule answers; nothing
// here answers in its place.
import { presentFields } from "../core/present-fields.ts";
import { evidenceReader, isStale } from "../record/evidence.ts";
import type { Statement } from "../record/statement.ts";
import type { JudgementGiven, RatingGiven, RequestGiven } from "./assessment.ts";
import type { Period } from "./fact-value.ts";
import { inLogOrder } from "./statement-index.ts";

/** Judgements about the year of the period, in the order of the log, each with what became of the rows on which it rests. */
export function judgementsOf(statements: readonly Statement[], { year }: Period): readonly JudgementGiven[] {
  const read = evidenceReader(statements);
  return statements
    .filter((statement) => statement.register === "judgement")
    .sort(inLogOrder)
    .flatMap(({ values, ref }) => {
      const { year: of, evidence, criterion, ...said } = values as Statement<"judgement">["values"];
      if (Number(of.slice(0, 4)) !== year) return [];
      const { question, answer, office, reasons } = said;
      return [{ question, answer, ...presentFields({ criterion }), office, reasons, ref, ...restsOn(read, evidence) }];
    });
}

function restsOn(
  read: ReturnType<typeof evidenceReader>,
  versions: readonly string[] | undefined,
): Pick<JudgementGiven, "evidence" | "stale"> {
  if (versions === undefined) return {};
  const { same, corrected, gone } = read(versions);
  return { evidence: same, ...(isStale({ corrected, gone }) ? { stale: { corrected, gone } } : {}) };
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
