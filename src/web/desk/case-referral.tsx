// Who was asked for this case and how far each is, what the person agreed to for whom, and the way to bring another organisation in.
import type { JSX } from "preact";
import type { Consent } from "../../core/case/consent.ts";
import { outsideForm } from "../../core/case/referred-on.ts";
import { partsOpened } from "../../core/part-table.ts";
import { withdrawsForOthers } from "../../core/policy-table.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { Moment } from "../components/moment.tsx";
import type { Engine } from "../engine.ts";
import { restsWords } from "../text/consent-words.ts";
import { exactDate, nameIn } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partNames } from "../text/part-words.ts";
import { apart, between, type Sentence, t } from "../text/translate.ts";
import { BringIn } from "./bring-in.tsx";
import { hasSharingStopped, isInContact, isProvider, isUnconfirmed } from "./case-content.ts";
import { ConfirmWithdrawal } from "./confirm-withdrawal.tsx";
import { ForProceedings } from "./for-proceedings.tsx";
import { Narrow } from "./narrow.tsx";
import { ReferOn } from "./refer-on.tsx";
import { ServiceRows } from "./service-rows.tsx";
import type { SheetAsked } from "./sheet-page.tsx";
import { stateLabel } from "./state-label.ts";
import { StatusStep } from "./status-step.tsx";
import { Withdraw } from "./withdraw.tsx";

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
  /** As the inbox says it. */
  readonly standing: string | null;
  readonly view: SheetsView;
  /** A sheet is to be filled in or changed. */
  readonly onSheet: (asked: SheetAsked) => void;
  readonly onNews: (news: Sentence | null) => void;
}

export function CaseReferral(props: Props): JSX.Element {
  return (
    <>
      <Asked {...props} />
      <ServiceRows {...props} state={props.opened.state} />
      {isProvider(props.engine) && props.opened.state.inContact.includes(props.self) && (
        <div class="stack">
          <ReferOn engine={props.engine} opened={props.opened} view={props.view} onDone={props.onNews} />
          {props.view.writable.includes(outsideForm) && (
            <button
              type="button"
              class="button plain ask-outside"
              onClick={() => props.onSheet({ form: outsideForm, sheet: null, task: null })}
            >
              {t("refer-on.outside")}
            </button>
          )}
        </div>
      )}
      <Consents {...props} />
      <ForProceedings key={props.opened.state.id} engine={props.engine} opened={props.opened} onDone={props.onNews} />
    </>
  );
}

function Asked({ engine, opened, self, onNews }: Props): JSX.Element | null {
  const { own, statuses } = opened.state;
  // What was asked for in a running case has rows of its own.
  const referrals = opened.state.referrals.filter(({ contact }) => contact);
  if (own === null && referrals.length + statuses.length + opened.statusSteps.length === 0) return null;
  return (
    <section>
      <h2>{t("case.asked")}</h2>
      <ol class="lines">
        {own !== null && (
          <li key="own">
            <strong>
              {nameOfOrganisation(engine, own.organisation)}
              {own.organisation === self && ` (${t("case.you")})`}
            </strong>{" "}
            <span class="quiet">
              {apart(
                stateLabel("own"),
                own.state !== "accepted" && stateLabel(own.state),
                own.outcome !== undefined && t(`outcome.${own.outcome}`),
              )}
            </span>
          </li>
        )}
        {referrals.flatMap((referral) =>
          referral.places.map((place) => (
            <li key={`${referral.id} ${place.organisation}`}>
              <strong>
                {nameOfOrganisation(engine, place.organisation)}
                {place.organisation === self && ` (${t("case.you")})`}
              </strong>{" "}
              <span class="quiet">
                {apart(
                  stateLabel(place.bar?.is ?? place.state),
                  place.reason !== undefined && t(`reason.${place.reason}`),
                  place.outcome !== undefined && t(`outcome.${place.outcome}`),
                )}
              </span>
            </li>
          )),
        )}
      </ol>
      {statuses.length > 0 && <h3>{t("case.status")}</h3>}
      <ol class="lines">
        {statuses.map(({ status, by, at }) => (
          <li key={`${status} ${by} ${at}`}>
            <strong>{t(`status.${status}`)}</strong>{" "}
            <span class="quiet">
              <bdi>{nameIn(engine.directory.organisation(by)?.name ?? {}) || t("desk.unknown-sender")}</bdi>
              {between()}
              <Moment at={Date.parse(at)} />
            </span>
          </li>
        ))}
      </ol>
      {opened.statusSteps.length > 0 && <StatusStep engine={engine} opened={opened} onDone={onNews} />}
    </section>
  );
}

