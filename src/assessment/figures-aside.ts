// Figures of a period that no fact reads: in a unit of which there is no fact, for other days, of a part without its whole, or one of two of the
// same source for the same thing. Nothing that was entered vanishes: each stands aside of the facts that it would be looked for in.
import type { RecordRef } from "../record/statement.ts";
import type { FactDefinition, Period } from "./fact-value.ts";
import { daysOf, overlapOf } from "./period.ts";
import { daysOfFigure, readFigures } from "./read-figures.ts";
import type { IndexedRow, StatementIndex } from "./statement-index.ts";
import { textOf } from "./statement-index.ts";

/** By the key of a fact the figures of the period that are about its matter and that no fact reads; none for facts without such. */
export type FiguresAside = ReadonlyMap<string, readonly RecordRef[]>;

/** The figures that none of these definitions reads in the period, beside those that they are about (AS26). */
export function figuresAside(
  index: StatementIndex,
  period: Period,
  definitions: readonly FactDefinition[],
): FiguresAside {
  const days = daysOf(period);
  const read = new Set(
    definitions.flatMap((definition) =>
      readFigures(index, definition, days).statements.flatMap(({ records, parts }) => [
        ...records,
        ...parts.map(({ ref }) => ref),
      ]),
    ),
  );
  return new Map(
    definitions.flatMap((definition): readonly [string, readonly RecordRef[]][] => {
      const rows = index.figures.get(definition.figure ?? "") ?? [];
      const aside = rows.filter(
        (row) =>
          isAbout(row, definition) && !read.has(row.statement.ref) && overlapOf(daysOfFigure(row), days) !== "outside",
      );
      return aside.length === 0 ? [] : [[definition.key, aside.map(({ statement }) => statement.ref)]];
    }),
  );
}

/** A figure is about the fact that it gives, else about the one of its name; a fact of one part is looked for in numbers of that part alone. */
function isAbout(row: IndexedRow, { part }: FactDefinition): boolean {
  return part === undefined || textOf(row, "part") === part;
}
