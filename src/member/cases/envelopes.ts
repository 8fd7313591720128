// Takes from envelopes, of the log or of a carried file, what a reader's device keeps: entries of cases, and the keys of its own organisation (SL4, SL11).
import { type KeyExport, keyExports } from "../../core/key-export.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { KeyRing } from "../store/key-ring.ts";
import type { Change } from "../store/store.ts";
import type { Ground } from "./ground.ts";
import { type OpenedEntry, openEnvelope } from "./opening.ts";

export interface EnvelopeParts extends Pick<Ground, "cases" | "log"> {
  readonly keys: KeyRing;
  /** Faults of leaves below this one were said already. */
  readonly said: () => number;
  /** From this leaf on a newly held epoch may open what nothing opened before. */
  readonly readAgain: (from: number) => void;
}

const exportAlarms = { asked: "export-asked", made: "export-made", restored: "archive-restored" } as const;

/** The outcome for a leaf; `later` while the trusted directory lags behind it, so that nothing can be said about an epoch in it. */
type Taken = readonly Change[] | "later";

export class Envelopes {
  readonly #parts: EnvelopeParts;

  constructor(parts: EnvelopeParts) {
    this.#parts = parts;
  }

  /** The changes that keep what a carried envelope holds; null when it is not for us. */
  async takeCarried(bytes: Uint8Array): Promise<readonly Change[] | null> {
    const { cases, log } = this.#parts;
    const envelope = await this.#open(bytes, null);
    if (envelope.is === "refused") await log.alarms.raise(envelope.alarm);
    return envelope.is === "open" ? cases.take(envelope.entries, null) : null;
  }

  /**
   * Takes an envelope of the log: the changes to keep. The session hands over each leaf of its class once after a sync (`#readLeaves` in session.ts), and again
   * where this said `later`.
   */
  async take(bytes: Uint8Array, index: number): Promise<Taken> {
    const { cases, log, said } = this.#parts;
    const envelope = await this.#open(bytes, index);
    if (envelope.is === "fork") await log.follower.fork(envelope.head);
    if (envelope.is === "refused" && index >= said()) await log.alarms.raise(envelope.alarm, index);
    if (envelope.is !== "open") return [];
    for (const { entry } of envelope.entries) if ((await this.#takeEpochKey(entry, index)) === "later") return "later";
    for (const each of envelope.entries) if ((await this.#noticeExport(each, index)) === "later") return "later";
    return cases.take(envelope.entries, index);
  }

  /** The exports of the own organisation's keys that were asked for, the oldest first (SL11). */
  get keyExports(): readonly KeyExport[] {
    const { cases, log, keys } = this.#parts;
    const entries = cases.ofNoCase.flatMap(({ entry: { id, content }, leaf }) => {
      if (leaf === null || content.kind !== "epoch.export" || "newer" in content) return [];
      const { device, at, body } = content;
      return [{ id, leaf, device, at, body }];
    });
    return keyExports(entries, keys.organisation, log.directory, log.now);
  }

  #open(bytes: Uint8Array, index: number | null): ReturnType<typeof openEnvelope> {
    const { log, keys } = this.#parts;
    return openEnvelope(bytes, index, {
      directory: log.directory,
      logKey: log.logKey,
      identities: keys.identities,
      organisation: keys.organisation,
      rootAt: (size) => log.follower.rootAt(size),
      isFalse: log.corrections.isFalse,
    });
  }

  /**
   * A handed-over epoch of our own organisation (SL4): kept when it is the secret of the recipient that the directory names, whoever
   * sent it. Another one would keep the true one out.
   */
  async #takeEpochKey(entry: EntryNote, index: number): Promise<"later" | "done"> {
    const { content } = entry;
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
  async #noticeExport({ entry: { id, content }, verified }: OpenedEntry, index: number): Promise<"later" | "done"> {
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
