// Reads fields of JSON that anybody may have written: what is missing or of another kind comes out as nothing, and nothing throws.

export function at(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const name of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, name)) return undefined;
    inner = (inner as Readonly<Record<string, unknown>>)[name];
  }
  return inner;
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const inner = at(value, ...path);
  return typeof inner === "string" ? inner : "";
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const inner = at(value, ...path);
  return Array.isArray(inner) ? inner : [];
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
