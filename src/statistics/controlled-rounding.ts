// Controlled rounding to five (Cox 1987): each number becomes the multiple of five below or above it, by secret chance and without bias, so that rows still add up to
// their total. A multiple stays as it is. Chance comes from outside.

/** Numbers are rounded to its multiples. */
export const base = 5;

/** A whole number from 0 to `below` - 1, each as likely as the others. */
export type Draw = (below: number) => number;

/** The cells of one line, rounded: each is less than five away from what it was, and so is their sum. */
export function roundLine(cells: readonly number[], draw: Draw): readonly number[] {
  const start = draw(base);
  let sum = start;
  let before = 0;
  return cells.map((cell) => {
    sum += cell;
    const now = Math.floor(sum / base);
    const shown = (now - before) * base;
    before = now;
    return shown;
  });
}
