// What the language files share beside how a language writes (src/words). No words here.

/** Years and months of a span of months; a whole number of years has no months. */
export function yearsAndMonths(months: number): readonly [years: number, months: number] {
  return [Math.floor(months / 12), months % 12];
}

/** The first letter as a capital. */
export function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
