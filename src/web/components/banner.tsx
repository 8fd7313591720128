// On every screen of a demonstration or trial: that it is one. And when nobody watches the log: that nobody does (LG5).
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";

export function Banner({ engine }: { readonly engine: Engine | null }): JSX.Element | null {
  const view = engine?.view.value ?? null;
  const demonstration = view?.country.demonstration ?? (engine?.demonstrationVaults.value.length ?? 0) > 0;
  const trial = view?.country.trial ?? false;
  const unwatched = view?.log.lyingWitnessesForFork === 0;
  if (!demonstration && !trial && !unwatched) return null;
  return (
    <p class="banner">
      {demonstration ? t("app.demonstration") : trial ? t("app.trial") : null} {unwatched ? t("app.unwatched") : null}
    </p>
  );
}
