// A question before something that an office answers for: what it is, and the name of the office, which is the organisation's own until another is typed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Ask } from "../components/ask.tsx";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { t } from "../text/translate.ts";
import type { Begun } from "../use-verb.ts";
import { recordFailure } from "./refusal-words.ts";

export function OfficeAsk<T>(props: {
  readonly engine: Engine;
  /** What the button does, and the question before it. */
  readonly act: string;
  readonly title: string;
  /** Something was done already: what else may be done does not stand out. */
  readonly isSecond?: boolean;
  readonly verb: (office: string) => Begun<T>;
  readonly onDone?: (office: string) => void;
}): JSX.Element {
  const { engine, act, title, isSecond = false } = props;
  const [typed, setTyped] = useState(() => nameOfOrganisation(engine, engine.view.peek()?.self?.organisation.id ?? ""));
  const office = typed.normalize("NFC").trim();
  const sign = () => {
    if (office !== "") return props.verb(office);
    document.getElementById("office")?.focus();
    return () => t("record.sign.gap");
  };
  return (
    <Ask
      button={act}
      look={isSecond ? "button plain" : "button primary"}
      title={title}
      act={act}
      verb={sign}
      words={recordFailure}
      onDone={() => props.onDone?.(office)}
    >
      {(error) => (
        <TextField
          id="office"
          label={t("record.sign.office")}
          hint={t("record.sign.office-hint")}
          value={typed}
          maxLength={120}
          error={error}
          onInput={setTyped}
        />
      )}
    </Ask>
  );
}
