// Puts time into the log (LG8): hourly when anything happened, and daily, a time note with the newest trusted checkpoint. The time is that of the witnesses.
// In a trial without any the host's clock is the log's, and a wrong one would stop all waits until it is caught up with: there the clock is doubted.

import { momentOf } from "../core/moment.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { noQuorum } from "../log/policy.ts";
import { parseProof } from "../log/proof.ts";
import { signPublicNote } from "../note/directory-note.ts";
import { signerKey } from "../note/signed-note.ts";
import { policyFor } from "../protocol/clear-note.ts";
import type { Host } from "./host.ts";
import type { Witnessing } from "./witnessing.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** A host whose clock is so far behind the log's time is asked to set it: clocks of honest machines differ by less. */
const behindMilliseconds = 10 * 60_000;
/** In a trial a time so much later than the log's newest one is logged only when the operator says that the clock is right. */
const jumpMilliseconds = 30 * day;

/** What is wrong with the host's clock, measured at the log's own time: it is behind it, or far ahead of it in a trial. */
export interface ClockFlaw {
  readonly is: "behind" | "far-ahead";
  readonly days: number;
}

interface TimekeepingParts {
  readonly host: Host;
  readonly witnessing: Witnessing;
  readonly logSeed: Uint8Array;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** The operator says that the clock is right, however long ago the log's newest time is. */
  readonly clockIsRight?: boolean;
}

export class Timekeeping {
  readonly #parts: TimekeepingParts;
  #lastNote = 0;
  #lastRenewal = 0;
  #sizeAfterNote = 0;

  constructor(parts: TimekeepingParts) {
    this.#parts = parts;
    this.#lastNote = (parts.host.directory.times.at(-1)?.seconds ?? 0) * 1000;
    this.#sizeAfterNote = (parts.host.directory.times.at(-1)?.index ?? 0) + 1;
  }

  /**
   * Does what is due now: call it every minute or so. Renews cosignatures hourly even without growth (LG5), and asks the
   * witnesses again while the newest checkpoint lacks its quorum, or one of them did not cosign when it was asked last.
   */
  async tick(): Promise<void> {
    const { host, witnessing, clock } = this.#parts;
    const now = clock();
    // A clock that was set back: counted from here, else nothing would be due until it has caught up.
    this.#lastNote = Math.min(this.#lastNote, now);
    this.#lastRenewal = Math.min(this.#lastRenewal, now);
    const happened = host.tree.size > this.#sizeAfterNote;
    const timeIsDue = now - this.#lastNote >= (happened ? hour : day);
    const isAnyMissing = witnessing.reports.some(({ state }) => state !== "good");
    if (timeIsDue || now - this.#lastRenewal >= hour || isAnyMissing || !(await witnessing.isTrusted())) {
      await witnessing.run();
      this.#lastRenewal = now;
    }
    if (timeIsDue) await this.writeTime();
  }

  /** What is wrong with the clock; null when nothing is known to be. */
  get clockFlaw(): ClockFlaw | null {
    const { host, clock, clockIsRight = false } = this.#parts;
    const ahead = clock() - this.#logTime;
    const days = Math.floor(Math.abs(ahead) / day);
    if (ahead < -behindMilliseconds) return { is: "behind", days };
    return this.#isHostsWord(host) && ahead > jumpMilliseconds && !clockIsRight ? { is: "far-ahead", days } : null;
  }

  /** The newest time of the log; before the first time note the day on which the country was founded. */
  get #logTime(): number {
    const { directory, founding } = this.#parts.host;
    const seconds = directory.times.at(-1)?.seconds;
    return seconds === undefined ? Date.parse(founding.founding.at) : seconds * 1000;
  }

  #isHostsWord({ directory, head, founding }: Host): boolean {
    return policyFor(directory, head.size).quorum === noQuorum && founding.founding.trial;
  }

  /** Logs one time note now; none of a trial's host whose clock is doubted. */
  async writeTime(): Promise<void> {
    const { host, logSeed, clock, randomBytes } = this.#parts;
    if (this.#isHostsWord(host) && this.clockFlaw !== null) return;
    const published = await host.store.publishedHead();
    if (published === null) return;
    const now = clock();
    const note = signPublicNote(
      host.founding.origin,
      {
        kind: "time",
        salt: encodeHex(randomBytes(16)),
        at: momentOf(now),
        body: { checkpoint: published.note },
      },
      signerKey(host.founding.origin, logSeed),
    );
    const result = await host.submit({ token: null, bytes: encodeUtf8(note) });
    // A checkpoint that lacks its quorum gives no time: the next tick tries again.
    if ("problem" in result) return;
    this.#lastNote = now;
    // What came into the log in the same batch behind the note has happened after it.
    this.#sizeAfterNote = (parseProof(result.proof)?.index ?? host.tree.size) + 1;
  }
}
