// What screens see: the device and its desks as signals, and three habits: sync every so often, lock when nobody uses the screen, and ask the browser to
// send in the background. Loaded after the first paint. A verb is called on its desk (src/member); what only a screen has is here.
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { CaseDesk } from "../member/cases.ts";
import { type Device, lockMilliseconds } from "../member/device.ts";
import type { DirectoryDesk } from "../member/directory.ts";
import type { Agreement, ExactNumbers } from "../member/exact-numbers.ts";
import type { LessonDesk } from "../member/lessons.ts";
import type { OrganisationDesk } from "../member/organisation.ts";
import type { RecordDesk } from "../member/record.ts";
import type { MemberStore } from "../member/store/store.ts";
import type { NotTakenReason } from "../member/trust/submit-clear.ts";
import type { Refusal } from "../member/verb.ts";
import type {
  AsideView,
  CaseloadItem,
  CaseView,
  DeviceView,
  LessonsView,
  OrganisationView,
  SentView,
} from "../member/views.ts";
import { afterDrawing } from "./after-drawing.ts";
import { type DemonstrationEntry, offeredVault } from "./demonstration-entry.ts";
import type { DemonstrationVault } from "./first-visit.ts";
import { OpenDrafts } from "./open-drafts.ts";
import { outboxTag } from "./outbox-flush.ts";
import { ownText } from "./own-address.ts";
import type { PlaceName } from "./places.ts";
import { clock } from "./platform.ts";
import { expectsArchive, forgetLockedAt, readLockedAt, rememberArchive, rememberLockedAt } from "./preferences.ts";

const syncMilliseconds = 15_000;
/** So often is looked whether what is on the screen is in the store too (ST2b). */
const draftsMilliseconds = 4 * 60_000;

/** The request of a device that made its own keys: public, for its administrator. */
export interface EnrolmentView {
  /** As both sides compare it. */
  readonly id: string;
  readonly note: string;
}

/** Why a verb did nothing. Nothing is lost by any of them. */
export type VerbFailure =
  | NotTakenReason
  | Refusal
  | "wrong-passphrase"
  | "vault-damaged"
  | "malformed-vault"
  | "malformed-invitation"
  | "no-longer-possible";

/** What became of a verb, of a desk or of a screen. */
export type VerbResult<T = unknown> =
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly reason: VerbFailure };

interface EngineParts {
  readonly device: Device;
  readonly store: MemberStore;
  /** Place names of the country; empty before set-up. */
  readonly places: readonly PlaceName[];
  /** Vaults of the demonstration; empty when the host is none. */
  readonly vaults: readonly DemonstrationVault[];
  /** What this address of the demonstration offers. */
  readonly entry: DemonstrationEntry | null;
  /** The request of this device; null when it was made elsewhere. */
  readonly request: EnrolmentView | null;
  /** True when what this device keeps its secrets in is damaged: nothing opens it any more, and it is not set up over it. */
  readonly isDamaged: boolean;
  /** True when the browser promised to keep what is stored. No browser says whether a window is a private one. */
  readonly isPromised: boolean;
}

