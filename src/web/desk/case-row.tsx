// One case in the list: danger, child, state, worker and mark; then what is due, the risk and the silence, or who sent it and how long it waits. Mostly
// two lines; where more is to be said it takes a third, and nothing is cut. No name of the person.
import { untracked } from "@preact/signals";
import type { JSX } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { Warning } from "../icons.tsx";
import { exactMoment, isOfToday, timeAgo, timeOfDay, timeSince } from "../text/moments.ts";
import { apart, language, t } from "../text/translate.ts";
import { isAuthority } from "./case-content.ts";
import { isOurs, senderOf } from "./case-in-words.ts";
import { isSilentCase } from "./caseload-filter.ts";
import { taskTitle } from "./sheet-words.ts";
import { stateLabel } from "./state-label.ts";
import { dueLook, whenWords, whereWords } from "./task-lines.tsx";

const minute = 60_000;
const waitingStates: readonly string[] = ["sent", "received", "waitlisted", "refused", "asked", "asked-declined"];

// The device's view is another one at each turn. What a row says of it is what the list draws it anew for, so it does not follow that itself.
export function CaseRow(props: {
  readonly engine: Engine;
  readonly item: CaseloadItem;
  /** Other cases of the same person. */
  readonly also: readonly CaseloadItem[];
  readonly opened: boolean;
  readonly onOpen: () => void;
}): JSX.Element {
  const { engine, item } = props;
  const waits = waitingStates.includes(item.state);
  return (
    <button
      type="button"
      class={waits ? "row" : "row calm"}
      data-case={item.caseId}
      aria-current={props.opened ? "true" : undefined}
      onPointerDown={() => void engine.readAhead(item.caseId)}
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
        {item.worker !== null && <bdi class="row-worker">{item.worker}</bdi>}
        <bdi class="row-mark case-mark">{caseMark(item.caseId)}</bdi>
      </span>
      {props.also.length > 0 && (
        <span class="row-more quiet">
          {t("links.row-same", { list: language().list(props.also.map(({ caseId }) => caseMark(caseId))) })}
        </span>
      )}
      {saysWork(engine, item) ? (
        <Work engine={engine} item={item} />
      ) : (
        <Wait engine={engine} item={item} waits={waits} />
      )}
    </button>
  );
}

/** Where something is known of the work in a case, that stands in the place of who sent it and when. */
function saysWork(engine: Engine, item: CaseloadItem): boolean {
  return item.next !== null || item.risk !== null || saysSilence(engine, item);
}

/** An authority meets nobody: silence of its own is no sign (FD15). */
function saysSilence(engine: Engine, item: CaseloadItem): boolean {
  return isSilentCase(item) && !isAuthority(engine);
}

function Work({ engine, item }: { readonly engine: Engine; readonly item: CaseloadItem }): JSX.Element {
  const { next, risk, silentDays } = item;
  const today = todayOf(engine);
  return (
    <span class="row-work">
      {next !== null && (
        <>
          <span class={dueLook(next, today)}>{whenWords(next, today)}</span>
          <span>
            {apart(
              untracked(() => taskTitle(engine, next)),
              whereWords(next),
            )}
          </span>
        </>
      )}
      {risk !== null && <span>{t("caseload.risk", { level: risk.level, n: risk.days })}</span>}
      {saysSilence(engine, item) && (
        <span class="mark-word waiting">{t("caseload.silent", { n: silentDays ?? 0 })}</span>
      )}
    </span>
  );
}

function Wait(props: { readonly engine: Engine; readonly item: CaseloadItem; readonly waits: boolean }): JSX.Element {
  const { engine, item } = props;
  const isNew = now.value - item.since < minute;
  const time =
    props.waits && !isNew
      ? t("desk.waits", { time: timeSince(item.since, now.value) })
      : timeAgo(item.since, now.value);
  return (
    <>
      <span class="row-more quiet">
        {apart(
          untracked(() => isOurs(engine, item)) ? t("desk.ours") : t("desk.from", { name: senderOf(engine, item) }),
          item.unlogged && t("desk.unlogged"),
        )}
      </span>
      <span class="row-time" title={exactMoment(item.since)}>
        {apart(!isNew && isOfToday(item.since, now.value) && timeOfDay(item.since), time)}
      </span>
    </>
  );
}
