// The bodies that an official may be of: the record hides rows from them, and forms of a case ask for them.

/** Bodies whose officials may be suspects: records about them are hidden from that body (R26). */
export const officialBodies = [
  "police",
  "border-guard",
  "labour-inspection",
  "consulate",
  "prosecutor",
  "court",
  "security",
  "municipal",
  "other",
] as const;
