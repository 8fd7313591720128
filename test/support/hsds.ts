// Checks JSON against the entities of Open Referral HSDS 3.1 as test/contracts/hsds-3.1.json lists them: what is required, which fields there are,
// and of what type each is. The file says itself where it is from; what it does not know is refused here.
import { readFileSync } from "node:fs";

interface Entity {
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly fields31?: Readonly<Record<string, string>>;
}

const { entities } = JSON.parse(readFileSync(new URL("../contracts/hsds-3.1.json", import.meta.url), "utf8")) as {
  readonly entities: Readonly<Record<string, Entity>>;
};

/** What is wrong with a value as an entity of HSDS, one line a flaw; empty for a valid one. */
export function hsdsFlaws(name: string, value: unknown, at = name): readonly string[] {
  const entity = entities[name];
  if (entity === undefined) return [`${at}: HSDS has no ${name}`];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at}: is no object`];
  const fields = { ...entity.fields, ...entity.fields31 };
  const missing = entity.required.filter((field) => !Object.hasOwn(value, field));
  return [
    ...missing.map((field) => `${at}.${field}: is required`),
    ...Object.entries(value).flatMap(([field, inner]) => flawsOf(fields[field], inner, `${at}.${field}`)),
  ];
}

const strings: Readonly<Record<string, RegExp>> = {
  string: /^/,
  "string:uuid": /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  "string:uri": /^[a-z]+:\/\/\S+$/,
  "string:email": /^\S+@\S+$/,
  "string:date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
};

function flawsOf(type: string | undefined, value: unknown, at: string): readonly string[] {
  if (type === undefined) return [`${at}: HSDS has no such field`];
  const list = /^\[(\w+)\]$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return [`${at}: is no list`];
    return value.flatMap((one, i) => hsdsFlaws(list, one, `${at}[${i}]`));
  }
  const nested = /^->(\w+)$/.exec(type)?.[1];
  if (nested !== undefined) return hsdsFlaws(nested, value, at);
  if (type.startsWith("enum "))
    return type.slice(5).split("|").includes(String(value)) ? [] : [`${at}: is none of ${type}`];
  if (type === "number") return typeof value === "number" ? [] : [`${at}: is no number`];
  const pattern = strings[type];
  if (pattern === undefined) return [`${at}: unknown type ${type}`];
  return typeof value === "string" && pattern.test(value) ? [] : [`${at}: is no ${type}`];
}
