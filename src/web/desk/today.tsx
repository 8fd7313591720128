// Today: where the case stands, what comes next, and what is safe. It stays in view while the rest scrolls.
import type { JSX } from "preact";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { lastOf } from "./case-content.ts";
import { hasErased } from "./erased.tsx";
import { stateLabel } from "./state-label.ts";

export function Today({
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
            : "none";
  const from = bar?.bar?.is === "not-yet" ? bar.bar.from : null;
  const ours = state.consents.filter((consent) => consent.organisation === self);
  const contact = lastOf(opened, "contact");
  const hidden = opened.sealedUntilAccepted.length > 0;
  return (
    <header class="today">
      <h2 id="case-title" tabIndex={-1}>
        {t("today.title")}: {stateLabel(bar === undefined ? (place?.state ?? standing ?? "") : barred(bar))}
      </h2>
      <p>
        {t(`today.${task}`)}
        {task === "not-yet" && from !== null && ` ${t("today.turn", { time: exactMoment(Date.parse(from)) })}`}
      </p>
      <ul class="safety" aria-label={t("today.safety")}>
        {state.danger !== null && (
          <li class={state.danger === "now" ? "notice danger" : "notice plain"}>{t(`danger.${state.danger}`)}</li>
        )}
        {state.treatAsChild === true && <li class="notice news">{t("safety.child")}</li>}
        {contact !== null && (
          <li class="notice plain">
            {t("safety.contact", { how: t(`how.${contact.body.how}`), safe: contact.body.safe })}
          </li>
        )}
        {hidden && <li class="notice plain">{t("safety.contact-hidden")}</li>}
        {ours.some((consent) => consent.withdrawn) && !hasErased(opened, self) && (
          <li class="notice waiting">
            {t(ours.some((consent) => consent.purge) ? "safety.purge" : "safety.withdrawn")}
          </li>
        )}
      </ul>
    </header>
  );
}

// FD2, FD8: who may not accept is told why, and the later of two authors that it was too late.
function barred({ bar, tooLate }: CaseView["actions"][number]): "elsewhere" | "too-late" | "not-yet" {
  if (bar?.is === "not-yet") return "not-yet";
  return tooLate ? "too-late" : "elsewhere";
}
