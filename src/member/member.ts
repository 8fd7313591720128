// The engine of every client (EN1): unlock, sync, refer, answer. It knows no screen and no platform: store, network, clock, chance and the
// stretching of passphrases come in from outside. Screens read `view` and call the verbs.

import { answerHours } from "../core/answer-time.ts";
import type { Danger } from "../core/case/fold.ts";
import type { OrganisationRecord } from "../core/directory.ts";
import type { BodyOf, Status } from "../core/entry-kind.ts";
import type { Json } from "../core/json.ts";
import type { Lesson } from "../core/lessons.ts";
import type { Ringable } from "../core/phones.ts";
import { ringableFrom, ringableOf, servicesListed } from "../core/phones.ts";
import type { AnswerVerb } from "../core/policy-table.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { mostDrafts } from "../core/referral-draft.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { Service } from "../core/service.ts";
import { isOver } from "../core/waits.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import type { RecordBook } from "../record/book.ts";
import type { LessonCountEntered, LessonCoverage } from "../record/lesson-count.ts";
import type { CheckedTable } from "../record/table/check-table.ts";
import type { Dictionaries } from "../record/table/read-cell.ts";
import type { Table } from "../record/table/row-table.ts";
import { compareInbox, entriesNamed, inboxItem, viewCase } from "./cases/case-view.ts";
import type { GrantConsent, TokenConsent } from "./cases/case-writer.ts";
import { chooseNewcomers } from "./cases/newcomer-choice.ts";
import { draftMilliseconds, isNoteDraft, keepingNoteDraft, readNoteDrafts } from "./cases/note-drafts.ts";
import type { CountryRecord, Entered, TellNotes } from "./record/record-desk.ts";
import { ComposeProblem } from "./sending/composer.ts";
import type { Wish } from "./sending/service-choice.ts";
import { chooseServices } from "./sending/service-choice.ts";
import { Session } from "./session.ts";
import { Damage } from "./store/damage.ts";
import type { MemberStore } from "./store/store.ts";
import { StoreProblem } from "./store/store.ts";
import type { OpenVault, StretchPassphrase } from "./store/vault.ts";
import { openVault, readPinned, saveVault } from "./store/vault.ts";
import { keepingVault, readVault } from "./store/vault-rows.ts";
import type { Network } from "./trust/host-client.ts";
import { Line } from "./trust/line.ts";
import { PublicLog } from "./trust/public-log.ts";
import type { WayBackRefusal } from "./trust/way-back.ts";
import { findWayBack } from "./trust/way-back.ts";
import type {
  Alarm,
  CaseView,
  InboxItem,
  KeptDraft,
  LessonsView,
  MemberView,
  NamedCases,
  Newcomer,
  SentView,
  ServiceChoice,
} from "./views.ts";

export interface MemberParts {
  readonly store: MemberStore;
  readonly network: Network;
  /** Milliseconds since 1970. The one clock of the program (EN7). */
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  readonly stretch: StretchPassphrase;
}

/** The device locks itself after this long without use (EN3). */
export const lockMilliseconds = { referrer: 2 * 60_000, reader: 10 * 60_000 } as const;

/** A search for a name names no more cases than these: more would be a list of names. */
const mostNamed = 5;

/** Who never keeps two at once need not name the one. */
const onlyDraft = "draft";

interface DraftRow extends KeptDraft {
  readonly name: string;
}

export type UnlockVerdict = "open" | "no-vault" | "vault-damaged" | "wrong-passphrase" | "foreign-founding";

export class Member {
  readonly #line: Line;
  readonly #parts: MemberParts;
  readonly #listeners = new Set<() => void>();
  #log: PublicLog | null = null;
  #session: Session | null = null;
  #vault: OpenVault | null = null;
  #syncing: Promise<void> | null = null;
  /** A round with the host is under way, which a slow line may hold for long. */
  #inRound = false;
  #recording: Promise<void> | null = null;
  #isTaking = false;
  #reached = false;
  /** The store refused a write: what is held here may be more than what is kept there. */
  #isAhead = false;
  #underWay = 0;
  /** The drafts that were kept or shown here: by id the random name that each was given when it began. */
  #knownDrafts: Map<string, string> = new Map();
  #readingAnew: Promise<void> | null = null;
  /** The store refused what a round with the host brought, and when. */
  #failing: Alarm | null = null;

