// Taking back what this organisation said: with a reason, after a question. The history stays for everyone who could read it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Row } from "../../../core/registers/row.ts";
import { hasHiddenCharacter } from "../../../core/registers/row-schema.ts";
import type { Statement } from "../../../record/statement.ts";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import type { Engine } from "../../engine.ts";
import { recordFailure } from "../refusal-words.ts";
import { say } from "../text/record-text.ts";
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
      setError(say("withdraw.gap"));
      document.getElementById("withdraw-reason")?.focus();
      return;
    }
    if (hasHiddenCharacter({ type: "line", max: 300 }, why)) {
      setError(say("flaw.hidden-character"));
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
        {say("withdraw.done")} {say("done.soon")}
      </span>
    );
  return (
    <>
      <button type="button" class="link" onClick={() => setAsked(true)}>
        {say("withdraw.button")}
      </button>
      {asked && (
        <Dialog
          title={say("withdraw.title")}
          onLeave={() => setAsked(false)}
          actions={
            <button type="button" class="button grave" aria-disabled={isBusy} onClick={() => void withdraw()}>
              {say("withdraw.do")}
            </button>
          }
        >
          <p>
            <strong>{rowWords(statement)}</strong>
          </p>
          <p>{say("withdraw.body")}</p>
          <TextField
            id="withdraw-reason"
            label={say("withdraw.reason")}
            hint={say("withdraw.hint")}
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
