// Today: where the case stands, what comes next, and what is safe. It stays in view while the rest scrolls.
import type { ComponentChildren, JSX } from "preact";
import type { Consent } from "../../core/case/consent.ts";
import { isInDangerNow, isMet } from "../../core/case/danger.ts";
import { caseMark } from "../../core/case/mark.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { PhoneLink } from "../components/phones.tsx";
import { isWide } from "../components/wide.ts";
import type { Engine } from "../engine.ts";
import { exactDate, exactMoment, nameIn, shortMoment } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { apart, type Sentence, t } from "../text/translate.ts";
import { isLeftByAll } from "./after-us.ts";
import {
  decisionDue,
  followedAs,
  hasAccepted,
  hasSharingStopped,
  isAuthority,
  isInContact,
  isProvider,
  isUnconfirmed,
  mayStillAccept,
  ownPlace,
  ringBackIn,
  sealedParts,
  withdrawnAt,
} from "./case-content.ts";
import { itemOf, needsInWords, senderOf } from "./case-in-words.ts";
import { type CaseTab, tabsThatDiffer } from "./case-tabs.tsx";
import { SayDanger } from "./danger-now.tsx";
import { hasErased } from "./erased.tsx";
import { personName, reachLine } from "./sheet-words.ts";
import { stateLabel } from "./state-label.ts";
import { dueFirst } from "./task-lines.tsx";

interface SafetyProps {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly self: string;
  readonly view: SheetsView;
  /** As the inbox says it. */
  readonly standing: string | null;
  readonly onNews: (news: Sentence | null) => void;
}

interface TodayProps extends SafetyProps {
  /** Whether the sheets have parts of their own. */
  readonly hasSheets: boolean;
  readonly onTab: (tab: CaseTab) => void;
}

export function Today(props: TodayProps): JSX.Element {
  const { engine, opened, self, view, standing } = props;
  const { state } = opened;
  const place = ownPlace(opened, self);
  const bar = opened.actions.find((action) => action.bar !== null);
  const isOwn = standing === "own" || followedAs(standing) !== null;
  const task = isAuthority(engine) ? taskOfAuthority(engine, opened, self, standing) : taskIn(opened, self, standing);
  // What is due stands over a word that nothing else is to be done, and who is missing over all.
  const isIdle = task === "none" || task === "granted" || task === "close";
  const asked = opened.actions.find((action) => action.verbs.includes("accept"))?.referral;
  const isAtOnce = state.referrals.some(({ id, atOnce, places }) => id === asked && atOnce && places.length > 1);
  const from = bar?.bar?.is === "not-yet" ? bar.bar.from : null;
  const shown =
    standing !== null && (standing === "erased" || isOwn)
      ? standing
      : bar === undefined
        ? (place?.state ?? standing ?? "")
        : barred(bar);
  const sender = itemOf(engine, state.id) ?? { sentBy: null };
  const name = personName(engine, view);
  return (
    <>
      <header class="today">
        <h2 id="case-title" tabIndex={-1}>
          {t("sheet.today")}: {stateLabel(shown)} <bdi class="case-mark">{caseMark(state.id)}</bdi>
        </h2>
        {name !== null && (
          <p class="who">
            <bdi>{name}</bdi>
          </p>
        )}
        <p>
          {task === "left-by-all"
            ? t("today.left-by-all", { name: senderOf(engine, sender) })
            : (dueFirst(engine, view, isIdle) ??
              arrivedWords(view, task) ??
              taskOfAsked(opened, self, task) ??
              t(`today.${task}`))}
          {task === "not-yet" && from !== null && ` ${t("today.turn", { time: exactMoment(Date.parse(from)) })}`}
        </p>
        {isAtOnce && <p class="notice waiting">{t("today.at-once")}</p>}
        <Safety {...props} />
      </header>
      <ToLookAt {...props} />
    </>
  );
}

/** What comes next for us, as a key of words. */
function taskIn(opened: CaseView, self: string, standing: string | null) {
  const verbs = opened.actions.flatMap((action) => action.verbs);
  const bar = opened.actions.find((action) => action.bar !== null);
  const followed = followedAs(standing);
  if (verbs.includes("accept")) return "answer";
  if (verbs.includes("meet")) return "meet";
  if (verbs.includes("close")) return verbs.includes("reopen") ? "ended-by-sheet" : "close";
  if (verbs.includes("reopen")) return "reopen";
  if (standing === "granted" || standing === "withdrawn" || standing === "refused" || standing === "erased")
    return standing;
  if (followed !== null) return followed;
  if (bar !== undefined) return barred(bar);
  return isLeftByAll(opened, self) ? "left-by-all" : "none";
}

/** What comes next for who is asked for one help (FD16): which it is, and that what the person agreed to comes first. Null where that is as for others. */
function taskOfAsked({ state }: CaseView, self: string, task: string): string | null {
  const question = state.referrals.findLast(({ places }) => places.some(({ organisation }) => organisation === self));
  if (question === undefined || question.contact) return null;
  if (task === "answer") return t("today.answer-asked", { need: needsInWords(question.needs) });
  return task === "meet" && question.given === undefined ? t("today.meet-asked") : null;
}

