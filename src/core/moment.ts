// A moment as entries, notes and commands write it: UTC to the second, as 2026-01-31T14:05:00Z.

export function momentOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
