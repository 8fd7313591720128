// What a case says: the newest content of each kind that may be shown, what was refused, and how we stand in it.
import type { Consent } from "../../core/case/consent.ts";
import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import type { Place } from "../../core/case/referrals.ts";
import type { CaseContent, ContentOf } from "../../core/entry.ts";
import { type CaseKind, partOf } from "../../core/entry-kind.ts";
import type { Part } from "../../core/part-table.ts";
import { isDecision } from "../../core/person-codes.ts";
import { isAdopted, standsAs } from "../../core/policy-table.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { itemOf } from "./case-in-words.ts";

/**
 * The content of the last entry of a kind that counts; null when there is none or it may not be shown yet. With `alsoRefused` of the last
 * refused one when none counts: what a refused referral says (FD5).
 */
export function lastOf<K extends CaseKind>(opened: CaseView, kind: K, alsoRefused = false): ContentOf<K> | null {
  const found = (verdict: JudgedEntry["verdict"]["is"]) => {
    for (const entry of opened.state.entries.toReversed()) {
      const content = opened.contents.get(entry.id);
      if (entry.verdict.is === verdict && content !== undefined && isOf(content, kind)) return content;
    }
    return null;
  };
  return found("effective") ?? (alsoRefused ? found("refused") : null);
}

/**
 * The number to ring back and the organisation that sealed it: of this referral, else of the last one that may be shown. Whoever reads the case may
 * write another referral with another number, so that none is shown as somebody else's. Null when there is none.
 */
export function ringBackIn(
  { state, contents }: CaseView,
  referral: string | null,
): { readonly number: string; readonly organisation: string | null } | null {
  const sent = state.entries.flatMap(({ id, organisation, verdict }) => {
    const content = contents.get(id);
    return content !== undefined && isOf(content, "referral.send")
      ? [{ id, organisation, verdict: verdict.is, number: content.body.ring_back }]
      : [];
  });
  const last = (is: JudgedEntry["verdict"]["is"]) => sent.findLast(({ verdict }) => verdict === is);
  const { number, organisation = null } =
    sent.find(({ id }) => id === referral) ?? last("effective") ?? last("refused") ?? {};
  return number === undefined ? null : { number, organisation };
}

/** The parts of which something came that is shown only after our acceptance (FD8). */
export function sealedParts({ state, sealedUntilAccepted }: CaseView): readonly Part[] {
  return state.entries.flatMap(({ id, content }) =>
    "newer" in content || !sealedUntilAccepted.includes(id) ? [] : [partOf(content)],
  );
}

/** How our organisation stands in the open case, as its line of the inbox says; null when it has none. */
export function standingIn(engine: Engine, opened: CaseView): string | null {
  return itemOf(engine, opened.state.id)?.state ?? null;
}

/** Where an organisation stands: in its newest referral, or in the case that it opened for itself. */
export function ownPlace({ state }: CaseView, self: string): Place | undefined {
  return placesOf(state, self).at(-1);
}

function placesOf({ referrals, own }: CaseState, self: string): readonly Place[] {
  const all = [...(own === null ? [] : [own]), ...referrals.flatMap(({ places }) => places)];
  return all.filter((place) => place.organisation === self);
}

/** True when our acceptance counts, logged or not, or the case is our own. */
export function hasAccepted({ state }: CaseView, self: string): boolean {
  return placesOf(state, self).some((place) => standsAs(place, "helps", "helped"));
}

const followed = [
  "asked",
  "asked-waitlisted",
  "asked-accepted",
  "asked-met",
  "asked-closed",
  "asked-declined",
] as const;

/** How far a case is that we referred to others, as the inbox says it; null for any other case. */
export function followedAs(standing: string | null): (typeof followed)[number] | null {
  return followed.find((each) => each === standing) ?? null;
}

/** Whoever stands so in a case may bring others in and confirm a withdrawal: it can speak with the person (SL8, FD7). */
export function isInContact(standing: string | null): boolean {
  return ["own", "accepted", "met", "closed"].includes(standing ?? "") || followedAs(standing) !== null;
}

/** True for who was brought in and answers nothing, also once the person took that back. */
export function isBroughtIn(standing: string | null): boolean {
  return standing === "granted" || standing === "withdrawn";
}

/** True when a consent was withdrawn, and nobody has confirmed yet that the person said so (FD7). An organisation that never got it holds nothing on it. */
export function isUnconfirmed({ withdrawn, held, purge }: Consent): boolean {
  return withdrawn && held && !purge;
}

/** True when every consent for us was withdrawn, and not yet confirmed: nothing more is shared with us, and what we have is read until then (FD7l). */
export function hasSharingStopped({ state }: CaseView, self: string): boolean {
  const given = state.consents.filter(({ organisation, held }) => organisation === self && held);
  return given.length > 0 && given.every(({ withdrawn }) => withdrawn) && !given.every(({ purge }) => purge);
}

/** True when we can accept now, or may when our turn comes (FD8). */
export function mayStillAccept({ actions }: CaseView): boolean {
  return actions.some(({ verbs, bar }) => verbs.includes("accept") || bar?.is === "not-yet");
}

/** Why an entry was refused; null when it was not, or when nobody can take it on (FD5). */
export function adoptableReason({
  verdict,
  content,
}: JudgedEntry): Extract<JudgedEntry["verdict"], { readonly is: "refused" }>["reason"] | null {
  return verdict.is === "refused" && !("newer" in content) && isAdopted(content.kind) ? verdict.reason : null;
}

/** True when our organisation is a provider: others neither bring in, nor take on, nor confirm (FD4). */
export function isProvider(engine: Engine): boolean {
  return engine.view.value?.self?.organisation.party === "provider";
}

/** True when our organisation is a competent authority: it decides, and helps and meets nobody (FD15). */
export function isAuthority(engine: Engine): boolean {
  return engine.view.value?.self?.organisation.party === "authority";
}

/** What an authority that was asked, or brought in, decides next, as a key of words; `none` once it has made its formal decision. */
export function decisionDue(
  engine: Engine,
  { state }: CaseView,
  self: string,
  standing: string | null,
): "decide" | "decide-formally" | "none" {
  const isAsked = standing === "accepted" || standing === "granted";
  if (!isAsked || state.statuses.some(({ by, status }) => by === self && isDecision(status))) return "none";
  const said = engine.cases
    .sheets(state.id)
    ?.sheets.findLast(({ form, struckOut }) => form === "reflection" && !struckOut);
  const grounds = said?.answers.get("grounds")?.value ?? "more-needed";
  return grounds === "more-needed" ? "decide" : "decide-formally";
}

function isOf<K extends CaseKind>(content: CaseContent, kind: K): content is Extract<CaseContent, ContentOf<K>> {
  return content.kind === kind;
}

/** When somebody last said that this consent is withdrawn, as they say: only what counts can say it. */
export function withdrawnAt({ entries }: Pick<CaseState, "entries">, consent: string): number | null {
  const said = entries.flatMap(({ content, verdict }) =>
    verdict.is === "effective" &&
    !("newer" in content) &&
    content.kind === "consent.withdraw" &&
    content.body.given === consent
      ? [Date.parse(content.at)]
      : [],
  );
  return said.length === 0 ? null : Math.max(...said);
}