export class Engine {
  readonly device: Device;
  readonly cases: CaseDesk;
  readonly record: RecordDesk;
  readonly lessons: LessonDesk;
  readonly directory: DirectoryDesk;
  readonly organisation: OrganisationDesk;
  readonly exact: ExactNumbers;
  /** To whom exact numbers may be given; follows what comes from other devices. */
  readonly agreements: ReadonlySignal<readonly Agreement[]>;
  readonly drafts: OpenDrafts;
  readonly store: MemberStore;
  readonly places: readonly PlaceName[];
  readonly isDamaged: boolean;
  readonly isPromised: boolean;
  /** What this device alone has and cannot read now (EN10d). Empty while locked. */
  readonly aside: ReadonlySignal<readonly AsideView[]>;
  /** Null until this device is set up. While locked, `self` is null and everything below is empty. */
  readonly view: ReadonlySignal<DeviceView | null>;
  /** Referrers: what was sent, newest first. */
  readonly sent: ReadonlySignal<readonly SentView[]>;
  /** Referrers: how far this device is with the short lessons; null while locked and for others. */
  readonly learnt: ReadonlySignal<LessonsView | null>;
  /** The telephone number of this post, sealed into each referral; null while nobody typed it, and while locked. */
  readonly ringBack: ReadonlySignal<string | null>;
  /** The own organisation; null while locked, and while the log does not know it. */
  readonly own: ReadonlySignal<OrganisationView | null>;
  /** Readers: what waits and what goes on, with what is due, by what is overdue first. */
  readonly caseload: ReadonlySignal<readonly CaseloadItem[]>;
  /** Readers: the device waits for an archive, and shows nothing of the time before it was enrolled (AR5). */
  readonly awaitsArchive: ReadonlySignal<boolean>;
  /** Readers: how far the log behind a restored archive was read; null where nothing is left. */
  readonly pastRead: ReadonlySignal<{ readonly done: number; readonly of: number } | null>;
  /** Readers: how many cases are not in it yet, because they are still to be read. */
  readonly toRead: ReadonlySignal<number>;
  /** Readers: the case that is open on the screen; follows new entries by itself. */
  readonly openedCase: ReadonlySignal<CaseView | null>;
  /** Readers: the case that was asked for last and that this device could not read; null where it could, and while it is being read. */
  readonly unreadCase = signal<string | null>(null);
  /** Readers: how many sealed items came into the log since the device was locked, for whomever they are. 0 while unlocked. */
  readonly sealedSinceLock: ReadonlySignal<number>;
  /** Who is played at this address of the demonstration, and can be without words (EN8); null everywhere else. */
  readonly demonstrationRole: ReadonlySignal<Readonly<Record<string, string>> | null>;
  readonly demonstrationVaults = signal<readonly DemonstrationVault[]>([]);
  /** The request of this device, while the log does not know it; null when it was made elsewhere. */
  readonly request = signal<EnrolmentView | null>(null);
  readonly #entry: DemonstrationEntry | null;
  /** Another object each time somebody opens it, also the same case again. */
  readonly #openCase = signal<{ readonly caseId: string } | null>(null);
  #opening: { readonly caseId: string } | null = null;
  readonly #turn = signal(0);
  /** Cases that were shown, and whose opening may have to be logged. */
  readonly #shown = new Set<string>();
  #isRecording = false;
  #touched = clock();

