// Invented cases for looking at the desk: a full one, and an inbox of any length.
import type { CaseState, EntryVerdict, JudgedEntry } from "../../src/core/case/fold.ts";
import type { Bar } from "../../src/core/case/referrals.ts";
import type { CaseContent } from "../../src/core/entry.ts";
import type { CaseView, InboxItem } from "../../src/member/views.ts";
import { border, clinic, legal, north, start } from "./fake-country.ts";

const minute = 60_000;
const states = ["sent", "received", "sent", "waitlisted", "accepted", "met", "closed", "declined"] as const;

/** Lines in the engine's order: danger first, then the longest wait, then what is answered. */
export function inboxOf(length: number): readonly InboxItem[] {
  const items = Array.from({ length }, (_, n): InboxItem => {
    const state = states[n % states.length] ?? "sent";
    return {
      caseId: String(n).padStart(64, "c"),
      danger: n % 5 === 0 ? "now" : n % 3 === 0 ? "unclear" : "not-now",
      inDanger: n % 5 === 0 && !["met", "closed", "declined"].includes(state),
      treatAsChild: n % 4 === 1,
      referral: String(n).padStart(64, "d"),
      state,
      turnAt: null,
      since: start - (n * 47 + 6) * minute,
      sentBy: border.id,
      unlogged: n === 2,
    };
  });
  const rank = (item: InboxItem) =>
    (["sent", "received", "waitlisted"].includes(item.state) ? 0 : 10) + (item.inDanger ? 0 : 1);
  return items.sort((a, b) => rank(a) - rank(b) || a.since - b.since);
}

type Body = Pick<CaseContent, "kind" | "body">;

const story: readonly (readonly [Body, string, EntryVerdict, number])[] = [
  [{ kind: "case.open", body: { lead: north.id } }, border.id, { is: "effective" }, 60],
  [
    {
      kind: "consent.give",
      body: {
        organisation: north.id,
        purposes: ["referral"],
        compartments: ["referral", "identity", "contact", "narrative"],
        language: "uz",
        manner: "spoken",
        interpreter: "by-phone",
        basis: "consent",
      },
    },
    border.id,
    { is: "effective" },
    60,
  ],
  [
    {
      kind: "screening",
      body: {
        list: "first-line-1",
        danger: "now",
        age: "in-doubt",
        signs: ["documents-held-by-other", "wages-withheld", "scripted-answers"],
        decision: "presumed",
        wants: ["shelter-emergency", "medical", "legal-advice"],
        language: "uz",
        place: "TJ-KT-05",
      },
    },
    border.id,
    { is: "effective" },
    60,
  ],
  [
    { kind: "identity", body: { name: "Ms Teapot", name_is: "pseudonym", gender: "Feminine" } },
    border.id,
    { is: "effective" },
    60,
  ],
  [
    { kind: "contact", body: { how: "waits-here", safe: "Ask for the officer on duty; do not call the person." } },
    border.id,
    { is: "effective" },
    60,
  ],
  [
    {
      kind: "narrative",
      body: {
        text: "Invented note.\nThe teapot is tired and asks for tea by the Kettlewhistlersandlidpolishersassociation.",
      },
    },
    border.id,
    { is: "effective" },
    60,
  ],
  [
    {
      kind: "referral.send",
      body: {
        choices: [{ organisation: north.id, consent: "1".repeat(64) }],
        needs: ["shelter-emergency"],
        escort: true,
        at_once: true,
        ring_back: "+992000000000",
        receipt_seed: "5e".repeat(32),
      },
    },
    border.id,
    { is: "effective" },
    60,
  ],
  [{ kind: "referral.receive", body: { referral: "d".repeat(64) } }, north.id, { is: "effective" }, 50],
  [
    { kind: "note", body: { text: "A note from somebody who may not write here." } },
    legal.id,
    { is: "refused", reason: "author-not-in-case" },
    30,
  ],
  [{ kind: "status", body: { status: "presumed" } }, legal.id, { is: "waiting" }, 20],
];

