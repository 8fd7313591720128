// The network over the platform's `fetch`: answers are read up to a bound, and every failure is a plain null.
import type { Network } from "./host-client.ts";

interface FetchResponse {
  readonly status: number;
  readonly body: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> };
  } | null;
}

/** The part of `fetch` that is used. */
export type Fetch = (
  url: string,
  request: {
    readonly method: string;
    readonly body?: Uint8Array<ArrayBuffer>;
    readonly headers?: Record<string, string>;
    readonly signal: unknown;
    readonly cache: "no-store";
    readonly redirect: "error";
    readonly credentials: "omit";
  },
) => Promise<FetchResponse>;

/**
 * A network that gives up when `signal()` says so. No body has a content type, so that a browser needs no second round trip for
 * asking whether it may post.
 */
export function networkOver(fetch: Fetch, signal: () => unknown): Network {
  return async (url, { method, body, range, maxBytes }) => {
    try {
      const response = await fetch(url, {
        method,
        signal: signal(),
        cache: "no-store",
        redirect: "error",
        credentials: "omit",
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        ...(range === undefined ? {} : { headers: { range: `bytes=${range}-` } }),
      });
      return { status: response.status, ...(await readUpTo(response, maxBytes)) };
    } catch {
      // Offline, refused, cut off, too slow: all the same to the caller.
      return null;
    }
  };
}

async function readUpTo(
  response: FetchResponse,
  maxBytes: number,
): Promise<{ readonly body: Uint8Array; readonly oversized: boolean }> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { body: new Uint8Array(0), oversized: false };
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (chunk.value === undefined) continue;
    length += chunk.value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return { body: new Uint8Array(0), oversized: true };
    }
    chunks.push(chunk.value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return { body, oversized: false };
}
