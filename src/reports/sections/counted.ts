// How each figure was counted: for every fact what it means, how it follows from records, and all that is said about it, with who said it.
// Every figure in the front of a report leads here.
import type { Condition, FactDefinition, FactStatement, FactValue, Formula } from "../../assessment/fact-value.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { type ReportFact, yearsOf } from "../data/report-fact.ts";
import type { Block, TableRow } from "../document.ts";
import { factAnchor } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import type { ReportText } from "../text/report-text.ts";
import { partsBySplit } from "./figure-parts.ts";
import {
  articleName,
  daysInWords,
  fieldWord,
  nameOf,
  organisationName,
  type Report,
  recordLinks,
  sourceLinks,
  valueText,
  wordFor,
} from "./report.ts";

/** For each fact about which anything is said: what it means, how it is counted, and all statements. Nothing when nothing is said. */
export function counted(report: Report): readonly Block[] {
  const { data, text } = report;
  const facts = data.facts.filter((fact) => yearsOf(fact).some((value) => saidIn(value).length > 0));
  if (facts.length === 0) return [];
  return [
    { kind: "paragraph", tone: "quiet", content: run([text.counted.intro]) },
    ...facts.flatMap((fact) => factBlocks(report, fact)),
  ];
}

function factBlocks(report: Report, fact: ReportFact): readonly Block[] {
  const { text } = report;
  const { definition } = fact;
  const words = text.counted;
  const name = nameOf(report, definition.key);
  const meaning = definitionOf(report, definition.key);
  const statements = yearsOf(fact).flatMap((value, year) =>
    saidIn(value).map(
      (statement, place): TableRow => ({
        cells: [
          run([
            text.capital(statement.days === undefined ? text.period(value.period) : daysInWords(report, statement)),
          ]),
          sourceLinks(report, statement),
          run([
            valueWithParts(report, definition, statement),
            place === 0 && value.state === "known" && value.statements.length > 1 ? ` (${words.counts})` : null,
          ]),
          run([words.from[statement.from]]),
          run([organisationName(report, statement.organisation)]),
          run([statement.signedOff ? text.values.yes : text.values.no]),
          run([recordsNamed(report, statement, year > 1), statement.sealed ? ` (${text.records.sealed})` : null]),
        ],
      }),
    ),
  );
  return [
    { kind: "heading", text: name, id: factAnchor(definition.key) },
    {
      kind: "paragraph",
      tone: "quiet",
      content: run([
        meaning === null ? null : `${meaning} `,
        `${words.unit}${text.listColon}${wordFor(text.facts.units, definition.unit)}. `,
        `${words.way}${text.listColon}${wayOfCounting(text, definition)}.`,
      ]),
    },
    {
      kind: "table",
      dense: true,
      caption: words.caption(name),
      columns: [
        { title: words.period },
        { title: words.source },
        { title: words.value, numeric: definition.unit !== "answer" },
        { title: words.how },
        { title: words.enteredBy },
        { title: words.signedOff },
        { title: words.records },
      ],
      rows: statements,
    },
  ];
}

/** All that is said of a year, figures for other days too. */
function saidIn({ statements, otherPeriods = [] }: FactValue): readonly FactStatement[] {
  return [...statements, ...otherPeriods];
}

/** What the fact means, in words; null where a catalogue is newer than the words. */
function definitionOf({ text }: Report, key: string): string | null {
  const { definitions } = text.facts;
  return Object.hasOwn(definitions, key) ? (definitions[key] ?? null) : null;
}

/** The records behind a statement, those of its parts too: each once. */
function behind({ records, parts }: FactStatement): readonly RecordRef[] {
  return [...new Map([...records, ...parts.map(({ ref }) => ref)].map((ref) => [refId(ref), ref])).values()];
}

/** The records that are named, and how many are not: of the years before the last one those that are sealed. */
function recordsNamed(report: Report, statement: FactStatement, isEarlier: boolean): Inlines {
  const records = behind(statement);
  const { withheld } = statement;
  const links = recordLinks(report, records);
  if (withheld === undefined) return links;
  const { counted: words } = report.text;
  return run([
    links,
    records.length === 0 ? null : words.and,
    (isEarlier ? words.ofItsYear : words.withheld)(withheld),
  ]);
}

