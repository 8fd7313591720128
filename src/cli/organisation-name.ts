// How commands name an organisation.
import type { Device } from "../member/device.ts";

/** Its name in English, else in the first language that it has, else its id. */
export function organisationName(member: Device, id: string): string {
  const names = member.directory.organisation(id)?.name ?? {};
  return names["en"] ?? Object.values(names)[0] ?? id;
}
