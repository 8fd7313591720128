// The view of a case for a reader, and its next steps. FD8 lives here: who the person is, how to reach them and what happened are shown only after
// our own logged acceptance, or as far as a grant to us goes (SL8). It is a rule of honest programs, not a lock, and the manual says so.
import { isInDangerNow } from "../../core/case/danger.ts";
import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import type { Missed } from "../../core/case/missed.ts";
import { notGiven } from "../../core/case/not-given.ts";
import { isGrantTo } from "../../core/case/readers.ts";
import type { Place, Referral } from "../../core/case/referrals.ts";
import type { CaseContent } from "../../core/entry.ts";
import { isJournaled, partOf, type Status, statuses, waitsForAcceptance } from "../../core/entry-kind.ts";
import { mayReadPart, type OpenedToAuthority } from "../../core/part-table.ts";
import type { Party } from "../../core/party.ts";
import { isDecision } from "../../core/person-codes.ts";
import { type AnswerVerb, answerTable, answerVerbs, policyRow, statusAuthors } from "../../core/policy-table.ts";
import { victimToken } from "../../note/victim-token.ts";
import type { CaseView, InboxItem } from "../views.ts";

/** The party of a reader, on which it depends what the reader is shown. */
export interface ReadingParty {
  readonly party: Party | null;
  /** The parts that the country opened to the competent authority (FD11a). */
  readonly openedToAuthority: OpenedToAuthority;
}

/** The entries of a case that this organisation may be shown, each as it is shown, and those that wait for its acceptance. */
export function contentsFor(state: CaseState, organisation: string, { party, openedToAuthority }: ReadingParty) {
  const isLetIn = letInTo(state, organisation);
  const contents = new Map<string, CaseContent>();
  const sealedUntilAccepted: string[] = [];
  for (const entry of state.entries) {
    if ("newer" in entry.content) continue;
    const own = entry.organisation === organisation;
    // R06: what a dishonest program sealed past the table of parts is not shown here; others are warned of it. An exception to FD5.
    if (!own && !mayReadPart(party ?? undefined, partOf(entry.content), openedToAuthority)) continue;
    // FD12: likewise what never leaves another organisation.
    if (!own && policyRow(entry.content.kind).readers === "own") continue;
    if (!own && waitsForAcceptance(entry.content) && !isLetIn(entry)) sealedUntilAccepted.push(entry.id);
    else contents.set(entry.id, own ? entry.content : shownTo(party, entry.content));
  }
  return { contents, sealedUntilAccepted };
}

/** The case as this organisation may see it, of which country it is and how much of it is held. */
export function viewCase(
  state: CaseState,
  organisation: string,
  options: ReadingParty & {
    readonly origin: string;
    readonly leftOut: number;
    /** True for a prosecutor, a court and an investigation unit. */
    readonly isJustice: (organisation: string) => boolean;
    /** True once the last day of a consent is over by the log's time (LG8). */
    readonly isOver: (lastDay: string) => boolean;
    /** True where a sheet says that our help ended, and nothing says since that it goes on. */
    readonly isEndedBySheet: boolean;
    readonly missed: Missed;
  },
): CaseView {
  const { origin, party, leftOut, isEndedBySheet } = options;
  const mayReopen = mayGoOn(state, organisation, options.isOver);
  const verbsAt = (place: Place) => (isOver ? [] : verbsFor(place, party, mayReopen, isEndedBySheet));
  const isOver = isErased(state, organisation);
  const { contents, sealedUntilAccepted } = contentsFor(state, organisation, options);
  const actions = state.referrals.flatMap((referral) => {
    const place = referral.places.find((candidate) => candidate.organisation === organisation);
    if (place === undefined) return [];
    const tooLate = isTooLate(state, referral.id, organisation);
    return [
      {
        referral: referral.id,
        verbs: verbsAt(place),
        bar: place.bar ?? null,
        tooLate,
      },
    ];
  });
  if (state.own?.organisation === organisation) {
    actions.push({
      referral: state.id,
      verbs: verbsAt(state.own),
      bar: null,
      tooLate: false,
    });
  }
  const statusSteps = party !== null && !isOver && isIn(state, organisation) ? statusesOf(party) : [];
  const opening = state.entries.find(({ id }) => id === state.id)?.content;
  const token =
    opening !== undefined && mayHandOn(state, organisation) ? victimToken(origin, state.id, opening.salt) : null;
  const tokenFor = token === null ? [] : agreedTokens(state, options);
  const mayGiveToken = token !== null && party === "provider" && knowsPerson(state, organisation);
  const maySayDanger = party === "provider" && !isOver && knowsPerson(state, organisation);
  return {
    state,
    sealedUntilAccepted,
    contents,
    actions,
    statusSteps,
    maySayDanger,
    leftOut,
    victimToken: tokenFor.length === 0 ? null : token,
    tokenFor,
    mayGiveToken,
    notGiven: isOver ? [] : notGiven(state, organisation),
    missed: isOver ? { by: [], from: [] } : options.missed,
  };
}

