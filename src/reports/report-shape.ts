// The shape of a report's data, for whoever is shown a report. What the check recomputes and compares as a whole is not described here again;
// what it reads is. Nothing is believed by it: the check compares every value.
import { code, hexOf, integer, list, object, record, type Schema, truth } from "../core/schema.ts";
import type { ReportData } from "./report-data.ts";

const text: Schema<string> = (value): value is string => typeof value === "string";
const number: Schema<number> = (value): value is number => Number.isFinite(value);
const anything: Schema<unknown> = (value): value is unknown => value !== undefined;
const place = integer(0, Number.MAX_SAFE_INTEGER);
const many = 1_000_000;
/** Deeper than any report nests, and far from what would overflow a stack. */
const maxDepth = 40;

const ref = object({ note: hexOf(32), row: place });
const refs = list(ref, many);
const value = either(number, text);
/** Years of which every day and the year before can be told (RC7). */
const period = object({ year: integer(1001, 2998), kind: code(["calendar", "april-march"]) });

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
  { organisations: list(text, many), published: number, currency: text, incomplete: truth, withheld: integer(1, many) },
);

const factValue = object({
  fact: text,
  period,
  state: code(["known", "not-reported", "no-data"]),
  value: nullable(value),
  statements: list(statement, many),
  contradicted: truth,
  unplaced: refs,
});

const contradiction = object(
  {
    about: either(object({ fact: text }), object({ register: text, key: text, field: text })),
    sides: list(object({ source: text, value: text, records: refs }), many),
  },
  { reason: text },
);

const shape = object({
  form: text,
  origin: text,
  trial: truth,
  country: text,
  title: record(text, text, many),
  period,
  scheme: having("id", text),
  log: object({ size: integer(1, Number.MAX_SAFE_INTEGER), root: text }),
  facts: list(object({ definition: having("key", text), now: factValue, before: factValue }), many),
  contradictions: list(contradiction, many),
  assessment: anything,
  recommendations: anything,
  other: anything,
  flows: list(anything, many),
  series: list(
    object({ fact: text, values: list(object({ year: integer(0, 9999), value: nullable(number) }), many) }),
    many,
  ),
  rows: anything,
  proceedings: anything,
  sources: list(having("key", text), many),
  records: list(
    object({
      note: hexOf(32),
      row: place,
      leaf: nullable(place),
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
  return isShallow(data, maxDepth) && shape(data);
}

function isShallow(inner: unknown, depth: number): boolean {
  if (typeof inner !== "object" || inner === null) return true;
  return depth > 0 && Object.values(inner).every((one) => isShallow(one, depth - 1));
}

function nullable<T>(of: Schema<T>): Schema<T | null> {
  return (one): one is T | null => one === null || of(one);
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
