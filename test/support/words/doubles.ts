// Sentences that stand twice: keys that say the same in every language. Some must, where two parts of the program are loaded apart or a translator may need two
// forms one day; the command counts them, so that a new one is seen.
import { tagsOfFolders, textsOf } from "./files.ts";

/** The keys that say the same, group by group, in the order of the first of each. */
export function doubles(): readonly (readonly string[])[] {
  const texts = tagsOfFolders().map(textsOf);
  const keys = Object.keys(texts[0] ?? {});
  return [...Map.groupBy(keys, (key) => JSON.stringify(texts.map((text) => text[key]))).values()].filter(
    (group) => group.length > 1,
  );
}
