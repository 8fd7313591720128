// Why something of the own organisation was not done. Here a host that takes nothing is asked again by the person: nothing waits in the outbox.
import type { VerbFailure } from "../engine.ts";
import { failureText } from "./failure.ts";
import { t } from "./translate.ts";

export function saidText(reason: VerbFailure): string {
  switch (reason) {
    case "host-silent":
      return t("our.silent");
    case "host-failed":
    case "host-stopping":
    case "no-second-place":
    case "reads-only":
    case "busy":
    case "slow-down":
    case "token-needed":
    case "token-unknown":
      return t("our.later");
    default:
      return failureText(reason);
  }
}
