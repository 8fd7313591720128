// The country in one paragraph: who is taken where and for what, as sources say; and the year's first figures.

import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import { type Block, paragraph, paragraphOf } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain } from "../say.ts";
import { firstFigures } from "./figures.ts";
import { type Report, reportCountry, withSources } from "./report.ts";
import { liesInRegion } from "./world-regions.ts";

/** True when the record says anything about the year, or something that may be of it. */
export function saysAnything({ data }: Report): boolean {
  return (
    data.rows.some((row) => row.register !== "law") ||
    data.facts.some(({ now }) => now.state !== "no-data" || now.unplaced.length > 0)
  );
}

export function summary(report: Report): readonly Block[] {
  const { data, text } = report;
  if (!saysAnything(report)) {
    const period = text.period(data.period);
    return [paragraph(text.t("report.summary.nothing", { country: reportCountry(report), period }), "lead")];
  }
  const alike = Map.groupBy(rowsOf(data.rows, "route"), (route) => plain(routeSentence(report, route)));
  const lines = [...alike.values()].map((same) =>
    withSources(
      report,
      same[0] === undefined ? [] : routeSentence(report, same[0]),
      same.map(({ ref }) => ref),
    ),
  );
  return [...paragraphOf(lines, "lead"), ...paragraphOf(firstFigures(report))];
}

/** That nobody says who is taken where, behind what the year's record does say. */
export function noRoutes(report: Report): readonly Block[] {
  if (!saysAnything(report) || rowsOf(report.data.rows, "route").length > 0) return [];
  const isVague = (report.facts.get("routes")?.now.unplaced.length ?? 0) > 0;
  return [paragraph(report.text.t(isVague ? "report.summary.vague-routes" : "report.summary.no-routes"), "quiet")];
}

function routeSentence(report: Report, row: ReportRow<"route">): Inlines {
  const { data, text } = report;
  const { role, countries = [], regions = [] } = row.values;
  const places = [
    ...countries.map(text.country),
    ...regions.map((region) =>
      liesInRegion(data.country, region)
        ? text.t(`report.summary.other-countries.${region}`)
        : text.name("route", "regions", region),
    ),
  ];
  return text.say(`report.summary.route.${role}`, {
    ...text.row(row),
    country: reportCountry(report),
    places: places.length === 0 ? undefined : text.list(places),
  });
}
