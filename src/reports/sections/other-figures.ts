// Figures of the year that no fact reads (AS26): each with its value, unit, dates and source, so that nothing that was entered vanishes.
import type { FactDefinition, Pillar } from "../../assessment/fact-value.ts";
import { refId } from "../data/record-places.ts";
import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import { run } from "../say.ts";
import { articleName, nameOf, quoted, type Report, recordLinks, sourceLink, wordFor } from "./report.ts";

export interface OtherFigure {
  readonly pillar: Pillar;
  readonly row: ReportRow<"figure">;
  /** As it is entered; without one, that of the fact which has the figure's name. */
  readonly unit: FactDefinition["unit"];
}

/** Every figure of the year that no fact reads, in the order in which the rows are told. */
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
  const { otherFigures: words, counted } = text;
  const figures = otherFigures(report).filter((one) => one.pillar === pillar);
  if (figures.length === 0) return [];
  return [
    {
      kind: "table",
      caption: words.caption,
      columns: [
        { title: words.figure },
        { title: counted.value, numeric: true },
        { title: counted.unit },
        { title: counted.period },
        { title: counted.source },
        { title: counted.records },
      ],
      rows: figures.map(({ row, unit }) => {
        const { fact, part, from, until, as_of, value, currency, articles = [], remark } = row.values;
        const limits = [
          ...(part === undefined ? [] : [wordFor(text.facts.parts, part)]),
          ...(articles.length === 0
            ? []
            : [counted.onlyArticles(text.commas(articles.map((key) => articleName(report, key))))]),
        ];
        const number = value === "not-reported" ? text.values.notReported : text.number(value);
        return {
          cells: [
            run([
              nameOf(report, fact),
              limits.length === 0 ? null : ` (${limits.join(text.semicolon)})`,
              remark === undefined ? null : run([" ", text.remark(quoted(remark))]),
            ]),
            run([currency === undefined ? number : `${number}\u00a0${currency}`]),
            run([wordFor(text.facts.units, unit)]),
            run([
              until === undefined ? text.date(from) : text.prevention.span(text.date(from), text.date(until)),
              as_of === undefined ? null : text.counts.asOf(as_of),
            ]),
            sourceLink(report, row.source),
            recordLinks(report, [row.ref]),
          ],
        };
      }),
    },
    { kind: "paragraph", tone: "quiet", content: run([words.why]) },
  ];
}
