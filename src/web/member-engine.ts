// The engine that screens see, over `member`. Loaded after the first paint. It turns changes into signals, verbs into results, and
// keeps three habits: sync every so often, lock when nobody uses the screen, and ask the browser to send in the background.
import { signal } from "@preact/signals";
import type { Json } from "../core/json.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { isTreatedAsChild } from "../core/screening.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { Enrolment } from "../member/enrolment/enrolment.ts";
import { idForPeople, makeEnrolment } from "../member/enrolment/enrolment.ts";
import { parseInvitation } from "../member/enrolment/invitation.ts";
import { lockMilliseconds, Member } from "../member/member.ts";
import { ComposeProblem } from "../member/sending/composer.ts";
import { clearRow, readClearRow } from "../member/store/clear-row.ts";
import type { MemberStore } from "../member/store/store.ts";
import { StoreProblem } from "../member/store/store.ts";
import { isSamePassphrase } from "../member/store/vault.ts";
import { HostClient } from "../member/trust/host-client.ts";
import type { Alarm, CaseView, InboxItem, KeptDraft, LessonsView, MemberView, SentView } from "../member/views.ts";
import { textId } from "../note/origin.ts";
import { parseNote } from "../note/signed-note.ts";
import { foundingMarks } from "../protocol/founding-marks.ts";
import { readersOf } from "../record/readers.ts";
import {
  type DemonstrationEntry,
  forgetOlderDemonstration,
  offeredEntry,
  offeredVault,
} from "./demonstration-entry.ts";
import { deviceNetwork, holdDevice, openDeviceStore } from "./device.ts";
import type {
  DemonstrationVault,
  Engine,
  InvitationView,
  PlaceName,
  RequestView,
  VerbFailure,
  VerbResult,
} from "./engine.ts";
import { engineElsewhere } from "./engine-slot.ts";
import { loadPart } from "./load-part.ts";
import { outboxTag } from "./outbox-flush.ts";
import { ownText } from "./own-address.ts";
import { forgetLockedAt, readLockedAt, rememberLockedAt } from "./preferences.ts";
import { activeLanguage } from "./text/translate.ts";
import { trustedScript, vaultWorkerUrl } from "./trusted-script.ts";

const syncMilliseconds = 15_000;
const requestKey = "request";

/** Opens this device's engine. `entersDemonstration` says that a link to a role of the demonstration led here. */
export async function createEngine(entersDemonstration = false): Promise<Engine> {
  await holdDevice(() => {
    engineElsewhere.value = true;
  });
  engineElsewhere.value = false;
  const store = await openDeviceStore();
  // Without this the browser may throw away a phone's outbox when it runs out of room.
  await navigator.storage?.persist?.().catch(() => false);
  if (entersDemonstration) await forgetOlderDemonstration(store);
  const member = await Member.open({
    store,
    network: deviceNetwork(),
    clock: Date.now,
    randomBytes,
    stretch,
  });
  const hasVault = await member.hasVault();
  const [places, vaults] = await Promise.all([
    readPlaces(store),
    hasVault ? [] : readJson<readonly DemonstrationVault[]>("/demo/vaults.json", []),
  ]);
  const isDemonstration = vaults.length > 0 || member.view?.country.demonstration === true;
  const entry = isDemonstration ? await offeredEntry() : null;
  const request = await store.get("meta", requestKey);
  const kept = request === null ? undefined : readClearRow("meta", requestKey, request);
  return new MemberEngine(
    member,
    store,
    places,
    vaults,
    entry,
    typeof kept === "string" ? kept : null,
    await member.isVaultDamaged(),
  );
}

class MemberEngine implements Engine {
  readonly isDamaged: boolean;
  readonly view = signal<MemberView | null>(null);
  readonly sent = signal<readonly SentView[]>([]);
  readonly draft = signal<ReferralDraft | null>(null);
  readonly drafts = signal<readonly KeptDraft[]>([]);
  readonly lessons = signal<LessonsView | null>(null);
  readonly ringBack = signal<string | null>(null);
  readonly inbox = signal<readonly InboxItem[]>([]);
  readonly openedCase = signal<CaseView | null>(null);
  readonly places: readonly PlaceName[];
  readonly demonstrationVaults = signal<readonly DemonstrationVault[]>([]);
  readonly demonstrationRole = signal<Readonly<Record<string, string>> | null>(null);
  readonly sealedSinceLock = signal(0);
  readonly request = signal<RequestView | null>(null);
  readonly #member: Member;
  readonly #store: MemberStore;
  readonly #entry: DemonstrationEntry | null;
  /** A device that was made and is not kept yet. It is gone when the page is. */
  #made: Enrolment | null = null;
  #openCaseId: string | null = null;
  #isRecording = false;
  #touched = Date.now();
  #saving: Promise<void> = Promise.resolve();
  #draftId = newDraftId();
  #noteDrafts = new Map<string, string>();

