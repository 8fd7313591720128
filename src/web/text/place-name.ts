// A place in words, with its region: "Rudaki · Districts of Republican Subordination".
import type { PlaceName } from "../engine.ts";
import { countryName, nameIn } from "./moments.ts";
import { isolate } from "./translate.ts";

/** The name of a place code in the reader's language, also of a whole country abroad; the code itself where no name is known. */
export function placeName(places: readonly PlaceName[], code: string): string {
  const region = code.split("-").slice(0, 2).join("-");
  const codes = region === code ? [code] : [code, region];
  const names = codes.map((wanted) => {
    const known = places.find((place) => place.code === wanted);
    if (known !== undefined) return nameIn(known.name);
    return /^[A-Z]{2}$/.test(wanted) ? countryName(wanted) : wanted;
  });
  // A city may be its own region. A dot between, because a comma is another one in every script.
  return [...new Set(names)].map((name) => isolate(name)).join(" · ");
}
