// Looks for rot in what the host keeps: hashes the bytes of every leaf again, in the background, a little at a time, so that answers do not
// wait. What rotted is known from then on and is not served as good.
import { setTimeout as sleep } from "node:timers/promises";
import { sha256 } from "../crypto/sha256.ts";
import { encodeLeaf } from "../log/leaf.ts";
import { leafHash, sameHash } from "../log/merkle.ts";
import type { Host } from "./host.ts";
import type { StoredLeaf } from "./store/host-store.ts";

/** Leaves read in one go: a megabyte at the most. */
const stepLeaves = 16;
/** Rest after each step, several times as long as the step takes: answers and submissions come first. */
const restMilliseconds = 20;

export interface IntegrityReport {
  /** When the newest whole look ended, in milliseconds since 1970; null before the first one. */
  readonly checkedAt: number | null;
  /** How many leaves the newest whole look read. */
  readonly rows: number;
  /** How many leaves are known to be rotten. */
  readonly flaws: number;
}

export class Integrity {
  readonly #host: Host;
  readonly #onRot: (index: number) => void;
  #checkedAt: number | null = null;
  #rows = 0;

  /** `onRot` hears once of each leaf whose bytes are not those that were logged. */
  constructor(host: Host, onRot: (index: number) => void) {
    this.#host = host;
    this.#onRot = onRot;
  }

  get report(): IntegrityReport {
    return { checkedAt: this.#checkedAt, rows: this.#rows, flaws: this.#host.rotten.size };
  }

  /** Reads and hashes all that is signed, once. Ends early, without a report, when it is stopped. */
  async look(stopping: AbortSignal): Promise<void> {
    const { size } = this.#host.head;
    for (let from = 0; from < size && !stopping.aborted; from += stepLeaves) {
      await this.#lookAt(from, Math.min(size, from + stepLeaves));
      await sleep(restMilliseconds, null, { signal: stopping }).catch(() => undefined);
    }
    if (stopping.aborted) return;
    this.#checkedAt = this.#host.clock();
    this.#rows = size;
  }

  async #lookAt(from: number, to: number): Promise<void> {
    for (let index = from; index < to; index++) {
      const isGood = await this.#isGood(index);
      const wasRotten = this.#host.rotten.has(index);
      if (isGood) this.#host.rotten.delete(index);
      else this.#host.rotten.add(index);
      if (!isGood && !wasRotten) this.#onRot(index);
    }
  }

  /** The leaf is what the tree was built from, and its bytes are what the leaf stands for. A row that cannot be read is not good either. */
  async #isGood(index: number): Promise<boolean> {
    try {
      const [leaf] = await this.#host.store.stored(index, index + 1);
      return leaf !== undefined && this.#isInTree(leaf, index) && sameHash(sha256(leaf.bytes), leaf.hash);
    } catch {
      return false;
    }
  }

  #isInTree(leaf: StoredLeaf, index: number): boolean {
    return sameHash(leafHash(encodeLeaf(leaf.class, leaf.hash)), this.#host.tree.leaf(index));
  }
}
