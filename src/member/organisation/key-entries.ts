// Entries about the keys of the own organisation, which are of no case: an epoch that somebody hands over (SL4), and the steps of a file with its key (SL11).
import { type KeyExport, keyExports } from "../../core/key-export.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Ground } from "../cases/ground.ts";
import type { OpenedEntry } from "../cases/opening.ts";
import type { KeyRing } from "../store/key-ring.ts";

export interface KeyEntryParts extends Pick<Ground, "cases" | "log"> {
  readonly keys: KeyRing;
  /** From this leaf on a newly held epoch may open what nothing opened before. */
  readonly readAgain: (from: number) => void;
}

const exportAlarms = { asked: "export-asked", made: "export-made", restored: "archive-restored" } as const;

/** The outcome for an entry; `later` while the trusted directory lags behind its leaf, so that nothing can be said about an epoch in it. */
type Heard = "later" | "done";

export class KeyEntries {
  readonly #parts: KeyEntryParts;

  constructor(parts: KeyEntryParts) {
    this.#parts = parts;
  }

  /** Takes what the entries of one envelope say of keys, before they are held: all epochs, then the exports. */
  async take(entries: readonly OpenedEntry[], index: number): Promise<Heard> {
    for (const { entry } of entries) if ((await this.#takeEpoch(entry, index)) === "later") return "later";
    for (const each of entries) if ((await this.#noticeExport(each, index)) === "later") return "later";
    return "done";
  }

  /** The exports of the own organisation's keys that were asked for, the oldest first (SL11). */
  get exports(): readonly KeyExport[] {
    const { cases, log, keys } = this.#parts;
    const entries = cases.ofNoCase.flatMap(({ entry: { id, content }, leaf }) => {
      if (leaf === null || content.kind !== "epoch.export" || "newer" in content) return [];
      const { device, at, body } = content;
      return [{ id, leaf, device, at, body }];
    });
    return keyExports(entries, keys.organisation, log.directory, log.now);
  }

  /**
   * A handed-over epoch of our own organisation (SL4): kept when it is the secret of the recipient that the directory names, whoever
   * sent it. Another one would keep the true one out.
   */
  async #takeEpoch({ content }: EntryNote, index: number): Promise<Heard> {
    const { keys, log, readAgain } = this.#parts;
    if (content.kind !== "epoch.key" || "newer" in content) return "done";
    const { organisation, epoch, identity } = content.body;
    if (organisation !== keys.organisation) return "done";
    const ownEpoch = keys.epochNamed(epoch);
    if (ownEpoch === null && this.#directoryLags(index)) return "later";
    if (ownEpoch !== null && (await keys.isSecretOfEpoch(identity, epoch))) {
      // Envelopes that were sealed to the epoch before this device had it are tried now.
      if ((await keys.epochIdentity(epoch)) === null) readAgain(ownEpoch.begun);
      await keys.keepEpoch(epoch, identity);
    } else await log.alarms.raise("entry-refused", index);
    return "done";
  }

  /** SL11: every reader of the organisation is warned when a file with its key is asked for, and when one is written. */
  async #noticeExport({ entry: { id, content }, verified }: OpenedEntry, index: number): Promise<Heard> {
    if (content.kind !== "epoch.export" || "newer" in content) return "done";
    // An entry from a carried file warned nobody yet; one that was read in the log did.
    if ((this.#parts.cases.note(id)?.leaf ?? null) !== null) return "done";
    if (!verified && this.#directoryLags(index)) return "later";
    const { organisation, step } = content.body;
    const { log, keys } = this.#parts;
    const isOwn =
      organisation === keys.organisation && log.directory.device(content.device)?.organisation === organisation;
    if (!isOwn || !verified) await log.alarms.raise("entry-refused", index);
    else if (step !== "agreed") await log.alarms.raise(exportAlarms[step], index);
    return "done";
  }

  /** True while the trusted directory ends before this leaf: it cannot name every epoch that had begun by then. */
  #directoryLags(index: number): boolean {
    return index >= (this.#parts.log.follower.trusted?.size ?? 0);
  }
}
