// The rights, to be shown or read out before consent is asked for.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { languageFor } from "../../words/languages.ts";
import { BestInterests } from "../components/child-answer.tsx";
import { gapOf } from "../components/error-summary.tsx";
import { RightsExplained } from "../components/rights-explained.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { t } from "../text/translate.ts";
import { amend, amendRights, draftOf, isChild, saidOf } from "./draft.ts";
import { personsAnswer } from "./persons-answer.ts";
import { StepPage } from "./step-page.tsx";

export function RightsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { rights } = draftOf(engine);
  const { language } = saidOf(engine);
  const answer = personsAnswer.value;
  const isHere = engine.drafts.draft.value !== null;
  // What the person pressed while the device was locked could not be kept until now.
  useEffect(() => {
    if (answer === null || !isHere) return;
    amend(engine, { rights: answer });
    personsAnswer.value = null;
  }, [answer, isHere]);
  return (
    <StepPage engine={engine} step="rights" title={t("rights.title")} lead={t("rights.lead")}>
      {(gaps) => (
        <>
          {language !== undefined && languageFor(language) === null && (
            <p class="notice waiting">{t("rights.other-language")}</p>
          )}
          <button type="button" class="button plain wide hero" onClick={() => go({ at: "hand-over" })}>
            {t("rights.turn")}
          </button>
          {rights === "understood" || rights === "stop" ? (
            <>
              <p class={rights === "stop" ? "notice waiting" : "notice news"} role="status">
                {t(`rights.${rights}`)}
              </p>
              {rights === "stop" && isChild(engine) && <BestInterests engine={engine} isOver />}
            </>
          ) : (
            <RightsExplained
              id="rights"
              hint={t("rights.unread")}
              error={gapOf(gaps, "rights")}
              isExplained={rights === "explained"}
              onChange={(isExplained) => amendRights(engine, isExplained ? "explained" : null)}
            />
          )}
        </>
      )}
    </StepPage>
  );
}
