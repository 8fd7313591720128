// Whether one item may be logged (LG4), and as a leaf of which class. A note in clear that holds is applied to the directory at once; a sealed one is
// looked at from outside only (EN2).
import type { Directory } from "../core/directory.ts";
import type { ProblemCode } from "../core/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { LeafClass } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { applyClearNote, clearClass, costsToken } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import type { SubmissionItem } from "../protocol/submission.ts";
import type { HostStore } from "./store/host-store.ts";

interface AdmissionParts {
  readonly founding: FoundingNote;
  readonly directory: Directory;
  readonly store: Pick<HostStore, "tokenDevice">;
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
export async function admit(
  parts: AdmissionParts,
  item: SubmissionItem,
  index: number,
  spent: Uint8Array[],
): Promise<Admitted | ProblemCode<"host">> {
  const clear = clearClass(item.bytes);
  if (clear !== null) {
    // Applied at once when it is good, so its token is looked at first and spent after (nothing that is refused spends one).
    const token = costsToken(item.bytes) ? await tokenOf(parts, item, index, spent) : null;
    if (typeof token === "string") return token;
    const verdict = applyClearNote(parts.directory, item.bytes, index);
    if (verdict.is === "applied") {
      if (token !== null) spent.push(token);
      return { leafClass: clear, ...(verdict.revoked === undefined ? {} : { revoked: verdict.revoked }) };
    }
    return verdict.reason === "malformed" ? "malformed-note" : "not-authorised";
  }
  const sealed = sealedShape(item.bytes, parts.founding.founding.suite);
  if (sealed === null) return "unknown-shape";
  const token = await tokenOf(parts, item, index, spent);
  if (typeof token === "string") return token;
  spent.push(token);
  return { leafClass: sealed };
}

/** The hash of the item's token when it is good for this leaf and not spent yet, in this batch or before; else what is wrong with it. */
async function tokenOf(
  { directory, store }: AdmissionParts,
  item: SubmissionItem,
  index: number,
  spent: readonly Uint8Array[],
): Promise<Uint8Array | ProblemCode<"host">> {
  if (item.token === null) return "token-needed";
  const hash = sha256(item.token);
  const device = spent.some((other) => sameHash(other, hash)) ? null : await store.tokenDevice(hash);
  // A device that nobody enrolled is a row that rotted: a new token helps, and nobody is called revoked.
  if (device === null || directory.device(device) === null) return "token-unknown";
  return directory.isActiveDevice(device, index) ? hash : "device-revoked";
}
