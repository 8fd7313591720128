// Two tiers that were published for one year: both are stated, and stand side by side among the contradictions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { judgement, sourceStated, stated } from "../../test/support/statements.ts";

test("[RP10] two tiers of one year stand side by side, in each language", () => {
  const rating = (source: string, tier: "2" | "2WL") =>
    stated("rating", `tier ${tier}`, { scheme: "tvpa-2004", year: "2004", tier }, { source });
  const sources = ["first", "second"].map((key) => sourceStated(key, "report", "2004"));
  const data = reportDataOf([
    ...sources,
    judgement("significant-efforts", true, "2003"),
    rating("first", "2"),
    rating("second", "2WL"),
  ]);
  const words = reportWords(data);
  assert.match(words, /published in the report of 2004: \*\*Tier 2\*\*\./);
  assert.match(words, /published in the report of 2004: \*\*Tier 2 watch list\*\*\./);
  assert.match(words, /\| published tiers “tvpa 2004”[^|]*\|[^|]*\| [^|\n]*2[^|\n]*\|/);
});
