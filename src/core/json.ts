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
    return JSON.stringify(value) === text && isWellFormedThroughout(value) ? value : undefined;
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
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      if (++depth > maxDepth) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
}

// An escaped lone surrogate ("\ud800") is well-formed as text but not as a value.
function isWellFormedThroughout(value: Json): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormedThroughout);
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormedThroughout(inner));
}
