// What every source says of each fact, with who said it and its records, under what the fact means. Every figure in the front of a report leads here.
import type { FactDefinition, FactStatement, FactValue } from "../../assessment/fact-value.ts";
import { type RecordRef, refId } from "../../record/statement.ts";
import { type ReportFact, yearsOf } from "../data/report-fact.ts";
import { type Block, factAnchor, paragraph } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { joined, run, spaced } from "../say.ts";
import { partsBySplit } from "./figure-parts.ts";
import {
  articleName,
  atLeast,
  daysInWords,
  nameOf,
  organisationName,
  type Report,
  recordLinks,
  sourceLinks,
  valueText,
} from "./report.ts";

/** For each fact about which anything is said: what it means, and all statements. Nothing when nothing is said. */
export function counted(report: Report): readonly Block[] {
  const { data, text } = report;
  const facts = data.facts.filter((fact) => yearsOf(fact).some((value) => saidIn(value).length > 0));
  if (facts.length === 0) return [];
  return [paragraph(text.t("report.counted.intro"), "quiet"), ...facts.flatMap((fact) => factBlocks(report, fact))];
}

function factBlocks(report: Report, fact: ReportFact): readonly Block[] {
  const { text } = report;
  const { t } = text;
  const { key, unit } = fact.definition;
  const name = nameOf(report, key);
  const columns = [
    "report.counted.period",
    "column.source",
    "report.counted.value",
    "report.counted.how",
    "column.entered-by",
    "report.counted.signed-off",
    "report.sections.records",
  ] as const;
  return [
    { kind: "heading", text: name, id: factAnchor(key) },
    paragraph(
      spaced([
        text.word(`report.definition.${key}`, ""),
        `${t("report.counted.unit")}${text.listColon}${text.unit(unit)}.`,
      ]),
      "quiet",
    ),
    {
      kind: "table",
      dense: true,
      caption: t("report.counted.caption", { name }),
      columns: columns.map((column) => ({
        title: t(column),
        numeric: column === "report.counted.value" && unit !== "answer",
      })),
      rows: yearsOf(fact).flatMap((value) =>
        saidIn(value).map((statement) => ({ cells: statementCells(report, fact, value, statement) })),
      ),
    },
  ];
}

/** A statement of one year about a fact: for when, who says it, what, how, who entered it, and its records. */
function statementCells(
  report: Report,
  { definition }: ReportFact,
  value: FactValue,
  statement: FactStatement,
): readonly Inlines[] {
  const { text } = report;
  const { t } = text;
  const { state, period, statements } = value;
  const counts = statement === statements[0] && state === "known" && statements.length > 1;
  return [
    run([text.capital(statement.days === undefined ? text.period(period) : daysInWords(report, statement))]),
    sourceLinks(report, statement),
    spaced([valueWithParts(report, definition, statement), counts ? `(${t("report.counted.counts")})` : null]),
    run([t(`report.counted.from.${statement.from}`)]),
    run([organisationName(report, statement.organisation)]),
    run([t(statement.signedOff ? "value.yes" : "value.no")]),
    recordLinks(report, behind(statement)),
  ];
}

/** All that is said of a year, figures for other days too. */
function saidIn({ statements, otherPeriods = [] }: FactValue): readonly FactStatement[] {
  return [...statements, ...otherPeriods];
}

/** The records behind a statement, those of its parts too: each once. */
function behind({ records, parts }: FactStatement): readonly RecordRef[] {
  return [...new Map([...records, ...parts.map(({ ref }) => ref)].map((ref) => [refId(ref), ref])).values()];
}

function valueWithParts(report: Report, definition: FactDefinition, statement: FactStatement): Inlines {
  const more = valueParts(report, definition, statement);
  const value = atLeast(report, statement, valueText(report, definition, statement.value, statement.currency));
  return spaced([value, more.length === 0 ? null : run(["(", more, ")"])]);
}

/** What belongs to a number: as what it was published, up to when it was counted, its parts split by split, its articles. */
export function valueParts(report: Report, definition: FactDefinition, statement: FactStatement): Inlines {
  const { text } = report;
  const { t } = text;
  const { published, asOf, parts, articles } = statement;
  const names = articles.map((key) => articleName(report, key));
  return joined(
    [
      published === undefined ? null : t("report.counted.published-as", { n: text.number(published) }),
      asOf === undefined ? null : `${text.field("as_of")} ${text.date(asOf)}`,
      ...partsBySplit(parts)
        .flat()
        .map(({ part, value }) =>
          [text.code("figure", "part", part), valueText(report, definition, value)].join(text.listColon),
        ),
      names.length === 0 ? null : t("report.counted.only-articles", { articles: text.semicolons(names) }),
    ],
    text.semicolon,
  );
}
