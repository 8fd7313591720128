// What must hold between the fields of one row, beyond the shape of each: one list of rules for each register, read by the import of
// tables, the forms and the fold. A rule says only what can never be true; what is merely odd is for a person to judge.
import { bareYear, isSurelyBefore } from "../core/registers/partial-date.ts";
import { parsePieces } from "../core/registers/pieces.ts";
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import { amountFigures, editionSections, findingTopics, moneyFields } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";

/** Why the fields of a row cannot stand together. */
export type RowRuleCode =
  | "answer-of-other-topic"
  | "until-before-from"
  | "maximum-below-minimum"
  | "verdict-without-its-event"
  | "sentence-without-verdict"
  | "level-without-body"
  | "not-a-bare-year"
  | "no-currency"
  | "as-of-before-from"
  | "words-without-language"
  | "scope-without-name"
  | "part-of-nothing"
  | "share-above-hundred"
  | "unanswered-without-due"
  | "criterion-without-question"
  | "edition-above-two"
  | "least-above-value"
  | "cell-without-by"
  | "answered-without-answer"
  | "answer-before-answered"
  | "with-nobody"
  | "text-not-in-pieces"
  | "regards-of-paragraph"
  | "key-is-reserved";

export interface FieldFlaw<Code> {
  readonly code: Code;
  /** The field to be looked at; `key` for the row's key. */
  readonly field: string;
}

/** A flaw, the field to be looked at, and whether values have it. */
type RowRule<V> = readonly [RowRuleCode, field: string, breaks: (values: V) => boolean];

/** Every rule that a row breaks; none for a withdrawn row. The row must be in its schema. */
export function rowFlaws(register: RegisterName, row: Row): readonly FieldFlaw<RowRuleCode>[] {
  if (register === "source" && row.key === ownFiles) return [{ code: "key-is-reserved", field: "key" }];
  if (!("values" in row)) return [];
  const asked: readonly RowRule<never>[] = [...(rulesOf[register] ?? []), ...rulesOfAll];
  return asked.filter(([, , breaks]) => breaks(row.values as never)).map(([code, field]) => ({ code, field }));
}

/** Fields that mean the same in whatever register has them. */
type Shared = { readonly [N in "from" | "on" | "until" | "answered" | "as_of" | "year"]?: string } & {
  readonly [N in (typeof moneyFields)[number] | "words" | "language" | "currency" | "section"]?: unknown;
};

/** Asked of every register: what its fields are called says what they mean. */
const rulesOfAll: readonly RowRule<Shared>[] = [
  ["until-before-from", "until", ({ from, until }) => isOver(until, from)],
  ["until-before-from", "answered", ({ on, answered }) => isOver(answered, on)],
  ["as-of-before-from", "as_of", ({ from, as_of }) => isOver(as_of, from)],
  ["not-a-bare-year", "year", ({ year }) => year !== undefined && !bareYear(year)],
  // A text of an edition has a language too.
  [
    "words-without-language",
    "language",
    ({ words, language, section }) => section === undefined && (words === undefined) !== (language === undefined),
  ],
  ...moneyFields.map(
    (field): RowRule<Shared> => [
      "no-currency",
      "currency",
      (values) => typeof values[field] === "number" && values.currency === undefined,
    ],
  ),
];

/** Of dates that are partly known, only what surely ends before it begins is refused. The end of what was counted is a size of the log and no date. */
function isOver(end: unknown, begin: string | undefined): boolean {
  return begin !== undefined && typeof end === "string" && isSurelyBefore(end, begin);
}

/** A paragraph is in its one spelling, and regards nothing: that is for reasons, signatures and what was put away. */
const inEdition: readonly RowRule<Pick<RowValues<"draft" | "paragraph">, "section" | "text" | "regards">>[] = [
  ["text-not-in-pieces", "text", ({ section, text }) => isParagraph(section) && parsePieces(text) === null],
  ["regards-of-paragraph", "regards", ({ section, regards }) => isParagraph(section) && regards !== undefined],
];

function isParagraph(section: string): boolean {
  return (editionSections as readonly string[]).includes(section);
}

/** What begins on its day; a plan has its own years besides. */
const overBeforeItsDay: RowRule<Shared> = ["until-before-from", "until", ({ on, until }) => isOver(until, on)];

const rulesOf: { readonly [R in RegisterName]?: readonly RowRule<RowValues<R>>[] } = {
  law: [
    overBeforeItsDay,
    [
      "maximum-below-minimum",
      "maximum_months",
      ({ minimum_months: least = 0, maximum_months: most = least }) => most < least,
    ],
  ],
  proceeding: [
    [
      "verdict-without-its-event",
      "verdict",
      ({ verdict, event }) => verdict !== undefined && event !== "verdict" && event !== "appeal-verdict",
    ],
    ...(["prison_months", "suspended", "fine", "compensation", "confiscation"] as const).map(
      (field): RowRule<RowValues<"proceeding">> => [
        "sentence-without-verdict",
        field,
        (values) => values[field] !== undefined && values.verdict === undefined,
      ],
    ),
    [
      "level-without-body",
      "official_body",
      ({ office_level, official_body }) => office_level !== undefined && official_body === undefined,
    ],
  ],
  agreement: [
    overBeforeItsDay,
    ["with-nobody", "with", (values) => values.with === undefined && values.partner === undefined],
  ],
  prevention: [overBeforeItsDay],
  request: [
    ...(["answer", "answered"] as const).map(
      (field): RowRule<RowValues<"request">> => [
        "answered-without-answer",
        field,
        (values) => values.stage === "answered" && values[field] === undefined,
      ],
    ),
    [
      "answer-before-answered",
      "stage",
      ({ stage, answer, answered }) => stage !== "answered" && (answer !== undefined || answered !== undefined),
    ],
  ],
  figure: [
    [
      "no-currency",
      "currency",
      ({ fact, unit, value, currency }) =>
        typeof value === "number" &&
        currency === undefined &&
        (unit === "amount" || (unit === undefined && amountFigures.includes(fact))),
    ],
    [
      "scope-without-name",
      "whose",
      ({ scope, whose }) => (scope === "body" || scope === "place") !== (whose !== undefined),
    ],
    [
      "part-of-nothing",
      "of",
      ({ of, disjoint, approx }) => of === undefined && (disjoint !== undefined || approx === "share"),
    ],
    [
      "share-above-hundred",
      "value",
      ({ approx, value }) => approx === "share" && typeof value === "number" && value > 100,
    ],
  ],
  finding: [
    [
      "answer-of-other-topic",
      "answer",
      ({ topic, answer }) => !(findingTopics[topic] as readonly string[]).includes(answer),
    ],
  ],
  tally: [
    [
      "least-above-value",
      "least",
      ({ least, value, most }) =>
        (least !== undefined && least > value) || (most !== undefined && (least === undefined || most < least)),
    ],
    [
      "cell-without-by",
      "cell",
      ({ by, cell, years }) => (by === undefined) !== (cell === undefined) || (by === undefined && years !== undefined),
    ],
  ],
  release: [["edition-above-two", "edition", ({ edition }) => edition < 1 || edition > 2]],
  judgement: [
    [
      "criterion-without-question",
      "criterion",
      ({ question, criterion }) => (question === "criterion-met") !== (criterion !== undefined),
    ],
  ],
  "data-request": [
    ["unanswered-without-due", "due", ({ answer, due }) => answer === "unanswered" && due === undefined],
  ],
  draft: inEdition,
  paragraph: inEdition,
};
