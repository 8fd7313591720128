// The words of a form in the reader's language, and what its answers may name.
import type { FormVersion, FormWords } from "../../core/form/form.ts";
import { dayAt } from "../../core/moment.ts";
import { wordsOfVersion } from "../../words/form-words.ts";
import { languageTags } from "../../words/languages.ts";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { placeName } from "../text/place-name.ts";
import { words } from "../text/translate.ts";
import type { Nameable } from "./answer-input.tsx";

/** The words of a form in the reader's language. */
export function wordsOfForm(engine: Engine, version: FormVersion): FormWords {
  return wordsOfVersion(words(), version, (tag) => engine.directory.forms.words(version.id, tag), [
    ...(engine.view.value?.country.languages ?? []),
    ...languageTags,
  ]);
}

/** Today on this device: 2031-02-03. */
export function todayOf(engine: Engine): string {
  return dayAt(engine.now());
}

const nothing: Pick<Nameable, "sheets" | "workers"> = { sheets: [], workers: [] };

/** What a form may name, outside of any case unless it is said. Each is made when a question or an answer asks for it, which few do. */
export function nameable(engine: Engine, here: Pick<Nameable, "sheets" | "workers"> = nothing): Nameable {
  return {
    get today() {
      return todayOf(engine);
    },
    get party() {
      return engine.view.value?.self?.organisation.party;
    },
    get languages() {
      return engine.view.value?.country.languages ?? [];
    },
    get places() {
      return engine.places.map(({ code }) => ({ value: code, label: placeName(engine.places, code) }));
    },
    get organisations() {
      return engine.directory.organisations.map(({ id, name }) => ({ value: id, label: nameIn(name) }));
    },
    get sheets() {
      return here.sheets;
    },
    get workers() {
      return here.workers;
    },
  };
}
