// A report as a document: sections of paragraphs, lists, tables and plots, and what stands on its front. Its ids and links are its own, and its smallest headings are
// `h3`, until it is drawn somewhere (`print/drawing.ts`). It knows neither facts nor languages.

import { type Element, elementOf, onLines } from "./elements.ts";
import type { Plot } from "./plots.ts";
import { figure, run, type SentencePart } from "./say.ts";
import { plotSvg } from "./svg.ts";

interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Element[];
}

export interface ReportDocument {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** One line above the title: what kind of document this is. */
  readonly kicker: string;
  readonly title: string;
  readonly subtitle: string;
  /** Said on every form of the document when the country is not a real one. */
  readonly warning: string | null;
  /** Said on the front: that the year is not released, or that it is a draft. */
  readonly notice: string | null;
  /** What identifies the report: name and value. */
  readonly marks: readonly { readonly name: string; readonly value: SentencePart }[];
  /** Over the table of contents. */
  readonly contents: string;
  readonly sections: readonly Section[];
}

/** None where nothing stands in it. */
export function sectionOf(id: string, title: string, blocks: readonly Element[]): readonly Section[] {
  return blocks.length === 0 ? [] : [{ id, title, blocks }];
}

export function paragraph(content: SentencePart, tone?: "lead" | "quiet" | "notice"): Element {
  return elementOf("p", { class: tone }, ...run([content]));
}

export function heading(text: string): Element {
  return elementOf("h3", {}, text);
}

/** A list under a heading; nothing where it would be empty. */
export function listed(title: string, items: readonly SentencePart[]): readonly Element[] {
  if (items.length === 0) return [];
  return [heading(title), elementOf("ul", {}, ...items.map((item) => elementOf("li", {}, ...run([item]))))];
}

/** The title of a column; with a mark where numbers stand in it. */
type Column = string | { readonly numeric: string };

export interface TableRow {
  readonly id?: string;
  readonly cells: readonly SentencePart[];
}

interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly dense?: boolean;
}

/** The first cell names its row, unless it is empty because the row goes on with what the one above began. */
export function table({ caption, columns, rows, dense }: Table): Element {
  const titles = columns.map((column) => (typeof column === "string" ? column : column.numeric));
  const numeric = (place: number) => (typeof columns[place] === "object" ? "number" : undefined);
  // From four columns on, the cells of a row stand below one another on a phone, each under the title of its column, but for what names the row. A number does not name it alone.
  const isStacked = columns.length > 3;
  const untitled = numeric(0) === undefined ? 1 : 2;
  const role = (name: string) => (isStacked ? name : undefined);
  const titled = (place: number) => (isStacked && place >= untitled ? (titles[place] ?? "") : undefined);
  const head = titles.map((title, place) => elementOf("th", { scope: "col", class: numeric(place) }, title));
  const body = rows.map(({ id, cells }) => {
    const inside = cells.map((given, place) => {
      const cell = run([given]);
      return place === 0 && cell.length > 0
        ? elementOf("th", { scope: "row", role: role("rowheader"), class: numeric(0) }, ...cell)
        : elementOf("td", { role: role("cell"), "data-title": titled(place), class: numeric(place) }, ...cell);
    });
    return elementOf("tr", { role: role("row"), id }, ...inside);
  });
  const names = [...(dense === true ? ["dense"] : []), ...(isStacked ? ["stacks"] : [])];
  return elementOf(
    "div",
    scrolling("scroll", caption),
    elementOf(
      "table",
      { class: names.length === 0 ? undefined : names.join(" "), role: role("table") },
      elementOf("caption", {}, caption),
      elementOf("thead", {}, elementOf("tr", {}, ...head)),
      elementOf("tbody", {}, ...onLines(body)),
    ),
  );
}

/** The drawing, in a frame that is one picture to a reader of the screen and to keys, and the table with the same numbers, in which they find links. */
export function plotted(plot: Plot, asTable: string): readonly Element[] {
  const { title, description, labelTitle, columns, rows } = plot;
  /** What is counted leads to what is said of it. */
  const words = (text: string, fact: string | undefined): SentencePart =>
    fact === undefined ? text : figure(text, fact);
  const caption = elementOf("figcaption", {}, title, elementOf("small", {}, description));
  const numbers = table({
    caption: title,
    dense: true,
    columns: [labelTitle, ...columns.map((column) => ({ numeric: column.title }))],
    rows: rows.map(({ label, fact, marks }) => ({
      cells: [words(label, fact), ...marks.map(({ value, text }) => words(text, value === null ? undefined : fact))],
    })),
  });
  return [
    elementOf("figure", {}, caption, framedPlot(plot, title)),
    elementOf("details", { class: "bars" }, elementOf("summary", {}, asTable), numbers),
  ];
}

/** A drawing without the sentences and the table that `plotted` gives it. */
export function framedPlot(plot: Plot, label = `${plot.title}: ${plot.description}`): Element {
  return elementOf("div", scrolling("plot-frame", label), plotSvg(plot));
}

/** What is wider than a phone scrolls by itself, with the keyboard too. */
function scrolling(name: string, title: string): Readonly<Record<string, string>> {
  return { class: name, role: "region", "aria-label": title, tabindex: "0" };
}
