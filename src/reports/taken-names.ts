// What reports call the program's own schemes and the tiers, in all languages together: no scheme from a file may be called so (AS24).
import type { TakenNames } from "../assessment/scheme-names.ts";
import { tiers } from "../core/registers/register-table.ts";
import { reportTexts } from "./text/texts.ts";

const told = Object.values(reportTexts).map(({ tier }) => tier);

/** Ids of schemes are among them: an id stands for a name where there is none. */
export const takenNames: TakenNames = {
  schemes: [...new Set(told.flatMap(({ schemes }) => Object.entries(schemes).flat()))],
  tiers: tiers.flatMap((tier) => told.map(({ names }) => ({ tier, name: names[tier] }))),
};
