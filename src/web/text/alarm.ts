// An alarm in sentences: what happened, what is safe, what to do. A language that lacks one of the three does not compile.
import type { AlarmCode } from "../../member/views.ts";
import type { MessageKey } from "../../words/message-key.ts";
import { t } from "./translate.ts";

/** The keys of an alarm's three sentences, in the order in which they are said. */
export function alarmKeys(code: AlarmCode) {
  return [`alarm.${code}.what`, `alarm.${code}.safe`, `alarm.${code}.do`] as const satisfies readonly MessageKey[];
}

export function alarmText(code: AlarmCode): string {
  return alarmKeys(code)
    .map((key) => t(key))
    .join(" ");
}
