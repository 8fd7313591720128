// A new key as two people compare it: both devices show the same eight groups of four digits, and the key itself, which is long, stays in the note.
import { idForPeople } from "../member/enrolment/enrolment.ts";
import { textId } from "../note/origin.ts";

/** The sentence that both show under the fingerprint. */
export const compareKeys =
  "Both administrators see the same key, or the note was changed on its way: compare before the second one signs.";

/** The fingerprint of a key of an epoch. */
export function fingerprintOf(recipient: string): string {
  return idForPeople(textId(recipient));
}
