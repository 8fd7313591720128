// Investigations, prosecutions and convictions by article of law: one table, each number with its records.

import { articleFacts } from "../data/proceedings-told.ts";
import { refId } from "../data/record-places.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { articleTold, figure, nameOf, recordLinks, type Teller } from "./teller.ts";

export function articleTable(teller: Teller): readonly Block[] {
  const { data, text } = teller;
  const { counts, counted, criteria } = text;
  const told = data.proceedings.articles;
  if (told.length === 0) return [];
  const facts = articleFacts.filter((fact) => told.some((one) => one.fact === fact));
  const rows = [...Map.groupBy(told, ({ article }) => article)].map(([article, ofArticle]) => {
    const refs = ofArticle.flatMap(({ records }) => records);
    return {
      cells: [
        run([articleTold(teller, article)]),
        ...facts.map((fact): Inlines => {
          const one = ofArticle.find((other) => other.fact === fact);
          return run([one === undefined ? criteria.nothing : figure(text.number(one.count), fact)]);
        }),
        recordLinks(teller, [...new Map(refs.map((ref) => [refId(ref), ref])).values()]),
      ],
    };
  });
  return [
    {
      kind: "table",
      caption: counts.byArticle,
      columns: [
        { title: counts.article },
        ...facts.map((fact) => ({ title: nameOf(teller, fact), numeric: true })),
        { title: counted.records },
      ],
      rows,
    },
    { kind: "paragraph", tone: "quiet", content: run([counts.byArticleOnly]) },
  ];
}
