// A client that submits all the time, while somebody upgrades the host, and counts what was acknowledged. It runs in the network of the host's machine and asks
// through its Caddy, until its input ends. Whatever was not acknowledged it sends again with the same token. At the end each acknowledged entry is asked
// for: its bytes, and a proof of the same leaf in the newest tree.
//   nsenter -t PID -n node test/installed/load.ts FOUNDING-NOTE AUTHORITY.crt TOKENS
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { packPath, parsePackChunk } from "../../src/log/pack.ts";
import { verifyProof } from "../../src/log/proof.ts";
import { parseFoundingNote } from "../../src/note/directory-note.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission, parseSubmissionAnswer } from "../../src/protocol/submission.ts";
import { sealedCases } from "../support/host.ts";

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

const clients = 8;
const name = "host.example.tj";

class Load {
  readonly #logKey: ReturnType<typeof logKeyOf>;
  readonly #agent: Agent;
  readonly #tokens: Uint8Array;
  /** The leaf of each acknowledged entry. */
  readonly #acknowledged = new Map<Uint8Array, number>();
  readonly #instead: Record<string, number> = {};
  readonly #away: { readonly from: number; readonly milliseconds: number }[] = [];
  #sentAgain = 0;
  #newest = Date.now();
  #next = 0;
  #goesOn = true;

  constructor(logKey: ReturnType<typeof logKeyOf>, ca: Buffer, tokens: Uint8Array) {
    this.#logKey = logKey;
    this.#agent = new Agent({ keepAlive: true, maxSockets: clients, ca, servername: name });
    this.#tokens = tokens;
  }

  async play(): Promise<LoadOutcome> {
    process.stdin.resume().once("end", () => {
      this.#goesOn = false;
    });
    const [envelope] = await sealedCases(1);
    await Promise.all(Array.from({ length: clients }, () => this.#client(envelope ?? assert.fail())));
    const lost = await this.#lost();
    this.#agent.destroy();
    const { size: acknowledged } = this.#acknowledged;
    return { acknowledged, lost, sentAgain: this.#sentAgain, instead: this.#instead, away: this.#away };
  }

  async #client(envelope: Uint8Array): Promise<void> {
    while (this.#goesOn) {
      const number = this.#next++;
      const bytes = envelope.slice();
      new DataView(bytes.buffer).setUint32(bytes.length - 4, number);
      const token = this.#tokens.slice(number * 16, number * 16 + 16);
      assert.equal(token.length, 16, "there are tokens enough");
      const leaf = await this.#untilAcknowledged(bytes, token);
      this.#acknowledged.set(bytes, leaf);
      const now = Date.now();
      if (now - this.#newest >= 500) this.#away.push({ from: this.#newest, milliseconds: now - this.#newest });
      this.#newest = now;
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
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The leaf that a proof shows, or what came instead of a proof. A proof that does not hold ends everything. */
  async #submit(bytes: Uint8Array, token: Uint8Array | null): Promise<number | string> {
    const answer = await this.#ask("submit", encodeSubmission([{ token, bytes }]));
    if (typeof answer === "string") return answer;
    if (answer.status !== 200) return `status ${answer.status}`;
    const [result] = parseSubmissionAnswer(answer.body.toString("utf8"), 1) ?? assert.fail("an answer of another form");
    if (result === undefined || "problem" in result) return result?.problem ?? "nothing";
    return (verifyProof(result.proof, leafFor("case", bytes), this.#logKey, null) ?? assert.fail("a false proof"))
      .index;
  }

  async #lost(): Promise<number> {
    const served = new Set<string>();
    for (let index = 0; ; index++) {
      const answer = await this.#ask(packPath({ class: "case", index }));
      if (typeof answer === "string") assert.fail(answer);
      if (answer.status === 404) break;
      for (const record of parsePackChunk(answer.body)?.records ?? assert.fail("not a pack"))
        served.add(encodeHex(sha256(record)));
    }
    let lost = 0;
    for (const [bytes, leaf] of this.#acknowledged) {
      // What is logged already is proved again, in the newest tree.
      const again = await this.#submit(bytes, null);
      if (again !== leaf || !served.has(encodeHex(sha256(bytes)))) lost += 1;
    }
    return lost;
  }

  #ask(path: string, body?: Uint8Array): Promise<{ readonly status: number; readonly body: Buffer } | string> {
    const method = body === undefined ? "GET" : "POST";
    return new Promise((resolve) => {
      const sent = request(
        { host: "127.0.0.1", path: `/${path}`, method, agent: this.#agent, headers: { host: name } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", () => resolve("cut off"));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
        },
      );
      sent.on("error", (error) => resolve("code" in error ? String(error.code) : error.name));
      sent.end(body);
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , founding = "", authority = "", tokens = ""] = process.argv;
  const country = parseFoundingNote(readFileSync(founding, "utf8")) ?? assert.fail("not a founding note");
  const load = new Load(logKeyOf(country), readFileSync(authority), readFileSync(tokens));
  process.stdout.write(JSON.stringify(await load.play()));
}
