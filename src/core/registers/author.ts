// Who may enter rows into a register (RC4): the host asks it for open notes, and every reader both for open and sealed ones.
import type { Party } from "../party.ts";
import { type RegisterName, registerOf } from "./register-table.ts";

/** Why a device may not enter rows into a register. */
export type AuthorRefusal = "author-unknown" | "author-inactive" | "author-may-not";

/** What must be known of a country's directory to decide who may enter rows. */
interface AuthorsKnown {
  device(id: string): { readonly organisation: string } | null;
  organisation(id: string): { readonly party: Party } | null;
  isActiveDevice(id: string, now: number): boolean;
}

/** Why this device may not enter rows into this register at leaf `index`; null when it may. */
export function authorRefusal(
  register: RegisterName,
  device: string,
  directory: AuthorsKnown,
  index: number,
): AuthorRefusal | null {
  const organisation = directory.organisation(directory.device(device)?.organisation ?? "");
  if (organisation === null) return "author-unknown";
  if (!directory.isActiveDevice(device, index)) return "author-inactive";
  return registerOf(register).authors.includes(organisation.party) ? null : "author-may-not";
}
