// The engine of every client (EN1): a device that is opened, set up, unlocked, locked and brought up to date. It knows no screen and no platform:
// store, network, clock, randomness and the stretching of passphrases are arguments. What a person does stands on its desks: each has views, which
// are plain data made from what is held, and verbs, which give their result or their refusal as a value.

import type { Directory } from "../core/directory.ts";
import { isProblem, type ProblemCode } from "../core/problem.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import { ArchiveDesk } from "./archive.ts";
import { CaseDesk } from "./cases.ts";
import { CountDesk } from "./counts.ts";
import { DirectoryDesk } from "./directory.ts";
import { DraftDesk } from "./drafts.ts";
import { ExactNumbers } from "./exact-numbers.ts";
import { KeyDesk } from "./keys.ts";
import { LessonDesk } from "./lessons.ts";
import { OrganisationDesk } from "./organisation.ts";
import { RecordDesk } from "./record.ts";
import { RecoveryDesk } from "./recovery.ts";
import { type DeviceParts, Room } from "./room.ts";
import { atOf } from "./store/shelf.ts";
import { unlessStore } from "./store/store.ts";
import { openVault, readPinned } from "./store/vault.ts";
import { keepingVault, readVault } from "./store/vault-rows.ts";
import { Line } from "./trust/line.ts";
import { seatNews } from "./trust/seat-news.ts";
import { findWayBack } from "./trust/way-back.ts";
import { type Verdict, verdictOf } from "./verb.ts";
import type { Alarm, AsideView, DeviceView, KeptDraft } from "./views.ts";

/** The device locks itself after this long without use (EN3). */
export const lockMilliseconds = { referrer: 2 * 60_000, reader: 10 * 60_000 } as const;

type UnlockVerdict = "open" | "no-vault" | "vault-damaged" | "wrong-passphrase" | "foreign-founding";

export class Device {
  readonly cases: CaseDesk;
  readonly drafts: DraftDesk;
  readonly record: RecordDesk;
  readonly counts: CountDesk;
  readonly lessons: LessonDesk;
  readonly directory: DirectoryDesk;
  readonly keys: KeyDesk;
  readonly archive: ArchiveDesk;
  readonly recovery: RecoveryDesk;
  readonly organisation: OrganisationDesk;
  readonly exact: ExactNumbers;
  /** What the desks stand in: it says when something changed. Else for tests, and for whoever checks what others wrote. */
  readonly room: Room;
  readonly #line: Line;
  #syncing: Promise<void> | null = null;
  /** A round with the host is under way, which a slow line may hold for long. */
  #inRound = false;
  #isReadingOn = false;
  #recording: Promise<void> | null = null;
  #isTaking = false;
  #reached = false;
  /** The store refused what a round with the host brought, and when. */
  #failing: Alarm | null = null;

