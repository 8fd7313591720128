// The shape of a report's data, for whoever is shown a report. What the check recomputes and compares as a whole is not described here again;
// what it reads is. Nothing is believed by it: the check compares every value; but whatever may rest on records that a checker does not
// hold is made of numbers, codes and names that the checker can compare, and of nothing else.

import { articleFacts } from "../../assessment/proceedings-counts.ts";
import { flowEnds, flowStages } from "../../assessment/proceedings-flow.ts";
import { partialDate } from "../../core/registers/partial-date.ts";
import { registerNames, registerOf } from "../../core/registers/register-table.ts";
import { maxRows } from "../../core/registers/row-schema.ts";
import {
  code,
  hexOf,
  integer,
  list,
  nullable,
  object,
  pattern,
  record,
  type Schema,
  truth,
} from "../../core/schema.ts";
import type { ReportData } from "../data/report-data.ts";
import { yearsOf } from "../data/report-fact.ts";
import { earlierYears } from "../report-of-year.ts";

const text: Schema<string> = (value): value is string => typeof value === "string";
const anything: Schema<unknown> = (value): value is unknown => value !== undefined;
const yes: Schema<true> = (value): value is true => value === true;
const whole = integer(0, Number.MAX_SAFE_INTEGER);
const many = 1_000_000;
/** More persons than this are in no count of a report that rests on sealed records. */
export const maxPersons = 1_000_000;
/** Deeper than any report nests, and far from what would overflow a stack. */
const maxDepth = 40;

const row = integer(0, maxRows - 1);
const ref = object({ note: hexOf(32), row });
const refs = list(ref, many);
const someRefs = list(ref, many, 1);
/** A number that a source gives is whole (RC6); a word is an answer, a code or `not-reported`, and compared. */
const value = either(whole, text);
/** Years of which every day, and the year before, can be written (RC7). */
const kind = code(["calendar", "april-march"]);
const period = object({ year: integer(1001, 2998), kind });
/** A year of a fact may be years before that one. */
const factPeriod = object({ year: integer(1, 2998), kind });

const statement = object(
  {
    source: text,
    from: code(["figure", "records", "finding"]),
    value,
    parts: list(object({ part: text, value, ref }), many),
    records: refs,
    articles: list(text, many),
    organisation: text,
    signedOff: truth,
    sealed: truth,
  },
  {
    organisations: list(text, many),
    published: whole,
    currency: pattern(/^[A-Z]{3}$/),
    incomplete: yes,
    about: yes,
    asOf: partialDate,
    begun: integer(1, 2999),
    partial: yes,
    days: object({ from: partialDate }, { until: partialDate }),
    withheld: integer(1, many),
  },
);

const factValue = object(
  {
    fact: text,
    period: factPeriod,
    state: code(["known", "two-figures", "not-reported", "other-period", "no-data"]),
    value: nullable(value),
    statements: list(statement, many),
    contradicted: truth,
    unplaced: refs,
  },
  { aside: someRefs, otherPeriods: list(statement, many, 1), compared: tuple(whole, whole) },
);

const contradiction = object(
  {
    about: either(
      object({ fact: text }, { before: yes }),
      object({ register: code(registerNames), key: text, field: text }),
    ),
    sides: list(object({ source: text, value: text, records: refs }, { name: text }), many),
  },
  { reason: code(["not-trafficking", "first-of-its-kind"]) },
);

const flow = object({
  source: text,
  stages: object({ investigation: whole, prosecution: whole, verdict: whole, prison: whole }),
  links: list(
    object({
      from: code(flowStages),
      to: code([...flowStages, ...flowEnds]),
      cases: integer(1, many),
      records: someRefs,
    }),
    many,
    1,
  ),
  sealed: truth,
});

const proceedings = object({
  ongoingGroups: object({ cases: integer(0, many), form: nullable(code(codesIn("form"))), records: refs }),
  officials: list(
    object({
      level: code([...codesIn("office_level"), "any"]),
      offence: code(codesIn("offence")),
      charged: integer(2, maxPersons),
      fled: integer(0, maxPersons),
      records: someRefs,
    }),
    many,
  ),
  articles: list(
    object({ article: text, fact: code(articleFacts), count: integer(1, maxPersons), records: someRefs }),
    many,
  ),
});

/** The rest of what it says of a scheme is compared. */
const scheme: Schema<unknown> = having("id", text);

const shape = object({
  form: text,
  origin: text,
  trial: truth,
  country: text,
  title: record(text, text, many),
  period,
  scheme,
  log: object({ size: integer(1, Number.MAX_SAFE_INTEGER), root: text }),
  holds: code(["all", "some", "none"]),
  released: list(integer(1, 2999), many),
  facts: list(
    object(
      { definition: having("key", text), now: factValue, before: factValue },
      { earlier: list(factValue, earlierYears, earlierYears) },
    ),
    many,
  ),
  contradictions: list(contradiction, many),
  assessment: anything,
  recommendations: anything,
  other: anything,
  flows: list(flow, many),
  rows: anything,
  proceedings,
  sources: list(having("key", text), many),
  records: list(
    object({
      note: hexOf(32),
      row,
      leaf: nullable(whole),
      register: nullable(text),
      sealed: truth,
      organisation: nullable(text),
      source: nullable(text),
      signedOff: list(object({ organisation: text, office: text }), many),
    }),
    many,
  ),
  organisations: record(text, record(text, text, many), many),
});

/** True when the check can read these data without falling over them, whatever they say. Never throws. */
export function isReportShape(data: unknown): data is ReportData {
  return isShallow(data, maxDepth) && shape(data) && areOfTheirYears(data as ReportData);
}

/** Each year of a fact is the one that its place says: no table has more rows or columns than a report has years. */
function areOfTheirYears({ facts, period }: ReportData): boolean {
  return facts.every((fact) =>
    yearsOf(fact).every(({ period: of }, i) => of.year === period.year - i && of.kind === period.kind),
  );
}

function isShallow(inner: unknown, depth: number): boolean {
  if (typeof inner !== "object" || inner === null) return true;
  return depth > 0 && Object.values(inner).every((one) => isShallow(one, depth - 1));
}

function codesIn(field: string): readonly string[] {
  const shape = registerOf("proceeding").fields[field]?.shape;
  return shape?.type === "code" ? shape.codes : [];
}

function tuple(first: Schema<unknown>, second: Schema<unknown>): Schema<unknown> {
  return (one): one is unknown => Array.isArray(one) && one.length === 2 && first(one[0]) && second(one[1]);
}

function either<A, B>(first: Schema<A>, second: Schema<B>): Schema<A | B> {
  return (one): one is A | B => first(one) || second(one);
}

/** An object with this field, whatever else it has. */
function having(field: string, of: Schema<unknown>): Schema<unknown> {
  return (one): one is unknown =>
    typeof one === "object" &&
    one !== null &&
    Object.hasOwn(one, field) &&
    of((one as Readonly<Record<string, unknown>>)[field]);
}
