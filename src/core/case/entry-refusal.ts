// Why an entry of a case does not count (FD5). The engine gives the same reasons, as its own, where it does not write what the fold would refuse.

export const entryRefusals = [
  "author-unknown",
  "author-inactive",
  "author-may-not",
  "author-not-in-case",
  "not-a-case",
  "readers-not-allowed",
  "no-consent",
  "consent-withdrawn",
  "consent-expired",
  "no-such-referral",
  "wrong-state",
  "already-accepted",
  "already-given",
  "too-early",
  "nothing-to-adopt",
  "grant-not-whole",
  "not-in-contact",
  "not-in-form",
  "not-your-sheet",
  "form-stopped",
  "form-not-in-force",
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];

export function isEntryRefusal(code: string): code is EntryRefusal {
  return (entryRefusals as readonly string[]).includes(code);
}
