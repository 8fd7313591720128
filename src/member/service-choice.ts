// The services that fit what a person wants, as an officer chooses among them. For somebody in the country its own services come before
// those abroad. Then by points: an emergency bed near by weighs most, then kinds of help, a free place as far as its figure can still be
// believed, language and nearness.
import type { Directory, OrganisationRecord } from "../core/directory.ts";
import { hopeOfPlace } from "../core/free-places.ts";
import { hasWaited } from "../core/waits.ts";
import type { ServiceChoice } from "./views.ts";

const newHours = 30 * 24;

export interface Wish {
  /** Kinds of help that are wanted; empty asks for everything. */
  readonly wants: readonly string[];
  readonly treatAsChild: boolean;
  readonly language?: string;
  /** Region or country where help is looked for. */
  readonly place?: string;
}

/**
 * The services of active providers that can be sealed to now, best first. `now` is the log size as seen, `clock` the device's time in
 * milliseconds since 1970, by which figures of free places grow old.
 */
export function chooseServices(directory: Directory, wish: Wish, now: number, clock: number): readonly ServiceChoice[] {
  const choices: (ServiceChoice & { readonly score: number })[] = [];
  const { country } = directory.founding;
  const isAtHome = wish.place === undefined || wish.place.startsWith(country);
  for (const service of directory.services()) {
    const organisation = directory.organisation(service.organization_id);
    if (organisation === null || organisation.party !== "provider" || service.status !== "active") continue;
    if (directory.epochForSending(organisation.id, now) === null) continue;
    if (wish.treatAsChild && service.minimum_age !== undefined && service.minimum_age >= 18) continue;
    if (!wish.treatAsChild && service.maximum_age !== undefined && service.maximum_age < 18) continue;
    const fits = service.types.filter((type) => wish.wants.includes(type));
    if (wish.wants.length > 0 && fits.length === 0) continue;
    const speaks = wish.language !== undefined && service.languages.includes(wish.language);
    const near = service.service_area.some((area) => wish.place?.startsWith(area) === true);
    const hope = hopeOfPlace(service.capacity, clock);
    // Tonight's bed: worth more than two other kinds of help, as far as it can be hoped for.
    const bed = near && fits.includes("shelter-emergency") ? 8 * hope : 0;
    const isAbroad = isAtHome && service.country !== country;
    choices.push({
      service,
      organisation,
      fits,
      isNew: isNewIn(directory, organisation, now),
      oneDevice: directory.activeReaders(organisation.id, now) < 2,
      score: bed + 4 * fits.length + 3 * hope + (speaks ? 2 : 0) + (near ? 2 : 0) - (isAbroad ? 1000 : 0),
    });
  }
  return choices.sort((a, b) => b.score - a.score).map(({ score: _score, ...choice }) => choice);
}

/** True for an organisation that was admitted within the last 30 days of the log's time (DR2). */
export function isNewIn(directory: Directory, organisation: OrganisationRecord, now: number): boolean {
  return !organisation.founding && !hasWaited(directory.times, organisation.admitted, newHours, now);
}
