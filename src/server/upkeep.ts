// What a host does by itself every minute: asks who has not answered since the start, tries again after a failed write, keeps the log's time, and says to
// its operator, once for each change, whether it takes submissions. Whatever fails here (a full disk) is reported and ends nothing: reads go on (LG4).
import { setTimeout } from "node:timers/promises";
import type { Hold, Host } from "./host.ts";
import type { AskedOthers, StartCheck } from "./start-check.ts";
import type { ClockFlaw, Timekeeping } from "./timekeeping.ts";

/** With less than this left on the disk a host that failed to write does not try again. */
const neededBytes = 1024 * 1024;
/** How long after the start the first further look is, while too few witnesses answered; then twice as long each time. */
const firstMilliseconds = 1_000;

/** Whether submissions are taken, and if not why, and who has not answered since the start. */
export interface Taking extends AskedOthers {
  readonly holds: readonly Hold[];
}

interface UpkeepParts {
  readonly host: Host;
  readonly check: StartCheck;
  readonly timekeeping: Timekeeping;
  /** What is left on the disk of the store; null when the system does not say. */
  readonly freeBytes: () => number | null;
  /** Whether the database waits for another machine now; absent where the store is a file of this one. */
  readonly databaseWaits?: (() => Promise<boolean>) | undefined;
  /** Hears once of each change; that all is well from the start is no news. */
  readonly onTaking: (taking: Taking) => void;
  /** Hears once that something is wrong with the clock, or is no more. */
  readonly onClock: (flaw: ClockFlaw | null) => void;
}

export class Upkeep {
  readonly #parts: UpkeepParts;
  #asked: AskedOthers;
  #said = "";
  #clockSaid: ClockFlaw["is"] | undefined;
  #looking: Promise<void> | null = null;

  /** \`asked\` is what the check at the start gave. */
  constructor(parts: UpkeepParts, asked: AskedOthers) {
    this.#parts = parts;
    this.#asked = asked;
    this.#say();
  }

  /** Says what changed since it last said something, without a look. */
  say(): void {
    this.#say();
  }

  /** One look; a second call while it lasts joins it. Never rejects. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /**
   * Looks again and again. Until enough witnesses have answered since the start it looks sooner: a witness that was upgraded in the same minute is back
   * after seconds, and nothing is taken before.
   */
  async keepLooking(everyMilliseconds: number, stopping: AbortSignal): Promise<void> {
    for (let soon = firstMilliseconds; !stopping.aborted; soon *= 2) {
      const isUnheard = this.#parts.host.holds.includes("witnesses-unheard");
      const wait = isUnheard ? Math.min(soon, everyMilliseconds) : everyMilliseconds;
      await setTimeout(wait, undefined, { signal: stopping }).catch(() => undefined);
      if (!stopping.aborted) await this.look();
    }
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { host, check, timekeeping, freeBytes, databaseWaits } = this.#parts;
    if (databaseWaits !== undefined) await this.#attempt(async () => host.databaseWaits(await databaseWaits()));
    if (!check.isOver) {
      await this.#attempt(async () => {
        this.#asked = await check.ask();
      });
    }
    if ((freeBytes() ?? neededBytes) >= neededBytes) await this.#attempt(() => host.resume());
    await this.#attempt(() => timekeeping.tick());
    this.#say();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.host.fail(error);
    }
  }

  #say(): void {
    this.#sayTaking();
    const flaw = this.#parts.timekeeping.clockFlaw;
    if (flaw?.is === this.#clockSaid) return;
    this.#clockSaid = flaw?.is;
    this.#parts.onClock(flaw);
  }

  #sayTaking(): void {
    const { holds } = this.#parts.host;
    const taking: Taking = { holds, ...this.#asked };
    const saying = holds.length === 0 ? "" : JSON.stringify(taking);
    if (saying === this.#said) return;
    this.#said = saying;
    this.#parts.onTaking(taking);
  }
}
