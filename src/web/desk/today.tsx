// Today: where the case stands, what comes next, and what is safe. It stays in view while the rest scrolls.
import type { JSX } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { PhoneLink } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { exactMoment, nameIn, shortMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { isLeftByAll } from "./after-us.ts";
import { followedAs, hasAccepted, mayStillAccept, ownPlace, ringBackIn } from "./case-content.ts";
import { senderOf } from "./case-line.ts";
import { SayDanger } from "./danger-now.tsx";
import { hasErased } from "./erased.tsx";
import { reachLine } from "./sheet-words.ts";
import { stateLabel } from "./state-label.ts";

export function Today({
  engine,
  opened,
  self,
  view,
  standing,
  onNews,
}: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly self: string;
  readonly view: SheetsView;
  /** As the inbox says it. */
  readonly standing: string | null;
  readonly onNews: (words: string) => void;
}): JSX.Element {
  const { state } = opened;
  const place = ownPlace(opened, self);
  const verbs = opened.actions.flatMap((action) => action.verbs);
  const bar = opened.actions.find((action) => action.bar !== null);
  const followed = followedAs(standing);
  const task = verbs.includes("accept")
    ? "answer"
    : verbs.includes("meet")
      ? "meet"
      : verbs.includes("close")
        ? verbs.includes("reopen")
          ? "ended-by-sheet"
          : "close"
        : verbs.includes("reopen")
          ? "reopen"
          : standing === "granted" || standing === "refused" || standing === "erased"
            ? standing
            : followed !== null
              ? followed
              : bar !== undefined
                ? barred(bar)
                : isLeftByAll(opened, self)
                  ? "left-by-all"
                  : "none";
  const isOwn = standing === "own" || followed !== null;
  const asked = opened.actions.find((action) => action.verbs.includes("accept"))?.referral;
  const isAtOnce = state.referrals.some(({ id, atOnce, places }) => id === asked && atOnce && places.length > 1);
  const from = bar?.bar?.is === "not-yet" ? bar.bar.from : null;
  const ours = state.consents.filter((consent) => consent.organisation === self);
  const reach = reachLine(engine, view);
  const hidden = hiddenContact(opened, self);
  const shown =
    standing !== null && (standing === "erased" || isOwn)
      ? standing
      : bar === undefined
        ? (place?.state ?? standing ?? "")
        : barred(bar);
  const item = engine.inbox.value.find(({ caseId }) => caseId === state.id);
  const sender = item ?? { sentBy: null };
  const ringBack = ringBackIn(opened, item?.referral ?? null);
  return (
    <header class="today">
      <h2 id="case-title" tabIndex={-1}>
        {t("today.title")}: {stateLabel(shown)} <bdi class="case-mark">{caseMark(state.id)}</bdi>
      </h2>
      <p>
        {task === "left-by-all" ? t("today.left-by-all", { name: senderOf(engine, sender) }) : t(`today.${task}`)}
        {task === "not-yet" && from !== null && ` ${t("today.turn", { time: exactMoment(Date.parse(from)) })}`}
      </p>
      {isAtOnce && <p class="notice waiting">{t("today.at-once")}</p>}
      <ul class="safety" aria-label={t("today.safety")}>
        {state.danger !== null && (
          <li class={item?.inDanger === true ? "notice danger" : "notice plain"}>
            {dangerWords(engine, opened, item?.inDanger === true)}
            {opened.maySayDanger && <SayDanger engine={engine} caseId={state.id} onDone={onNews} />}
          </li>
        )}
        {state.treatAsChild === true && <li class="notice news">{t("safety.child")}</li>}
        {reach !== null && (
          <li class="notice plain" dir="auto">
            {reach}
          </li>
        )}
        {ringBack !== null && ringBack.organisation !== self && (
          <li class="notice plain">
            {t("safety.ring-back", { name: senderOf(engine, { sentBy: ringBack.organisation }) })}{" "}
            <PhoneLink number={ringBack.number} />
          </li>
        )}
        {hidden !== null && <li class="notice plain">{t(hidden)}</li>}
        {ours.some((consent) => consent.withdrawn) && !hasErased(opened, self) && (
          <li class="notice waiting">
            {t(ours.some((consent) => consent.purge) ? "safety.purge" : "safety.withdrawn")}
          </li>
        )}
      </ul>
    </header>
  );
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
  if (opened.sealedUntilAccepted.length === 0) return null;
  if (hasAccepted(opened, self)) return "safety.contact-soon";
  return mayStillAccept(opened) ? "safety.contact-hidden" : null;
}

// FD2, FD8: an organisation that may not accept sees why, and the later of two authors that it was too late.
function barred({ bar, tooLate }: CaseView["actions"][number]): "elsewhere" | "too-late" | "not-yet" {
  if (bar?.is === "not-yet") return "not-yet";
  return tooLate ? "too-late" : "elsewhere";
}
