// One case, from the top: today with the state and what is safe, then the person, who is asked, consent, and what happened.

import type { JSX } from "preact";
import type { Consent } from "../../core/case/consent.ts";
import type { Task } from "../../core/form/tasks.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { Moment } from "../components/moment.tsx";
import type { Engine } from "../engine.ts";
import { focusCase } from "../focus-soon.ts";
import { todayOf } from "../form/form-words.ts";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { exactDate, nameIn } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { apart, between, t } from "../text/translate.ts";
import { RefusedCase } from "./adopt.tsx";
import { BringIn } from "./bring-in.tsx";
import { BroughtIn } from "./brought-in.tsx";
import { isInContact, isProvider, standingIn } from "./case-content.ts";
import { type CaseTab, CaseTabs } from "./case-tabs.tsx";
import { ConfirmWithdrawal } from "./confirm-withdrawal.tsx";
import { Erased } from "./erased.tsx";
import { ForProceedings } from "./for-proceedings.tsx";
import { LinkedCases, PerhapsSamePerson } from "./linked-cases.tsx";
import { PersonSection } from "./person-section.tsx";
import { SheetList } from "./sheet-list.tsx";
import type { SheetAsked } from "./sheet-page.tsx";
import { stateLabel } from "./state-label.ts";
import { StatusStep } from "./status-step.tsx";
import { Story } from "./story.tsx";
import { daysUntil, sheetToDo, TaskLines } from "./task-lines.tsx";
import { Today } from "./today.tsx";
import { Withdraw } from "./withdraw.tsx";

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
  /** The sheets of the case and what is due in it. */
  readonly view: SheetsView;
  readonly tab: CaseTab;
  readonly onTab: (tab: CaseTab) => void;
  /** A sheet is to be filled in or changed. */
  readonly onSheet: (asked: SheetAsked) => void;
  /** Another case is to be opened. */
  readonly onCase: (caseId: string) => void;
  /** What may be done, where there is no pane of its own for it. */
  readonly actions: JSX.Element | null;
  /** Says what was done, for eyes and screen readers. */
  readonly onNews: (words: string) => void;
}

export function CasePane(props: Props): JSX.Element {
  const { engine, opened } = props;
  const { state } = opened;
  const standing = standingIn(engine, opened);
  // Before this organisation accepted there is nothing to fill in, and what may be shown stands on one page.
  const hasTabs =
    (isInContact(standing) || standing === "granted") && props.view.sheets.length + props.view.writable.length > 0;
  // The button that was pressed may be gone.
  const onNews = (words: string) => {
    props.onNews(words);
    focusCase();
  };
  return (
    <article class="pane pane-case">
      <button type="button" class="link back phone-only" onClick={goBack}>
        <Back />
        {t("desk.inbox")}
      </button>
      <Today {...props} onNews={onNews} standing={standing} />
      <Erased {...props} />
      {standing === "refused" && <RefusedCase {...props} onDone={onNews} />}
      {standing === "granted" && <BroughtIn {...props} />}
      {isInContact(standing) && <PerhapsSamePerson {...props} onNews={onNews} />}
      {props.actions}
      {state.holdsNewer && <p class="notice waiting">{t("case.newer")}</p>}
      <WorkerHere {...props} />
      {hasTabs && <CaseTabs {...props} />}
      {props.tab === "today" || !hasTabs ? (
        <>
          <DueHere {...props} />
          {isInContact(standing) && <LinkedCases {...props} onNews={onNews} />}
          <PersonSection {...props} standing={standing} />
          {!hasTabs && props.view.sheets.some(({ form }) => form === "note") && (
            <SheetList engine={engine} view={props.view} tab="team" onOpen={props.onSheet} />
          )}
          <Asked {...props} onNews={onNews} />
          <Consents {...props} onNews={onNews} standing={standing} />
          <ForProceedings key={state.id} engine={engine} opened={opened} onDone={onNews} />
          <Story {...props} onNews={onNews} canAdopt={isProvider(engine) && standing !== "refused"} />
        </>
      ) : (
        <SheetList engine={engine} view={props.view} tab={props.tab} onOpen={props.onSheet} />
      )}
    </article>
  );
}

/** Who of us has the case, and the way to say it anew. */
function WorkerHere({ view, onSheet }: Props): JSX.Element | null {
  if (!view.writable.includes("assign")) return null;
  return (
    <p class="case-worker">
      {t("caseload.worker")}: <bdi>{view.worker ?? t("caseload.nobody")}</bdi>{" "}
      <button type="button" class="link" onClick={() => onSheet({ form: "assign", sheet: null, task: null })}>
        {t("caseload.change")}
      </button>
    </p>
  );
}

/** What is due in this case; what lies further ahead behind one press. */
function DueHere({ engine, view, self, onSheet }: Props): JSX.Element | null {
  const today = todayOf(engine);
  const open = view.tasks.filter(({ state }) => state === "open");
  const near = open.filter(({ due }) => daysUntil(due, today) <= soon);
  const far = open.filter((task) => !near.includes(task));
  if (open.length === 0) return null;
  const lines = (tasks: readonly Task[]) => (
    <TaskLines
      engine={engine}
      tasks={tasks}
      today={today}
      view={view}
      onDo={(task) => onSheet(sheetToDo(engine, self, task))}
    />
  );
  return (
    <section aria-labelledby="due-title">
      <h2 id="due-title">{t("case.due")}</h2>
      {near.length === 0 ? <p class="quiet">{t("case.nothing-due")}</p> : lines(near)}
      {far.length > 0 && (
        <details>
          <summary>{t("case.due-later", { n: far.length })}</summary>
          {lines(far)}
        </details>
      )}
    </section>
  );
}

const soon = 7;

function Asked({ engine, opened, self, onNews }: Props): JSX.Element | null {
  const { referrals, own, statuses } = opened.state;
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

function Consents(props: Props & { readonly standing: string | null }): JSX.Element {
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
            <span class="quiet">{consentWords(consent)}</span>
            {consent.withdrawn ? (
              <Withdrawn {...props} consent={consent} />
            ) : (
              <Withdraw engine={engine} caseId={opened.state.id} consent={consent} onDone={props.onNews} />
            )}
          </li>
        ))}
      </ul>
      {isProvider(engine) && isInContact(props.standing) && <BringIn engine={engine} opened={opened} />}
    </section>
  );
}

function Withdrawn(props: Props & { readonly consent: Consent; readonly standing: string | null }): JSX.Element {
  const { engine, opened, self, onNews, consent, standing } = props;
  return (
    <>
      <p class="notice waiting">{t(consent.purge ? "confirm.confirmed" : "safety.withdrawn")}</p>
      {/* An organisation that never got it holds nothing on it. */}
      {consent.held && !consent.purge && isProvider(engine) && isInContact(standing) && (
        <ConfirmWithdrawal engine={engine} opened={opened} consent={consent} self={self} onDone={onNews} />
      )}
    </>
  );
}

function consentWords({ compartments, purposes, basis, expires, held }: Consent): string {
  const words = [
    // What was never sealed to its organisation lets it read nothing: it is the token alone (RC9).
    ...(held
      ? [...compartments.map((part) => t(`compartment.${part}`)), ...purposes.map((purpose) => t(`purpose.${purpose}`))]
      : [t("token.title")]),
    t(`basis.${basis}`),
    ...(expires === undefined ? [] : [t("case.consent-until", { date: exactDate(Date.parse(expires)) })]),
  ];
  return apart(...words);
}
