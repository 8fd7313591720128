// A log that another host writes, as whoever only reads the same database serves it (ST6): up to the newest published head whose leaves are here. It never shows an
// older head, nor one whose root is not that of the leaves it read.
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import type { ServedLog } from "./static-log.ts";
import type { HostStore, SignedHead } from "./store/host-store.ts";
import { Tree } from "./tree.ts";

/** Leaves read in one go. */
const step = 4096;

type Reads = ServedLog["store"] & Pick<HostStore, "stored">;

export class FollowedLog implements ServedLog {
  readonly founding: FoundingNote;
  readonly store: Reads;
  /** Leaves whose bytes are known to be rotten (src/server/integrity.ts). */
  readonly rotten: Set<number> = new Set();
  readonly clock: () => number;
  readonly fail: (error: unknown) => void;
  readonly #reads: Reads;
  #tree = new Tree();
  #head: SignedHead | null = null;
  #isAway = false;
  #going: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  /** `fail` gets errors that are no client's. */
  constructor(
    founding: FoundingNote,
    reads: Reads,
    { clock = Date.now, fail = () => undefined }: { clock?: () => number; fail?: (error: unknown) => void } = {},
  ) {
    this.founding = founding;
    this.clock = clock;
    this.fail = fail;
    this.#reads = reads;
    // What is served is the head that is followed, and not what is newest there.
    this.store = {
      leaves: reads.leaves,
      stored: reads.stored,
      lengthsOf: reads.lengthsOf,
      bytesOf: reads.bytesOf,
      publishedHead: async () => this.#head,
    };
  }

  get tree(): Tree {
    return this.#tree;
  }

  get head(): { readonly size: number } {
    return { size: this.#head?.size ?? 0 };
  }

  /** The head that it shows; null before it has one. */
  get note(): string | null {
    return this.#head?.note ?? null;
  }

  /** Looks at what is newest there, in a look that begins after this was asked; whoever asks before it begins shares it. While the database is away nobody waits for it. */
  async follow(): Promise<void> {
    if (!this.#isAway) await this.look().catch(() => undefined);
  }

  /** Reads what is new there. Throws when the database does not answer, or shows what does not fit; what was served until then is served on. */
  look(): Promise<void> {
    this.#next ??= this.#going
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        this.#going = this.#look();
        return this.#going;
      });
    return this.#next;
  }

  async #look(): Promise<void> {
    try {
      await this.#readNewer();
      this.#isAway = false;
    } catch (error) {
      this.#isAway = true;
      throw error;
    }
  }

  async #readNewer(): Promise<void> {
    const published = await this.#reads.publishedHead();
    if (published === null || published.note === this.#head?.note) return;
    const checkpoint = verifyCheckpoint(published.note, logKeyOf(this.founding));
    if (checkpoint === null || checkpoint.size < this.head.size)
      throw new Error("the published head is not one of this log, or older");
    // Leaves that were read for a head that did not fit stay in no tree that is served.
    const tree = this.#tree.size > this.head.size ? await this.#readAnew() : this.#tree;
    await this.#read(tree, checkpoint.size);
    if (tree.size < checkpoint.size || !sameHash(tree.root(checkpoint.size), checkpoint.root))
      throw new Error("the leaves do not fit the published head");
    this.#tree = tree;
    this.#head = { size: checkpoint.size, note: published.note };
  }

  // The database may have changed below: what is served is given up only for the same tree.
  async #readAnew(): Promise<Tree> {
    const { size } = this.head;
    const tree = await this.#read(new Tree(), size);
    if (tree.size < size || !sameHash(tree.root(size), this.#tree.root(size)))
      throw new Error("the leaves do not fit the head that is served");
    return tree;
  }

  async #read(tree: Tree, size: number): Promise<Tree> {
    while (tree.size < size) {
      const leaves = await this.#reads.leaves(tree.size, Math.min(size, tree.size + step));
      if (leaves.length === 0) return tree;
      tree.append(leaves);
    }
    return tree;
  }
}
