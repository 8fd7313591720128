// The words of a form in the reader's language, and what its answers may name.
import type { FormVersion, FormWords } from "../../core/form/form.ts";
import { dayAt } from "../../core/moment.ts";
import { formWords } from "../../words/form-words.ts";
import { languageTags } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { placeName } from "../text/place-name.ts";
import { activeLanguage, words } from "../text/translate.ts";
import type { Nameable } from "./answer-input.tsx";

type Texts = Readonly<Record<string, string>>;

/** The words of a form in the reader's language: as the country published them, else those that ship, with what it has words for in other languages. */
export function wordsOfForm(engine: Engine, { id, form }: FormVersion): FormWords {
  const published = (tag: string) => engine.directory.forms.words(id, tag);
  const own = published(activeLanguage());
  if (own !== undefined) return own;
  const shipped = shippedWords(words(), form, id);
  const tags = new Set([...(engine.view.value?.country.languages ?? []), ...languageTags]);
  return [...tags].flatMap((tag) => published(tag) ?? []).reduce(filledFrom, shipped);
}

/** Made once: an open case says each of its sheets in them. */
const shippedBy = new WeakMap<Words, Map<string, FormWords>>();

function shippedWords(by: Words, form: FormVersion["form"], id: string): FormWords {
  const known = shippedBy.get(by) ?? new Map<string, FormWords>();
  const found = known.get(id) ?? formWords(by, activeLanguage(), form, id);
  shippedBy.set(by, known.set(id, found));
  return found;
}

// What has no word is seen as its key.
function filledFrom(ours: FormWords, other: FormWords): FormWords {
  const texts = (mine: Texts, others: Texts) =>
    Object.fromEntries(Object.entries(mine).map(([key, text]) => [key, text === key ? (others[key] ?? key) : text]));
  const labels = (mine: FormWords["fields"], others: FormWords["fields"]) =>
    Object.fromEntries(Object.entries(mine).map(([key, one]) => [key, one[0] === key ? (others[key] ?? one) : one]));
  return {
    ...ours,
    title: ours.title === ours.words ? other.title : ours.title,
    groups: labels(ours.groups, other.groups),
    fields: labels(ours.fields, other.fields),
    lists: Object.fromEntries(
      Object.entries(ours.lists).map(([list, codes]) => [list, texts(codes, other.lists[list] ?? {})]),
    ),
    flaws: texts(ours.flaws, other.flaws),
    due: texts(ours.due, other.due),
    why: { ...other.why, ...ours.why },
  };
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
