// Tables of released numbers with their plots, whatever is counted (YC13, TA11): releases beside each other, the newest first. Words come in; here it is decided what is drawn.
import type { Words } from "../words/words.ts";
import type { Mark, Plot } from "./print/plots.ts";

/** A release, or one office's of a year. */
export interface Column {
  readonly title: string;
  /** The same at a plot. */
  readonly short: string;
  readonly year: number;
  /** Of joined years (YC11): it is in no table of single years, and no bar stands beside theirs. */
  readonly isApart: boolean;
  /** False beside another one of the same year, or of years of another kind: the table alone has it. */
  readonly isDrawn: boolean;
}

/** A number as a mark of a plot, and as a table says it. */
export interface Said extends Mark {
  readonly full: string;
}

export interface RowOfYears {
  readonly name: string;
  /** What is drawn on one axis as bars has one name here; of what is none, null. */
  readonly axis: string | null;
  /** By column; null where the release does not say it. */
  readonly said: readonly (Said | null)[];
}

export interface TableOfYears {
  readonly of: string;
  readonly title: string;
  /** The columns. */
  readonly years: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly plots: readonly Plot[];
}

interface TablePart {
  readonly of: string;
  readonly title: string;
  /** Each year has a column, also one that says nothing of it: else a column that would be empty is none, since a split of few persons is not said. */
  readonly hasAllYears: boolean;
  readonly rows: readonly RowOfYears[];
}

/** A column of this table, and its place among all. */
type Shown = Column & { readonly at: number };

/** None where there is no row. */
export function tableOf(part: TablePart, columns: readonly Column[], words: Words): readonly TableOfYears[] {
  const { of, title, rows, hasAllYears } = part;
  if (rows.length === 0) return [];
  const isIn = (at: number) =>
    hasAllYears ? columns[at]?.isApart === false : rows.some(({ said }) => said[at] !== null);
  const shown = columns.map((column, at): Shown => ({ ...column, at })).filter(({ at }) => isIn(at));
  const none = words.message("released.none");
  const saidIn = ({ said }: RowOfYears, years: readonly Shown[]): readonly Said[] =>
    years.map(({ at }) => said[at] ?? { value: null, text: none, full: none });
  return [
    {
      of,
      title,
      years: shown.map((column) => column.title),
      rows: rows.map((row) => ({ name: row.name, cells: saidIn(row, shown).map(({ full }) => full) })),
      plots: barsOf(part, drawnYears(shown, hasAllYears), saidIn, words),
    },
  ];
}

/** So many of the newest years are drawn; the table has all. */
const yearsDrawn = { ofFacts: 5, ofParts: 2 };

/** Joined years, which may be more than others, stand alone. */
function drawnYears(shown: readonly Shown[], hasAllYears: boolean): readonly Shown[] {
  const drawn = shown.filter(({ isDrawn }) => isDrawn).slice(0, yearsDrawn[hasAllYears ? "ofFacts" : "ofParts"]);
  const firstApart = drawn.findIndex(({ isApart }) => isApart);
  return firstApart < 0 ? drawn : drawn.slice(0, Math.max(firstApart, 1));
}

/** On each axis each year below the one after it. What has no number in any is not drawn: the table says it. */
function barsOf(
  { of, title, rows }: TablePart,
  columns: readonly Shown[],
  saidIn: (row: RowOfYears, years: readonly Shown[]) => readonly Said[],
  words: Words,
): readonly Plot[] {
  const axes = [...new Set(rows.flatMap(({ axis }) => axis ?? []))];
  return axes.flatMap((axis, n): readonly Plot[] => {
    const drawn = rows
      .filter((row) => row.axis === axis)
      .map((row) => ({ label: row.name, marks: saidIn(row, columns) }))
      .filter(({ marks }) => marks.some(({ value }) => value !== null));
    if (drawn.length === 0) return [];
    return [
      {
        ...{ id: `released-${of}-of-${axis}`, title: n === 0 ? title : `${title} (${n + 1})` },
        ...{ description: words.message("released.plot"), labelTitle: words.message("released.what") },
        columns: columns.map(({ short }) => ({ title: short, short })),
        rows: drawn,
      },
    ];
  });
}
