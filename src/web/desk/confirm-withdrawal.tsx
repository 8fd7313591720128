// She told us herself that she takes a consent back (FD7): what was held on it is erased, so the question says what follows, and the
// button must be held. A withdrawal alone never erases: else whoever controls her could wipe her file.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Consent } from "../../core/case/consent.ts";
import type { CaseView } from "../../member/views.ts";
import { Dialog } from "../components/dialog.tsx";
import { HoldButton } from "../components/hold-button.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { caseLine } from "./case-line.ts";

export function ConfirmWithdrawal(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly consent: Consent;
  /** Our own organisation. */
  readonly self: string;
  readonly onDone: (words: string) => void;
}): JSX.Element {
  const { engine, consent } = props;
  const { state } = props.opened;
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Holding and repeated clicks may both end: it is said once.
  const busy = useRef(false);
  const name = nameIn(engine.directory.organisation(consent.organisation)?.name ?? {});
  const isOurs = consent.organisation === props.self;
  const isKept = state.consents.some(
    (other) => other.id !== consent.id && other.organisation === consent.organisation && other.held && !other.purge,
  );

  const confirm = async () => {
    if (busy.current) return;
    busy.current = true;
    const result = await engine.cases.confirmWithdrawal(state.id, consent.id);
    busy.current = false;
    if (result.is === "failed") {
      setError(failureText(result.reason));
      return;
    }
    setAsked(false);
    props.onDone(t("confirm.done"));
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
        {t("confirm.button")}
      </button>
      {asked && (
        <Dialog
          title={t("confirm.title")}
          about={caseLine(engine, state.id)}
          onLeave={() => setAsked(false)}
          actions={<HoldButton label={t("confirm.hold")} onHeld={() => void confirm()} />}
        >
          <p>{t("confirm.body")}</p>
          {isKept ? (
            <p class="notice waiting">{t("confirm.still", { name })}</p>
          ) : (
            <p class="notice waiting">
              {isOurs ? t("confirm.self") : t("confirm.other", { name })} {t("confirm.undo")}
            </p>
          )}
          {error !== null && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
          <p class="hint">{t("confirm.hold-hint")}</p>
        </Dialog>
      )}
    </>
  );
}
