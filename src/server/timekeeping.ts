// Puts time into the log (LG8): hourly when anything happened, and daily, a time note with the newest trusted checkpoint.

import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parseProof } from "../log/proof.ts";
import { signPublicNote } from "../note/directory-note.ts";
import { signerKey } from "../note/signed-note.ts";
import type { Host } from "./host.ts";
import type { Witnessing } from "./witnessing.ts";

const hour = 3_600_000;
const day = 24 * hour;

export interface TimekeepingParts {
  readonly host: Host;
  readonly witnessing: Witnessing;
  readonly logSeed: Uint8Array;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
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
   * witnesses again while the newest checkpoint lacks its quorum.
   */
  async tick(): Promise<void> {
    const { host, witnessing, clock } = this.#parts;
    const now = clock();
    const happened = host.tree.size > this.#sizeAfterNote;
    const timeIsDue = now - this.#lastNote >= (happened ? hour : day);
    if (timeIsDue || now - this.#lastRenewal >= hour || !(await witnessing.isTrusted())) {
      await witnessing.run();
      this.#lastRenewal = now;
    }
    if (timeIsDue) await this.writeTime();
  }

  /** Logs one time note now. */
  async writeTime(): Promise<void> {
    const { host, logSeed, clock, randomBytes } = this.#parts;
    const published = await host.store.publishedHead();
    if (published === null) return;
    const now = clock();
    const note = signPublicNote(
      host.founding.origin,
      {
        kind: "time",
        salt: encodeHex(randomBytes(16)),
        at: `${new Date(now).toISOString().slice(0, 19)}Z`,
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
