// Many values of a few shapes as a short text: names of fields once for all of a shape, words that come twice once. A page of lines is a third of its JSON so, and
// what is opened first when a device is unlocked is decrypted and read the faster.
import type { Json } from "../../core/json.ts";

/** In an array, before its values: an array, a number. A shape is said by its place among the shapes, and a word by its place among the words. */
const anArray = -1;
const aNumber = -2;

interface Packed {
  readonly words: readonly string[];
  readonly shapes: readonly (readonly string[])[];
  readonly value: unknown;
}

/** A text of a value; fields that are undefined are left out. */
export function pack(value: unknown): string {
  const times = new Map<string, number>();
  count(value, times);
  const words = new Map<string, number>();
  const shapes = new Map<string, { readonly at: number; readonly keys: readonly string[] }>();
  const placeOf = (word: string) => {
    const at = words.get(word) ?? words.size;
    words.set(word, at);
    return at;
  };
  const packed = (each: unknown): unknown => {
    if (typeof each === "string") return times.get(each) === 1 ? each : placeOf(each);
    if (typeof each === "number") return [aNumber, each];
    if (typeof each !== "object" || each === null) return each;
    if (Array.isArray(each)) return [anArray, ...each.map(packed)];
    const fields = Object.entries(each).filter(([, field]) => field !== undefined);
    const keys = fields.map(([key]) => key);
    const shape = shapes.get(keys.join()) ?? { at: shapes.size, keys };
    shapes.set(keys.join(), shape);
    return [shape.at, ...fields.map(([, field]) => packed(field))];
  };
  const root = packed(value);
  const all: Packed = { words: [...words.keys()], shapes: [...shapes.values()].map(({ keys }) => keys), value: root };
  return JSON.stringify(all);
}

/** The value of such a text. Only for what this program wrote: anything else gives anything, or throws. */
export function unpack(text: string): unknown {
  const { words, shapes, value } = JSON.parse(text) as Packed;
  const unpacked = (each: unknown): Json => {
    if (typeof each === "number") return words[each] ?? null;
    if (!Array.isArray(each)) return each as Json;
    const [kind] = each as [number];
    if (kind === aNumber) return each[1];
    if (kind === anArray) return each.slice(1).map(unpacked);
    const keys = shapes[kind] ?? [];
    const fields: Record<string, Json> = {};
    for (let at = 0; at < keys.length; at++) fields[keys[at] ?? ""] = unpacked(each[at + 1]);
    return fields;
  };
  return unpacked(value);
}

function count(value: unknown, times: Map<string, number>): void {
  if (typeof value === "string") times.set(value, (times.get(value) ?? 0) + 1);
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) count(each, times);
}
