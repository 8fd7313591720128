// Judgements, published tiers and requests for data as the record has them. A judgement is a named office's answer to a question that no rule answers; nothing
// here answers in its place.
import { presentFields } from "../core/present-fields.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import { evidenceReader, isStale } from "../record/evidence.ts";
import { inLogOrder } from "../record/named-source.ts";
import { ofRegister, type Statement } from "../record/statement.ts";
import type { JudgementGiven } from "./assessment.ts";
import type { Period } from "./fact-value.ts";
import type { BesideFacts } from "./read-rule.ts";

/** What was judged and asked for about the year of the period, and all tiers that were published, each in the order of the log. */
export function besideFacts(statements: readonly Statement[], { year }: Period): BesideFacts {
  const of = <R extends RegisterName>(register: R) => ofRegister(statements, register).toSorted(inLogOrder);
  const ofYear = (row: { readonly values: { readonly year: string } }) => Number(row.values.year) === year;
  const read = evidenceReader(statements);
  return {
    judgements: of("judgement")
      .filter(ofYear)
      .map((row) => judgementGiven(row, read)),
    // What somebody inferred was not published (AS17).
    ratings: of("rating").flatMap(({ values, ref }) =>
      values.inferred === true ? [] : [{ scheme: values.scheme, year: Number(values.year), tier: values.tier, ref }],
    ),
    requests: of("data-request").filter(ofYear),
  };
}

/** With what became of the rows on which it rests. */
function judgementGiven(
  { values, ref }: Statement<"judgement">,
  read: ReturnType<typeof evidenceReader>,
): JudgementGiven {
  const { evidence: versions, criterion, question, answer, office, reasons } = values;
  const given = { question, answer, ...presentFields({ criterion }), office, reasons, ref };
  if (versions === undefined) return given;
  const { same: evidence, corrected, gone } = read(versions);
  return { ...given, evidence, ...(isStale({ corrected, gone }) ? { stale: { corrected, gone } } : {}) };
}