/** What comes next for who receives the person (FM22f): nothing before they left; and to record it, once somebody said that they were met there. Null for others. */
function arrivedWords({ facts }: SheetsView, task: string): string | null {
  const { accepted, returned, toMeet } = facts;
  if (task !== "meet" || toMeet !== undefined) return null;
  if (returned !== undefined) return t("today.meet-arrived", { day: exactDate(Date.parse(returned)) });
  return accepted === undefined ? t("today.meet-later") : null;
}

/** What comes next for an authority: it answers, and decides. Of what becomes of the person it is none that asks others. */
function taskOfAuthority(engine: Engine, opened: CaseView, self: string, standing: string | null) {
  if (opened.actions.some(({ verbs }) => verbs.includes("accept"))) return "answer-authority";
  if (standing === "withdrawn" || standing === "refused" || standing === "erased") return standing;
  return decisionDue(engine, opened, self, standing);
}

/** How old a child is, and what comes first: the guardian, until one is appointed. Only a sheet says that; only the form `age` ends a doubt. */
function childWords({ state }: CaseView, view: SheetsView | null): string {
  const child = view?.sheets.find(({ form, struckOut }) => form === "child" && !struckOut);
  const hasGuardian = child?.answers.get("guardian")?.value === "appointed";
  const ageClass = view?.ageClass ?? null;
  return apart(
    ageClass !== null && t(`age-class.${ageClass}`),
    hasGuardian ? t("safety.guardian") : state.age === "in-doubt" ? t("safety.in-doubt") : t("safety.child"),
  );
}

/** What protects the person, in view whatever is read or filled in below. `isBrief`: only what holds now, with nothing to press. */
export function Safety({
  engine,
  opened,
  self,
  view,
  standing,
  onNews,
  isBrief = false,
}: SafetyProps & { readonly isBrief?: boolean }): JSX.Element {
  const { state } = opened;
  const ours = ourWithdrawal(opened, self);
  const reach = reachLine(engine, view, isMet(state));
  const isInDanger = isInDangerNow(state);
  return (
    <ul class="safety" aria-label={t("case.tab.safety")}>
      {state.danger !== null && (isInDanger || !isBrief) && (
        <li class={isInDanger ? "notice danger" : "notice plain"}>
          {dangerWords(engine, opened, isInDanger)}
          {opened.maySayDanger && !isBrief && (
            <SayDanger engine={engine} caseId={state.id} warnsAlone={state.askedOn.includes(self)} onDone={onNews} />
          )}
        </li>
      )}
      {state.treatAsChild === true && <li class="notice news">{childWords(opened, view)}</li>}
      {reach !== null && (
        <li class="notice plain" dir="auto">
          {reach}
        </li>
      )}
      {ours !== null && <li class="notice waiting">{t(ours)}</li>}
      {unconfirmed(opened, standing)
        .filter(({ organisation }) => organisation !== self)
        .map(({ id, organisation }) => {
          const name = nameOfOrganisation(engine, organisation);
          const said = withdrawnAt(opened.state, id);
          const day = said !== null && exactDate(said);
          return (
            <Warning key={id} look="waiting" short={apart(t("safety.withdrawn-of-short", { name }), day)}>
              {t("safety.withdrawn-of", { name })}
            </Warning>
          );
        })}
    </ul>
  );
}

/** What is to be known of withdrawals of consents for us; null where a narrower one took the place of the others (FD7o), and once all is erased. */
function ourWithdrawal(
  opened: CaseView,
  self: string,
): "safety.withdrawn-ours" | "safety.purge" | "safety.withdrawn" | null {
  const ours = opened.state.consents.filter(({ organisation }) => organisation === self);
  if (hasErased(opened, self)) return null;
  if (hasSharingStopped(opened, self)) return "safety.withdrawn-ours";
  if (ours.some(({ purge }) => purge) && ours.every(({ withdrawn }) => withdrawn)) return "safety.purge";
  return ours.some(({ withdrawn, purge }) => withdrawn && !purge) ? "safety.withdrawn" : null;
}

/** A warning that is one line on a phone, where several would fill the screen, and opens to what it says in full. */
function Warning(props: {
  readonly look: "waiting" | "plain";
  readonly short: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <li class={`notice ${props.look}`}>
      {isWide.value ? (
        props.children
      ) : (
        <details class="opens">
          <summary>
            <span>{props.short}</span>
          </summary>
          <div class="opened">{props.children}</div>
        </details>
      )}
    </li>
  );
}

