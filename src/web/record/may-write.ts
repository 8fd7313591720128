// Into which registers rows are entered by hand or by file, and of which ones there is anything to be seen.
import type { Party } from "../../core/party.ts";
import { isOwnAlone, type RegisterName, registerOf, reviewers } from "../../core/registers/register-table.ts";

/** Registers that are written by screens and commands of their own. */
const apart: readonly RegisterName[] = ["signoff", "publication", "draft", "paragraph", "tally", "release"];

export function mayWrite(register: RegisterName, mayEnter: boolean): boolean {
  return mayEnter && !apart.includes(register);
}

/** False for sealed registers of others: that no row is seen there says nothing. */
export function mayRead(register: RegisterName, party: Party): boolean {
  const { open, authors } = registerOf(register);
  return open || authors.includes(party) || (reviewers.includes(party) && !isOwnAlone(register));
}
