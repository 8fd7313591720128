// Whom to ring (DR5): the telephone numbers of services, each with the day of its last check. An old number does harm: a number that was found
// wrong is shown nowhere, and a number that nobody checked for long is shown with that warning.
import type { Directory, OrganisationRecord } from "./directory.ts";
import { isWithin } from "./place.ts";
import type { Phone, Service } from "./service.ts";

/** A check that is older than this many days is old. */
export const phoneCheckDays = 90;
/** A check further ahead of the clock than this is a wrong clock's, so nobody knows how old it is. */
const aheadDays = 1;
const day = 86_400_000;

export interface PhoneToRing {
  readonly number: string;
  /** The day of the last check. */
  readonly checked: string;
  readonly check: Exclude<Phone["last_check"], "wrong-number">;
  readonly isOld: boolean;
  /** A short number works in this country only; null for one with its country's code. */
  readonly onlyIn: string | null;
}

/** Whom one can ring. */
export interface Ringable {
  readonly service: Service;
  readonly organisation: OrganisationRecord;
  readonly phones: readonly PhoneToRing[];
}

/** The numbers of a service that may be shown, those first that were answered lately. `now` in milliseconds since 1970. */
export function phonesOf({ phones = [], country }: Service, now: number): readonly PhoneToRing[] {
  const shown = phones.flatMap(({ number, last_checked: checked, last_check: check }) =>
    check === "wrong-number"
      ? []
      : [{ number, checked, check, isOld: isOldCheck(checked, now), onlyIn: number.startsWith("+") ? null : country }],
  );
  const doubt = ({ check, isOld }: PhoneToRing) => (isOld ? 2 : 0) + (check === "answered" ? 0 : 1);
  return shown.sort((a, b) => doubt(a) - doubt(b));
}

/**
 * Whom to ring from a place, a region or a country: first the hotlines of the country where it is, then what else covers the place, last the
 * hotlines of `home`, the country of this log. Only services with a number that works from there; it depends on nothing that was written of anybody.
 */
export function ringableFrom(
  place: string,
  home: string,
  services: readonly Omit<Ringable, "phones">[],
  now: number,
): readonly Ringable[] {
  const country = place.slice(0, 2);
  const rank = ({ service }: Ringable) => {
    const isHotline = service.types.includes("hotline");
    const covers = service.service_area.some((area) => isWithin(place, area));
    if (isHotline && service.country === country) return 0;
    if (covers) return isHotline ? 1 : 2;
    return isHotline && service.country === home ? 3 : null;
  };
  return services
    .map((listed) => ({ ...listed, phones: phonesOf(listed.service, now).filter((phone) => worksIn(phone, country)) }))
    .filter((listed) => listed.service.status === "active" && listed.phones.length > 0)
    .flatMap((listed) => {
      const place = rank(listed);
      return place === null ? [] : [{ listed, place }];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ listed }) => listed);
}

/** The services of organisations that are active at this size of the log. */
export function servicesListed(directory: Directory, size: number): readonly Omit<Ringable, "phones">[] {
  return directory.services().flatMap(({ capacity: _capacity, ...service }) => {
    const organisation = directory.organisation(service.organization_id);
    if (organisation === null || !directory.isActiveOrganisation(organisation.id, size)) return [];
    return [{ service, organisation }];
  });
}

/** Whom anybody in the country of this log can ring. */
export function publicPhones(directory: Directory, size: number, now: number): readonly Ringable[] {
  const { country } = directory.founding;
  return ringableFrom(country, country, servicesListed(directory, size), now);
}

/** Whom to ring at these organisations, in their order. */
export function ringableOf(
  organisations: readonly string[],
  services: readonly Omit<Ringable, "phones">[],
  now: number,
): readonly Ringable[] {
  return organisations.flatMap((id) =>
    services
      .filter(({ organisation }) => organisation.id === id)
      .map((listed) => ({ ...listed, phones: phonesOf(listed.service, now) }))
      .filter(({ phones }) => phones.length > 0),
  );
}

function worksIn({ onlyIn }: PhoneToRing, country: string): boolean {
  return onlyIn === null || onlyIn === country;
}

function isOldCheck(checked: string, now: number): boolean {
  const days = (now - Date.parse(`${checked}T00:00:00Z`)) / day;
  // The day itself has not ended when it was checked.
  return days >= phoneCheckDays + 1 || days < -aheadDays;
}
