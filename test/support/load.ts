// Clients that submit all the time while something is done to the host, and what was acknowledged to them. Whatever was not acknowledged they send again with the
// same token. At the end each acknowledged entry is asked for: its bytes, and a proof of the same leaf in the newest tree.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { packPath, parsePackChunk } from "../../src/log/pack.ts";
import { type VerifiedProof, verifyProof } from "../../src/log/proof.ts";
import type { VerifierKey } from "../../src/note/signed-note.ts";
import { encodeSubmission, parseSubmissionAnswer } from "../../src/protocol/submission.ts";
import { sealedCases } from "./host.ts";

export interface LoadOutcome {
  readonly acknowledged: number;
  /** Acknowledged entries whose bytes are not served, or for which no proof of the leaf that was acknowledged holds in the newest tree. */
  readonly lost: number;
  /** Entries that were sent more than once until they were acknowledged, and what came instead of an acknowledgement. */
  readonly sentAgain: number;
  readonly instead: Readonly<Record<string, number>>;
  /** Times of half a second or more without an acknowledgement: when they began, and how long they were. */
  readonly away: readonly { readonly from: number; readonly milliseconds: number }[];
}

/** An answer, or why there was none. */
export type Answer = { readonly status: number; readonly body: Uint8Array } | string;

export interface LoadParts {
  readonly logKey: VerifierKey;
  readonly clients: number;
  /** How long a client rests between two entries. */
  readonly rest: number;
  /** A token for each entry. */
  readonly tokens: Uint8Array;
  /** Asks the host. A path has no slash before it. */
  readonly ask: (path: string, body?: Uint8Array) => Promise<Answer>;
  /** Waits, before what was acknowledged is asked for, until the log shows it. */
  readonly untilShown?: () => Promise<void>;
  readonly onProof?: (bytes: Uint8Array, proof: VerifiedProof) => void;
}

export class Load {
  readonly #parts: LoadParts;
  /** The leaf of each acknowledged entry. */
  readonly #acknowledged = new Map<Uint8Array, number>();
  readonly #instead: Record<string, number> = {};
  readonly #away: { readonly from: number; readonly milliseconds: number }[] = [];
  #sentAgain = 0;
  #newest = Date.now();
  #next = 0;
  #goesOn = true;

  constructor(parts: LoadParts) {
    this.#parts = parts;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** Submits until it is stopped. */
  async play(): Promise<LoadOutcome> {
    const [envelope] = await sealedCases(1);
    await Promise.all(Array.from({ length: this.#parts.clients }, () => this.#client(envelope ?? assert.fail())));
    await this.#parts.untilShown?.();
    const lost = await this.#lost();
    const { size: acknowledged } = this.#acknowledged;
    return { acknowledged, lost, sentAgain: this.#sentAgain, instead: this.#instead, away: this.#away };
  }

  stop(): void {
    this.#goesOn = false;
  }

  async #client(envelope: Uint8Array): Promise<void> {
    while (this.#goesOn) {
      const number = this.#next++;
      const bytes = envelope.slice();
      new DataView(bytes.buffer).setUint32(bytes.length - 4, number);
      const token = this.#parts.tokens.slice(number * 16, number * 16 + 16);
      assert.equal(token.length, 16, "there are tokens enough");
      const leaf = await this.#untilAcknowledged(bytes, token);
      this.#acknowledged.set(bytes, leaf);
      const now = Date.now();
      if (now - this.#newest >= 500) this.#away.push({ from: this.#newest, milliseconds: now - this.#newest });
      this.#newest = now;
      if (this.#parts.rest > 0) await setTimeout(this.#parts.rest);
    }
  }

  async #untilAcknowledged(bytes: Uint8Array, token: Uint8Array): Promise<number> {
    for (let times = 1; ; times++) {
      const result = await this.#submit(bytes, token);
      if (typeof result === "number") {
        if (times > 1) this.#sentAgain += 1;
        return result;
      }
      this.#instead[result] = (this.#instead[result] ?? 0) + 1;
      await setTimeout(100);
    }
  }

  /** The leaf that a proof shows, or what came instead of a proof. A proof that does not hold ends everything. */
  async #submit(bytes: Uint8Array, token: Uint8Array | null): Promise<number | string> {
    const answer = await this.#parts.ask("submit", encodeSubmission([{ token, bytes }]));
    if (typeof answer === "string") return answer;
    if (answer.status !== 200) return `status ${answer.status}`;
    const text = new TextDecoder().decode(answer.body);
    const [result] = parseSubmissionAnswer(text, 1) ?? assert.fail("an answer of another form");
    if (result === undefined || "problem" in result) return result?.problem ?? "nothing";
    const proof = verifyProof(result.proof, leafFor("case", bytes), this.#parts.logKey, null);
    assert.ok(proof !== null, "a false proof");
    this.#parts.onProof?.(bytes, proof);
    return proof.index;
  }

  async #lost(): Promise<number> {
    const served = new Set<string>();
    for (let index = 0; ; index++) {
      const answer = await patiently(
        () => this.#parts.ask(packPath({ class: "case", index })),
        (came) => typeof came !== "string" && came.status < 500,
      );
      if (typeof answer === "string") assert.fail(answer);
      if (answer.status === 404) break;
      for (const record of parsePackChunk(answer.body)?.records ?? assert.fail("not a pack"))
        served.add(encodeHex(sha256(record)));
    }
    let lost = 0;
    for (const [bytes, leaf] of this.#acknowledged) {
      // What is logged already is proved again, in the newest tree.
      const again = await patiently(
        () => this.#submit(bytes, null),
        (came) => typeof came === "number",
      );
      if (again !== leaf || !served.has(encodeHex(sha256(bytes)))) lost += 1;
    }
    return lost;
  }
}

/** Asks again while nothing good comes, for half a minute: one answer that is late says nothing about what is there. */
async function patiently<T>(ask: () => Promise<T>, isGood: (came: T) => boolean): Promise<T> {
  for (let times = 1; ; times++) {
    const came = await ask();
    if (isGood(came) || times === 60) return came;
    await setTimeout(500);
  }
}
