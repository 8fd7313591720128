// Codes of places: a country (TJ), a region of it (TJ-KT), a district of that (TJ-KT-05).

/** The country of a place. */
export function countryOf(place: string): string {
  return place.slice(0, 2);
}

/** True for a place in an area: a district in its region, a region in its country, or the same. */
export function isWithin(place: string, area: string): boolean {
  return place === area || place.startsWith(`${area}-`);
}
