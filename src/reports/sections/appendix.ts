// The back of a report: where sources differ, what is missing, the method, and the sources, to which their titles in the front lead.
import type { Contradiction, FactDefinition } from "../../assessment/fact-value.ts";
import { refId } from "../../record/statement.ts";
import { lackOf, lacks } from "../data/lack.ts";
import type { ReportFact } from "../data/report-data.ts";
import { type Block, paragraph, sourceAnchor, type TableRow } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run } from "../say.ts";
import { definitions, isSpokenOf } from "./facts.ts";
import { articleName, nameOf, quoted, type Report, recordLinks, sourceLinks, valueText } from "./report.ts";

export function contradictions(report: Report): readonly Block[] {
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
        run([place === 0 ? text.semicolons([...titles]) : null]),
        sourceLinks(report, side),
        same.slice(0, 1).flatMap((one) => sideWords(report, one, place)),
        recordLinks(side.records),
      ],
    }));
  });
  return [
    paragraph(text.t("report.contradictions.intro"), "quiet"),
    {
      kind: "table",
      caption: text.t("report.contradictions.caption"),
      columns: [
        { title: text.t("report.contradictions.about") },
        { title: text.t("column.source") },
        { title: text.t("report.contradictions.says") },
        { title: text.t("report.sections.records") },
      ],
      rows,
    },
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
  const article = register === "law" ? articleName(report, key) : key;
  if (article !== key) return article;
  const name = register === "judgement" ? text.word(`report.tier.questions.${key}`, key) : key;
  return text.t("report.contradictions.key", { key: name });
}

function sideWords(report: Report, { about, sides, reason }: Contradiction, place: number): Inlines {
  const { text } = report;
  const side = sides[place];
  if (side === undefined) return [];
  if ("fact" in about) {
    const value = sideValue(report, side.value, { definition: report.facts.get(about.fact)?.definition });
    if (reason !== "not-trafficking") return run([value]);
    const taken = Number(sides[0]?.value) - Number(sides[1]?.value);
    return run([
      place === 0
        ? text.t("report.contradictions.as-published", { value })
        : text.t("report.contradictions.without-others", { value, taken: text.number(taken) }),
    ]);
  }
  const value = sideValue(report, side.value, about);
  if (side.name === undefined) return run([value]);
  if (about.register === "judgement") return run([quoted(side.name), text.listColon, value]);
  return run([quoted(side.name), text.comma, sideValue(report, side.value, { field: "on" })]);
}

/** What a source does not report, what cannot be placed, and what nobody says: a row each, since they are different things. */
export function gaps(report: Report): readonly Block[] {
  const { data, text } = report;
  const missing = data.facts.filter((fact) => isGap(report, fact));
  const rows = lacks.flatMap((lack): readonly TableRow[] => {
    const names = missing
      .filter(({ now }) => lackOf(now) === lack)
      .map(({ definition: { key } }) => nameOf(report, key));
    const cells = [text.capital(text.t(`report.lack.${lack}`)), text.semicolons(names)];
    return names.length === 0 ? [] : [{ cells: cells.map((words) => run([words])) }];
  });
  if (rows.length === 0) return [paragraph(text.t("report.gaps.none"), "quiet")];
  const unplaced = new Set(data.facts.flatMap(({ now }) => now.unplaced.map(refId)));
  const columns = [{ title: text.t("report.tier.why") }, { title: text.t("report.counts.fact") }];
  return [
    paragraph(text.t("report.gaps.intro"), "quiet"),
    { kind: "table", caption: text.t("report.gaps.caption"), columns, rows },
    ...(unplaced.size === 0 ? [] : [paragraph(text.t("report.gaps.unplaced", { n: unplaced.size }))]),
  ];
}

/** The record is not silent on a fact where a finding speaks of the same matter; a detail is no gap of its own where its whole is one. */
function isGap(report: Report, { definition: { key, detailOf }, now }: ReportFact): boolean {
  const whole = detailOf === undefined ? undefined : report.facts.get(detailOf)?.now;
  return (whole === undefined || lackOf(whole) === null) && (lackOf(now) !== "no-data" || !isSpokenOf(report, key));
}

export function method(report: Report): readonly Block[] {
  const { data, text } = report;
  const { t } = text;
  const paragraphs = [
    t("report.method.1", { period: text.period(data.period) }),
    ...([2, 3, 4, 5] as const).map((place) => t(`report.method.${place}`)),
  ];
  return [...paragraphs.map((words) => paragraph(words)), ...definitions(report)];
}

export function sources({ data, text }: Report): readonly Block[] {
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
        run([text.code("source", "kind", kind)]),
        run([published === undefined ? text.t("report.criteria.nothing") : text.date(published)]),
        run([text.code("source", "checked", checked)]),
      ],
    }),
  );
  const columns = (
    ["report.sources.title", "field.kind", "report.sources.published-on", "report.sources.checked"] as const
  ).map((key) => ({ title: text.t(key) }));
  return [{ kind: "table", caption: text.t("report.sections.sources"), columns, rows }];
}

/** What a side of a contradiction says: spans of time and answers in words, anything else as it is entered. */
function sideValue(
  report: Report,
  value: string,
  {
    definition,
    field = "",
    register = "",
  }: {
    readonly definition?: FactDefinition | undefined;
    readonly field?: string;
    readonly register?: string | undefined;
  },
): string {
  const { text } = report;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : null;
  if (definition !== undefined) return valueText(report, definition, number ?? value);
  if (number !== null && field.endsWith("_months")) return text.span(number);
  if (field === "on" || field === "from" || field === "until") return text.date(value);
  return text.code(register, field, value);
}
