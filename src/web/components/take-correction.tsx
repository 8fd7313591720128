// The way back beside the alarm of a fork: the council's correction as a file or as its text (LG10). The engine decides whether it holds.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { FileField, TextField } from "./fields.tsx";
import { PageForm } from "./page-form.tsx";

/** One that names a thousand heads has some 80 kilobytes, and a long false history has several in one file; anything far larger was chosen by mistake. */
const largestCorrection = 4_000_000;

export function TakeCorrection(props: { readonly engine: Engine; readonly onTaken: () => void }): JSX.Element {
  const { engine, onTaken } = props;
  const [text, setText] = useState("");
  const { busy, error, run, say } = useVerb();
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size <= largestCorrection) setText(await file.text());
    else say(() => t("correction.malformed-note"));
  };
  const take = () =>
    void run(
      () => engine.takeCorrection(text),
      (came) => (came === "taken" ? onTaken() : say(() => t(`correction.${came}`))),
    );
  return (
    <details class="opens correction">
      <summary>
        <span class="label">{t("correction.open")}</span>
      </summary>
      <PageForm onSubmit={take}>
        <p>{t("correction.lead")}</p>
        <FileField id="correction-file" label={t("correction.file")} onFile={(file) => void choose(file)} />
        <TextField
          id="correction"
          label={t("take.text")}
          error={error}
          value={text}
          maxLength={largestCorrection}
          lines={3}
          onInput={setText}
        />
        <button type="submit" class="button plain wide" aria-disabled={busy}>
          {t(busy ? "app.loading" : "correction.take")}
        </button>
      </PageForm>
    </details>
  );
}
