// Bodies whose officials may be suspects, and who in the directory belongs to one (R26): rows of the record and sheets of a case about such an official are
// kept from that body.
import type { Directory } from "./directory.ts";
import type { Answers, Form } from "./form/form.ts";
import type { OrganisationKind } from "./party.ts";
import { officialBodies } from "./registers/official-bodies.ts";

export type OfficialBody = (typeof officialBodies)[number];

/** Which kinds of organisation belong to a body. Those of a body without any are not in the directory. */
export const kindsOfBody: { readonly [B in OfficialBody]: readonly OrganisationKind[] } = {
  // Whoever investigates is of the police here, whatever ministry they are in: their colleagues' cases are not theirs to read.
  police: ["police", "investigation-unit"],
  "border-guard": ["border-post"],
  "labour-inspection": ["labour-inspection"],
  consulate: ["consulate"],
  prosecutor: ["prosecutor"],
  court: ["court"],
  security: [],
  municipal: [],
  other: [],
};

/**
 * True for an organisation of one of these bodies. The competent authority may be of the police where the founding opens nothing to it, and is then taken for
 * the police (FM8a).
 */
export function isOfBody(directory: Directory, organisation: string, bodies: readonly OfficialBody[]): boolean {
  const found = directory.organisation(organisation);
  if (found === null) return false;
  const mayBePolice = found.party === "authority" && (directory.founding.openedToAuthority ?? []).length === 0;
  return bodies.some((body) => kindsOfBody[body].includes(found.kind) || (body === "police" && mayBePolice));
}

/** The bodies that answers of a form name, in a field of the role `official`. */
export function bodiesIn(form: Form, set: Answers["set"]): readonly OfficialBody[] {
  const named = form.fields.filter(({ role, key }) => role === "official" && Object.hasOwn(set, key));
  return officialBodies.filter((body) => named.some(({ key }) => set[key] === body));
}
