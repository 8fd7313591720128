// Taking back what this organisation said: with a reason, after a question. The history stays for everyone who could read it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Row } from "../../../core/registers/row.ts";
import { hasHiddenCharacter } from "../../../core/registers/row-schema.ts";
import type { Statement } from "../../../record/statement.ts";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import type { Engine } from "../../engine.ts";
import { t } from "../../text/translate.ts";
import { recordFailure } from "../refusal-words.ts";
import { rowWords } from "../words.ts";

export function WithdrawRow({
  engine,
  statement,
  onDone,
}: {
  readonly engine: Engine;
  readonly statement: Statement;
  readonly onDone: () => void;
}): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);

  const withdraw = async () => {
    const why = reason.normalize("NFC").trim();
    if (isBusy) return;
    if (why === "") {
      setError(t("record.withdraw.gap"));
      document.getElementById("withdraw-reason")?.focus();
      return;
    }
    if (hasHiddenCharacter({ type: "line", max: 300 }, why)) {
      setError(t("record.flaw.hidden-character"));
      document.getElementById("withdraw-reason")?.focus();
      return;
    }
    setBusy(true);
    const { register, key, source } = statement;
    const row = { key, source, withdrawn: true, reason: why } as Row;
    const result = await engine.record.enter(register, [row]);
    setBusy(false);
    if (result.is === "done") {
      setAsked(false);
      setDone(true);
      onDone();
    } else setError(recordFailure(result.reason));
  };

  if (isDone)
    return (
      <span role="status">
        {t("record.withdraw.done")} {t("record.done.soon")}
      </span>
    );
  return (
    <>
      <button type="button" class="link" onClick={() => setAsked(true)}>
        {t("record.withdraw.button")}
      </button>
      {asked && (
        <Dialog
          title={t("record.withdraw.title")}
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button grave" aria-disabled={isBusy} onClick={() => void withdraw()}>
              {t("record.withdraw.do")}
            </button>
          }
        >
          <p>
            <strong>{rowWords(statement)}</strong>
          </p>
          <p>{t("record.withdraw.body")}</p>
          <TextField
            id="withdraw-reason"
            label={t("record.withdraw.reason")}
            hint={t("record.withdraw.hint")}
            value={reason}
            maxLength={300}
            error={error}
            onInput={setReason}
          />
        </Dialog>
      )}
    </>
  );
}
