// The released cases on the page (YC13): what this browser found of each year, tables and plots of the years of which every row holds, and the same as a file. What does not
// hold is named, and none of its numbers are shown.
import { talliedSentence } from "../../reports/count-words.ts";
import { plotSvg } from "../../reports/print/svg.ts";
import {
  type CasesTable,
  casesFile,
  casesSchema,
  casesTables,
  type YearOfCases,
  yearsInWords,
} from "../../reports/released-cases.ts";
import { csvFile } from "../../tables/csv.ts";
import { languageFor } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { saveFile } from "../save-file.ts";
import { loadWords } from "../text/load-words.ts";
import { drawing, element } from "./elements.ts";
import type { PublicView, ShownCases } from "./public-view.ts";
import { traceLine } from "./show-row.ts";

const wordsOfCases = ["shown", "codes", "released", "count", "case", "desk", "forms"] as const;

export async function showCases(place: HTMLElement, { years, stray }: PublicView["cases"]): Promise<void> {
  const words = await loadWords(languageFor(document.documentElement.lang) ?? "en", wordsOfCases);
  const good = years.filter(({ flaws }) => flaws.length === 0).map(yearOf);
  place.append(
    element("h2", {}, words.message("released.title")),
    element("p", {}, words.message("released.about")),
    element("p", {}, words.message("released.checked")),
    ...years.map((year) => showYear(words, year)),
    ...casesTables(good, words).map(showTable),
    ...(good.length === 0 ? [] : [saving(words, good)]),
    ...(stray === 0 ? [] : [element("p", { class: "note" }, words.message("released.stray", { n: stray }))]),
  );
}

function yearOf({ year, release, signed, joined, rows }: ShownCases): YearOfCases {
  const signedBy = typeof signed === "string" ? null : signed.office;
  return { year, release, signedBy, joined: joined?.years ?? null, rows };
}

function showYear(words: Words, shown: ShownCases): HTMLElement {
  const { release, signed, joined, flaws, trace, rows } = shown;
  const { edition, office, asked = 0, sent = 0 } = release;
  const name = yearsInWords(yearOf(shown), words);
  const number = (n: number) => words.language.number(n);
  const said = [
    words.message("count.released", { edition: number(edition), office }),
    ...(joined === null
      ? [words.message("count.country.senders", { sent: number(sent), asked: number(asked) })]
      : rows.slice(0, 1).map(({ fact }) => {
          const what = words.text(`count.fact.${fact}`);
          return words.message("released.joined", { what, n: number(joined.whole ?? 0) });
        })),
    ...(sent < asked ? [words.message("count.country.partial")] : []),
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
    element("h3", { class: "small" }, name),
    ...said.map((sentence) => element("p", {}, sentence)),
    flaws.length === 0
      ? null
      : element(
          "div",
          { class: "refused", role: "alert" },
          element("p", {}, element("strong", {}, words.message("released.refused", { year: name }))),
          element("ul", {}, ...flaws.map((flaw) => element("li", {}, flawWords(words, flaw)))),
        ),
    traceLine(words, trace),
  );
}

/** Which row does not hold, and why, in a sentence. */
function flawWords(words: Words, flaw: ShownCases["flaws"][number]): string {
  const row = talliedSentence(flaw.row, words);
  if (flaw.is !== "sum") return words.message(`released.flaw.${flaw.is}`, { row });
  return words.message("released.flaw.sum", {
    split: words.text(`count.split.${flaw.row.by}`),
    sum: words.language.number(flaw.sum),
    whole: words.language.number(flaw.whole.value),
  });
}

function showTable({ of, title, years, rows, plots }: CasesTable): HTMLElement {
  const id = `cases-of-${of}`;
  const head = ["", ...years].map((text) => (text === "" ? element("td") : element("th", { scope: "col" }, text)));
  return element(
    "div",
    { class: "cases-table" },
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

function saving(words: Words, years: readonly YearOfCases[]): HTMLElement {
  const button = (text: string, save: () => void) => {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", save);
    return made;
  };
  return element(
    "p",
    { class: "saving" },
    button(words.message("released.save"), () => saveFile("released-cases.csv", "text/csv", csvFile(casesFile(years)))),
    " ",
    button(words.message("released.save-columns"), () =>
      saveFile("released-cases.schema.json", "application/json", `${JSON.stringify(casesSchema, null, 2)}\n`),
    ),
  );
}
