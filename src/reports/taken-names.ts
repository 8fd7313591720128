// What reports call the program's own schemes and the tiers, in all languages together: no scheme from a file may be called so (AS24).
import type { TakenNames } from "../assessment/scheme-names.ts";
import { tiers } from "../core/registers/register-table.ts";
import { readWords } from "../words/read-words.ts";
import { reportTextOf } from "./text/report-text.ts";
import { reportLanguages, reportParts } from "./text/report-words.ts";

/** Ids of schemes are among them: an id stands for a name where there is none. */
export async function takenNames(): Promise<TakenNames> {
  const words = await Promise.all(reportLanguages.map((tag) => readWords(tag, reportParts)));
  const tierWords = words.map((one) => reportTextOf(one).tier);
  return {
    schemes: [...new Set(tierWords.flatMap(({ schemes }) => Object.entries(schemes).flat()))],
    tiers: tiers.flatMap((tier) => tierWords.map(({ names }) => ({ tier, name: names[tier] }))),
  };
}
