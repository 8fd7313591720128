// Codes of places: a country (TJ), a region of it (TJ-KT), a district of that (TJ-KT-05).
import { pattern } from "./schema.ts";

/** A place in its one spelling. */
export const placeCode = pattern(/^[A-Z]{2}(-[A-Z0-9]{1,3})?(-[0-9]{2})?$/);

export function countryOf(place: string): string {
  return place.slice(0, 2);
}

/** True for a place in an area: a district in its region, a region in its country, or the same. */
export function isWithin(place: string, area: string): boolean {
  return place === area || place.startsWith(`${area}-`);
}
