// Taking a consent back must be as easy as giving it (R02): one button, one question, and it cannot be undone.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Consent } from "../../core/case/consent.ts";
import { Dialog } from "../components/dialog.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { caseLine } from "./case-line.ts";

export function Withdraw(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly consent: Consent;
  readonly onDone: (words: string) => void;
}): JSX.Element {
  const { engine, caseId, consent } = props;
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // Two presses may come before the button is drawn anew: it is said once.
  const isSaying = useRef(false);
  const name = nameIn(engine.directory.organisation(consent.organisation)?.name ?? {});

  const withdraw = async () => {
    if (isSaying.current) return;
    isSaying.current = true;
    setBusy(true);
    const result = await engine.cases.withdrawConsent(caseId, consent.id);
    isSaying.current = false;
    setBusy(false);
    if (result.is === "failed") {
      setError(failureText(result.reason));
      return;
    }
    setAsked(false);
    props.onDone(t("withdraw.done"));
  };

  return (
    <>
      <button
        type="button"
        class="link"
        onClick={() => {
          setError(null);
          setAsked(true);
        }}
      >
        {t("withdraw.button")}
      </button>
      {asked && (
        <Dialog
          title={t("withdraw.title", { name })}
          about={caseLine(engine, caseId)}
          isFinal
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button grave" aria-disabled={busy} onClick={() => void withdraw()}>
              {t(busy ? "act.busy" : "withdraw.do")}
            </button>
          }
        >
          <p>{t("withdraw.body")}</p>
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
