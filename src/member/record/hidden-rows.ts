// What this device entered and its own organisation may not read (R26): rows about officials of its own body. The record does not come back to it,
// so the device remembers which cases these were, as ciphertext: what it enters about them later is hidden too, and a key that is in use is not
// given twice. No text of a row is kept. Other devices of the organisation know nothing of it.
import { presentFields } from "../../core/present-fields.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import type { KnownStatement } from "../../record/readers.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change } from "../store/store.ts";

interface HiddenRow {
  readonly register: RegisterName;
  readonly key: string;
  readonly source: string;
  readonly case: string | null;
  readonly official_body: string | null;
}

/** So many stand in one row of the store, which has a bound. */
const together = 400;

const placeOf = (part: number) =>
  ["meta" as TableOf<readonly HiddenRow[]>, part === 0 ? "hidden" : `hidden-${part}`] as const;

export class HiddenRows {
  readonly #shelf: Shelf;
  /** As they rest; null for one that cannot be read, over which nothing is written. */
  #parts: readonly (readonly HiddenRow[] | null)[];

  private constructor(shelf: Shelf, parts: readonly (readonly HiddenRow[] | null)[]) {
    this.#shelf = shelf;
    this.#parts = parts;
  }

  static async load(shelf: Shelf): Promise<HiddenRows> {
    const parts: (readonly HiddenRow[] | null)[] = [];
    for (let part = 0; await shelf.has(...placeOf(part)); part++)
      parts.push((await shelf.get(...placeOf(part))) ?? null);
    return new HiddenRows(shelf, parts);
  }

  get #rows(): readonly HiddenRow[] {
    return this.#parts.flatMap((part) => part ?? []);
  }

  /** As statements of this organisation that only this device knows of. */
  statements(organisation: string): readonly KnownStatement[] {
    return this.#rows.map(({ register, key, source, case: about, official_body }) => ({
      register,
      organisation,
      key,
      source,
      values: presentFields({ case: about ?? undefined, official_body: official_body ?? undefined }),
      history: [],
    }));
  }

  /** True when a row under this short name and source went from here to the reviewers alone. */
  has(register: RegisterName, key: string, source: string): boolean {
    return this.#rows.some((row) => row.register === register && row.key === key && row.source === source);
  }

  /** Remembers rows; the change is to be written with them, and `apply` then changes what is here. */
  adding(
    register: RegisterName,
    rows: readonly Row[],
  ): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const said = rows.flatMap((row): readonly HiddenRow[] => {
      if (!("values" in row)) return [];
      const values = row.values as { readonly case?: string; readonly official_body?: string };
      const { key, source } = row;
      return [{ register, key, source, case: values.case ?? null, official_body: values.official_body ?? null }];
    });
    const spelt = (row: HiddenRow) => JSON.stringify(Object.values(row));
    const known = new Set(this.#rows.map(spelt));
    const fresh = [...new Map(said.map((row) => [spelt(row), row]))].flatMap(([at, row]) =>
      known.has(at) ? [] : [row],
    );
    if (fresh.length === 0) return { changes: [], apply: () => undefined };
    // What was there stays in its order: only the last part and those after it change.
    const parts = [...this.#parts];
    const last = parts.at(-1);
    const first = last != null && last.length < together ? parts.length - 1 : parts.length;
    const rest = [...(first < parts.length ? (last ?? []) : []), ...fresh];
    const changes: Change[] = [];
    for (let part = first; (part - first) * together < rest.length; part++) {
      const kept = rest.slice((part - first) * together, (part - first + 1) * together);
      parts[part] = kept;
      changes.push(this.#shelf.put(...placeOf(part), kept));
    }
    return {
      changes,
      apply: () => {
        this.#parts = parts;
      },
    };
  }
}
