// Looks for rot in what a host keeps, or one that only reads serves: hashes the bytes of every leaf again, in the background, a little at a time, so that answers do not
// wait. What rotted is reported, taken from a mirror again where there is one, and kept out of everybody's caches until then.
import { setTimeout as sleep } from "node:timers/promises";
import { isProblem } from "../core/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeLeaf, type Leaf } from "../log/leaf.ts";
import { leafHash, sameHash } from "../log/merkle.ts";
import type { Pack } from "../log/pack.ts";
import { tileWidth } from "../log/tile.ts";
import type { HostStore } from "./store/host-store.ts";
import type { Tree } from "./tree.ts";

/** Leaves read in one go: a megabyte at the most. */
const stepLeaves = 16;
/** Rest after each step, several times as long as the step takes: answers and submissions come first. */
const restMilliseconds = 20;

/** The records of a pack as others have them: a mirror. */
export type Elsewhere = (pack: Pack) => Promise<readonly Uint8Array[]>;

/** A log whose bytes are looked at. What only a host has may be lacking. */
interface LookedAt {
  readonly head: { readonly size: number };
  readonly tree: Tree;
  readonly rotten: Set<number>;
  readonly clock: () => number;
  readonly fail: (error: unknown) => void;
  readonly store: Pick<HostStore, "leaves" | "stored"> & Partial<Pick<HostStore, "mend">>;
  readonly unread?: readonly number[];
  readonly readAgain?: () => Promise<void>;
}

interface IntegrityReport {
  /** When the newest whole look ended, in milliseconds since 1970; null before the first one. */
  readonly checkedAt: number | null;
  /** How many leaves the newest whole look read. */
  readonly rows: number;
  /** How many leaves are known to be rotten. */
  readonly flaws: number;
}

export class Integrity {
  readonly #host: LookedAt;
  readonly #onRot: (index: number, isMended: boolean) => void;
  readonly #elsewhere: Elsewhere;
  /** Leaves that were reported. */
  readonly #reported = new Set<number>();
  #checkedAt: number | null = null;
  #rows = 0;

  /** `onRot` hears once of each leaf whose bytes are not those that were logged, and whether others had them still. */
  constructor(
    host: LookedAt,
    onRot: (index: number, isMended: boolean) => void,
    elsewhere: Elsewhere = async () => [],
  ) {
    this.#host = host;
    this.#onRot = onRot;
    this.#elsewhere = elsewhere;
  }

  get report(): IntegrityReport {
    return { checkedAt: this.#checkedAt, rows: this.#rows, flaws: this.#host.rotten.size };
  }

  /** Reads and hashes all that is signed, once. False, and without a report, when it is stopped, there is nothing yet, or a database is away. */
  async look(stopping: AbortSignal): Promise<boolean> {
    const { size } = this.#host.head;
    try {
      for (let from = 0; from < size && !stopping.aborted; from += stepLeaves) {
        await this.#lookAt(from, Math.min(size, from + stepLeaves));
        await sleep(restMilliseconds, null, { signal: stopping }).catch(() => undefined);
      }
    } catch (error) {
      if (isAway(error)) return false;
      throw error;
    }
    if (stopping.aborted || size === 0) return false;
    this.#checkedAt = this.#host.clock();
    this.#rows = size;
    return true;
  }

  async #lookAt(from: number, to: number): Promise<void> {
    for (let index = from; index < to; index++) {
      const { rotten } = this.#host;
      if (await this.#isGood(index)) {
        await this.#readAgain(index);
        rotten.delete(index);
        this.#reported.delete(index);
        continue;
      }
      const isMended = await this.#mend(index);
      if (isMended) await this.#readAgain(index);
      if (isMended) rotten.delete(index);
      else rotten.add(index);
      if (isMended || !this.#reported.has(index)) this.#onRot(index, isMended);
      if (isMended) this.#reported.delete(index);
      else this.#reported.add(index);
    }
  }

  /** When the directory lacked what this leaf says. A store that fails keeps the host as it is until the next look. */
  async #readAgain(index: number): Promise<void> {
    if (this.#host.unread?.includes(index) !== true) return;
    await this.#host.readAgain?.().catch((error: unknown) => this.#host.fail(error));
  }

  /** Takes the bytes from others. Nobody is believed: the leaf says which bytes are its own. */
  async #mend(index: number): Promise<boolean> {
    try {
      const [leaf] = await this.#host.store.leaves(index, index + 1);
      if (leaf === undefined || !this.#isInTree(leaf, index)) return false;
      const records = await this.#elsewhere({ class: leaf.class, index: Math.floor(index / tileWidth) });
      const bytes = records.find((record) => sameHash(sha256(record), leaf.hash));
      if (bytes === undefined || this.#host.store.mend === undefined) return false;
      await this.#host.store.mend(index, bytes);
      return await this.#isGood(index);
    } catch (error) {
      this.#host.fail(error);
      return false;
    }
  }

  /** The leaf is what the tree was built from, and its bytes are what the leaf stands for. A row that cannot be read is not good either. */
  async #isGood(index: number): Promise<boolean> {
    try {
      const [leaf] = await this.#host.store.stored(index, index + 1);
      return leaf !== undefined && this.#isInTree(leaf, index) && sameHash(sha256(leaf.bytes), leaf.hash);
    } catch (error) {
      // A database that is away says nothing of the leaf.
      if (isAway(error)) throw error;
      return false;
    }
  }

  #isInTree(leaf: Leaf, index: number): boolean {
    return sameHash(leafHash(encodeLeaf(leaf.class, leaf.hash)), this.#host.tree.leaf(index));
  }
}

function isAway(error: unknown): boolean {
  return isProblem(error, "store", "busy") || isProblem(error, "store", "closed");
}
