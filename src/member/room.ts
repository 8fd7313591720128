// What all desks share: the log of the country, the session of an unlocked device, and the one way in which anything is written. When the store
// refuses, both are read anew from it, so that nothing is shown as kept that is not.

import { isProblem, Problem } from "../core/problem.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import type { Reader } from "./reader.ts";
import { type LoadPart, type RestingLines, Session, type SessionParts } from "./session.ts";
import { Damage } from "./store/damage.ts";
import type { MemberStore } from "./store/store.ts";
import { type OpenVault, readPinned, type StretchPassphrase, saveVault } from "./store/vault.ts";
import { keepingVault, readVault } from "./store/vault-rows.ts";
import type { Network } from "./trust/host-client.ts";
import { PublicLog } from "./trust/public-log.ts";
import { type Verdict, verdictOf } from "./verb.ts";

export interface DeviceParts {
  readonly store: MemberStore;
  readonly network: Network;
  /** Milliseconds since 1970. The one clock of the program (EN7). */
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  readonly stretch: StretchPassphrase;
  /** Loads a part of the program that not every device needs; by default at once, and once. */
  readonly load?: LoadPart;
}

/** What is there on an unlocked device. */
interface Open {
  readonly session: Session;
  readonly log: PublicLog;
}

export class Room {
  readonly parts: DeviceParts;
  readonly #changeListeners = new Set<() => void>();
  readonly #outboxListeners = new Set<() => void>();
  #log: PublicLog | null = null;
  #session: Session | null = null;
  #vault: OpenVault | null = null;
  /** The store refused a write: what is held here may be more than what is kept there. */
  #isAhead = false;
  #underWay = 0;
  #readingAnew: Promise<void> | null = null;
  #left: Promise<void> = Promise.resolve();

  constructor(parts: DeviceParts) {
    this.parts = parts;
  }

  /** Calls the listener after every change; gives back how to stop. A screen draws anew then (web/engine.ts). */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Calls the listener when a verb put something into the outbox; gives back how to stop. */
  onOutbox(listener: () => void): () => void {
    this.#outboxListeners.add(listener);
    return () => this.#outboxListeners.delete(listener);
  }

