// A submission: up to eight items, each a 16-byte token (all zero for none: directory and time notes need none), a uint32
// length, and the bytes. The answer has one result an item, in the same order.
import { decodeJson, encodeJson } from "../core/json.ts";
import { type ProblemCode, problemCodes } from "../core/problem.ts";
import { code, integer, list, openObject, pattern, text } from "../core/schema.ts";

export const tokenBytes = 16;
export const maxItems = 8;
/** The largest envelope class, or a note in clear. */
export const maxItemBytes = 65_536;
export const maxSubmissionBytes = maxItems * (tokenBytes + 4 + maxItemBytes);

export interface SubmissionItem {
  /** Null for none: a directory or time note needs none. */
  readonly token: Uint8Array | null;
  readonly bytes: Uint8Array;
}

/** What became of one item: a C2SP tlog-proof for its leaf, or the code of a problem. */
export type SubmissionResult = { readonly proof: string } | { readonly problem: ProblemCode<"host"> };

/** The body of a submission. Throws RangeError beyond its bounds. */
export function encodeSubmission(items: readonly SubmissionItem[]): Uint8Array {
  if (items.length < 1 || items.length > maxItems) throw new RangeError("a submission has 1 to 8 items");
  const body = new Uint8Array(items.reduce((sum, item) => sum + tokenBytes + 4 + item.bytes.length, 0));
  const view = new DataView(body.buffer);
  let at = 0;
  for (const { token, bytes } of items) {
    if (bytes.length < 1 || bytes.length > maxItemBytes) throw new RangeError("an item has 1 to 65,536 bytes");
    if (token !== null) body.set(token, at);
    view.setUint32(at + tokenBytes, bytes.length);
    body.set(bytes, at + tokenBytes + 4);
    at += tokenBytes + 4 + bytes.length;
  }
  return body;
}

/** The items of a body; null when it is not exactly 1 to 8 whole items. */
export function parseSubmission(body: Uint8Array): readonly SubmissionItem[] | null {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const items: SubmissionItem[] = [];
  let at = 0;
  while (at < body.length) {
    if (items.length === maxItems || body.length - at < tokenBytes + 4) return null;
    const length = view.getUint32(at + tokenBytes);
    const start = at + tokenBytes + 4;
    if (length < 1 || length > maxItemBytes || body.length - start < length) return null;
    const token = body.slice(at, at + tokenBytes);
    items.push({ token: token.every((byte) => byte === 0) ? null : token, bytes: body.slice(start, start + length) });
    at = start + length;
  }
  return items.length === 0 ? null : items;
}

/** The JSON text of an answer. */
export function encodeSubmissionAnswer(results: readonly SubmissionResult[]): string {
  return encodeJson({ results });
}

/** A code of a problem; a newer host may have others. */
const anyCode = pattern(/^[a-z][a-z-]{0,39}$/);
const answerSchema = openObject({
  results: list(openObject({}, { proof: text(20_000), problem: anyCode }), maxItems),
});

const problemSchema = openObject({ title: anyCode, type: text(100), status: integer(400, 599), detail: text(500) });
const isKnown = code(problemCodes.host);

/** A code that is not known here says that nothing was logged, and no more (LG11b). */
function knownOf(problem: string): ProblemCode<"host"> {
  return isKnown(problem) ? problem : "host-failed";
}

/** Why a host refused a whole submission, in the answer that it gives then; null when it is anything else. */
export function parseSubmissionRefusal(answer: string): ProblemCode<"host"> | null {
  const value: unknown = decodeJson(answer);
  return problemSchema(value) ? knownOf(value.title) : null;
}

/** The results in an answer to `count` items; null when it is anything else. Proofs are not verified here. */
export function parseSubmissionAnswer(answer: string, count: number): readonly SubmissionResult[] | null {
  const value: unknown = decodeJson(answer);
  if (!answerSchema(value) || value.results.length !== count) return null;
  const results: SubmissionResult[] = [];
  for (const { proof, problem } of value.results) {
    if (proof !== undefined && problem === undefined) results.push({ proof });
    else if (problem !== undefined && proof === undefined) results.push({ problem: knownOf(problem) });
    else return null;
  }
  return results;
}
