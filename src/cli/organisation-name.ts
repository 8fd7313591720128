// How commands name an organisation.
import type { Member } from "../member/member.ts";

/** Its name in English, else in the first language that it has, else its id. */
export function organisationName(member: Member, id: string): string {
  const names = member.organisation(id)?.name ?? {};
  return names["en"] ?? Object.values(names)[0] ?? id;
}
