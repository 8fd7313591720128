// Codes about a person that entries and forms share. Those marked HTCDS are from the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).

/** HTCDS prs_Gender. */
export const genders = [
  "Feminine",
  "Masculine",
  "TransgenderFeminine",
  "TransgenderMasculine",
  "NonConforming",
  "NonSpecifiedUnknown",
] as const;

/** Steps of status (FD6): a history, help starts at `presumed`. */
export const statuses = ["contact", "presumed", "formally-identified", "not-identified", "exited"] as const;
export type Status = (typeof statuses)[number];
