// Heads of this log that somebody shows (LG4): one that this store does not hold says that the store is an old copy, unless the council called that head
// false (LG10).
import { encodeBase64 } from "../crypto/base64.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import type { Correction } from "../note/correction-note.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import type { SignedHead } from "./store/host-store.ts";
import type { Tree } from "./tree.ts";

/** What somebody has seen of a log: no more than its host holds, or what the host's store cannot have forgotten. */
export type Memory = { readonly is: "held" } | { readonly is: "more" | "another-tree"; readonly size: number };

interface OwnLog {
  readonly logKey: VerifierKey;
  readonly head: SignedHead;
  readonly tree: Tree;
}

/** What a shown note says beside what is here. Null when it is no head of this log. */
export function memoryIn(note: string, own: OwnLog, corrections: readonly Correction[]): Memory | null {
  const checkpoint = verifyCheckpoint(note, own.logKey);
  if (checkpoint === null) return null;
  const { size, root } = checkpoint;
  const falseHeads = corrections.flatMap((correction) => correction.falseHeads);
  if (falseHeads.some((head) => head.size === size && head.root === encodeBase64(root))) return { is: "held" };
  if (size > own.head.size) return { is: "more", size };
  return sameHash(root, own.tree.root(size)) ? { is: "held" } : { is: "another-tree", size };
}

/** When the council called some head of this size false: how many leaves that history shares with the true one. Null when it called none false. */
export function sharedWithFalse(size: number, corrections: readonly Correction[]): number | null {
  const said = corrections.filter(({ falseHeads }) => falseHeads.some((head) => head.size === size));
  return said.length === 0 ? null : Math.max(...said.map(({ shared }) => shared));
}
