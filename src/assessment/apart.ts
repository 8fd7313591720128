// Which of many claims lie apart from another one. Each is held against the furthest two of all and never against each: one device may enter tens of
// thousands of rows about one year, and nobody's report waits for them.

/** What somebody says that something is: this at least, and this at most; null where they name no such end. Strings are in the order of their code units. */
export interface Claim<T extends number | string> {
  readonly by: string;
  readonly least: T | null;
  readonly most: T | null;
}

/** Those that have nothing in common with what another one says. */
export function apart<C, T extends number | string>(
  things: readonly C[],
  claimOf: (thing: C) => Claim<T>,
): readonly C[] {
  const claims = things.map((thing) => ({ thing, ...claimOf(thing) }));
  const highest = furthest(claims.map(({ by, least }) => [by, least] as const));
  const lowest = furthest(
    claims.map(({ by, most }) => [by, most] as const),
    -1,
  );
  return claims
    .filter(({ by, least, most }) => {
      const [above, below] = [highest(by), lowest(by)];
      return (most !== null && above !== null && above > most) || (least !== null && below !== null && below < least);
    })
    .map(({ thing }) => thing);
}

/** By who speaks the highest end of what others say, or with -1 the lowest. */
function furthest<T extends number | string>(
  ends: readonly (readonly [by: string, end: T | null])[],
  way: 1 | -1 = 1,
): (by: string) => T | null {
  const sorted = ends
    .flatMap(([by, end]) => (end === null ? [] : [{ by, end }]))
    .sort((a, b) => (a.end === b.end ? 0 : a.end > b.end ? -way : way));
  const [first] = sorted;
  const another = sorted.find(({ by }) => by !== first?.by);
  return (by) => (first?.by === by ? another : first)?.end ?? null;
}
