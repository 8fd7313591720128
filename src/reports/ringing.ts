// How an organisation is reached, for a printed page: the numbers of its services, and when somebody is there where all of them say the same.
import { hoursRows } from "../core/opening-hours.ts";
import type { Ringable } from "../core/phones.ts";
import type { Service } from "../core/service.ts";
import type { Language } from "../words/language.ts";
import { hoursInWords } from "../words/opening-hours.ts";

/** Whom to ring, and when. */
export interface Ringing {
  readonly phones: readonly string[];
  /** Null where it did not say, and where its services differ in that. */
  readonly hours: string | null;
}

export function ringing(ringable: readonly Ringable[], language: Language): Ringing {
  const phones = new Set(ringable.flatMap((one) => one.phones.map(({ number }) => number)));
  return { phones: [...phones], hours: commonHours(ringable, language) };
}

export function commonHours(listed: readonly { readonly service: Service }[], language: Language): string | null {
  const all = new Set(listed.map(({ service }) => hoursInWords(hoursRows(service.schedules ?? []), language)));
  const [hours = ""] = all;
  return all.size === 1 && hours !== "" ? hours : null;
}