/** A case that waits for an answer, or the same after acceptance. */
export function fullCase(id: string, accepted: boolean): CaseView {
  const entries: JudgedEntry[] = story.map(([part, organisation, verdict, minutesAgo], n) => ({
    id: String(n + 1).padStart(64, "0"),
    leaf: n + 10,
    position: 0,
    organisation,
    verdict,
    content: {
      ...part,
      device: "0".repeat(32),
      salt: "0".repeat(32),
      seen: { size: 1, root: "", line: "" },
      at: new Date(start - minutesAgo * minute).toISOString(),
      to: [north.id],
      case: id,
      parents: [],
    } as CaseContent,
  }));
  const state: CaseState = {
    id,
    openedBy: border.id,
    treatAsChild: true,
    danger: "now",
    dangerSaid: { by: border.id, at: new Date(start - 60 * minute).toISOString(), isRenewed: false },
    own: null,
    sex: "women",
    ageGroup: null,
    participants: [border.id, north.id, legal.id],
    referrals: [
      {
        id: "d".repeat(64),
        sentBy: border.id,
        sentAt: new Date(start - 60 * minute).toISOString(),
        atOnce: true,
        places: [
          { organisation: north.id, state: accepted ? "accepted" : "received", since: "2026-03-05T13:15:00.000Z" },
          { organisation: legal.id, state: "sent", since: "2026-03-05T13:05:00.000Z" },
        ],
      },
    ],
    consents: [
      {
        id: "1".repeat(64),
        organisation: north.id,
        purposes: ["referral"],
        compartments: ["referral", "identity", "contact", "narrative"],
        basis: "consent",
        held: true,
        withdrawn: false,
        purge: false,
        expires: "2026-09-01",
      },
      {
        id: "2".repeat(64),
        organisation: legal.id,
        purposes: ["referral"],
        compartments: ["referral"],
        basis: "consent",
        held: true,
        withdrawn: true,
        purge: false,
      },
    ],
    endings: [],
    statuses: [{ status: "presumed", by: border.id, at: new Date(start - 60 * minute).toISOString() }],
    entries,
    holdsNewer: false,
  };
  const hidden = accepted
    ? []
    : entries.filter((entry) => ["identity", "contact", "narrative"].includes(entry.content.kind));
  const contents = entries.filter((entry) => !hidden.includes(entry));
  return {
    state,
    sealedUntilAccepted: hidden.map((entry) => entry.id),
    contents: new Map(contents.map((entry) => [entry.id, entry.content as CaseContent])),
    actions: [
      {
        referral: "d".repeat(64),
        verbs: accepted ? ["meet", "close"] : ["accept", "decline", "waitlist"],
        bar: null,
        tooLate: false,
      },
    ],
    statusSteps: ["contact", "presumed", "exited"],
    maySayDanger: accepted,
    leftOut: 0,
    victimToken: null,
    tokenFor: [],
    mayGiveToken: accepted,
  };
}

/** Accepted, but the acceptance is not in the log yet (FD8). */
export function unloggedAcceptance(id: string): CaseView {
  const { state, actions, victimToken } = fullCase(id, true);
  return { ...fullCase(id, false), state, actions, victimToken };
}

/** The same case after our own organisation declined. */
export function declinedCase(known: CaseView): CaseView {
  const referrals = known.state.referrals.map((referral) => ({
    ...referral,
    places: referral.places.map((place) =>
      place.organisation === north.id ? { ...place, state: "declined" as const, reason: "no-place" as const } : place,
    ),
  }));
  return {
    ...known,
    state: { ...known.state, referrals },
    actions: known.actions.map((action) => ({ ...action, verbs: [] })),
  };
}

/** The same case where nobody took a consent back: the legal aid that was asked too may still accept. */
export function withAllConsents(known: CaseView): CaseView {
  const consents = known.state.consents.map((consent) => ({ ...consent, withdrawn: false }));
  return { ...known, state: { ...known.state, consents } };
}

