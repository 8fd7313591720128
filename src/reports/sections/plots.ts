// Which facts are drawn, and with which words. Values that are not there are drawn as words, never as bars of no length.
import type { FactValue, FactYear, Period, Pillar } from "../../assessment/fact-value.ts";
import { yearsOf } from "../data/report-data.ts";
import { type Block, paragraph } from "../document.ts";
import type { Mark, SeriesPlot } from "../plots.ts";
import { countedApartMark, factsOf, isCountedApart, nameOf, numberIn, type Report, valueInline } from "./report.ts";

/** This year beside the last for the numbers of one part that are known in both, one plot for each unit; details of other facts are left out. */
export function barsPlots(report: Report, pillar: Pillar): readonly Block[] {
  const drawn = factsOf(report, pillar).filter(
    ({ definition, now, before }) =>
      definition.unit !== "amount" &&
      definition.unit !== "rows" &&
      definition.detailOf === undefined &&
      numberIn(now) !== null &&
      numberIn(before) !== null,
  );
  const byUnit = Map.groupBy(drawn, ({ definition }) => definition.unit);
  return [...byUnit].map(([unit, facts]) => barsPlot(report, pillar, unit, facts));
}

function barsPlot(report: Report, pillar: Pillar, unit: string, facts: readonly FactYear[]): Block {
  const { text, data } = report;
  const before = { ...data.period, year: data.period.year - 1 };
  const [year, yearBefore] = [text.period(data.period), text.period(before)];
  const mark = (fact: FactYear, value: FactValue, behind = ""): Mark => ({
    value: numberIn(value),
    text: valueInline(report, fact.definition, value).text + behind,
  });
  const description = text.t("report.plots.bars-description");
  return {
    kind: "plot",
    plot: {
      kind: "bars",
      id: `bars-${pillar}-${unit}`,
      title: `${text.section(pillar)}${text.comma}${text.unit(unit)}${text.listColon}${text.t("report.plots.bars", { now: year, before: yearBefore })}`,
      description: facts.some(isCountedApart)
        ? `${description} †\u00a0${text.t("report.counts.counted-apart")}`
        : description,
      labelTitle: text.t("report.counts.fact"),
      now: text.capital(year),
      before: text.capital(yearBefore),
      nowShort: shortPeriod(text, data.period),
      beforeShort: shortPeriod(text, before),
      rows: facts.map((fact) => ({
        label: nameOf(report, fact.definition.key),
        fact: fact.definition.key,
        now: mark(fact, fact.now),
        before: mark(fact, fact.before, isCountedApart(fact) ? countedApartMark : ""),
      })),
    },
  };
}

/** The facts that are followed over the years, each as a small plot: those of which two years or more have a value. */
export function seriesPlot(report: Report): readonly Block[] {
  const { data, text } = report;
  const panels = data.facts.flatMap((fact): SeriesPlot["panels"] => {
    const { definition, earlier } = fact;
    if (earlier === undefined) return [];
    const years = yearsOf(fact);
    const points = years.map((value, i) => {
      const before = years[i + 1];
      const isApart = before !== undefined && isCountedApart({ now: value, before });
      const words = valueInline(report, definition, value).text;
      return {
        year: value.period.year,
        yearText: text.digits(String(value.period.year)),
        value: numberIn(value),
        text: isApart ? words + countedApartMark : words,
        isApart,
      };
    });
    if (points.filter(({ value }) => value !== null).length < 2) return [];
    return [{ label: nameOf(report, definition.key), fact: definition.key, points: points.reverse() }];
  });
  if (panels.length === 0) return [];
  return [
    {
      kind: "plot",
      plot: {
        kind: "series",
        id: "series",
        title: text.t("report.plots.series"),
        description: text.t("report.plots.series-description"),
        yearTitle: text.t("field.year"),
        panels,
      },
    },
    ...(panels.some(({ points }) => points.some(({ isApart }) => isApart))
      ? [paragraph(`†\u00a0${text.t("report.plots.series-apart")}`, "quiet")]
      : []),
  ];
}

/** 2003, or 2003/04 for a year that begins in April. */
function shortPeriod(text: Report["text"], { year, kind }: Period): string {
  return text.digits(kind === "calendar" ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, "0")}`);
}
