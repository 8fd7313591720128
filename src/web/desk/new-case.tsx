// A provider starts a case: one button, and under it what was begun and not finished. The pages are those of a referral.
import type { JSX } from "preact";
import { mostDrafts } from "../../core/referral-draft.ts";
import type { KeptDraft } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { draftLabel } from "../officer/draft-label.ts";
import { firstOpenStep } from "../officer/gaps.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import { t } from "../text/translate.ts";

export function NewCase({ engine }: { readonly engine: Engine }): JSX.Element {
  const drafts = engine.drafts.list.value;
  // After a fork nothing more may be sealed: the alarm above says what to do.
  const isForked = engine.view.value?.alarms.some((alarm) => alarm.code === "fork") === true;
  const begin = () => {
    // What was pressed belongs to another case.
    personsAnswer.value = null;
    engine.drafts.begin();
    go({ at: "step", step: firstOpenStep(engine) });
  };
  const goOn = ({ id }: KeptDraft) => {
    personsAnswer.value = null;
    engine.drafts.open(id);
    go({ at: "step", step: firstOpenStep(engine) });
  };
  return (
    <div class="new-case stack">
      {drafts.length >= mostDrafts ? (
        <p class="notice waiting">{t("home.full")}</p>
      ) : (
        <button type="button" class="button plain wide" disabled={isForked} onClick={begin}>
          {t("desk.new-case")}
        </button>
      )}
      {drafts.map((kept) => (
        <button type="button" class="button plain wide begun" key={kept.id} onClick={() => goOn(kept)}>
          {t("desk.continue-case")} <small>{draftLabel(engine, kept)}</small>
        </button>
      ))}
      {drafts.length > 0 && <p class="hint">{t("home.continue-note")}</p>}
    </div>
  );
}
