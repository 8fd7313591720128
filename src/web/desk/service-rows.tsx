// The services that were asked in a running case (FD16), one row for each until it ends: how far it is, how long it waits, and what can be done about it.
import type { JSX } from "preact";
import type { CaseState } from "../../core/case/fold.ts";
import { Ask } from "../components/ask.tsx";
import type { Engine } from "../engine.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partNames } from "../text/part-words.ts";
import { apart, type Sentence, t } from "../text/translate.ts";
import { caseInWords, needWords } from "./case-line.ts";
import { stateLabel } from "./state-label.ts";

interface Props {
  readonly engine: Engine;
  readonly state: CaseState;
  readonly self: string;
  readonly onNews: (news: Sentence | null) => void;
}

export function ServiceRows(props: Props): JSX.Element | null {
  // What ended, or was recalled, stands in the history alone.
  const asked = props.state.referrals.filter(
    ({ contact, places }) => !contact && places.some(({ state }) => state !== "closed" && state !== "recalled"),
  );
  if (asked.length === 0) return null;
  return (
    <section>
      <h2>{t("refer-on.rows")}</h2>
      <ul class="lines services">
        {asked.map((referral) => (
          <ServiceRow key={referral.id} {...props} referral={referral} />
        ))}
      </ul>
    </section>
  );
}

function ServiceRow(props: Props & { readonly referral: CaseState["referrals"][number] }): JSX.Element | null {
  const { engine, state, self, onNews, referral } = props;
  const [place] = referral.places;
  if (place === undefined) return null;
  const name = nameOfOrganisation(engine, place.organisation);
  const isWaiting = ["sent", "received", "waitlisted"].includes(place.state);
  const days = Math.max(0, Math.floor((engine.now() - Date.parse(referral.sentAt)) / dayMilliseconds));
  const mayAct = state.inContact.includes(self);
  const hasAccepted = place.state === "accepted" || place.state === "met";
  const toGive = hasAccepted && referral.given === undefined ? (referral.agreed?.compartments ?? []) : [];
  const about = caseInWords(engine, state.id);
  const verbs = engine.cases;
  return (
    <li>
      <strong>
        {name}
        {place.organisation === self && ` (${t("case.you")})`}
      </strong>{" "}
      <span class="quiet">
        {apart(
          needWords(referral.needs),
          place.state === "sent" ? t("refer-on.sent") : stateLabel(place.state),
          isWaiting && t("refer-on.waits", { n: days }),
          state.lead === place.organisation && t("refer-on.leads"),
        )}
      </span>
      {place.state === "declined" && (
        <p class="notice waiting">
          {t("refer-on.impossible", { reason: place.reason === undefined ? "" : t(`reason.${place.reason}`) })}
        </p>
      )}
      {toGive.length > 0 && <p class="notice waiting">{t("refer-on.to-give")}</p>}
      {mayAct && toGive.length > 0 && (
        <Ask
          button={t("refer-on.give")}
          title={t("refer-on.give-title", { name })}
          about={about}
          act={t("refer-on.give")}
          verb={() => verbs.giveAgreed(state.id, referral.id)}
          onDone={() => onNews(null)}
        >
          <p>{partNames(toGive)}</p>
        </Ask>
      )}
      {mayAct && place.state === "sent" && (
        <Ask
          button={t("refer-on.recall")}
          title={t("refer-on.recall-title", { name })}
          about={about}
          isFinal
          act={t("refer-on.recall")}
          verb={() => verbs.recallReferral(state.id, referral.id)}
          onDone={() => onNews(() => t("state.recalled"))}
        >
          <p>{t("refer-on.recall-body", { name })}</p>
        </Ask>
      )}
      {mayAct && referral.given !== undefined && hasAccepted && state.lead !== place.organisation && (
        <Ask
          button={t("refer-on.lead")}
          title={t("refer-on.lead-title", { name })}
          about={about}
          isFinal
          act={t("refer-on.lead")}
          manner="held"
          verb={() => verbs.handOverLead(state.id, place.organisation)}
          onDone={() => onNews(() => t("kind.case.lead"))}
        >
          <p>{t("refer-on.lead-body", { name })}</p>
        </Ask>
      )}
    </li>
  );
}

const dayMilliseconds = 86_400_000;
