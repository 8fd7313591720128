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

/**
 * The cells of a table of rows and columns, rounded so that each cell, each sum of a row or column and the sum of all is less than five away from what it was. `rows` has
 * at least one row, all of one length.
 */
export function roundTable(rows: readonly (readonly number[])[], draw: Draw): readonly (readonly number[])[] {
  // What is over the multiple below, with a slack row and column that make each line a multiple: every line of a rounded table is then one.
  const over = rows.map((row) => row.map((cell) => cell % base));
  const whole = withSlack(over);
  for (let cycle = findCycle(whole); cycle !== null; cycle = findCycle(whole)) turn(whole, cycle, draw);
  return rows.map((row, i) => row.map((cell, j) => cell - (cell % base) + (whole[i]?.[j] ?? 0)));
}

/** The table with one more column and row, so that each line is a multiple of five. */
function withSlack(over: readonly (readonly number[])[]): number[][] {
  const sum = (cells: readonly number[]) => cells.reduce((all, cell) => all + cell, 0);
  const slack = (cells: readonly number[]) => (base - (sum(cells) % base)) % base;
  const rows = over.map((row) => [...row, slack(row)]);
  const columns = rows[0]?.map((_, j) => slack(rows.map((row) => row[j] ?? 0))) ?? [];
  return [...rows, columns];
}

type Cell = readonly [row: number, column: number];

/** A cycle of cells that are neither none nor whole, alternately along a row and a column; null where none is left. In such a table each line with one has two. */
function findCycle(table: readonly (readonly number[])[]): readonly Cell[] | null {
  const isOpen = ([i, j]: Cell) => {
    const cell = table[i]?.[j] ?? 0;
    return cell > 0 && cell < base;
  };
  const cells = table.flatMap((row, i) => row.map((_, j): Cell => [i, j])).filter(isOpen);
  const path: Cell[] = [];
  // Lines as they are come to: the first one that comes back closes a cycle in which no cell is twice.
  const lines: string[] = [];
  let isAlongRow = true;
  let line = cells[0]?.[0];
  while (line !== undefined) {
    const name = `${isAlongRow ? "row" : "column"} ${line}`;
    const before = lines.indexOf(name);
    if (before >= 0) return path.slice(before);
    lines.push(name);
    const last = path.at(-1);
    const here = line;
    const next = cells.find((cell) => cell !== last && cell[isAlongRow ? 0 : 1] === here);
    if (next === undefined) return null;
    path.push(next);
    line = next[isAlongRow ? 1 : 0];
    isAlongRow = !isAlongRow;
  }
  return null;
}

/** Moves the cells of a cycle up and down by turns until one of them is none or whole: which way, by chance that keeps each cell's expectation. */
function turn(table: number[][], cycle: readonly Cell[], draw: Draw): void {
  const cellAt = ([i, j]: Cell) => table[i]?.[j] ?? 0;
  const [up, down] = [cycle.filter((_, at) => at % 2 === 0), cycle.filter((_, at) => at % 2 === 1)];
  const room = (raised: readonly Cell[], lowered: readonly Cell[]) =>
    Math.min(...raised.map((cell) => base - cellAt(cell)), ...lowered.map(cellAt));
  const [rise, fall] = [room(up, down), room(down, up)];
  // The way with less room is the likelier one.
  const by = draw(rise + fall) < fall ? rise : -fall;
  for (const [at, [i, j]] of cycle.entries()) {
    const row = table[i];
    if (row !== undefined) row[j] = (row[j] ?? 0) + (at % 2 === 0 ? by : -by);
  }
}
