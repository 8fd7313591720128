// What this device entered and its own organisation may not read (R26): rows about officials of its own body. The record does not come back to it,
// so the device remembers which cases these were, as ciphertext: what it enters about them later is hidden too, and a key that is in use is not
// given twice. No text of a row is kept. Other devices of the organisation know nothing of it.
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
  #rows: readonly HiddenRow[];

  private constructor(shelf: Shelf, rows: readonly HiddenRow[]) {
    this.#shelf = shelf;
    this.#rows = rows;
  }

  static async load(shelf: Shelf): Promise<HiddenRows> {
    const rows: HiddenRow[] = [];
    for (let part = 0; ; part++) {
      if (!(await shelf.has(...placeOf(part)))) return new HiddenRows(shelf, rows);
      const kept = await shelf.get(...placeOf(part));
      // A damaged part does not take those after it along.
      if (kept === undefined) shelf.damage.found(...placeOf(part), [shelf.put(...placeOf(part), [])], true);
      rows.push(...(kept ?? []));
    }
  }

  /** As statements of this organisation that only this device knows of. */
  statements(organisation: string): readonly KnownStatement[] {
    return this.#rows.map(({ register, key, source, case: about, official_body }) => ({
      register,
      organisation,
      key,
      source,
      values: {
        ...(about === null ? {} : { case: about }),
        ...(official_body === null ? {} : { official_body }),
      },
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
    const known = new Map([...this.#rows, ...said].map((row) => [JSON.stringify(Object.values(row)), row]));
    if (known.size === this.#rows.length) return { changes: [], apply: () => undefined };
    // What was there stays in its order: only the last part and those after it change.
    const next = [...known.values()];
    const changes: Change[] = [];
    for (let part = Math.floor(this.#rows.length / together); part * together < next.length; part++) {
      const kept = next.slice(part * together, (part + 1) * together);
      changes.push(this.#shelf.put(...placeOf(part), kept));
    }
    return {
      changes,
      apply: () => {
        this.#rows = next;
      },
    };
  }
}
