// A place in words, with its region: "Rudaki, Districts of Republican Subordination".
import type { PlaceName } from "../engine.ts";
import { nameIn } from "./moments.ts";

/** The name of a place code in the reader's language; the code itself where no name is known. */
export function placeName(places: readonly PlaceName[], code: string): string {
  const region = code.split("-").slice(0, 2).join("-");
  const codes = region === code ? [code] : [code, region];
  return codes
    .map((wanted) => nameIn(places.find((place) => place.code === wanted)?.name ?? { en: wanted }))
    .join(", ");
}
