// In which of our languages a voice reads a text whose author did not say it: by letters alone, so that nobody hears Persian in a Russian voice. It guesses for the ear
// and decides nothing; Latin letters say too little.
import type { LanguageTag } from "./languages.ts";

/** Empty where the letters do not say: then no voice is asked for, and not that of the page around it. */
export function languageOfLetters(text: string): LanguageTag | "" {
  if (/\p{Script=Arabic}/u.test(text)) return "fa";
  if (/\p{Script=Cyrillic}/u.test(text)) return /[ғӣқӯҳҷ]/iu.test(text) ? "tg" : "ru";
  return /[og][ʻ‘]/iu.test(text) ? "uz" : "";
}