  sayChanged(): void {
    for (const listener of this.#changeListeners) listener();
  }

  #sayOutbox(): void {
    for (const listener of this.#outboxListeners) listener();
  }

  /** Null on a device without a vault. */
  get log(): PublicLog | null {
    return this.#log;
  }

  /** Null while locked. */
  get session(): Session | null {
    return this.#session;
  }

  /** Null while locked: then a desk has nothing to show. */
  get here(): Open | null {
    return this.#session === null || this.#log === null ? null : { session: this.#session, log: this.#log };
  }

  /** What a reader's device has; null while locked, and on one that only sends. */
  get reader(): Reader | null {
    return this.#session?.reads ?? null;
  }

  /** For what cannot be without it. Throws a Problem of the engine while locked. */
  open(): Open {
    const { here } = this;
    if (here === null) throw new Problem("engine", "locked");
    return here;
  }

  /** The size of the log as far as it was seen. */
  get now(): number {
    return this.#log?.follower.seen?.size ?? 1;
  }

  /** The log's time, in milliseconds since 1970; null where it says none. */
  get logTime(): number | null {
    return this.#log?.time ?? null;
  }

  /** Does what may write on an unlocked device. A refusal is a value. */
  async verb<T>(work: (open: Open) => Promise<T>): Promise<Verdict<T>> {
    const before = this.#log?.outbox.taken;
    const verdict = await verdictOf(() => this.doing(() => work(this.open())));
    if (this.#log?.outbox.taken !== before) this.#sayOutbox();
    return verdict;
  }

  /**
   * Does what may write. When the store refused, log and session are read anew from it as soon as nothing else is under way: else
   * an entry that is held and not kept would pass for read, and be gone at the next start.
   */
  async doing<T>(work: () => Promise<T>): Promise<T> {
    await this.#catchUp();
    this.#underWay += 1;
    try {
      return await work();
    } catch (error) {
      // Something nobody foresaw may have been in the middle of it.
      if (isProblem(error, "store") || !(error instanceof Problem)) this.#isAhead = true;
      throw error;
    } finally {
      this.#underWay -= 1;
      // If the store cannot even be read, the next attempt will say so.
      await this.#catchUp().catch(() => undefined);
      this.sayChanged();
    }
  }

  /** Log and session are read anew once nothing is under way: the store holds something else than they. */
  mustReadAnew(): void {
    this.#isAhead = true;
  }

  /** Reads the log of the country that the vault pins. */
  async load(): Promise<void> {
    const damage = new Damage();
    this.#log = await loadPublicLog(this.parts, damage);
    if (this.#log !== null) await this.#mend(this.#log, null, damage);
  }

  /**
   * Begins a session with an opened vault; `first` is done before anybody sees it. Not while log and session are read anew, which ends what it finds: the device would be locked again, and not say so. False where there is no log.
   */
  enter(vault: OpenVault, lines: RestingLines, first: () => Promise<void>): Promise<boolean> {
    return this.doing(async () => {
      const log = this.#log;
      if (log === null) return false;
      const session = await this.#openSession(vault, log, { lines });
      this.#vault = vault;
      this.#session = session;
      await first();
      await this.#mend(log, session);
      return true;
    });
  }

  /**
   * Forgets every secret. Nothing is shown any more at once; what waits to be sealed is sealed before the key is wiped, for which nobody needs the network
   * (FM10). What the store refuses of that waits encrypted, for the next time. `kept` is being written, and no session begins before it is.
   */
  leave(kept: Promise<void> = Promise.resolve()): Promise<void> {
    const [session, vault] = [this.#session, this.#vault];
    this.#session = null;
    this.#vault = null;
    const wipe = () => {
      vault?.key.fill(0);
      session?.end();
    };
    const reader = session?.reads ?? null;
    this.#left = Promise.all([this.#left, kept]).then(() => undefined);
    if (reader === null || reader.waiting.isDone) wipe();
    else {
      const before = this.#log?.outbox.taken;
      const sealed = this.doing(() => reader.sealWaiting()).catch((error: unknown) => {
        if (!isProblem(error, "store") && !isProblem(error, "engine")) throw error;
      });
      this.#left = Promise.all([this.#left, sealed.finally(wipe)]).then(() => {
        if (this.#log?.outbox.taken !== before) this.#sayOutbox();
      });
    }
    this.sayChanged();
    return this.#left;
  }

  /** Ends when the last lock wiped its key. */
  get left(): Promise<void> {
    return this.#left;
  }

  #openSession(vault: OpenVault, log: PublicLog, there: Parameters<typeof Session.open>[1]): Promise<Session> {
    const parts: SessionParts = {
      ...this.parts,
      load: this.parts.load ?? ((part) => part()),
      log,
      vault,
      save: async (secrets) => {
        // A lock in the middle of a sync wipes the key: a vault sealed under an empty key would be open to everybody.
        if (this.#vault?.key !== vault.key) throw new Problem("engine", "locked");
        const changed = vault.with(secrets);
        const text = saveVault(changed, this.parts.randomBytes);
        await this.parts.store.write(keepingVault(text));
        if (this.#vault?.key === vault.key) this.#vault = changed;
      },
    };
    return Session.open(parts, there);
  }

  async #catchUp(): Promise<void> {
    if (this.#isAhead && this.#underWay === 0) {
      this.#readingAnew ??= this.#readAnew().finally(() => {
        this.#readingAnew = null;
      });
    }
    await this.#readingAnew;
  }

  async #readAnew(): Promise<void> {
    const vault = this.#vault;
    const log = await loadPublicLog(this.parts);
    const before = this.#session ?? undefined;
    const session = vault === null || log === null ? null : await this.#openSession(vault, log, { before });
    // What is on the screen stays there.
    for (const caseId of this.#session?.reads?.list.asked ?? []) await session?.reads?.bring(caseId);
    this.#session?.end();
    this.#log = log;
    this.#session = this.#vault === vault ? session : null;
    this.#isAhead = false;
    if (log !== null) await this.#mend(log, session);
  }

  /** The same for rows that were opened since the start. */
  async mendFound(): Promise<void> {
    if (this.#log !== null && this.#session !== null) await this.#mend(this.#log, this.#session);
  }

  /** Looks again at what could not be read. What can be read now is taken in: log and session are read anew. */
  async tryAside(): Promise<void> {
    if ((await this.#session?.aside.tryAgain()) === true) this.mustReadAnew();
    await this.mendFound();
  }

  /**
   * Writes what mends damaged rows, notes what cannot be read and stays, and says once that there was damage (EN10). What is only away is no damage. A store
   * without room says so at the next round.
   */
  async #mend(log: PublicLog, session: Session | null, ...others: readonly Damage[]): Promise<void> {
    const damages = [log.damage, ...(session === null ? [] : [session.shelf.damage]), ...others];
    try {
      const aside = await session?.aside.take(this.parts.clock());
      const taken = damages.map((damage) => damage.take());
      const findings = taken.flatMap((each) => each.findings);
      const hasLost = aside?.fresh.some(({ why }) => why === "damaged") === true || findings.some(({ lost }) => lost);
      const changes = [...taken.flatMap(({ repairs }) => repairs), ...(aside?.changes ?? [])];
      if (findings.length > 0 || hasLost) await log.alarms.raise("device-damaged");
      if (hasLost) await log.alarms.raise("device-lost");
      if (changes.length > 0) await this.parts.store.write(changes);
    } catch (error) {
      if (!isProblem(error, "store")) throw error;
    }
  }
}

/** The public log of the country that this device's vault file pins; null on a device without one. A locked device needs no more. */
export async function loadPublicLog(
  parts: Pick<DeviceParts, "store" | "network" | "clock">,
  damage = new Damage(),
): Promise<PublicLog | null> {
  const file = await readVault(parts.store, damage);
  const pinned = file === null ? null : readPinned(file);
  const founding = pinned === null ? null : parseFoundingNote(pinned.founding);
  if (pinned === null || founding === null) return null;
  return PublicLog.load({ ...parts, founding, host: pinned.host, mirrors: pinned.mirrors });
}
