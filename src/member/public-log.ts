// The part of the engine that needs no secret: it follows the log, keeps the directory, decides what is trusted, and sends the outbox.
// A locked device runs it too.
import type { Directory } from "../core/directory.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy, lyingWitnessesForFork } from "../log/evaluate-policy.ts";
import { noQuorum } from "../log/policy.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import { applyClearNote, directoryOf, logKeyOf, policyFor } from "../protocol/clear-note.ts";
import { Alarms } from "./alarms.ts";
import { HostClient } from "./host-client.ts";
import type { Network } from "./host-client.ts";
import { LogFollower } from "./log-follower.ts";
import { Outbox } from "./outbox.ts";
import { readPacks } from "./pack-reader.ts";
import type { LeafBytes, PackOffsets } from "./pack-reader.ts";
import { indexKey } from "./store.ts";
import type { MemberStore } from "./store.ts";
import type { LogView } from "./views.ts";

const staleMilliseconds = 24 * 3_600_000;

export interface PublicLogParts {
  readonly store: MemberStore;
  readonly network: Network;
  readonly clock: () => number;
  readonly founding: FoundingNote;
  readonly host: string;
  readonly mirrors: readonly string[];
}

export class PublicLog {
  readonly founding: FoundingNote;
  readonly logKey: VerifierKey;
  readonly alarms: Alarms;
  readonly follower: LogFollower;
  readonly outbox: Outbox;
  readonly hosts: readonly HostClient[];
  readonly offsets: PackOffsets = new Map();
  readonly #parts: PublicLogParts;
  #directory: Directory;
  /** Notes in clear that are held, by index; those at or beyond the trusted size wait. */
  readonly #clear = new Map<number, Uint8Array>();
  #applied = 1;
  #trustedAt: number | null = null;
  #foundingChecked = false;

  private constructor(parts: PublicLogParts, alarms: Alarms, follower: LogFollower, outbox: Outbox) {
    this.#parts = parts;
    this.founding = parts.founding;
    this.logKey = logKeyOf(parts.founding);
    this.alarms = alarms;
    this.follower = follower;
    this.outbox = outbox;
    const onOversized = () => void alarms.raise("answer-oversized");
    this.hosts = [parts.host, ...parts.mirrors].map((url) => new HostClient(parts.network, url, onOversized));
    this.#directory = directoryOf(parts.founding);
  }

  static async load(parts: PublicLogParts): Promise<PublicLog> {
    const alarms = await Alarms.load(parts.store, parts.clock);
    const logKey = logKeyOf(parts.founding);
    const follower = await LogFollower.load(parts.store, logKey, alarms);
    const outbox = await Outbox.load({ store: parts.store, logKey, clock: parts.clock, alarms });
    const log = new PublicLog(parts, alarms, follower, outbox);
    for (const { key, value } of await parts.store.list("clear")) log.#clear.set(Number(key), value);
    if (follower.trusted !== null) {
      log.#applyUpTo(log.#directory, follower.trusted.size);
      log.#applied = follower.trusted.size;
      log.#trustedAt = log.#timeOf(follower.trusted, log.#directory);
    }
    return log;
  }

  /** The directory as the newest trusted checkpoint has it (LG5). */
  get directory(): Directory {
    return this.#directory;
  }

  get host(): HostClient {
    const [first] = this.hosts;
    if (first === undefined) throw new Error("a client without a host");
    return first;
  }

