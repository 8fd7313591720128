// The door of a case worker's desk. Whether the device is unlocked is asked here alone: a look through it gives nothing while it is locked, and a verb is refused.
// The entries of the case that a verb is about are read before it begins.
import { dayAt } from "../core/moment.ts";
import type { OpenCase } from "./cases/open-case.ts";
import type { Reader } from "./reader.ts";
import type { Room } from "./room.ts";
import type { Verdict } from "./verb.ts";

type InCase = [caseId: string, ...rest: unknown[]];
/** A method that writes into a case, as whoever is outside calls it. */
type Called<F> = F extends (...args: infer A) => Promise<infer T> ? (...args: A) => Promise<Verdict<T>> : never;

export class Door {
  readonly room: Room;
  readonly #sync: () => Promise<void>;

  constructor(room: Room, sync: () => Promise<void>) {
    this.room = room;
    this.#sync = sync;
  }

  /** Whether the device is still unlocked, for what is read step by step. A session that is read anew is no lock. */
  readonly isOpen = (): boolean => this.room.session !== null;

  get today(): string {
    return dayAt(this.room.parts.clock());
  }

  /** Today, and no day to which the log's time has not come: a clock that runs ahead ends no period (CN5). */
  get loggedDay(): string {
    const now = this.room.parts.clock();
    return dayAt(Math.min(now, this.room.logTime ?? now));
  }

  look<T>(look: (reader: Reader) => T, nothing: T): T {
    const { reader } = this.room;
    return reader === null ? nothing : look(reader);
  }

  /** Null for a case that is not held. */
  lookAt<T>(caseId: string, look: (openCase: OpenCase, reader: Reader) => T): T | null {
    return this.look((reader) => {
      const openCase = reader.openHeld(caseId);
      return openCase === null ? null : look(openCase, reader);
    }, null);
  }

  /** A verb about these cases: their entries are read, then it works on what the unlocked reader has. */
  about<T>(cases: readonly (string | null)[], work: (reader: Reader) => Promise<T>): Promise<Verdict<T>> {
    return this.room.verb(async ({ session: { reader } }) => {
      for (const caseId of cases) if (caseId !== null) await reader.bring(caseId);
      return work(reader);
    });
  }

  /** A verb in one case. */
  verb<A extends InCase, T>(work: (reader: Reader, ...args: A) => Promise<T>): (...args: A) => Promise<Verdict<T>> {
    return (...args) => this.about([args[0]], (reader) => work(reader, ...args));
  }

  /** These methods of a writer as verbs in one case. What each does, and why it may be refused, stands where it is written. */
  verbs<W extends keyof Reader, N extends keyof Reader[W]>(
    writer: W,
    ...names: readonly N[]
  ): { readonly [K in N]: Called<Reader[W][K]> } {
    const verbNamed = (name: N) =>
      this.verb((reader, ...args: InCase) =>
        (reader[writer] as Record<N, (...args: InCase) => Promise<unknown>>)[name](...args),
      );
    return Object.fromEntries(names.map((name) => [name, verbNamed(name)])) as { [K in N]: Called<Reader[W][K]> };
  }

  /** Where something that this device wrote a moment ago is not in the log yet, that is sent first: nobody has to press twice. */
  onceLogged<A extends readonly unknown[], T>(
    verb: (...args: A) => Promise<Verdict<T>>,
  ): (...args: A) => Promise<Verdict<T>> {
    return async (...args) => {
      const verdict = await verb(...args);
      if (verdict.is === "done" || verdict.reason !== "not-logged") return verdict;
      await this.#sync();
      return verb(...args);
    };
  }
}
