// Reads a request's body up to a bound: a client that sends more, or hangs up, costs no more than the bound.
import { Problem } from "../core/problem.ts";

/** The body of a request of at most `maxBytes`. Refuses longer ones, and those that break off, with a Problem. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw new Problem("too-large");
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const read = () =>
    reader.read().catch((cause: unknown) => {
      throw new Problem("malformed-request", cause);
    });
  for (let chunk = await read(); !chunk.done; chunk = await read()) {
    length += chunk.value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Problem("too-large");
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks, length);
}
