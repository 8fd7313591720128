// Moments as the command line prints them: UTC to the second.

/** Milliseconds since 1970 as 2026-01-31T14:05:00Z. */
export function shownMoment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
