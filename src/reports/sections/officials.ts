// Officials who were charged alike, by level and offence, as far as the year was released (TA7a).
import type { Block } from "../document.ts";
import { run } from "../say.ts";
import { figure, nameOf, type Report, recordLinks } from "./report.ts";

export function officialsTable(report: Report): readonly Block[] {
  const { data, text } = report;
  const { officials } = data.proceedings;
  if (officials.length === 0) return [];
  return [
    {
      kind: "table",
      caption: nameOf(report, "officials-prosecuted"),
      columns: [
        { title: text.capital(text.field("office_level")) },
        { title: text.capital(text.field("offence")) },
        { title: nameOf(report, "officials-prosecuted"), numeric: true },
        { title: nameOf(report, "officials-fled"), numeric: true },
        { title: text.t("report.sections.records") },
      ],
      rows: officials.map(({ level, offence, charged, fled, records }) => ({
        cells: [
          run([level === "any" ? text.t("report.criteria.nothing") : text.name("proceeding", "office_level", level)]),
          run([text.code("proceeding", "offence", offence)]),
          [figure(text.number(charged), "officials-prosecuted")],
          [figure(text.number(fled), "officials-fled")],
          recordLinks(report, records),
        ],
      })),
    },
  ];
}
