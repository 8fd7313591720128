// JSON as people write it into a file (SG4c): with any white space between its parts and any spelling of its texts, and in all else as SG4 has it. It says what is wrong and
// where, so that whoever wrote the file can mend it; the value of a flawed file is for listing its other flaws alone.
import { decodeJson, type Json, maxJsonLength, nestsTooDeep } from "./json.ts";
import { type Flaw, under } from "./schema-flaws.ts";

interface JsonFile {
  /** Undefined when the text is no JSON or nests too deep. To be trusted only without flaws. */
  readonly value: Json | undefined;
  readonly flaws: readonly Flaw[];
}

/** Reads the text of a file. Never throws. */
export function readJsonFile(text: string, maxDepth: number): JsonFile {
  const whole = (reason: string): Flaw => ({ path: "", reason });
  if (nestsTooDeep(text, maxDepth)) return { value: undefined, flaws: [whole(`nests deeper than ${maxDepth} levels`)] };
  const parsed = parse(text);
  if (parsed === undefined) return { value: undefined, flaws: [whole("is not JSON")] };
  const parts = (text.match(part) ?? []).filter((one) => !/^[ \t\n\r]/.test(one)).map(spelledOnce);
  const spelling = parts.join("");
  const value = decodeJson(spelling, maxDepth);
  if (value !== undefined) return { value, flaws: [] };
  if (spelling.length > maxJsonLength)
    return { value: undefined, flaws: [whole(`is longer than ${maxJsonLength} characters without white space`)] };
  const flaws = flawsOf(parts);
  return {
    value: parsed,
    flaws: flaws.length > 0 ? flaws : [whole("holds a text or an order of keys with a second spelling")],
  };
}

/** A text, white space, a mark of JSON, or a word: whatever lies between. */
const part = /"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\n\r]+|[{}[\],:]|[^" \t\n\r{}[\],:]+|"/g;

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A text as ECMAScript spells it: many programs write a letter as its number. */
function spelledOnce(one: string): string {
  return one.startsWith('"') ? JSON.stringify(JSON.parse(one)) : one;
}

interface Open {
  readonly path: string;
  /** The keys so far; null in a list. */
  readonly keys: Set<string> | null;
  at: string | number;
}

/** Keys that stand twice, and numbers that ECMAScript would spell otherwise. The parts are those of a JSON text. */
function flawsOf(parts: readonly string[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const open: Open[] = [];
  const here = () => {
    const inner = open.at(-1);
    return inner === undefined ? "" : under(inner.path, inner.at);
  };
  parts.forEach((one, place) => {
    const inner = open.at(-1);
    if (one === "{" || one === "[") {
      open.push({ path: here(), keys: one === "{" ? new Set() : null, at: one === "{" ? "" : 0 });
    } else if (one === "}" || one === "]") open.pop();
    else if (one === "," && typeof inner?.at === "number") inner.at += 1;
    else if (one !== "," && one !== ":") {
      const value: unknown = JSON.parse(one);
      if (inner?.keys != null && parts[place + 1] === ":" && typeof value === "string") {
        inner.at = value;
        if (inner.keys.has(value)) flaws.push({ path: here(), reason: "stands twice" });
        inner.keys.add(value);
      }
      if (JSON.stringify(value) !== one)
        flaws.push({ path: here(), reason: `must be spelled ${JSON.stringify(value).slice(0, 80)}` });
    }
  });
  return flaws;
}
