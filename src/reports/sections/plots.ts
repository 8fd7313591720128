// Which facts are drawn, and with which words. Values that are not there are drawn as words, never as bars of no length.
import type { FactDefinition, Period, Pillar } from "../../assessment/fact-value.ts";
import { type ReportFact, yearsOf } from "../data/report-data.ts";
import { paragraph, plotted } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import type { Mark, Plot } from "../print/plots.ts";
import { plain } from "../print/say.ts";
import { countedApartMark, isCountedApart, nameOf, numberIn, type Report, valueInline } from "./report.ts";

type Unit = FactDefinition["unit"];

/** The numbers of one part that are known in two years, each year below the one after it, one plot for each unit; details of other facts are left out. */
export function barsPlots(report: Report, pillar: Pillar): readonly Element[] {
  const drawn = report.data.facts.filter(
    (fact) =>
      fact.definition.pillar === pillar &&
      fact.definition.unit !== "amount" &&
      fact.definition.unit !== "rows" &&
      fact.definition.detailOf === undefined &&
      yearsOf(fact).filter((value) => numberIn(value) !== null).length > 1,
  );
  const byUnit = Map.groupBy(drawn, ({ definition }) => definition.unit);
  const plots = [...byUnit].map(([unit, facts]) => barsPlot(report, pillar, unit, facts));
  const isApart = ({ text }: Mark) => text.endsWith(countedApartMark);
  return [
    ...plots.flatMap((plot) => plotted(plot, report.text.t("report.head.as-table"))),
    ...(plots.some(({ rows }) => rows.some(({ marks }) => marks.some(isApart)))
      ? [paragraph(`†\u00a0${report.text.t("report.plots.apart")}`, "quiet")]
      : []),
  ];
}

function barsPlot(report: Report, pillar: Pillar, unit: Unit, facts: readonly ReportFact[]): Plot {
  const { text, data } = report;
  const { year, kind } = data.period;
  const years = Math.max(...facts.map((fact) => yearsOf(fact).length));
  const columns = Array.from({ length: years }, (_, i) => ({ year: year - i, kind }));
  return {
    id: `bars-${pillar}-${unit}`,
    title: `${text.section(pillar)}${text.comma}${text.unit(unit)}${text.listColon}${text.t("report.plots.years")}`,
    description: text.t("report.plots.bars-description"),
    labelTitle: text.t("report.counts.fact"),
    columns: columns.map((period) => ({ title: text.capital(text.period(period)), short: shortPeriod(text, period) })),
    rows: facts.map((fact) => {
      const { key } = fact.definition;
      const marks = marksOf(report, fact);
      return {
        label: nameOf(report, key),
        fact: key,
        marks: columns.map((_, i) => marks[i] ?? { value: null, text: "" }),
      };
    }),
  };
}

/** The value of each year, newest first; one that is not counted like the year after it bears a mark. */
function marksOf(report: Report, fact: ReportFact): readonly Mark[] {
  const years = yearsOf(fact);
  return years.map((value, i) => {
    const after = years[i - 1];
    const isApart = after !== undefined && isCountedApart({ now: after, before: value });
    const words = plain([valueInline(report, fact.definition, value)]);
    return { value: numberIn(value), text: isApart ? words + countedApartMark : words };
  });
}

/** 2003, or 2003/04 for a year that begins in April. */
function shortPeriod(text: Report["text"], { year, kind }: Period): string {
  return text.digits(kind === "calendar" ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, "0")}`);
}