/** FD8h: the number of the post that refers is shown to providers, who ring back there, and to no other party that was granted the referral. */
function shownTo(party: Party | null, content: CaseContent): CaseContent {
  if (party === "provider" || "newer" in content || content.kind !== "referral.send") return content;
  const { ring_back: _number, ...body } = content.body;
  return { ...content, body };
}

/** Places of organisations that accepted the person, also when its help has ended. */
const withPerson: readonly (string | undefined)[] = ["accepted", "met", "closed"];

/** Where an organisation stands, in referrals and without one. */
function placesIn({ referrals, own }: CaseState, organisation: string): readonly Place[] {
  const all = [...referrals.flatMap(({ places }) => places), ...(own === null ? [] : [own])];
  return all.filter((place) => place.organisation === organisation);
}

// RC9: the token is the person's to give, to one organisation of justice at a time.
function agreedTokens(
  state: CaseState,
  { isJustice, isOver }: Pick<Parameters<typeof viewCase>[2], "isJustice" | "isOver">,
): readonly string[] {
  const consents = state.consents.filter(
    ({ organisation, purposes, withdrawn, expires }) =>
      !withdrawn &&
      (expires === undefined || !isOver(expires)) &&
      purposes.includes("police-report") &&
      isJustice(organisation),
  );
  return [...new Set(consents.map(({ organisation }) => organisation))];
}

/** FD7: everything that was agreed to for it was taken back. */
export function hasLost(state: CaseState, organisation: string): boolean {
  const consents = state.consents.filter((consent) => consent.organisation === organisation && consent.held);
  return consents.length > 0 && consents.every(({ withdrawn }) => withdrawn);
}

// FD9: help goes on while the person agrees to it, or where nobody ever asked.
function mayGoOn(state: CaseState, organisation: string, isOver: (lastDay: string) => boolean): boolean {
  const consents = state.consents.filter((consent) => consent.organisation === organisation && consent.held);
  return (
    consents.length === 0 ||
    consents.some(({ withdrawn, expires }) => !withdrawn && (expires === undefined || !isOver(expires)))
  );
}

// FD7: an organisation that opened the case as a provider, met the person, or was brought in, and did not lose that since.
function knowsPerson(state: CaseState, organisation: string): boolean {
  if (isOpener(state, organisation)) return true;
  if (hasLost(state, organisation)) return false;
  return (
    placesIn(state, organisation).some((place) => withPerson.includes(place.state)) ||
    state.entries.some((entry) => isGrantTo(entry, organisation))
  );
}

/** True for the organisation whose device opened the case: a reader that did so helps, for referrers read nothing. */
function isOpener(state: CaseState, organisation: string): boolean {
  const opening = state.entries.find(({ id }) => id === state.id);
  return state.openedBy === organisation && opening?.organisation === organisation;
}

// RC9, SG4: what leaves the case does so on the person's word; an organisation that lost the consent, or erased what it held, hands on
// nothing more. An acceptance counts once it is logged (FD8): until then somebody may have come first.
function mayHandOn(state: CaseState, organisation: string): boolean {
  const standing = inboxItem(state, organisation)?.state;
  if (hasLost(state, organisation) || state.holdsNewer || standing === "erased") return false;
  const hasAccepted = state.referrals.some(({ places }) =>
    places.some((place) => place.organisation === organisation && withPerson.includes(place.state)),
  );
  return (
    standing === "granted" || isOpener(state, organisation) || (hasAccepted && hasLoggedAcceptance(state, organisation))
  );
}

