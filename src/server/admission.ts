// Whether one item may be logged (LG4), and as a leaf of which class. A note in clear that holds is applied to the directory at once; a sealed one is
// looked at from outside only (EN2).

import type { Directory } from "../core/directory.ts";
import { presentFields } from "../core/present-fields.ts";
import type { ProblemCode } from "../core/problem.ts";
import type { LeafClass } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { applyClearNote, clearClass, costsToken } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";

interface AdmissionParts {
  readonly founding: FoundingNote;
  readonly directory: Directory;
}

/** A token as it came with an item. */
interface ShownToken {
  readonly hash: Uint8Array;
  /** Who drew it, as the store says; null when it is not one that is unspent. */
  readonly device: string | null;
}

interface ShownItem {
  readonly bytes: Uint8Array;
  readonly token: ShownToken | null;
}

interface Admitted {
  readonly leafClass: LeafClass;
  /** The device that the note revokes. */
  readonly revoked?: string;
}

/**
 * Checks one item that would become the leaf `index`. The code of a problem when it is refused. `spent` holds the hashes of the tokens of this batch; that
 * of the item is added.
 */
export function admit(
  { founding, directory }: AdmissionParts,
  item: ShownItem,
  index: number,
  spent: Uint8Array[],
): Admitted | ProblemCode<"host"> {
  const clear = clearClass(item.bytes);
  if (clear !== null) {
    // Applied at once when it is good, so its token is looked at first and spent after (nothing that is refused spends one).
    const token = costsToken(item.bytes) ? tokenOf(directory, item, index, spent) : null;
    if (typeof token === "string") return token;
    const verdict = applyClearNote(directory, item.bytes, index);
    if (verdict.is === "applied") {
      if (token !== null) spent.push(token);
      return { leafClass: clear, ...presentFields({ revoked: verdict.revoked }) };
    }
    return verdict.reason === "malformed" ? "malformed-note" : "not-authorised";
  }
  const sealed = sealedShape(item.bytes, founding.founding.suite);
  if (sealed === null) return "unknown-shape";
  const token = tokenOf(directory, item, index, spent);
  if (typeof token === "string") return token;
  spent.push(token);
  return { leafClass: sealed };
}

/** The hash of the item's token when it is good for this leaf and not spent yet, in this batch or before; else what is wrong with it. */
function tokenOf(
  directory: Directory,
  { token }: ShownItem,
  index: number,
  spent: readonly Uint8Array[],
): Uint8Array | ProblemCode<"host"> {
  if (token === null) return "token-needed";
  const { hash, device } = token;
  // A device that nobody enrolled is a row that rotted: a new token helps, and nobody is called revoked.
  const isUnspent = !spent.some((other) => sameHash(other, hash));
  if (!isUnspent || device === null || directory.device(device) === null) return "token-unknown";
  return directory.isActiveDevice(device, index) ? hash : "device-revoked";
}
