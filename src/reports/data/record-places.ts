// The records that a report's data refer to.
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
function byNoteAndRow(a: RecordRef, b: RecordRef): number {
  return a.note < b.note ? -1 : a.note > b.note ? 1 : a.row - b.row;
}

function isRef(value: unknown): value is RecordRef {
  if (typeof value !== "object" || value === null || !("note" in value) || !("row" in value)) return false;
  return Object.keys(value).length === 2;
}
