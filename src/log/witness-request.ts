// The texts of C2SP tlog-witness `add-checkpoint`: the request that a log sends and the answers that a witness gives.
import { encodeBase64 } from "../crypto/base64.ts";
import { parseNote, parseSignatureLine, type VerifierKey } from "../note/signed-note.ts";
import { parseCheckpoint, type TreeHead } from "./checkpoint.ts";
import { verifyCosignature } from "./cosignature.ts";
import { parseDecimal } from "./decimal.ts";
import { maxProofHashes, parseHashLines } from "./proof.ts";

export interface AddCheckpointRequest {
  /** The size that the log believes the witness last saw; 0 when it does not know. */
  readonly oldSize: number;
  /** The consistency proof from the old size to the checkpoint's. */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint note, verbatim. */
  readonly checkpoint: string;
}

/** The content type of a 409 answer, whose body is the size that the witness last saw. */
export const sizeContentType = "text/x.tlog.size";

export function encodeAddCheckpoint(request: AddCheckpointRequest): string {
  const proof = request.proof.map((hash) => `${encodeBase64(hash)}\n`).join("");
  return `old ${request.oldSize}\n${proof}\n${request.checkpoint}`;
}

/** The request in a body and the unverified head in its checkpoint; null for any flaw of form. */
export function parseAddCheckpoint(body: string): (AddCheckpointRequest & { readonly head: TreeHead }) | null {
  const split = body.indexOf("\n\n");
  if (split < 0) return null;
  const [oldLine, ...hashLines] = body.slice(0, split).split("\n");
  if (!oldLine?.startsWith("old ") || hashLines.length > maxProofHashes) return null;
  const oldSize = parseDecimal(oldLine.slice(4));
  const proof = parseHashLines(hashLines);
  const checkpoint = body.slice(split + 2);
  const note = parseNote(checkpoint);
  const head = note === null ? null : parseCheckpoint(note.text);
  return oldSize === null || proof === null || head === null ? null : { oldSize, proof, checkpoint, head };
}

/**
 * The signature line (without newline) with which this witness cosigned the checkpoint text, out of a 200 answer; null when
 * the answer has none that verifies. Lines of other keys are ignored, a bad line of this key spoils the answer.
 */
export function findCosignature(answer: string, checkpointBody: string, witnessKey: VerifierKey): string | null {
  if (!answer.endsWith("\n")) return null;
  let cosignature: string | null = null;
  for (const text of answer.slice(0, -1).split("\n")) {
    const line = parseSignatureLine(text);
    if (line === null) return null;
    if (line.name !== witnessKey.name || line.keyId !== witnessKey.keyId) continue;
    if (verifyCosignature(checkpointBody, line, witnessKey) === null) return null;
    cosignature ??= text;
  }
  return cosignature;
}

/** The size in a 409 answer, or null. */
export function parseSizeAnswer(answer: string): number | null {
  return answer.endsWith("\n") ? parseDecimal(answer.slice(0, -1)) : null;
}
