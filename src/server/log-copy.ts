// A mirror's copy of a log (LG2, ST3): leaves with their bytes in a store of its own, served up to the newest head that was copied whole. It never shows an older
// head, nor one whose root is not that of the leaves it holds. Leaves beyond that head, which the host had it keep (SP1), rest there and are not served.
import { type VerifiedCheckpoint, verifyCheckpoint } from "../log/checkpoint.ts";
import { appendLeaves, frontierRoot } from "../log/frontier.ts";
import { encodeLeaf } from "../log/leaf.ts";
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
  /** The newest head whose leaves are all here, published or not. */
  #held: VerifiedCheckpoint | null = null;
  /** The end of what is being written: one after the other, whether it comes by copying or from the host. */
  #writing: Promise<unknown> = Promise.resolve();

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
    // The first of all may cover more than is here, where copying broke off below it.
    const head = verifyCheckpoint((await store.signedHead())?.note ?? "", logKeyOf(founding));
    if (head !== null && head.size <= size) {
      if (!copy.#fits(head)) return null;
      copy.#held = head;
    }
    const published = await store.publishedHead();
    if (published === null) return copy;
    const checkpoint = verifyCheckpoint(published.note, logKeyOf(founding));
    if (checkpoint === null || checkpoint.size !== published.size || !copy.#fits(checkpoint)) return null;
    copy.#head = { size: checkpoint.size };
    if ((copy.#held?.size ?? 0) < checkpoint.size) copy.#held = checkpoint;
    return copy;
  }

  /** The newest head whose leaves are all here, also one that is not published; null before the first. */
  get held(): VerifiedCheckpoint | null {
    return this.#held;
  }

  /** The note of that head; null before the first. */
  get heldNote(): string | null {
    return this.#held === null ? null : noteOf(this.#held);
  }

  /** The newest head that is served; 0 before the first one. */
  get head(): { readonly size: number } {
    return this.#head;
  }

  /** How many leaves are held; those beyond the head are not served yet. */
  get size(): number {
    return this.tree.size;
  }

  /**
   * Takes leaves from the index `from` on, on the way to a head of the log; those that came meanwhile from the host are passed over. The caller has matched them
   * with the log, whose root at their end is `root`, and their bytes with them. False, and nothing changes, when with what is held they do not lead to that root:
   * the host had another history kept meanwhile (SP4).
   */
  append(
    from: number,
    leaves: readonly StoredLeaf[],
    { towards, root }: { readonly towards: VerifiedCheckpoint; readonly root: Uint8Array },
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      const end = from + leaves.length;
      if (end <= this.size) return sameHash(this.tree.root(end), root);
      const fresh = leaves.slice(this.size - from);
      if (!this.#leadsTo(root, fresh)) return false;
      // What copying breaks off below is no head of what is here: until it is whole the one before is kept.
      const isWhole = end === towards.size && sameHash(root, towards.root);
      await this.#write(fresh, isWhole ? towards : (this.#held ?? towards));
      if (isWhole) this.#held = towards;
      return true;
    });
  }

  /**
   * Keeps what the host has it keep (SP1). `kept`: the leaves under this head are on the disk. `behind`: others come first. `unfit`: these leaves do not lead to
   * this head. `fork`: the log signed another history than the one that is held (LG5e).
   */
  keep(
    head: VerifiedCheckpoint,
    from: number,
    leaves: readonly StoredLeaf[],
  ): Promise<"kept" | "behind" | "unfit" | "fork"> {
    return this.#inTurn(async () => {
      if (head.size <= this.size) return sameHash(this.tree.root(head.size), head.root) ? "kept" : "fork";
      if (from !== this.size || from + leaves.length !== head.size) return "behind";
      if (!this.#leadsTo(head.root, leaves)) return "unfit";
      await this.#write(leaves, head);
      this.#held = head;
      return "kept";
    });
  }

  /** Serves this head from now on. False, and nothing changes, when it is older than the one served or not that of these leaves. */
  publish(checkpoint: VerifiedCheckpoint): Promise<boolean> {
    return this.#inTurn(async () => {
      if (checkpoint.size < this.#head.size || !this.#fits(checkpoint)) return false;
      await this.store.publish({ size: checkpoint.size, note: noteOf(checkpoint) });
      this.#head = { size: checkpoint.size };
      if ((this.#held?.size ?? 0) < checkpoint.size) this.#held = checkpoint;
      return true;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => undefined);
    return done;
  }

  async #write(leaves: readonly StoredLeaf[], head: VerifiedCheckpoint): Promise<void> {
    const size = this.size + leaves.length;
    await this.store.commit({ leaves, spent: [], checkpoint: { size, note: noteOf(head) } });
    this.tree.append(leaves);
  }

  /** Whether with these leaves after all that is held the root is this one. */
  #leadsTo(root: Uint8Array, leaves: readonly StoredLeaf[]): boolean {
    const hashes = leaves.map((leaf) => encodeLeaf(leaf.class, leaf.hash));
    return sameHash(frontierRoot(appendLeaves(this.tree.frontier(), hashes)), root);
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
