// A provider starts a case: one button, and under it what was begun and not finished. The pages are those of a referral.
import type { JSX } from "preact";
import { mostDrafts } from "../../core/referral-draft.ts";
import type { KeptDraft } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { draftLabel } from "../officer/draft-label.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import { firstOpenStep } from "../officer/steps.ts";
import { t } from "../text/translate.ts";

/** The button; nothing while five are begun or nothing may be sealed. */
export function NewCase({ engine }: { readonly engine: Engine }): JSX.Element | null {
  // After a fork nothing more may be sealed: the alarm above says what to do.
  const isForked = engine.view.value?.alarms.some((alarm) => alarm.code === "fork") === true;
  if (engine.drafts.value.length >= mostDrafts) return null;
  const begin = () => {
    // What was pressed belongs to another case.
    personsAnswer.value = null;
    engine.beginDraft();
    go({ at: "step", step: "danger" });
  };
  return (
    <button type="button" class="button plain new-case" disabled={isForked} onClick={begin}>
      {t("desk.new-case")}
    </button>
  );
}

/** What was begun. */
export function BegunCases({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const drafts = engine.drafts.value;
  const goOn = ({ id, draft }: KeptDraft) => {
    personsAnswer.value = null;
    engine.openDraft(id);
    go({ at: "step", step: firstOpenStep(draft) });
  };
  if (drafts.length === 0) return null;
  return (
    <div class="stack">
      {drafts.length >= mostDrafts && <p class="notice waiting">{t("home.full")}</p>}
      {drafts.map((kept) => (
        <button type="button" class="button plain wide begun" key={kept.id} onClick={() => goOn(kept)}>
          {t("desk.continue-case")} <small>{draftLabel(engine, kept)}</small>
        </button>
      ))}
      <p class="hint">{t("home.continue-note")}</p>
    </div>
  );
}
