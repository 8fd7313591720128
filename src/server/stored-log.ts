// What a host finds in its store when it starts: the leaves, which must be those of the last signed checkpoint (LG4), and the directory that follows
// from the notes among them.
import type { Directory } from "../core/directory.ts";
import { sha256 } from "../crypto/sha256.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import type { Leaf, LeafClass } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { applyClearNote, directoryOf, isClearClass, logKeyOf, policyFor } from "../protocol/clear-note.ts";
import type { HostStore, SignedHead } from "./store/host-store.ts";
import { Tree } from "./tree.ts";

/** Leaves read in one go. */
const step = 4096;

export interface StoredLog {
  readonly tree: Tree;
  readonly directory: Directory;
  readonly head: SignedHead;
  /** Notes in clear whose bytes rotted on the disk, by leaf: the directory lacks what they said. */
  readonly unread: ReadonlyMap<number, LeafClass>;
}

/** The leaf of a note in clear. */
interface ClearLeaf extends Leaf {
  readonly index: number;
}

/** Reads all of it, the leaves once. Null for a store without leaves; throws when it does not hold what was signed. */
export async function readStoredLog(store: HostStore, founding: FoundingNote): Promise<StoredLog | null> {
  const size = await store.size();
  const tree = new Tree();
  const clear: ClearLeaf[] = [];
  for (let from = 0; from < size; from += step) {
    const leaves = await store.leaves(from, Math.min(size, from + step));
    tree.append(leaves);
    for (const [i, { class: leafClass, hash }] of leaves.entries())
      if (isClearClass(leafClass)) clear.push({ index: from + i, class: leafClass, hash });
  }
  const head = await store.signedHead();
  if (tree.size !== size) throw new Error("the store holds leaves with a gap between them");
  if (head === null && size > 0) throw new Error("the store holds leaves but no checkpoint");
  if (head === null) return null;
  const checkpoint = verifyCheckpoint(head.note, logKeyOf(founding));
  if (checkpoint === null || checkpoint.size !== size || !sameHash(checkpoint.root, tree.root(size))) {
    throw new Error("the stored leaves do not fit the last signed checkpoint");
  }
  // The size is what was signed; the column beside it may have rotted.
  return { tree, head: { size, note: head.note }, ...(await readDirectory(store, founding, clear)) };
}

/** Whether the published head is one that may be served: of this log, of these leaves, and with no cosignature that does not hold. */
export function isServable(published: SignedHead, founding: FoundingNote, { tree, directory }: StoredLog): boolean {
  const checkpoint = verifyCheckpoint(published.note, logKeyOf(founding));
  if (checkpoint === null || checkpoint.size !== published.size || checkpoint.size > tree.size) return false;
  if (!sameHash(checkpoint.root, tree.root(checkpoint.size))) return false;
  return evaluatePolicy(policyFor(directory, checkpoint.size), checkpoint) !== null;
}

/** The directory that follows from the notes in clear as they rest. A note that rotted is left out and named; without it others may not hold. */
async function readDirectory(
  store: HostStore,
  founding: FoundingNote,
  clear: readonly ClearLeaf[],
): Promise<Pick<StoredLog, "directory" | "unread">> {
  const directory = directoryOf(founding);
  const unread = new Map<number, LeafClass>();
  for (const leaf of clear) {
    const { index } = leaf;
    if (index === 0) continue;
    const [bytes] = await store.bytesOf(leaf.class, index, index + 1);
    if (bytes === undefined || !sameHash(sha256(bytes), leaf.hash)) unread.set(index, leaf.class);
    else if (applyClearNote(directory, bytes, index, isKnown).is !== "applied" && unread.size === 0)
      throw new Error(`the note of leaf ${index} does not hold`);
  }
  return { directory, unread };
}

/**
 * Of the signatures in bytes whose hash leads to the root that this log signed (LG4w): it verified each of them before it signed. To verify ten years of
 * hourly times once more would be most of a start.
 */
const isKnown = () => true;
