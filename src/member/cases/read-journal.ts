// The read journal (SL10): what a person opened on this device, or found by its name, is logged for the own organisation.

import { policyRow } from "../../core/policy-table.ts";
import { unopened, unopenedOn } from "./case-view.ts";
import type { WritersGround } from "./case-writer.ts";

export class ReadJournal {
  readonly #parts: WritersGround;

  constructor(parts: WritersGround) {
    this.#parts = parts;
  }

  /**
   * Logs that a person opened on this device what may be shown of a case now, for the own organisation: the read journal (SL10). Once for
   * each entry and device. Gives whether there was anything to log.
   */
  async recordOpening(caseId: string): Promise<boolean> {
    const entries = this.unopenedIn(caseId);
    const to = [this.#parts.organisation];
    for (let at = 0; at < entries.length; at += 16)
      await this.#parts.writer.write(caseId, "opened", { entries: entries.slice(at, at + 16) }, { to });
    return entries.length > 0;
  }

  /** The entries that `recordOpening` would log: those that may be shown and were not opened on this device before. */
  unopenedIn(caseId: string): readonly string[] {
    const { organisation, device } = this.#parts;
    if (!this.#keepsJournal) return [];
    return unopened(this.#parts.open.of(caseId).state, organisation, device);
  }

  /** Logs that a search for a name found these entries of a case: as opened, once a day (YYYY-MM-DD) for each entry and device (SL10). */
  async recordFinding(caseId: string, hits: readonly string[], today: string): Promise<void> {
    const { organisation, device } = this.#parts;
    if (!this.#keepsJournal) return;
    const state = this.#parts.open.of(caseId).state;
    // A save that waits is no entry yet: nothing is logged of what this device wrote itself and sent to nobody.
    const here = new Set(state.entries.map(({ id }) => id));
    const ids = hits.filter((id) => here.has(id));
    const entries = unopenedOn(today, state, device, ids).slice(0, 16);
    if (entries.length > 0) await this.#parts.writer.write(caseId, "opened", { entries }, { to: [organisation] });
  }

  get #keepsJournal(): boolean {
    const party = this.#parts.writer.party;
    return party !== undefined && policyRow("opened").authors.includes(party);
  }
}
