// The case worker's desk: what waits, the case, the next step. Three panes on a desk, one at a time on a phone.
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { caseMark } from "../../core/case/mark.ts";
import { asksOfReferral } from "../../core/form/tasks.ts";
import type { CaseView, DeviceView, SheetsView } from "../../member/views.ts";
import { AlarmList } from "../components/alarms.tsx";
import { FreePlaces } from "../components/free-places.tsx";
import { KeyLine } from "../components/key-line.tsx";
import { later } from "../components/later.tsx";
import { RecoveryAction } from "../components/recovery-action.tsx";
import { RecoveryLine } from "../components/recovery-line.tsx";
import type { Engine } from "../engine.ts";
import { focusCase, focusSoon } from "../focus-soon.ts";
import { Back } from "../icons.tsx";
import { formAt, go, goBack, here } from "../navigation.ts";
import { apart, type Sentence, t } from "../text/translate.ts";
import { AddSheet } from "./add-sheet.tsx";
import { afterUs } from "./after-us.ts";
import { type AnswerAsked, AnswerDialog } from "./answer-dialog.tsx";
import { ArchiveAwaited, ArchiveLine } from "./archive-notice.tsx";
import { ringOnArrival } from "./arrival.ts";
import { standingIn } from "./case-content.ts";
import { CasePane } from "./case-pane.tsx";
import { type CaseTab, chooseTab, tabOf } from "./case-tabs.tsx";
import { Day } from "./day.tsx";
import { FormNewsNotice } from "./form-news.tsx";
import { endForm } from "./form-places.ts";
import { InboxPane } from "./inbox-pane.tsx";
import { followKeys, type KeyVerbs } from "./keys.ts";
import { KeysHelp } from "./keys-help.tsx";
import { leads, NextStep } from "./next-step.tsx";
import { NoteForm } from "./note-form.tsx";
import { PrintedInstead } from "./own-file-button.tsx";
import { type SheetAsked, SheetPage } from "./sheet-page.tsx";
import "./sheets.css";
import { SetAsideNotice } from "../components/set-aside.tsx";
import { Standing } from "../components/standing.tsx";
import { isWide } from "../components/wide.ts";
import { formName, personName } from "./sheet-words.ts";
import { sheetToDo } from "./task-lines.tsx";
import { Safety } from "./today.tsx";
import { WaitingSavesNotice } from "./waiting-saves.tsx";

const NumbersPage = later(async () => (await import("../numbers/numbers-page.tsx")).NumbersPage);
const YearCountPage = later(async () => (await import("../numbers/year-count-page.tsx")).YearCountPage);

interface DeskProps {
  readonly engine: Engine;
  readonly view: DeviceView;
}

export function Desk({ engine, view }: DeskProps): JSX.Element {
  const open = async (caseId: string) => {
    const isShown = await engine.openCase(caseId, () => {
      chooseTab(caseId, "today");
      go({ at: "case" });
    });
    if (isShown) focusCase();
  };
  if (here.value.at === "numbers") return <OurNumbers engine={engine} onCase={(caseId) => void open(caseId)} />;
  if (here.value.at === "year-count") return <YearCountPage engine={engine} />;
  return <Panes engine={engine} view={view} />;
}

/** What is counted is read while the code of the page comes, and again when a case is another: a device that was just unlocked has not all of them yet. */
function OurNumbers(props: { readonly engine: Engine; readonly onCase: (caseId: string) => void }): JSX.Element {
  const { engine } = props;
  const counted = useMemo(() => engine.cases.numbers.counted(), [engine, engine.caseload.value]);
  return <NumbersPage {...props} counted={counted} />;
}

