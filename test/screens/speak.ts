// Changes the language of the page that is open, as the settings do, and waits until all of it is drawn anew. The site of the tests has it at hand
// as `speak`, so that a screen to which the way is long is looked at in several languages.
import { useLanguage } from "../../src/web/text/translate.ts";
import type { LanguageTag } from "../../src/words/languages.ts";

export async function speak(language: LanguageTag): Promise<void> {
  await useLanguage(language);
  await new Promise<void>((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
}
