// What is recommended, each with the facts from which it follows.
import type { FactYear } from "../../assessment/fact-value.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { joined, run } from "../say.ts";
import { factLine, joinedBy, numberIn, quoted, type Report, withSources } from "./report.ts";

/** How many overdue measures a recommendation names. */
const mostMeasures = 3;

export function recommendations(report: Report): readonly Block[] {
  const { data, text } = report;
  if (data.recommendations.length === 0)
    return [{ kind: "paragraph", tone: "quiet", content: run([text.t("report.recommendations.none")]) }];
  return [
    { kind: "paragraph", tone: "quiet", content: run([text.t("report.recommendations.intro")]) },
    {
      kind: "list",
      ordered: true,
      items: data.recommendations.map(({ key, facts, records }) => {
        const what = text.word(`report.recommendations.named.${key}`, key);
        const evidence = factFigures(report, facts);
        return withSources(report, text.say("report.recommendations.from", { what, evidence }), records);
      }),
    },
  ];
}

/** Each fact with its value, for what follows from it. */
export function factFigures(report: Report, keys: readonly string[]): Inlines {
  return joinedBy(
    report,
    keys.flatMap((key) => {
      const fact = report.facts.get(key);
      if (fact === undefined) return [];
      if (key === "measures-overdue")
        return [run([factLine(report, fact, false), report.text.listColon, overdueNote(report, fact)])];
      return [factLine(report, fact, numberIn(fact.now) !== null && numberIn(fact.before) !== null)];
    }),
  );
}

/** The measures that are overdue, by their own words: the first ones, and how many more there are. */
function overdueNote({ data, text }: Report, { now }: FactYear): Inlines {
  const counts = new Set((now.statements[0]?.records ?? []).map(refId));
  const measures = rowsOf(data.rows, "measure").filter(({ ref }) => counts.has(refId(ref)));
  const shown = measures.slice(0, mostMeasures).map(({ values }) => [quoted(values.measure)]);
  const more = measures.length - shown.length;
  return joined([...shown, more > 0 ? `+${text.number(more)}` : null], text.semicolon);
}
