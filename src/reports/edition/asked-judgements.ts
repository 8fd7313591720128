// The judgements without which no tier follows for a year, by the scheme of that year (AS14). An edition that states a tier waits for them.
import { assess } from "../../assessment/assess.ts";
import { evaluateFacts } from "../../assessment/evaluate-facts.ts";
import type { Period } from "../../assessment/fact-value.ts";
import { judgementsOf, ratingsOf, requestsOf } from "../../assessment/judgements.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import { schemeOfYear } from "../report-of-year.ts";
import type { Grounds } from "./grounds.ts";

export function askedJudgements({ index, statements }: Grounds, period: Period): readonly JudgementQuestion[] {
  const scheme = schemeOfYear(period);
  if (scheme === null) return [];
  const [judgements, requests] = [judgementsOf(statements, period), requestsOf(statements, period)];
  return assess(scheme, evaluateFacts(index, period), { judgements, requests, ratings: ratingsOf(statements) }).asks;
}
