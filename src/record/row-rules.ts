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
  const saying = "words" in registerOf(register).fields ? [saidInItsLanguage] : [];
  const rules = [...(rowRules[register] ?? []), ...saying] as readonly RowRule<RegisterName>[];
  const asked = rules.filter(({ onEntry }) => when === "entered" || onEntry !== true);
  const broken = asked.filter((rule) => rule.breaks(row.values as RowValues<RegisterName>));
  return [...reserved, ...broken.map(({ code, field }) => ({ code, field }))];
}

/** With dates that are partly known, only what surely ends before it begins is refused. */
function lasting<F extends "from" | "on">(begin: F) {
  return {
    code: "until-before-from",
    field: "until",
    breaks: (values: { readonly [N in F]?: string } & { readonly until?: string }) => {
      const first = values[begin];
      return first !== undefined && values.until !== undefined && isSurelyBefore(values.until, first);
    },
  } as const;
}

const yearOnly = {
  code: "not-a-bare-year",
  field: "year",
  breaks: ({ year }: { readonly year: string }) => !bareYear(year),
} as const;

function needsCurrency<F extends string>(field: F) {
  return {
    code: "no-currency",
    field: "currency",
    breaks: (values: { readonly [N in F]?: unknown } & { readonly currency?: string }) =>
      typeof values[field] === "number" && values.currency === undefined,
  } as const;
}

function needsVerdict<F extends keyof RowValues<"proceeding"> & string>(field: F): RowRule<"proceeding"> {
  return {
    code: "sentence-without-verdict",
    field,
    breaks: (values) => values[field] !== undefined && values.verdict === undefined,
  };
}

/** Asked of every register whose rows may say what was said. */
const saidInItsLanguage = {
  code: "words-without-language",
  field: "language",
  breaks: ({ words, language }: { readonly words?: string; readonly language?: string }) =>
    (words === undefined) !== (language === undefined),
} as const;

/** A paragraph is in its one spelling, and regards nothing: that is for reasons, signatures and what was put away. */
const inEdition = [
  yearOnly,
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
  source: [lasting("from")],
  law: [
    lasting("on"),
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
    needsVerdict("prison_months"),
    needsVerdict("suspended"),
    needsVerdict("fine"),
    needsVerdict("compensation"),
    needsVerdict("confiscation"),
    needsCurrency("fine"),
    needsCurrency("compensation"),
    {
      code: "level-without-body",
      field: "official_body",
      breaks: (values) => values.office_level !== undefined && values.official_body === undefined,
    },
  ],
  plan: [lasting("from")],
  measure: [lasting("from"), needsCurrency("budget")],
  progress: [needsCurrency("spent")],
  protection: [lasting("from"), needsCurrency("amount")],
  prevention: [lasting("on")],
  agreement: [
    lasting("on"),
    {
      code: "with-nobody",
      field: "with",
      breaks: (values) => values.with === undefined && values.partner === undefined,
    },
  ],
  request: [
    {
      code: "answered-without-answer",
      field: "answer",
      breaks: ({ stage, answer }) => stage === "answered" && answer === undefined,
    },
    {
      code: "answered-without-answer",
      field: "answered",
      breaks: ({ stage, answered }) => stage === "answered" && answered === undefined,
    },
    {
      code: "answer-before-answered",
      field: "stage",
      breaks: ({ stage, answer, answered }) => stage !== "answered" && (answer !== undefined || answered !== undefined),
    },
    {
      code: "until-before-from",
      field: "answered",
      breaks: ({ on, answered }) => answered !== undefined && isSurelyBefore(answered, on),
    },
  ],
  figure: [
    lasting("from"),
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
      code: "as-of-before-from",
      field: "as_of",
      breaks: ({ from, as_of }) => as_of !== undefined && isSurelyBefore(as_of, from),
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
    lasting("from"),
  ],
  said: [lasting("from")],
  route: [lasting("from")],
  tally: [
    yearOnly,
    {
      code: "least-above-value",
      field: "least",
      breaks: ({ least, value, most }) =>
        (least !== undefined && least > value) || (most !== undefined && (least === undefined || most < least)),
    },
    { code: "cell-without-by", field: "cell", breaks: ({ by, cell }) => (by === undefined) !== (cell === undefined) },
  ],
  count: [yearOnly],
  coverage: [yearOnly],
  release: [
    yearOnly,
    { code: "edition-above-two", field: "edition", breaks: ({ edition }) => edition < 1 || edition > 2 },
  ],
  judgement: [
    yearOnly,
    {
      code: "criterion-without-question",
      field: "criterion",
      breaks: ({ question, criterion }) => (question === "criterion-met") !== (criterion !== undefined),
    },
  ],
  "data-request": [
    yearOnly,
    {
      code: "unanswered-without-due",
      field: "due",
      breaks: ({ answer, due }) => answer === "unanswered" && due === undefined,
    },
    {
      code: "until-before-from",
      field: "answered",
      breaks: ({ on, answered }) => answered !== undefined && isSurelyBefore(answered, on),
    },
  ],
  rating: [yearOnly],
  publication: [yearOnly],
  draft: inEdition,
  paragraph: inEdition,
};
