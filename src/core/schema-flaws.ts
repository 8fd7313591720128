// What is wrong with a value and where, for files that people write: beside the schemas, which only say yes or no. Every flaw is listed, so
// that a file is mended in one go.
import type { Schema } from "./schema.ts";

/** One thing that is wrong. The path and what it names come from the file: whoever prints it makes them harmless. */
export interface Flaw {
  /** As `scheme.tiers[2].when`; empty for the whole. */
  readonly path: string;
  readonly reason: string;
}

/** Lists what is wrong with a value that stands at this path; nothing for a sound one. */
export type Check = (value: unknown, path: string) => readonly Flaw[];

const maxNameLength = 60;

/** The path of a field or an index of a list within what stands at `path`. A long name is cut. */
export function under(path: string, at: string | number): string {
  if (typeof at === "number") return `${path}[${at}]`;
  const name = at.length > maxNameLength ? `${at.slice(0, maxNameLength).toWellFormed()}…` : at;
  return path === "" ? name : `${path}.${name}`;
}

/** What has this shape; `reason` says what it must be. */
export function mustBe(schema: Schema<unknown>, reason: string): Check {
  return (value, path) => (schema(value) ? [] : [{ path, reason }]);
}

/** An object with exactly these fields; those in `optional` may be absent. */
export function fields(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, path) => {
    if (!isObject(value)) return [{ path, reason: `must be an object with ${Object.keys(required).join(", ")}` }];
    return [
      ...Object.entries(value).flatMap(([name, inner]) => {
        const check = known.get(name);
        return check === undefined
          ? [{ path: under(path, name), reason: "is no field here" }]
          : check(inner, under(path, name));
      }),
      ...Object.keys(required)
        .filter((name) => !Object.hasOwn(value, name))
        .map((name) => ({ path: under(path, name), reason: "is missing" })),
    ];
  };
}

/** A list of `min` to `max` values. */
export function items(of: Check, max: number, min = 0): Check {
  return (value, path) =>
    Array.isArray(value) && value.length >= min && value.length <= max
      ? value.flatMap((inner, place) => of(inner, under(path, place)))
      : [{ path, reason: `must be a list of ${min} to ${max}` }];
}

/** An object of `min` to `max` fields whose names are keys. */
export function entries(key: Schema<string>, reason: string, of: Check, max: number, min = 0): Check {
  return (value, path) => {
    if (!isObject(value)) return [{ path, reason: "must be an object" }];
    const all = Object.entries(value);
    if (all.length < min || all.length > max) return [{ path, reason: `must have ${min} to ${max} fields` }];
    return all.flatMap(([name, inner]) =>
      key(name) ? of(inner, under(path, name)) : [{ path: under(path, name), reason }],
    );
  };
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
