// The first screen of every day: the words that open this device. It is drawn before the engine is loaded; the engine is awaited
// when the button is pressed.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { AlarmList, AskedFor, isRed } from "../components/alarms.tsx";
import { TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { LanguagePicker } from "../components/language-picker.tsx";
import { PageForm } from "../components/page-form.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { engineNow } from "../engine-slot.ts";
import { sound, wasReader } from "../preferences.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

/** What a locked device knows: what is late or wrong, what waits, and that something came; never for whom or about whom. */
function LockedNews(): JSX.Element | null {
  const engine = engineNow.value;
  const view = engine?.view.value ?? null;
  const sealed = engine?.sealedSinceLock.value ?? 0;
  const heard = useRef<number | null>(null);
  useEffect(() => {
    if (engine === null) return;
    // What is there at the beginning does not ring.
    const isNew = heard.current !== null && sealed > heard.current;
    heard.current = sealed;
    if (isNew && sound.peek())
      import("../desk/arrival.ts").then(
        ({ ring }) => ring(),
        () => undefined,
      );
  }, [engine, sealed]);
  if (engine === null || view === null) return null;
  return (
    <>
      {wasReader() && !view.alarms.some(isRed) && <AskedFor names={view.askedFor} />}
      <AlarmList engine={engine} alarms={view.alarms} locked />
      <div role="status">
        {view.outbox > 0 && <p>{t("unlock.waiting", { n: view.outbox })}</p>}
        {view.waitingForToken > 0 && <p class="notice waiting">{t("unlock.no-token", { n: view.waitingForToken })}</p>}
        {sealed > 0 && <p class="notice">{t("unlock.sealed", { n: sealed })}</p>}
      </div>
    </>
  );
}

export function Unlock({ engine }: { readonly engine: Promise<Engine> }): JSX.Element {
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(false);
  const { busy, error, run } = useVerb();

  const open = (by: (engine: Engine) => Promise<VerbResult>) =>
    run(
      async () => by(await engine),
      () => setWords(""),
    );
  const unlock = () =>
    words.trim() === ""
      ? run(
          () => () => t("unlock.empty"),
          () => undefined,
        )
      : open((known) => known.unlock(words));
  return (
    <main id="content" class="column">
      <Heading>{t("unlock.title")}</Heading>
      <LockedNews />
      <PageForm onSubmit={() => void unlock()}>
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
        {engineNow.value !== null && engineNow.value.demonstrationRole.value !== null && (
          <button
            type="button"
            class="button plain wide"
            aria-disabled={busy}
            onClick={() => void open((known) => known.openDemonstration())}
          >
            {t("unlock.demonstration")}
          </button>
        )}
        <p class="unseen" role="status">
          {busy ? t("unlock.busy") : error}
        </p>
      </PageForm>
      <details class="lost">
        <summary>{t("unlock.lost")}</summary>
        {(["nobody", "ask", "sent", "gone"] as const).map((what) => (
          <p key={what}>{t(`unlock.lost-${what}`)}</p>
        ))}
      </details>
      <LanguagePicker />
    </main>
  );
}
