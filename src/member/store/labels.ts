// Beside each row of `draft` a label, encrypted like it: of which case and form it is, and since when. It is what can be said of a row that cannot be read
// (EN10d), and what its age counts by (EN3i). Both are written and removed together.
import type { Jsonable } from "../../core/json.ts";
import type { Shelf, TableOf } from "./shelf.ts";
import type { Change, StoreTable } from "./store.ts";

export interface Label {
  /** From when its age counts, in milliseconds since 1970. */
  readonly since: number;
  /** The log's time when its last word was written, as far as this device knew it. */
  readonly heard: number | null;
  /** Of a sheet: its case, its form, and its name; null for a new one. */
  readonly sheet?: { readonly caseId: string; readonly form: string; readonly sheet: string | null };
}

export const labelTable = "label" as TableOf<Label>;

/** The changes that keep a row of `draft` with its label. Throws RangeError like `Shelf.put`. */
export function keepingDraft<Row>(
  shelf: Shelf,
  key: string,
  row: NoInfer<Row & Jsonable<Row>>,
  label: Label,
): readonly Change[] {
  return [shelf.put("draft" as TableOf<Row>, key, row), shelf.put(labelTable, key, label)];
}

/** The changes that remove rows of `draft` with their labels. */
export function forgettingDrafts(keys: readonly string[]): readonly Change[] {
  const tables: readonly StoreTable[] = ["draft", "label"];
  return keys.flatMap((key) => tables.map((table): Change => ({ table, key, value: null })));
}

/** The labels that are kept, by the key of their row. */
async function readLabels(shelf: Shelf): Promise<ReadonlyMap<string, Label>> {
  return new Map((await shelf.list(labelTable)).map(({ key, value }) => [key, value]));
}

/**
 * Of rows that a reader has read, the keys of those that are older than this by the log's time, and what dates others anew. No clock of a device makes a row
 * old: its word is taken where it lies between the log's time when the row was written and the log's time now; else the age counts from now on, once the
 * log has gone on since (EN3i). Where the log says no time, nothing is old.
 */
export async function ageing(
  shelf: Shelf,
  rows: readonly { readonly key: string; readonly value: { readonly since: number } }[],
  most: number,
  logTime: number | null,
): Promise<{ readonly overdue: ReadonlySet<string>; readonly changes: readonly Change[] }> {
  const overdue = new Set<string>();
  if (logTime === null || rows.length === 0) return { overdue, changes: [] };
  const labels = await readLabels(shelf);
  const dated: Change[] = [];
  for (const { key, value } of rows) {
    const label = labels.get(key) ?? { since: value.since, heard: null };
    const { since, heard } = label;
    if (since >= (heard ?? 0) && since <= logTime) {
      if (logTime - since >= most) overdue.add(key);
    } else if (heard === null || logTime > heard)
      dated.push(shelf.put(labelTable, key, { ...label, since: logTime, heard: logTime }));
  }
  return { overdue, changes: [...dated, ...forgettingDrafts([...overdue])] };
}
