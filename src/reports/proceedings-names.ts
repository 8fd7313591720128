// How a year, a fact and a tally of released proceedings are called: wherever one stands.
import type { RowValues } from "../core/registers/register-table.ts";
import type { Words } from "../words/words.ts";
import { type ArticleOf, reportTextOf } from "./text/report-text.ts";

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
