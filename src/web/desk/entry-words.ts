// What an entry says beyond its kind, in words. What the other sections already show is not repeated.

import { caseMark } from "../../core/case/mark.ts";
import { type CaseContent, isOfReferral } from "../../core/entry.ts";
import { marksOnScreen } from "../../core/visible-marks.ts";
import { apart, t } from "../text/translate.ts";
import { saidInAnswer } from "./answer-words.ts";

/** The words of an entry; null when its kind says it all. */
export function entryWords(content: CaseContent): string | null {
  if (isOfReferral(content)) return saidInAnswer(content.body);
  switch (content.kind) {
    case "status":
      return [t(`status.${content.body.status}`), marksOnScreen(content.body.grounds ?? "")].filter(Boolean).join(". ");
    case "opened":
      return t("opened.device", { device: content.device.slice(0, 8) });
    case "answers.misplaced":
      return t("misplaced.erased");
    case "case.link":
      return t(`links.as.${content.body.as}`, { mark: caseMark(content.body.other) });
    case "consent.give":
      return apart(t(`basis.${content.body.basis}`), t(`manner.${content.body.manner}`));
    default:
      return null;
  }
}
