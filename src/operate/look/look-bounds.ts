// The bounds of one look, all in all: so many minutes, and so many bytes of log. Each single answer is bounded, but a server can draw out one after another for
// hours, and a log's key can sign any size. When it is over no request is answered any more: every part of the look ends by itself, and what was found is said.
import { networkOver } from "../../member/trust/fetch-network.ts";
import type { Network } from "../../member/trust/host-client.ts";
import type { Fetch } from "../../protocol/bounded-answer.ts";
import type { Look } from "./look.ts";

const mebibyte = 1024 * 1024;
/** Some eight million leaves. */
const roomBytes = 256 * mebibyte;

export class LookBounds {
  readonly #over = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  #room: number;

  constructor(milliseconds: number, room: number = roomBytes) {
    this.#room = room;
    this.#timer = setTimeout(() => this.#over.abort(), milliseconds);
  }

  /** `fetch` until it is over. */
  readonly fetch: typeof fetch = (address, request) => {
    const signals = [this.#over.signal, ...(request?.signal instanceof AbortSignal ? [request.signal] : [])];
    return fetch(address, { ...request, signal: AbortSignal.any(signals) });
  };

  /** The network of the look at the log. */
  readonly network: Network = async (url, request) => {
    const answer = await networkOver(this.fetch as Fetch)(url, request);
    this.#room -= answer?.body.length ?? 0;
    if (this.#room < 0) this.#over.abort();
    return answer;
  };

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** The look ended: says when it did not end by itself, before all else. */
  end(look: Look): void {
    clearTimeout(this.#timer);
    if (!this.isOver) return;
    const why = this.#room < 0 ? "it was given more bytes than one look reads" : "somebody answers too slowly";
    look.wrong("no-end", "Look", `it was broken off, since ${why}: what does not answer below may only be late`);
    look.lines.unshift(...look.lines.splice(-1));
  }
}
