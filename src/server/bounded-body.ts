// Reads a request's body up to a bound: a client that sends more, or hangs up, costs no more than the bound.
import { Problem } from "../core/problem.ts";

/** The body of a request of at most `maxBytes`. Refuses longer ones, and those that break off, with a Problem. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  try {
    const length = announcedLength(request);
    if (length !== null && length > maxBytes) throw new Problem("too-large");
    const body = length === null ? await readUpTo(request, maxBytes) : new Uint8Array(await request.arrayBuffer());
    if (body.length > maxBytes) throw new Problem("too-large");
    return body;
  } catch (error) {
    throw error instanceof Problem ? error : new Problem("malformed-request", error);
  }
}

/**
 * The length that the head of the request announces, or null. The HTTP parser ends the body there, so such a body can be
 * read in one go, which is a good deal faster than through a stream.
 */
function announcedLength(request: Request): number | null {
  const text = request.headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) && !request.headers.has("transfer-encoding") ? Number(text) : null;
}

async function readUpTo(request: Request, maxBytes: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    length += chunk.value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Problem("too-large");
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks, length);
}
