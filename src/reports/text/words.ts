// What the language files share: plural forms, dates as far as they are known, joined lists. No words here.

/** The parts of a date that is known to the year, the month or the day. */
export interface KnownDate {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number | null;
  readonly day: number | null;
}

export function knownDate(date: string): KnownDate {
  const [year = "", month, day] = date.split("-");
  return {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
}

/** Digits in groups of three from the right. Written out, since platforms differ in what they know of a language. */
export function grouped(number: number, separator: string): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

/** "a, b and c" with the language's own last joint. */
export function joined(items: readonly string[], last: string): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")}${last}${items.at(-1)}`;
}

/** Years and months of a span of months; a whole number of years has no months. */
export function yearsAndMonths(months: number): readonly [years: number, months: number] {
  return [Math.floor(months / 12), months % 12];
}

/** The first letter as a capital. */
export function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