function Panes({ engine, view }: DeskProps): JSX.Element {
  const [answer, setAnswer] = useState<AnswerAsked | null>(null);
  const [help, setHelp] = useState(false);
  const { news, newsOf, say } = useNews(engine);
  // Apart from what was done in the open case: an arrival is another one's news.
  const [hasArrived, setHasArrived] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const opened = engine.openedCase.value;
  const self = view.self?.organisation.id ?? "";
  const atCase = here.value.at === "case";
  const wasAtCase = useRef(atCase);

  const form = useForm(newsOf);
  const open = async (caseId: string, asked: SheetAsked | null = null, tab: CaseTab = "today") => {
    const isShown = await engine.openCase(caseId, () => {
      // Only now: what was being saved in the case of before may have said so until here.
      say(null);
      setHasArrived(false);
      chooseTab(caseId, tab);
      if (here.peek().at !== "case") go({ at: "case" });
      form.ask(caseId, asked);
    });
    if (isShown && asked === null) focusCase();
  };
  useEffect(() => ringOnArrival(engine, () => setHasArrived(true)), [engine]);
  useEffect(
    () =>
      followKeys(
        list,
        keyVerbs(engine, setAnswer, say, () => setHelp(true)),
      ),
    [engine],
  );
  useEffect(() => {
    // Back in the list of a phone: at the row from which the case was opened.
    if (wasAtCase.current && !atCase && !isWide.value)
      focusSoon(() => list.current?.querySelector<HTMLElement>("[aria-current=true]"));
    wasAtCase.current = atCase;
  }, [atCase]);

  return (
    <>
      <AboveThePanes engine={engine} view={view} news={news} hasArrived={hasArrived} />
      <main id="content" class="desk" data-at={atCase ? "case" : "inbox"}>
        <InboxPane
          engine={engine}
          list={list}
          openedId={opened?.state.id ?? null}
          hasArrived={hasArrived}
          onOpen={(id) => void open(id)}
          onTask={(task) =>
            void open(task.caseId, sheetToDo(engine, self, task), asksOfReferral(task) === null ? "today" : "referral")
          }
          onNews={say}
        />
        {opened === null ? (
          <NothingOpen engine={engine} onOpen={(id) => void open(id)} onNews={say} />
        ) : (
          <Opened
            key={opened.state.id}
            engine={engine}
            opened={opened}
            form={form}
            self={self}
            news={news}
            onCase={(id) => void open(id)}
            onNews={newsOf(opened.state.id)}
            onAnswer={setAnswer}
          />
        )}
      </main>
      {!isWide.value && !atCase && <FreePlaces engine={engine} isBrief />}
      {engine.unreadCase.value !== null && (
        <p class="notice waiting unread-case" role="alert">
          {t("desk.case-unread", { mark: caseMark(engine.unreadCase.value) })}
        </p>
      )}
      {answer !== null && opened !== null && (
        <AnswerDialog
          engine={engine}
          caseId={opened.state.id}
          answer={answer}
          after={afterUs(opened, answer.referral, self)}
          onLeave={() => setAnswer(null)}
          onDone={() => {
            setAnswer(null);
            newsOf(opened.state.id)(() => t(`${answer.verb}.done`));
            focusCase();
          }}
        />
      )}
      {help && <KeysHelp onLeave={() => setHelp(false)} />}
    </>
  );
}

/** Above the panes: alarms, what cannot be read, what screen readers say; on a phone beside the list also keys, an old archive and new forms. */
function AboveThePanes(
  props: DeskProps & { readonly news: Signal<Sentence | null>; readonly hasArrived: boolean },
): JSX.Element {
  const { engine, view } = props;
  const isListOfPhone = !isWide.value && here.value.at !== "case";
  return (
    <>
      <AlarmList
        engine={engine}
        alarms={view.alarms}
        action={(alarm) => <RecoveryAction engine={engine} alarm={alarm} />}
      />
      <Standing self={view.self} />
      <SetAsideNotice engine={engine} formName={(form) => formName(engine, form)} />
      <p class="unseen" role="status">
        <Said sentence={props.news} />
      </p>
      <p class="unseen" role="status">
        {props.hasArrived && t("desk.arrived")}
      </p>
      <ArchiveAwaited engine={engine} />
      {isListOfPhone && <KeyLine engine={engine} />}
      {isListOfPhone && <ArchiveLine engine={engine} onlyOld />}
      {isListOfPhone && <FormNewsNotice engine={engine} />}
    </>
  );
}

