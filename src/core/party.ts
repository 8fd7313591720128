// The parties of a national referral mechanism: which kinds of organisation there are and what each is.

/** Kinds of organisation, each with the party that it is. */
export const partyOfKind = {
  "border-post": "referrer",
  police: "referrer",
  "labour-inspection": "referrer",
  consulate: "referrer",
  shelter: "provider",
  "legal-aid": "provider",
  health: "provider",
  reintegration: "provider",
  hotline: "provider",
  "competent-authority": "authority",
  prosecutor: "justice",
  court: "justice",
  "investigation-unit": "justice",
  secretariat: "coordinator",
  ombudsman: "rapporteur",
  "statistics-office": "rapporteur",
  "training-institute": "educator",
} as const;

export type OrganisationKind = keyof typeof partyOfKind;
export type Party = (typeof partyOfKind)[OrganisationKind];

export const organisationKinds = Object.keys(partyOfKind) as readonly OrganisationKind[];

/** True for parties whose devices only write: they can open nothing that they sent (SL7). */
export function isWriteOnly(kind: OrganisationKind): boolean {
  return partyOfKind[kind] === "referrer";
}

/** True for parties that may read entries of cases. The others read receipts, flow cards or statistics only. */
export function mayReadCases(party: Party): boolean {
  return party === "provider" || party === "authority" || party === "justice";
}
