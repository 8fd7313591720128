// The services that fit what a person wants, as an officer chooses among them. A service that says that it is for others comes last. Before that, a
// service where the person is comes first; then points decide: an emergency bed near by weighs most, then kinds of help, a free place as far as its
// figure can still be believed, language, nearness, and that a service says it is for people like this one.
import type { Directory, OrganisationRecord } from "../../core/directory.ts";
import { type ForWhom, standingOf, takesAge } from "../../core/eligibility.ts";
import { hopeOfPlace } from "../../core/free-places.ts";
import { countryOf, isWithin } from "../../core/place.ts";
import { goesHome } from "../../core/referral-draft.ts";
import { hasWaited } from "../../core/waits.ts";
import type { ServiceChoice } from "../views.ts";

const newHours = 30 * 24;

export interface Wish extends ForWhom {
  /** Kinds of help that are wanted; empty asks for everything. */
  readonly wants: readonly string[];
  readonly language?: string;
  /** Region or country where the person is; that of the log when it is missing. */
  readonly place?: string;
}

/**
 * The services of active providers that can be sealed to now, best first. `now` is the log size as seen, `clock` the device's time in
 * milliseconds since 1970, by which figures of free places grow old.
 */
export function chooseServices(directory: Directory, wish: Wish, now: number, clock: number): readonly ServiceChoice[] {
  const choices: (ServiceChoice & { readonly score: number })[] = [];
  const home = directory.founding.country;
  const place = wish.place ?? home;
  const isGoingHome = goesHome({ wants: wish.wants, place }, home);
  for (const service of directory.services()) {
    const organisation = directory.organisation(service.organization_id);
    if (organisation === null || organisation.party !== "provider" || service.status !== "active") continue;
    if (directory.epochForSending(organisation.id, now) === null) continue;
    if (!takesAge(service, wish)) continue;
    const fits = service.types.filter((type) => wish.wants.includes(type));
    const near = service.service_area.some((area) => isWithin(place, area));
    const isThere = near || service.country === countryOf(place);
    const isHome = isGoingHome && !isThere && service.country === home;
    // Whoever comes home needs somebody there, whatever help is wanted before the journey.
    if (wish.wants.length > 0 && fits.length === 0 && !isHome) continue;
    const speaks = wish.language !== undefined && service.languages.includes(wish.language);
    const hope = hopeOfPlace(service.capacity, clock);
    // Tonight's bed: worth more than two other kinds of help, as far as it can be hoped for.
    const bed = near && fits.includes("shelter-emergency") ? 8 * hope : 0;
    const standing = standingOf(service, wish);
    choices.push({
      service,
      organisation,
      isThere,
      isHome,
      isForOthers: standing === "others",
      isNew: isNewIn(directory, organisation, now),
      oneDevice: directory.activeReaders(organisation.id, now) < 2,
      score: bed + 4 * fits.length + 3 * hope + (speaks ? 2 : 0) + (near ? 2 : 0) + (standing === "for" ? 2 : 0),
    });
  }
  return choices.sort(compare).map(({ score: _score, ...choice }) => choice);
}

type Scored = ServiceChoice & { readonly score: number };

function compare(a: Scored, b: Scored): number {
  return Number(a.isForOthers) - Number(b.isForOthers) || Number(b.isThere) - Number(a.isThere) || b.score - a.score;
}

/** True for an organisation that was admitted within the last 30 days of the log's time (DR2). */
export function isNewIn(directory: Directory, organisation: OrganisationRecord, now: number): boolean {
  return !organisation.founding && !hasWaited(directory.times, organisation.admitted, newHours, now);
}
