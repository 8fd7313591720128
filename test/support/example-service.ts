// A service that is listed in the directory of an invented country.
import type { Service } from "../../src/core/service.ts";

export function exampleService(id: string, organization_id: string, part: Partial<Service> = {}): Service {
  return {
    id,
    organization_id,
    name: { en: "Chair and advice" },
    status: "active",
    types: ["shelter-emergency"],
    eligibility: [],
    languages: ["en"],
    service_area: ["XT"],
    location_type: "virtual",
    country: "XT",
    ...part,
  };
}