/** What waits in another part of the case, each with the way there, and whom to ask. */
function ToLookAt({ engine, opened, self, view, standing, hasSheets, onTab }: TodayProps): JSX.Element {
  const ringBack = ringBackIn(opened, itemOf(engine, opened.state.id)?.referral ?? null);
  const hidden = hiddenContact(opened, self);
  const asker = senderOf(engine, { sentBy: ringBack?.organisation ?? null });
  return (
    <ul class="safety">
      {unconfirmed(opened, standing).length > 0 && isProvider(engine) && (
        <li class="notice waiting">
          <button type="button" class="link" onClick={() => onTab("referral")}>
            {t("safety.to-confirm")}
          </button>
        </li>
      )}
      {(hasSheets ? tabsThatDiffer(engine, view) : []).map((tab) => (
        <li key={tab} class="notice waiting">
          <button type="button" class="link" onClick={() => onTab(tab)}>
            {t("safety.two-answers", { tab: t(`case.tab.${tab}`) })}
          </button>
        </li>
      ))}
      {opened.notGiven.map((id) => (
        <li key={`not-given ${id}`} class="notice waiting">
          {t("safety.not-given", { name: nameOfOrganisation(engine, id) })}{" "}
          <button type="button" class="link" onClick={() => onTab("referral")}>
            {t("safety.give-again")}
          </button>
        </li>
      ))}
      {opened.missed.by.map((id) => (
        <li key={`missed ${id}`} class="notice waiting">
          {t("safety.missed-by", { name: nameOfOrganisation(engine, id) })}{" "}
          <button type="button" class="link" onClick={() => onTab("referral")}>
            {t("safety.give-again")}
          </button>
        </li>
      ))}
      {opened.missed.from.map((id) => (
        <li key={`missed from ${id}`} class="notice waiting">
          {t("safety.missed-from", { name: nameOfOrganisation(engine, id) })}
        </li>
      ))}
      {view.incompleteDecisions.map((by) => (
        <li key={by} class="notice waiting">
          {t("safety.half-decision", { name: nameOfOrganisation(engine, by) })}
        </li>
      ))}
      {view.returnMisfit !== null && (
        <li class="notice waiting">
          <button type="button" class="link" onClick={() => onTab("safety")}>
            {t("return.misfit")}
          </button>
        </li>
      )}
      {hidden !== null && <li class="notice plain">{t(hidden)}</li>}
      {standing === "accepted" && isProvider(engine) && <ReachThrough engine={engine} opened={opened} self={self} />}
      {ringBack !== null && ringBack.organisation !== self && (
        <Warning look="plain" short={t("safety.ring-back-short", { name: asker })}>
          {t("safety.ring-back", { name: asker })} <PhoneLink number={ringBack.number} />
        </Warning>
      )}
    </ul>
  );
}

/** Who was asked for one help and may not read how to reach the person hears who is with them, and rings there. */
function ReachThrough(props: Pick<TodayProps, "engine" | "opened" | "self">): JSX.Element | null {
  const { engine, opened, self } = props;
  const { askedOn, consents, inContact, lead } = opened.state;
  const mayReach = consents.some(
    ({ organisation, held, withdrawn, compartments }) =>
      organisation === self && held && !withdrawn && compartments.includes("contact"),
  );
  const others = inContact.filter((organisation) => organisation !== self);
  const helper = others.find((organisation) => organisation === lead) ?? others[0];
  if (!askedOn.includes(self) || mayReach || helper === undefined) return null;
  const name = nameOfOrganisation(engine, helper);
  const [number] = engine.directory.phones([helper]).flatMap(({ phones }) => phones);
  return (
    <Warning look="plain" short={t("safety.reach-through-short", { name })}>
      {t("safety.reach-through", { name })} {number !== undefined && <PhoneLink number={number.number} />}
    </Warning>
  );
}

/** Withdrawals that wait for the person's own word: only who is in contact can hear it (FD7). */
function unconfirmed({ state }: CaseView, standing: string | null): readonly Consent[] {
  return isInContact(standing) ? state.consents.filter(isUnconfirmed) : [];
}

// Who said it and when: what was seen when the person was referred need not hold today.
function dangerWords(engine: Engine, { state }: CaseView, isNow: boolean): string {
  const { dangerSaid: said } = state;
  const danger = t(`danger.${state.danger ?? "unclear"}`);
  if (said === null) return danger;
  const time = shortMoment(Date.parse(said.at), engine.now());
  // The person was met since: nobody has said that it is still so.
  if (!said.isRenewed && state.danger === "now" && !isNow)
    return t(state.own === null ? "today.danger-was" : "today.danger-was-opened", { time });
  if (!said.isRenewed) return t(state.own === null ? "today.danger-then" : "today.danger-opened", { danger, time });
  const name = nameIn((said.by === null ? null : engine.directory.organisation(said.by))?.name ?? {});
  return t("today.danger-said", { danger, name: name || t("desk.unknown-sender"), time });
}

// FD8: what of the contact is still to come; null when nothing is hidden, or when it stays closed to us.
function hiddenContact(opened: CaseView, self: string): "safety.contact-hidden" | "safety.contact-soon" | null {
  if (!sealedParts(opened).includes("contact")) return null;
  if (hasAccepted(opened, self)) return "safety.contact-soon";
  return mayStillAccept(opened) ? "safety.contact-hidden" : null;
}

// FD2, FD8: an organisation that may not accept sees why, and the later of two authors that it was too late.
function barred({ bar, tooLate }: CaseView["actions"][number]): "elsewhere" | "too-late" | "not-yet" | "suspended" {
  if (bar?.is === "not-yet" || bar?.is === "suspended") return bar.is;
  return tooLate ? "too-late" : "elsewhere";
}
