// A step of status that our organisation took (FD6): which one, and grounds if they must be told, since everyone in the case reads them.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../../core/entry-kind.ts";
import type { CaseView } from "../../member/views.ts";
import { OneOf } from "../components/choices.tsx";
import { Dialog } from "../components/dialog.tsx";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";
import { caseLine } from "./case-line.ts";

export function StatusStep(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (words: string) => void;
}): JSX.Element {
  const { engine, opened } = props;
  const [asked, setAsked] = useState(false);
  const [status, setStatus] = useState<Status>();
  const [grounds, setGrounds] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const begin = () => {
    setStatus(undefined);
    setGrounds("");
    setError(null);
    setAsked(true);
  };
  const take = async () => {
    if (busy) return;
    if (status === undefined) {
      setError(t("step.gap"));
      return;
    }
    setBusy(true);
    const result = await engine.cases.takeStatusStep(opened.state.id, status, grounds.trim() === "" ? null : grounds);
    setBusy(false);
    if (result.is === "failed") {
      setError(failureText(result.reason));
      return;
    }
    setAsked(false);
    props.onDone(t("step.done"));
  };

  return (
    <>
      <button type="button" class="link status-step" onClick={begin}>
        {t("step.button")}
      </button>
      {asked && (
        <Dialog
          title={t("step.title")}
          about={caseLine(engine, opened.state.id)}
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => void take()}>
              {t(busy ? "act.busy" : "step.do")}
            </button>
          }
        >
          <p>{t("step.body")}</p>
          <OneOf
            id="status"
            legend={t("case.status")}
            options={opened.statusSteps.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={status}
            error={error}
            onChange={setStatus}
          />
          <TextField
            id="grounds"
            label={t("step.grounds")}
            optional={t("path.optional")}
            hint={t("step.grounds-hint")}
            lines={3}
            maxLength={1000}
            value={grounds}
            onInput={setGrounds}
          />
        </Dialog>
      )}
    </>
  );
}
