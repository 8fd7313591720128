// A step of status that our organisation took (FD6): which one, and grounds if they must be given, since everyone in the case reads them.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../../core/entry-kind.ts";
import type { CaseView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

export function StatusStep(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const { engine, opened } = props;
  const [step, setStep] = useState<{ readonly status?: Status; readonly grounds: string }>({ grounds: "" });
  const { status, grounds } = step;
  const take = (taken: Status) =>
    engine.cases.steps.takeStatusStep(opened.state.id, taken, grounds.trim() === "" ? null : grounds);
  return (
    <Ask
      button={t("step.button")}
      look="link status-step"
      onBegin={() => setStep({ grounds: "" })}
      title={t("step.title")}
      about={caseInWords(engine, opened.state.id)}
      act={t("step.do")}
      verb={() => (status === undefined ? () => t("step.gap") : take(status))}
      onDone={() => props.onDone(() => t("step.done"))}
    >
      {(error) => (
        <>
          <p>{t("step.body")}</p>
          <OneOf
            id="status"
            legend={t("case.status")}
            options={opened.statusSteps.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={status}
            error={error}
            onChange={(value) => setStep({ ...step, status: value })}
          />
          <TextField
            id="grounds"
            label={t("step.grounds")}
            optional={t("path.optional")}
            hint={t("step.grounds-hint")}
            lines={3}
            maxLength={1000}
            value={grounds}
            onInput={(value) => setStep({ ...step, grounds: value })}
          />
        </>
      )}
    </Ask>
  );
}
