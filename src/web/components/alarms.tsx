// What the engine found wrong: what happened, what is safe, what to do. Amber: red is for danger to a person, and for whoever asks for all cases (KR8).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Alarm } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { Warning } from "../icons.tsx";
import { alarmText } from "../text/alarm.ts";
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
  if (alarms.length === 0 && reason === undefined && seats.length === 0) return null;
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
      {alarms.map((alarm) => (
        <div
          class={isRed(alarm) ? "notice danger" : "notice waiting"}
          role="alert"
          key={`${alarm.code} ${alarm.leaf ?? ""}`}
        >
          <Warning />
          <p>
            {alarmText(alarm.code)} {alarm.stays === true ? `${t("alarm.stays")} ` : ""}
            {alarm.times === undefined ? "" : `${t("alarm.times", { n: alarm.times })} `}
            <span class="quiet">
              <Moment at={alarm.since} />
            </span>
          </p>
          {!locked && alarm.code === "fork" && <TakeCorrection engine={engine} onTaken={() => setTaken(true)} />}
          {action?.(alarm)}
          {!locked && alarm.stays !== true && !isRed(alarm) && (
            <button type="button" class="link" onClick={() => void engine.device.dismissAlarm(alarm)}>
              {t("alarm.dismiss")}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

/** It stays while its cause does: nobody puts it away. */
function isRed({ code }: Alarm): boolean {
  return code === "recovery-asked";
}
