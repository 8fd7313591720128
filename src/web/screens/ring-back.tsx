// The telephone number of this post, typed once: it is sealed into each referral and stands nowhere else.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { fullPhoneNumber } from "../../core/service.ts";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { plainNumber } from "../text/plain-number.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

export function RingBackForm({ engine }: { readonly engine: Engine }): JSX.Element {
  const kept = engine.ringBack.value ?? "";
  const [typed, setTyped] = useState(kept);
  const [isSaved, setSaved] = useState(false);
  const { error, run } = useVerb();
  const save = () => {
    setSaved(false);
    const number = plainNumber(typed);
    const isNone = number !== "" && !fullPhoneNumber(number);
    void run(
      () => (isNone ? () => t("ring-back.gap") : engine.directory.keepRingBack(number === "" ? null : number)),
      () => setSaved(true),
    );
  };
  return (
    <section class="ring-back">
      <TextField
        id="ring-back"
        label={t("ring-back.label")}
        hint={t("ring-back.hint")}
        optional={t("path.optional")}
        error={error}
        maxLength={40}
        value={typed}
        onInput={(value) => {
          setTyped(value);
          setSaved(false);
        }}
      />
      <button type="button" class="button plain" onClick={save}>
        {t("ring-back.save")}
      </button>
      <p role="status" class="hint">
        {isSaved && t("ring-back.saved")}
      </p>
    </section>
  );
}
