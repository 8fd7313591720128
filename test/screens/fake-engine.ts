// An engine in memory, for looking at screens and testing them without cryptography or a host. The address chooses the scene:
// ?as=officer|reader|nobody, scene=empty|many|alarm|offline, unlocked. Never shipped: the real journeys use the real engine.
import { signal } from "@preact/signals";
import type { ReferralDraft } from "../../src/core/referral-draft.ts";
import type { Alarm, CaseView, InboxItem, MemberView, SentView } from "../../src/member/views.ts";
import type { DemonstrationVault, Engine, VerbResult } from "../../src/web/engine.ts";
import { fullCase, inboxOf } from "./fake-cases.ts";
import { border, country, log, north, organisations, places, sent, services, start } from "./fake-country.ts";

/** The words that open the fake device. */
export const words = "tea cup spoon";

const done: VerbResult = { is: "done", value: undefined };

const vaults: readonly DemonstrationVault[] = [
  { id: "officer", name: border.name, role: "referrer" },
  { id: "shelter", name: north.name, role: "reader" },
];

export async function createEngine(): Promise<Engine> {
  const scene = new URLSearchParams(location.search);
  const is = (name: string) => scene.getAll("scene").includes(name);
  const role = scene.get("as") === "reader" ? "reader" : "referrer";
  const self = {
    device: "00112233445566778899aabbccddeeff",
    organisation: role === "reader" ? north : border,
    role,
    admin: true,
    active: true,
  } as const;
  const alarms: readonly Alarm[] = is("alarm")
    ? [
        { code: "stale", since: start - 7_200_000 },
        { code: "fork", since: start - 60_000 },
      ]
    : [];
  const unlocked: MemberView = {
    locked: false,
    network: is("offline") ? "offline" : "online",
    country,
    self,
    log,
    alarms,
    outbox: is("offline") ? 1 : 0,
    tokens: 14,
  };
  const locked: MemberView = { ...unlocked, locked: true, self: null };
  const fresh = scene.get("as") === "nobody";
  const view = signal<MemberView | null>(fresh ? null : scene.has("unlocked") ? unlocked : locked);
  const inbox = signal<readonly InboxItem[]>(role === "reader" ? inboxOf(is("empty") ? 0 : is("many") ? 300 : 14) : []);
  const openedCase = signal<CaseView | null>(null);
  const draft = signal<ReferralDraft | null>(null);
  const onItsWay = signal<readonly SentView[]>(is("empty") ? [] : sent);
  const vaultSignal = signal<readonly DemonstrationVault[]>(fresh ? vaults : []);

  const engine: Engine = {
    view,
    sent: onItsWay,
    draft,
    inbox,
    openedCase,
    places,
    demonstrationVaults: vaultSignal,
    now: () => start,
    organisation: (id) => organisations.find((candidate) => candidate.id === id) ?? null,
    setup: async () => ({ is: "failed", reason: "malformed-vault" }),
    setupDemonstration: async () => {
      view.value = locked;
      vaultSignal.value = [];
      return done;
    },
    unlock: async (passphrase) => {
      if (passphrase.trim() !== words) return { is: "failed", reason: "wrong-passphrase" };
      view.value = unlocked;
      return done;
    },
    lock: () => {
      view.value = locked;
    },
    touch: () => undefined,
    sync: async () => undefined,
    dismissAlarm: async (alarm) => {
      const known = view.value;
      if (known !== null) view.value = { ...known, alarms: known.alarms.filter((one) => one !== alarm) };
    },
    services: (wish) =>
      services.filter((offer) => wish.wants.some((want) => (offer.service.types as readonly string[]).includes(want))),
    saveDraft: async (next) => {
      draft.value = next;
    },
    discardDraft: async () => {
      draft.value = null;
    },
    send: async () => {
      const line: SentView = {
        entry: "e".repeat(64),
        sealedAt: start,
        loggedAt: is("offline") ? null : start + 2000,
        witnessedAt: null,
        leaf: null,
        answers: [],
        late: false,
      };
      onItsWay.value = [line, ...onItsWay.value];
      draft.value = null;
      return { is: "done", value: line };
    },
    sealedFile: async () => new Uint8Array([1, 2, 3]),
    openCase: async (id) => {
      openedCase.value = fullCase(id, false);
    },
    closeCase: () => {
      openedCase.value = null;
    },
    accept: async (id) => {
      openedCase.value = fullCase(id, true);
      return done;
    },
    decline: async () => done,
    waitlist: async () => done,
    meet: async () => ({ is: "failed", reason: "not-allowed" }),
    close: async () => done,
    withdrawConsent: async () => done,
    addNote: async () => done,
  };
  // A test may let a referral arrive.
  Object.assign(globalThis, { arrive: () => (inbox.value = inboxOf(inbox.value.length + 1)) });
  return engine;
}
