// A text that somebody carries to another device: saved as a file, or copied. It holds public keys only.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { saveFile } from "../save-file.ts";
import { t } from "../text/translate.ts";

const encode = (text: string) => new TextEncoder().encode(text);

export function AsFile({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  const id = useId();
  return (
    <section class="stack">
      <button
        type="button"
        class="button primary wide"
        onClick={() => saveFile(name, "application/octet-stream", encode(text))}
      >
        {t("our.save-file")}
      </button>
      <label class="label" for={id}>
        {t("our.as-text")}
      </label>
      <textarea
        id={id}
        class="input"
        dir="ltr"
        rows={3}
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </section>
  );
}
