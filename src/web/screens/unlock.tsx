// The first screen of every day: the words that open this device. It is drawn before the engine is loaded; the engine is awaited
// when the button is pressed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { LanguagePicker } from "../components/language-picker.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";

export function Unlock({ engine }: { readonly engine: Promise<Engine> }): JSX.Element {
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const unlock = async () => {
    if (busy) return;
    if (words.trim() === "") {
      setError(t("unlock.empty"));
      return;
    }
    setBusy(true);
    setError(null);
    const result = await (await engine).unlock(words);
    setBusy(false);
    if (result.is === "done") setWords("");
    else setError(failureText(result.reason));
  };

  return (
    <main id="content" class="column">
      <Heading>{t("unlock.title")}</Heading>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <TextField
          id="passphrase"
          label={t("unlock.passphrase")}
          hint={t("unlock.hint")}
          error={error}
          type={shown ? "text" : "password"}
          value={words}
          maxLength={400}
          onInput={setWords}
        />
        <label class="choice small">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
          <span>{t("unlock.show")}</span>
        </label>
        <button type="submit" class="button primary wide" aria-disabled={busy}>
          {t(busy ? "unlock.busy" : "unlock.button")}
        </button>
        <p class="unseen" role="status">
          {busy ? t("unlock.busy") : error}
        </p>
      </form>
      <LanguagePicker />
    </main>
  );
}
