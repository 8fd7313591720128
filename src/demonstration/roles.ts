// The roles of the demonstration, one fixed port each, so that one browser can hold all of them: a browser keeps what it stores apart
// by port. The host, the page with all roles and the public pages have the first port; the others count from it. What each role is, in every
// language, stands in the roles.json of src/words.

export const defaultFirstPort = 7400;

/** Where everything lies. */
export interface DemonstrationPlace {
  readonly dir: string;
  readonly firstPort: number;
}

interface DemonstrationRole {
  /** The organisation whose first device is played here. */
  readonly slug: string;
  /** Counted from the first port. */
  readonly offset: number;
}

export const demonstrationRoles: readonly DemonstrationRole[] = [
  { slug: "border-panj", offset: 1 },
  { slug: "shelter-north", offset: 2 },
  { slug: "legal-aid", offset: 3 },
  { slug: "consulate-dubai", offset: 4 },
  { slug: "aid-gulf", offset: 5 },
  { slug: "secretariat", offset: 6 },
  { slug: "prosecutor", offset: 7 },
  { slug: "ombudsman", offset: 8 },
  { slug: "training-institute", offset: 9 },
  { slug: "competent-authority", offset: 10 },
  { slug: "clinic-south", offset: 13 },
  { slug: "reintegration-north", offset: 14 },
];

/** The witnesses: their names in the policy, their files in the data folder, and their ports, counted from the first. */
export const witnesses = [
  { name: "witness-one.example", file: "witness-1", offset: 11 },
  { name: "witness-two.example", file: "witness-2", offset: 12 },
] as const;
