// Released numbers on the page (YC13, TA11): what this browser found of each release, the tables and plots of those of which every row holds, and the same as a file. What does
// not hold is named, and none of its numbers are shown.

import type { Table } from "../../record/table/row-table.ts";
import { plotSvg } from "../../reports/print/svg.ts";
import type { ReleasedTable } from "../../reports/released-tables.ts";
import { csvFile } from "../../tables/csv.ts";
import type { Words } from "../../words/words.ts";
import { saveFile } from "../save-file.ts";
import { drawing, element } from "./elements.ts";
import type { ShownRelease } from "./public-view.ts";
import { traceLine } from "./show-row.ts";

/** What one kind of released numbers says of itself. */
interface ReleasedPart {
  readonly title: string;
  readonly about: readonly string[];
  readonly releases: readonly HTMLElement[];
  readonly tables: readonly ReleasedTable[];
  readonly file: { readonly name: string; readonly rows: Table; readonly schema: object };
  /** Of rows that belong to no release. */
  readonly stray: string | null;
}

export function releasedPart(
  words: Words,
  { title, about, releases, tables, file, stray }: ReleasedPart,
): readonly HTMLElement[] {
  return [
    element("h2", {}, title),
    ...about.map((sentence) => element("p", {}, sentence)),
    ...releases,
    ...tables.map(showTable),
    ...(tables.length === 0 ? [] : [saving(words, file)]),
    ...(stray === null ? [] : [element("p", { class: "note" }, stray)]),
  ];
}

/** One release: who made it, who signed it off, and why it is not shown where something of it does not hold. */
export function releaseCard(
  words: Words,
  { release: { edition, office }, signed, trace }: ShownRelease,
  { year, said, flaws }: { readonly year: string; readonly said: readonly string[]; readonly flaws: readonly string[] },
): HTMLElement {
  const all = [
    words.message("count.released", { edition: words.language.number(edition), office }),
    ...said,
    typeof signed === "string"
      ? words.message(`released.${signed}`)
      : words.message("released.signed", {
          office: signed.office,
          name: words.language.pick(signed.organisation),
        }),
  ];
  return element(
    "article",
    {},
    element("h3", { class: "small" }, year),
    ...all.map((sentence) => element("p", {}, sentence)),
    flaws.length === 0
      ? null
      : element(
          "div",
          { class: "refused", role: "alert" },
          element("p", {}, element("strong", {}, words.message("released.refused", { year }))),
          element("ul", {}, ...flaws.map((flaw) => element("li", {}, flaw))),
        ),
    traceLine(words, trace),
  );
}

function showTable({ of, title, years, rows, plots }: ReleasedTable): HTMLElement {
  const id = `released-of-${of}`;
  const head = ["", ...years].map((text) => (text === "" ? element("td") : element("th", { scope: "col" }, text)));
  return element(
    "div",
    { class: "released-table" },
    element("h3", { id }, title),
    frame(
      "scroll",
      title,
      element(
        "table",
        { "aria-labelledby": id },
        element("thead", {}, element("tr", {}, ...head)),
        element(
          "tbody",
          {},
          ...rows.map(({ name, cells }) =>
            element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((cell) => element("td", {}, cell))),
          ),
        ),
      ),
    ),
    element(
      "div",
      { class: "plots" },
      ...plots.map((plot) => frame("plot-frame", `${plot.title}: ${plot.description}`, drawing(plotSvg(plot)))),
    ),
  );
}

/** What is wider than a phone scrolls by itself, with the keyboard too. */
function frame(name: string, label: string, inside: Node): HTMLElement {
  return element("div", { class: name, role: "region", tabindex: "0", "aria-label": label }, inside);
}

function saving(words: Words, { name, rows, schema }: ReleasedPart["file"]): HTMLElement {
  const button = (text: string, save: () => void) => {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", save);
    return made;
  };
  return element(
    "p",
    { class: "saving" },
    button(words.message("released.save"), () => saveFile(`${name}.csv`, "text/csv", csvFile(rows))),
    " ",
    button(words.message("released.save-columns"), () =>
      saveFile(`${name}.schema.json`, "application/json", `${JSON.stringify(schema, null, 2)}\n`),
    ),
  );
}
