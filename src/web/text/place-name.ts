// A place in words, with its region: "Rudaki · Districts of Republican Subordination".
import type { PlaceName } from "../engine.ts";
import { nameIn } from "./moments.ts";
import { isolate } from "./translate.ts";

/** The name of a place code in the reader's language; the code itself where no name is known. */
export function placeName(places: readonly PlaceName[], code: string): string {
  const region = code.split("-").slice(0, 2).join("-");
  const codes = region === code ? [code] : [code, region];
  const names = codes.map((wanted) => nameIn(places.find((place) => place.code === wanted)?.name ?? { en: wanted }));
  // A city may be its own region. A dot between, because a comma is another one in every script.
  return [...new Set(names)].map((name) => isolate(name)).join(" · ");
}
