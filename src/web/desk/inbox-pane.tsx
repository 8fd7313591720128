// What waits: who is in danger first, then who waits longest. A line says danger, child, sender, state and waiting time, no name.
import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { InboxItem } from "../../member/views.ts";
import { now } from "../clock.ts";
import { TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { Warning } from "../icons.tsx";
import { go } from "../navigation.ts";
import { setSound, sound } from "../preferences.ts";
import { exactMoment, nameIn, timeAgo, timeSince } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { countWaiting } from "../waiting-count.ts";
import { stateLabel } from "./state-label.ts";

const waitingStates: readonly string[] = ["sent", "received", "waitlisted", "refused"];

export function InboxPane(props: {
  readonly engine: Engine;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly openedId: string | null;
  readonly onOpen: (caseId: string) => void;
}): JSX.Element {
  const { engine } = props;
  const [wanted, setWanted] = useState("");
  const items = engine.inbox.value;
  const senderOf = (item: InboxItem) =>
    nameIn((item.sentBy === null ? null : engine.organisation(item.sentBy))?.name ?? {}) || t("desk.unknown-sender");
  const found = items.filter((item) => wordsOf(item, senderOf(item)).includes(wanted.trim().toLocaleLowerCase()));
  return (
    <section class="pane pane-inbox">
      <div class="pane-head">
        <Heading>{t("desk.inbox")}</Heading>
        <p class="quiet">{items.length > 0 && t("desk.inbox-count", { n: countWaiting(engine) })}</p>
      </div>
      {items.length === 0 ? (
        <p class="empty">{t("desk.empty")}</p>
      ) : (
        <>
          <div class="find">
            <TextField
              id="find"
              label={t("desk.find")}
              placeholder={t("desk.find")}
              value={wanted}
              maxLength={80}
              onInput={setWanted}
            />
          </div>
          {found.length === 0 && <p class="empty">{t("desk.found-none")}</p>}
          <ul class="rows" ref={props.list}>
            {found.map((item) => (
              <li key={item.caseId}>
                <Row
                  item={item}
                  sender={senderOf(item)}
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
  readonly sender: string;
  readonly opened: boolean;
  readonly onOpen: () => void;
}): JSX.Element {
  const { item, sender } = props;
  const waits = waitingStates.includes(item.state);
  const time = waits ? t("desk.waits", { time: timeSince(item.since, now.value) }) : timeAgo(item.since, now.value);
  return (
    <button
      type="button"
      class={waits ? "row" : "row calm"}
      aria-current={props.opened ? "true" : undefined}
      onClick={props.onOpen}
    >
      <span class="row-main">
        {item.danger === "now" && (
          <span class="mark-word danger">
            <Warning />
            {t("danger.now")}
          </span>
        )}
        {item.treatAsChild && <span class="mark-word news">{t("desk.child")}</span>}
        <strong>{stateLabel(item.state)}</strong>
      </span>
      <span class="row-more quiet">
        {t("desk.from", { name: sender })}
        {item.unlogged && ` · ${t("desk.unlogged")}`}
      </span>
      <span class="row-time" title={exactMoment(item.since)}>
        {time}
      </span>
    </button>
  );
}

function wordsOf(item: InboxItem, sender: string): string {
  const words = [
    sender,
    stateLabel(item.state),
    item.danger === null ? "" : t(`danger.${item.danger}`),
    item.treatAsChild ? t("desk.child") : "",
  ];
  return words.join(" ").toLocaleLowerCase();
}
