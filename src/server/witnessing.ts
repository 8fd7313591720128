// Gets the host's checkpoints cosigned (C2SP tlog-witness) and publishes them (LG5). It publishes also what witnesses did not cosign
// in time, so that clients can read and answer; they themselves decide what they trust.

import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import type { Policy, PolicyWitness } from "../log/policy.ts";
import { addSignatureLines } from "../log/sign.ts";
import { encodeAddCheckpoint, findCosignature, parseSizeAnswer } from "../log/witness-request.ts";
import { askBounded, type Fetch } from "../protocol/bounded-answer.ts";
import { policyFor } from "../protocol/clear-note.ts";
import type { Host } from "./host.ts";
import type { Memory } from "./shown-heads.ts";
import type { SignedHead } from "./store/host-store.ts";

const silenceMilliseconds = 5_000;
/** After a round that growth began: under load each round covers what came meanwhile, and submissions have the disk. */
const restMilliseconds = 50;
/** Once a head meets its policy further cosignatures are waited for so long: a witness that is silent holds up nobody's news. */
const graceMilliseconds = 100;
/** Some cosignature lines, or a size. */
const maxAnswerBytes = 4_096;

/** Posts a body to a witness and gives status and text; null when it cannot be reached in time. */
export type AskWitness = (
  url: string,
  body: string,
) => Promise<{ readonly status: number; readonly text: string } | null>;

/** Asks over HTTP. Unreachable, too slow or too long are expected answers: the quorum decides. */
export const askWitnessOverHttp = async (
  url: string,
  body: string,
  silence: number = silenceMilliseconds,
): ReturnType<AskWitness> => {
  const answer = await askBounded(
    fetch as Fetch,
    `${url.replace(/\/$/, "")}/add-checkpoint`,
    { method: "POST", body: encodeUtf8(body), maxBytes: maxAnswerBytes },
    silence,
  );
  if (answer === null || answer.flaw !== null) return null;
  return { status: answer.status, text: decodeUtf8(answer.body) ?? "" };
};

/** How a witness took the newest question: cosigned, did not answer, or answered what does not hold. */
export type WitnessState = "good" | "silent" | "bad";

interface WitnessReport {
  /** Its name in the policy. */
  readonly name: string;
  /** Null while it was not asked. */
  readonly state: WitnessState | null;
  /** When it cosigned last, in milliseconds since 1970; null when it did not since the start. */
  readonly answeredAt: number | null;
}

/** Hears once that a witness does otherwise than before; a good one is not news at first. */
export type OnWitness = (name: string, state: WitnessState) => void;

export class Witnessing {
  readonly #host: Host;
  readonly #ask: AskWitness;
  readonly #onWitness: OnWitness;
  readonly #rest: number;
  readonly #sizes = new Map<string, number>();
  readonly #reports = new Map<string, WitnessReport>();
  /** By a witness's name: the question under way, and which of those that wait behind it is the newest. */
  readonly #asked = new Map<string, Promise<unknown>>();
  readonly #newest = new Map<string, object>();
  /** The end of what is published: one after the other. */
  #publishing: Promise<unknown> = Promise.resolve();
  #isOver = false;
  #running: Promise<void> | null = null;
  #again = false;
  #hasGrown = false;
  #follows = false;