  constructor(
    member: Member,
    store: MemberStore,
    places: readonly PlaceName[],
    vaults: readonly DemonstrationVault[],
    entry: DemonstrationEntry | null,
    request: string | null,
    isDamaged: boolean,
  ) {
    this.#member = member;
    this.isDamaged = isDamaged;
    this.#store = store;
    this.#entry = entry;
    this.request.value = viewOfRequest(request);
    this.places = places;
    this.demonstrationVaults.value = vaults;
    member.onChange(() => this.#refresh());
    this.#refresh();
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => void this.sync(), syncMilliseconds);
    addEventListener("online", () => void this.sync());
    void this.sync();
  }

  now(): number {
    return Date.now();
  }

  organisation(id: string) {
    return this.#member.organisation(id);
  }

  async setup(enrolmentVault: Uint8Array): Promise<VerbResult> {
    const text = new TextDecoder().decode(enrolmentVault);
    if (await this.#member.hasVault()) return failed("no-longer-possible");
    if (!(await this.#member.install(text))) return failed("malformed-vault");
    this.demonstrationVaults.value = [];
    return done(undefined);
  }

  async setupDemonstration(id: string): Promise<VerbResult> {
    const vault = await ownText(`/demo/vaults/${encodeURIComponent(id)}`);
    return vault === null ? failed("not-found") : this.setup(encodeUtf8(vault));
  }

  async openDemonstration(): Promise<VerbResult> {
    if (this.#entry === null) return failed("not-found");
    if (!(await this.#member.hasVault())) {
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
    return this.#member.view?.country.demonstration === true;
  }

  async readInvitation(text: string): Promise<VerbResult<InvitationView>> {
    const read = parseInvitation(text);
    if (read === null) return failed("malformed-invitation");
    const { invitation, founding } = read;
    const { host } = invitation.pinned;
    const isOurs = await new HostClient(deviceNetwork(), host, async () => undefined).isOf(founding.note);
    // Without a network the alarm comes at the first contact; nothing is sent to a foreign host.
    if (isOurs === false) return failed("foreign-founding");
    const { role, admin } = invitation;
    const { title } = founding.founding;
    return done({ origin: founding.origin, title, host, role, admin, marks: foundingMarks(founding.founding) });
  }

  async makeDevice(text: string): Promise<VerbResult<string>> {
    this.#made = null;
    const read = parseInvitation(text);
    if (read === null) return failed("malformed-invitation");
    if (await this.#member.hasVault()) return failed("no-longer-possible");
    const language = activeLanguage();
    const made = await makeEnrolment({ ...read, language, clock: Date.now, randomBytes, stretch });
    this.#made = made;
    return done(made.passphrase);
  }

  async keepDevice(typed: string): Promise<VerbResult> {
    const made = this.#made;
    if (made === null) return failed("no-longer-possible");
    if (!isSamePassphrase(typed, made.passphrase)) return failed("wrong-passphrase");
    // The request first: a vault without it could never be enrolled.
    const kept = await attempt(async () => {
      await this.#store.write([clearRow("meta", requestKey, made.request)]);
      if (!(await this.#member.install(made.vault))) throw new StoreProblem("failed");
    });
    if (kept.is === "failed") return kept;
    this.#made = null;
    this.request.value = viewOfRequest(made.request);
    this.demonstrationVaults.value = [];
    return this.unlock(typed);
  }

  async unlock(passphrase: string): Promise<VerbResult> {
    const verdict = await this.#member.unlock(passphrase);
    if (verdict === "wrong-passphrase") return failed("wrong-passphrase");
    if (verdict === "foreign-founding" || verdict === "vault-damaged") return failed(verdict);
    if (verdict !== "open") return failed("malformed-vault");
    this.touch();
    forgetLockedAt();
    this.drafts.value = await this.#member.drafts();
    this.#noteDrafts = new Map(await this.#member.noteDrafts());
    this.openDraft(this.#draftId);
    void this.sync();
    return done(undefined);
  }

  lock(): void {
    const { view } = this.#member;
    if (view?.self?.role === "reader") rememberLockedAt(view.log.seen?.size ?? 0);
    this.#member.lock();
    this.draft.value = null;
    this.drafts.value = [];
    this.#noteDrafts.clear();
    this.closeCase();
  }

  touch(): void {
    this.#touched = Date.now();
  }

  async sync(): Promise<void> {
    await this.#member.sync();
  }

  services(wish: Parameters<Engine["services"]>[0]) {
    return this.#member.services({
      wants: wish.wants,
      treatAsChild: wish.age !== null && isTreatedAsChild(wish.age),
      ...(wish.language === null ? {} : { language: wish.language }),
      ...(wish.place === null ? {} : { place: wish.place }),
      ...(wish.sex === null ? {} : { sex: wish.sex }),
      ...(wish.ageGroup === null ? {} : { ageGroup: wish.ageGroup }),
    });
  }

  phones(asked?: readonly string[]) {
    return this.view.value?.self == null ? [] : this.#member.phones(asked);
  }

  keepRingBack(number: string | null) {
    return attempt(() => this.#member.keepRingBack(number));
  }

  service(id: string) {
    return this.#member.service(id);
  }

  beginDraft(): void {
    this.#draftId = newDraftId();
    this.draft.value = null;
  }

  openDraft(id: string): void {
    this.#draftId = id;
    this.draft.value = this.drafts.value.find((kept) => kept.id === id)?.draft ?? null;
  }

  // Saves follow one another, so that an older draft never lands on a newer one.
  saveDraft(draft: ReferralDraft): Promise<void> {
    const id = this.#draftId;
    const known = this.drafts.value.find((kept) => kept.id === id);
    const others = this.drafts.value.filter((kept) => kept.id !== id);
    const next: KeptDraft = { id, since: known?.since ?? Date.now(), draft };
    this.drafts.value = [...others, next].sort((a, b) => a.since - b.since);
    this.draft.value = draft;
    const isKept = () => this.drafts.value.some((kept) => kept.id === id);
    this.#saving = this.#saving
      .then(() => (isKept() ? this.#member.saveDraft(draft, id) : undefined))
      .catch((error: unknown) => {
        if (!(error instanceof ComposeProblem && error.code === "draft-gone")) throw error;
        this.drafts.value = this.drafts.value.filter((kept) => kept.id !== id);
        if (this.#draftId === id) this.draft.value = null;
      });
    return this.#saving;
  }

  async discardDraft(): Promise<void> {
    const id = this.#draftId;
    this.#forgetDraft(id);
    await this.#saving;
    await this.#member.discardDraft(id);
  }

  #forgetDraft(id: string): void {
    this.drafts.value = this.drafts.value.filter((kept) => kept.id !== id);
    this.beginDraft();
  }

  async send(draft: ReferralDraft): Promise<VerbResult<SentView>> {
    await this.#saving;
    const id = this.#draftId;
    const result = await attempt(() => this.#member.refer(draft, id));
    if (result.is === "failed") return result;
    this.#forgetDraft(id);
    const view = this.#member.sent.find((sent) => sent.entry === result.value);
    if (view === undefined) return failed("host-failed");
    void this.sync();
    void sendInBackground();
    return done(view);
  }

  async startCase(draft: ReferralDraft): Promise<VerbResult<string>> {
    await this.#saving;
    const id = this.#draftId;
    const result = await attempt(() => this.#member.refer(draft, id));
    if (result.is === "failed") return result;
    this.#forgetDraft(id);
    void this.sync();
    void sendInBackground();
    return done(this.#member.caseOf(result.value) ?? result.value);
  }

  async sealedFile(entry: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = this.#member.sealedFile(entry);
    return bytes === null ? null : new Uint8Array(bytes);
  }

  async dismissAlarm(alarm: Alarm): Promise<void> {
    await this.#member.dismissAlarm(alarm);
  }

  /** Pasted text may have lost its last line break, or got others. */
  async takeCorrection(note: string) {
    const result = await attempt(() => this.#member.takeCorrection(`${note.replaceAll("\r\n", "\n").trim()}\n`));
    if (result.is === "done") void this.sync();
    return result;
  }

  finishLesson(lesson: Parameters<Engine["finishLesson"]>[0]) {
    return this.#answer(() => this.#member.finishLesson(lesson));
  }

  async findNamed(words: string) {
    if (!this.#reads) return done({ count: 0, caseIds: new Set<string>() });
    const result = await attempt(() => this.#member.findNamed(words));
    if (result.is === "done" && result.value.caseIds.size > 0) void this.sync();
    return result;
  }

  async openCase(caseId: string): Promise<void> {
    this.#openCaseId = caseId;
    this.#refresh();
  }

  // SL10: what a person has on the screen is logged as opened on this device, also what may be shown since. A device that may not write
  // (any more) shows what it holds all the same: the journal is a rule of honest programs, not a lock.
  async #recordOpening(): Promise<void> {
    const caseId = this.#openCaseId;
    if (this.#isRecording || caseId === null || this.openedCase.value === null) return;
    this.#isRecording = true;
    const result = await attempt(() => this.#member.recordOpening(caseId)).finally(() => {
      this.#isRecording = false;
    });
    if (result.is === "done" && result.value) void this.sync();
  }

  closeCase(): void {
    this.#openCaseId = null;
    this.openedCase.value = null;
  }

  accept(caseId: string, referral: string) {
    return this.#answer(() => this.#member.accept(caseId, referral));
  }

  decline(caseId: string, referral: string, reason: Parameters<Engine["decline"]>[2]) {
    return this.#answer(() => this.#member.decline(caseId, referral, reason));
  }

  waitlist(caseId: string, referral: string) {
    return this.#answer(() => this.#member.waitlist(caseId, referral));
  }

  meet(caseId: string, referral: string) {
    return this.#answer(() => this.#member.meet(caseId, referral));
  }

  close(caseId: string, referral: string, outcome: Parameters<Engine["close"]>[2]) {
    return this.#answer(() => this.#member.close(caseId, referral, outcome));
  }

  reopen(caseId: string, referral: string) {
    return this.#answer(() => this.#member.reopen(caseId, referral));
  }

  sayDanger(...[caseId, danger]: Parameters<Engine["sayDanger"]>) {
    return this.#answer(() => this.#member.sayDanger(caseId, danger));
  }

  withdrawConsent(caseId: string, consent: string) {
    return this.#answer(() => this.#member.withdrawConsent(caseId, consent));
  }

  confirmWithdrawal(caseId: string, consent: string) {
    return this.#answer(() => this.#member.confirmWithdrawal(caseId, consent));
  }

  newcomers(caseId: string) {
    return this.#member.newcomers(caseId);
  }

  // What this device itself wrote a moment ago may not be in the log yet: it is sent first, so that nobody has to press twice.
  async grant(caseId: string, consent: Parameters<Engine["grant"]>[1]): Promise<VerbResult> {
    const result = await this.#answer(() => this.#member.grant(caseId, consent));
    if (result.is === "done" || result.reason !== "not-logged") return result;
    await this.sync();
    return this.#answer(() => this.#member.grant(caseId, consent));
  }

  giveToken(...[caseId, yes]: Parameters<Engine["giveToken"]>) {
    return this.#answer(() => this.#member.giveToken(caseId, yes));
  }

  adopt(caseId: string, entries?: readonly string[]) {
    return this.#answer(() => this.#member.adopt(caseId, entries));
  }

  takeStatusStep(...[caseId, status, grounds]: Parameters<Engine["takeStatusStep"]>) {
    return this.#answer(() => this.#member.takeStatusStep(caseId, status, grounds));
  }

  noteDraft(caseId: string): string {
    return this.#noteDrafts.get(caseId) ?? "";
  }

  keepNoteDraft(caseId: string, text: string): void {
    this.#noteDrafts.set(caseId, text);
    // What cannot be kept is still on the screen, and saving it says what is wrong.
    this.#member.keepNoteDraft(caseId, text).catch(() => undefined);
  }

  addNote(caseId: string, text: string) {
    return this.#answer(() => this.#member.addNote(caseId, text));
  }

  record() {
    return this.#reads ? this.#member.record : null;
  }

  countryRecord(size?: number) {
    return this.#reads ? this.#member.countryRecord(size) : null;
  }

  mayEnter(register: Parameters<Engine["mayEnter"]>[0]) {
    return this.#reads && this.#member.mayEnter(register);
  }

  checkTable(...[register, table, words]: Parameters<Engine["checkTable"]>) {
    return this.#reads
      ? this.#member.checkTable(register, table, words)
      : { flaws: [], rows: [], news: [], keysMade: 0 };
  }

  hiddenFromUs(...[register, rows]: Parameters<Engine["hiddenFromUs"]>) {
    return this.#reads ? this.#member.hiddenFromUs(register, rows) : rows.map(() => false);
  }

  isTakenUnseen(...[register, key, source]: Parameters<Engine["isTakenUnseen"]>) {
    return this.#reads && this.#member.isTakenUnseen(register, key, source);
  }

  async enterRows(...given: Parameters<Engine["enterRows"]>) {
    const result = await attempt(() => this.#member.enterRows(...given));
    if (result.is === "done") void this.sync();
    return result;
  }

  lessonCounts() {
    return this.#reads ? this.#member.lessonCounts : [];
  }

  lessonCoverage() {
    return this.#reads ? this.#member.lessonCoverage : [];
  }

  async enterLessons() {
    const result = await attempt(() => this.#member.enterLessons());
    if (result.is === "done") void this.sync();
    return result;
  }

  signOffImport(...[importId, office, organisation]: Parameters<Engine["signOffImport"]>) {
    return this.#answer(() => this.#member.signOffImport(importId, office, organisation));
  }

  isSealedLeaf(leaf: number) {
    return this.#reads && this.#member.administration().log.follower.leaf(leaf)?.class === "case";
  }

  mustHold(organisation: string, leaf: number) {
    if (!this.#reads) return false;
    const { log, session } = this.#member.administration();
    // Rows about officials have no fewer reviewers among their readers than others.
    const readers = readersOf([], log.directory, organisation, leaf) ?? [];
    return session.organisation !== organisation && readers.includes(session.organisation);
  }

  /** Unlocked, and opens what is sealed to its organisation. */
  get #reads(): boolean {
    return this.view.value?.locked === false && this.#member.isReader;
  }

  async #answer(write: () => Promise<void>): Promise<VerbResult> {
    const result = await attempt(write);
    if (result.is === "done") void this.sync();
    return result;
  }

  #refresh(): void {
    const view = this.#member.view;
    this.view.value = view;
    this.demonstrationRole.value = this.#isDemonstration ? (this.#entry?.name ?? null) : null;
    const isOpen = view !== null && !view.locked;
    const reads = isOpen && this.#member.isReader;
    const lockedAt = isOpen ? null : readLockedAt();
    this.sealedSinceLock.value = lockedAt === null ? 0 : this.#member.sealedSince(lockedAt);
    this.sent.value = isOpen ? this.#member.sent : [];
    this.lessons.value = isOpen ? this.#member.lessons : null;
    this.ringBack.value = isOpen ? this.#member.ringBack : null;
    this.inbox.value = reads ? this.#member.inbox : [];
    this.openedCase.value = reads && this.#openCaseId !== null ? this.#member.case(this.#openCaseId) : null;
    void this.#recordOpening();
  }

  #tick(): void {
    const view = this.view.value;
    if (view === null || view.locked) return;
    // A device that the log does not know yet has no role: then the shorter time holds.
    if (Date.now() - this.#touched > lockMilliseconds[view.self?.role ?? "referrer"]) this.lock();
  }
}

/** The request as it was kept; null when none was, or what was kept is no request any more. */
function viewOfRequest(note: string | null): RequestView | null {
  const text = parseNote(note ?? "")?.text;
  return note === null || text === undefined ? null : { note, id: idForPeople(textId(text)) };
}

function newDraftId(): string {
  return encodeHex(randomBytes(16));
}

function done<T>(value: T): VerbResult<T> {
  return { is: "done", value };
}

function failed(reason: VerbFailure): { readonly is: "failed"; readonly reason: VerbFailure } {
  return { is: "failed", reason };
}

async function attempt<T>(work: () => Promise<T>): Promise<VerbResult<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof ComposeProblem) return failed(error.code);
    if (error instanceof StoreProblem) return failed(error.code === "full" ? "store-full" : "store-failed");
    throw error;
  }
}

/** Argon2id aside from the screen. The worker's own code may be lost on the way like any other part. */
function stretch(passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return loadPart(() => stretchInWorker(passphrase, salt));
}

function stretchInWorker(passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trustedScript(vaultWorkerUrl), { type: "module" });
    worker.onmessage = (event: MessageEvent<Uint8Array>) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error("the passphrase could not be checked"));
    };
    worker.postMessage({ passphrase, salt });
  });
}

/** Asks the browser to wake the service worker once there is a network. Browsers without that send when a page is open. */
async function sendInBackground(): Promise<void> {
  const registration = (await navigator.serviceWorker?.ready) as
    | (ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register(outboxTag).catch(() => undefined);
}

/** The country's place names, kept on the device so that they are there without a network. */
async function readPlaces(store: MemberStore): Promise<readonly PlaceName[]> {
  const fresh = await readJson<readonly PlaceName[] | null>("/places.json", null);
  // A device without room still opens: the names come again with the next page.
  if (fresh !== null) await store.write([clearRow("meta", "places", fresh as unknown as Json)]).catch(() => undefined);
  const row = fresh === null ? await store.get("meta", "places") : null;
  const kept = row === null ? undefined : readClearRow("meta", "places", row);
  return fresh ?? ((kept ?? []) as unknown as readonly PlaceName[]);
}

async function readJson<T>(path: string, otherwise: T): Promise<T> {
  try {
    const text = await ownText(path);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}
