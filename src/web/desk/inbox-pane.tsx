// The cases: who is in danger first, then who waits longest. A line says danger, child, mark, sender, state and times, no name.
import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import { caseMark, isMarkTyped } from "../../core/case/mark.ts";
import type { InboxItem } from "../../member/views.ts";
import { now } from "../clock.ts";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { Warning } from "../icons.tsx";
import { go } from "../navigation.ts";
import { setSound, sound } from "../preferences.ts";
import { exactMoment, isOfToday, timeAgo, timeOfDay, timeSince } from "../text/moments.ts";
import { apart, between, t } from "../text/translate.ts";
import { countWaiting } from "../waiting-count.ts";
import { isProvider } from "./case-content.ts";
import { isOurs, senderOf } from "./case-line.ts";
import { FindCases } from "./find-cases.tsx";
import { NewCase } from "./new-case.tsx";
import { stateLabel } from "./state-label.ts";

const minute = 60_000;
const waitingStates: readonly string[] = ["sent", "received", "waitlisted", "refused", "asked", "asked-declined"];

export function InboxPane(props: {
  readonly engine: Engine;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly openedId: string | null;
  /** A referral came while this was looked at. */
  readonly hasArrived: boolean;
  readonly onOpen: (caseId: string) => void;
}): JSX.Element {
  const { engine } = props;
  const [wanted, setWanted] = useState("");
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set());
  const items = engine.inbox.value;
  const found = findIn(engine, wanted, named);
  return (
    <section class="pane pane-inbox">
      <div class="pane-head">
        <Heading>{t("desk.inbox")}</Heading>
        <p class="quiet">{items.length > 0 && t("desk.inbox-count", { n: countWaiting(engine) })}</p>
        {props.hasArrived && <p class="mark-word news">{t("desk.arrived")}</p>}
      </div>
      <div class="pane-tools">
        {isProvider(engine) && <NewCase engine={engine} />}
        {items.length > 0 && <FindCases engine={engine} wanted={wanted} onWanted={setWanted} onNamed={setNamed} />}
      </div>
      {items.length === 0 ? (
        <p class="empty">{t("desk.empty")}</p>
      ) : (
        <>
          {found.length === 0 && <p class="empty">{t("desk.found-none")}</p>}
          <ul class="rows" ref={props.list}>
            {found.map((item) => (
              <li key={item.caseId}>
                <Row
                  item={item}
                  sender={isOurs(engine, item) ? null : senderOf(engine, item)}
                  opened={item.caseId === props.openedId}
                  onOpen={() => props.onOpen(item.caseId)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <label class="choice small">
        <input type="checkbox" checked={sound.value} onChange={(event) => setSound(event.currentTarget.checked)} />
        <span>{t("desk.sound")}</span>
      </label>
      <button type="button" class="link" onClick={() => go({ at: "record", page: { at: "overview" } })}>
        {t("desk.record")}
      </button>
    </section>
  );
}

function Row(props: {
  readonly item: InboxItem;
  /** Null for a case that we opened. */
  readonly sender: string | null;
  readonly opened: boolean;
  readonly onOpen: () => void;
}): JSX.Element {
  const { item, sender } = props;
  const waits = waitingStates.includes(item.state);
  const isNew = now.value - item.since < minute;
  const time =
    waits && !isNew ? t("desk.waits", { time: timeSince(item.since, now.value) }) : timeAgo(item.since, now.value);
  return (
    <button
      type="button"
      class={waits ? "row" : "row calm"}
      data-case={item.caseId}
      aria-current={props.opened ? "true" : undefined}
      onClick={props.onOpen}
    >
      <span class="row-main">
        <span class="row-state">
          {item.inDanger && (
            <span class="mark-word danger">
              <Warning />
              {t("danger.now")}
            </span>
          )}
          {item.treatAsChild === true && <span class="mark-word news">{t("desk.child")}</span>}
          <strong>{stateLabel(item.state)}</strong>
        </span>
        <span class="row-mark">
          <bdi class="case-mark">{caseMark(item.caseId)}</bdi>
          {isOfToday(item.since, now.value) && `${between()}${timeOfDay(item.since)}`}
        </span>
      </span>
      <span class="row-more quiet">
        {apart(
          sender === null ? t("desk.ours") : t("desk.from", { name: sender }),
          item.unlogged && t("desk.unlogged"),
        )}
      </span>
      <span class="row-time" title={exactMoment(item.since)}>
        {time}
      </span>
    </button>
  );
}

// By what a line says, by the mark as it was heard, or because a search found its name, which the list does not show.
function findIn(engine: Engine, wanted: string, named: ReadonlySet<string>): readonly InboxItem[] {
  const items = engine.inbox.value;
  const words = wanted.trim().toLowerCase();
  if (words === "") return items;
  return items.filter(
    (item) =>
      wordsOf(item, senderOf(engine, item)).includes(words) ||
      isMarkTyped(caseMark(item.caseId), words) ||
      named.has(item.caseId),
  );
}

function wordsOf(item: InboxItem, sender: string): string {
  const words = [
    sender,
    stateLabel(item.state),
    item.danger === null || (item.danger === "now" && !item.inDanger) ? "" : t(`danger.${item.danger}`),
    item.treatAsChild === true ? t("desk.child") : "",
  ];
  return words.join(" ").toLowerCase();
}
