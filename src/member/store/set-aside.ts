// Rows of which this device alone has what stood in them, and which cannot be read: they stay where they are, are said with what their label knows, and are
// tried again, until they are read or a person erases them (EN10d). Which ones were said already is kept, so that each is said once.

import type { AsideView } from "../views.ts";
import { type Label, labelTable } from "./labels.ts";
import { asideKey, atOf, type Shelf, type TableOf, type Unread } from "./shelf.ts";
import { type Change, type StoreTable, savePrefix, sheetPrefix } from "./store.ts";

interface AsideRow extends Unread {
  /** When that was first found, in milliseconds since 1970. */
  readonly since: number;
  readonly label: Label | null;
}

const place = ["meta" as TableOf<readonly AsideRow[]>, asideKey] as const;

export class SetAside {
  readonly #shelf: Shelf;
  #rows: readonly AsideRow[];

  private constructor(shelf: Shelf, rows: readonly AsideRow[]) {
    this.#shelf = shelf;
    this.#rows = rows;
  }

  static async load(shelf: Shelf): Promise<SetAside> {
    return new SetAside(shelf, (await shelf.get(...place)) ?? []);
  }

  /** The rows that were said, the first found first. */
  get views(): readonly AsideView[] {
    return this.#rows.map(({ table, key, why, since, label }) => ({
      id: atOf(table, key),
      what: whatIsAt(table, key),
      why,
      caseId: label?.sheet?.caseId ?? null,
      form: label?.sheet?.form ?? null,
      at: label?.since ?? null,
      found: since,
    }));
  }

  /** Takes what the shelf could not read and could read since. Gives the rows that are new, and the changes that keep that; none where all is as it was. */
  async take(now: number): Promise<{ readonly fresh: readonly AsideRow[]; readonly changes: readonly Change[] }> {
    await this.tryAgain();
    const { unread } = this.#shelf;
    const known = new Map(this.#rows.map((row) => [atOf(row.table, row.key), row]));
    const fresh: AsideRow[] = [];
    const rows: AsideRow[] = [];
    for (const [at, { table, key, why }] of unread) {
      const before = known.get(at);
      if (before?.why === why) {
        rows.push(before);
        continue;
      }
      const label = table === "draft" ? ((await this.#shelf.get(labelTable, key)) ?? null) : null;
      const row: AsideRow = { table, key, why, since: before?.since ?? now, label };
      rows.push(row);
      fresh.push(row);
    }
    const isSame = rows.length === this.#rows.length && rows.every((row) => this.#rows.includes(row));
    if (isSame) return { fresh, changes: [] };
    this.#rows = rows.sort((a, b) => a.since - b.since);
    return { fresh, changes: [this.#keeping(this.#rows)] };
  }

  /** Looks at each again. True when one of them can be read. */
  async tryAgain(): Promise<boolean> {
    let isRead = false;
    for (const { table, key } of this.#rows) if ((await this.#shelf.get(table, key)) !== undefined) isRead = true;
    return isRead;
  }

  /** The changes that erase rows, and what is to be called once they are written. Only a person's word erases one, or a withdrawal that is confirmed. */
  erasing(which: (row: AsideRow) => boolean): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const gone = this.#rows.filter(which);
    if (gone.length === 0) return { changes: [], apply: () => undefined };
    const left = this.#rows.filter((row) => !gone.includes(row));
    return {
      changes: [
        ...gone.flatMap(({ table, key }): readonly Change[] => [
          { table, key, value: null },
          ...(table === "draft" ? [{ table: "label" as const, key, value: null }] : []),
        ]),
        this.#keeping(left),
      ],
      apply: () => {
        this.#rows = left;
        for (const { table, key } of gone) this.#shelf.letGo(table, key);
      },
    };
  }

  #keeping(rows: readonly AsideRow[]): Change {
    if (rows.length === 0) return { table: place[0], key: place[1], value: null };
    return this.#shelf.put(
      ...place,
      rows.map(({ table, key, why, since, label }) => ({
        table,
        key,
        why,
        since,
        label: label === null ? null : { ...label },
      })),
    );
  }
}

function whatIsAt(table: StoreTable, key: string): AsideView["what"] {
  if (table !== "draft") return table === "sent" ? "sent" : "other";
  if (key.startsWith(savePrefix)) return "save";
  return key.startsWith(sheetPrefix) ? "sheet" : "referral";
}