// FD3: who was named and did not decline, was brought in, or opened the case.
function isIn(state: CaseState, organisation: string): boolean {
  if (state.openedBy === null || !state.participants.includes(organisation)) return false;
  const places = state.referrals.flatMap((referral) => referral.places.filter((p) => p.organisation === organisation));
  const isDeclined = places.length > 0 && places.every((place) => place.state === "declined");
  return (
    !isDeclined || state.openedBy === organisation || state.entries.some((entry) => isGrantTo(entry, organisation))
  );
}

/** The steps of status that a party may take alone (FD6): a formal decision is a sheet too (FD15c). */
function statusesOf(party: Party): readonly Status[] {
  return statuses.filter((status) => statusAuthors[status].includes(party) && !isDecision(status));
}

/**
 * One line of the inbox; null when the case is not this organisation's: nobody referred or granted it, not even in vain (FD5), and
 * nothing of it was erased here.
 */
export function inboxItem(state: CaseState, organisation: string): InboxItem | null {
  // Whatever state its referral was left in: nobody here works for the person any more.
  if (isErased(state, organisation)) return erasedItem(state, organisation);
  const mine = state.referrals.filter((referral) =>
    referral.places.some((place) => place.organisation === organisation),
  );
  const standings = mine.map((referral) => standingOf(state, referral, organisation));
  // The referral that we can answer now, else one that we may answer later, else the newest.
  const at =
    [standings.findIndex(isUnanswered), standings.indexOf("not-yet"), mine.length - 1].find((i) => i >= 0) ?? -1;
  const referral = mine[at];
  if (referral === undefined) {
    return (
      ownItem(state, organisation) ??
      followedItem(state, organisation) ??
      grantedItem(state, organisation) ??
      erasedItem(state, organisation) ??
      refusedItem(state, organisation)
    );
  }
  const place = referral.places.find((candidate) => candidate.organisation === organisation);
  const bar = place?.bar ?? null;
  const standing = standings[at] ?? "sent";
  const answeredAt = bar?.is === "elsewhere" ? bar.since : (place?.since ?? referral.sentAt);
  return {
    ...emptyItem(state),
    inDanger: isInDanger(state, standing),
    referral: referral.id,
    state: standing,
    turnAt: bar?.is === "not-yet" && bar.from !== null ? Date.parse(bar.from) : null,
    since: Date.parse(isUnanswered(standing) || standing === "not-yet" ? referral.sentAt : answeredAt),
    sentBy: referral.sentBy,
  };
}

// FD4: opened by this organisation for itself. It answers nobody.
function ownItem(state: CaseState, organisation: string): InboxItem | null {
  const { own } = state;
  if (own?.organisation !== organisation) return null;
  const standing = own.state === "accepted" ? "own" : own.state;
  return {
    ...emptyItem(state),
    inDanger: isInDanger(state, standing),
    referral: state.id,
    state: standing,
    since: Date.parse(own.since),
    sentBy: organisation,
  };
}

/** How far a referral of ours is, as one follows it: the most urgent first. */
const standingsOfAsked = [
  "asked-declined",
  "asked",
  "asked-waitlisted",
  "asked-accepted",
  "asked-met",
  "asked-closed",
] as const;

// Referred to others by this organisation, which opened the case: their answers come back to it as entries.
function followedItem(state: CaseState, organisation: string): InboxItem | null {
  if (!isOpener(state, organisation)) return null;
  const referrals = state.referrals.filter(({ sentBy, contact }) => contact && sentBy === organisation);
  const standings = referrals.map(({ places }) => standingOfAsked(places));
  const standing = standingsOfAsked.find((each) => standings.includes(each));
  if (standing === undefined) return null;
  const referral = referrals[standings.indexOf(standing)];
  if (referral === undefined) return null;
  const answers = referral.places.filter(({ state: place }) => place !== "sent" && place !== "received");
  const times = standing === "asked" ? [referral.sentAt] : answers.map(({ since }) => since);
  return {
    ...emptyItem(state),
    inDanger: isInDanger(state, standing),
    referral: referral.id,
    state: standing,
    since: Math.max(...times.map(Date.parse)),
    sentBy: organisation,
  };
}

function standingOfAsked(places: readonly Place[]): (typeof standingsOfAsked)[number] {
  const has = (word: Place["state"]) => places.some(({ state }) => state === word);
  if (has("met")) return "asked-met";
  if (has("accepted")) return "asked-accepted";
  if (has("closed")) return "asked-closed";
  if (places.every(({ state }) => state === "declined")) return "asked-declined";
  return has("waitlisted") ? "asked-waitlisted" : "asked";
}

