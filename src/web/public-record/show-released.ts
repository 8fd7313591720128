// Released numbers on the page (YC13, TA11): what this browser found of each release, the tables and plots of those of which every row holds, and the same as a file. What does
// not hold is named, and none of its numbers are shown.

import type { CheckedRelease, ReleaseFlaw } from "../../record/checked-cases.ts";
import type { Table } from "../../record/table/row-table.ts";
import { framedPlot, table } from "../../reports/print/document.ts";
import type { TableOfYears } from "../../reports/released-tables.ts";
import type { Words } from "../../words/words.ts";
import { saveFile } from "../save-file.ts";
import { saveTable } from "../save-table.ts";
import { button, element, paragraph, shown } from "./elements.ts";
import { namesIn, type PublicView } from "./public-view.ts";
import { blockDrawing } from "./show-report.ts";

/** What one kind of released numbers says of itself. */
interface ReleasedPart {
  readonly title: string;
  readonly about: readonly string[];
  readonly releases: readonly HTMLElement[];
  readonly tables: readonly TableOfYears[];
  readonly file: { readonly name: string; readonly rows: Table; readonly schema: object };
  /** Of rows that belong to no release. */
  readonly stray: string | null;
}

export function releasedPart(
  words: Words,
  { title, about, releases, tables, file, stray }: ReleasedPart,
): readonly HTMLElement[] {
  const draw = blockDrawing();
  return [
    element("h2", {}, title),
    ...about.map((sentence) => paragraph(sentence)),
    ...releases,
    ...tables.map(({ title: caption, years, rows, plots }) =>
      element(
        "div",
        { class: "report released-table" },
        draw(
          table({
            caption,
            columns: [words.message("released.what"), ...years.map((year) => ({ numeric: year }))],
            rows: rows.map(({ name, cells }) => ({ cells: [name, ...cells] })),
          }),
        ),
        ...plots.map((plot) => shown(framedPlot(plot))),
      ),
    ),
    ...(tables.length === 0 ? [] : [saving(words, file)]),
    ...(stray === null ? [] : [paragraph(stray, "note")]),
  ];
}

/** What one release says of itself. */
interface ReleaseWords {
  readonly year: string;
  readonly said: readonly string[];
  /** A row that does not hold, and the parts of a whole to which it belongs. */
  readonly rowWords: (row: ReleaseFlaw["row"]) => string;
  readonly splitWords: (row: ReleaseFlaw["row"]) => string;
}

/** One release: who made it, who signed it off, and why it is not shown where something of it does not hold. */
export function releaseCard(
  words: Words,
  view: PublicView,
  { release: { values, organisation, tallies, first }, signed, flaws }: CheckedRelease,
  { year, said, rowWords, splitWords }: ReleaseWords,
): HTMLElement {
  const { language } = words;
  const nameOf = namesIn(words, view);
  const flawWords = (flaw: ReleaseFlaw) => {
    if (flaw.is !== "sum") return words.message(`released.flaw.${flaw.is}`, { row: rowWords(flaw.row) });
    const [sum, whole] = [language.number(flaw.sum), language.number(flaw.whole)];
    return words.message("released.flaw.sum", { split: splitWords(flaw.row), sum, whole });
  };
  const trace = language.apart([
    words.message("shown.trace.entered", {
      name: nameOf(organisation),
      day: language.day(Date.parse(tallies[0]?.at ?? "")),
    }),
    ...(first.leaf === null ? [] : [words.message("shown.trace.leaf", { leaf: first.leaf })]),
  ]);
  const all = [
    words.message("count.released", { edition: language.number(values.edition), office: values.office }),
    ...said,
    typeof signed === "string"
      ? words.message(`released.${signed}`)
      : words.message("released.signed", {
          // An office that is its organisation is named once.
          offices: language.commas([...new Set([signed.office, nameOf(signed.organisation)])]),
        }),
  ];
  return element(
    "article",
    {},
    element("h3", { class: "small" }, year),
    ...all.map((sentence) => paragraph(sentence)),
    paragraph(trace, "trace"),
    flaws.length === 0
      ? null
      : element(
          "div",
          { class: "refused", role: "alert" },
          paragraph(element("strong", {}, words.message("released.refused", { year }))),
          element("ul", {}, ...flaws.map((flaw) => element("li", {}, flawWords(flaw)))),
        ),
  );
}

function saving(words: Words, { name, rows, schema }: ReleasedPart["file"]): HTMLElement {
  return element(
    "p",
    { class: "saving" },
    button(words.message("released.save"), () => saveTable(name, rows)),
    " ",
    button(words.message("released.save-columns"), () =>
      saveFile(`${name}.schema.json`, "application/json", `${JSON.stringify(schema, null, 2)}\n`),
    ),
  );
}
