// Today: where the case stands, what comes next, and what is safe. It stays in view while the rest scrolls.
import type { JSX } from "preact";
import { caseMark } from "../../core/case-mark.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment, shortMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { isLeftByAll } from "./after-us.ts";
import { hasAccepted, lastOf, mayStillAccept } from "./case-content.ts";
import { senderOf } from "./case-line.ts";
import { hasErased } from "./erased.tsx";
import { stateLabel } from "./state-label.ts";

export function Today({
  engine,
  opened,
  self,
  standing,
}: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly self: string;
  /** As the inbox says it. */
  readonly standing: string | null;
}): JSX.Element {
  const { state } = opened;
  const place = state.referrals
    .flatMap((referral) => referral.places)
    .findLast(({ organisation }) => organisation === self);
  const verbs = opened.actions.flatMap((action) => action.verbs);
  const bar = opened.actions.find((action) => action.bar !== null);
  const task = verbs.includes("accept")
    ? "answer"
    : verbs.includes("meet")
      ? "meet"
      : verbs.includes("close")
        ? "close"
        : standing === "granted" || standing === "refused" || standing === "erased"
          ? standing
          : bar !== undefined
            ? barred(bar)
            : isLeftByAll(opened, self)
              ? "left-by-all"
              : "none";
  const asked = opened.actions.find((action) => action.verbs.includes("accept"))?.referral;
  const isAtOnce = state.referrals.some(({ id, atOnce, places }) => id === asked && atOnce && places.length > 1);
  const from = bar?.bar?.is === "not-yet" ? bar.bar.from : null;
  const ours = state.consents.filter((consent) => consent.organisation === self);
  const contact = lastOf(opened, "contact");
  const screening = lastOf(opened, "screening");
  // What was seen when she was referred; nobody here can renew it, so it alarms only while she is awaited.
  const isAwaited = place === undefined || ["sent", "received", "waitlisted", "accepted"].includes(place.state);
  const hidden = hiddenContact(opened, self);
  const shown = standing === "erased" ? standing : bar === undefined ? (place?.state ?? standing ?? "") : barred(bar);
  const sender = engine.inbox.value.find(({ caseId }) => caseId === state.id) ?? { sentBy: null };
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
          <li class={state.danger === "now" && isAwaited ? "notice danger" : "notice plain"}>
            {screening === null
              ? t(`danger.${state.danger}`)
              : t("today.danger-then", {
                  danger: t(`danger.${state.danger}`),
                  time: shortMoment(Date.parse(screening.at), engine.now()),
                })}
          </li>
        )}
        {state.treatAsChild === true && <li class="notice news">{t("safety.child")}</li>}
        {contact !== null && (
          <li class="notice plain">
            {t("safety.contact", { how: t(`how.${contact.body.how}`), safe: contact.body.safe })}
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

// FD8: what of the contact is still to come; null when nothing is hidden, or when it stays closed to us.
function hiddenContact(opened: CaseView, self: string): "safety.contact-hidden" | "safety.contact-soon" | null {
  if (opened.sealedUntilAccepted.length === 0) return null;
  if (hasAccepted(opened, self)) return "safety.contact-soon";
  return mayStillAccept(opened) ? "safety.contact-hidden" : null;
}

// FD2, FD8: who may not accept is told why, and the later of two authors that it was too late.
function barred({ bar, tooLate }: CaseView["actions"][number]): "elsewhere" | "too-late" | "not-yet" {
  if (bar?.is === "not-yet") return "not-yet";
  return tooLate ? "too-late" : "elsewhere";
}
