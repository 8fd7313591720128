// A service of the directory in the words of Open Referral HSDS 3.1, for whoever exchanges services with others (DR5). The signed note keeps all
// languages together and fewer fields (docs/decisions/service-notes-keep-languages.md); the table in docs/spec/directory.md says what becomes what.
// Nothing is made up: what the directory does not know is left out.

import type { Organisation } from "./directory-note.ts";
import { presentFields } from "./present-fields.ts";
import type { Capacity, Service } from "./service.ts";

export interface ListedService {
  readonly service: Service;
  readonly organisation: Organisation;
  /** The newest figure of free places; null when there is none. */
  readonly capacity: (Capacity & { readonly updated: string }) | null;
}

/**
 * A service with its organisation nested, as `GET /services/{id}` of HSDS gives it. Names are in `language` where there are such, else in the first
 * one that there is. `idOf` makes a UUID of a text, always the same one of the same text: HSDS wants ids where the directory needs none.
 */
export function hsdsService(
  { service, organisation, capacity }: ListedService,
  language: string,
  idOf: (text: string) => string,
) {
  const { id } = service;
  const ownId = (part: string) => idOf(`${id} ${part}`);
  const term = (taxonomy: string, code: string) => ({
    id: ownId(`${taxonomy} ${code}`),
    link_id: id,
    link_entity: "service",
    link_type: taxonomy,
    taxonomy_term_id: idOf(`${taxonomy} ${code}`),
    taxonomy_term: {
      id: idOf(`${taxonomy} ${code}`),
      code,
      name: code.replaceAll("-", " "),
      description: `The code ${code} of ${taxonomy} in a directory of Panoh`,
      taxonomy,
    },
  });
  const locationId = ownId("location");
  return {
    id,
    organization_id: organisation.id,
    ...namesIn(service.name, language),
    ...presentFields({ description: service.description && nameIn(service.description, language) }),
    status: service.status,
    ...presentFields({
      eligibility_description: service.eligibility.join(", ") || undefined,
      minimum_age: service.minimum_age,
      maximum_age: service.maximum_age,
    }),
    phones: (service.phones ?? []).map(({ number, last_checked, last_check }) => ({
      id: ownId(`phone ${number}`),
      service_id: id,
      number,
      description: `Last checked ${last_checked}: ${last_check}`,
    })),
    schedules: [
      ...(service.schedules ?? []).map(({ byday, opens_at, closes_at }) => ({
        id: ownId(`schedule ${byday.join()} ${opens_at} ${closes_at}`),
        service_id: id,
        freq: "WEEKLY",
        byday: byday.join(),
        opens_at,
        closes_at,
      })),
      ...(service.schedules_line === undefined
        ? []
        : [{ id: ownId("schedule"), service_id: id, description: nameIn(service.schedules_line, language) }]),
    ],
    languages: service.languages.map((code) => ({ id: ownId(`language ${code}`), service_id: id, code })),
    service_areas: service.service_area.map((code) => ({ id: ownId(`area ${code}`), service_id: id, name: code })),
    service_at_locations: [
      {
        id: ownId("at location"),
        service_id: id,
        location_id: locationId,
        // A country and no address: a shelter has none here.
        location: {
          id: locationId,
          location_type: service.location_type,
          external_identifier: service.country,
          external_identifier_type: "ISO 3166-1 alpha-2",
        },
      },
    ],
    capacities: capacity === null ? [] : [hsdsCapacity(capacity, ownId, idOf)],
    attributes: [
      ...service.types.map((code) => term("service types", code)),
      ...service.eligibility.map((code) => term("eligibility terms", code)),
    ],
    organization: {
      id: organisation.id,
      ...namesIn(organisation.name, language),
      // HSDS wants a description; the directory knows the kind and the country.
      description: `${organisation.kind}, ${organisation.country}`,
    },
  };
}

function hsdsCapacity(
  { service_id, unit, available, maximum, updated, answer_hours }: Capacity & { readonly updated: string },
  ownId: (part: string) => string,
  idOf: (text: string) => string,
) {
  return {
    id: ownId("capacity"),
    service_id,
    unit_id: idOf(`unit ${unit}`),
    unit: { id: idOf(`unit ${unit}`), name: unit },
    available,
    maximum,
    ...presentFields({
      description:
        answer_hours === undefined ? undefined : `Answers referrals in ${answer_hours} h, the median of 90 days`,
    }),
    updated,
  };
}

type Names = Readonly<Record<string, string>>;

/** HSDS has one name, and one more: the other languages share it. */
function namesIn(names: Names, language: string): { readonly name: string; readonly alternate_name?: string } {
  const name = nameIn(names, language);
  const others = [...new Set(Object.values(names))].filter((other) => other !== name);
  return { name, ...presentFields({ alternate_name: others.join(" / ") || undefined }) };
}

function nameIn(names: Names, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? "";
}