  /** `rest`: milliseconds between two rounds that growth began. */
  constructor(
    host: Host,
    ask: AskWitness = (url, body) => askWitnessOverHttp(url, body),
    onWitness: OnWitness = () => undefined,
    rest: number = restMilliseconds,
  ) {
    this.#rest = rest;
    this.#host = host;
    this.#ask = ask;
    this.#onWitness = onWitness;
    host.onGrowth(() => void this.#follow());
  }

  /** The witnesses of the policy in force, with what became of the newest question to each. */
  get reports(): readonly WitnessReport[] {
    const unasked = { state: null, answeredAt: null };
    return this.policy.witnesses.map(({ name }) => this.#reports.get(name) ?? { name, ...unasked });
  }

  /** True when the newest checkpoint is published and meets the policy in force at its size. */
  async isTrusted(): Promise<boolean> {
    const published = await this.#host.store.publishedHead();
    return published !== null && published.size === this.#host.head.size && this.#meetsPolicy(published.note);
  }

  /**
   * Gets the newest checkpoint cosigned and published; while one round runs, the next is only noted. A store that fails (a full disk) ends the
   * round and nothing else: the older published head is served on, and the next round publishes.
   */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#rounds();
    return this.#running;
  }

  /** What witnesses say from now on is published no more. Resolves once nothing is being published: then the store may be closed. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#publishing;
  }

  /** Growth begins a round at once, and the next one after a rest. */
  async #follow(): Promise<void> {
    this.#hasGrown = true;
    if (this.#follows) return;
    this.#follows = true;
    // Proofs go out first: what is published is written to the disk, too, and who submitted does not wait for that.
    await setImmediate();
    while (this.#hasGrown) {
      await this.run();
      if (this.#rest > 0) await sleep(this.#rest, undefined, { ref: false });
    }
    this.#follows = false;
  }

  async #rounds(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#round();
      }
    } catch (error) {
      this.#host.fail(error);
    } finally {
      this.#running = null;
    }
  }

  async #round(): Promise<void> {
    this.#hasGrown = false;
    // What no other machine has is shown to nobody (SP1): a witness that saw it would refuse a host that was made anew without it.
    const head = this.#host.stored;
    if (head.size === 0) return;
    const { witnesses } = this.policy;
    const lines: (string | null)[] = witnesses.map(() => null);
    const note = () =>
      addSignatureLines(
        head.note,
        lines.filter((line) => line !== null),
      );
    const met = Promise.withResolvers<void>();
    const all = Promise.all(
      witnesses.map(async (witness, i) => {
        lines[i] = await this.#inTurn(witness.name, () => this.#askFor(witness, head));
        if (lines[i] !== null && this.#meetsPolicy(note())) met.resolve();
      }),
    );
    await Promise.race([all, met.promise.then(() => sleep(graceMilliseconds, undefined, { ref: false }))]);
    const inTime = note();
    await this.#publish(inTime, head.size);
    // Who comes late adds to it.
    void all
      .then(async () => {
        if (note() !== inTime) await this.#publish(note(), head.size);
      })
      .catch((error: unknown) => this.#host.fail(error));
  }

  /** One question to a witness at a time. Of those that wait for their turn the newest alone is asked; the others get null. */
  async #inTurn<T>(name: string, ask: () => Promise<T>): Promise<T | null> {
    const turn = {};
    this.#newest.set(name, turn);
    await this.#asked.get(name);
    if (this.#newest.get(name) !== turn) return null;
    const asked = ask();
    this.#asked.set(
      name,
      asked.catch(() => undefined),
    );
    return asked;
  }

  #publish(note: string, size: number): Promise<void> {
    const done = this.#publishing.then(async () => {
      if (!this.#isOver && (await this.#isWorthPublishing(note, size))) await this.#host.store.publish({ size, note });
    });
    this.#publishing = done.catch(() => undefined);
    return done;
  }

  /** A longer checkpoint is not replaced, and one of the same size only by one with at least as much trust. */
  async #isWorthPublishing(note: string, size: number): Promise<boolean> {
    const published = await this.#host.store.publishedHead();
    if (published === null || published.size < size) return true;
    if (published.size > size) return false;
    return this.#meetsPolicy(note) || !this.#meetsPolicy(published.note);
  }

  #meetsPolicy(note: string): boolean {
    const checkpoint = verifyCheckpoint(note, this.#host.logKey);
    if (checkpoint === null) return false;
    return evaluatePolicy(policyFor(this.#host.directory, checkpoint.size), checkpoint)?.satisfied === true;
  }

  async #askFor(witness: PolicyWitness, head: SignedHead): Promise<string | null> {
    const line = await this.#cosignature(witness, head);
    this.#note(witness.name, line === null || line === "bad" ? (line ?? "silent") : "good");
    return line === "bad" ? null : line;
  }

  #note(name: string, state: WitnessState): void {
    const before = this.#reports.get(name) ?? { state: "good", answeredAt: null };
    const answeredAt = state === "good" ? this.#host.clock() : before.answeredAt;
    this.#reports.set(name, { name, state, answeredAt });
    if (state !== before.state) this.#onWitness(name, state);
  }

  /** A signature line that verifies; null when the witness did not answer, "bad" when its answer is none that this host can use. */
  async #cosignature(witness: PolicyWitness, head: SignedHead): Promise<string | "bad" | null> {
    const key = witness.key.name;
    const body = head.note.slice(0, head.note.indexOf("\n\n") + 1);
    for (let attempt = 0; attempt < 3; attempt++) {
      const oldSize = this.#sizes.get(key) ?? 0;
      if (oldSize > head.size) {
        // Nobody else can have seen more than this host signed: do not believe it for ever.
        this.#sizes.delete(key);
        return "bad";
      }
      const answer = await this.#post(witness, oldSize, head);
      if (answer === null) return null;
      if (answer.status === 200) {
        this.#sizes.set(key, head.size);
        return findCosignature(answer.text, body, witness.key) ?? "bad";
      }
      const known = answer.status === 409 ? parseSizeAnswer(answer.text) : null;
      if (known === null) return "bad";
      this.#sizes.set(key, known);
    }
    return "bad";
  }

  /**
   * What a witness has seen of this log, as it says; null when it does not. Its word is not signed: it can keep a host from starting, and no more.
   */
  async memoryOf(witness: PolicyWitness): Promise<Memory | null> {
    const { head } = this.#host;
    const answer = await this.#post(witness, head.size, head);
    if (answer?.status === 200) return { is: "held" };
    // Between equal sizes a proof is empty, so only the roots can differ.
    if (answer?.status === 422) return { is: "another-tree", size: head.size };
    const size = answer?.status === 409 ? parseSizeAnswer(answer.text) : null;
    if (size === null) return null;
    if (size === head.size) return { is: "another-tree", size };
    return size > head.size ? { is: "more", size } : { is: "held" };
  }

  /** The size of the published head when this witness cosigned it, else 0. */
  async publishedBy(name: string): Promise<number> {
    const published = await this.#host.store.publishedHead();
    const head = published === null ? null : verifyCheckpoint(published.note, this.#host.logKey);
    const verdict = head === null ? null : evaluatePolicy(policyFor(this.#host.directory, head.size), head);
    return verdict?.cosigners.some((cosigner) => cosigner.name === name) === true ? (head?.size ?? 0) : 0;
  }

  async #post(witness: PolicyWitness, oldSize: number, head: SignedHead) {
    if (witness.url === null) return null;
    const proof = this.#host.tree.consistency(oldSize, head.size);
    return this.#ask(witness.url, encodeAddCheckpoint({ oldSize, proof, checkpoint: head.note }));
  }

  /** The policy in force. */
  get policy(): Policy {
    return policyFor(this.#host.directory, this.#host.stored.size);
  }
}
