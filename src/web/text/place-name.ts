// A place in words, with its region: "Rudaki · Districts of Republican Subordination".
import { signal } from "@preact/signals";
import { countryOf } from "../../core/place.ts";
import { loadPart } from "../load-part.ts";
import type { PlaceName } from "../places.ts";
import { nameIn } from "./moments.ts";
import { activeLanguage, apart } from "./translate.ts";

// The table of all countries is too large for the first screen: it comes when one is named, and whoever named it is drawn again.
const table = signal<((code: string, language: string) => string) | null>(null);

/** The name of a place code in the reader's language, also of a whole country; the code itself where no name is known. */
export function placeName(list: readonly PlaceName[], code: string): string {
  const region = code.split("-").slice(0, 2).join("-");
  const places = [code, region].flatMap((each) => list.find((place) => place.code === each) ?? []);
  if (places.length > 0) return joined(places.map(({ name }) => nameIn(name)));
  if (!/^[A-Z]{2}(-|$)/.test(code)) return joined([code]);
  // Without a list of its places a country still has a name.
  const country = countryNamed(countryOf(code));
  return joined(code === countryOf(code) ? [country] : [code, country]);
}

// A city may be its own region.
function joined(names: readonly string[]): string {
  return apart(...new Set(names));
}

/** The name of a country in the reader's language; its code until the table is here. */
export function countryNamed(code: string): string {
  const nameOf = table.value;
  if (nameOf !== null) return nameOf(code, activeLanguage());
  // Without it the code stays, and the next one who names a country asks again.
  loadCountryNames().catch(() => undefined);
  return code;
}

/** From here on countries have names at once. */
export async function loadCountryNames(): Promise<void> {
  table.value = (await loadPart(() => import("../../words/country-name.ts"))).countryName;
}
