// How each figure was counted: for every fact what it means, how it follows from records, and all that is said about it, with who said it.
// Every figure in the front of a report leads here.
import type { Condition, FactDefinition, FactStatement, FactValue, Formula } from "../../assessment/fact-value.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { type ReportFact, yearsOf } from "../data/report-fact.ts";
import { type Block, factAnchor, paragraph } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { joined, run, spaced } from "../say.ts";
import type { ReportText } from "../text/report-text.ts";
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

/** For each fact about which anything is said: what it means, how it is counted, and all statements. Nothing when nothing is said. */
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
        `${t("report.counted.way")}${text.listColon}${wayOfCounting(text, fact.definition)}.`,
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
  const { text } = report;
  const { t } = text;
  const { published, asOf, begun, parts, articles } = statement;
  const names = articles.map((key) => articleName(report, key));
  const more = joined(
    [
      published === undefined ? null : t("report.counted.published-as", { n: text.number(published) }),
      asOf === undefined ? null : `${text.field("as_of")} ${text.date(asOf)}`,
      begun === undefined ? null : t("report.counted.begun", { year: begun }),
      ...partsBySplit(parts)
        .flat()
        .map(({ part, value }) =>
          [text.code("figure", "part", part), valueText(report, definition, value)].join(text.listColon),
        ),
      names.length === 0 ? null : t("report.counted.only-articles", { articles: text.semicolons(names) }),
    ],
    text.semicolon,
  );
  const value = atLeast(report, statement, valueText(report, definition, statement.value, statement.currency));
  return spaced([value, more.length === 0 ? null : run(["(", more, ")"])]);
}

/** How the fact follows from records, field by field and code by code in words. */
export function wayOfCounting(text: ReportText, { formula, figure }: FactDefinition): string {
  if (formula === undefined) return text.t("report.counted.figure-only");
  const way = formulaWords(text, formula);
  return figure === undefined ? way : text.semicolons([way, text.t("report.counted.figure-too")]);
}

function formulaWords(text: ReportText, formula: Formula): string {
  const { t } = text;
  const name = formula.kind === "persons" ? "proceeding" : "register" in formula ? formula.register : "";
  const register = text.register(name);
  const of = (field: string) => ({ register, field: text.field(field) });
  const where = (way: string): string =>
    "where" in formula && formula.where.length > 0
      ? t("report.counted.where", { way, conditions: conditionWords(text, name, formula.where) })
      : way;
  switch (formula.kind) {
    case "count": {
      const fields = [formula.distinct ?? []].flat().map(text.field).join(" + ");
      const way = where(
        fields === ""
          ? t("report.counted.count-of", { register })
          : t("report.counted.distinct-of", { register, field: fields }),
      );
      return formula.ofSource === true ? t("report.counted.each-without", { way }) : way;
    }
    case "persons": {
      const way = where(t("report.counted.persons-of"));
      return formula.notAsCharged === true ? t("report.counted.not-as-charged", { way }) : way;
    }
    case "sum": {
      const way = where(t("report.counted.sum-of", of(formula.field)));
      return formula.inForce === true ? t("report.counted.in-force", { way }) : way;
    }
    case "carried-over":
      return t(formula.atEnd === true ? "report.counted.open-at-end" : "report.counted.carried-over", {
        begun: conditionWords(text, name, formula.where),
        ended: conditionWords(text, name, formula.ended),
      });
    case "lowest":
    case "highest":
      return where(t(`report.counted.${formula.kind}-of`, of(formula.field)));
    case "standing": {
      const { sum, lowest, highest } = formula;
      return text.semicolons([
        ...(sum === undefined ? [] : [t("report.counted.sum-of", of(sum))]),
        ...(lowest === undefined ? [] : [t("report.counted.lowest-of", of(lowest))]),
        ...(highest === undefined ? [] : [t("report.counted.highest-of", of(highest))]),
        where(t("report.counted.standing-of", { register })),
      ]);
    }
    case "newest":
      return where(t("report.counted.newest-of", of(formula.field)));
    case "overdue":
    case "finding":
      return t(`report.counted.${formula.kind}`);
    case "rows":
      return t("report.counted.rows", { register });
  }
}

function conditionWords(text: ReportText, register: string, conditions: readonly Condition[]): string {
  const { t } = text;
  return text.both(
    conditions.map((condition) => {
      if ("any" in condition) {
        const any = text.either(condition.any.map((one) => conditionWords(text, register, [one])));
        return conditions.length > 1 ? `(${any})` : any;
      }
      const field = text.field(condition.field);
      if (!("is" in condition)) return t("report.counted.condition-present", { field, present: condition.present });
      const values = condition.is.map((value) =>
        t("report.counted.condition-value", {
          value:
            typeof value === "boolean"
              ? t(value ? "value.yes" : "value.no")
              : text.quotedCode(condition.field, String(value)),
        }),
      );
      return t("report.counted.condition-is", { field, values: text.either(values) });
    }),
  );
}
