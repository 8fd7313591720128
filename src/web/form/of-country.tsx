// Whose form it is, where it is the country's own: the program's never look like one (FM13f).
import type { JSX } from "preact";
import type { FormVersion } from "../../core/form/form.ts";
import type { Engine } from "../engine.ts";
import { nameIn, shortMoment } from "../text/moments.ts";
import { t } from "../text/translate.ts";

export function OfCountry({
  engine,
  version,
}: {
  readonly engine: Engine;
  readonly version: FormVersion;
}): JSX.Element | null {
  const published = engine.directory.forms.ofCountry(version.id);
  const country = engine.view.value?.country;
  if (published === null || country === undefined) return null;
  const named = { country: nameIn(country.title), version: version.form.version };
  return (
    <p class="quiet">
      {published.since === null
        ? t("sheet.of-country-new", named)
        : t("sheet.of-country", { ...named, at: shortMoment(published.since * 1000, engine.now()) })}
    </p>
  );
}
