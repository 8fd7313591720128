// The organisations of the demonstration country (organisations.json): Tajikistan of 2004 as far as kinds of bodies and places go. Members, services and
// names are invented, and every name says so: an example. No text there but the English has been checked by a native speaker.
import type { Organisation } from "../core/directory-note.ts";
import type { Capacity, Service } from "../core/service.ts";
import organisations from "./organisations.json" with { type: "json" };

export interface DemonstrationOrganisation extends Omit<Organisation, "id" | "name"> {
  /** A short name for files and commands. */
  readonly slug: string;
  readonly name: Readonly<Record<"en" | "ru" | "tg" | "uz" | "fa", string>>;
  readonly services?: readonly DemonstrationService[];
}

interface DemonstrationService
  extends Pick<Service, "name" | "types" | "eligibility" | "languages" | "service_area" | "minimum_age"> {
  readonly capacity: Omit<Capacity, "service_id">;
}

export const demonstrationOrganisations = organisations as readonly DemonstrationOrganisation[];
