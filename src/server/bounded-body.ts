// Reads a request's body up to a bound: a client that sends more, hangs up or sends it in crumbs costs no more than the bound.
import type { Context } from "hono";
import { isProblem, Problem } from "../core/problem.ts";
import { incomingOf } from "./caller.ts";

/**
 * The body of a request of at most `maxBytes`. Refuses longer ones, and those that break off, with a Problem. `heard` is called with all that
 * is here, each time when there is more.
 */
export async function readBody(
  context: Context,
  maxBytes: number,
  heard: (start: Uint8Array) => Promise<void> | undefined = () => undefined,
): Promise<Uint8Array> {
  const length = expectedLength(context, maxBytes);
  if (length > maxBytes) throw new Problem("host", "too-large");
  // Of one piece from the start: a body in a hundred thousand chunks would cost more in them than in bytes.
  const body = new Uint8Array(length);
  let at = 0;
  try {
    for await (const chunk of chunksOf(context)) {
      if (at + chunk.length > length) throw new Problem("host", "too-large");
      body.set(chunk, at);
      at += chunk.length;
      await heard(body.subarray(0, at));
    }
  } catch (error) {
    throw isProblem(error, "host") ? error : new Problem("host", "malformed-request", error);
  }
  return body.subarray(0, at);
}

/** The length that the head of a request announces, else the longest that is read. */
export function expectedLength(context: Context, maxBytes: number): number {
  const text = context.req.header("content-length");
  const isAnnounced =
    text !== undefined && /^\d{1,15}$/.test(text) && context.req.header("transfer-encoding") === undefined;
  return isAnnounced ? Number(text) : maxBytes;
}

// The server's own stream where there is one: a good deal faster than the one of the request. It is not destroyed when reading ends early,
// so that the answer still goes out.
function chunksOf(context: Context): AsyncIterable<Uint8Array> {
  const incoming = incomingOf(context);
  if (incoming !== null) return incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  return context.req.raw.body ?? (async function* () {})();
}
