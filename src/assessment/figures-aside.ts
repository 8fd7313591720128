// Figures of a period that no fact reads: in a unit of which there is no fact, for other days, of a part without its whole, or one of two of the
// same source for the same thing. Nothing that was entered vanishes: each stands aside of the facts that it would be looked for in.
import { overlapOf } from "../core/registers/partial-date.ts";
import type { FactDefinition, FactValue, Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { daysOfFigure } from "./read-figures.ts";
import { type StatementIndex, textOf } from "./statement-index.ts";

/** The values of the period, each with the figures of the period about its matter that none of them reads (AS26). */
export function withAside(
  index: StatementIndex,
  period: Period,
  definitions: readonly FactDefinition[],
  values: readonly FactValue[],
): readonly FactValue[] {
  const days = daysOf(period);
  const read = new Set(
    values.flatMap(({ statements, otherPeriods = [] }) =>
      [...statements, ...otherPeriods].flatMap(({ records, parts }) => [...records, ...parts.map(({ ref }) => ref)]),
    ),
  );
  return values.map((value, i) => {
    const { figure = "", part } = definitions[i] ?? {};
    // A figure is about the fact that it gives, else about the one of its name; a fact of one part is looked for in numbers of that part alone.
    const aside = (index.figures.get(figure) ?? []).filter(
      (row) =>
        (part === undefined || textOf(row, "part") === part) &&
        !read.has(row.statement.ref) &&
        overlapOf(daysOfFigure(row), days) !== "outside",
    );
    return aside.length === 0 ? value : { ...value, aside: aside.map(({ statement }) => statement.ref) };
  });
}
