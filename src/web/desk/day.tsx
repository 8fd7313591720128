// What today is, as long as no case is open: who is in danger, how many wait for our answer, and who waits longest. Each leads to its case.
import type { JSX } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { InboxItem } from "../../member/views.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { perList } from "../per-list.ts";
import { exactDate, timeSince } from "../text/moments.ts";
import { formatNumber, t } from "../text/translate.ts";
import { countWaiting } from "../waiting-count.ts";
import { isAwaiting } from "./case-in-words.ts";

const dayOf = perList((items: readonly InboxItem[]) => ({
  inDanger: items.filter((item) => item.inDanger),
  longest: items.filter(isAwaiting).sort((a, b) => a.since - b.since)[0],
}));

/** So many cases in danger are named; the list has them all, and first. */
const named = 3;

export function Day(props: { readonly engine: Engine; readonly onOpen: (caseId: string) => void }): JSX.Element {
  const { inDanger, longest } = dayOf(props.engine.caseload.value);
  const waiting = countWaiting(props.engine);
  const link = (item: InboxItem) => (
    <button key={item.caseId} type="button" class="link" onClick={() => props.onOpen(item.caseId)}>
      {t("case.mark", { mark: caseMark(item.caseId) })}
    </button>
  );
  return (
    <>
      <h2>
        {t("sheet.today")} <span class="quiet">{exactDate(now.value)}</span>
      </h2>
      <ul class="day">
        <li class={inDanger.length > 0 ? "danger" : undefined}>
          <strong class="day-number">{formatNumber(inDanger.length)}</strong>
          <span>{t("danger.now")}</span>
          {inDanger.slice(0, named).map(link)}
        </li>
        <li>
          <strong class="day-number">{formatNumber(waiting)}</strong>
          <span>{t("day.waiting")}</span>
        </li>
        {longest !== undefined && (
          <li>
            <strong class="day-number">{timeSince(longest.since, now.value)}</strong>
            <span>{t("day.longest")}</span>
            {link(longest)}
          </li>
        )}
      </ul>
      {inDanger.length + waiting === 0 && <p>{t("today.none")}</p>}
    </>
  );
}
