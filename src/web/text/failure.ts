// Why a verb did nothing, in a sentence that says what is safe and what to do.
import { isEntryRefusal } from "../../core/case/entry-refusal.ts";
import type { VerbFailure } from "../engine.ts";
import { alarmText } from "./alarm.ts";
import { t } from "./translate.ts";

export function failureText(reason: VerbFailure): string {
  if (isEntryRefusal(reason)) return t("failure.refused", { reason: t(`refusal.${reason}`) });
  switch (reason) {
    case "locked":
    case "wrong-passphrase":
    case "vault-damaged":
    case "malformed-vault":
    case "malformed-invitation":
    case "host-silent":
    case "store-full":
    case "store-failed":
    case "not-synced":
    case "draft-incomplete":
    case "draft-gone":
    case "sheet-incomplete":
    case "crosses-without-consent":
    case "mark-to-meet":
    case "not-an-entry":
    case "changed-meanwhile":
    case "receiver-without-keys":
    case "not-active":
    case "not-allowed":
    case "not-offered":
    case "asked-by-helper":
    case "holds-newer":
    case "not-logged":
    case "no-reviewer":
    case "part-kept-back":
    case "case-full":
    case "basis-unfit":
    case "too-long":
      return t(`failure.${reason}`);
    // The pages ask for both before anything can be sent.
    case "transfer-not-agreed":
    case "for-others":
      return t("failure.draft-incomplete");
    case "no-longer-possible":
      return t("failure.not-allowed");
    case "foreign-founding":
      return alarmText("foreign-founding");
    default:
      return t(`problem.${reason}`);
  }
}
