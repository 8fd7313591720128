// The released cases on the page (YC13): who was asked and counted, and in a sentence which row does not hold.
import type { CheckedCases } from "../../record/checked-cases.ts";
import { talliedSentence } from "../../reports/count-words.ts";
import { casesFile, casesSchema, casesTables, yearsInWords } from "../../reports/released-cases.ts";
import { languageFor } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import type { PublicView } from "./public-view.ts";
import { releaseCard, releasedPart } from "./show-released.ts";

const wordsOfCases = ["shown", "codes", "released", "count", "case", "desk", "forms"] as const;

export async function showCases(view: PublicView): Promise<readonly HTMLElement[]> {
  const { years, stray } = view.cases;
  const words = await loadWords(languageFor(document.documentElement.lang) ?? "en", wordsOfCases);
  const good = years.filter(({ flaws }) => flaws.length === 0);
  return releasedPart(words, {
    title: words.message("released.title"),
    about: [words.message("released.about"), words.message("released.checked")],
    releases: years.map((year) => showYear(words, view, year)),
    tables: casesTables(good, words),
    file: { name: "released-cases", rows: casesFile(good), schema: casesSchema },
    stray: stray === 0 ? null : words.message("released.stray", { n: stray }),
  });
}

function showYear(words: Words, view: PublicView, shown: CheckedCases): HTMLElement {
  const { joined, rows } = shown;
  const { asked = 0, sent = 0 } = shown.release.values;
  const number = (n: number) => words.language.number(n);
  return releaseCard(words, view, shown, {
    year: yearsInWords(shown, words),
    said: [
      ...(joined === null
        ? [words.message("count.country.senders", { sent: number(sent), asked: number(asked) })]
        : rows.slice(0, 1).map(({ fact }) => {
            const what = words.text(`count.fact.${fact}`);
            return words.message("released.joined", { what, n: number(joined.whole ?? 0) });
          })),
      ...(sent < asked ? [words.message("count.country.partial")] : []),
    ],
    rowWords: (row) => talliedSentence(row, words),
    splitWords: ({ by }) => words.text(`count.split.${by}`),
  });
}