function valueWithParts(report: Report, definition: FactDefinition, statement: FactStatement): Inlines {
  const { text } = report;
  const parts: Readonly<Record<string, string>> = text.facts.parts;
  const more = [
    statement.published === undefined ? "" : text.counted.publishedAs(text.number(statement.published)),
    statement.asOf === undefined ? "" : `${fieldWord(text, "as_of")} ${text.date(statement.asOf)}`,
    statement.begun === undefined ? "" : text.counted.begun(statement.begun),
    ...partsBySplit(statement.parts)
      .flat()
      .map(({ part, value }) => `${wordFor(parts, part)}${text.listColon}${valueText(report, definition, value)}`),
    statement.articles.length === 0
      ? ""
      : text.counted.onlyArticles(text.commas(statement.articles.map((key) => articleName(report, key)))),
  ].filter((part) => part !== "");
  const words = valueText(report, definition, statement.value, statement.currency);
  const isMore = statement.incomplete === true && typeof statement.value === "number";
  const value = isMore ? text.values.atLeast(words) : words;
  return run([value, more.length === 0 ? null : ` (${more.join(text.semicolon)})`]);
}

/** How the fact follows from records, field by field and code by code in words. */
export function wayOfCounting(text: ReportText, { formula, figure }: FactDefinition): string {
  const words = text.counted;
  if (formula === undefined) return words.figureOnly;
  return [formulaWords(text, formula), figure === undefined ? "" : words.figureToo]
    .filter((part) => part !== "")
    .join(text.semicolon);
}

function formulaWords(text: ReportText, formula: Formula): string {
  const words = text.counted;
  const name = formula.kind === "persons" ? "proceeding" : "register" in formula ? formula.register : "";
  const register = wordFor(text.records.registers, name);
  const field = (key: string) => fieldWord(text, key);
  const where =
    "where" in formula && formula.where.length > 0 ? words.where(conditionWords(text, name, formula.where)) : "";
  switch (formula.kind) {
    case "count":
      return (
        (formula.distinct === undefined
          ? words.countOf(register)
          : words.distinctOf(register, [formula.distinct].flat().map(field).join(" + "))) +
        where +
        (formula.ofSource === true ? words.eachWithout : "")
      );
    case "persons":
      return words.personsOf + where + (formula.notAsCharged === true ? words.notAsCharged : "");
    case "sum":
      return words.sumOf(register, field(formula.field)) + where + (formula.inForce === true ? words.inForce : "");
    case "carried-over":
      return words[formula.atEnd === true ? "openAtEnd" : "carriedOver"](
        conditionWords(text, name, formula.where),
        conditionWords(text, name, formula.ended),
      );
    case "lowest":
      return words.lowestOf(register, field(formula.field)) + where;
    case "highest":
      return words.highestOf(register, field(formula.field)) + where;
    case "standing": {
      const { sum, lowest, highest } = formula;
      const of = [
        sum === undefined ? "" : words.sumOf(register, field(sum)),
        lowest === undefined ? "" : words.lowestOf(register, field(lowest)),
        highest === undefined ? "" : words.highestOf(register, field(highest)),
        words.standingOf(register) + where,
      ];
      return of.filter((part) => part !== "").join(text.semicolon);
    }
    case "newest":
      return words.newestOf(register, field(formula.field)) + where;
    case "overdue":
      return words.overdue;
    case "finding":
      return words.finding;
    case "rows":
      return words.rows(register);
  }
}

function conditionWords(text: ReportText, register: string, conditions: readonly Condition[]): string {
  const { counted: words, values } = text;
  return conditions
    .map((condition) => {
      if ("any" in condition) {
        const parts = condition.any.map((one) => conditionWords(text, register, [one])).join(words.or);
        return conditions.length > 1 ? `(${parts})` : parts;
      }
      const { field } = condition;
      if (!("is" in condition)) return words.conditionPresent(fieldWord(text, field), condition.present);
      const named = condition.is.map((value) =>
        typeof value === "boolean" ? values[value ? "yes" : "no"] : text.registers.word(field, String(value)),
      );
      return words.conditionIs(fieldWord(text, field), named);
    })
    .join(words.and);
}
