// Draws plots as inline SVG. What differs does so by shape, pattern or place besides colour, so that print in grey and eyes that do not
// distinguish colours lose nothing. Every mark carries its number, over the years as far as there is room; nothing has to be looked up in a legend.
import type { BarsPlot, Mark, Plot, SeriesPlot } from "../plots.ts";
import { type Element, elementOf } from "./elements.ts";

const width = 720;
/** Of the digits and words beside marks, with the space between two numbers. */
const letterWidth = 9;

/** Where the name of a fact leads; null where it leads nowhere. */
type Href = (fact: string) => string | null;

const nowhere: Href = () => null;

/**
 * The plot as an SVG element with title and description. Ids inside begin with the plot's own id. Names of facts lead to their definitions,
 * for a pointer: the keyboard and a reader of the screen have the table beside it.
 */
export function plotSvg(plot: Plot, href: Href = nowhere): Element {
  switch (plot.kind) {
    case "bars":
      return bars(plot, href);
    case "series":
      return series(plot, href);
  }
}

function frame(
  { id, title, description }: Plot,
  height: number,
  body: readonly Element[],
  href = nowhere,
  wide = width,
): Element {
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
      viewBox: `0 0 ${wide} ${height}`,
      // What holds links is no picture, in which nobody would look for them.
      role: href === nowhere ? "img" : "group",
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

type Point = readonly [x: number, y: number];

function text([x, y]: Point, words: string, className: string, anchor: "start" | "middle" | "end" = "start"): Element {
  const anchored = anchor === "start" ? undefined : anchor;
  return elementOf("text", { x: tidy(x), y: tidy(y), class: className, "text-anchor": anchored }, words);
}

function line([x1, y1]: Point, [x2, y2]: Point, className: string): Element {
  return elementOf("line", { x1: tidy(x1), y1, x2: tidy(x2), y2, class: className });
}

function label(x: number, y: number, words: string, to: string | null): Element {
  const name = text([x, y], words, "plot-label");
  return to === null ? name : elementOf("a", { href: to, tabindex: -1 }, name);
}

function bars(plot: BarsPlot, href: Href): Element {
  const [labelHeight, height] = [20, 16];
  const step = plot.before === undefined ? 51 : 70;
  const start = Math.max(64, 14 + letterWidth * Math.max(plot.nowShort.length, plot.beforeShort?.length ?? 0));
  const longest = Math.max(1, ...plot.rows.flatMap(({ now, before }) => [now.value ?? 0, before?.value ?? 0]));
  const scale = (width - start - 110) / longest;
  const bar = (mark: Mark, y: number, short: string, isNow: boolean): readonly Element[] => {
    const name = text([start - 10, y + 12.5], short, "plot-quiet", "end");
    if (mark.value === null) return [name, text([start + 6, y + 12.5], mark.text, "plot-missing")];
    const length = Math.max(mark.value * scale, mark.value > 0 ? 2 : 0);
    const shape = isNow
      ? { x: start, y, width: tidy(length), height, class: "plot-now" }
      : {
          x: start + 0.5,
          y: y + 0.5,
          width: tidy(Math.max(length - 1, 1)),
          height: height - 1,
          fill: `url(#${plot.id}-hatch)`,
          class: "plot-before",
        };
    const value = text([start + length + 8, y + 12.5], mark.text, isNow ? "plot-value" : "plot-quiet");
    return [name, elementOf("rect", shape), value];
  };
  const groups = plot.rows.flatMap(({ label: name, fact, now, before }, place) => {
    const y = place * step + 14;
    return [
      label(start + 6, y, name, fact === undefined ? null : href(fact)),
      ...bar(now, y + labelHeight - 12, plot.nowShort, true),
      ...(before === undefined ? [] : bar(before, y + labelHeight - 12 + height + 3, plot.beforeShort ?? "", false)),
    ];
  });
  const whole = plot.rows.length * step;
  return frame(plot, whole, [...groups, line([start, 4], [start, whole - 8], "plot-axis")], href);
}

function series(plot: SeriesPlot, href: Href): Element {
  const [columns, panelHeight, gap] = [plot.columns ?? 3, 128, 24];
  const panelWidth = (width - gap * 2) / 3;
  const years = plot.panels.flatMap((panel) => panel.points.map(({ year }) => year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const yearTexts = new Map(plot.panels.flatMap((panel) => panel.points.map((point) => [point.year, point.yearText])));
  const panels = plot.panels.flatMap((panel, place) => {
    const left = (place % columns) * (panelWidth + gap);
    const top = Math.floor(place / columns) * (panelHeight + 16);
    const highest = Math.max(1, ...panel.points.map(({ value }) => value ?? 0));
    const x = (year: number) =>
      left + 12 + (last === first ? 0 : ((year - first) / (last - first)) * (panelWidth - 40));
    const y = (value: number) => top + 104 - (value / highest) * 62;
    const runs = runsOf(panel.points);
    const lines = runs
      .filter((run) => run.length > 1)
      .map((run) => run.map((p) => `${tidy(x(p.year))},${tidy(y(p.value))}`).join(" "))
      .map((points) => elementOf("polyline", { points, class: "plot-line" }));
    const known = runs.flat();
    const step = last === first ? panelWidth : (panelWidth - 40) / (last - first);
    const isRoom = known.every(({ text }) => text.length * letterWidth <= step);
    const named = new Set(
      isRoom
        ? known
        : [
            known[0],
            known.at(-1),
            known.find(({ value }) => value === highest),
            ...known.filter(({ isApart }) => isApart),
          ],
    );
    const points = known.flatMap((point) => {
      const dot = elementOf("circle", { cx: tidy(x(point.year)), cy: tidy(y(point.value)), r: 3.5, class: "plot-dot" });
      if (!named.has(point)) return [dot];
      // A long number at the edge is moved in, else its first digit would be cut off.
      const half = point.text.length * 4;
      const at = Math.min(Math.max(x(point.year), left + half), left + panelWidth - half);
      return [dot, text([at, y(point.value) - 8], point.text, "plot-value", "middle")];
    });
    return [
      label(left, top + 14, panel.label, panel.fact === undefined ? null : href(panel.fact)),
      line([left, top + 104], [left + panelWidth, top + 104], "plot-axis"),
      text([x(first), top + 120], yearTexts.get(first) ?? "", "plot-quiet", "start"),
      text([x(last), top + 120], yearTexts.get(last) ?? "", "plot-quiet", "end"),
      ...lines,
      ...points,
    ];
  });
  const wide = panelWidth * columns + gap * (columns - 1);
  return frame(plot, Math.ceil(plot.panels.length / columns) * (panelHeight + 16), panels, href, wide);
}

interface KnownPoint {
  readonly year: number;
  readonly value: number;
  readonly text: string;
  readonly isApart: boolean;
}

/** Points that follow each other and are counted alike: a year without a value breaks the line, and so does one that is counted in another way. */
function runsOf(points: SeriesPlot["panels"][number]["points"]): readonly (readonly KnownPoint[])[] {
  const runs: KnownPoint[][] = [];
  let open: KnownPoint[] | null = null;
  for (const { year, value, text, isApart } of points) {
    if (value === null) {
      open = null;
      continue;
    }
    if (open === null || isApart || (open.at(-1)?.year ?? year) + 1 !== year) {
      open = [];
      runs.push(open);
    }
    open.push({ year, value, text, isApart });
  }
  return runs;
}

/** Two decimals are enough, and the same on every platform. */
function tidy(number: number): number {
  return Math.round(number * 100) / 100;
}
