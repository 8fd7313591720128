// The code that a misspelt cell most likely means: among those that are allowed, the one with the fewest letters to change. Pure.

/** Null when none is near: a wrong guess would mislead. */
export function nearestCode(written: string, codes: readonly string[]): string | null {
  const wanted = written
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  // Letters that one has more than the other must all be added. A cell may hold a whole book, which is near no code.
  const most = Math.max(...codes.map(mostChanges));
  const ranked = codes
    .filter((code) => Math.abs(code.length - wanted.length) <= most)
    .map((code) => ({ code, distance: distanceOf(wanted, code.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  if (first === undefined || first.distance > mostChanges(first.code)) return null;
  return second?.distance === first.distance ? null : first.code;
}

function mostChanges({ length }: string): number {
  return Math.max(1, Math.floor(length / 3));
}

/** Letters to add, remove or change (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
