// What must hold between the fields of one row, beyond the shape of each: one list of rules for each register, read by the import of
// tables, the forms and the fold. A rule says only what can never be true; what is merely odd is for a person to judge.
import { bareYear, isSurelyBefore } from "../core/registers/partial-date.ts";
import { parsePieces } from "../core/registers/pieces.ts";
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import {
  amountFigures,
  editionSections,
  factOfFigure,
  findingTopics,
  moneyFields,
  registerNames,
  registerOf,
} from "../core/registers/register-table.ts";
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
  | "unit-of-no-fact"
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

interface RowFlaw {
  readonly code: RowRuleCode;
  /** The field to be looked at; `key` for the row's key. */
  readonly field: string;
}

interface RowRule<R extends RegisterName> {
  readonly code: RowRuleCode;
  readonly field: string;
  readonly breaks: (values: RowValues<R>) => boolean;
  /** Asked of whoever enters a row; a row of another program that breaks it counts all the same. */
  readonly onEntry?: true;
}

/**
 * Every rule that a row breaks; none for a withdrawn row. The row must be in its schema. On entry more is asked than of a row that is in the
 * log: what no fact reads stands aside there, and need not be entered at all.
 */
export function rowFlaws(register: RegisterName, row: Row, when: "logged" | "entered" = "logged"): readonly RowFlaw[] {
  const reserved: RowFlaw[] =
    register === "source" && row.key === ownFiles ? [{ code: "key-is-reserved", field: "key" }] : [];
  if (!("values" in row)) return reserved;
  const asked = (rulesOf.get(register) ?? []).filter(({ onEntry }) => when === "entered" || onEntry !== true);
  const broken = asked.filter((rule) => rule.breaks(row.values as RowValues<RegisterName>));
  return [...reserved, ...broken.map(({ code, field }) => ({ code, field }))];
}

/** Fields that mean the same in whatever register has them. */
type Shared = { readonly [N in "from" | "on" | "until" | "answered" | "as_of" | "year"]?: string } & {
  readonly [N in (typeof moneyFields)[number] | "words" | "language" | "currency"]?: unknown;
};

/** Asked of every register: what its fields are called says what they mean. */
function sharedRules(register: RegisterName) {
  const { fields } = registerOf(register);
  const begin = "from" in fields ? "from" : "on";
  const rule = (code: RowRuleCode, field: keyof Shared, isWrong: (values: Shared) => boolean) => ({
    code,
    field,
    breaks: isWrong,
  });
  return [
    rule("until-before-from", "until", (values) => isOver(values.until, values[begin])),
    rule("until-before-from", "answered", ({ on, answered }) => isOver(answered, on)),
    rule("as-of-before-from", "as_of", ({ from, as_of }) => isOver(as_of, from)),
    rule("not-a-bare-year", "year", ({ year }) => year !== undefined && !bareYear(year)),
    // A text of an edition has a language too.
    ...("words" in fields ? [rule("words-without-language", "language", saysWithoutLanguage)] : []),
    ...moneyFields.map((field) =>
      rule("no-currency", "currency", (values) => typeof values[field] === "number" && values.currency === undefined),
    ),
  ];
}

function saysWithoutLanguage({ words, language }: Shared): boolean {
  return (words === undefined) !== (language === undefined);
}

/** Of dates that are partly known, only what surely ends before it begins is refused. The end of what was counted is a size of the log and no date. */
function isOver(end: unknown, begin: string | undefined): boolean {
  return begin !== undefined && typeof end === "string" && isSurelyBefore(end, begin);
}

/** A paragraph is in its one spelling, and regards nothing: that is for reasons, signatures and what was put away. */
const inEdition = [
  {
    code: "text-not-in-pieces",
    field: "text",
    breaks: ({ section, text }: EditionText) => isParagraph(section) && parsePieces(text) === null,
  },
  {
    code: "regards-of-paragraph",
    field: "regards",
    breaks: ({ section, regards }: EditionText) => isParagraph(section) && regards !== undefined,
  },
] as const;
interface EditionText {
  readonly section: string;
  readonly text: string;
  readonly regards?: string;
}

