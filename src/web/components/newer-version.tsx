// Says that a newer version of the app is here, where nothing is being written, and changes over by one tap.
import type { JSX } from "preact";
import { here } from "../navigation.ts";
import { changeOver, newerVersion } from "../newer-version.ts";
import { t } from "../text/translate.ts";

/** Places where a page that loads anew loses nothing that was begun. */
const calm: readonly string[] = ["home", "settings", "lessons", "desk"];

export function NewerVersion(): JSX.Element | null {
  if (newerVersion.value === null || !calm.includes(here.value.at)) return null;
  return (
    <div class="newer">
      <div class="notice news" role="status">
        <p>
          <strong>{t("newer.here")}</strong> {t("newer.hint")}
        </p>
        <button type="button" class="button plain" onClick={changeOver}>
          {t("newer.button")}
        </button>
      </div>
    </div>
  );
}
