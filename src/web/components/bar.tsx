// The steady bar: the mark, the network, settings and the lock, on every page but the one that is turned to the person.
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import { Doorway, Lock, NetworkIcon, NoNetwork, Sliders } from "../icons.tsx";
import { go, goHome, goInstead, here } from "../navigation.ts";
import { neutral } from "../preferences.ts";
import { apart, t } from "../text/translate.ts";

export function TopBar({ engine }: { readonly engine: Engine }): JSX.Element {
  const view = engine.view.value;
  const network = view?.network ?? "unknown";
  const outbox = view?.outbox ?? 0;
  const name = t(neutral.value ? "app.neutral" : "app.name");
  return (
    <header class="bar">
      <button type="button" class="bar-name" onClick={goHome} aria-label={apart(name, t("bar.home"))}>
        {neutral.value ? null : <Doorway />}
        <span>{name}</span>
      </button>
      <p class="bar-state" role="status">
        {network === "offline" ? <NoNetwork /> : <NetworkIcon />}
        <span>{t(`bar.${network}`)}</span>
        {outbox > 0 && <span class="bar-outbox">{t(network === "offline" ? "bar.unsent" : "bar.outbox")}</span>}
      </p>
      <button
        type="button"
        class="bar-button"
        aria-label={t("bar.settings")}
        title={t("bar.settings")}
        onClick={() => {
          (here.value.at === "settings" ? goInstead : go)({ at: "settings" });
        }}
      >
        <Sliders />
      </button>
      <button type="button" class="bar-button" aria-label={t("bar.lock")} onClick={() => engine.lock()}>
        <Lock />
        <span class="bar-word">{t("bar.lock")}</span>
      </button>
    </header>
  );
}
