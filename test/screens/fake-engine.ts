// An engine in memory, for looking at screens and testing them without cryptography or a host. The address chooses the scene:
// ?as=officer|reader|secretariat|justice|rapporteur|educator|nobody, scene=news|real|unwatched|two-histories|empty|many|alarm|offline|accepted|granted|
// refused|erased|elsewhere|too-late|not-yet|not-logged|others|abroad|fresh|no-number, unlocked. Never shipped: the
// real journeys use the real engine.

import { signal } from "@preact/signals";
import { lessons } from "../../src/core/lessons.ts";
import { ringableFrom, ringableOf } from "../../src/core/phones.ts";
import type { ReferralDraft } from "../../src/core/referral-draft.ts";
import type { RegisterName } from "../../src/core/registers/register-table.ts";
import { registerOf } from "../../src/core/registers/register-table.ts";
import type { Row } from "../../src/core/registers/row.ts";
import type { CaseDesk } from "../../src/member/cases.ts";
import type { DirectoryDesk } from "../../src/member/directory.ts";
import type { LessonDesk } from "../../src/member/lessons.ts";
import { keyMaker } from "../../src/member/record/row-keys.ts";
import type { RecordDesk } from "../../src/member/record.ts";
import type { Refusal, Verdict } from "../../src/member/verb.ts";
import type {
  Alarm,
  CaseView,
  DeviceView,
  InboxItem,
  KeptDraft,
  LessonsView,
  SentView,
} from "../../src/member/views.ts";
import { rowsToEnter } from "../../src/record/lesson-count.ts";
import type { DemonstrationVault, Engine, RequestView } from "../../src/web/engine.ts";
import { newerVersion } from "../../src/web/newer-version.ts";
import type { OpenDrafts } from "../../src/web/open-drafts.ts";
import {
  declinedCase,
  fullCase,
  inboxOf,
  specialCases,
  specialItem,
  unloggedAcceptance,
  withAllConsents,
} from "./fake-cases.ts";
import {
  border,
  consulate,
  country,
  gulfService,
  log,
  newcomers,
  north,
  organisations,
  places,
  sent,
  services,
  start,
} from "./fake-country.ts";
import {
  deviceOf,
  digitOf,
  FakeRecord,
  filledRecord,
  institute,
  keepers,
  lessonsBeside,
  ombudsman,
  prosecutor,
  secretariat,
} from "./fake-record.ts";
import { passphrase } from "./stores/store-file.ts";

// As many bytes as a report may have. Written out: what the engine imports is loaded with the first screen.
const largestPage = 16 * 1024 * 1024;

/** What a class shows, without what is private to it. */
type Public<T> = { [K in keyof T]: T[K] };

/** The words that open the fake device. */
export const words = passphrase;

const done: Verdict = { is: "done", value: undefined };

const vaults: readonly DemonstrationVault[] = [
  { id: "officer", name: border.name, role: "referrer" },
  { id: "shelter", name: north.name, role: "reader" },
];

const realCountry = {
  ...country,
  trial: false,
  demonstration: false,
  waits: { admission: 168, reader: 24, soloReader: 72, answer: 24 },
};

/** How far the officer is: nothing done, `half`, `lessons-done`, or `lessons-old` a year ago; `uncounted` where nobody counts, `no-room` where nothing can be kept. */
function lessonsOf(is: (name: string) => boolean): LessonsView {
  const countedBy = is("uncounted") ? null : institute.id;
  const day = 86_400_000;
  if (is("lessons-done"))
    return { done: lessons, finished: start - 30 * day, isDue: false, isSealed: countedBy !== null, countedBy };
  if (is("lessons-old")) return { done: [], finished: start - 400 * day, isDue: true, isSealed: true, countedBy };
  return { done: is("half") ? lessons.slice(0, 3) : [], finished: null, isDue: true, isSealed: false, countedBy };
}

function refused(reason: Refusal): Verdict<never> {
  return { is: "failed", reason, problem: new Error(reason) as never };
}

