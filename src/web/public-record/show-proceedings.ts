// The released proceedings and requests on the page (TA11): whether all of the year is said to be there, and in a sentence which row does not hold.
import {
  proceedingsFile,
  proceedingsNames,
  proceedingsSchema,
  proceedingsTables,
  type YearOfProceedings,
} from "../../reports/released-proceedings.ts";
import { languageFor } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import type { PublicView, ShownProceedings } from "./public-view.ts";
import { releaseCard, releasedPart } from "./show-released.ts";

const wordsOfProceedings = ["shown", "codes", "released", "count", "report", "report-facts"] as const;

export async function showProceedings(
  place: HTMLElement,
  { proceedings: { years, stray }, laws }: Pick<PublicView, "proceedings" | "laws">,
): Promise<void> {
  const words = await loadWords(languageFor(document.documentElement.lang) ?? "en", wordsOfProceedings);
  const articleOf = (key: string) => {
    const { act, article } = laws.flatMap(({ rows }) => rows).find((row) => row.key === key)?.values ?? { act: key };
    return article === undefined ? act : words.message("report.laws.article-of", { act, article });
  };
  const good = years.filter(({ flaws }) => flaws.length === 0).map(yearOf);
  const tables = proceedingsTables(good, words, articleOf);
  place.append(
    ...releasedPart(words, {
      title: words.message("released.proceedings.title"),
      about: [
        words.message("released.proceedings.about"),
        words.message("released.proceedings.checked"),
        ...(tables.some(({ of }) => of === "article") ? [words.message("report.counts.by-article-only")] : []),
      ],
      releases: years.map((year) => showYear(words, year, articleOf)),
      tables,
      file: { name: "released-proceedings", rows: proceedingsFile(good), schema: proceedingsSchema },
      stray: stray === 0 ? null : words.message("released.proceedings.stray", { n: stray }),
    }),
  );
}

function yearOf({ year, kind, release, signed, rows }: ShownProceedings): YearOfProceedings {
  return { year, kind, release, signedBy: typeof signed === "string" ? null : signed.office, rows };
}

function showYear(words: Words, shown: ShownProceedings, articleOf: (key: string) => string): HTMLElement {
  const { year, kind, rows, flaws } = shown;
  const names = proceedingsNames(words, articleOf);
  const isPartial = rows.some(({ isWhole }) => !isWhole);
  return releaseCard(words, shown, {
    year: names.year({ year, kind }),
    said: isPartial ? [words.message("released.proceedings.partial")] : [],
    flaws: flaws.map((flaw) => {
      const what = names.tally(flaw.row);
      if (flaw.is !== "sum")
        return words.message(`released.flaw.${flaw.is}`, {
          row: words.message("count.line", { what, n: words.language.number(flaw.row.value) }),
        });
      return words.message("released.flaw.sum", {
        split: what,
        sum: words.language.number(flaw.sum),
        whole: words.language.number(flaw.whole.value),
      });
    }),
  });
}
