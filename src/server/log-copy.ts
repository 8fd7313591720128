// A mirror's copy of a log (LG2, ST3): leaves with their bytes in a store of its own, served up to the newest head that was copied whole.
// It holds no key and never shows an older head, nor one whose root is not that of the leaves it holds.
import { type VerifiedCheckpoint, verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { encodeNote } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import type { ServedLog } from "./static-log.ts";
import type { HostStore, StoredLeaf } from "./store/host-store.ts";
import { Tree } from "./tree.ts";

export class LogCopy implements ServedLog {
  readonly founding: FoundingNote;
  readonly store: HostStore;
  readonly tree: Tree = new Tree();
  #head = { size: 0 };

  private constructor(founding: FoundingNote, store: HostStore) {
    this.founding = founding;
    this.store = store;
  }

  /** Opens a copy on its store. Null when the store does not hold what its published head says. */
  static async open(founding: FoundingNote, store: HostStore): Promise<LogCopy | null> {
    const copy = new LogCopy(founding, store);
    const size = await store.size();
    for (let from = 0; from < size; from += 4096)
      copy.tree.append(await store.leaves(from, Math.min(size, from + 4096)));
    const published = await store.publishedHead();
    if (published === null) return copy;
    const checkpoint = verifyCheckpoint(published.note, logKeyOf(founding));
    if (checkpoint === null || checkpoint.size !== published.size || !copy.#fits(checkpoint)) return null;
    copy.#head = { size: checkpoint.size };
    return copy;
  }

  /** The newest head that is served; 0 before the first one. */
  get head(): { readonly size: number } {
    return this.#head;
  }

  /** How many leaves are held; those beyond the head are not served yet. */
  get size(): number {
    return this.tree.size;
  }

  /** Takes the next leaves, on the way to a head of the log. The caller has matched them with it, and their bytes with them. */
  async append(leaves: readonly StoredLeaf[], towards: VerifiedCheckpoint): Promise<void> {
    const size = this.size + leaves.length;
    await this.store.commit({ leaves, spent: [], checkpoint: { size, note: noteOf(towards) } });
    this.tree.append(leaves);
  }

  /** Serves this head from now on. False, and nothing changes, when it is older than the one served or not that of these leaves. */
  async publish(checkpoint: VerifiedCheckpoint): Promise<boolean> {
    if (checkpoint.size < this.#head.size || !this.#fits(checkpoint)) return false;
    await this.store.publish({ size: checkpoint.size, note: noteOf(checkpoint) });
    this.#head = { size: checkpoint.size };
    return true;
  }

  #fits({ size, root }: VerifiedCheckpoint): boolean {
    return size > 0 && size <= this.size && sameHash(this.tree.root(size), root);
  }
}

function noteOf({ note }: VerifiedCheckpoint): string {
  return encodeNote(
    note.text,
    note.signatures.map(({ line }) => line),
  );
}