/** Cases in a state of their own, by the name of their scene. */
export const specialCases: Readonly<Record<string, (id: string) => CaseView>> = {
  accepted: (id) => fullCase(id, true),
  granted: grantedCase,
  refused: refusedCase,
  erased: erasedCase,
  elsewhere: (id) => barredCase(id, { is: "elsewhere", since: "2026-03-05T13:15:00.000Z" }),
  "too-late": (id) => barredCase(id, { is: "elsewhere", since: "2026-03-05T13:15:00.000Z" }, true),
  "not-yet": (id) => barredCase(id, { is: "not-yet", from: "2026-03-06T13:05:00.000Z" }),
  own: ownCase,
  met: (id) => helpedCase(id, "met"),
  closed: (id) => helpedCase(id, "closed"),
  "asked-declined": askedCase,
};

/** The line of such a case in the inbox. */
export function specialItem(item: InboxItem, scene: string): InboxItem {
  const isKnown = ["accepted", "elsewhere", "too-late", "not-yet", "own", "met", "closed", "asked-declined"].includes(
    scene,
  );
  const isOurs = ["own", "asked-declined"].includes(scene);
  return {
    ...item,
    state: scene,
    referral: isKnown ? item.referral : null,
    danger: isKnown || scene === "granted" ? "now" : null,
    inDanger: isKnown ? !["elsewhere", "met", "closed"].includes(scene) : scene === "granted",
    treatAsChild: isKnown || scene === "granted" ? true : null,
    sentBy: isOurs ? north.id : scene === "granted" ? legal.id : border.id,
    unlogged: false,
  };
}

// Opened by our own organisation for itself: nobody is asked.
function ownCase(id: string): CaseView {
  const full = fullCase(id, true);
  const since = new Date(start - 60 * minute).toISOString();
  return {
    ...full,
    state: {
      ...full.state,
      openedBy: north.id,
      participants: [north.id],
      referrals: [],
      own: { organisation: north.id, state: "accepted", since },
      consents: full.state.consents.filter(({ organisation }) => organisation === north.id),
    },
    actions: [{ referral: id, verbs: ["meet", "close"], bar: null, tooLate: false }],
  };
}

// Opened by our own organisation and referred to the legal aid, which declined.
function askedCase(id: string): CaseView {
  const full = fullCase(id, true);
  const places = [
    { organisation: legal.id, state: "declined", since: "2026-03-05T13:15:00.000Z", reason: "no-place" },
  ] as const;
  return {
    ...full,
    state: {
      ...full.state,
      openedBy: north.id,
      referrals: full.state.referrals.map((referral) => ({ ...referral, sentBy: north.id, places })),
    },
    actions: [],
  };
}

function helpedCase(id: string, state: "met" | "closed"): CaseView {
  const full = fullCase(id, true);
  const outcome = state === "closed" ? ({ outcome: "goal-reached" } as const) : {};
  return {
    ...full,
    state: {
      ...full.state,
      referrals: full.state.referrals.map((referral) => ({
        ...referral,
        places: [{ organisation: north.id, state, since: "2026-03-05T13:25:00.000Z", ...outcome }],
      })),
    },
    actions: full.actions.map((action) => ({ ...action, verbs: [state === "met" ? "close" : "reopen"] })),
  };
}

// Ours is the second choice, behind the legal aid.
function barredCase(id: string, bar: Bar, tooLate = false): CaseView {
  const full = fullCase(id, false);
  const first = { organisation: legal.id, state: bar.is === "elsewhere" ? "accepted" : "received" } as const;
  const since = "2026-03-05T13:15:00.000Z";
  const places = [
    { ...first, since },
    { organisation: north.id, state: "received", since, bar },
  ] as const;
  const verbs = bar.is === "elsewhere" ? (["decline"] as const) : (["decline", "waitlist"] as const);
  return {
    ...full,
    state: { ...full.state, referrals: full.state.referrals.map((referral) => ({ ...referral, places })) },
    actions: [{ referral: "d".repeat(64), verbs, bar, tooLate }],
  };
}

const personal: readonly string[] = ["screening", "identity", "contact", "narrative", "note", "grant"];

