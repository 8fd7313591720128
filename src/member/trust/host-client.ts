// Talks to a host. Every answer is hostile: bounded in size before it is read, parsed by others, and any failure is a plain null. It
// sends nothing but sealed bytes, notes in clear, and requests that everybody makes alike (LG3).

import { hostProblems } from "../../core/problem.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { type Pack, packPath } from "../../log/pack.ts";
import { type Tile, tilePath } from "../../log/tile.ts";
import { parseFoundingNote } from "../../note/directory-note.ts";
import type { BoundedAnswer, BoundedRequest } from "../../protocol/bounded-answer.ts";
import { routes } from "../../protocol/routes.ts";
import type { SubmissionItem, SubmissionResult } from "../../protocol/submission.ts";
import { encodeSubmission, parseSubmissionAnswer, parseSubmissionRefusal } from "../../protocol/submission.ts";
import { parseTokens } from "../../protocol/token-request.ts";
import { type VersionGap, versionGap } from "../../protocol/versions.ts";

/** The network as the program has it: one request, its answer read up to `maxBytes`; null when nobody was reached. */
export type Network = (url: string, request: BoundedRequest) => Promise<BoundedAnswer | null>;

const maxText = 256 * 1024;
/**
 * True for an answer of something between: a page for people, as a network shows it before it lets anybody through and a server shows it for a host that is
 * down. No host of ours, no mirror and no file server says that of a resource.
 */
function isOfOther({ contentType }: BoundedAnswer): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(contentType);
}

/** A full pack of the largest envelopes. */
const maxPack = 256 * (65_536 + 4) + 1024;

export class HostClient {
  readonly #network: Network;
  readonly #base: string;
  readonly #onOversized: () => Promise<void>;
  #isOurs = false;
  /** True after the newest request was answered at all. */
  reachable: boolean | null = null;
  /** Who must be upgraded before this host and this program understand each other, by its newest answer (LG11); null when nobody. */
  versionGap: VersionGap | null = null;
  /** How many requests were answered: whoever compares two counts knows whether the host was there in between. */
  answers = 0;
  /** The same with those of a version that is not spoken here: nothing is taken from them, and whoever gives them is no dead line (LG11a). */
  heard = 0;

  constructor(network: Network, base: string, onOversized: () => Promise<void>) {
    this.#network = network;
    this.#base = base.replace(/\/$/, "");
    this.#onOversized = onOversized;
  }

  founding(): Promise<string | null> {
    return this.#text(routes.founding);
  }

  /**
   * Whether the host shows this founding note (EN6): it is pinned, and whoever shows another one gets nothing. Null while it shows none: then nothing is
   * sent to it either. Asked until it is known, then no more while it speaks a version that is spoken here (LG11).
   */
  async isOf(founding: string): Promise<boolean | null> {
    if (this.#isOurs && this.versionGap === null) return true;
    const served = await this.founding();
    if (served === founding) this.#isOurs = true;
    if (served === founding) return true;
    if (served === null) return null;
    if (parseFoundingNote(served) !== null) return false;
    // No country's host says that: whatever stands between answered for it, and it was not reached.
    this.reachable = false;
    this.answers--;
    this.heard--;
    return null;
  }

  checkpoint(): Promise<string | null> {
    return this.#text(routes.checkpoint);
  }

  async tile(tile: Tile): Promise<Uint8Array | null> {
    const answer = await this.#ask(`/${tilePath(tile)}`, { method: "GET", maxBytes: 64 * 1024 });
    return answer?.status === 200 ? answer.body : null;
  }

  /** The bytes of a pack from an offset on: empty when there is nothing more, not whole when the line broke in the middle. */
  async pack(pack: Pack, offset: number): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean } | null> {
    const range = offset > 0 ? { range: offset } : {};
    const request = { method: "GET", maxBytes: maxPack, ...range } as const;
    const answer = await this.#asked(`/${packPath(pack)}`, request);
    const isWhole = answer?.flaw === null;
    if (answer?.status === 416) return { bytes: new Uint8Array(0), isWhole };
    // Whoever has too much to do lacks nothing (LG9): it is asked again.
    if (answer !== null && isBusy(answer.status)) return { bytes: new Uint8Array(0), isWhole: false };
    if (answer?.status === 206) return { bytes: answer.body, isWhole };
    // A plain file server may ignore the range and send everything.
    return answer?.status === 200 ? { bytes: answer.body.subarray(offset), isWhole } : null;
  }

  async submit(items: readonly SubmissionItem[]): Promise<readonly SubmissionResult[] | null> {
    const answer = await this.#ask(routes.submit, { method: "POST", body: encodeSubmission(items), maxBytes: maxText });
    if (answer === null) return null;
    const text = decodeUtf8(answer.body) ?? "";
    if (answer.status === 200) return parseSubmissionAnswer(text, items.length);
    // What refuses the whole body refuses each of them.
    const problem = parseSubmissionRefusal(text);
    return problem === null ? null : items.map(() => ({ problem }));
  }

  /** Shows the host a head that its log signed (LG4). What it says to it changes nothing here: it takes submissions or it does not. */
  async showHead(note: string): Promise<void> {
    await this.#ask(routes.head, { method: "POST", body: encodeUtf8(note), maxBytes: maxText });
  }

  async challenge(): Promise<string | null> {
    const text = await this.#text(routes.challenge);
    return text !== null && /^[0-9a-f]{32}\n$/.test(text) ? text.trim() : null;
  }

  async tokens(request: string): Promise<readonly Uint8Array[] | null> {
    const answer = await this.#ask(routes.tokens, { method: "POST", body: encodeUtf8(request), maxBytes: maxText });
    return answer?.status === 200 ? parseTokens(decodeUtf8(answer.body) ?? "") : null;
  }

  async #text(path: string): Promise<string | null> {
    const answer = await this.#ask(path, { method: "GET", maxBytes: maxText });
    return answer?.status === 200 ? decodeUtf8(answer.body) : null;
  }

  async #ask(path: string, request: BoundedRequest): Promise<BoundedAnswer | null> {
    const answer = await this.#asked(path, request);
    return answer?.flaw === null ? answer : null;
  }

  /** The same, also what broke off. */
  async #asked(path: string, request: BoundedRequest): Promise<BoundedAnswer | null> {
    const heard = await this.#network(this.#base + path, request);
    const came = heard === null || isOfOther(heard) ? null : heard;
    if (came !== null) this.versionGap = versionGap(came.versions ?? null);
    if (came !== null && came.flaw !== "cut-off") this.heard++;
    // What it says may mean something else there.
    const answer = this.versionGap === null ? came : null;
    this.reachable = answer !== null && answer.flaw !== "cut-off";
    if (this.reachable) this.answers++;
    if (answer?.flaw !== "too-large") return answer;
    await this.#onOversized();
    return null;
  }
}

/** The status of `busy` and `slow-down`. */
function isBusy(status: number): boolean {
  return status === hostProblems.busy[0] || status === hostProblems["slow-down"][0];
}
