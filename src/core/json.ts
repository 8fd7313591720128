// The one decoder of JSON that comes from outside (SG4). A value has one spelling: the one that ECMAScript's JSON.stringify
// gives for it. That refuses duplicate keys, white space, second spellings of numbers and strings, and integers that
// do not survive; size and depth are bounded before anything is parsed.

export const maxJsonLength = 200_000;
export const maxJsonDepth = 8;

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The value of a JSON text in its one spelling, within the bounds; undefined for anything else. Never throws. */
export function decodeJson(text: string, maxDepth = maxJsonDepth, maxLength = maxJsonLength): Json | undefined {
  if (text.length > maxLength || !text.isWellFormed() || nestsTooDeep(text, maxDepth)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    // In this spelling a lone surrogate is always escaped.
    const isSound = JSON.stringify(value) === text && (!text.includes("\\ud") || isWellFormedThroughout(value));
    return isSound ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a JSON text that was checked before it was kept, where nobody else can have written another; undefined for what is none. */
export function parseOwnJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A type of which JSON holds every value whole: the type itself, and `never` where it does not. A field that is undefined is left out. */
export type Jsonable<T> = T extends Json | undefined
  ? T
  : T extends ((...given: never) => unknown) | Uint8Array | Date | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
    ? never
    : { readonly [K in keyof T]: Jsonable<T[K]> };

/** The one spelling of a value. */
export function encodeJson<T>(value: T & Jsonable<T>): string {
  return JSON.stringify(value);
}

/** True for a text that nests deeper, as JSON would be read; it need not be JSON. */
export function nestsTooDeep(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === quote) i = endOfString(text, i);
    else if (character === brace || character === bracket) {
      if (++depth > maxDepth) return true;
    } else if (character === brace + 2 || character === bracket + 2) depth--;
  }
  return false;
}

const [quote, backslash, bracket, brace] = [0x22, 0x5c, 0x5b, 0x7b];

/** Where the string ends that begins with the quote at `from`; the end of the text where it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}

// An escaped lone surrogate ("\ud800") is well-formed as text but not as a value.
function isWellFormedThroughout(value: Json): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormedThroughout);
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormedThroughout(inner));
}
