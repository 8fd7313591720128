// Whether the person is in danger, said anew by us, because what was seen when they were referred does not hold for ever: one question, one
// answer, with today's date and our name for everyone in the case.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Danger } from "../../core/case/fold.ts";
import { OneOf } from "../components/choices.tsx";
import { Dialog } from "../components/dialog.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";
import { caseLine } from "./case-line.ts";

const answers = ["now", "not-now", "unclear"] as const;

export function SayDanger(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly onDone: (words: string) => void;
}): JSX.Element {
  const { engine, caseId } = props;
  const [asked, setAsked] = useState(false);
  const [danger, setDanger] = useState<Danger>();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const begin = () => {
    setDanger(undefined);
    setError(null);
    setAsked(true);
  };
  const say = async () => {
    if (busy) return;
    if (danger === undefined) {
      setError(t("gap.danger"));
      return;
    }
    setBusy(true);
    const result = await engine.cases.sayDanger(caseId, danger);
    setBusy(false);
    if (result.is === "failed") {
      setError(failureText(result.reason));
      return;
    }
    setAsked(false);
    props.onDone(t("danger.say-done"));
  };

  return (
    <>
      <button type="button" class="link say-danger" onClick={begin}>
        {t("danger.say")}
      </button>
      {asked && (
        <Dialog
          title={t("danger.title")}
          about={caseLine(engine, caseId)}
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => void say()}>
              {t(busy ? "act.busy" : "danger.say-do")}
            </button>
          }
        >
          <p>{t("danger.say-body")}</p>
          <OneOf
            id="say-danger"
            legend={t("danger.title")}
            legendHidden
            options={answers.map((value) => ({ value, label: t(`danger.${value}`) }))}
            value={danger}
            error={error}
            onChange={setDanger}
          />
        </Dialog>
      )}
    </>
  );
}
