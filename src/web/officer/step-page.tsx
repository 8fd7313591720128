// The frame of every page of the path: progress in words, back, stop, one question, one way on. Nothing is lost by any of them.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { BackButton } from "../components/back-button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap } from "../components/error-summary.tsx";
import { Heading } from "../components/heading.tsx";
import { PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { go, goHome } from "../navigation.ts";
import { isFormStep, type Step } from "../referral-steps.ts";
import { t } from "../text/translate.ts";
import { groupName, groupOn, stepsOf } from "./form-pages.ts";
import { gapsOn, openOn } from "./gaps.ts";
import { personsAnswer } from "./persons-answer.ts";

export function StepPage(props: {
  readonly engine: Engine;
  readonly step: Step;
  readonly title: string;
  readonly lead?: string;
  /** Gets what is missing, after somebody tried to go on. */
  readonly children: (gaps: readonly Gap[]) => ComponentChildren;
  /** Instead of "continue". */
  readonly end?: ComponentChildren;
}): JSX.Element {
  const { engine, step } = props;
  const [tried, setTried] = useState(0);
  const [stopping, setStopping] = useState(false);
  const [summary, setSummary] = useState<readonly Gap[]>([]);
  const steps = stepsOf(engine);
  const bars = gapsOn(step, engine);
  const open = openOn(step, engine);
  const gaps = tried > 0 ? [...bars, ...open] : [];
  const isNamed = open.every(({ field }) => summary.some((gap) => gap.field === field));

  const next = () => {
    setTried(tried + 1);
    setSummary([...bars, ...open]);
    if (bars.length === 0 && isNamed) go({ at: "step", step: steps[steps.indexOf(step) + 1] ?? "check" });
  };

  return (
    <main id="content" class="column">
      <div class="path-top">
        <BackButton />
        <p class="progress" id="progress">
          {t("path.progress", { n: steps.indexOf(step) + 1, of: steps.length, step: nameOf(engine, step) })}
        </p>
        <button type="button" class="link stop" onClick={() => setStopping(true)}>
          {t("path.stop")}
        </button>
      </div>
      <ErrorSummary gaps={summary} />
      <PageForm onSubmit={next}>
        <Heading describedBy="progress">{props.title}</Heading>
        {props.lead !== undefined && <p class="lead">{props.lead}</p>}
        {props.children(gaps)}
        {props.end ?? (
          <button type="submit" class="button primary wide">
            {t(bars.length === 0 && open.length > 0 && isNamed ? "path.next-with-gaps" : "path.next")}
          </button>
        )}
      </PageForm>
      {stopping && <Stop engine={engine} onLeave={() => setStopping(false)} />}
    </main>
  );
}

/** What a page is called beside its number: a page of a form as its group. */
function nameOf(engine: Engine, step: Step): string {
  if (!isFormStep(step)) return t(`path.step.${step}`);
  const page = groupOn(engine, step);
  return page === null ? "" : groupName(page);
}

function Stop({ engine, onLeave }: { readonly engine: Engine; readonly onLeave: () => void }): JSX.Element {
  return (
    <Dialog
      title={t("path.stop-title")}
      leaveLabel={t("app.back")}
      onLeave={onLeave}
      actions={
        <>
          <button type="button" class="button primary" onClick={goHome}>
            {t("path.stop-keep")}
          </button>
          <button type="button" class="button grave" onClick={() => void eraseDraft(engine)}>
            {t("path.stop-erase")}
          </button>
        </>
      }
    >
      <p>{t("path.stop-note")}</p>
    </Dialog>
  );
}

/** Erases the referral that is being written, with what the person answered. */
export async function eraseDraft(engine: Engine): Promise<void> {
  personsAnswer.value = null;
  await engine.drafts.discard();
  goHome();
}
