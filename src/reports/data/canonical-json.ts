// The one spelling of a report's data: keys sorted, no white space, and nothing in it that could end a script element of a page.
// The bytes that a page carries are therefore the very bytes that are hashed.

/** The one spelling of a value of plain data. Entries that are undefined are left out; a number that is not finite throws. */
export function canonicalJson(value: unknown): string {
  return spell(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function spell(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== "object") throw new TypeError("a report holds plain data only");
  let spelled = "";
  if (Array.isArray(value)) {
    for (const inner of value) spelled += `${spelled === "" ? "" : ","}${spell(inner)}`;
    return `[${spelled}]`;
  }
  const object = value as Plain;
  for (const key of Object.keys(object).sort()) {
    const inner = object[key];
    if (inner !== undefined) spelled += `${spelled === "" ? "" : ","}${JSON.stringify(key)}:${spell(inner)}`;
  }
  return `{${spelled}}`;
}

/** True for two values of plain data that have one spelling, without spelling them. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => isSameJson(one, b[i]));
  const [one, other] = [a as Plain, b as Plain];
  const isIn = (key: string) => Object.hasOwn(other, key) && isSameJson(one[key], other[key]);
  return keysOf(one).every(isIn) && keysOf(one).length === keysOf(other).length;
}

type Plain = Readonly<Record<string, unknown>>;

/** Entries that are undefined are left out. */
function keysOf(object: Plain): readonly string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}
