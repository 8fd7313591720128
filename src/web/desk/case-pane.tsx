// One case: where it stands and what is safe, always in view; below it one part at a time, of which the first is what a day needs.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { asksOfReferral, missingFirst, type Task } from "../../core/form/tasks.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { isWide } from "../components/wide.ts";
import type { Engine } from "../engine.ts";
import { focusCase, focusSoon } from "../focus-soon.ts";
import { todayOf } from "../form/form-words.ts";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { type Sentence, t } from "../text/translate.ts";
import { RefusedCase } from "./adopt.tsx";
import type { AnswerAsked } from "./answer-dialog.tsx";
import { BroughtIn } from "./brought-in.tsx";
import { isBroughtIn, isInContact, isProvider, standingIn } from "./case-content.ts";
import { CaseReferral } from "./case-referral.tsx";
import { type CaseTab, CaseTabs, isOfSheets } from "./case-tabs.tsx";
import { Erased } from "./erased.tsx";
import { LinkedCases, PerhapsSamePerson } from "./linked-cases.tsx";
import { NeedsMet } from "./needs-met.tsx";
import { GiveOwnFile } from "./own-file-button.tsx";
import { PersonFacts, PersonSection } from "./person-section.tsx";
import { SheetList } from "./sheet-list.tsx";
import type { SheetAsked } from "./sheet-page.tsx";
import { Story } from "./story.tsx";
import { daysUntil, sheetToDo, TaskLines } from "./task-lines.tsx";
import { Today } from "./today.tsx";

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
  /** An answer is to be given. */
  readonly onAnswer: (answer: AnswerAsked) => void;
  /** Another case is to be opened. */
  readonly onCase: (caseId: string) => void;
  /** What was just done, where there is no pane of its own that says it. */
  readonly news: JSX.Element | null;
  /** What may be done, where there is no pane of its own for it: what helps the person first, and what can wait. */
  readonly first: JSX.Element | null;
  readonly add: JSX.Element | null;
  readonly last: JSX.Element | null;
  /** Says what was done, for eyes and screen readers. */
  readonly onNews: (news: Sentence | null) => void;
}

export function CasePane(props: Props): JSX.Element {
  const { engine, opened } = props;
  const { state } = opened;
  const part = useRef<HTMLDivElement>(null);
  const standing = standingIn(engine, opened);
  // Before this organisation accepted there is nothing to fill in, and what may be shown of the person stands on the first page.
  const hasSheets = props.view.writable.length > 0;
  // A part of sheets is gone with them: when the person had everything erased.
  const tab = isOfSheets(props.tab) && !hasSheets ? "today" : props.tab;
  // The button that was pressed may be gone. What ends late ends where another case may be looked at, whose reader stays where they are.
  const onNews = (news: Sentence | null) => {
    props.onNews(news);
    if (engine.openedCase.peek()?.state.id === state.id) focusCase();
  };
  const onTab = (chosen: CaseTab) => {
    props.onTab(chosen);
    focusSoon(() => {
      // Whoever had read on to the middle of one part begins the next at its beginning.
      if (hasPassed(part.current)) part.current?.scrollIntoView();
      return document.querySelector<HTMLElement>(".case-tabs [aria-current]");
    });
  };
  return (
    <article class="pane pane-case">
      {/* The second press of two in a hurry was for the way back of a form, which stood here a moment ago. */}
      <button type="button" class="link back phone-only" onClick={({ detail }) => detail < 2 && goBack()}>
        <Back />
        {t("desk.inbox")}
      </button>
      <Today {...props} onNews={onNews} onTab={onTab} standing={standing} hasSheets={hasSheets} />
      <Erased {...props} />
      {standing === "refused" && <RefusedCase {...props} onDone={onNews} />}
      {state.holdsNewer && <p class="notice waiting">{t("case.newer")}</p>}
      <CaseTabs {...props} tab={tab} onTab={onTab} hasSheets={hasSheets} />
      <div class="case-part" ref={part}>
        {props.news}
        {tab === "today" ? (
          <TodayPart {...props} onNews={onNews} standing={standing} hasSheets={hasSheets} />
        ) : tab === "referral" ? (
          <CaseReferral {...props} onNews={onNews} standing={standing} />
        ) : tab === "history" ? (
          <Story {...props} onNews={onNews} canAdopt={isProvider(engine) && standing !== "refused"} />
        ) : (
          <>
            {tab === "person" && <PersonFacts {...props} standing={standing} />}
            {tab === "plan" && <NeedsMet {...props} />}
            <SheetList engine={engine} view={props.view} tab={tab} onOpen={props.onSheet} />
          </>
        )}
      </div>
    </article>
  );
}

/** True where the beginning of a part was scrolled away. */
function hasPassed(part: HTMLElement | null): boolean {
  const tabs = document.querySelector(".case-tabs");
  return part !== null && tabs !== null && part.getBoundingClientRect().top < tabs.getBoundingClientRect().bottom - 1;
}

/** What a day needs; the person too where there is room for it, or no part of its own. */
function TodayPart(props: Props & { readonly standing: string | null; readonly hasSheets: boolean }): JSX.Element {
  const { engine, view, standing, hasSheets, onNews } = props;
  return (
    <>
      {props.first}
      {isBroughtIn(standing) && <BroughtIn {...props} />}
      <DueHere {...props} />
      {props.add}
      {isInContact(standing) && <PerhapsSamePerson {...props} onNews={onNews} />}
      {(isWide.value || !hasSheets) && <PersonSection {...props} standing={standing} />}
      {!hasSheets && view.sheets.some(({ form }) => form === "note") && (
        <SheetList engine={engine} view={view} tab="team" onOpen={props.onSheet} />
      )}
      {props.last}
      <WorkerHere {...props} />
      <GiveOwnFile {...props} onNews={onNews} />
      {isInContact(standing) && <LinkedCases {...props} onNews={onNews} />}
    </>
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
function DueHere({ engine, opened, view, self, onSheet, onAnswer, onTab }: Props): JSX.Element | null {
  const today = todayOf(engine);
  const open = missingFirst(
    view.tasks.filter(({ state }) => state === "open"),
    today,
  );
  const near = open.filter(({ due }) => daysUntil(due, today) <= soon);
  const far = open.filter((task) => !near.includes(task));
  if (open.length === 0) return null;
  const onDo = (task: Task) => {
    const sheet = sheetToDo(engine, self, task);
    const toMeet = opened.actions.find(({ verbs }) => verbs.includes("meet"))?.referral;
    if (sheet !== null) onSheet(sheet);
    else if (asksOfReferral(task) !== null) onTab("referral");
    else if (toMeet !== undefined) onAnswer({ verb: "meet", referral: toMeet });
  };
  const lines = (tasks: readonly Task[]) => (
    <TaskLines engine={engine} tasks={tasks} today={today} view={view} onDo={onDo} />
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
