// The language of the screens, each named in itself, so that a reader finds it in any language.
import type { JSX } from "preact";
import { isChecked, isLanguage, languages, languageTags } from "../../words/languages.ts";
import { rememberLanguage } from "../preferences.ts";
import { activeLanguage, t, useLanguage } from "../text/translate.ts";

export function LanguagePicker(): JSX.Element {
  const active = activeLanguage();
  return (
    <div class="field language">
      <label class="label" for="language">
        {t("settings.language")}
      </label>
      <select
        id="language"
        class="input"
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (!isLanguage(value)) return;
          rememberLanguage(value);
          void useLanguage(value);
        }}
      >
        {languageTags.map((tag) => (
          <option key={tag} value={tag} lang={tag} selected={tag === active}>
            {languages[tag].name}
          </option>
        ))}
      </select>
      {!isChecked(active) && <p class="hint">{t("settings.unchecked")}</p>}
    </div>
  );
}
