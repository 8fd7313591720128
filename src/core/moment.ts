// Moments as entries, notes and commands write them: UTC to the second, as 2026-01-31T14:05:00Z; and their days.

export function momentOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The day of a moment in UTC: 2026-01-31. */
export function dayAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, "2026-01-31".length);
}

/** The day of a moment as it is written. */
export function dayIn(moment: string): string {
  return moment.slice(0, "2026-01-31".length);
}
