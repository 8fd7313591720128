// What the engine found wrong: what happened, what is safe, what to do. Amber: red is for danger to a person alone.
import type { JSX } from "preact";
import type { Alarm } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { Warning } from "../icons.tsx";
import { t } from "../text/translate.ts";
import { Moment } from "./moment.tsx";

export function Alarms(props: { readonly engine: Engine; readonly alarms: readonly Alarm[] }): JSX.Element | null {
  const { engine, alarms } = props;
  if (alarms.length === 0) return null;
  return (
    <section class="alarms" aria-label={t("alarm.title")}>
      {alarms.map((alarm) => (
        <div class="notice waiting" role="alert" key={`${alarm.code} ${alarm.leaf ?? ""}`}>
          <Warning />
          <p>
            {t(`alarm.${alarm.code}`)}{" "}
            <span class="quiet">
              <Moment at={alarm.since} />
            </span>
          </p>
          {alarm.code !== "fork" && (
            <button type="button" class="link" onClick={() => void engine.dismissAlarm(alarm)}>
              {t("alarm.dismiss")}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