/** What was just done. What is said of a case is said only while it is open: whatever ends late ends where another one may be looked at. */
function useNews(engine: Engine) {
  const news = useSignal<Sentence | null>(null);
  const say = (sentence: Sentence | null) => {
    news.value = sentence;
  };
  const newsOf = (caseId: string) => (sentence: Sentence | null) => {
    if (engine.openedCase.peek()?.state.id === caseId) say(sentence);
  };
  return { news, say, newsOf };
}

function keyVerbs(
  engine: Engine,
  onAnswer: (answer: AnswerAsked) => void,
  onNews: (words: Sentence) => void,
  help: () => void,
): KeyVerbs {
  return {
    accept: (focused) => {
      const shown = engine.openedCase.value;
      const isOnScreen = isWide.value || here.value.at === "case";
      const action = shown?.actions.find(({ verbs }) => verbs.includes("accept"));
      if (isOnScreen && action !== undefined && (focused === null || focused === shown?.state.id))
        onAnswer({ verb: "accept", referral: action.referral });
      else if (focused !== null) onNews(() => t("keys.open-first"));
    },
    help,
  };
}

/** While no case is open: what the day brings. */
function NothingOpen(props: {
  readonly engine: Engine;
  readonly onOpen: (caseId: string) => void;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element {
  const { engine, onOpen, onNews } = props;
  return (
    <section class="pane pane-case empty">
      {isWide.value && <FormNewsNotice engine={engine} />}
      <Day engine={engine} onOpen={onOpen} />
      {isWide.value && <KeyLine engine={engine} />}
      {isWide.value && <FreePlaces engine={engine} isBrief />}
      {isWide.value && <ArchiveLine engine={engine} />}
      {isWide.value && <RecoveryLine engine={engine} />}
      {isWide.value && <WaitingSavesNotice engine={engine} caseId={null} onNews={onNews} />}
      <p>{t("desk.choose")}</p>
      <p class="quiet desk-only">{t("desk.choose-note")}</p>
    </section>
  );
}

/** A sentence that changes without anything around it. */
function Said({ sentence }: { readonly sentence: Signal<Sentence | null> }): JSX.Element {
  return <>{sentence.value?.()}</>;
}

/** What was just done in the open case. Beside the case it comes into view: whoever saved at the end of a long form is still there. */
function News({ said }: { readonly said: Signal<Sentence | null> }): JSX.Element | null {
  const line = useRef<HTMLParagraphElement>(null);
  const sentence = said.value;
  useEffect(() => {
    if (isWide.value) line.current?.scrollIntoView({ block: "nearest" });
  }, [sentence]);
  return (
    sentence && (
      <p ref={line} class="notice news case-news">
        {sentence()}
      </p>
    )
  );
}

interface OpenedProps {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly form: ReturnType<typeof useForm>;
  readonly self: string;
  readonly news: Signal<Sentence | null>;
  readonly onCase: (caseId: string) => void;
  readonly onNews: (news: Sentence | null) => void;
  readonly onAnswer: (answer: AnswerAsked) => void;
}

/** A form that is filled in, of one case. `key`: which one it is, by case, form, sheet and task. */
interface FormOpen extends SheetAsked {
  readonly caseId: string;
  readonly key: string;
}

/** The form that is filled in beside the open case, at most one: how it is opened, and how it is left. What was begun stays a draft. */
function useForm(newsOf: (caseId: string) => (news: Sentence | null) => void) {
  const asked = useSignal<FormOpen | null>(null);
  const ask = (caseId: string, sheet: SheetAsked | null) => {
    const key = [caseId, sheet?.form, sheet?.sheet, sheet?.task].join(" ");
    asked.value = sheet && { ...sheet, caseId, key };
    if (sheet === null) return;
    if (!isWide.value) go({ at: "case", form: key });
    focusSoon(() => document.getElementById("sheet-title"));
  };
  // Whoever left it while it was being saved may be at another form or in another case by now: neither is left, and no other case says it.
  const leave = ({ caseId, key }: FormOpen, news: Sentence | null) => {
    if (asked.peek()?.key === key) {
      asked.value = null;
      if (formAt(here.peek()) === key) goBack();
      focusCase();
    }
    newsOf(caseId)(news);
  };
  // On a phone a form is a place of its own: back leads to the case, also the one of the phone itself, and forward to no form that was left.
  const place = formAt(here.value);
  useEffect(() => {
    // This comes after the drawing: whoever opened another form meanwhile is at that one.
    if (isWide.value || asked.peek()?.key === place || formAt(here.peek()) !== place) return;
    if (place !== undefined) return goBack();
    asked.value = null;
    focusCase();
  }, [place]);
  return { asked: asked.value, ask, leave };
}

// With room, the next step has a pane of its own; on a phone it stands in the part of today.
function Opened(props: OpenedProps): JSX.Element {
  const { engine, opened, self, onNews } = props;
  const asked = props.form.asked?.caseId === opened.state.id ? props.form.asked : null;
  const ask = (sheet: SheetAsked) => {
    onNews(null);
    props.form.ask(opened.state.id, sheet);
  };
  const leave = (news: Sentence | null) => asked !== null && props.form.leave(asked, news);
  const standing = standingIn(engine, opened);
  // What does not count takes no notes, and what the person had erased shall not grow again.
  const mayNote = standing !== "refused" && standing !== "erased";
  const view = engine.cases.sheets(opened.state.id) ?? noSheets;
  const mayAct = opened.actions.some(({ verbs }) => verbs.length > 0);
  const news = <News said={props.news} />;
  const formOfEnd = endForm(engine, view, opened);
  const onEnd = formOfEnd === null ? null : () => ask({ form: formOfEnd, sheet: null, task: null });
  const step = <NextStep engine={engine} opened={opened} self={self} onAnswer={props.onAnswer} onEnd={onEnd} />;
  const add = <AddSheet engine={engine} opened={opened} view={view} onOpen={ask} />;
  const note = mayNote && <NoteForm engine={engine} caseId={opened.state.id} onNews={onNews} />;
  const waiting = <WaitingSavesNotice engine={engine} caseId={opened.state.id} onNews={onNews} />;
  // What was begun stays on no screen once the person had everything erased.
  const sheet = asked !== null && standing !== "erased" && (
    <SheetPage
      key={asked.key}
      engine={engine}
      opened={opened}
      view={view}
      self={self}
      asked={asked}
      onDone={leave}
      onLeave={() => leave(null)}
    />
  );
  // On a phone a form has the screen for itself, but for whose it is, so that nobody writes into another case, and what protects the person.
  if (sheet !== false && !isWide.value)
    return (
      <section class="pane pane-case">
        <button type="button" class="link back" onClick={() => leave(null)}>
          <Back />
          <span>{apart(personName(engine, view), t("case.mark", { mark: caseMark(opened.state.id) }))}</span>
        </button>
        <Safety {...props} view={view} standing={standing} isBrief />
        {sheet}
        <PrintedInstead />
      </section>
    );
  return (
    <>
      <PrintedInstead />
      <CasePane
        engine={engine}
        opened={opened}
        self={self}
        view={view}
        tab={tabOf(opened.state.id)}
        onTab={(tab) => chooseTab(opened.state.id, tab)}
        onSheet={ask}
        onAnswer={props.onAnswer}
        onCase={props.onCase}
        {...(isWide.value
          ? { news: null, first: null, add: null, last: null }
          : {
              news,
              // That help ends is none that a tired hand should find first.
              first: leads(opened) ? step : null,
              add,
              last: (
                <>
                  {note}
                  {waiting}
                  {!leads(opened) && mayAct && step}
                </>
              ),
            })}
        onNews={onNews}
      />
      {isWide.value && (
        <aside class="pane pane-next" aria-label={t("desk.next")}>
          {sheet !== false ? (
            sheet
          ) : (
            <>
              {news}
              {waiting}
              {/* That help ends is none that a tired hand should find first. */}
              {(leads(opened) || !mayAct) && step}
              {add}
              {note}
              {!leads(opened) && mayAct && step}
            </>
          )}
        </aside>
      )}
    </>
  );
}

const noSheets: SheetsView = {
  sheets: [],
  facts: {},
  ageClass: null,
  language: null,
  tasks: [],
  worker: null,
  writable: [],
  incompleteDecisions: [],
  returnMisfit: null,
  waiting: [],
};
