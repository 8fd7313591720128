// Figures of the year that no fact reads (AS26): each with its value, unit, dates and source, so that nothing that was entered vanishes.
import type { FactDefinition, Pillar } from "../../assessment/fact-value.ts";
import { refId } from "../data/record-places.ts";
import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import { type Block, paragraph } from "../document.ts";
import { joined, run, spaced } from "../say.ts";
import { articleName, nameOf, type Report, recordLinks, sourceLink } from "./report.ts";

export interface OtherFigure {
  readonly pillar: Pillar;
  readonly row: ReportRow<"figure">;
  /** As it is entered; without one, that of the fact which has the figure's name. */
  readonly unit: FactDefinition["unit"];
}

/** Every figure of the year that no fact reads, in the order of the rows. */
export function otherFigures({ data }: Pick<Report, "data">): readonly OtherFigure[] {
  const aside = new Set(data.facts.flatMap(({ now }) => (now.aside ?? []).map(refId)));
  return rowsOf(data.rows, "figure")
    .filter(({ ref }) => aside.has(refId(ref)))
    .flatMap((row): readonly OtherFigure[] => {
      const { fact, unit } = row.values;
      const definition = data.facts.map((one) => one.definition).find(({ key }) => key === fact);
      return definition === undefined ? [] : [{ pillar: definition.pillar, row, unit: unit ?? definition.unit }];
    });
}

/** The table of them in one part of the report. */
export function otherFigureTable(report: Report, pillar: Pillar): readonly Block[] {
  const { text } = report;
  const figures = otherFigures(report).filter((one) => one.pillar === pillar);
  if (figures.length === 0) return [];
  return [
    {
      kind: "table",
      caption: text.t("report.other-figures.caption"),
      columns: [
        { title: text.t("report.other-figures.figure") },
        { title: text.t("report.counted.value"), numeric: true },
        { title: text.t("report.counted.unit") },
        { title: text.t("report.counted.period") },
        { title: text.t("column.source") },
        { title: text.t("report.sections.records") },
      ],
      rows: figures.map(({ row, unit }) => {
        const { fact, part, from, until, as_of, value, currency, articles = [], remark } = row.values;
        const names = articles.map((key) => articleName(report, key));
        const limits = joined(
          [
            part === undefined ? null : text.code("figure", "part", part),
            names.length === 0 ? null : text.t("report.counted.only-articles", { articles: text.semicolons(names) }),
          ],
          text.semicolon,
        );
        const days = until === undefined ? text.date(from) : text.t("report.days", { from, until });
        const number = value === "not-reported" ? text.t("report.lack.not-reported") : text.number(value);
        return {
          cells: [
            spaced([
              nameOf(report, fact),
              limits.length === 0 ? null : run(["(", limits, ")"]),
              remark === undefined ? null : text.say("report.remark", text.row(row)),
            ]),
            run([currency === undefined ? number : `${number}\u00a0${currency}`]),
            run([text.unit(unit)]),
            run([as_of === undefined ? days : text.t("report.counts.as-of", { days, on: as_of })]),
            sourceLink(report, row.source),
            recordLinks(report, [row.ref]),
          ],
        };
      }),
    },
    paragraph(text.t("report.other-figures.why"), "quiet"),
  ];
}