  private constructor(parts: DeviceParts) {
    this.#line = new Line(parts.network);
    this.room = new Room({ ...parts, network: this.#line.network });
    this.cases = new CaseDesk(this.room, () => this.sync());
    this.drafts = new DraftDesk(this.room);
    this.record = new RecordDesk(this.room);
    this.counts = new CountDesk(this.room);
    this.lessons = new LessonDesk(this.room);
    this.directory = new DirectoryDesk(this.room);
    this.keys = new KeyDesk(this.room);
    this.archive = new ArchiveDesk(this.room, (work) => this.#alone(work));
    this.recovery = new RecoveryDesk(this.room, this.archive);
    this.exact = new ExactNumbers(this.room);
    this.organisation = new OrganisationDesk(
      this.room,
      () => this.sync(),
      () => this.cases.numbers.answerHours,
    );
  }

  /** Opens the device's store, locked. */
  static async open(parts: DeviceParts): Promise<Device> {
    const device = new Device(parts);
    await device.room.load();
    return device;
  }

  /** True when the device holds a vault, whole or damaged. */
  async hasVault(): Promise<boolean> {
    return (await readVault(this.room.parts.store)) !== null;
  }

  /** True when no copy of the vault is as it was written: nothing on this device can be opened any more. */
  async isVaultDamaged(): Promise<boolean> {
    return (await readVault(this.room.parts.store)) === "damaged";
  }

  /**
   * Puts a vault file onto a device that has none, or none that is whole. False when there is one, which is never overwritten, and for what is
   * not a vault file of a country that holds.
   */
  async install(vaultFile: string): Promise<boolean> {
    const pinned = readPinned(vaultFile);
    const kept = await readVault(this.room.parts.store);
    const isThere = kept !== null && kept !== "damaged";
    if (isThere || pinned === null || parseFoundingNote(pinned.founding) === null) return false;
    await this.room.parts.store.write(keepingVault(vaultFile));
    await this.room.load();
    this.room.sayChanged();
    return true;
  }

  /** Opens the vault. Takes as long as Argon2id takes. */
  async unlock(passphrase: string): Promise<UnlockVerdict> {
    const { store, stretch } = this.room.parts;
    // What the last lock seals is not to be read meanwhile.
    await this.room.left;
    const file = await readVault(store);
    if (file === null) return "no-vault";
    if (file === "damaged") return "vault-damaged";
    // They rest encrypted, and come while the words are stretched.
    const lines = store.list("line").catch(() => undefined);
    const vault = await openVault(file, passphrase, stretch);
    if (vault === null) return "wrong-passphrase";
    const { secrets } = vault;
    // EN6: what the file says in clear anybody could have changed; the vault itself decides.
    const pinned = readPinned(file);
    const isOurs =
      pinned?.founding === secrets.founding &&
      pinned.host === secrets.host &&
      pinned.mirrors.join("\n") === secrets.mirrors.join("\n");
    if (!isOurs) return "foreign-founding";
    const hasEntered = await this.room.enter(vault, lines, async () => {
      // An overdue draft does not wait for somebody to ask for it. On a full disk it waits for the next unlock: the device opens all the same.
      await this.drafts.read().catch(unlessStore);
      await this.cases.saves.begun.read().catch(unlessStore);
    });
    if (!hasEntered) return "foreign-founding";
    void this.#readOn();
    return "open";
  }

  /** Reads what stands in no list yet, piece by piece (EN12c). A store that is asked at once needs none of it. */
  async #readOn(): Promise<void> {
    const { reader, parts } = this.room;
    if (reader === null || parts.store.now !== null || this.#isReadingOn) return;
    this.#isReadingOn = true;
    try {
      for (let goesOn = reader.list.toRead > 0; goesOn && this.room.reader === reader; )
        goesOn = await this.room.doing(() => reader.list.readMore());
      await reader.list.readAhead(() => this.room.reader === reader);
    } catch (error) {
      unlessStore(error);
    } finally {
      this.#isReadingOn = false;
    }
  }

  /**
   * Shows nothing any more, seals what waits for that (FM10), keeps what was typed last of these referrals (SL7), and forgets every secret: when this resolves. What is
   * sealed still goes out.
   */
  lock(typed: readonly KeptDraft[] = []): Promise<void> {
    const kept = this.drafts.keepAtLock(typed);
    this.cases.saves.begun.forget();
    return this.room.leave(kept);
  }

  /** What a screen shows; null on a device that was never unlocked. */
  get view(): DeviceView | null {
    const { log, session, now } = this.room;
    if (log === null) return null;
    const { founding } = log.founding;
    const device = session === null ? null : log.directory.device(session.device);
    const organisation = session?.record ?? null;
    return {
      locked: session === null,
      network: this.#reached ? (log.host.reachable === true ? "online" : "offline") : "unknown",
      country: {
        origin: log.founding.origin,
        title: founding.title,
        country: founding.country,
        languages: founding.languages,
        trial: founding.trial,
        demonstration: founding.demonstration,
        waits: log.directory.waits,
        places: founding.places ?? null,
      },
      self:
        device === null || organisation === null
          ? null
          : {
              device: device.id,
              organisation,
              role: device.role,
              admin: device.admin,
              active: log.directory.isActiveDevice(device.id, now),
              ...waitOf(log.directory, device.id, now),
              revoked: device.revoked !== null || log.directory.isHeldRevoked(device.id, now),
              suspended: log.directory.isSuspended(device.organisation, now),
            },
      log: log.view,
      askedFor: log.directory.recoveries.askedFor(log.now).map((id) => log.directory.organisation(id)?.name ?? {}),
      alarms: this.#failing === null ? log.alarms.list : [...log.alarms.list, this.#failing],
      putAway: log.alarms.putAway,
      corrections: log.corrections.views,
      council: seatNews(log.directory, log.time),
      outbox: log.outbox.waiting,
      refused: log.outbox.refusalOf(log.outbox.parcels.filter(({ leaf }) => leaf === null).map(({ hash }) => hash)),
      waitingForToken: log.outbox.waitingForToken,
      tokens: session?.tokens.count ?? 0,
    };
  }

  /** True on an unlocked device that opens what is sealed to its organisation. */
  get isReader(): boolean {
    return this.room.session !== null && !this.room.session.isReferrer;
  }

  /**
   * One round with the host: send, follow, open, answer, send again. One runs at a time; a second call joins it, and sends at once. What the store
   * refuses of it is an alarm and no failure (EN11): what was done before the round is done.
   */
  async sync(): Promise<void> {
    if (this.#inRound) await this.#sendMeanwhile();
    this.#syncing ??= this.#rounds().finally(() => {
      this.#syncing = null;
    });
    await this.#syncing;
    void this.#readOn();
    await this.#followRecord();
  }

  /** A reader's copy of the country's record. It is large: the next round does not wait for it, so that what is written meanwhile goes out. */
  #followRecord(): Promise<void> {
    const { session } = this.room;
    if (session === null || session.record === null || session.isReferrer) return Promise.resolve();
    this.#recording ??= this.room
      .doing(async () => this.room.log?.followRecord())
      .finally(() => {
        this.#recording = null;
      });
    return this.#recording;
  }

  // What the store refuses here it refuses the round too, which says so.
  async #sendMeanwhile(): Promise<void> {
    await this.room.doing(async () => this.room.log?.sendMeanwhile()).catch(unlessStore);
  }

