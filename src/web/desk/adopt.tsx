// Taking a refused entry on in our own name, so that no honest person is lost to a formality (FD5): one sentence on what it means, and a
// question before it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { EntryRefusal } from "../../core/case/fold.ts";
import type { CaseView } from "../../member/views.ts";
import { Dialog } from "../components/dialog.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";
import { adoptableReason, isProvider } from "./case-content.ts";
import { caseLine } from "./case-line.ts";

/** The button of one refused entry, or of all that were refused when none is named. */
export function Adopt(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly reason: EntryRefusal;
  readonly entry?: string;
  readonly onDone: (words: string) => void;
}): JSX.Element {
  const { engine, caseId, entry } = props;
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const adopt = async () => {
    if (busy) return;
    setBusy(true);
    const result = await engine.cases.adopt(caseId, entry === undefined ? undefined : [entry]);
    setBusy(false);
    if (result.is === "failed") {
      setError(result.reason === "not-allowed" ? t("adopt.not-allowed") : failureText(result.reason));
      return;
    }
    setAsked(false);
    props.onDone(t("adopt.done"));
  };

  return (
    <>
      <button
        type="button"
        class={entry === undefined ? "button plain" : "link"}
        onClick={() => {
          setError(null);
          setAsked(true);
        }}
      >
        {t("adopt.button")}
      </button>
      {asked && (
        <Dialog
          title={t("adopt.title")}
          about={caseLine(engine, caseId)}
          isFinal
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => void adopt()}>
              {t(busy ? "act.busy" : "adopt.do")}
            </button>
          }
        >
          <p class="quiet">{t("adopt.reason", { reason: t(`refusal.${props.reason}`) })}</p>
          <p>{t("adopt.body")}</p>
          <p class="notice waiting">{t("adopt.check")}</p>
          {error !== null && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
        </Dialog>
      )}
    </>
  );
}

/** What stands over a case that reached us and does not count. */
export function RefusedCase(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (words: string) => void;
}): JSX.Element | null {
  const { engine, opened } = props;
  const [reason] = opened.state.entries.flatMap((entry) => adoptableReason(entry) ?? []);
  if (reason === undefined) return null;
  return (
    <div class="notice waiting refused-case">
      <p>{t("refused.case", { reason: t(`refusal.${reason}`) })}</p>
      {isProvider(engine) && <Adopt engine={engine} caseId={opened.state.id} reason={reason} onDone={props.onDone} />}
    </div>
  );
}