  constructor({ device, store, places, vaults, entry, request, isDamaged, isPromised }: EngineParts) {
    this.device = device;
    this.cases = device.cases;
    this.record = device.record;
    this.lessons = device.lessons;
    this.directory = device.directory;
    this.organisation = device.organisation;
    this.exact = device.exact;
    this.drafts = new OpenDrafts(device.drafts);
    this.store = store;
    this.places = places;
    this.isDamaged = isDamaged;
    this.isPromised = isPromised;
    this.request.value = request;
    this.demonstrationVaults.value = vaults;
    this.#entry = entry;
    const turn = this.#turn;
    const follow = <T>(look: (turn: number) => T) => computed(() => look(turn.value));
    this.view = follow(() => device.view);
    this.aside = follow(() => device.aside);
    this.agreements = follow(() => device.exact.agreements);
    this.sent = follow(() => device.drafts.sent);
    this.learnt = follow(() => device.lessons.view);
    this.ringBack = follow(() => device.directory.ringBack);
    this.own = follow(() => device.organisation.view);
    this.caseload = follow(() => (device.isReader ? device.cases.list.caseload : []));
    this.toRead = follow(() => (device.isReader ? device.cases.list.toRead : 0));
    this.awaitsArchive = follow(() => device.archive.isAwaited);
    this.pastRead = follow(() => device.archive.pastRead);
    this.openedCase = follow(() => {
      const { caseId = null } = this.#openCase.value ?? {};
      if (!device.isReader || caseId === null) return null;
      if (device.cases.reading.isAtHand(caseId)) return device.cases.view(caseId);
      // The store was read anew. A case that somebody is waiting for comes before the one that they saw.
      if (this.#opening === null) void this.openCase(caseId);
      return null;
    });
    this.sealedSinceLock = follow(() => {
      const lockedAt = device.view?.locked === true ? readLockedAt() : null;
      return lockedAt === null ? 0 : device.sealedSince(lockedAt);
    });
    this.demonstrationRole = follow(() => (this.#isDemonstration ? (entry?.name ?? null) : null));
    device.room.onChange(() => {
      turn.value += 1;
    });
    device.room.onOutbox(() => {
      void this.sync();
      void sendInBackground();
    });
    effect(() => {
      const shown = this.openedCase.value;
      if (shown === null) return;
      this.#shown.add(shown.state.id);
      void this.#recordOpenings();
    });
    let unread = 0;
    effect(() => {
      const { length } = this.aside.value;
      // What a round could read again is in no list yet.
      if (length < unread && this.view.peek()?.locked === false) void this.drafts.read();
      unread = length;
    });
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => void this.#lookAtDrafts(), draftsMilliseconds);
    setInterval(() => void this.sync(), syncMilliseconds);
    addEventListener("online", () => void this.sync());
    void this.sync();
  }

  /** The program's one clock, in milliseconds since 1970 (EN7). */
  now(): number {
    return clock();
  }

  /** Stores an enrolment or vault file on this device. Refuses to replace a vault that is there. */
  async setup(enrolmentVault: Uint8Array): Promise<VerbResult> {
    const text = new TextDecoder().decode(enrolmentVault);
    if (await this.device.hasVault()) return failed("no-longer-possible");
    if (!(await this.device.install(text))) return failed("malformed-vault");
    this.demonstrationVaults.value = [];
    return done;
  }

  /** The same with a vault of the demonstration. */
  async setupDemonstration(id: string): Promise<VerbResult> {
    const vault = await ownText(`/demo/vaults/${encodeURIComponent(id)}`);
    return vault === null ? failed("not-found") : this.setup(encodeUtf8(vault));
  }

  /** Opens this address's role of the demonstration without words, and sets it up first where nothing is. Fails on any other device (EN8). */
  async openDemonstration(): Promise<VerbResult> {
    if (this.#entry === null) return failed("not-found");
    if (!(await this.device.hasVault())) {
      const file = await offeredVault(this.#entry.vault);
      if (file === null) return failed("not-found");
      const put = await this.setup(encodeUtf8(file));
      if (put.is === "failed") return put;
    }
    // EN8: whatever was offered, and whatever stands in the link, a device of another country is opened by its person's words alone.
    if (!this.#isDemonstration) return failed("no-longer-possible");
    return this.unlock(this.#entry.words);
  }

  get #isDemonstration(): boolean {
    return this.device.view?.country.demonstration === true;
  }

  async unlock(passphrase: string): Promise<VerbResult> {
    const verdict = await this.device.unlock(passphrase);
    if (verdict === "no-vault") return failed("malformed-vault");
    if (verdict !== "open") return failed(verdict);
    this.touch();
    // Before the first round, which would read the whole log.
    if (expectsArchive()) {
      await this.device.archive.await();
      rememberArchive(false);
    }
    forgetLockedAt();
    await this.drafts.read();
    void this.sync();
    return done;
  }

  /** Looks again at what this device could not read (EN10d), and writes again what is still on the screen. */
  async tryAgain(): Promise<VerbResult> {
    const verdict = await this.device.tryAside();
    if (verdict.is === "done") await this.drafts.read();
    return verdict;
  }

  async #lookAtDrafts(): Promise<void> {
    if (this.view.peek()?.locked === false) await this.tryAgain();
  }

  lock(): void {
    const { view } = this.device;
    if (view?.self?.role === "reader") rememberLockedAt(view.log.seen?.size ?? 0);
    batch(() => {
      this.device.lock(this.drafts.unkept);
      this.drafts.forget();
      this.closeCase();
    });
  }

  /** A person is using the screen: the automatic lock counts from here. Cheap; called at every input. */
  touch(): void {
    this.#touched = clock();
  }

  /** Looks for news now; resolves when the round is over, whatever came of it. */
  async sync(): Promise<void> {
    await this.device.sync();
  }

  /** Takes the council's correction after a fork (LG10). Pasted text may have lost its last line break, or got others. */
  async takeCorrection(note: string): ReturnType<Device["takeCorrection"]> {
    const result = await this.device.takeCorrection(`${note.replaceAll("\r\n", "\n").trim()}\n`);
    if (result.is === "done") void this.sync();
    return result;
  }

  /**
   * Reads a case from the store, and shows it. Says whether it is shown: not when another one was asked for meanwhile, or the device was locked. What else
   * changes with it does so in `shown`, so that a page is drawn once. What this device cannot read becomes `unreadCase`, and the case of before stays.
   */
  async openCase(caseId: string, shown: () => void = () => undefined): Promise<boolean> {
    const asked = { caseId };
    this.#opening = asked;
    this.unreadCase.value = null;
    const isRead = await this.cases.reading.read(caseId).then(
      () => true,
      () => false,
    );
    if (this.#opening !== asked) return false;
    this.#opening = null;
    const before = this.#openCase.peek();
    let isShown = false;
    batch(() => {
      if (isRead && this.cases.reading.isAtHand(caseId)) this.#openCase.value = asked;
      isShown = this.#openCase.peek() === asked && this.openedCase.peek() !== null;
      if (isShown) return shown();
      this.#openCase.value = before?.caseId === caseId ? null : before;
      this.unreadCase.value = caseId;
    });
    return isShown;
  }

  /** Reads and folds a case on which a finger is, so that it is there when the finger is lifted. What cannot be read is said by `openCase`. */
  async readAhead(caseId: string): Promise<void> {
    await this.cases.reading.read(caseId).catch(() => undefined);
    if (this.cases.reading.isAtHand(caseId)) this.cases.sheets(caseId);
  }

  closeCase(): void {
    this.#opening = null;
    this.unreadCase.value = null;
    this.#openCase.value = null;
  }

  // SL10: what a person has on the screen is logged as opened on this device, also what may be shown since. A device that may not write
  // (any more) shows what it holds all the same: the journal is a rule of honest programs, not a lock. Signing and sealing wait for the picture.
  async #recordOpenings(): Promise<void> {
    if (this.#isRecording) return;
    this.#isRecording = true;
    try {
      await afterDrawing();
      // One that is opened meanwhile comes into the same round.
      for (const caseId of this.#shown) {
        this.#shown.delete(caseId);
        if (this.cases.reading.hasOpeningToRecord(caseId)) await this.cases.reading.recordOpening(caseId);
      }
    } finally {
      this.#isRecording = false;
    }
  }

  #tick(): void {
    const view = this.view.peek();
    if (view === null || view.locked) return;
    // A device that the log does not know yet has no role: then the shorter time holds.
    if (clock() - this.#touched > lockMilliseconds[view.self?.role ?? "referrer"]) this.lock();
  }
}

const done: VerbResult = { is: "done", value: undefined };

function failed(reason: VerbFailure): { readonly is: "failed"; readonly reason: VerbFailure } {
  return { is: "failed", reason };
}

/** Asks the browser to wake the service worker once there is a network. Browsers without that send when a page is open. */
async function sendInBackground(): Promise<void> {
  const registration = (await navigator.serviceWorker?.ready) as
    | (ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register(outboxTag).catch(() => undefined);
}