// FD2j, EN13: what was seen at the referral does not alarm an organisation to which the person does not come.
function isInDanger(state: CaseState, standing: string): boolean {
  const isApart = ["declined", "elsewhere", "suspended"].includes(standing);
  return isInDangerNow(state) && (!isApart || state.dangerSaid?.isRenewed === true);
}

// Where we stand in a referral, as a person asks: a place that may not accept now does not wait for its answer (FD2, FD8).
function standingOf(state: CaseState, referral: Referral, organisation: string): string {
  const place = referral.places.find((candidate) => candidate.organisation === organisation);
  if (place?.bar?.is === "elsewhere" && isTooLate(state, referral.id, organisation)) return "too-late";
  return place?.bar?.is ?? place?.state ?? "sent";
}

// FD2: the later author sees it.
function isTooLate(state: CaseState, referral: string, organisation: string): boolean {
  return state.entries.some(
    ({ content, verdict, organisation: by }) =>
      by === organisation &&
      !("newer" in content) &&
      content.kind === "referral.accept" &&
      content.body.referral === referral &&
      verdict.is === "refused" &&
      verdict.reason === "already-accepted",
  );
}

// Brought in by a grant (SL8): nothing to answer, but a case to work on. Once the person took that back, the sharing has stopped (FD7d).
function grantedItem(state: CaseState, organisation: string): InboxItem | null {
  const grant = state.entries.findLast((entry) => isGrantTo(entry, organisation));
  if (grant === undefined) return null;
  return {
    ...emptyItem(state),
    inDanger: isInDanger(state, "granted"),
    state: hasLost(state, organisation) ? "withdrawn" : "granted",
    since: Date.parse(grant.content.at),
    sentBy: grant.organisation,
    unlogged: grant.leaf === null,
  };
}

// FD7: who erased everything still finds the path of the case, and that it was erased.
function erasedItem(state: CaseState, organisation: string): InboxItem | null {
  const last = state.entries.findLast(
    (entry) => entry.content.kind === "purge.done" && entry.organisation === organisation && isEffective(entry),
  );
  if (last === undefined) return null;
  return { ...emptyItem(state), state: "erased", since: Date.parse(last.content.at), sentBy: state.openedBy };
}

// FD5: a referral that was refused is still somebody's, so that no honest victim is lost to a formality.
function refusedItem(state: CaseState, organisation: string): InboxItem | null {
  const refusal = state.entries.find(
    ({ content, verdict, organisation: by }) =>
      verdict.is === "refused" &&
      by !== organisation &&
      isIntroduction(content.kind) &&
      content.to.includes(organisation),
  );
  if (refusal === undefined) return null;
  return { ...emptyItem(state), state: "refused", since: Date.parse(refusal.content.at), sentBy: refusal.organisation };
}

function isIntroduction(kind: string): boolean {
  return kind === "case.open" || kind === "referral.send" || kind === "grant";
}

// Nothing is known of the person: neither danger nor age is made up.
function emptyItem(state: CaseState): Omit<InboxItem, "state" | "since" | "sentBy"> {
  return {
    caseId: state.id,
    danger: state.danger,
    inDanger: false,
    treatAsChild: state.treatAsChild,
    referral: null,
    turnAt: null,
    unlogged: state.entries.every((entry) => entry.leaf === null),
  };
}

const between: Readonly<Record<string, number>> = {
  "too-late": 2,
  "asked-declined": 2,
  refused: 4,
  "not-yet": 7,
  asked: 7,
};

/**
 * The place of an item in the inbox, as a number below a hundred; of one place, who waits longest comes first. Who is in danger first, also once we answered;
 * what is answered comes after what waits. Between them stand the news that our acceptance came too late, what was refused (anyone can make it, so it never
 * comes before what is proven), and what may wait later.
 */
export function rankOf(item: InboxItem): number {
  return (
    (item.inDanger ? 0 : 50) +
    (isUnanswered(item.state) ? 0 : (between[item.state] ?? 10)) +
    (isOverFor.has(item.state) ? 10 : 0)
  );
}

const isOverFor: ReadonlySet<string> = new Set([
  "closed",
  "declined",
  "erased",
  "elsewhere",
  "suspended",
  "asked-closed",
]);

