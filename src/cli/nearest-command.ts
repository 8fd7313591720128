// Which command somebody meant who wrote one that there is not: the one that differs least, by letters that are missing, added, changed or swapped.

/** The nearest of these names; null when none is near. */
export function nearestCommand(args: readonly string[], names: readonly string[]): string | null {
  let nearest: { readonly name: string; readonly far: number } | null = null;
  for (const name of names) {
    const words = args.slice(0, name.split(" ").length).join(" ").toLowerCase();
    // A word so long that counting would take long is no slip.
    if (words.length > 40) continue;
    const far = distance(words, name);
    if (far <= Math.max(1, Math.floor(name.length / 3)) && (nearest === null || far < nearest.far))
      nearest = { name, far };
  }
  return nearest?.name ?? null;
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word the other. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, i) => i)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const change = at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, change, swap));
    }
  }
  return at(one.length, other.length);
}
