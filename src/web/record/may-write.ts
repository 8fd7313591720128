// Into which registers rows are entered by hand or by file, and of which ones there is anything to be seen.
import type { Party } from "../../core/party.ts";
import { isWrittenApart, type RegisterName, registerOf, reviewers } from "../../core/registers/register-table.ts";

export function mayWrite(register: RegisterName, mayEnter: boolean): boolean {
  return mayEnter && !isWrittenApart(register);
}

/** False for sealed registers of others: that no row is seen there says nothing. `isOffice`: one of the two that read what is counted (YC4). */
export function mayRead(register: RegisterName, party: Party, isOffice: boolean): boolean {
  const { open, authors, readers } = registerOf(register);
  if (open || authors.includes(party)) return true;
  return readers === "offices" ? isOffice : readers === undefined && reviewers.includes(party);
}