  get view(): LogView {
    const { seen, trusted } = this.follower;
    const policy = policyFor(this.#directory, trusted?.size ?? 1);
    const cosigners = trusted === null ? [] : (evaluatePolicy(policy, trusted)?.cosigners ?? []);
    return {
      seen: seen === null ? null : { size: seen.size },
      trusted:
        trusted === null
          ? null
          : { size: trusted.size, at: this.#trustedAt ?? 0, witnesses: cosigners.map((cosigner) => cosigner.name) },
      lyingWitnessesForFork: policy.quorum === noQuorum ? 0 : lyingWitnessesForFork(policy),
    };
  }

  /** One round: send, follow, trust. False when nothing more may be done with this host (a fork, a foreign founding note). */
  async sync(): Promise<boolean> {
    if (this.alarms.has("fork") || !(await this.#isOurHost())) return false;
    await this.outbox.flush(this.host);
    for (const head of this.outbox.takeHeads()) {
      if ((await this.follower.take(head, this.host)) === "fork") return false;
    }
    const { verdict, checkpoint } = await this.follower.follow(this.host);
    if (verdict === "fork") return false;
    if (verdict === "unreachable" && this.host.reachable !== true) return true;
    const complete = await this.#fetchClear();
    if (checkpoint !== null && verdict !== "lie" && complete) await this.#consider(checkpoint);
    await this.#watchFreshness();
    return true;
  }

  /** The offsets of packs and whatever else only speeds up, kept with the rest. */
  async #fetchClear(): Promise<boolean> {
    const missing: number[] = [];
    const found: LeafBytes[] = [];
    const from = this.#firstClearGap();
    for (const leafClass of ["directory", "public"] as const) {
      const result = await readPacks(leafClass, from, this.follower, this.hosts, this.offsets);
      found.push(...result.found.filter(({ index }) => !this.#clear.has(index)));
      missing.push(...result.missing.filter((index) => !this.#clear.has(index)));
    }
    for (const { index, bytes } of found) this.#clear.set(index, bytes);
    await this.#parts.store.write(
      found.map(({ index, bytes }) => ({ table: "clear", key: indexKey(index), value: bytes })),
    );
    if (missing.length > 0) await this.alarms.raise("bytes-missing", missing[0]);
    return missing.length === 0;
  }

  /** The first leaf of a class in clear whose bytes are not here. */
  #firstClearGap(): number {
    for (let index = 0; index < this.follower.size; index++) {
      const leafClass = this.follower.leaf(index)?.class;
      if ((leafClass === "directory" || leafClass === "public") && !this.#clear.has(index)) return index;
    }
    return this.follower.size;
  }

  /** Trusts a checkpoint when it meets the policy in force at its own size, and then lets the directory act up to there. */
  async #consider(checkpoint: VerifiedCheckpoint): Promise<void> {
    const trusted = this.follower.trusted;
    if (checkpoint.size < (trusted?.size ?? 0)) return;
    const directory = directoryOf(this.founding);
    const refusedAt = this.#applyUpTo(directory, checkpoint.size);
    const verdict = evaluatePolicy(policyFor(directory, checkpoint.size), checkpoint);
    if (verdict?.satisfied !== true) return this.alarms.raise("no-quorum");
    await this.alarms.clear("no-quorum");
    for (const index of refusedAt) if (index >= this.#applied) await this.alarms.raise("directory-refused", index);
    this.#directory = directory;
    this.#applied = checkpoint.size;
    await this.follower.trust(checkpoint);
    this.#trustedAt = this.#timeOf(checkpoint, directory);
  }

  #applyUpTo(directory: Directory, size: number): readonly number[] {
    const refused: number[] = [];
    for (const index of [...this.#clear.keys()].sort((a, b) => a - b)) {
      const bytes = this.#clear.get(index);
      if (index === 0 || index >= size || bytes === undefined) continue;
      if (applyClearNote(directory, bytes, index).is !== "applied") refused.push(index);
    }
    return refused;
  }

  /** Milliseconds since 1970: the cosignatures' median; in a trial that nobody witnesses the time of the look. */
  #timeOf(checkpoint: VerifiedCheckpoint, directory: Directory): number {
    const seconds = evaluatePolicy(policyFor(directory, checkpoint.size), checkpoint)?.medianSeconds;
    return seconds === null || seconds === undefined ? this.#parts.clock() : seconds * 1000;
  }

  async #watchFreshness(): Promise<void> {
    if (this.host.reachable !== true) return;
    const age = this.#parts.clock() - (this.#trustedAt ?? 0);
    if (age > staleMilliseconds) await this.alarms.raise("stale");
    else await this.alarms.clear("stale");
  }

  // EN6: the founding note is pinned; a host that shows another one is not ours.
  async #isOurHost(): Promise<boolean> {
    if (this.#foundingChecked) return true;
    const served = await this.host.founding();
    if (served === null) return true;
    if (served !== this.founding.note) {
      await this.alarms.raise("foreign-founding");
      return false;
    }
    this.#foundingChecked = true;
    return true;
  }
}
