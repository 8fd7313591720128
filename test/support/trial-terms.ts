// The terms of an invented country on trial: no wait, and no witness unless the policy names one.
import type { FoundingTerms } from "../../src/operate/new-country.ts";

export const trialTerms = {
  name: "refuge.example.tj",
  country: "XT",
  title: { en: "Example Republic" },
  languages: ["en"],
  // Costs less than the hybrid, which real countries have: a test that is about sealing, keys or sizes names that.
  suite: "x25519",
  trial: true,
  demonstration: false,
  policy: "quorum none\n",
  waits: { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 },
  retentionDays: 3650,
  seats: 3,
  threshold: 2,
} as const satisfies FoundingTerms;
