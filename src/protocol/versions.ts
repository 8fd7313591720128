// Which versions of the protocol a program speaks, and what a client makes of those that a host states (LG11). A version changes when a side of before would
// misread the other; what only adds changes none.

/** The versions that this program speaks. */
export const protocolVersions: readonly number[] = [1];

/** The header by which every answer of a host and a mirror states its versions. */
export const versionsHeader = "panoh-protocol";

/** Who must get a newer program before the two understand each other. */
export const versionGaps = ["host-older", "program-older"] as const;
export type VersionGap = (typeof versionGaps)[number];

export function encodeVersions(versions: readonly number[]): string {
  return versions.join(", ");
}

/**
 * Null when a program that speaks `own` may go on with whoever states this; an answer that states nothing (a file server, a program of before) speaks the
 * first version, and so does one that states what is no list of versions.
 */
export function versionGap(stated: string | null, own: readonly number[] = protocolVersions): VersionGap | null {
  const isList = stated !== null && /^[1-9]\d{0,3}(, ?[1-9]\d{0,3}){0,15}$/.test(stated);
  const theirs = isList ? stated.split(",").map(Number) : [1];
  if (theirs.some((version) => own.includes(version))) return null;
  return Math.max(...theirs) < Math.max(...own) ? "host-older" : "program-older";
}
