// What the engine found wrong: what happened, what is safe, what to do. Amber: red is for danger to a person, and for whoever asks for all cases (KR8).
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Alarm, DeviceView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { Warning } from "../icons.tsx";
import { alarmText } from "../text/alarm.ts";
import { listOf, nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { Moment } from "./moment.tsx";
import { SeatNotice } from "./seat-notices.tsx";
import { TakeCorrection } from "./take-correction.tsx";

export function AlarmList(props: {
  readonly engine: Engine;
  readonly alarms: readonly Alarm[];
  /** Whoever looks at a locked device puts nothing away. */
  readonly locked?: boolean;
  /** What a person can do about an alarm here. */
  readonly action?: (alarm: Alarm) => JSX.Element | null;
}): JSX.Element | null {
  const { engine, alarms, locked = false, action } = props;
  const [taken, setTaken] = useState(false);
  const reason = taken ? engine.view.value?.corrections.at(-1)?.reason : undefined;
  const seats = (engine.view.value?.council ?? []).filter(({ waits }) => waits);
  // Of an open device the red ones stand above every page.
  const shown = locked ? alarms : alarms.filter((alarm) => !isRed(alarm));
  if (shown.length === 0 && reason === undefined && seats.length === 0) return null;
  return (
    <section class="alarms" aria-label={t("alarm.title")}>
      {reason !== undefined && (
        <p class="notice" role="status">
          {t("correction.taken")} <bdi>{reason}</bdi>
        </p>
      )}
      {seats.map((news) => (
        <SeatNotice news={news} key={news.fingerprint} />
      ))}
      {shown.map((alarm) => (
        <AlarmNotice key={`${alarm.code} ${alarm.leaf ?? ""}`} engine={engine} alarm={alarm}>
          {!locked && alarm.code === "fork" && <TakeCorrection engine={engine} onTaken={() => setTaken(true)} />}
          {action?.(alarm)}
          {!locked && alarm.stays !== true && (
            <button type="button" class="link" onClick={() => void engine.device.dismissAlarm(alarm)}>
              {t("alarm.dismiss")}
            </button>
          )}
        </AlarmNotice>
      ))}
    </section>
  );
}

/** One alarm in its sentences, and below them what can be done about it. */
export function AlarmNotice(props: {
  readonly engine: Engine;
  readonly alarm: Alarm;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { alarm, children } = props;
  return (
    <div class={isRed(alarm) ? "notice danger" : "notice waiting"} role="alert">
      <Warning />
      <p>
        {alarmText(alarm.code)} {alarm.stays === true ? `${t("alarm.stays")} ` : ""}
        {alarm.times === undefined ? "" : `${t("alarm.times", { n: alarm.times })} `}
        <span class="quiet">
          <Moment at={alarm.since} />
        </span>
      </p>
      {children}
    </div>
  );
}

/**
 * On a locked device: for which organisations somebody asks, as the log says it to everybody. Whose the device is is not in clear, so each of them is named (KR8c).
 */
export function AskedFor({ names }: { readonly names: DeviceView["askedFor"] }): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <div class="notice danger" role="alert">
      <Warning />
      <p>{t("recover.asked-for", { names: listOf(names.map(nameIn)) })}</p>
    </div>
  );
}

/** It stays while its cause does, on every screen: nobody puts it away. */
export function isRed({ code }: Alarm): boolean {
  return code === "recovery-asked";
}
