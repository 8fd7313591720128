// What two people compare at two screens, by voice or side by side: eight groups of four digits.
import { textId } from "../note/origin.ts";

/** An id, of a request or of a note, as two people compare it. */
export function idForPeople(id: string): string {
  return (id.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

/** A key, in base64 or as an age recipient, as two people compare it. */
export function fingerprintOf(key: string): string {
  return idForPeople(textId(key));
}
