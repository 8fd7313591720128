// Self-contained proofs that a leaf is in the log (C2SP tlog-proof v1): index, sibling hashes and checkpoint in one text,
// verified offline. The tree size is taken from the signed checkpoint only.
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { parseDecimal } from "./decimal.ts";
import { evaluatePolicy } from "./evaluate-policy.ts";
import { hashBytes, leafHash, verifyInclusion } from "./merkle.ts";
import type { Policy } from "./policy.ts";

interface LogProof {
  readonly index: number;
  /** Sibling hashes, from the leaf's up to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The checkpoint note, verbatim. */
  readonly checkpoint: string;
  /** Opaque and unauthenticated. Panoh writes null and reads nothing from it. */
  readonly extra: Uint8Array | null;
}

export interface VerifiedProof {
  readonly index: number;
  readonly checkpoint: VerifiedCheckpoint;
  /** True when the checkpoint also meets the policy that was given. */
  readonly witnessed: boolean;
}

/** No tree of 2^63 leaves or fewer needs more hashes than this. */
export const maxProofHashes = 63;

const header = "c2sp.org/tlog-proof@v1";

/** The text of a proof. */
export function encodeProof(proof: LogProof): string {
  const extra = proof.extra === null ? "" : `extra ${encodeBase64(proof.extra)}\n`;
  const hashes = proof.hashes.map((hash) => `${encodeBase64(hash)}\n`).join("");
  return `${header}\n${extra}index ${proof.index}\n${hashes}\n${proof.checkpoint}`;
}

/** The parts of a proof's text, or null. The checkpoint is neither parsed nor verified here. */
export function parseProof(text: string): LogProof | null {
  const split = text.indexOf("\n\n");
  if (split < 0) return null;
  const [headerLine, ...lines] = text.slice(0, split).split("\n");
  if (headerLine !== header) return null;
  const extraLine = lines[0]?.startsWith("extra ") ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : decodeBase64(extraLine.slice(6));
  if (extraLine !== undefined && (extra === null || extra.length === 0)) return null;
  const [indexLine, ...hashLines] = lines;
  if (!indexLine?.startsWith("index ") || hashLines.length > maxProofHashes) return null;
  const index = parseDecimal(indexLine.slice(6));
  const hashes = parseHashLines(hashLines);
  return index === null || hashes === null ? null : { index, hashes, checkpoint: text.slice(split + 2), extra };
}

/**
 * The proof that a text gives of a leaf's 33 bytes: its index and the checkpoint, signed by the log, whose tree holds it.
 * Null when anything in it does not verify, a line of a witness in the policy included. Without a policy (null) the result
 * is never `witnessed`.
 */
export function verifyProof(
  text: string,
  leaf: Uint8Array,
  logKey: VerifierKey,
  policy: Policy | null,
): VerifiedProof | null {
  const proof = parseProof(text);
  if (proof === null) return null;
  const checkpoint = verifyCheckpoint(proof.checkpoint, logKey);
  if (checkpoint === null) return null;
  if (!verifyInclusion(proof.index, checkpoint.size, leafHash(leaf), proof.hashes, checkpoint.root)) return null;
  if (policy === null) return { index: proof.index, checkpoint, witnessed: false };
  const verdict = evaluatePolicy(policy, checkpoint);
  return verdict === null ? null : { index: proof.index, checkpoint, witnessed: verdict.satisfied };
}

/** The hashes of base64 lines, one hash a line; null when a line is anything else. */
export function parseHashLines(lines: readonly string[]): readonly Uint8Array[] | null {
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const hash = decodeBase64(line);
    if (hash?.length !== hashBytes) return null;
    hashes.push(hash);
  }
  return hashes;
}
