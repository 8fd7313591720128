// What has not moved to src/words yet: sentences of the record and of the lessons, with their placeholders in braces.
import { type LanguageTag, languages } from "../../words/languages.ts";

/** A text that counts: forms by plural category of its number `n`. */
export interface PluralText {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A message with its placeholders filled in. Numbers are written in the digits of the language. */
export function fill(
  tag: LanguageTag,
  message: string | PluralText,
  params: Readonly<Record<string, string | number>>,
): string {
  const language = languages[tag];
  const category = language.plural(Number(params["n"]));
  const form = category === "zero" || category === "two" ? "other" : category;
  const template = typeof message === "string" ? message : (message[form] ?? message.other);
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? language.number(value) : language.isolate(value);
  });
}
