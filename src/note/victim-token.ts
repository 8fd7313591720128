// A victim's token (RC9): what links a victim's case to proceedings in the country's record, so that victims in them are counted. It follows from the
// country and the entry that opened the case: its id, and the salt that stands only inside the sealed entry. So the case's readers can check a
// token, and nobody else finds the case behind one, or the token of a person; not even who has a reader's locked device, where ids are in clear.
import { tag } from "../core/tags.ts";
import { textId } from "./origin.ts";

/** The token of the victim of a case: the first 32 hexadecimal digits of the SHA-256 of tag, origin, case id and the salt of `case.open`, each on a line. */
export function victimToken(origin: string, caseId: string, salt: string): string {
  return textId(`${tag.victim}\n${origin}\n${caseId}\n${salt}\n`).slice(0, 32);
}