function isParagraph(section: string): boolean {
  return (editionSections as readonly string[]).includes(section);
}

const rowRules: { readonly [R in RegisterName]?: readonly RowRule<R>[] } = {
  law: [
    {
      code: "maximum-below-minimum",
      field: "maximum_months",
      breaks: ({ minimum_months: least, maximum_months: most }) =>
        least !== undefined && most !== undefined && most < least,
    },
  ],
  proceeding: [
    {
      code: "verdict-without-its-event",
      field: "verdict",
      breaks: ({ verdict, event }) => verdict !== undefined && event !== "verdict" && event !== "appeal-verdict",
    },
    ...(["prison_months", "suspended", "fine", "compensation", "confiscation"] as const).map(
      (field): RowRule<"proceeding"> => ({
        code: "sentence-without-verdict",
        field,
        breaks: (values) => values[field] !== undefined && values.verdict === undefined,
      }),
    ),
    {
      code: "level-without-body",
      field: "official_body",
      breaks: (values) => values.office_level !== undefined && values.official_body === undefined,
    },
  ],
  agreement: [
    {
      code: "with-nobody",
      field: "with",
      breaks: (values) => values.with === undefined && values.partner === undefined,
    },
  ],
  request: [
    ...(["answer", "answered"] as const).map(
      (field): RowRule<"request"> => ({
        code: "answered-without-answer",
        field,
        breaks: (values) => values.stage === "answered" && values[field] === undefined,
      }),
    ),
    {
      code: "answer-before-answered",
      field: "stage",
      breaks: ({ stage, answer, answered }) => stage !== "answered" && (answer !== undefined || answered !== undefined),
    },
  ],
  figure: [
    {
      code: "no-currency",
      field: "currency",
      breaks: ({ fact, unit, value, currency }) =>
        typeof value === "number" &&
        currency === undefined &&
        (unit === "amount" || (unit === undefined && amountFigures.includes(fact))),
    },
    {
      code: "scope-without-name",
      field: "whose",
      breaks: ({ scope, whose }) => (scope === "body" || scope === "place") !== (whose !== undefined),
    },
    {
      code: "part-of-nothing",
      field: "of",
      breaks: ({ of, disjoint, approx }) => of === undefined && (disjoint !== undefined || approx === "share"),
    },
    {
      code: "share-above-hundred",
      field: "value",
      breaks: ({ approx, value }) => approx === "share" && typeof value === "number" && value > 100,
    },
    {
      code: "unit-of-no-fact",
      field: "unit",
      breaks: ({ fact, unit }) => factOfFigure(fact, unit) === null,
      onEntry: true,
    },
  ],
  finding: [
    {
      code: "answer-of-other-topic",
      field: "answer",
      breaks: ({ topic, answer }) => !(findingTopics[topic] as readonly string[]).includes(answer),
    },
  ],
  tally: [
    {
      code: "least-above-value",
      field: "least",
      breaks: ({ least, value, most }) =>
        (least !== undefined && least > value) || (most !== undefined && (least === undefined || most < least)),
    },
    {
      code: "cell-without-by",
      field: "cell",
      breaks: ({ by, cell, years }) =>
        (by === undefined) !== (cell === undefined) || (by === undefined && years !== undefined),
    },
  ],
  release: [{ code: "edition-above-two", field: "edition", breaks: ({ edition }) => edition < 1 || edition > 2 }],
  judgement: [
    {
      code: "criterion-without-question",
      field: "criterion",
      breaks: ({ question, criterion }) => (question === "criterion-met") !== (criterion !== undefined),
    },
  ],
  "data-request": [
    {
      code: "unanswered-without-due",
      field: "due",
      breaks: ({ answer, due }) => answer === "unanswered" && due === undefined,
    },
  ],
  draft: inEdition,
  paragraph: inEdition,
};

const rulesOf = new Map(
  registerNames.map((name) => {
    const rules = [...(rowRules[name] ?? []), ...sharedRules(name)];
    return [name, rules as readonly RowRule<RegisterName>[]];
  }),
);
