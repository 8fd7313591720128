// Taking back what this organisation said: with a reason, after a question. The history stays for everyone who could read it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hasHiddenCharacter } from "../../../core/registers/field-schema.ts";
import type { Row } from "../../../core/registers/row.ts";
import type { Statement } from "../../../record/statement.ts";
import { Ask } from "../../components/ask.tsx";
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
  const [reason, setReason] = useState("");

  const withdraw = () => {
    const why = reason.normalize("NFC").trim();
    const isHidden = hasHiddenCharacter({ type: "line", max: 300 }, why);
    if (why === "" || isHidden) {
      document.getElementById("withdraw-reason")?.focus();
      return () => t(isHidden ? "record.flaw.hidden-character" : "record.withdraw.gap");
    }
    const { register, key, source } = statement;
    const row = { key, source, withdrawn: true, reason: why } as Row;
    return engine.record.enter(register, [row]);
  };

  return (
    <Ask
      button={t("record.withdraw.button")}
      title={t("record.withdraw.title")}
      act={t("record.withdraw.do")}
      manner="grave"
      verb={withdraw}
      words={recordFailure}
      onDone={onDone}
    >
      {(error) => (
        <>
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
        </>
      )}
    </Ask>
  );
}
