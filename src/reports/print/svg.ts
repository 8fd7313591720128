// Draws plots as inline SVG: bars in groups, each with its name and its number. What differs does so by pattern and place besides colour, so that print in grey and eyes
// that do not distinguish colours lose nothing; nothing has to be looked up in a legend. Names and numbers stand before the bars: on a phone, where a plot is wider than the
// screen, they are seen first.
import { type Element, elementOf } from "./elements.ts";
import type { Plot } from "./plots.ts";

/** Of the digits and words beside bars, with the space between two of them. */
const letterWidth = 9;
const [barHeight, barStep, labelHeight, gap] = [16, 19, 22, 14];

/** The plot as an SVG element with title and description. Ids inside begin with the plot's own id. */
export function plotSvg(plot: Plot): Element {
  const { columns, rows, isSmall } = plot;
  const width = isSmall === true ? 340 : 720;
  const marks = rows.flatMap((row) => row.marks);
  const shortEnd = letterWidth * longest(columns.map(({ short }) => short));
  const start = shortEnd + letterWidth * (longest(marks.map(({ text }) => text)) + 2);
  const scale = Math.max(width - start - 4, 40) / Math.max(1, ...marks.map(({ value }) => value ?? 0));
  let y = 0;
  const body = rows.flatMap(({ label, marks }) => {
    const name = text(0, y + labelHeight - 6, label, "plot-label");
    y += labelHeight;
    const top = y;
    // Years without a number before the first one that has any are in the table alone.
    const shown = marks.slice(0, Math.max(2, marks.findLastIndex(({ value }) => value !== null) + 1));
    const bars = shown.flatMap(({ value, text: words }, i) => {
      const barTop = y;
      y += barStep;
      const short = text(shortEnd, barTop + 12.5, columns[i]?.short ?? "", "plot-quiet", "end");
      const manner = value === null ? "plot-missing" : i === 0 ? "plot-value" : "plot-quiet";
      const number = text(start - 8, barTop + 12.5, words, manner, "end");
      if (value === null) return [short, number];
      const length = Math.max(value * scale, value > 0 ? 2 : 0);
      return [short, number, bar(plot, barTop, start, length, i === 0)];
    });
    const axis = line([start, top - 2], [start, y], "plot-axis");
    y += gap;
    return [name, ...bars, axis];
  });
  return frame(plot, width, y, body);
}

/** The newest is filled, what comes before it is hatched. */
function bar({ id }: Plot, y: number, x: number, length: number, isNewest: boolean): Element {
  if (isNewest) return elementOf("rect", { x, y, width: tidy(length), height: barHeight, class: "plot-now" });
  return elementOf("rect", {
    x: x + 0.5,
    y: y + 0.5,
    width: tidy(Math.max(length - 1, 1)),
    height: barHeight - 1,
    fill: `url(#${id}-hatch)`,
    class: "plot-before",
  });
}

function frame({ id, title, description }: Plot, width: number, height: number, body: readonly Element[]): Element {
  const hatch = {
    id: `${id}-hatch`,
    width: 5,
    height: 5,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  };
  return elementOf(
    "svg",
    {
      class: "plot",
      direction: "ltr",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
    },
    elementOf("title", { id: `${id}-title` }, title),
    elementOf("desc", { id: `${id}-desc` }, description),
    elementOf(
      "defs",
      {},
      elementOf(
        "pattern",
        hatch,
        elementOf("rect", { width: 5, height: 5, class: "plot-ground" }),
        line([0, 0], [0, 5], "plot-hatch"),
      ),
    ),
    ...body,
  );
}

function text(x: number, y: number, words: string, className: string, anchor?: "end"): Element {
  return elementOf("text", { x: tidy(x), y: tidy(y), class: className, "text-anchor": anchor }, words);
}

type Point = readonly [x: number, y: number];

function line([x1, y1]: Point, [x2, y2]: Point, className: string): Element {
  return elementOf("line", { x1, y1, x2, y2, class: className });
}

function longest(words: readonly string[]): number {
  return Math.max(0, ...words.map(({ length }) => length));
}

/** Two decimals are enough, and the same on every platform. */
function tidy(number: number): number {
  return Math.round(number * 100) / 100;
}
