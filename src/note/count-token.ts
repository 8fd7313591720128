// A count token (YC6): shows the two offices that no case is counted twice, and not which case it is. It follows from the case, the fact and the year, so that the
// tokens of one case in two facts or two years have nothing to do with each other; and from the salt of its opening, which stands only inside the sealed entry.
import type { CountFact } from "../core/registers/count-facts.ts";
import { tag } from "../core/tags.ts";
import type { CaseToCount } from "../core/year-count.ts";
import { textId } from "./origin.ts";

interface CountedThing extends Pick<CaseToCount, "caseId" | "salt"> {
  readonly year: number;
  readonly fact: CountFact;
  /** Of an answer: the referral, and who answered it. */
  readonly answer?: { readonly referral: string; readonly organisation: string };
}

/** The first 32 hexadecimal digits of the SHA-256 of tag, origin, year, fact, case id and salt, each on a line; of an answer then the referral and the organisation. */
export function countToken(origin: string, { year, fact, caseId, salt, answer }: CountedThing): string {
  const lines = [tag.count, origin, year, fact, caseId, salt];
  const more = answer === undefined ? [] : [answer.referral, answer.organisation];
  return textId(`${[...lines, ...more].join("\n")}\n`).slice(0, 32);
}
