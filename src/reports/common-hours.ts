// When somebody is at an organisation, where all its services that can be rung say the same: a printed page has one line for it.
import { hoursRows } from "../core/opening-hours.ts";
import type { Service } from "../core/service.ts";
import type { Language } from "../words/language.ts";
import { hoursInWords } from "../words/opening-hours.ts";

export function commonHours(listed: readonly { readonly service: Service }[], language: Language): string | null {
  const all = new Set(listed.map(({ service }) => hoursInWords(hoursRows(service.schedules ?? []), language)));
  const [hours = ""] = all;
  return all.size === 1 && hours !== "" ? hours : null;
}
