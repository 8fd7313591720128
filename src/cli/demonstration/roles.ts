// The roles of the demonstration, one fixed port each, so that one browser can hold all of them: a browser keeps what it stores apart
// by port. The host and the public page have the first.

export const hostPort = 7400;

export interface DemonstrationRole {
  /** The organisation whose first device is played here. */
  readonly slug: string;
  readonly port: number;
  readonly says: string;
}

export const demonstrationRoles: readonly DemonstrationRole[] = [
  { slug: "border-panj", port: 7401, says: "officer at a border post" },
  { slug: "shelter-north", port: 7402, says: "case worker of a shelter" },
  { slug: "legal-quince", port: 7403, says: "case worker of a legal aid organisation" },
  { slug: "consulate-dubai", port: 7404, says: "officer in a consulate abroad" },
  { slug: "ngo-lantern", port: 7405, says: "case worker of an organisation abroad" },
];

export const witnessPorts = [7411, 7412] as const;
