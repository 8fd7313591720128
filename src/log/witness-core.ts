// The decision of a witness on `add-checkpoint` (C2SP tlog-witness), without HTTP and storage. The caller makes reading the
// stored head, deciding and storing the new one a single step, and only then calls `cosign`: a cosignature that left before
// its head was stored could be followed by one on a fork.
import type { SignerKey, VerifierKey } from "../note/signed-note.ts";
import { type TreeHead, type VerifiedCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { emptyRoot, verifyConsistency } from "./merkle.ts";
import { signCosignature } from "./sign.ts";
import { parseAddCheckpoint } from "./witness-request.ts";

/** The newest head of a log that a witness cosigned: one for each log. */
export type WitnessedHead = Pick<TreeHead, "size" | "root">;

export type WitnessDecision =
  /** Store the checkpoint's size and root for its origin, then answer with `cosign`. */
  | { readonly status: 200; readonly checkpoint: VerifiedCheckpoint }
  /** Answer with this size and the content type `text/x.tlog.size`. */
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422 };

/**
 * Decides on a request body. `logKeyOf` gives the key of a log that this witness follows, `headOf` the head it last
 * cosigned for it; both answer null for what they do not know.
 */
export function decideAddCheckpoint(
  body: string,
  logKeyOf: (origin: string) => VerifierKey | null,
  headOf: (origin: string) => WitnessedHead | null,
): WitnessDecision {
  const request = parseAddCheckpoint(body);
  if (request === null) return { status: 400 };
  const logKey = logKeyOf(request.head.origin);
  if (logKey === null) return { status: 404 };
  const checkpoint = verifyCheckpoint(request.checkpoint, logKey);
  if (checkpoint === null) return { status: 403 };
  if (request.oldSize > checkpoint.size) return { status: 400 };
  const head = headOf(checkpoint.origin) ?? { size: 0, root: emptyRoot };
  if (request.oldSize !== head.size) return { status: 409, size: head.size };
  if (!verifyConsistency(head.size, checkpoint.size, head.root, checkpoint.root, request.proof)) return { status: 422 };
  return { status: 200, checkpoint };
}

/** The body of the 200 answer: this witness's cosignature line with its newline. Call it after the new head is stored. */
export function cosign(checkpoint: VerifiedCheckpoint, witness: SignerKey, timeSeconds: number): string {
  return `${signCosignature(checkpoint.note.text, witness, timeSeconds)}\n`;
}
