// The back of a report: where sources differ, what is missing, the method, and the sources, to which their titles in the front lead.
import type { Contradiction } from "../../assessment/fact-value.ts";
import { refId } from "../../record/statement.ts";
import { lackOf, lacks } from "../data/lack.ts";
import type { ReportFact } from "../data/report-data.ts";
import { paragraph, type TableRow, table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { type Inlines, plain, quoted, run } from "../print/say.ts";
import { definitions, isSpokenOf } from "./facts.ts";
import { nameOf, type Report, recordLinks, sourceAnchor, sourceLinks, valueText } from "./report.ts";

export function contradictions(report: Report): readonly Element[] {
  const { data, text } = report;
  if (data.contradictions.length === 0) return [paragraph(text.t("report.contradictions.none"))];
  // Of one law a figure of either year and the article itself differ in the very same words: they stand once.
  const alike = Map.groupBy(data.contradictions, (one) =>
    JSON.stringify(
      one.sides.map(({ source, records }, place) => [source, records, plain(sideWords(report, one, place))]),
    ),
  );
  const rows = [...alike.values()].flatMap((same): readonly TableRow[] => {
    const titles = new Set(same.map((one) => contradictionTitle(report, one)));
    return (same[0]?.sides ?? []).map((side, place) => ({
      cells: [
        place === 0 ? text.semicolons([...titles]) : null,
        sourceLinks(report, side),
        same.slice(0, 1).flatMap((one) => sideWords(report, one, place)),
        recordLinks(side.records),
      ],
    }));
  });
  return [
    paragraph(text.t("report.contradictions.intro"), "quiet"),
    table({
      caption: text.t("report.contradictions.caption"),
      columns: [
        text.t("report.contradictions.about"),
        text.t("column.source"),
        text.t("report.contradictions.says"),
        text.t("report.sections.records"),
      ],
      rows,
    }),
  ];
}

function contradictionTitle(report: Report, { about, reason }: Contradiction): string {
  const { text } = report;
  if ("fact" in about) {
    const before = about.before === true ? report.facts.get(about.fact)?.before.period : undefined;
    return `${nameOf(report, about.fact)}${before === undefined ? "" : text.comma + text.period(before)}`;
  }
  const register = text.register(about.register);
  if (reason === "first-of-its-kind") return text.t("report.contradictions.first-of-its-kind", { register });
  const name = thingNamed(report, about.register, about.key);
  return text.t("report.contradictions.thing", { register, name, field: text.field(about.field) });
}

/** A thing by its key, which people chose; an article and a judgement by their names. */
function thingNamed(report: Report, register: string, key: string): string {
  const { text } = report;
  const article = register === "law" ? report.articleOf(key) : key;
  if (article !== key) return article;
  const name = register === "judgement" ? text.word(`report.tier.questions.${key}`, key) : key;
  return text.t("report.contradictions.key", { key: name });
}

function sideWords(report: Report, { about, sides, reason }: Contradiction, place: number): Inlines {
  const { text } = report;
  const side = sides[place];
  if (side === undefined) return [];
  if ("fact" in about) {
    const definition = report.facts.get(about.fact)?.definition;
    const number = /^\d{1,15}$/.test(side.value) ? Number(side.value) : side.value;
    const value = definition === undefined ? side.value : valueText(report, definition, number);
    if (reason !== "not-trafficking") return [value];
    const taken = Number(sides[0]?.value) - Number(sides[1]?.value);
    return place === 0
      ? [text.t("report.contradictions.as-published", { value })]
      : [text.t("report.contradictions.without-others", { value, taken: text.number(taken) })];
  }
  const value = sideValue(report, about, side.value);
  if (side.name === undefined) return [value];
  if (about.register === "judgement") return [quoted(side.name), text.listColon, value];
  return [quoted(side.name), text.comma, text.date(side.value)];
}

/** What was withheld, what a source does not report, what cannot be placed, and what nobody says: a row each, since they are different things. */
export function gaps(report: Report): readonly Element[] {
  const { data, text } = report;
  const missing = data.facts.filter((fact) => isGap(report, fact));
  const rows = lacks.flatMap((lack): readonly TableRow[] => {
    const names = missing
      .filter(({ now }) => lackOf(data.assessment, now) === lack)
      .map(({ definition: { key } }) => nameOf(report, key));
    const cells = [text.capital(text.t(`report.lack.${lack}`)), text.semicolons(names)];
    return names.length === 0 ? [] : [{ cells }];
  });
  if (rows.length === 0) return [paragraph(text.t("report.gaps.none"), "quiet")];
  const unplaced = new Set(data.facts.flatMap(({ now }) => now.unplaced.map(refId)));
  const columns = [text.t("report.tier.why"), text.t("report.counts.fact")];
  return [
    paragraph(text.t("report.gaps.intro"), "quiet"),
    table({ caption: text.t("report.gaps.caption"), columns, rows }),
    ...(unplaced.size === 0 ? [] : [paragraph(text.t("report.gaps.unplaced", { n: unplaced.size }))]),
  ];
}

/** The record is not silent on a fact where a finding speaks of the same matter; a detail is no gap of its own where its whole is one. */
function isGap(report: Report, { definition: { key, detailOf }, now }: ReportFact): boolean {
  const whole = detailOf === undefined ? undefined : report.facts.get(detailOf)?.now;
  const { assessment } = report.data;
  const isWhole = whole === undefined || lackOf(assessment, whole) === null;
  return isWhole && (lackOf(assessment, now) !== "no-data" || !isSpokenOf(report, key));
}

export function method(report: Report): readonly Element[] {
  const { data, text } = report;
  const { t } = text;
  const paragraphs = [
    t("report.method.1", { period: text.period(data.period) }),
    ...([2, 3, 4, 5] as const).map((place) => t(`report.method.${place}`)),
  ];
  return [...paragraphs.map((words) => paragraph(words)), ...definitions(report)];
}

export function sources({ data, text }: Report): readonly Element[] {
  if (data.sources.length === 0) return [];
  const rows = data.sources.map(
    ({ title, publisher, reference, kind, published, checked }, place): TableRow => ({
      id: sourceAnchor(place),
      cells: [
        run([
          quoted(title),
          publisher === "" ? null : run([text.comma, quoted(publisher)]),
          reference === undefined ? null : run([". ", quoted(reference)]),
        ]),
        text.code("source", "kind", kind),
        published === undefined ? text.t("report.criteria.nothing") : text.date(published),
        text.code("source", "checked", checked),
      ],
    }),
  );
  const columns = (
    ["report.sources.title", "field.kind", "report.sources.published-on", "report.sources.checked"] as const
  ).map((key) => text.t(key));
  return [table({ caption: text.t("report.sections.sources"), columns, rows })];
}

/** What a side says of a thing: spans of time and answers in words, anything else as it is entered. */
function sideValue(
  { text }: Report,
  { register, field }: { readonly register: string; readonly field: string },
  value: string,
): string {
  if (/^\d{1,15}$/.test(value) && field.endsWith("_months")) return text.span(Number(value));
  if (field === "on" || field === "from" || field === "until") return text.date(value);
  return text.code(register, field, value);
}
