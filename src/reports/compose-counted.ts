// How each figure was counted: for every fact what it means, how it follows from records, and all that is said about it, with who said it.
// Every figure in the front of a report leads here.
import type { Condition, FactDefinition, FactStatement, FactYear, Formula } from "../assessment/fact-value.ts";
import type { RecordRef } from "../core/record/statement.ts";
import { isFigure } from "./compose-figure-sentence.ts";
import type { Block, Inlines, Row } from "./document.ts";
import { factAnchor } from "./document.ts";
import { refId } from "./record-places.ts";
import { run } from "./say.ts";
import {
  articleTold,
  nameOf,
  organisationTold,
  recordLinks,
  sourcesTold,
  type Teller,
  valueText,
  wordFor,
} from "./teller.ts";

/** For each fact about which anything is said: what it means, how it is counted, and all statements. Nothing when nothing is said. */
export function counted(teller: Teller): readonly Block[] {
  const { data, text } = teller;
  const facts = data.facts.filter(({ now, before }) => now.statements.length + before.statements.length > 0);
  if (facts.length === 0) return [];
  return [
    { kind: "paragraph", tone: "quiet", content: run([text.counted.intro]) },
    ...facts.flatMap((fact) => factTold(teller, fact)),
  ];
}

function factTold(teller: Teller, { definition, now, before }: FactYear): readonly Block[] {
  const { text } = teller;
  const words = text.counted;
  const name = nameOf(teller, definition.key);
  const meaning = definitionOf(teller, definition.key);
  const statements = [now, before].flatMap((value) =>
    value.statements.map(
      (statement, place): Row => ({
        cells: [
          run([text.capital(text.period(value.period))]),
          sourcesTold(teller, statement),
          run([
            valueWithParts(teller, definition, statement),
            place === 0 && value.statements.length > 1 ? ` (${words.counts})` : null,
          ]),
          run([words.from[statement.from]]),
          run([organisationTold(teller, statement.organisation)]),
          run([statement.signedOff ? text.values.yes : text.values.no]),
          run([recordsNamed(teller, statement), statement.sealed ? ` (${text.records.sealed})` : null]),
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
        `${words.unit}${text.listColon}${text.facts.units[definition.unit]}. `,
        `${words.way}${text.listColon}${wayTold(teller, definition)}.`,
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

/** What the fact means, in words; null where a catalogue is newer than the words. */
function definitionOf({ text }: Teller, key: string): string | null {
  const { figures, definitions } = text.facts;
  if (isFigure(figures, key)) return figures[key].definition;
  return Object.hasOwn(definitions, key) ? definitions[key as keyof typeof definitions] : null;
}

/** The records behind a statement, those of its parts too: each once. */
function behind({ records, parts }: FactStatement): readonly RecordRef[] {
  return [...new Map([...records, ...parts.map(({ ref }) => ref)].map((ref) => [refId(ref), ref])).values()];
}

/** The records that are named, and how many are not. */
function recordsNamed(teller: Teller, statement: FactStatement): Inlines {
  const records = behind(statement);
  const { withheld } = statement;
  const links = recordLinks(teller, records);
  if (withheld === undefined) return links;
  const { counted: words } = teller.text;
  return run([links, records.length === 0 ? null : words.and, words.withheld(withheld)]);
}

function valueWithParts(teller: Teller, definition: FactDefinition, statement: FactStatement): Inlines {
  const { text } = teller;
  const parts: Readonly<Record<string, string>> = text.facts.parts;
  const more = [
    statement.published === undefined ? "" : text.counted.publishedAs(text.number(statement.published)),
    ...statement.parts.map(
      ({ part, value }) => `${wordFor(parts, part)}${text.listColon}${valueText(teller, definition, value)}`,
    ),
    statement.articles.length === 0
      ? ""
      : text.counted.onlyArticles(statement.articles.map((key) => articleTold(teller, key)).join(", ")),
  ].filter((part) => part !== "");
  const value = valueText(teller, definition, statement.value, statement.currency);
  return run([value, more.length === 0 ? null : ` (${more.join("; ")})`]);
}

function wayTold(teller: Teller, { formula, figure }: FactDefinition): string {
  const words = teller.text.counted;
  if (formula === undefined) return words.figureOnly;
  return [formulaTold(teller, formula), figure === undefined ? "" : words.figureToo]
    .filter((part) => part !== "")
    .join("; ");
}

function formulaTold(teller: Teller, formula: Formula): string {
  const { text } = teller;
  const words = text.counted;
  const register = "register" in formula ? wordFor(text.records.registers, formula.register) : "";
  const where =
    "where" in formula && formula.where.length > 0 ? words.where(conditionsTold(teller, formula.where)) : "";
  switch (formula.kind) {
    case "count":
      return (
        (formula.distinct === undefined ? words.countOf(register) : words.distinctOf(register, formula.distinct)) +
        where
      );
    case "persons":
      return words.personsOf + where + (formula.notAsCharged === true ? words.notAsCharged : "");
    case "sum":
      return words.sumOf(register, formula.field) + where;
    case "lowest":
      return words.lowestOf(register, formula.field) + where;
    case "highest":
      return words.highestOf(register, formula.field) + where;
    case "standing":
      return words.standingOf(register) + where;
    case "newest":
      return words.newestOf(register, formula.field) + where;
    case "overdue":
      return words.overdue;
    case "finding":
      return words.finding;
    case "rows":
      return words.rows(register);
  }
}

function conditionsTold(teller: Teller, conditions: readonly Condition[]): string {
  const words = teller.text.counted;
  return conditions
    .map((condition) => {
      if ("any" in condition) return condition.any.map((one) => conditionsTold(teller, [one])).join(words.or);
      return "is" in condition
        ? words.conditionIs(condition.field, condition.is.map(String).join(words.or))
        : words.conditionPresent(condition.field, condition.present);
    })
    .join(words.and);
}
