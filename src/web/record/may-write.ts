// Into which registers rows are entered by hand or by file, and of which ones there is anything to be seen.
import type { Party } from "../../core/party.ts";
import {
  isNoStatement,
  isWrittenApart,
  type RegisterName,
  registerOf,
  reviewers,
} from "../../core/registers/register-table.ts";

export function mayWrite(register: RegisterName, mayEnter: boolean): boolean {
  return mayEnter && !isWrittenApart(register);
}

/** False for sealed registers of others: that no row is seen there says nothing. What is counted for the offices has screens of its own. */
export function mayRead(register: RegisterName, party: Party): boolean {
  const { open, authors } = registerOf(register);
  if (isNoStatement(register)) return register === "draft" && authors.includes(party);
  return open || authors.includes(party) || reviewers.includes(party);
}
