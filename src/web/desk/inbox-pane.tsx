// The cases: who waits in danger first, then what is overdue, who else waits, and what is due next. Counts over the list leave only what they count.
import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { findsMark } from "../../core/case/mark.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { afterDrawing } from "../after-drawing.ts";
import { Tick } from "../components/choices.tsx";
import { Heading } from "../components/heading.tsx";
import { isWide } from "../components/wide.ts";
import type { Engine } from "../engine.ts";
import { go, here } from "../navigation.ts";
import { perList } from "../per-list.ts";
import { setSound, sound } from "../preferences.ts";
import { type Sentence, t } from "../text/translate.ts";
import { countWaiting } from "../waiting-count.ts";
import { isProvider } from "./case-content.ts";
import { senderOf } from "./case-in-words.ts";
import { CaseRow } from "./case-row.tsx";
import { type CaseloadFilter, casesByPerson, everyCase, filterCaseload } from "./caseload-filter.ts";
import { CaseloadFilters } from "./caseload-filters.tsx";
import type { CaseTask } from "./day-list.ts";
import { FindCases } from "./find-cases.tsx";
import { HandOverCases } from "./hand-over-cases.tsx";
import { NewCase } from "./new-case.tsx";
import { stateLabel } from "./state-label.ts";
import { TakeCarried } from "./take-carried.tsx";
import { TaskPane } from "./task-pane.tsx";
import { WaitingSavesNotice } from "./waiting-saves.tsx";

/** A long list is drawn in parts: whoever looks for a case further down finds it by its mark or its name. */
const rowsAtOnce = 200;
/** What fits a screen, and is drawn before the rest of the first part: that follows in pieces as large, so that no press waits for it. */
const rowsAtFirst = 15;

