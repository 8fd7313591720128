// The roles of the demonstration, one fixed port each, so that one browser can hold all of them: a browser keeps what it stores apart
// by port. The host and the public page have the first port; the others count from it.

export const defaultFirstPort = 7400;

/** Where everything lies. */
export interface DemonstrationPlace {
  readonly dir: string;
  readonly firstPort: number;
}

export interface DemonstrationRole {
  /** The organisation whose first device is played here. */
  readonly slug: string;
  /** Counted from the first port. */
  readonly offset: number;
  readonly says: string;
}

export const demonstrationRoles: readonly DemonstrationRole[] = [
  { slug: "border-panj", offset: 1, says: "officer at a border post" },
  { slug: "shelter-north", offset: 2, says: "case worker of a shelter" },
  { slug: "legal-aid", offset: 3, says: "case worker of a legal aid organisation" },
  { slug: "consulate-dubai", offset: 4, says: "officer in a consulate abroad" },
  { slug: "aid-gulf", offset: 5, says: "case worker of an organisation abroad" },
  { slug: "secretariat", offset: 6, says: "keeper of the country's open record" },
  { slug: "prosecutor", offset: 7, says: "liaison who enters proceedings" },
  { slug: "ombudsman", offset: 8, says: "rapporteur who makes the yearly report" },
  { slug: "training-institute", offset: 9, says: "institute that trains, and counts the short lessons" },
];

/** The witnesses' ports, counted from the first. */
export const witnessOffsets: readonly number[] = [11, 12];
