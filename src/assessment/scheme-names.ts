// Names that a file of a scheme may not give: its rules would pass for the program's own, or one tier for another (AS24). Names are
// compared as those of organisations are (DR2).

import { nameSkeleton, nameSound } from "../core/name-skeleton.ts";
import type { Tier } from "../core/registers/register-table.ts";
import { type Flaw, isObject, under } from "../core/schema-flaws.ts";

/** What the program calls its own schemes and the tiers, in all languages of its reports. */
export interface TakenNames {
  readonly schemes: readonly string[];
  readonly tiers: readonly { readonly tier: Tier; readonly name: string }[];
}

/** The flaws in the names that the words of a file give to the scheme and its tiers. It takes anything. */
export function nameFlaws(languages: unknown, taken: TakenNames): readonly Flaw[] {
  if (!isObject(languages)) return [];
  return Object.entries(languages).flatMap(([tag, words]) => {
    if (!isObject(words)) return [];
    const path = under("words", tag);
    return [
      ...(mentions(words["name"], taken.schemes)
        ? [{ path: under(path, "name"), reason: "reads like the name of a scheme of the program" }]
        : []),
      ...tierFlaws(words["tiers"], under(path, "tiers"), taken),
    ];
  });
}

/** True when one of these names stands in it, alone or with more around it: for the eye or, in another script, for the ear. */
function mentions(name: unknown, names: readonly string[]): boolean {
  if (typeof name !== "string") return false;
  return [nameSkeleton, nameSound].some((fold) => names.some((one) => fold(name).includes(fold(one))));
}

/** For the eye alone: by the ear I, II and III are one. */
function tierFlaws(listed: unknown, path: string, { tiers }: TakenNames): readonly Flaw[] {
  if (!Array.isArray(listed)) return [];
  const named = listed.map((one: unknown) => {
    const { tier, name } = isObject(one) ? one : {};
    return { tier, look: typeof name === "string" ? nameSkeleton(name) : "" };
  });
  return named.flatMap(({ tier, look }, place) => {
    if (look === "") return [];
    const at = under(under(path, place), "name");
    const isOfOther = tiers.some((own) => own.tier !== tier && nameSkeleton(own.name) === look);
    return [
      ...(named.findIndex((one) => one.look === look) < place
        ? [{ path: at, reason: "reads like the name of a tier before it" }]
        : []),
      ...(isOfOther ? [{ path: at, reason: "reads like the program's name of another tier" }] : []),
    ];
  });
}
