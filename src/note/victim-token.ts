// A victim's token (RC9): what links her case to proceedings in the country's record, so that victims in them are counted. It follows from the
// country and the case id alone. That id is the hash of a salted entry which only the case's readers hold: they can check a token, and nobody
// else finds the case behind one, or the token of a person.
import { tag } from "../core/tags.ts";
import { textId } from "./origin.ts";

/** The token of the victim of a case: the first 32 hexadecimal digits of the SHA-256 of tag, origin and case id, each on a line. */
export function victimToken(origin: string, caseId: string): string {
  return textId(`${tag.victim}\n${origin}\n${caseId}\n`).slice(0, 32);
}
