// Changes the language of the page that is open, as the settings do, and waits until all of it is drawn anew. The site of the tests has it at hand
// as `speak`, so that a screen to which the way is long is looked at in several languages.
import { loadLessonText } from "../../src/web/lessons/text/lesson-text.ts";
import { loadRecordText } from "../../src/web/record/text/record-text.ts";
import { useLanguage } from "../../src/web/text/translate.ts";
import type { LanguageTag } from "../../src/words/languages.ts";

export async function speak(language: LanguageTag): Promise<void> {
  await useLanguage(language);
  // What the screens ask for themselves once the language has changed; asked for here to know when it has come.
  await Promise.all([loadRecordText(language), loadLessonText(language)]);
  await new Promise<void>((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
}
