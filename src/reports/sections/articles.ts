// Investigations, prosecutions and convictions by article of law: one table, each number with its records.

import { articleFacts } from "../../assessment/proceedings-counts.ts";
import { refId } from "../../record/statement.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { articleName, figure, nameOf, type Report, recordLinks } from "./report.ts";

export function articleTable(report: Report): readonly Block[] {
  const { data, text } = report;
  const ofArticles = data.proceedings.articles;
  if (ofArticles.length === 0) return [];
  const facts = articleFacts.filter((fact) => ofArticles.some((one) => one.fact === fact));
  const rows = [...Map.groupBy(ofArticles, ({ article }) => article)].map(([article, ofArticle]) => {
    const refs = ofArticle.flatMap(({ records }) => records);
    return {
      cells: [
        run([articleName(report, article)]),
        ...facts.map((fact): Inlines => {
          const one = ofArticle.find((other) => other.fact === fact);
          return run([one === undefined ? text.t("report.criteria.nothing") : figure(text.number(one.count), fact)]);
        }),
        recordLinks(report, [...new Map(refs.map((ref) => [refId(ref), ref])).values()]),
      ],
    };
  });
  return [
    {
      kind: "table",
      caption: text.t("report.counts.by-article"),
      columns: [
        { title: text.t("field.article") },
        ...facts.map((fact) => ({ title: nameOf(report, fact), numeric: true })),
        { title: text.t("report.sections.records") },
      ],
      rows,
    },
    { kind: "paragraph", tone: "quiet", content: run([text.t("report.counts.by-article-only")]) },
  ];
}
