// What was released of proceedings beyond the facts (TA10a): officials who were charged alike, by article of law, and how far cases came. A table of each, every
// number with its tally.
import { flowEnds, flowStages } from "../../assessment/proceedings-splits.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { paragraph, table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { figure } from "../print/say.ts";
import { nameOf, type Report, recordLinks, sourceLink } from "./report.ts";

export function splitTables(report: Report): readonly Element[] {
  const { t, field, capital } = report.text;
  const [level, offence] = [field("office_level"), field("offence")];
  const tables = [
    ["official", nameOf(report, "officials-prosecuted"), capital(level + report.text.comma + offence)],
    ["article", t("report.counts.by-article"), t("field.article")],
    ["case-flow", t("report.plots.flow"), t("report.plots.step")],
  ] as const;
  return tables.flatMap(([kind, caption, title]): readonly Element[] => {
    const rows = report.data.splits.filter(({ by }) => by === kind).toSorted((a, b) => placeOf(a) - placeOf(b));
    if (rows.length === 0) return [];
    const numbers = table({
      caption,
      columns: [
        title,
        t("report.counts.fact"),
        { numeric: t("report.counted.value") },
        t("column.source"),
        t("report.sections.records"),
      ],
      rows: rows.map((split) => ({
        cells: [
          kind === "article"
            ? report.articleOf(split.cell)
            : report.text.value("tally", "cell", split.cell, { by: kind }),
          kind === "case-flow" ? t("code.cases") : nameOf(report, split.fact),
          figure(report.text.number(split.value), split.fact),
          sourceLink(report, split.source),
          recordLinks([split.ref]),
        ],
      })),
    });
    return kind === "article" ? [numbers, paragraph(t("report.counts.by-article-only"), "quiet")] : [numbers];
  });
}

/** Along the way of cases: each step before what leads on from it. Other splits stay as they are. */
export function placeOf({ by, cell = "" }: Pick<RowValues<"tally">, "by" | "cell">): number {
  if (by !== "case-flow") return 0;
  const steps: readonly string[] = ["stage", ...flowStages, ...flowEnds];
  const [from = "", to = ""] = cell.split("/");
  const [start, end] = [steps.indexOf(from), steps.indexOf(to)];
  return start === 0 ? end * steps.length : start * steps.length + end;
}
