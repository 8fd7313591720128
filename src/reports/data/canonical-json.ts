// The one spelling of a report's data: keys sorted, no white space, and nothing in it that could end a script element of a page.
// The bytes that a page carries are therefore the very bytes that are hashed.

/** The one spelling of a value of plain data. Entries that are undefined are left out; a number that is not finite throws. */
export function canonicalJson(value: unknown): string {
  return spell(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function spell(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${spell(inner)}`).join(",")}}`;
  }
  throw new TypeError("a report holds plain data only");
}
