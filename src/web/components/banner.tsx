// On every screen, drawn in one place: what this country is, where it is not wholly a real one (core/country-marks.ts). While nothing is
// known yet, what was known at the last visit.
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { type CountryMark, marksOf } from "../../core/country-marks.ts";
import { type LanguageTag, languages } from "../../words/languages.ts";
import type { Engine } from "../engine.ts";
import { setUpChoices } from "../first-visit.ts";
import { knownMarks } from "../preferences.ts";
import { type Translate, t } from "../text/translate.ts";

/** The words of the person to whom the screen is turned; null while it is the reader's own. */
export const turnedWords = signal<{ readonly language: LanguageTag; readonly translate: Translate } | null>(null);

export function Banner({ engine }: { readonly engine: Engine | null }): JSX.Element | null {
  const marks = currentMarks(engine) ?? knownMarks.value;
  if (marks.length === 0) return null;
  const turned = turnedWords.value;
  const say = turned?.translate ?? t;
  const direction = turned === null ? undefined : languages[turned.language].direction;
  return (
    <aside class="banner" lang={turned?.language} dir={direction}>
      {marks.map((mark) => say(`mark.${mark}`)).join(" ")}
    </aside>
  );
}

/** Who is offered vaults stands before a demonstration (`panoh start`), and that has no waits. */
const offered: readonly CountryMark[] = ["demonstration", "no-waits"];

/** The marks of the country as the engine knows it, or as what can be set up shows before it is here; null while neither is known. */
export function currentMarks(engine: Engine | null): readonly CountryMark[] | null {
  if (engine === null) return (setUpChoices.value ?? []).length > 0 ? offered : null;
  const view = engine.view.value;
  if (view === null) return engine.demonstrationVaults.value.length > 0 ? offered : null;
  return marksOf({ ...view.country, ...view.log });
}