  private constructor(parts: MemberParts) {
    this.#line = new Line(parts.network);
    this.#parts = { ...parts, network: this.#line.network };
  }

  /** Opens the device's store, locked. */
  static async open(parts: MemberParts): Promise<Member> {
    const member = new Member(parts);
    await member.#load();
    return member;
  }

  /** True when the device holds a vault, whole or damaged. */
  async hasVault(): Promise<boolean> {
    return (await readVault(this.#parts.store)) !== null;
  }

  /** True when no copy of the vault is as it was written: nothing on this device can be opened any more. */
  async isVaultDamaged(): Promise<boolean> {
    return (await readVault(this.#parts.store)) === "damaged";
  }

  /**
   * Puts a vault file onto a device that has none, or none that is whole. False when there is one, which is never overwritten, and for what is
   * not a vault file of a country that holds.
   */
  async install(vaultFile: string): Promise<boolean> {
    const pinned = readPinned(vaultFile);
    const kept = await readVault(this.#parts.store);
    const isThere = kept !== null && kept !== "damaged";
    if (isThere || pinned === null || parseFoundingNote(pinned.founding) === null) return false;
    await this.#parts.store.write(keepingVault(vaultFile));
    await this.#load();
    this.#changed();
    return true;
  }

  /** Opens the vault. Takes as long as Argon2id takes. */
  async unlock(passphrase: string): Promise<UnlockVerdict> {
    const file = await readVault(this.#parts.store);
    if (file === null) return "no-vault";
    if (file === "damaged") return "vault-damaged";
    const vault = await openVault(file, passphrase, this.#parts.stretch);
    if (vault === null) return "wrong-passphrase";
    const { secrets } = vault;
    // EN6: what the file says in clear anybody could have changed; the vault itself decides.
    const pinned = readPinned(file);
    const isOurs =
      pinned?.founding === secrets.founding &&
      pinned.host === secrets.host &&
      pinned.mirrors.join("\n") === secrets.mirrors.join("\n");
    if (!isOurs || this.#log === null) return "foreign-founding";
    const session = await this.#openSession(vault, this.#log);
    this.#vault = vault;
    this.#session = session;
    // An overdue draft does not wait for somebody to ask for it. On a full disk it waits for the next unlock: the device opens all the same.
    await this.drafts().catch(unlessStore);
    await this.noteDrafts().catch(unlessStore);
    await this.#mend(this.#log, session.shelf.damage);
    this.#changed();
    return "open";
  }

  /** Forgets every secret. What is sealed still goes out. */
  lock(): void {
    this.#vault?.key.fill(0);
    this.#vault = null;
    this.#session?.end();
    this.#session = null;
    this.#changed();
  }

  /** Calls the listener after every change; gives back how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a screen shows; null on a device that was never unlocked. */
  get view(): MemberView | null {
    const log = this.#log;
    if (log === null) return null;
    const { founding } = log.founding;
    const now = log.follower.seen?.size ?? 1;
    const device = this.#session === null ? null : log.directory.device(this.#session.device);
    const organisation = this.#session?.record ?? null;
    return {
      locked: this.#session === null,
      network: this.#reached ? (log.host.reachable === true ? "online" : "offline") : "unknown",
      country: {
        origin: log.founding.origin,
        title: founding.title,
        country: founding.country,
        languages: founding.languages,
        trial: founding.trial,
        demonstration: founding.demonstration,
        waits: log.directory.waits,
      },
      self:
        this.#session === null || device === null || organisation === null
          ? null
          : {
              device: device.id,
              organisation,
              role: device.role,
              admin: device.admin,
              active: log.directory.isActiveDevice(device.id, now),
            },
      log: log.view,
      alarms: this.#failing === null ? log.alarms.list : [...log.alarms.list, this.#failing],
      putAway: log.alarms.putAway,
      corrections: log.corrections.views,
      outbox: log.outbox.waiting,
      refused: log.outbox.refusalOf(log.outbox.parcels.filter(({ leaf }) => leaf === null).map(({ hash }) => hash)),
      waitingForToken: log.outbox.waitingForToken,
      tokens: this.#session?.tokens.count ?? 0,
    };
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
    await this.#followRecord();
  }

  /** A reader's copy of the country's record. It is large: the next round does not wait for it, so that what is written meanwhile goes out. */
  #followRecord(): Promise<void> {
    if (this.#session === null || this.#session.record === null || this.#session.isReferrer) return Promise.resolve();
    this.#recording ??= this.#doing(async () => this.#log?.followRecord()).finally(() => {
      this.#recording = null;
    });
    return this.#recording;
  }

  // What the store refuses here it refuses the round too, which says so.
  async #sendMeanwhile(): Promise<void> {
    await this.#doing(async () => this.#log?.sendMeanwhile()).catch((error: unknown) => {
      if (!(error instanceof StoreProblem)) throw error;
    });
  }

  async #rounds(): Promise<void> {
    // Damaged leaves come anew in one round, the notes that hang on them in another.
    for (let isMended = true, times = 0; isMended && times < 3; times++) {
      isMended = false;
      await this.#doing(async () => {
        this.#inRound = true;
        await this.#sync().finally(() => {
          this.#inRound = false;
        });
        isMended = this.#log?.isMended === true;
        this.#failing = null;
      }).catch((error: unknown) => {
        if (!(error instanceof StoreProblem)) throw error;
        this.#failing = { code: "store-failing", since: this.#failing?.since ?? this.#parts.clock() };
        this.#changed();
      });
    }
  }

  /** Only sends what waits; works while locked, and is what a service worker calls. */
  async flush(): Promise<number> {
    return this.#doing(async () => {
      const logged = (await this.#log?.flush()) ?? 0;
      this.#reached = this.#log !== null;
      return logged;
    });
  }

  /** How many sealed `case` envelopes the log holds from this size on, for whomever they are. A locked device can tell no more. */
  sealedSince(size: number): number {
    const follower = this.#log?.follower;
    let count = 0;
    for (let i = size; i < (follower?.size ?? 0); i++) if (follower?.leaf(i)?.class === "case") count++;
    return count;
  }

  services(wish: Wish): readonly ServiceChoice[] {
    const log = this.#open().log;
    return chooseServices(log.directory, wish, log.follower.seen?.size ?? 1, this.#parts.clock());
  }

  /**
   * Whom to ring: the organisations that are named, or from here, the hotline of the country first (DR5). Which ones were asked this device does not know
   * once it has sealed a referral (SL7), so nothing but its own place decides.
   */
  phones(asked?: readonly string[]): readonly Ringable[] {
    const { log, session } = this.#open();
    const { directory, follower } = log;
    const clock = this.#parts.clock();
    const listed = servicesListed(directory, follower.seen?.size ?? 1);
    const home = directory.founding.country;
    const place = session.record?.area ?? session.record?.country ?? home;
    return asked === undefined ? ringableFrom(place, home, listed, clock) : ringableOf(asked, listed, clock);
  }

  /** The telephone number of this post, which is sealed into each referral; null while nobody typed it. */
  get ringBack(): string | null {
    return this.#open().session.ringBack.number;
  }

  /** Keeps the telephone number of this post; null forgets it. Throws RangeError for what is none. */
  async keepRingBack(number: string | null): Promise<void> {
    await this.#doing(() => this.#open().session.ringBack.keep(number));
  }

  /** A service of the trusted directory. */
  service(id: string): Service | null {
    return this.#log?.directory.service(id) ?? null;
  }

  /** An organisation of the trusted directory. */
  organisation(id: string): OrganisationRecord | null {
    return this.#log?.directory.organisation(id) ?? null;
  }

  /** True on an unlocked device that opens what is sealed to its organisation. */
  get isReader(): boolean {
    return this.#session !== null && !this.#session.isReferrer;
  }

  /** The sealed bytes of a sent referral while the device keeps them, to carry by file (LG6): its envelopes one after another. */
  sealedFile(entry: string): Uint8Array | null {
    return this.#open().session.sealedFile(entry);
  }

  /**
   * Keeps a draft, encrypted; it dies after 12 hours or at sending. A sixth beside five is not taken. Throws ComposeProblem `draft-gone` when another
   * window of this device sent or discarded it meanwhile: what was sent must not be at rest again (SL7).
   */
  async saveDraft(draft: ReferralDraft, id = onlyDraft): Promise<void> {
    const { session } = this.#open();
    await this.#mustBeThere(session, id);
    const kept = await this.#draftRows();
    const known = kept.find((row) => row.id === id);
    if (kept.length >= mostDrafts && known === undefined) throw new Error("five drafts are kept already");
    const since = known?.since ?? this.#parts.clock();
    const name = known?.name ?? encodeHex(this.#parts.randomBytes(8));
    await this.#parts.store.write([session.shelf.put("draft", id, { name, since, draft: draft as unknown as Json })]);
    this.#knownDrafts.set(id, name);
  }

  /** The unsent drafts that are younger than 12 hours, the oldest first. Older ones are erased. */
  async drafts(): Promise<readonly KeptDraft[]> {
    const kept = await this.#draftRows();
    this.#knownDrafts = new Map(kept.map(({ id, name }) => [id, name]));
    return kept.map(({ id, since, draft }) => ({ id, since, draft }));
  }

  async #draftRows(): Promise<readonly DraftRow[]> {
    const { session } = this.#open();
    const kept = (await session.shelf.list("draft"))
      .filter(({ key }) => !isNoteDraft(key))
      .map(({ key, value }) => ({ id: key, ...(value as unknown as Omit<DraftRow, "id">) }));
    const now = this.#parts.clock();
    const overdue = kept.filter(({ since }) => now - since >= draftMilliseconds);
    if (overdue.length > 0)
      await this.#parts.store.write(overdue.map(({ id: key }) => ({ table: "draft", key, value: null })));
    return kept.filter((draft) => !overdue.includes(draft)).sort((a, b) => a.since - b.since);
  }

  /** One draft, if it is there and younger than 12 hours. */
  async loadDraft(id = onlyDraft): Promise<ReferralDraft | null> {
    return (await this.drafts()).find((draft) => draft.id === id)?.draft ?? null;
  }

  async discardDraft(id = onlyDraft): Promise<void> {
    this.#knownDrafts.delete(id);
    await this.#parts.store.write([{ table: "draft", key: id, value: null }]);
  }

  /**
   * Seals a draft into the outbox and forgets it; gives the entry ids of its referrals, the one near the person first. A provider that names itself
   * alone opens a case of its own: then it is the id of the case. Call `sync` to send at once. Throws ComposeProblem `draft-gone` when
   * the draft from which this began was sent or discarded by another window of this device: nobody is referred twice by it.
   */
  async referAll(draft: ReferralDraft, id = onlyDraft): Promise<readonly string[]> {
    return this.#doing(async () => {
      const { session } = this.#open();
      await this.#mustBeThere(session, id);
      const entries = await session.refer(draft, id);
      this.#knownDrafts.delete(id);
      return entries;
    });
  }

  /** The same, and the id of the first referral. */
  async refer(draft: ReferralDraft, id = onlyDraft): Promise<string> {
    const [entry = ""] = await this.referAll(draft, id);
    return entry;
  }

  /** Throws when a draft with which this program began is there no more. */
  async #mustBeThere(session: Session, id: string): Promise<void> {
    const known = this.#knownDrafts.get(id);
    const row = (await session.shelf.get("draft", id)) as unknown as DraftRow | undefined;
    if (known !== undefined && row?.name !== known) throw new ComposeProblem("draft-gone");
  }

  /** The case to which an entry of ours belongs; null for one that is not held, as all of a referrer's. */
  caseOf(entry: string): string | null {
    return this.#open().session.caseOf(entry);
  }

  get sent(): readonly SentView[] {
    return this.#open().session.sent;
  }

  /** How far a referrer's device is with the short lessons; null on a device of others. */
  get lessons(): LessonsView | null {
    return this.#open().session.lessons.view;
  }

  /** Keeps that a lesson is done. With the last one that is sealed for who counts it; call `sync` to send at once. */
  async finishLesson(lesson: Lesson): Promise<void> {
    await this.#doing(() => this.#open().session.lessons.finish(lesson));
  }

  /** What a reader was told of lessons that devices have done (LS3). */
  get lessonCounts(): readonly LessonCountEntered[] {
    return this.#open().session.lessons.counts;
  }

  /** How many devices of each organisation did the lessons in the last year, as a reader was told (LS6). */
  get lessonCoverage(): readonly LessonCoverage[] {
    return this.#open().session.lessons.coverage;
  }

  /** Enters the numbers that this organisation counts and has not entered yet, as one import; null when there is none. */
  async enterLessons(): Promise<Entered | null> {
    return this.#doing(() => this.#open().session.lessons.enter());
  }

  get inbox(): readonly InboxItem[] {
    const { session } = this.#open();
    const items = session.book.caseIds.map((caseId) => inboxItem(session.fold(caseId), session.organisation));
    return items.filter((item) => item !== null).sort(compareInbox);
  }

  /** In how many hours this organisation answered lately, as its capacity note may tell it; null when that would tell too much (DR5). */
  get answerHours(): number | null {
    const { session, log } = this.#open();
    const cases = session.book.caseIds.map((caseId) => session.fold(caseId));
    return answerHours(cases, session.organisation, log.directory.times, this.#parts.clock());
  }

  case(caseId: string): CaseView | null {
    const { session, log } = this.#open();
    if (!session.book.caseIds.includes(caseId)) return null;
    return viewCase(session.fold(caseId), session.organisation, {
      origin: log.founding.origin,
      party: session.record?.party ?? null,
      leftOut: session.cases.leftOut(caseId),
      isJustice: (id) => log.directory.organisation(id)?.party === "justice",
      isOver: (lastDay) => isOver(log.directory.times, lastDay, log.follower.seen?.size ?? 1),
    });
  }

  /**
   * Looks for the cases of which we may read the name and whose name holds these words, in whatever script either is written (FD8). At most
   * five are named, and each of them is first logged as opened on this device (SL10); of more only the number is said.
   */
  async findNamed(words: string): Promise<NamedCases> {
    const { session } = this.#open();
    const found = session.book.caseIds
      .map((caseId) => [caseId, entriesNamed(session.fold(caseId), session.organisation, words)] as const)
      .filter(([, entries]) => entries.length > 0);
    if (found.length > mostNamed) return { count: found.length, caseIds: new Set() };
    const today = new Date(this.#parts.clock()).toISOString().slice(0, "2026-01-01".length);
    for (const [caseId, entries] of found)
      await this.#journal(() => session.cases.recordFinding(caseId, entries, today));
    return { count: found.length, caseIds: new Set(found.map(([caseId]) => caseId)) };
  }

  // A device that may not write (any more) shows what it holds all the same: the journal is a rule of honest programs, not a lock.
  async #journal(write: () => Promise<void>): Promise<void> {
    try {
      await this.#doing(write);
    } catch (error) {
      if (!(error instanceof ComposeProblem)) throw error;
    }
  }

  /**
   * To be called when a person opens a case on this device, and again when more of it may be shown: it is logged what was opened (SL10). Gives
   * whether there was anything to log.
   */
  async recordOpening(caseId: string): Promise<boolean> {
    const { session } = this.#open();
    if (!session.book.caseIds.includes(caseId)) return false;
    return this.#doing(() => session.cases.recordOpening(caseId));
  }

  /** Whom we may bring into a case (SL8). */
  newcomers(caseId: string): readonly Newcomer[] {
    const { session, log } = this.#open();
    return chooseNewcomers(log.directory, session.fold(caseId), session.organisation, log.follower.seen?.size ?? 1);
  }

  async accept(caseId: string, referral: string): Promise<void> {
    await this.#answer(caseId, referral, "accept", {});
  }

  async decline(caseId: string, referral: string, reason: BodyOf<"referral.decline">["reason"]): Promise<void> {
    await this.#answer(caseId, referral, "decline", { reason });
  }

  async waitlist(caseId: string, referral: string): Promise<void> {
    await this.#answer(caseId, referral, "waitlist", {});
  }

  async meet(caseId: string, referral: string): Promise<void> {
    await this.#answer(caseId, referral, "meet", {});
  }

  async close(caseId: string, referral: string, outcome: BodyOf<"referral.close">["outcome"]): Promise<void> {
    await this.#answer(caseId, referral, "close", { outcome });
  }

  /** Help that ended goes on. */
  async reopen(caseId: string, referral: string): Promise<void> {
    await this.#answer(caseId, referral, "reopen", {});
  }

  /** Says anew whether the person is in danger (FD4). */
  async sayDanger(caseId: string, danger: Danger): Promise<void> {
    await this.#doing(() => this.#open().session.cases.sayDanger(caseId, danger));
  }

  /** Takes a carried file (LG6): gives how many of its envelopes were for us; null for what is not such a file. */
  takeCarried(file: Uint8Array): Promise<number | null> {
    return this.#doing(() => this.#open().session.takeCarried(file));
  }

  /** Takes a carried revocation of a device (DR3); false when it is none that holds, or the log has one already. */
  async takeRevocation(note: Uint8Array): Promise<boolean> {
    const { log, session } = this.#open();
    const taken = await this.#doing(() => log.takeRevocation(note));
    session.cases.forgetFolds();
    session.lessons.forgetCounts();
    return taken;
  }

  /**
   * Takes a correction of the council (LG10): after a fork this device goes on on the history that it calls true. Gives why not when it does not;
   * then nothing has changed.
   */
  async takeCorrection(note: string): Promise<WayBackRefusal | "taken"> {
    this.#open();
    // A round that is drawn out is not waited for. What is taken by another call is.
    for (let round = this.#syncing; round !== null; round = this.#syncing)
      await (this.#isTaking ? round : this.#line.dropUntil(Promise.all([round, this.#recording])));
    this.#isTaking = true;
    const taking = this.#doing(() => this.#goBack(note));
    // No round of the log meanwhile: whoever asks for one gets this instead.
    this.#syncing = taking.then(
      () => undefined,
      () => undefined,
    );
    const gone = await taking.finally(() => {
      this.#syncing = null;
      this.#isTaking = false;
    });
    if (typeof gone === "string") return gone;
    for (const dropped of gone) await this.#doing(async () => this.#log?.takeRevocation(dropped));
    return "taken";
  }

  /** Gives the directory notes that were dropped. What is in memory is read anew from the store afterwards. */
  async #goBack(note: string): Promise<WayBackRefusal | readonly Uint8Array[]> {
    const { session, log } = this.#open();
    const way = await findWayBack(note, log, log.parts);
    if (typeof way === "string") return way;
    await this.#parts.store.write([
      ...way.changes,
      ...log.outbox.postingAgain(way.isOnTrueHistory),
      ...(way.from === null ? [] : await session.goingBack(way.from)),
    ]);
    this.#isAhead = true;
    return way.droppedNotes;
  }

  /** The person takes a consent back (FD7). */
  async withdrawConsent(caseId: string, given: string): Promise<void> {
    await this.#doing(() => this.#open().session.cases.withdrawConsent(caseId, given));
  }

  /** The person confirmed to this organisation that she takes a consent back: its holder erases what rests on it (FD7). */
  async confirmWithdrawal(caseId: string, given: string): Promise<void> {
    await this.#doing(() => this.#open().session.cases.confirmWithdrawal(caseId, given));
  }

  /** Brings an organisation into the case with the person's consent (SL8). */
  async grant(caseId: string, consent: GrantConsent): Promise<void> {
    await this.#doing(() => this.#open().session.cases.grant(caseId, consent));
  }

  /** The person agrees that an organisation of justice gets the token of the case (RC9). */
  async giveToken(caseId: string, yes: TokenConsent): Promise<void> {
    await this.#doing(() => this.#open().session.cases.giveToken(caseId, yes));
  }

  /** Takes refused entries under the own name, these or all (FD5). */
  async adopt(caseId: string, entries?: readonly string[]): Promise<void> {
    await this.#doing(() => this.#open().session.cases.adopt(caseId, entries));
  }

  /** Notes that were begun and not saved in the last 12 hours, by case. Older ones are erased. */
  async noteDrafts(): Promise<ReadonlyMap<string, string>> {
    return readNoteDrafts(this.#open().session.shelf, this.#parts.store, this.#parts.clock());
  }

  /**
   * Keeps what was typed so far of a note, encrypted before this returns, so that a lock may follow at once; no text forgets it. Nothing is kept
   * about a case that was erased (FD7).
   */
  async keepNoteDraft(caseId: string, text: string): Promise<void> {
    const { session } = this.#open();
    const isErased = inboxItem(session.fold(caseId), session.organisation)?.state === "erased";
    const kept = isErased ? "" : text.toWellFormed();
    await this.#parts.store.write([keepingNoteDraft(session.shelf, caseId, kept, this.#parts.clock())]);
  }

  /** Writes a note for the own organisation, and forgets its draft. */
  async addNote(caseId: string, text: string): Promise<void> {
    await this.#doing(() => this.#open().session.cases.addNote(caseId, text));
  }

  /** Records a step of status that this organisation took (FD6). Every participant reads the grounds; null for none. */
  async takeStatusStep(caseId: string, status: Status, grounds: string | null): Promise<void> {
    await this.#doing(() => this.#open().session.cases.takeStatusStep(caseId, status, grounds));
  }

  /** The country's record as this device has it: open rows, and the sealed ones that it may read. Throws ComposeProblem while locked. */
  get record(): RecordBook {
    return this.#open().session.countryRecord.record;
  }

  /** The country and its record at a size of the log, by default the newest trusted one; null before anything is trusted. */
  countryRecord(size?: number): (CountryRecord & { readonly book: RecordBook }) | null {
    return this.#open().session.countryRecord.at(size);
  }

  /** True when this device may enter rows into a register. */
  mayEnter(register: RegisterName): boolean {
    return this.#open().session.countryRecord.mayEnter(register);
  }

  /** Which of these rows would be hidden from the own organisation (R26), in their order. Nothing is entered. */
  hiddenFromUs(register: RegisterName, rows: readonly Row[]): readonly boolean[] {
    return this.#open().session.countryRecord.hiddenFromUs(register, rows);
  }

  /** True when this device entered something under this short name and source that is hidden from its own organisation. */
  isTakenUnseen(register: RegisterName, key: string, source: string): boolean {
    return this.#open().session.countryRecord.isTakenUnseen(register, key, source);
  }

  /** What is wrong with a table, and what of it is to be entered. Nothing is entered. */
  checkTable(register: RegisterName, table: Table, words?: Dictionaries): CheckedTable {
    return this.#open().session.countryRecord.checkTable(register, table, words);
  }

  /** Enters rows as one import, whole or not at all. Call `sync` to send at once. */
  async enterRows(register: RegisterName, rows: readonly Row[], tell?: TellNotes): Promise<Entered> {
    return this.#doing(() => this.#open().session.countryRecord.enter(register, rows, tell));
  }

  /** Vouches for an import that another device entered; of which organisation, where several have one under this id. */
  async signOffImport(importId: string, office: string, organisation: string | null = null): Promise<void> {
    await this.#doing(() => this.#open().session.countryRecord.signOff(importId, office, organisation));
  }

  /** Puts an alarm away; false for one that stays, or that is not there. */
  async dismissAlarm(alarm: Alarm): Promise<boolean> {
    if (alarm.code === "store-failing") this.#failing = null;
    return this.#doing(async () => (await this.#log?.alarms.dismiss(alarm)) ?? false);
  }

  /** The session and log of an unlocked device, for commands that administer it. Throws ComposeProblem while locked. */
  administration(): { readonly session: Session; readonly log: PublicLog } {
    return this.#open();
  }

  async #answer(
    caseId: string,
    referral: string,
    verb: AnswerVerb,
    detail: { readonly reason?: string; readonly outcome?: string },
  ): Promise<void> {
    await this.#doing(() => this.#open().session.cases.answer(caseId, referral, verb, detail));
  }

  #openSession(vault: OpenVault, log: PublicLog): Promise<Session> {
    return Session.open({
      ...this.#parts,
      log,
      vault,
      save: async (secrets) => {
        // A lock in the middle of a sync wipes the key: a vault sealed under an empty key would be open to everybody.
        if (this.#vault?.key !== vault.key) throw new ComposeProblem("locked");
        const changed = vault.with(secrets);
        const text = saveVault(changed, this.#parts.randomBytes);
        await this.#parts.store.write(keepingVault(text));
        if (this.#vault?.key === vault.key) this.#vault = changed;
      },
    });
  }

  /**
   * Does what may write. When the store refused, log and session are read anew from it as soon as nothing else is under way: else
   * an entry that is held and not kept would pass for read, and be gone at the next start.
   */
  async #doing<T>(work: () => Promise<T>): Promise<T> {
    await this.#catchUp();
    this.#underWay += 1;
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreProblem) this.#isAhead = true;
      throw error;
    } finally {
      this.#underWay -= 1;
      // If the store cannot even be read, the next attempt will say so.
      await this.#catchUp().catch(() => undefined);
      this.#changed();
    }
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
    const log = await loadPublicLog(this.#parts);
    const session = vault === null || log === null ? null : await this.#openSession(vault, log);
    this.#session?.end();
    this.#log = log;
    this.#session = this.#vault === vault ? session : null;
    this.#isAhead = false;
    if (log !== null) await this.#mend(log, ...(session === null ? [] : [session.shelf.damage]));
  }

  async #load(): Promise<void> {
    const damage = new Damage();
    this.#log = await loadPublicLog(this.#parts, damage);
    if (this.#log !== null) await this.#mend(this.#log, damage);
  }

  /** Writes what mends damaged rows, and says once that there were some (EN10). A store without room says so at the next round. */
  async #mend(log: PublicLog, ...others: readonly Damage[]): Promise<void> {
    const taken = [log.damage, ...others].map((damage) => damage.take());
    const findings = taken.flatMap((each) => each.findings);
    if (findings.length === 0) return;
    try {
      await log.alarms.raise("device-damaged");
      if (findings.some(({ lost }) => lost)) await log.alarms.raise("device-lost");
      await this.#parts.store.write(taken.flatMap(({ repairs }) => repairs));
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
    }
  }

  async #sync(): Promise<void> {
    if (this.#log === null) return;
    const goesOn = await this.#log.sync();
    this.#reached = true;
    if (this.#log.isMended) this.#isAhead = true;
    if (!goesOn || this.#session === null) return;
    try {
      await this.#session.sync();
    } catch (error) {
      // Locked in the middle: what was not taken is taken at the next sync.
      if (!(error instanceof ComposeProblem && error.code === "locked")) throw error;
    }
  }

  #open(): { readonly session: Session; readonly log: PublicLog } {
    if (this.#session === null || this.#log === null) throw new ComposeProblem("locked");
    return { session: this.#session, log: this.#log };
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** For what is tidied up: a store that refuses it now may take it the next time. */
function unlessStore(error: unknown): void {
  if (!(error instanceof StoreProblem)) throw error;
}

/** The public log of the country that this device's vault file pins; null on a device without one. A locked device needs no more. */
export async function loadPublicLog(
  parts: Pick<MemberParts, "store" | "network" | "clock">,
  damage = new Damage(),
): Promise<PublicLog | null> {
  const file = await readVault(parts.store, damage);
  const pinned = file === null ? null : readPinned(file);
  const founding = pinned === null ? null : parseFoundingNote(pinned.founding);
  if (pinned === null || founding === null) return null;
  return PublicLog.load({ ...parts, founding, host: pinned.host, mirrors: pinned.mirrors });
}