  async #rounds(): Promise<void> {
    // Damaged leaves come anew in one round, the notes that hang on them in another.
    for (let isMended = true, times = 0; isMended && times < 3; times++) {
      isMended = false;
      await this.room
        .doing(async () => {
          this.#inRound = true;
          const isWhole = await this.#round().finally(() => {
            this.#inRound = false;
          });
          isMended = !isWhole || this.room.log?.isMended === true;
          this.#failing = null;
        })
        .catch((error: unknown) => {
          unlessStore(error);
          this.#failing = { code: "store-failing", since: this.#failing?.since ?? this.room.parts.clock() };
          this.room.sayChanged();
        });
    }
  }

  /** False where it ended early, because the index of the cases leads past entries: it is made anew first (EN12e). */
  async #round(): Promise<boolean> {
    const { log } = this.room;
    if (log === null) return true;
    const wasKnown = this.room.session?.record != null;
    const goesOn = await log.sync();
    this.#reached = true;
    // A referrer writes from here on, and need not wait for tokens. A reader's list would be empty until it is read.
    if (!wasKnown && this.room.session?.isReferrer === true) this.room.sayChanged();
    if (log.isMended) this.room.mustReadAnew();
    try {
      const isWhole = (await this.room.reader?.cases.isWhole()) !== false;
      if (!isWhole) this.room.mustReadAnew();
      else if (goesOn) await this.room.session?.sync();
      await this.room.tryAside();
      return isWhole;
    } catch (error) {
      // Locked in the middle: what was not taken is taken at the next sync.
      if (!isProblem(error, "engine", "locked")) throw error;
      return true;
    }
  }

  /** Only sends what waits; works while locked, and is what a service worker calls. */
  async flush(): Promise<number> {
    return this.room.doing(async () => {
      const logged = (await this.room.log?.flush()) ?? 0;
      this.#reached = this.room.log !== null;
      return logged;
    });
  }

  /** How many sealed `case` envelopes the log holds from this size on, for whomever they are. A locked device knows no more. */
  sealedSince(size: number): number {
    const follower = this.room.log?.follower;
    let count = 0;
    for (let i = size; i < (follower?.size ?? 0); i++) if (follower?.leaf(i)?.class === "case") count++;
    return count;
  }

  /** Puts an alarm away; false for one that stays, or that is not there. */
  dismissAlarm(alarm: Alarm): Promise<Verdict<boolean>> {
    if (alarm.code === "store-failing") this.#failing = null;
    return verdictOf(() => this.room.doing(async () => (await this.room.log?.alarms.dismiss(alarm)) ?? false));
  }

  /** What this device alone has and cannot read now (EN10d). Empty while locked. */
  get aside(): readonly AsideView[] {
    return this.room.session?.aside.views ?? [];
  }

  /** Looks again at what could not be read, and writes again what the store cannot give and is still in memory. */
  tryAside(): Promise<Verdict> {
    return verdictOf(async () => {
      await this.room.doing(() => this.room.tryAside());
      if (this.room.session === null) return;
      await this.room.doing(async () => void (await this.cases.saves.begun.read()));
    });
  }

  /** Erases something that cannot be read: only a person says so. What it held is gone then. */
  eraseAside = (id: string): Promise<Verdict> =>
    this.room.verb(async ({ session }) => {
      const { changes, apply } = session.aside.erasing((row) => atOf(row.table, row.key) === id);
      await this.room.parts.store.write(changes);
      apply();
    });

  /**
   * Takes a correction of the council (LG10): after a fork this device goes on on the history that it calls true. Gives why not when it does not;
   * then nothing has changed.
   */
  takeCorrection(note: string): Promise<Verdict<ProblemCode<"correction"> | "taken">> {
    return verdictOf(async () => {
      this.room.open();
      // A round that is drawn out is not waited for. What is taken by another call is.
      for (let round = this.#syncing; round !== null; round = this.#syncing)
        await (this.#isTaking ? round : this.#line.dropUntil(Promise.all([round, this.#recording])));
      this.#isTaking = true;
      const taking = this.room.doing(() => this.#goBack(note));
      // No round of the log meanwhile: whoever asks for one gets this instead.
      this.#syncing = taking.then(
        () => undefined,
        () => undefined,
      );
      return taking.finally(() => {
        this.#syncing = null;
        this.#isTaking = false;
      });
    });
  }

  /** No round of the log meanwhile: whoever asks for one gets this instead. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    for (let round = this.#syncing; round !== null; round = this.#syncing) await round;
    const doing = this.room.doing(work);
    this.#syncing = doing.then(
      () => undefined,
      () => undefined,
    );
    return doing.finally(() => {
      this.#syncing = null;
    });
  }

  /** All of it is one write. What is in memory is read anew from the store afterwards. */
  async #goBack(note: string): Promise<ProblemCode<"correction"> | "taken"> {
    const { session, log } = this.room.open();
    const way = await findWayBack(note, log, log.parts);
    if (typeof way === "string") return way;
    await this.room.parts.store.write([
      ...way.changes,
      ...log.outbox.postingAgain(way.isOnTrueHistory),
      ...way.revocations.map((revocation) => log.outbox.pack(revocation, "directory", null).change),
      ...(way.from === null ? [] : await session.goingBack(way.from)),
    ]);
    this.room.mustReadAnew();
    return "taken";
  }
}

function waitOf(
  directory: Directory,
  device: string,
  now: number,
): { readonly waits?: { readonly until: number | null } } {
  const wait = directory.waitOf(device, now);
  return wait === null ? {} : { waits: { until: wait.over === null ? null : wait.over * 1000 } };
}
