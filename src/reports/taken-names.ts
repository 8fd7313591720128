// What reports call the program's own schemes and the tiers, in all languages together: no scheme from a file may be called so (AS24).
import type { TakenNames } from "../assessment/scheme-names.ts";
import { schemes } from "../assessment/schemes.ts";
import { tiers } from "../core/registers/register-table.ts";
import { readWords } from "../words/read-words.ts";
import { reportTextOf } from "./text/report-text.ts";
import { reportLanguages, reportParts } from "./text/report-words.ts";

/** Ids of schemes are among them: an id stands for a name where there is none. */
export async function takenNames(): Promise<TakenNames> {
  const words = await Promise.all(reportLanguages.map((tag) => readWords(tag, reportParts)));
  const texts = words.map(reportTextOf);
  const names = schemes.flatMap(({ id }) => [id, ...texts.map((text) => text.word(`scheme.${id}`, id))]);
  return {
    schemes: [...new Set(names)],
    tiers: tiers.flatMap((tier) => texts.map((text) => ({ tier, name: text.name("rating", "tier", tier) }))),
  };
}
