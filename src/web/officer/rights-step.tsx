// The rights, to be shown or read out before consent is asked for.
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { languageFor } from "../text/languages.ts";
import { t } from "../text/translate.ts";
import { draftOf } from "./draft.ts";
import { personsAnswer } from "./persons-answer.ts";
import { StepPage } from "./step-page.tsx";

export function RightsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const language = draftOf(engine).screening?.language;
  const answer = personsAnswer.value;
  return (
    <StepPage engine={engine} step="rights" title={t("rights.title")} lead={t("rights.lead")}>
      {() => (
        <>
          {language !== undefined && languageFor(language) === null && (
            <p class="notice waiting">{t("rights.other-language")}</p>
          )}
          <button type="button" class="button plain wide hero" onClick={() => go({ at: "hand-over" })}>
            {t("rights.turn")}
          </button>
          <p class={answer === "stop" ? "notice waiting" : "notice news"} role="status">
            {t(answer === "stop" ? "rights.stop" : answer === "understood" ? "rights.understood" : "rights.unread")}
          </p>
        </>
      )}
    </StepPage>
  );
}
