// Which of many claims lie apart from another one. Each is held against the furthest two of all and never against each: one device may enter tens of
// thousands of rows about one year, and nobody's report waits for them.

/** What somebody says that something is: this at least, and this at most. Strings are in the order of their code units. */
export interface Claim<T extends number | string> {
  readonly by: string;
  readonly least: T;
  readonly most: T;
}

/** Those that have nothing in common with what another one says. */
export function claimsApart<C, T extends number | string>(
  things: readonly C[],
  claimOf: (thing: C) => Claim<T>,
): readonly C[] {
  const claims = things.map((thing) => ({ thing, ...claimOf(thing) }));
  const highest = furthest(claims, ({ least: a }, { least: b }) => a > b);
  const lowest = furthest(claims, ({ most: a }, { most: b }) => a < b);
  return claims.flatMap(({ thing, by, least, most }) => {
    const [above, below] = [highest(by), lowest(by)];
    const isApart = (above !== undefined && above.least > most) || (below !== undefined && below.most < least);
    return isApart ? [thing] : [];
  });
}

/** By who speaks the furthest claim of somebody else. */
function furthest<T extends number | string>(
  claims: readonly Claim<T>[],
  isFurther: (a: Claim<T>, b: Claim<T>) => boolean,
): (by: string) => Claim<T> | undefined {
  const furthestOf = (some: readonly Claim<T>[]) =>
    some.reduce<Claim<T> | undefined>(
      (first, one) => (first === undefined || isFurther(one, first) ? one : first),
      undefined,
    );
  const first = furthestOf(claims);
  const another = furthestOf(claims.filter(({ by }) => by !== first?.by));
  return (by) => (first?.by === by ? another : first);
}