/** True while an organisation still owes its answer. */
export function isUnanswered(state: string | undefined): boolean {
  return state === "sent" || state === "received" || state === "waitlisted";
}

/** True once this organisation's acceptance is in the log (FD8). */
function hasLoggedAcceptance(state: CaseState, organisation: string): boolean {
  return state.entries.some(
    (entry) =>
      entry.content.kind === "referral.accept" &&
      entry.organisation === organisation &&
      isEffective(entry) &&
      entry.leaf !== null,
  );
}

/**
 * Which entries this organisation may be shown that wait for acceptance (FD8): all once it accepted and that is logged. Before, what a
 * grant carried to it or rests on the consent of one, because the person agreed to that for it (SL8). Who was asked by no referral
 * has nothing to accept.
 */
function letInTo(state: CaseState, organisation: string): (entry: JudgedEntry) => boolean {
  if (hasLoggedAcceptance(state, organisation) || isOpener(state, organisation)) return () => true;
  const grants = state.entries.flatMap(({ content, carried, verdict }) =>
    verdict.is === "effective" && content.kind === "grant" && !("newer" in content)
      ? content.body.organisation === organisation
        ? [{ consent: content.body.consent, carried: carried ?? [] }]
        : []
      : [],
  );
  const isAsked = state.referrals.some(({ places }) => places.some((place) => place.organisation === organisation));
  if (!isAsked) return () => grants.length > 0;
  const carriedIds = new Set(grants.flatMap((grant) => grant.carried.map(({ id }) => id)));
  const consents = new Set(grants.map(({ consent }) => consent));
  return ({ id, content }) =>
    carriedIds.has(id) || (!("newer" in content) && content.consent?.some((consent) => consents.has(consent)) === true);
}

/** The entries that this device logged as opened: ever, or on a day in the form YYYY-MM-DD (SL10). */
function openedBy(device: string, { entries }: CaseState, day = ""): ReadonlySet<string> {
  const journal = entries.flatMap(({ content }) =>
    content.kind === "opened" && !("newer" in content) && content.device === device && content.at.startsWith(day)
      ? content.body.entries
      : [],
  );
  return new Set(journal);
}

/** Of these entries, those that this device has not logged as opened on this day. */
export function unopenedOn(
  day: string,
  state: CaseState,
  device: string,
  entries: readonly string[],
): readonly string[] {
  const journal = openedBy(device, state, day);
  return entries.filter((id) => !journal.has(id));
}

/** Entries that we may show now and that this device of ours has not yet logged as opened. */
export function unopened(state: CaseState, organisation: string, device: string): readonly string[] {
  const isLetIn = letInTo(state, organisation);
  const journal = openedBy(device, state);
  return state.entries
    .filter(
      (entry) =>
        isEffective(entry) &&
        entry.organisation !== organisation &&
        !("newer" in entry.content) &&
        isJournaled(entry.content) &&
        isLetIn(entry) &&
        !journal.has(entry.id),
    )
    .map(({ id }) => id);
}

/** True when this organisation erased what it held and no later consent gave it anything (FD7). */
function isErased(state: CaseState, organisation: string): boolean {
  return !isHolding(state, organisation) && erasedItem(state, organisation) !== null;
}

/** True for an organisation that holds something by a consent whose end was not confirmed (FD7). */
export function isHolding({ consents }: CaseState, organisation: string): boolean {
  return consents.some((consent) => consent.organisation === organisation && consent.held && !consent.purge);
}

function isEffective(entry: JudgedEntry): boolean {
  return entry.verdict.is === "effective";
}

// Verbs that the fold would refuse are not offered; that help goes on only where it ended.
function verbsFor(
  { state, bar }: Place,
  party: Party | null,
  mayReopen: boolean,
  isEndedBySheet: boolean,
): readonly AnswerVerb[] {
  return answerVerbs.filter((verb) => {
    const { authors, follows } = policyRow(answerTable[verb].kind);
    if (party === null || !authors.includes(party)) return false;
    if (verb === "reopen" && !(mayReopen && (isEndedBySheet || state === "closed"))) return false;
    if (follows === "start" || follows === "case" || !follows.includes(state)) return false;
    return !(verb === "accept" && bar !== undefined) && !(verb === "waitlist" && bar?.is === "elsewhere");
  });
}
