// One case, from the top: today with the state and what is safe, then the person, who is asked, consent, and what happened.
import type { JSX } from "preact";
import type { Consent } from "../../core/case-fold.ts";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { exactDate, nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { PersonSection } from "./person-section.tsx";
import { stateLabel } from "./state-label.ts";
import { Story } from "./story.tsx";
import { Today } from "./today.tsx";
import { Withdraw } from "./withdraw.tsx";

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
  /** What may be done, where there is no pane of its own for it. */
  readonly actions: JSX.Element | null;
}

export function CasePane(props: Props): JSX.Element {
  const { state } = props.opened;
  return (
    <article class="pane pane-case">
      <button type="button" class="link back phone-only" onClick={goBack}>
        <Back />
        {t("desk.inbox")}
      </button>
      <Today {...props} />
      {props.actions}
      {state.holdsNewer && <p class="notice waiting">{t("case.newer")}</p>}
      <PersonSection {...props} />
      <Asked {...props} />
      <Consents {...props} />
      <Story {...props} />
    </article>
  );
}

function Asked({ engine, opened, self }: Props): JSX.Element {
  const { referrals, statuses } = opened.state;
  return (
    <section>
      <h2>{t("case.asked")}</h2>
      <ol class="lines">
        {referrals.flatMap((referral) =>
          referral.places.map((place) => (
            <li key={`${referral.id} ${place.organisation}`}>
              <strong>
                {nameIn(engine.organisation(place.organisation)?.name ?? {})}
                {place.organisation === self && ` (${t("case.you")})`}
              </strong>{" "}
              <span class="quiet">
                {[
                  stateLabel(place.state),
                  place.reason === undefined ? "" : t(`reason.${place.reason}`),
                  place.outcome === undefined ? "" : t(`outcome.${place.outcome}`),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          )),
        )}
      </ol>
      {statuses.length > 0 && (
        <p>
          {t("case.status")}: {statuses.map((step) => t(`status.${step.status}`)).join(" → ")}
        </p>
      )}
    </section>
  );
}

function Consents({ engine, opened }: Props): JSX.Element {
  const { consents } = opened.state;
  return (
    <section>
      <h2>{t("case.consent")}</h2>
      {consents.length === 0 && <p class="quiet">{t("case.no-consent")}</p>}
      <ul class="lines">
        {consents.map((consent) => (
          <li key={consent.id} class={consent.withdrawn ? "withdrawn" : ""}>
            <strong>{nameIn(engine.organisation(consent.organisation)?.name ?? {})}</strong>{" "}
            <span class="quiet">{consentWords(consent)}</span>
            {consent.withdrawn ? (
              <p class="notice waiting">{t("safety.withdrawn")}</p>
            ) : (
              <Withdraw engine={engine} caseId={opened.state.id} consent={consent} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function consentWords({ compartments, purposes, basis, expires }: Consent): string {
  const words = [
    ...compartments.map((part) => t(`compartment.${part}`)),
    ...purposes.map((purpose) => t(`purpose.${purpose}`)),
    t(`basis.${basis}`),
    ...(expires === undefined ? [] : [t("case.consent-until", { date: exactDate(Date.parse(expires)) })]),
  ];
  return words.join(" · ");
}
