// References to records inside a report's data. In memory a reference is note and row; in the text of the data it is the place of the record
// in the report's own list, since one record stands behind many facts and readings.
import { type RecordRef, refId } from "../../record/statement.ts";

/** A record behind the report: where it is, who entered it, who vouches for it. */
export interface RecordUsed {
  readonly note: string;
  readonly row: number;
  readonly leaf: number | null;
  /** Null where the maker of the report could not find the record itself. */
  readonly register: string | null;
  readonly organisation: string | null;
  readonly source: string | null;
  readonly signedOff: readonly { readonly organisation: string; readonly office: string }[];
}

/** Every reference in a value of plain data, each once, ordered by note and row. */
export function refsIn(value: unknown): readonly RecordRef[] {
  const found = new Map<string, RecordRef>();
  const walk = (inner: unknown): void => {
    if (isRef(inner)) found.set(refId(inner), inner);
    else if (typeof inner === "object" && inner !== null) for (const one of Object.values(inner)) walk(one);
  };
  walk(value);
  return [...found.values()].sort(byNoteAndRow);
}

/** The order of records in a report: by note, then by row. */
export function byNoteAndRow(a: RecordRef, b: RecordRef): number {
  return a.note < b.note ? -1 : a.note > b.note ? 1 : a.row - b.row;
}

/** The value with each reference as its place in the list. A reference that is not in the list throws: the list would not be whole. */
export function toPlaces(value: unknown, list: readonly RecordRef[]): unknown {
  const places = new Map(list.map((ref, place) => [refId(ref), place]));
  return mapped(value, (inner) => {
    if (!isRef(inner)) return inner;
    const place = places.get(refId(inner));
    if (place === undefined) throw new RangeError("a report lists every record that it refers to");
    return place;
  });
}

function isRef(value: unknown): value is RecordRef {
  if (typeof value !== "object" || value === null || !("note" in value) || !("row" in value)) return false;
  return Object.keys(value).length === 2;
}

/** The value with every part replaced that `replace` replaces; what it leaves as it is, is walked. */
function mapped(value: unknown, replace: (value: unknown, key: string) => unknown, key = ""): unknown {
  const replaced = replace(value, key);
  if (replaced !== value || typeof value !== "object" || value === null) return replaced;
  if (Array.isArray(value)) return value.map((inner: unknown) => mapped(inner, replace));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapped(inner, replace, name)]));
}
