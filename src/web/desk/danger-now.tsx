// Whether the person is in danger, said anew by us, because what was seen when they were referred does not hold for ever: one question, one
// answer, with today's date and our name for everyone in the case.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Danger } from "../../core/form/roles.ts";
import { Ask } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import type { Engine } from "../engine.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

const answers = ["now", "not-now", "unclear"] as const;

export function SayDanger(props: {
  readonly engine: Engine;
  readonly caseId: string;
  /** Who helps with one thing warns, and does not say that the person is in no danger (FD16a). */
  readonly warnsAlone: boolean;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const { engine, caseId } = props;
  const [danger, setDanger] = useState<Danger>();
  return (
    <Ask
      button={t("danger.say")}
      look="link say-danger"
      onBegin={() => setDanger(undefined)}
      title={t("danger.title")}
      about={caseInWords(engine, caseId)}
      act={t("danger.say-do")}
      verb={() => (danger === undefined ? () => t("gap.danger") : engine.cases.saves.sayDanger(caseId, danger))}
      onDone={() => props.onDone(() => t("danger.say-done"))}
    >
      {(error) => (
        <>
          <p>{t("danger.say-body")}</p>
          <OneOf
            id="say-danger"
            legend={t("danger.title")}
            legendHidden
            options={answers
              .filter((value) => value !== "not-now" || !props.warnsAlone)
              .map((value) => ({ value, label: t(`danger.${value}`) }))}
            value={danger}
            error={error}
            onChange={setDanger}
          />
        </>
      )}
    </Ask>
  );
}
