// Forms and their words as files that people write: what is wrong with one is said with its place and what to do, all of it at once.
import { checkForm, checkWords } from "../core/form/check-form.ts";
import type { Form, FormVersion } from "../core/form/form.ts";
import { isForm, wordsShapeFlaws } from "../core/form/form-shape.ts";
import { library, libraryVersions } from "../core/form/library.ts";
import type { Json } from "../core/json.ts";
import { readJsonFile } from "../core/json-file.ts";
import { type Flaw, isObject } from "../core/schema-flaws.ts";
import { idOfForm } from "../note/form-id.ts";
import { readSmallFile } from "../operate/files/given-files.ts";

/** JSON here nests at most so deep (SG4). */
const maxDepth = 8;
const shownFlaws = 200;

type FormRead = { readonly version: FormVersion } | { readonly flaws: readonly Flaw[] };

/** Reads a form from a file and checks it against the versions before it: those given, else those that ship. Its `does` may name a form that ships. */
export function readForm(
  file: string,
  before: readonly FormVersion[] = [],
  isKnown = (key: string) => library.newest(key) !== undefined,
): FormRead {
  const { value, flaws: spelling } = readJsonFile(readSmallFile(file), maxDepth);
  if (value === undefined) return { flaws: spelling };
  const key = isObject(value) && typeof value["key"] === "string" ? value["key"] : "";
  const earlier = before.length > 0 ? before : shippedVersions(key).filter(({ form }) => isBefore(form, value));
  const flaws = [...spelling, ...checkForm(value, { earlier, isForm: isKnown })];
  if (flaws.length > 0 || !isForm(value)) return { flaws };
  return { version: { id: idOfForm(value), form: value } };
}

/** The versions of a key that ship, the oldest first. */
export function shippedVersions(key: string): readonly FormVersion[] {
  return libraryVersions.filter(({ form }) => form.key === key).toSorted((a, b) => a.form.version - b.form.version);
}

function isBefore(form: Form, value: Json): boolean {
  return isObject(value) && typeof value["version"] === "number" && form.version < value["version"];
}

/** The flaws of a file of words for this version; of a form that is not sound, with the words alone. */
export function wordsFlaws(file: string, version: FormVersion | null): readonly Flaw[] {
  const { value, flaws } = readJsonFile(readSmallFile(file), maxDepth);
  if (value === undefined) return flaws;
  return [...flaws, ...(version === null ? wordsShapeFlaws(value) : checkWords(value, version))];
}

/** Flaws as lines: where, and what to do. What comes from the file is made harmless where lines are printed. */
export function linesOfFlaws(flaws: readonly Flaw[]): readonly string[] {
  return [
    ...flaws.slice(0, shownFlaws).map(({ path, reason }) => `${path === "" ? "The file" : path}: ${reason}`),
    ...(flaws.length > shownFlaws ? [`and ${flaws.length - shownFlaws} more`] : []),
  ];
}
