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

/**
 * The number of a request for a recovery, as two people compare it: the fingerprint of the key of the device that asks. Under one id somebody could have put another key
 * into the note on its way (KR3b).
 */
export function numberOfRequest({ device }: { readonly device: { readonly key: string } }): string {
  return fingerprintOf(device.key);
}
