// The way from the officer's start to the short lessons, with how far this device is. It reminds and is never an alarm: no referral waits for it.
import type { JSX } from "preact";
import { lessons } from "../../core/lessons.ts";
import type { LessonsView } from "../../member/views.ts";
import { go } from "../navigation.ts";
import { exactDate } from "../text/moments.ts";
import { t } from "../text/translate.ts";

export function LessonsRow({ view }: { readonly view: LessonsView }): JSX.Element {
  return (
    <button type="button" class="row lessons-row" onClick={() => go({ at: "lessons" })}>
      <span>{t("home.lessons")}</span>
      <span class="quiet">{stateOf(view)}</span>
    </button>
  );
}

function stateOf({ done, finished, isDue }: LessonsView): string {
  if (finished !== null && !isDue) return t("home.lessons-done", { date: exactDate(finished) });
  if (done.length > 0) return t("home.lessons-begun", { n: done.length, of: lessons.length });
  return finished === null ? t("home.lessons-new") : t("home.lessons-due", { date: exactDate(finished) });
}
