// What is recommended, each with the facts from which it follows.
import type { FactYear } from "../../assessment/fact-value.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { isCountedApart, nameOf, numberIn, quoted, type Report, valueInline, withSources, wordFor } from "./report.ts";

/** How many overdue measures a recommendation names. */
const mostMeasures = 3;

export function recommendations(report: Report): readonly Block[] {
  const { data, text } = report;
  const { recommendations: words } = text;
  if (data.recommendations.length === 0) return [{ kind: "paragraph", tone: "quiet", content: run([words.none]) }];
  return [
    { kind: "paragraph", tone: "quiet", content: run([words.intro]) },
    {
      kind: "list",
      ordered: true,
      items: data.recommendations.map(({ key, facts, records }) =>
        withSources(report, run([wordFor(words.named, key), words.from(factFigures(report, facts))]), records),
      ),
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
      const { rules, listColon } = report.text;
      const name = nameOf(report, key);
      const now = [valueInline(report, fact.definition, fact.now)];
      if (key === "measures-overdue") return [run([rules.value(name, now), listColon, overdueNote(report, fact)])];
      if (numberIn(fact.now) === null || numberIn(fact.before) === null) return [rules.value(name, now)];
      const before = [valueInline(report, fact.definition, fact.before)];
      return [run([rules.than(name, now, before), isCountedApart(fact) ? ` (${rules.notAlike})` : null])];
    }),
  );
}

/** The measures that are overdue, by their own words: the first ones, and how many more there are. */
function overdueNote({ data, text }: Report, { now }: FactYear): Inlines {
  const counts = new Set((now.statements[0]?.records ?? []).map(refId));
  const measures = rowsOf(data.rows, "measure").filter(({ ref }) => counts.has(refId(ref)));
  const shown = measures.slice(0, mostMeasures).map(({ values }) => quoted(values.measure));
  const more = measures.length - shown.length;
  return run([
    ...shown.flatMap((one, place) => (place === 0 ? [one] : [text.semicolon, one])),
    more > 0 ? `${text.semicolon}+${text.number(more)}` : null,
  ]);
}

/** Parts of a sentence with semicolons between. */
export function joinedBy({ text }: Report, list: readonly Inlines[]): Inlines {
  return run(list.flatMap((inlines, place) => (place === 0 ? [inlines] : [text.semicolon, inlines])));
}
