// Schemas: a schema is a function that says whether a decoded value has a shape, and its type follows from it.
// An object refuses fields that it does not name (SG4), so nothing slips past a reader unseen.

/** True when a value has the shape T. */
export type Schema<T> = (value: unknown) => value is T;

export type Of<S> = S extends Schema<infer T> ? T : never;

type Fields = { readonly [key: string]: Schema<unknown> };
type Required<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> };
type Optional<F extends Fields> = { readonly [K in keyof F]?: Of<F[K]> };

/** Text of `min` to `max` UTF-16 units on any number of lines, without control characters other than the newline. */
export function text(max: number, min = 1): Schema<string> {
  return (value): value is string =>
    typeof value === "string" && value.length >= min && value.length <= max && !hasControlCharacter(value);
}

/** Text on one line: as `text`, without line breaks of any alphabet and without marks that turn the direction of reading. */
export function line(max: number, min = 1): Schema<string> {
  const any = text(max, min);
  return (value): value is string => any(value) && !/[\n\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(value);
}

/** Text that a pattern matches as a whole. The pattern must bring its own anchors and bounds. */
export function pattern(expression: RegExp): Schema<string> {
  return (value): value is string => typeof value === "string" && expression.test(value);
}

/** One of a closed list of codes. */
export function code<const C extends string>(codes: readonly C[]): Schema<C> {
  return (value): value is C => typeof value === "string" && (codes as readonly string[]).includes(value);
}

/** A whole number within bounds, both included. */
export function integer(min: number, max: number): Schema<number> {
  return (value): value is number =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** true or false. */
export const truth: Schema<boolean> = (value): value is boolean => typeof value === "boolean";

/** A list of `min` to `max` values of one shape. */
export function list<T>(of: Schema<T>, max: number, min = 0): Schema<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(of);
}

/** A list whose values are all different. */
export function set<T extends string>(of: Schema<T>, max: number, min = 0): Schema<readonly T[]> {
  const any = list(of, max, min);
  return (value): value is readonly T[] => any(value) && new Set(value).size === value.length;
}

/** An object with exactly these fields; those in `optional` may be absent, but never null or undefined. */
export function object<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Schema<Required<R> & Optional<O>> {
  const known = new Set([...Object.keys(required), ...Object.keys(optional ?? {})]);
  const open = openObject(required, optional);
  return (value): value is Required<R> & Optional<O> =>
    open(value) && Object.keys(value).every((key) => known.has(key));
}

/** The same, and fields that it does not name are passed over: for answers that nobody signs, where a newer program may say more. */
export function openObject<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Schema<Required<R> & Optional<O>> {
  const mandatory = Object.keys(required);
  const fields = new Map(Object.entries({ ...required, ...optional }));
  return (value): value is Required<R> & Optional<O> =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    mandatory.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, inner]) => fields.get(key)?.(inner) ?? true);
}

/** A value of one shape, or null. */
export function nullable<T>(of: Schema<T>): Schema<T | null> {
  return (value): value is T | null => value === null || of(value);
}

/** A map from keys of one shape to values of another, with `min` to `max` entries. */
export function record<T>(
  key: Schema<string>,
  of: Schema<T>,
  max: number,
  min = 0,
): Schema<{ readonly [key: string]: T }> {
  return (value): value is { readonly [key: string]: T } => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return entries.length >= min && entries.length <= max && entries.every(([k, inner]) => key(k) && of(inner));
  };
}

/** `bytes` bytes as lower-case hexadecimal. */
export function hexOf(bytes: number): Schema<string> {
  return pattern(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
}

/** A random UUID (version 4, lower case), as HSDS wants for its ids. */
export const uuid: Schema<string> = pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** A moment in UTC to the second, in one spelling: 2026-01-31T14:05:00Z. */
export const moment: Schema<string> = (value): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(value) && isOfCalendar(value);

/** A day: 2026-01-31. */
export const day: Schema<string> = (value): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && isOfCalendar(value);

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text that begins with four, two and two digits begins with a day that there is. */
function isOfCalendar(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day > 0 && day <= (isLeap && month === 2 ? 29 : (monthDays[month - 1] ?? 0));
}

/** A language tag of BCP 47, as far as Panoh uses them: en, tg, uz-Latn, sgh. */
export const languageTag: Schema<string> = pattern(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/);

/** A country of ISO 3166-1, two letters. */
export const countryCode: Schema<string> = pattern(/^[A-Z]{2}$/);

function hasControlCharacter(value: string): boolean {
  return /[^\P{Cc}\n]/u.test(value);
}
