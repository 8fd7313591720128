// The one reader for what answers over HTTP: a host, a mirror, a witness, the address of the program. Whoever answers is hostile: no more than
// the caller's bound is read, nobody is sent on to another address, and a line that falls silent is given up. What came is not thrown away.
import { presentFields } from "../core/present-fields.ts";
import { joinBytes } from "../crypto/join-bytes.ts";
import { versionsHeader } from "./versions.ts";

export interface BoundedRequest {
  readonly method: "GET" | "POST";
  readonly body?: Uint8Array;
  /** The first byte that is asked for. */
  readonly range?: number;
  readonly maxBytes: number;
}

/** What is wrong with an answer: it was longer than the bound, or it broke off or fell silent before its end. */
type AnswerFlaw = "too-large" | "cut-off";

export interface BoundedAnswer {
  readonly status: number;
  /** As the answer says it; empty when it says nothing. */
  readonly contentType: string;
  /** What the answer says of the versions of the protocol (LG11); null when it says nothing. */
  readonly versions?: string | null;
  /** All of it without a flaw; what came of one that was cut off; nothing of one that was too large. */
  readonly body: Uint8Array;
  readonly flaw: AnswerFlaw | null;
}

interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
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

/** So many bytes end a silence: an answer in single bytes would hold its reader for days. */
const wordBytes = 4_096;

/**
 * Asks, and reads the answer up to its bound. Null when nobody was reached: offline, refused, redirected, or no answer began. `silence` is how many
 * milliseconds may pass without news, not how long the answer may take; a body that is sent has a second for each 1,000 bytes besides. No body has a
 * content type, so that a browser needs no second round trip for asking whether it may post.
 */
export async function askBounded(
  fetch: Fetch,
  url: string,
  { method, body, range, maxBytes }: BoundedRequest,
  silence: number,
): Promise<BoundedAnswer | null> {
  const line = new Line(silence);
  const send = () =>
    fetch(url, {
      method,
      signal: line.signal,
      cache: "no-store",
      redirect: "error",
      credentials: "omit",
      ...presentFields({
        body: body && new Uint8Array(body),
        headers: range === undefined ? undefined : { range: `bytes=${range}-` },
      }),
    });
  try {
    line.heard(body?.length);
    const response = await send().catch((error: unknown) => {
      if (method === "GET" && isClosedBefore(error)) return send();
      throw error;
    });
    line.heard();
    const contentType = response.headers.get("content-type") ?? "";
    const versions = response.headers.get(versionsHeader);
    return { status: response.status, contentType, versions, ...(await readUpTo(response, maxBytes, line)) };
  } catch {
    // Offline, refused, sent on, silent: all the same to the caller.
    return null;
  } finally {
    line.leave();
  }
}

/** A connection that was kept open may be closed by the other side in the moment in which it is used again: Node says so, a browser asks once more itself. */
function isClosedBefore(error: unknown): boolean {
  const { code } = (error as { readonly cause?: { readonly code?: unknown } }).cause ?? {};
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET";
}

async function readUpTo(
  response: FetchResponse,
  maxBytes: number,
  line: Line,
): Promise<{ readonly body: Uint8Array; readonly flaw: AnswerFlaw | null }> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { body: new Uint8Array(0), flaw: null };
  const chunks: Uint8Array[] = [];
  let length = 0;
  let heardAt = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (chunk.value === undefined) continue;
      length += chunk.value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return { body: new Uint8Array(0), flaw: "too-large" };
      }
      chunks.push(chunk.value);
      if (length - heardAt < wordBytes) continue;
      line.heard();
      heardAt = length;
    }
  } catch {
    return { body: joinBytes(chunks), flaw: "cut-off" };
  }
  return { body: joinBytes(chunks), flaw: null };
}

/** Hangs up when it was silent for too long. */
class Line {
  readonly #silence: number;
  readonly #hangUp = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(silence: number) {
    this.#silence = silence;
  }

  get signal(): unknown {
    return this.#hangUp.signal;
  }

  heard(more = 0): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hangUp.abort(), this.#silence + more);
  }

  leave(): void {
    clearTimeout(this.#timer);
  }
}
