// What a host finds in its store when it starts: the leaves, which must be those of the last signed checkpoint (LG4), and the directory that follows
// from the notes among them.
import type { Directory } from "../core/directory.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import { type LeafClass, leafFor } from "../log/leaf.ts";
import { leafHash, sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { applyClearNote, directoryOf, isClearClass, logKeyOf, policyFor } from "../protocol/clear-note.ts";
import type { HostStore, SignedHead } from "./store/host-store.ts";
import { Tree } from "./tree.ts";

/** Leaves, and notes, read in one go: more would be held at once than a small machine has. */
const stepLeaves = 1_024;
const stepNotes = 64;

export interface StoredLog {
  readonly tree: Tree;
  readonly directory: Directory;
  readonly head: SignedHead;
  /** Notes in clear whose bytes rotted on the disk, by leaf: the directory lacks what they said. */
  readonly unread: ReadonlyMap<number, LeafClass>;
}

/** The leaf of a note in clear. Its hash is in the tree. */
interface ClearLeaf {
  readonly index: number;
  readonly class: LeafClass;
}

/** Reads all of it, the leaves once. Null for a store without leaves; throws when it does not hold what was signed. */
export async function readStoredLog(store: HostStore, founding: FoundingNote): Promise<StoredLog | null> {
  const size = await store.size();
  const tree = new Tree();
  const clear: ClearLeaf[] = [];
  for (let from = 0; from < size; from += stepLeaves) {
    const leaves = await store.leaves(from, Math.min(size, from + stepLeaves));
    tree.append(leaves);
    for (const [i, { class: leafClass }] of leaves.entries())
      if (from + i > 0 && isClearClass(leafClass)) clear.push({ index: from + i, class: leafClass });
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
  return { tree, head: { size, note: head.note }, ...(await readDirectory(store, founding, clear, tree)) };
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
  tree: Tree,
): Promise<Pick<StoredLog, "directory" | "unread">> {
  const directory = directoryOf(founding);
  const unread = new Map<number, LeafClass>();
  for (let at = 0; at < clear.length; ) {
    const run = runFrom(clear, at);
    at += run.length;
    const read = await store.bytesOf(run[0].class, run[0].index, (run.at(-1) ?? run[0]).index + 1);
    for (const [i, { index, class: leafClass }] of run.entries()) {
      const bytes = read[i];
      if (bytes === undefined || !isLeaf(tree, index, leafClass, bytes)) unread.set(index, leafClass);
      else if (applyClearNote(directory, bytes, index, isKnown).is !== "applied" && unread.size === 0)
        throw new Error(`the note of leaf ${index} does not hold`);
    }
  }
  return { directory, unread };
}

/** The notes from this one on that no note of another class comes between. */
function runFrom(clear: readonly ClearLeaf[], at: number): readonly [ClearLeaf, ...ClearLeaf[]] {
  const [first, ...rest] = clear.slice(at, at + stepNotes);
  if (first === undefined) throw new RangeError("no such note");
  const end = rest.findIndex((other) => other.class !== first.class);
  return [first, ...(end < 0 ? rest : rest.slice(0, end))];
}

function isLeaf(tree: Tree, index: number, leafClass: LeafClass, bytes: Uint8Array): boolean {
  return sameHash(leafHash(leafFor(leafClass, bytes)), tree.leaf(index));
}

/**
 * Of the signatures in bytes whose hash leads to the root that this log signed (LG4w): it verified each of them before it signed. To verify ten years of
 * hourly times once more would be most of a start.
 */
const isKnown = () => true;
