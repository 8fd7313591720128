// How a year, a fact and a tally of released proceedings are called: wherever one stands.
import type { RowValues } from "../core/registers/register-table.ts";
import type { Words } from "../words/words.ts";
import { reportTextOf } from "./text/report-text.ts";

/** Names an article by the key of its law. */
export type ArticleOf = (key: string) => string;

/** As its act and its number; by the key where no such law is here. */
export function articleIn(laws: readonly { readonly key: string; readonly values: RowValues<"law"> }[], words: Words) {
  return (key: string): string => {
    const { act, article } = laws.find((row) => row.key === key)?.values ?? { act: key };
    return article === undefined ? act : words.message("report.laws.article-of", { act, article });
  };
}

export function proceedingsNames(words: Words, articleOf: ArticleOf) {
  const text = reportTextOf(words);
  const { fact, period: year, span } = text;
  return {
    ...{ fact, year, span },
    tally: (values: RowValues<"tally">): string => {
      const { by, cell = "", currency } = values;
      const name = currency === undefined ? fact(values.fact) : `${fact(values.fact)} (${currency})`;
      if (by === undefined) return name;
      const part = by === "article" ? articleOf(cell) : text.value("tally", "cell", cell, values);
      return by === "case-flow" ? part : words.message("count.part", { split: name, cell: part });
    },
  };
}
