// Into which registers rows are entered by hand or by file, and of which ones there is anything to be seen.
import { isWrittenApart, type RegisterName, registerOf, reviewers } from "../../core/registers/register-table.ts";
import type { PageProps } from "./page-frame.tsx";

export function mayWrite({ engine }: PageProps, register: RegisterName): boolean {
  return engine.record.mayEnter(register) && !isWrittenApart(register);
}

/** False for sealed registers of others: that no row is seen there says nothing. Those of offices are read by the two that read what is counted (YC4). */
export function mayRead({ engine, self }: PageProps, register: RegisterName): boolean {
  const { open, authors, readers } = registerOf(register);
  if (open || authors.includes(self.party)) return true;
  return readers === "offices"
    ? engine.device.counts.isOffice
    : readers === undefined && reviewers.includes(self.party);
}
