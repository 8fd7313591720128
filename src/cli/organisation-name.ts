// How commands name an organisation.
import type { Device } from "../member/device.ts";
import { languages } from "../words/languages.ts";

/** Its name in English, else in another language, else its id. */
export function organisationInEnglish(member: Device, id: string): string {
  return languages.en.pick(member.directory.organisation(id)?.name ?? {}) || id;
}
