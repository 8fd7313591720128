// The damage that was found when the device's rows were read. Each part of the engine checks its own rows against what they hang on
// (docs/spec/member.md, EN10) and lists here what does not fit and what mends it. The program that opened the store for writing writes that.
import type { Change, StoreTable } from "./store.ts";

/** A change that mends. It is made over the row that was found damaged, and over no other: what was written there meanwhile, or read wrong but once, stays. */
export type Repair = Change & { readonly was: Uint8Array | null };

/** One row that is not as it was written. `lost` says that no log and no other row has what stood in it. */
export interface DamagedRow {
  readonly table: StoreTable;
  readonly key: string;
  readonly lost: boolean;
}

export class Damage {
  readonly #findings: DamagedRow[] = [];
  readonly #repairs: Repair[] = [];
  #said = 0;

  /** Notes a damaged row, and the changes that mend it, or that let it go; none where only the log can. */
  found(table: StoreTable, key: string, repairs: readonly Repair[] = [], lost = false): void {
    this.#findings.push({ table, key, lost });
    this.#repairs.push(...repairs);
  }

  get findings(): readonly DamagedRow[] {
    return this.#findings;
  }

  /** What was found since this was called last, and the changes that mend it. */
  take(): { readonly findings: readonly DamagedRow[]; readonly repairs: readonly Repair[] } {
    const findings = this.#findings.slice(this.#said);
    this.#said = this.#findings.length;
    return { findings, repairs: this.#repairs.splice(0) };
  }
}