export function InboxPane(props: {
  readonly engine: Engine;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly openedId: string | null;
  /** A referral came while this was looked at. */
  readonly hasArrived: boolean;
  readonly onOpen: (caseId: string) => void;
  /** Opens a case with the form that does a task of it. */
  readonly onTask: (task: CaseTask) => void;
  /** Says what was done, for screen readers. */
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element {
  const { engine } = props;
  const [wanted, setWanted] = useState("");
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilterAlone] = useState(everyCase);
  const [tab, setTab] = useState<"cases" | "tasks">("cases");
  const items = engine.caseload.value;
  const toRead = engine.toRead.value;
  const found = filterCaseload(findIn(engine, items, wanted, named), filter);
  const { shown, asked, onMore, onOther } = useParts(found.length);
  const setFilter = (filter: CaseloadFilter) => {
    onOther();
    setFilterAlone(filter);
  };
  const search = (words: string) => {
    onOther();
    setWanted(words);
  };
  const rows = useRows(props, items);
  return (
    <section class="pane pane-inbox">
      <div class="pane-head">
        <Heading>{t(tab === "cases" ? "desk.inbox" : "tasks.title")}</Heading>
        <button type="button" class="link other-list" onClick={() => setTab(tab === "cases" ? "tasks" : "cases")}>
          {t(tab === "cases" ? "tasks.title" : "desk.inbox")}
        </button>
        <p class="quiet">{items.length > 0 && t("desk.inbox-count", { n: countWaiting(engine) })}</p>
        {toRead > 0 && (
          <p class="quiet" role="status">
            {t("desk.still-reading", { n: toRead })}
          </p>
        )}
        {props.hasArrived && <p class="mark-word news">{t("desk.arrived")}</p>}
      </div>
      {tab === "tasks" ? (
        <TaskPane
          engine={engine}
          list={props.list}
          worker={filter.worker}
          onWorker={(worker) => setFilter({ ...filter, worker })}
          onDo={props.onTask}
        />
      ) : (
        <>
          <div class="pane-tools">
            {isProvider(engine) && <NewCase engine={engine} />}
            {items.length > 0 && <FindCases engine={engine} wanted={wanted} onWanted={search} onNamed={setNamed} />}
          </div>
          {items.length === 0 ? (
            toRead === 0 && <p class="empty">{t("desk.empty")}</p>
          ) : (
            <>
              <CaseloadFilters items={items} filter={filter} onFilter={setFilter} />
              {found.length === 0 && <p class="empty">{t("desk.found-none")}</p>}
              <ul class="rows" ref={props.list}>
                {rows(found.slice(0, shown))}
              </ul>
              {found.length > asked && (
                <button type="button" class="link" onClick={onMore}>
                  {t("desk.more", { n: Math.min(rowsAtOnce, found.length - asked) })}
                </button>
              )}
            </>
          )}
          <UnderTheList engine={engine} items={items} onNews={props.onNews} />
        </>
      )}
      <Tick is={sound.value} label={t("desk.sound")} onTick={setSound} />
      <button type="button" class="link" onClick={() => go({ at: "record", page: { at: "overview" } })}>
        {t("desk.record")}
      </button>
    </section>
  );
}

/** Under the list: what waits to be sent, what was carried here, cases for a colleague, and numbers. */
function UnderTheList(props: {
  readonly engine: Engine;
  readonly items: readonly CaseloadItem[];
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element {
  const { engine, items, onNews } = props;
  return (
    <>
      {!isWide.value && here.value.at !== "case" && (
        <WaitingSavesNotice engine={engine} caseId={null} onNews={onNews} />
      )}
      <TakeCarried engine={engine} onNews={onNews} />
      <HandOverCases engine={engine} items={items} />
      {items.length > 0 && (
        <button type="button" class="link our-numbers" onClick={() => go({ at: "numbers" })}>
          {t("numbers.title")}
        </button>
      )}
      {engine.device.counts.mayCount && (
        <button type="button" class="link year-count-open" onClick={() => go({ at: "year-count" })}>
          {t("count.title")}
        </button>
      )}
    </>
  );
}

/** How many rows are drawn, of how many that are asked for. */
function useParts(there: number) {
  const [shown, setShown] = useState(rowsAtFirst);
  const [asked, setAsked] = useState(rowsAtOnce);
  const end = Math.min(asked, there);
  useEffect(() => {
    if (shown < end) void afterDrawing().then(() => setShown((now) => Math.min(now + rowsAtFirst, asked)));
  }, [shown, end]);
  return {
    shown,
    asked,
    onMore: () => setAsked(asked + rowsAtOnce),
    /** Another list is to be drawn from its beginning. */
    onOther: () => {
      setShown(rowsAtFirst);
      setAsked(rowsAtOnce);
    },
  };
}

/** Draws rows, and none again that says what it said. */
function useRows(
  props: { readonly engine: Engine; readonly openedId: string | null; readonly onOpen: (caseId: string) => void },
  items: readonly CaseloadItem[],
): (shown: readonly CaseloadItem[]) => readonly JSX.Element[] {
  const drawn = useRef<ReadonlyMap<string, { readonly said: readonly unknown[]; readonly row: JSX.Element }>>(
    new Map(),
  );
  const onOpen = useRef(props.onOpen);
  onOpen.current = props.onOpen;
  const byPerson = casesByPerson(items);
  return (shown) => {
    const now = shown.map((item) => {
      const { caseId } = item;
      const opened = caseId === props.openedId;
      const also = (byPerson.get(item.person) ?? []).filter((each) => each !== item);
      const sender = item.sentBy === null ? null : props.engine.directory.organisation(item.sentBy)?.name;
      const said = [item, opened, sender, props.engine.directory.forms, ...also];
      const known = drawn.current.get(caseId);
      if (known?.said.length === said.length && known.said.every((one, at) => one === said[at])) return known;
      const row = (
        <li key={caseId} class="row-item">
          <CaseRow
            engine={props.engine}
            item={item}
            also={also}
            opened={opened}
            onOpen={() => onOpen.current(caseId)}
          />
        </li>
      );
      return { said, row };
    });
    drawn.current = new Map(now.map((one, at) => [shown[at]?.caseId ?? "", one]));
    return now.map(({ row }) => row);
  };
}

// By what a line says, or by the mark as it was heard; once a search found names, which the list does not show, these cases alone.
function findIn(
  engine: Engine,
  items: readonly CaseloadItem[],
  wanted: string,
  named: ReadonlySet<string>,
): readonly CaseloadItem[] {
  const words = wanted.trim().toLowerCase();
  if (words === "") return items;
  const known = kindsOf(items);
  const isSaid = known.kinds.map((item) => wordsOf(item, senderOf(engine, item)).includes(words));
  // The desk is drawn several times for a press, and ten thousand lines are gone through when something else is found.
  const by = [words, ...isSaid, ...named].join("\n");
  if (known.found?.by !== by) {
    const isMark = findsMark(words);
    const all = items.filter(({ caseId }, at) =>
      named.size > 0 ? named.has(caseId) : isSaid[known.kindAt[at] ?? 0] === true || isMark(caseId),
    );
    known.found = { by, items: all };
  }
  return known.found.items;
}

interface Kinds {
  /** One line of each kind. */
  readonly kinds: readonly CaseloadItem[];
  /** Of which kind the line at each place is. */
  readonly kindAt: readonly number[];
  /** What was found last, and by what. */
  found: { readonly by: string; readonly items: readonly CaseloadItem[] } | null;
}

/** Ten thousand lines say the same few things. */
const kindsOf = perList((items: readonly CaseloadItem[]): Kinds => {
  const kinds: CaseloadItem[] = [];
  const places = new Map<string, number>();
  const kindAt = items.map((item) => {
    const { sentBy, worker, state, danger, inDanger, treatAsChild } = item;
    const key = `${sentBy} ${state} ${danger} ${inDanger} ${treatAsChild} ${worker}`;
    const place = places.get(key) ?? kinds.push(item) - 1;
    places.set(key, place);
    return place;
  });
  return { kinds, kindAt, found: null };
});

function wordsOf(item: CaseloadItem, sender: string): string {
  const words = [
    sender,
    item.worker ?? "",
    stateLabel(item.state),
    item.danger === null || (item.danger === "now" && !item.inDanger) ? "" : t(`danger.${item.danger}`),
    item.treatAsChild === true ? t("desk.child") : "",
  ];
  return words.join(" ").toLowerCase();
}