// Brought in by the legal aid, which accepted: name and note are hers to keep from us.
function grantedCase(id: string): CaseView {
  const full = fullCase(id, true);
  const [template] = full.state.entries;
  if (template === undefined) return full;
  const kept = full.state.entries.filter(
    ({ content, verdict }) => verdict.is === "effective" && !["contact", "narrative"].includes(content.kind),
  );
  const entries = [...kept, entryLike(template, { kind: "grant", body: grantBody }, legal.id, 5)];
  return {
    ...full,
    state: {
      ...full.state,
      entries,
      referrals: full.state.referrals.map((referral) => ({
        ...referral,
        places: [{ organisation: legal.id, state: "accepted", since: "2026-03-05T13:15:00.000Z" }],
      })),
      consents: full.state.consents.map((consent) =>
        consent.organisation === north.id
          ? { ...consent, purposes: ["support"], compartments: ["referral", "identity"] }
          : { ...consent, withdrawn: false },
      ),
    },
    contents: new Map(entries.map((entry) => [entry.id, entry.content as CaseContent])),
    actions: [],
    maySayDanger: true,
    leftOut: 4,
  };
}

const grantBody = {
  organisation: north.id,
  consent: "1".repeat(64),
  notes: [{ note: "a note", leaf: 10 }],
  left_out: [],
} as const;

// The device was revoked before its referral reached the log.
function refusedCase(id: string): CaseView {
  const full = fullCase(id, false);
  const entries = full.state.entries
    .slice(0, 7)
    .map((entry) => ({ ...entry, verdict: { is: "refused", reason: "author-inactive" } as const }));
  return {
    ...full,
    state: {
      ...full.state,
      openedBy: null,
      treatAsChild: null,
      danger: null,
      dangerSaid: null,
      participants: [],
      referrals: [],
      consents: [],
      endings: [],
      statuses: [],
      entries,
    },
    actions: [],
    statusSteps: [],
  };
}

// Brought in by the legal aid, as above, and had met her by a referral of its own.
function erasedCase(id: string): CaseView {
  const full = grantedCase(id);
  const [template] = full.state.entries;
  if (template === undefined) return full;
  const entries = [
    ...full.state.entries.filter(({ content }) => !personal.includes(content.kind)),
    entryLike(template, { kind: "consent.withdraw", body: { given: "1".repeat(64) } }, legal.id, 9),
    entryLike(template, { kind: "withdraw.confirmed", body: { withdrawal: "2".repeat(64) } }, legal.id, 8),
    entryLike(template, { kind: "purge.done", body: { withdrawal: "2".repeat(64) } }, legal.id, 7),
    entryLike(template, { kind: "purge.done", body: { withdrawal: "2".repeat(64) } }, north.id, 6),
  ];
  const [consent] = full.state.consents;
  const holders = [north.id, legal.id, clinic.id];
  return {
    ...full,
    state: {
      ...full.state,
      entries,
      danger: null,
      dangerSaid: null,
      treatAsChild: null,
      referrals: full.state.referrals.map((referral) => ({
        ...referral,
        places: [...referral.places, { organisation: north.id, state: "met", since: "2026-03-05T13:25:00.000Z" }],
      })),
      consents: holders.flatMap((organisation, n) =>
        consent === undefined ? [] : [{ ...consent, id: String(n), organisation, withdrawn: true, purge: true }],
      ),
    },
    contents: new Map(entries.map((entry) => [entry.id, entry.content as CaseContent])),
    actions: [{ referral: "d".repeat(64), verbs: [], bar: null, tooLate: false }],
    statusSteps: [],
    maySayDanger: false,
    leftOut: 7,
    victimToken: null,
    mayGiveToken: false,
  };
}

function entryLike(template: JudgedEntry, part: Body, organisation: string, minutesAgo: number): JudgedEntry {
  return {
    ...template,
    id: String(minutesAgo).padStart(64, "f"),
    leaf: 100 - minutesAgo,
    organisation,
    verdict: { is: "effective" },
    content: { ...template.content, ...part, at: new Date(start - minutesAgo * minute).toISOString() } as CaseContent,
  };
}