function Consents(props: Props): JSX.Element {
  const { engine, opened } = props;
  const { consents } = opened.state;
  return (
    <section>
      <h2>{t("case.consent")}</h2>
      {consents.length === 0 && <p class="quiet">{t("case.no-consent")}</p>}
      <ul class="lines consents">
        {consents.map((consent) => (
          <li key={consent.id} class={consent.withdrawn ? "withdrawn" : ""}>
            <strong>{nameOfOrganisation(engine, consent.organisation)}</strong>{" "}
            <span class="quiet">{consentWords(engine, consent)}</span>
            {consent.withdrawn ? (
              <Withdrawn {...props} consent={consent} />
            ) : (
              mayWithdraw(props, consent) && (
                <Withdraw engine={engine} caseId={opened.state.id} consent={consent} onDone={props.onNews} />
              )
            )}
            {mayNarrow(props, consent) && (
              <Narrow
                engine={engine}
                opened={opened}
                organisation={consent.organisation}
                self={props.self}
                onDone={props.onNews}
              />
            )}
          </li>
        ))}
      </ul>
      {isProvider(engine) && maySpeakWithThePerson(props) && <BringIn engine={engine} opened={opened} />}
    </section>
  );
}

/** FD7d, FD16a: an authority and justice are no ones to whom the person says it of others, nor is who was asked for one help. */
function mayWithdraw({ engine, opened, self }: Props, { organisation }: Consent): boolean {
  const party = engine.view.value?.self?.organisation.party;
  const mayForOthers = party !== undefined && withdrawsForOthers(party) && !opened.state.askedOn.includes(self);
  return organisation === self || mayForOthers;
}

function Withdrawn(props: Props & { readonly consent: Consent }): JSX.Element {
  const { engine, opened, self, onNews, consent } = props;
  const name = nameOfOrganisation(engine, consent.organisation);
  return (
    <>
      <p class="notice waiting">
        {consent.purge
          ? t("confirm.confirmed")
          : hasSharingStopped(opened, consent.organisation)
            ? t("safety.withdrawn-reads", { name })
            : t("safety.withdrawn")}
      </p>
      {/* An organisation that never got it holds nothing on it. */}
      {isUnconfirmed(consent) &&
        isProvider(engine) &&
        (consent.organisation === self ? isInContact(props.standing) : maySpeakWithThePerson(props)) && (
          <ConfirmWithdrawal engine={engine} opened={opened} consent={consent} self={self} onDone={onNews} />
        )}
    </>
  );
}

// FD7j: whose own consent was taken back is in contact no longer, but for a provider that opened the case.
function maySpeakWithThePerson({ opened, self, standing }: Props): boolean {
  return (
    isInContact(standing) &&
    !opened.state.askedOn.includes(self) &&
    (opened.state.openedBy === self || !hasSharingStopped(opened, self))
  );
}

// FD7o: the last consent of an organisation stands for all of them. Nobody but itself confirms about a provider that opened the case (FD7j).
function mayNarrow(props: Props, { id, organisation }: Consent): boolean {
  const { consents, openedBy } = props.opened.state;
  const last = consents.findLast(({ organisation: of, held, withdrawn }) => of === organisation && held && !withdrawn);
  const isOthersOwnCase = organisation === openedBy && organisation !== props.self;
  return last?.id === id && isProvider(props.engine) && maySpeakWithThePerson(props) && !isOthersOwnCase;
}

function consentWords(engine: Engine, consent: Consent): string {
  const { organisation, purposes, expires, held } = consent;
  const words = [
    // What was never sealed to its organisation lets it read nothing: it is the token alone (RC9).
    ...(held
      ? [
          // A consent of before may name what the table keeps from its organisation: it opens nothing of it (FD11f).
          partNames(partsOpened(consent, engine.directory.readableParts(organisation)).now),
          ...purposes.map((purpose) => t(`purpose.${purpose}`)),
        ]
      : [t("token.title")]),
    ...restsWords(consent),
    ...(expires === undefined ? [] : [t("case.consent-until", { date: exactDate(Date.parse(expires)) })]),
  ];
  return apart(...words);
}
