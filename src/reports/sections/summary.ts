// The country in one paragraph: who is taken where and for what, as sources tell it; and the year's first figures.

import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, sentences } from "../say.ts";
import { firstFigures } from "./figures.ts";
import { countryOf, type Report, withSources } from "./report.ts";
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
    return [
      {
        kind: "paragraph",
        tone: "lead",
        content: text.summary.nothing(countryOf(report), data.period, data.holds === "all"),
      },
    ];
  }
  const routes = rowsOf(data.rows, "route");
  const alike = Map.groupBy(routes, (route) => plain(routeSentence(report, route)));
  const lines = [...alike.values()].map((same) =>
    withSources(
      report,
      same[0] === undefined ? [] : routeSentence(report, same[0]),
      same.map(({ ref }) => ref),
    ),
  );
  const figures = sentences(firstFigures(report));
  return [
    ...(lines.length === 0 ? [] : [{ kind: "paragraph", tone: "lead", content: sentences(lines) } as const]),
    ...(figures.length === 0 ? [] : [{ kind: "paragraph", content: figures } as const]),
  ];
}

/** That nobody says who is taken where, behind what the year's record does say. */
export function noRoutes(report: Report): readonly Block[] {
  const { vagueRoutes, noRoutes: none } = report.text.summary;
  if (!saysAnything(report) || rowsOf(report.data.rows, "route").length > 0) return [];
  const isVague = (report.facts.get("routes")?.now.unplaced.length ?? 0) > 0;
  return [{ kind: "paragraph", tone: "quiet", content: run([isVague ? vagueRoutes : none]) }];
}

function routeSentence(report: Report, { values }: ReportRow<"route">): Inlines {
  const { data, text } = report;
  const { summary: words } = text;
  const inOrder = <C extends string>(codes: readonly C[], table: Readonly<Record<string, string>>) =>
    Object.keys(table).flatMap((code) => (codes.includes(code as C) ? [table[code] ?? code] : []));
  const places = [
    ...(values.countries ?? []).map((code) => text.country(code)),
    ...(values.regions ?? []).map((region) =>
      liesInRegion(data.country, region) ? words.otherCountries[region] : words.regions[region],
    ),
  ];
  return run([
    words.roles[values.role](countryOf(report), text.list(inOrder(values.persons, words.persons))),
    places.length === 0 ? "" : words.places[values.role](text.list(places)),
    words.forms(text.list(inOrder(values.forms, words.form))),
  ]);
}
