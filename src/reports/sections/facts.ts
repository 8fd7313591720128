// The facts of one part: what each source says of the year beside what it says of the year before, with the parts that it gives, and its rows. Every figure of
// the annex leads here. Below the method stands what each fact counts.
import { findingFact } from "../../assessment/catalogue.ts";
import {
  type FactDefinition,
  type FactStatement,
  type FactValue,
  type FactYear,
  isSilent,
  type Pillar,
} from "../../assessment/fact-value.ts";
import { daysOf } from "../../assessment/period.ts";
import { rangeOf } from "../../core/registers/partial-date.ts";
import { type FindingTopic, factOfFigure, registerTable } from "../../core/registers/register-table.ts";
import { refId } from "../../record/statement.ts";
import type { ReportRow } from "../data/report-data.ts";
import { reportRowsOf } from "../data/report-rows.ts";
import { paragraph, type TableRow, table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { factAnchor, type Inlines, joined, missing, quoted, run, spaced } from "../print/say.ts";
import { barsPlots } from "./plots.ts";
import {
  countedApartMark,
  daysInWords,
  isCountedApart,
  lackWord,
  nameOf,
  type Report,
  recordLinks,
  sourceLinks,
  statementText,
  valueText,
} from "./report.ts";
import { splitTables } from "./splits.ts";

/** One part: its facts in a table, and what is drawn or split of them. */
export function pillarBlocks(report: Report, pillar: Pillar): readonly Element[] {
  return [
    ...factTable(report, pillar),
    ...(pillar === "prosecution" ? splitTables(report) : []),
    ...barsPlots(report, pillar),
  ];
}

/** Every fact of the part of which somebody says something in this year or the one before, source by source. */
function factTable(report: Report, pillar: Pillar): readonly Element[] {
  const { text } = report;
  const said = factsSaid(report).filter(({ definition }) => definition.pillar === pillar);
  const [first] = said;
  if (first === undefined) return [];
  return [
    table({
      dense: true,
      caption: text.t("report.counts.table"),
      columns: [
        text.t("report.counts.fact"),
        text.capital(text.period(first.now.period)),
        text.capital(text.period(first.before.period)),
        text.t("column.source"),
        text.t("report.sections.records"),
      ],
      rows: said.flatMap((fact) => factRows(report, fact)),
    }),
    ...(said.some(isCountedApart) ? [paragraph(`†\u00a0${text.t("report.counts.counted-apart")}`, "quiet")] : []),
  ];
}

/** The facts of which somebody says something in this year or the one before, if only of a body or a place. */
function factsSaid(report: Report): readonly FactYear[] {
  return report.data.facts.filter(
    ({ definition, now, before }) =>
      definition.unit !== "rows" &&
      [now, before].some((value) => !isSilent(value) || ofBodies(report, definition, value).length > 0),
  );
}

/** Numbers of bodies and places of a year of which nobody gives the country's (AS31). */
function ofBodies(
  { rows }: Report,
  { figure, part }: FactDefinition,
  { statements, otherPeriods, aside = [] }: FactValue,
): readonly ReportRow<"figure">[] {
  if (statements.length > 0 || otherPeriods !== undefined) return [];
  const figures = reportRowsOf(
    aside.flatMap((ref) => rows.get(refId(ref)) ?? []),
    "figure",
  );
  return figures.filter(({ values: { fact, unit, whose, ...of } }) => {
    const isLess = of.nationality !== undefined || of.status !== undefined || of.approx === "share";
    return whose !== undefined && of.part === part && !isLess && factOfFigure(fact, unit) === figure;
  });
}

/** What each source says of the fact in the year, beside what it says of the year before. */
function factRows(report: Report, fact: FactYear): readonly TableRow[] {
  const { definition, now, before } = fact;
  const isApart = isCountedApart(fact);
  const bodies = [now, before].map((value) => ofBodies(report, definition, value));
  const all = [now, before].flatMap(({ statements, otherPeriods = [] }) => [...statements, ...otherPeriods]);
  const sources = new Set([...all, ...bodies.flat()].map(({ source }) => source));
  return [...sources].map((source, i): TableRow => {
    const said = all.filter((one) => one.source === source);
    const [inNow = [], inBefore = []] = bodies.map((some) => some.filter((one) => one.source === source));
    const apart = [...inNow, ...inBefore].map(({ ref }) => ref);
    const behind = [...said.flatMap(({ records, parts }) => [...records, ...parts.map(({ ref }) => ref)]), ...apart];
    return {
      ...(i === 0 ? { id: factAnchor(definition.key) } : {}),
      cells: [
        i === 0 ? nameOf(report, definition.key) : null,
        saidInYear(report, definition, now, said, inNow),
        run([
          saidInYear(report, definition, before, said, inBefore),
          isApart && said.some((one) => one === before.statements[0]) ? countedApartMark : null,
        ]),
        sourceLinks(report, { source, records: said.flatMap(({ records }) => records) }),
        recordLinks([...new Map(behind.map((ref) => [refId(ref), ref])).values()]),
      ],
    };
  });
}

/** What a source says of a year, each thing once, and whether its word counts; that there is no value, where nobody says one. */
function saidInYear(
  report: Report,
  definition: FactDefinition,
  value: FactValue,
  ofSource: readonly FactStatement[],
  bodies: readonly ReportRow<"figure">[],
): Inlines {
  const { text } = report;
  const { state, statements, otherPeriods = [] } = value;
  const all = [...statements, ...otherPeriods];
  if (bodies.length > 0)
    return run([
      text.t("report.lack.aside") + text.listColon,
      joined(
        bodies.map((row) => saidOfBody(report, definition, value, row)),
        text.semicolon,
      ),
    ]);
  if (all.length === 0) return [missing(lackWord(report, value))];
  const said = all.filter((one) => ofSource.includes(one));
  const words = [...new Set(said.map((one) => saidOnce(report, definition, one)))];
  const isNone = said.length > 0 && said.every((one) => one.value === "not-reported");
  const counts = state === "known" && said.includes(all[0] as FactStatement) && said.length < all.length;
  const note = state === "two-figures" ? lackWord(report, value) : counts ? text.t("report.counted.counts") : null;
  return spaced([
    isNone ? missing(text.semicolons(words)) : text.semicolons(words),
    note === null || said.length === 0 ? null : `(${note})`,
  ]);
}

/** The number of a body or place: whose it is, and for which days where these are not the year's. */
function saidOfBody(
  report: Report,
  definition: FactDefinition,
  { period }: FactValue,
  { values: { whose = "", from, until, value, currency, approx } }: ReportRow<"figure">,
): Inlines {
  const { text } = report;
  const { first, last } = daysOf(period);
  const isOfYear = rangeOf(from).first === first && rangeOf(until ?? from).last === last;
  const number = valueText(report, definition, value, currency);
  return run([
    quoted(whose),
    text.listColon,
    approx === undefined
      ? number
      : text.t(`report.values.${approx === "roughly" ? "about" : "at-least"}`, { value: number }),
    isOfYear ? null : ` (${text.days(from, until)})`,
  ]);
}

/** A value with all that belongs to it: for which days and up to when, as what it was published, its parts split by split, its articles. */
function saidOnce(report: Report, definition: FactDefinition, statement: FactStatement): string {
  const { text } = report;
  const { days, published, asOf, parts, articles } = statement;
  const more = [
    days === undefined ? null : daysInWords(report, statement),
    published === undefined ? null : text.t("report.counted.published-as", { n: text.number(published) }),
    asOf === undefined ? null : `${text.field("as_of")} ${text.date(asOf)}`,
    ...parts
      .toSorted((a, b) => partCodes.indexOf(a.part) - partCodes.indexOf(b.part))
      .map((one) => text.code("figure", "part", one.part) + text.listColon + valueText(report, definition, one.value)),
    articles.length === 0
      ? null
      : text.t("report.counted.only-articles", {
          articles: text.semicolons(articles.map(report.articleOf)),
        }),
  ].filter((words) => words !== null);
  const inWords = statementText(report, definition, statement);
  return more.length === 0 ? inWords : `${inWords} (${text.semicolons(more)})`;
}

/** Split by split, whatever the order of rows: the same persons are split by citizenship and by age. */
const partCodes: readonly string[] = registerTable.figure.fields.part.shape.codes;

/** What each fact counts of which somebody says something. */
export function definitions(report: Report): readonly Element[] {
  const { text } = report;
  const rows = factsSaid(report).map(({ definition: { key, unit } }) => ({
    cells: [
      nameOf(report, key),
      spaced([
        text.word(`report.definition.${key}`, ""),
        `${text.t("report.counted.unit")}${text.listColon}${text.unit(unit)}.`,
      ]),
    ],
  }));
  if (rows.length === 0) return [];
  const columns = [text.t("report.counts.fact"), text.t("report.counted.how")];
  return [table({ dense: true, caption: text.t("report.sections.counted"), columns, rows })];
}

/** Findings that speak of the same matter as a fact: where one does, nobody is silent about it. */
const findingOn: ReadonlyMap<string, FindingTopic> = new Map([
  ["victims-punished", "victims-punished"],
  ["plans-in-force", "national-plan"],
  ["extraditions", "extradition"],
  ["joint-investigations", "cooperation-on-investigations"],
]);

/** True when a finding is about the matter of a fact: then the record is not silent about it. */
export function isSpokenOf({ facts }: Report, key: string): boolean {
  const topic = findingOn.get(key);
  return topic !== undefined && facts.get(findingFact(topic))?.now.state === "known";
}
