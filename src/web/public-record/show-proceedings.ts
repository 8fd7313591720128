// The released proceedings and requests on the page (TA11): whether all of the year is said to be there, and in a sentence which row does not hold.
import { proceedingsNames } from "../../reports/proceedings-names.ts";
import { proceedingsFile, proceedingsSchema, proceedingsTables } from "../../reports/released-proceedings.ts";
import { type ArticleOf, articleIn } from "../../reports/text/report-text.ts";
import { languageFor } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import { type PublicView, rowsOf, type ShownProceedings } from "./public-view.ts";
import { releaseCard, releasedPart } from "./show-released.ts";

const wordsOfProceedings = ["shown", "codes", "released", "count", "report", "report-facts"] as const;

export async function showProceedings(view: PublicView): Promise<readonly HTMLElement[]> {
  const { years, stray } = view.proceedings;
  const laws = rowsOf(view.rows, "law");
  const words = await loadWords(languageFor(document.documentElement.lang) ?? "en", wordsOfProceedings);
  const articleOf = articleIn(laws, words);
  const good = years.filter(({ flaws }) => flaws.length === 0);
  const tables = proceedingsTables(good, words, articleOf);
  return releasedPart(words, {
    title: words.message("released.proceedings.title"),
    about: [
      words.message("released.proceedings.about"),
      words.message("released.proceedings.checked"),
      ...(tables.some(({ of }) => of === "article") ? [words.message("report.counts.by-article-only")] : []),
    ],
    releases: years.map((year) => showYear(words, view, year, articleOf)),
    tables,
    file: { name: "released-proceedings", rows: proceedingsFile(good), schema: proceedingsSchema },
    stray: stray === 0 ? null : words.message("released.proceedings.stray", { n: stray }),
  });
}

function showYear(words: Words, view: PublicView, shown: ShownProceedings, articleOf: ArticleOf): HTMLElement {
  const { year, kind, rows } = shown;
  const names = proceedingsNames(words, articleOf);
  const isPartial = rows.some(({ isWhole }) => !isWhole);
  return releaseCard(words, view, shown, {
    year: names.year({ year, kind }),
    said: isPartial ? [words.message("released.proceedings.partial")] : [],
    rowWords: (row) => words.message("count.line", { what: names.tally(row), n: words.language.number(row.value) }),
    splitWords: names.tally,
  });
}
