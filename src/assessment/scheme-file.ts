// A scheme as a file: a country's own rules with their names in its languages, read without touching the program. Nothing in it is believed
// before it has the shape of one; facts, questions of judgement, tiers and the way rules are read stay the program's.

import { readJsonFile } from "../core/json-file.ts";
import { tiers } from "../core/registers/register-table.ts";
import { fieldSchema } from "../core/registers/row-schema.ts";
import { code, languageTag } from "../core/schema.ts";
import { type Check, entries, type Flaw, fields, isObject, items, mustBe, under } from "../core/schema-flaws.ts";
import type { Scheme, SchemeFile } from "./assessment.ts";
import { isOnList } from "./read-rule.ts";
import { schemeFlaws, schemeKey } from "./scheme-flaws.ts";
import { nameFlaws, type TakenNames } from "./scheme-names.ts";
import { schemes } from "./schemes.ts";

const schemeForm = "panoh.org/scheme/v1";
/** Deeper than any rules nest that are read. */
const maxSchemeDepth = 24;

export type SchemeRead = { readonly scheme: Scheme } | { readonly flaws: readonly Flaw[] };

/**
 * Reads the text of a scheme's file; `hash` is the SHA-256 of its bytes, and `taken` are the names that no file may give. Every flaw
 * is listed with its path. Never throws.
 */
export function readSchemeFile(text: string, hash: string, taken: TakenNames): SchemeRead {
  const { value, flaws } = readJsonFile(text, maxSchemeDepth);
  const all =
    value === undefined
      ? flaws
      : [...flaws, ...schemeFileFlaws(value, ""), ...(isObject(value) ? nameFlaws(value["words"], taken) : [])];
  if (all.length > 0 || !isWhole(value)) return { flaws: all };
  return { scheme: { ...value.scheme, file: { hash, words: value.words } } };
}

function isWhole(value: unknown): value is { readonly scheme: Scheme; readonly words: SchemeFile["words"] } {
  return schemeFileFlaws(value, "").length === 0;
}

const schemeFileFlaws: Check = (value, path) => [
  ...fields({
    form: mustBe(code([schemeForm]), `must be ${schemeForm}`),
    scheme: (scheme, at) => [...schemeFlaws(scheme, at), ...ownFlaws(scheme, at)],
    words: entries(languageTag, "must be the tag of a language", languageWords, 10, 1),
  })(value, path),
  ...(isObject(value) ? wordFlaws(value["scheme"], value["words"]) : []),
];

/** The program's own schemes keep their ids and the lists on which their tiers are published. */
function ownFlaws(scheme: unknown, path: string): readonly Flaw[] {
  if (!isObject(scheme)) return [];
  return ["id", "list"].flatMap((field) => {
    const name = scheme[field];
    const isTaken = schemes.some((own) => typeof name === "string" && isOnList(name, own));
    return isTaken ? [{ path: under(path, field), reason: "belongs to a scheme of the program" }] : [];
  });
}

/** As a line of a row of the record is held: one spelling, nothing hidden in it, nothing that turns the direction of reading. */
function words(max: number): Check {
  const line = fieldSchema({ type: "line", max });
  return mustBe(
    (value): value is unknown => line(value) && /[\p{L}\p{N}]/u.test(String(value)),
    `must be a line of 1 to ${max} characters, in Unicode's composed form, with a letter or a digit, without hidden or control characters and without white space around it`,
  );
}

const named = entries(schemeKey, "is no key", words(200), 60);

function languageWords(value: unknown, path: string): readonly Flaw[] {
  return fields({
    name: words(120),
    criteria: named,
    grounds: named,
    steps: named,
    tiers: items(fields({ tier: mustBe(code(tiers), "is no tier"), name: words(80) }), tiers.length, 1),
  })(value, path);
}

/** Each language names all that the scheme has, and nothing else. */
function wordFlaws(scheme: unknown, languages: unknown): readonly Flaw[] {
  if (!isObject(scheme) || !isObject(languages)) return [];
  const parts = [
    ["criteria", "criteria"],
    ["grounds", "watchList"],
    ["steps", "tiers"],
  ] as const;
  return Object.entries(languages).flatMap(([tag, words]) => {
    if (!isObject(words)) return [];
    const path = under("words", tag);
    const ofKeys = parts.flatMap(([part, from]) => {
      const own = words[part];
      return isObject(own) ? differing(textsOf(scheme[from], "key"), Object.keys(own), under(path, part)) : [];
    });
    const wanted = [...textsOf(scheme["tiers"], "tier"), ...ratingsIn(scheme)];
    return [...ofKeys, ...differing(wanted, textsOf(words["tiers"], "tier"), under(path, "tiers"))];
  });
}

function differing(wanted: readonly string[], given: readonly string[], path: string): readonly Flaw[] {
  return [
    ...[...new Set(wanted)]
      .filter((one) => !given.includes(one))
      .map((one) => ({ path: under(path, one), reason: "is missing" })),
    ...given
      .filter((one, place) => !wanted.includes(one) || given.indexOf(one) < place)
      .map((one) => ({ path: under(path, one), reason: "names nothing in the scheme, or is there already" })),
  ];
}

function textsOf(listed: unknown, field: string): readonly string[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: unknown) => (isObject(one) && typeof one[field] === "string" ? [one[field]] : []));
}

/** The tiers for which rules ask the list of ratings. */
function ratingsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(ratingsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "rating" && typeof inner === "string" ? [inner] : ratingsIn(inner),
  );
}
