// A text in the language of its edition. Its direction is the language's: a Persian sentence that begins with a Latin name reads from right to left all the same.
import { type LanguageTag, languages } from "../../../words/languages.ts";

export function inLanguage(tag: LanguageTag): { readonly lang: LanguageTag; readonly dir: "ltr" | "rtl" } {
  return { lang: tag, dir: languages[tag].direction };
}
