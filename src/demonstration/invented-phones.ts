// Telephone numbers that nobody can have: zeros behind the country's code, and a short one of zeros for a hotline. Every third organisation's was
// checked long ago, so that screens show what they say then.
import { momentOf } from "../core/moment.ts";
import { phoneCheckDays } from "../core/phones.ts";
import type { Phone, ServiceType } from "../core/service.ts";

const callingCodes: Readonly<Record<string, string>> = { TJ: "992", RU: "7", AE: "971" };
const day = 86_400_000;

/** The numbers of a service of the `number`th organisation. */
export function inventedPhones(
  country: string,
  number: number,
  types: readonly ServiceType[],
  now: number,
): readonly Phone[] {
  const code = callingCodes[country];
  const days = number % 3 === 0 ? phoneCheckDays + 30 : number % 30;
  const check = { last_checked: momentOf(now - days * day).slice(0, 10), last_check: "answered" } as const;
  return [
    ...(types.includes("hotline") ? [{ number: "0000", ...check }] : []),
    ...(code === undefined ? [] : [{ number: `+${code}${String(number).padStart(9, "0")}`, ...check }]),
  ];
}