export async function openEngine(): Promise<Engine> {
  const scene = new URLSearchParams(location.search);
  const is = (name: string) => scene.getAll("scene").includes(name);
  const keeper =
    { secretariat, justice: prosecutor, rapporteur: ombudsman, educator: institute }[scene.get("as") ?? ""] ?? null;
  const role = scene.get("as") === "reader" || keeper !== null ? "reader" : "referrer";
  const self = {
    device: keeper === null ? "00112233445566778899aabbccddeeff" : deviceOf(digitOf(keeper), is("second") ? 2 : 1),
    organisation: keeper ?? (role === "reader" ? north : is("abroad") ? consulate : border),
    role,
    admin: true,
    active: true,
  } as const;
  if (is("newer")) {
    // With and without a service worker.
    newerVersion.value = { postMessage: () => undefined };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "waiting", { get: () => newerVersion.peek() });
  }
  const alarms: readonly Alarm[] = is("alarm")
    ? [
        { code: "stale", since: start - 7_200_000 },
        { code: "fork", since: start - 60_000, stays: true },
        { code: "foreign-founding", since: start - 60_000, stays: true },
      ]
    : is("export")
      ? [
          { code: "export-asked", since: start - 7_200_000, leaf: 40 },
          { code: "export-made", since: start - 60_000, leaf: 42 },
        ]
      : [];
  const unlocked: DeviceView = {
    locked: false,
    network: is("offline") ? "offline" : "online",
    country:
      is("real") || is("two-histories")
        ? realCountry
        : is("unwatched")
          ? { ...country, demonstration: false }
          : country,
    self,
    log: {
      ...log,
      unwatched: is("unwatched"),
      lyingWitnessesForFork: is("unwatched") || is("two-histories") ? 0 : log.lyingWitnessesForFork,
    },
    alarms,
    putAway: [],
    corrections: [],
    outbox: is("news") ? 3 : is("offline") ? 1 : 0,
    refused: null,
    waitingForToken: is("news") ? 2 : 0,
    tokens: 14,
  };
  const locked: DeviceView = { ...unlocked, locked: true, self: null };
  const fresh = scene.get("as") === "nobody";
  const view = signal<DeviceView | null>(fresh ? null : scene.has("unlocked") ? unlocked : locked);
  const special = Object.keys(specialCases).find(is) ?? null;
  // The first line is the special one.
  const lines = inboxOf(is("empty") ? 0 : is("many") ? 300 : 14)
    .map((item, n) => (n === 0 && special !== null ? specialItem(item, special) : item))
    .map((item) => (is("fresh") ? { ...item, since: start - 20_000 } : item));
  const inbox = signal<readonly InboxItem[]>(role === "reader" && keeper === null ? lines : []);
  const party = self.organisation.party;
  const readsSealed = (register: RegisterName) =>
    registerOf(register).open || party === "justice" || party === "rapporteur";
  const kept = is("empty")
    ? new FakeRecord(readsSealed)
    : filledRecord(readsSealed, is("thousands") ? 10_000 : is("many") ? 300 : is("one") ? 0 : 6);
  if (is("vouched")) kept.signOff(deviceOf(0, 1), kept.importOf("law"), "Office of Saucers");
  const openedCase = signal<CaseView | null>(null);
  const move = (id: string, state: string) => {
    inbox.value = inbox.value.map((item) => (item.caseId === id ? { ...item, state } : item));
  };
  const amendConsent = (given: string, change: { readonly withdrawn?: true; readonly purge?: true }) => {
    const known = openedCase.value;
    if (known === null) return;
    const consents = known.state.consents.map((consent) =>
      consent.id === given ? { ...consent, ...change } : consent,
    );
    openedCase.value = { ...known, state: { ...known.state, consents } };
  };
  const asked: unknown[] = [];
  const draft = signal<ReferralDraft | null>(null);
  const drafts = signal<readonly KeptDraft[]>([]);
  let draftId = "draft-0";
  const noteDrafts = new Map<string, string>();
  // What a locked device keeps of them.
  let sealedDrafts: readonly KeptDraft[] = [];
  const forgetDraft = () => {
    drafts.value = drafts.value.filter(({ id }) => id !== draftId);
    draft.value = null;
  };
  const learnt = lessonsOf(is);
  const lessonsView = signal<LessonsView | null>(role === "referrer" && scene.has("unlocked") ? learnt : null);
  const onItsWay = signal<readonly SentView[]>(is("empty") ? [] : sent);
  const sealedSinceLock = signal(is("news") && role === "reader" ? 3 : 0);
  const request = signal<RequestView | null>(null);
  const ringBack = signal<string | null>(is("no-number") ? null : "+992000000000");
  const vaultSignal = signal<readonly DemonstrationVault[]>(fresh ? vaults : []);

  // Loaded for keepers alone: the officer's first screen is measured with this engine's imports.
  const reader = keeper === null ? null : await import("../../src/record/table/check-table.ts");
  const cases: Partial<Public<CaseDesk>> = {
    caseOf: (entry) => (role === "reader" ? entry : null),
    findNamed: async (words) => {
      asked.push(["findNamed", words]);
      const readable = inbox.value.filter(({ state }) => ["accepted", "met", "closed"].includes(state));
      const found = "ms teapot".includes(words.toLowerCase()) ? readable.map(({ caseId }) => caseId) : [];
      return { is: "done", value: { count: found.length, caseIds: new Set(found.length > 5 ? [] : found) } };
    },
    accept: async (id) => {
      openedCase.value = is("not-logged") ? unloggedAcceptance(id) : fullCase(id, true);
      move(id, "accepted");
      return done;
    },
    decline: async (id) => {
      const known = openedCase.value;
      if (known !== null) openedCase.value = declinedCase(known);
      move(id, "declined");
      return done;
    },
    waitlist: async () => done,
    meet: async () => refused("not-allowed"),
    close: async () => done,
    reopen: async () => done,
    sayDanger: async (_id, danger) => {
      asked.push(["danger", danger]);
      const known = openedCase.value;
      const dangerSaid = { by: self.organisation.id, at: new Date(start).toISOString(), isRenewed: true };
      if (known !== null) openedCase.value = { ...known, state: { ...known.state, danger, dangerSaid } };
      return done;
    },
    withdrawConsent: async (_id, given) => {
      amendConsent(given, { withdrawn: true });
      return done;
    },
    confirmWithdrawal: async (_id, given) => {
      asked.push(["confirm", given]);
      amendConsent(given, { purge: true });
      return done;
    },
    newcomers: () => newcomers,
    grant: async (_id, consent) => {
      asked.push(["grant", consent]);
      return is("not-logged") ? refused("not-logged") : done;
    },
    giveToken: async (_id, yes) => {
      asked.push(["token", yes]);
      const known = openedCase.value;
      if (known !== null)
        openedCase.value = {
          ...known,
          victimToken: "7ea907".repeat(6).slice(0, 32),
          tokenFor: [...known.tokenFor, yes.organisation],
        };
      return done;
    },
    adopt: async (id, entries) => {
      asked.push(["adopt", entries ?? "all"]);
      if (entries !== undefined) return refused("not-allowed");
      openedCase.value = fullCase(id, false);
      move(id, "received");
      return done;
    },
    takeStatusStep: async (_id, status, grounds) => {
      asked.push(["status", status, grounds]);
      return done;
    },
    noteDraft: (caseId) => noteDrafts.get(caseId) ?? "",
    keepNoteDraft: async (caseId, text) => {
      noteDrafts.set(caseId, text);
      return done;
    },
    addNote: async () => done,
  };
  const record: Partial<Public<RecordDesk>> = {
    get book() {
      return kept.book;
    },
    // A name of the country that alone is longer than any page may be.
    at: () =>
      is("huge")
        ? { ...kept.countryRecord, country: "XQ", title: { en: "x".repeat(largestPage) } }
        : kept.countryRecord,
    mayEnter: (register) => registerOf(register).authors.includes(party),
    checkTable: (register, table, words = []) => {
      const moment = { party, at: new Date(start).toISOString(), logged: null };
      const isTakenUnseen = (_register: RegisterName, key: string) => key === "unseen-1";
      const enterer = { organisation: self.organisation.id, moment, record: kept.book, isTakenUnseen };
      const keyFor = keyMaker(register, (length) => crypto.getRandomValues(new Uint8Array(length)));
      return (
        reader?.checkTable(register, table, enterer, { words, keyFor }) ?? {
          flaws: [],
          rows: [],
          news: [],
          keysMade: 0,
        }
      );
    },
    hiddenFromUs: (register, rows) => rows.map((row) => registerOf(register).open === false && hidesFrom(party, row)),
    isTakenUnseen: (_register, key) => key === "unseen-1",
    enter: async (register, rows, tell) => {
      asked.push(["enter", register, rows]);
      if (is("refused")) return refused("no-reviewer");
      // Still signing, for as long as one looks.
      if (is("signing")) {
        for (let n = 1; n <= 40; n++) await tell?.(n, 100);
        return new Promise(() => undefined);
      }
      const seen = rows.filter((row) => registerOf(register).open || !hidesFrom(party, row));
      const importId =
        seen.length === 0 ? "" : kept.enter(self.device, register, seen, is("offline") ? { leaf: null } : {});
      view.value = { ...unlocked };
      const hidden = seen.length < rows.length;
      return { is: "done", value: { imports: [importId], rows: rows.length, notes: 1, hidden } };
    },
    signOff: async (importId, office) => {
      asked.push(["sign-off", importId, office]);
      kept.signOff(self.device, importId, office);
      view.value = { ...unlocked };
      return done;
    },
    isSealedLeaf: () => true,
    mustHold: () => false,
  };
  const lessonDesk: Partial<Public<LessonDesk>> = {
    // Who counts and the reviewers are told; nobody else is.
    get counts() {
      return is("empty") || (keeper !== institute && keeper !== ombudsman) ? [] : lessonsBeside(kept.book);
    },
    get coverage() {
      return [{ organisation: border.id, devices: 12, done: is("empty") ? 0 : 9 }];
    },
    enter: async () => {
      asked.push(["enterLessons"]);
      const rows = rowsToEnter(lessonDesk.counts ?? [], self.organisation.id);
      return rows.length === 0
        ? { is: "done", value: null }
        : (record.enter?.("training", rows) ?? refused("not-allowed"));
    },
    finish: async (lesson) => {
      asked.push(["finishLesson", lesson]);
      if (is("no-room")) return refused("store-full");
      const known = lessonsView.value ?? learnt;
      const done = lessons.filter((each) => each === lesson || known.done.includes(each));
      const isComplete = done.length === lessons.length;
      lessonsView.value = isComplete
        ? { ...known, done, finished: start, isDue: false, isSealed: known.countedBy !== null }
        : { ...known, done };
      return { is: "done", value: undefined };
    },
  };
  const directory: Partial<Public<DirectoryDesk>> = {
    organisation: (id) => [...organisations, ...keepers].find((candidate) => candidate.id === id) ?? null,
    phones: (asked) => {
      const listed = services.map(({ service, organisation }) => ({ service, organisation }));
      return asked === undefined ? ringableFrom("TJ-DU", "TJ", listed, start) : ringableOf(asked, listed, start);
    },
    keepRingBack: async (number) => {
      asked.push(["ring-back", number]);
      ringBack.value = number;
      return done;
    },
    service: (id) => [...services, gulfService].find((offer) => offer.service.id === id)?.service ?? null,
    services: ({ wants, place, treatAsChild, sex }) => {
      const where = place ?? country.country;
      const isAbroad = !where.startsWith(country.country);
      // Written out: what this engine imports is loaded with the first screen.
      return [...(isAbroad ? [gulfService] : []), ...services]
        .map((offer) => {
          const { eligibility, country: its } = offer.service;
          const isThere = where.startsWith(its);
          const isHome = isAbroad && wants.includes("return") && its === country.country;
          const isForOthers = sex === "men" && !treatAsChild && eligibility.includes("women");
          return { ...offer, isThere, isHome, isForOthers };
        })
        .filter(
          ({ service, isHome }) => isHome || wants.some((want) => (service.types as readonly string[]).includes(want)),
        )
        .sort((a, b) => Number(a.isForOthers) - Number(b.isForOthers) || Number(b.isThere) - Number(a.isThere));
    },
  };
  const writing: Partial<Public<OpenDrafts>> = {
    draft,
    list: drafts,
    begin: () => {
      draftId = `draft-${drafts.value.length + 1}-${Math.random()}`;
      draft.value = null;
    },
    open: (id) => {
      draftId = id;
      draft.value = drafts.value.find((kept) => kept.id === id)?.draft ?? null;
    },
    save: async (next) => {
      const others = drafts.value.filter(({ id }) => id !== draftId);
      const since = drafts.value.find(({ id }) => id === draftId)?.since ?? start + 60_000 * drafts.value.length;
      drafts.value = [...others, { id: draftId, since, draft: next }].sort((a, b) => a.since - b.since);
      draft.value = next;
    },
    discard: async () => forgetDraft(),
    send: async (sent) => {
      if (role === "reader") {
        asked.push(["startCase", sent]);
        forgetDraft();
        return { is: "done", value: "c".repeat(64) };
      }
      asked.push(["send", sent]);
      const groups = [true, false]
        .map((isNear) => (sent.choices ?? []).filter((choice) => (choice.home !== true) === isNear))
        .filter((group) => group.length > 0);
      const lineOf = (asked: number, at: number): SentView => ({
        entry: (at === 0 ? "e" : "f").repeat(64),
        mark: "KM-470",
        asked,
        ...(groups.length < 2 ? {} : { part: at === 0 ? "near" : "home" }),
        sealedAt: start,
        loggedAt: is("offline") ? null : start + 2000,
        witnessedAt: null,
        leaf: null,
        answers: [],
        receivedAt: null,
        answer: null,
        refused: null,
        late: false,
      });
      const lines = groups.map((group, at) => lineOf(group.length, at));
      onItsWay.value = [...lines, ...onItsWay.value];
      forgetDraft();
      return { is: "done", value: (lines[0] ?? lineOf(0, 0)).entry };
    },
  };
  const dismissAlarm = async (alarm: Alarm) => {
    const known = view.value;
    if (known !== null) view.value = { ...known, alarms: known.alarms.filter((one) => one !== alarm) };
  };
  const engine = {
    view,
    sent: onItsWay,
    cases,
    record,
    lessons: lessonDesk,
    directory,
    drafts: writing,
    device: {
      cases,
      record,
      lessons: lessonDesk,
      directory,
      dismissAlarm,
      drafts: { sealedFile: () => new Uint8Array([1, 2, 3]) },
    },
    learnt: lessonsView,
    inbox,
    openedCase,
    places,
    demonstrationVaults: vaultSignal,
    demonstrationRole: signal(is("played") ? self.organisation.name : null),
    openDemonstration: async () => engine.unlock(words),
    now: () => start,
    setup: async () => ({ is: "failed", reason: "malformed-vault" }),
    setupDemonstration: async () => {
      view.value = locked;
      vaultSignal.value = [];
      return done;
    },
    isDamaged: false,
    request,
    sealedSinceLock,
    made: async () => {
      request.value = { id: "0123 4567 89ab cdef 0123 4567 89ab cdef", note: "a request" };
      view.value = { ...unlocked, self: null };
      return done;
    },
    unlock: async (passphrase: string) => {
      if (passphrase.trim() !== words) return { is: "failed", reason: "wrong-passphrase" };
      view.value = unlocked;
      lessonsView.value = role === "referrer" ? learnt : null;
      drafts.value = sealedDrafts;
      writing.open?.(draftId);
      return done;
    },
    lock: () => {
      sealedDrafts = drafts.value;
      drafts.value = [];
      draft.value = null;
      view.value = locked;
      openedCase.value = null;
    },
    touch: () => undefined,
    sync: async () => void asked.push(["sync"]),
    takeCorrection: async (note: string) => {
      const known = view.value;
      if (!note.startsWith("panoh.org/correction/v1") || known === null) return { is: "done", value: "malformed-note" };
      const alarms = known.alarms.filter(({ code }) => code !== "fork");
      const corrections = [{ at: start, from: 412, reason: "The host was started on an old copy." }];
      view.value = { ...known, alarms, corrections };
      onItsWay.value = onItsWay.value.map((item) => (item.late ? { ...item, late: false, lost: true } : item));
      return { is: "done", value: "taken" };
    },
    ringBack,
    openCase: (id: string) => {
      const isSpecial = special !== null && inbox.value[0]?.caseId === id;
      const full = (isSpecial ? specialCases[special] : null)?.(id) ?? fullCase(id, false);
      openedCase.value = is("others") ? withAllConsents(full) : full;
    },
    closeCase: () => {
      openedCase.value = null;
    },
  };
  // A test may let a referral arrive, and see what was asked of the engine.
  Object.assign(globalThis, {
    asked,
    lock: () => engine.lock(),
    arrive: () => (inbox.value = inboxOf(inbox.value.length + 1)),
  });
  return engine as unknown as Engine;
}

// As far as a screen shows it: a prosecutor does not see rows about officials of his own body.
function hidesFrom(party: string, row: Row): boolean {
  const { official_body } = ("values" in row ? row.values : {}) as { readonly official_body?: string };
  return party === "justice" && official_body === "prosecutor";
}
