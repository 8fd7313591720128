// Which part an expression may read where (FM11): what follows from an answer must not reach anybody who may not read that answer.
import { consentQuestions, type Part, partRow } from "../part-table.ts";

/**
 * True when everybody who may read the part where an expression stands may read the other part too: it is the same, or `referral`, which is in every
 * yes, or it was asked for in the same question and the table lets no fewer parties read it.
 */
export function mayReadWith(own: Part, other: Part): boolean {
  if (own === other || other === "referral") return partRow(own).readers.every((party) => mayRead(other, party));
  const isAskedTogether = Object.values(consentQuestions).some((question) => {
    const asked: readonly Part[] = question;
    return asked.includes(own) && asked.includes(other);
  });
  return isAskedTogether && partRow(own).readers.every((party) => mayRead(other, party));
}

function mayRead(part: Part, party: string): boolean {
  return (partRow(part).readers as readonly string[]).includes(party);
}
