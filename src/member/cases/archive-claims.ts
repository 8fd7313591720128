// Claims of an archive about the log before a new device's enrolment (AR8): they are held like what was read, until the leaves are read here, which prove it or not (AR9).

import type { Change } from "../store/store.ts";
import { caseOfRow, type ErasedRow, type HeldCases, type HeldRow } from "./held-cases.ts";
import type { OpenedEntry } from "./opening.ts";

export class Claims {
  readonly #cases: HeldCases;

  constructor(cases: HeldCases) {
    this.#cases = cases;
  }

  /** The changes that keep what an archive has, each entry with its leaf, and the rests of those that were erased. What is here already stays as it is. */
  async taking(
    entries: readonly OpenedEntry[],
    leaves: readonly number[],
    rests: ReadonlyMap<string, ErasedRow>,
  ): Promise<readonly Change[]> {
    const claims = new Map<string, HeldRow>();
    for (const [at, each] of entries.entries()) claims.set(each.entry.id, { ...each, leaf: leaves[at] ?? null });
    for (const rest of rests) claims.set(...rest);
    const changes: Change[] = [];
    const caseIds = new Set<string>();
    for (const [id, claim] of claims) {
      const caseId = caseOfRow(claim);
      if (caseId !== null) await this.#cases.bring(caseId);
      if (this.#cases.row(id) !== undefined) continue;
      changes.push(...this.#cases.holdNow(id, { ...claim, claimed: true }));
      if (caseId !== null) caseIds.add(caseId);
    }
    return [...changes, ...[...caseIds].flatMap((caseId) => this.#cases.index.touching(caseId))];
  }

  /** The changes that drop what was claimed and no leaf held, and the leaves that were claimed. To be called once all of them were read. */
  async dropping(): Promise<{ readonly changes: readonly Change[]; readonly leaves: readonly number[] }> {
    const claims = new Map<string, HeldRow>();
    for await (const { id, row } of this.#cases.keptRows()) if (row.claimed === true) claims.set(id, row);
    const changes: Change[] = [];
    for (const [id, row] of claims) {
      const caseId = caseOfRow(row);
      if (caseId !== null) await this.#cases.bring(caseId);
      changes.push(...this.#cases.dropNow(id, caseId));
    }
    const leaves = [...claims.values()].flatMap((row) => ("purged" in row || row.leaf === null ? [] : [row.leaf]));
    return { changes, leaves: leaves.sort((a, b) => a - b) };
  }
}
