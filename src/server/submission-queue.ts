// Who waits at the host's door: whatever comes while a batch is being written goes into the next one (LG4).
import { setImmediate } from "node:timers/promises";
import type { ProblemCode } from "../core/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { SubmissionItem, SubmissionResult } from "../protocol/submission.ts";

/** How many submissions at the most go into one batch: bounds memory and the time of one transaction. */
const maxBatch = 256;
/** How many notes of these that nobody's token vouches for: whoever sends wrong ones must not make all others wait while they are checked. */
const maxUnvouched = 2;

/** One submission that waits. */
export interface Waiting {
  readonly item: SubmissionItem;
  /** The bytes as they came, apart from those that the store gets, and their hash. */
  readonly came: Uint8Array;
  readonly hash: Uint8Array;
  readonly isVouched: boolean;
  readonly resolve: (result: SubmissionResult) => void;
}

interface QueueParts {
  /** Why nothing is taken now; null while it is. */
  readonly refusal: () => ProblemCode<"host"> | null;
  /** Writes a batch and answers each of it. When it throws, nothing was written. */
  readonly write: (batch: readonly Waiting[]) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export class SubmissionQueue {
  readonly #parts: QueueParts;
  #queue: Waiting[] = [];
  #working: Promise<void> | null = null;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Waits for its turn; resolves to what became of it. */
  add(item: SubmissionItem, isVouched: boolean): Promise<SubmissionResult> {
    const problem = this.#parts.refusal();
    if (problem !== null) return Promise.resolve({ problem });
    return new Promise((resolve) => {
      const came = item.bytes.slice();
      this.#queue.push({ item, came, hash: sha256(came), isVouched, resolve });
      this.#working ??= this.#work();
    });
  }

  /** Waits until nothing is being written. */
  async settle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    const { refusal, write, onFailure } = this.#parts;
    while (this.#queue.length > 0) {
      await this.#gather();
      const batch = this.#nextBatch();
      const problem = refusal();
      if (problem !== null) {
        for (const waiting of batch) waiting.resolve({ problem });
        continue;
      }
      try {
        await write(batch);
      } catch (error) {
        onFailure(error);
        for (const waiting of [...batch, ...this.#queue.splice(0)]) waiting.resolve({ problem: "host-failed" });
      }
    }
    this.#working = null;
  }

  /**
   * Lets in whoever is at the door. The embedded store answers at once, so without this every request would be a batch of its own:
   * others that wait in the sockets are read only when the event loop turns.
   */
  async #gather(): Promise<void> {
    for (let turns = 0, length = 0; turns < 4 && length < this.#queue.length && length < maxBatch; turns++) {
      length = this.#queue.length;
      await setImmediate();
    }
  }

  /** Who waits longest, but for unvouched ones beyond their number. */
  #nextBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    let unvouched = 0;
    for (const waiting of this.#queue) {
      const hasPlace = batch.length < maxBatch && (waiting.isVouched || unvouched < maxUnvouched);
      (hasPlace ? batch : rest).push(waiting);
      if (hasPlace && !waiting.isVouched) unvouched += 1;
    }
    this.#queue = rest;
    return batch;
  }
}
