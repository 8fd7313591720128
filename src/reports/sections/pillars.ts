// Prosecution, protection, prevention and co-operation: the sentences, plots and tables of each.

import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run, sentences } from "../say.ts";
import { articleTable } from "./articles.ts";
import { figureSentences, figureTable, missingFigures } from "./figures.ts";
import { otherFigureTable } from "./other-figures.ts";
import { barsPlot, flowPlot } from "./plots.ts";
import { figure, type Report, withSources, wordFor } from "./report.ts";
import {
  bodySentences,
  breachSentences,
  findingSentences,
  lawSentences,
  plainSentences,
  planSentences,
  preventionSentences,
  serviceSentences,
} from "./rows.ts";
import { trainingsTable } from "./trainings.ts";

export function prosecution(report: Report): readonly Block[] {
  return [
    ...paragraph(lawSentences(report)),
    ...paragraph([...figureSentences(report, "prosecution"), ...ongoingGroups(report)]),
    ...paragraph(officials(report)),
    ...paragraph(plainSentences(report, "prosecution")),
    ...paragraph(bodySentences(report, ["training", "investigation"])),
    ...paragraph(findingSentences(report, "prosecution")),
    ...missingFigures(report, "prosecution"),
    ...barsPlot(report, "prosecution"),
    ...flowPlot(report),
    ...figureTable(report, "prosecution"),
    ...otherFigureTable(report, "prosecution"),
    ...articleTable(report),
  ];
}

export function protection(report: Report): readonly Block[] {
  return [
    ...paragraph([...figureSentences(report, "protection"), ...breachSentences(report)]),
    ...paragraph(serviceSentences(report)),
    ...paragraph(plainSentences(report, "protection")),
    ...paragraph(bodySentences(report, ["assistance"])),
    ...paragraph(findingSentences(report, "protection")),
    ...missingFigures(report, "protection"),
    ...barsPlot(report, "protection"),
    ...figureTable(report, "protection"),
    ...otherFigureTable(report, "protection"),
  ];
}

export function prevention(report: Report): readonly Block[] {
  return [
    ...paragraph(planSentences(report)),
    ...paragraph(bodySentences(report, ["coordination", "plan"])),
    ...paragraph(figureSentences(report, "prevention")),
    ...paragraph(preventionSentences(report)),
    ...paragraph(plainSentences(report, "prevention")),
    ...trainingsTable(report),
    ...paragraph([...findingSentences(report, "prevention"), ...findingSentences(report, "context")]),
    ...missingFigures(report, "prevention"),
    ...barsPlot(report, "prevention"),
    ...figureTable(report, "prevention"),
    ...otherFigureTable(report, "prevention"),
  ];
}

export function partnership(report: Report): readonly Block[] {
  return [
    ...paragraph(figureSentences(report, "partnership")),
    ...paragraph(plainSentences(report, "partnership")),
    ...paragraph(findingSentences(report, "partnership")),
    ...missingFigures(report, "partnership"),
    ...barsPlot(report, "partnership"),
    ...figureTable(report, "partnership"),
    ...otherFigureTable(report, "partnership"),
  ];
}

function paragraph(list: readonly Inlines[]): readonly Block[] {
  const content = sentences(list);
  return content.length === 0 ? [] : [{ kind: "paragraph", content }];
}

function ongoingGroups(report: Report): readonly Inlines[] {
  const { data, text } = report;
  const { cases, form, records } = data.proceedings.ongoingGroups;
  if (cases === 0) return [];
  const number = figure(text.proceedings.ongoing(cases), "prosecutions-ongoing");
  const words: Readonly<Record<string, string>> = text.summary.form;
  const known = form !== null && Object.hasOwn(words, form) ? wordFor(words, form) : null;
  return [withSources(report, text.proceedings.ongoingGroups(number, known), records)];
}

function officials(report: Report): readonly Inlines[] {
  const { data, text } = report;
  const { proceedings: words } = text;
  return data.proceedings.officials.map(({ level, offence, charged, fled, records }) => {
    return withSources(
      report,
      run([
        words.officials(
          figure(words.officialsOf(level, charged), "officials-prosecuted"),
          wordFor(words.offences, offence),
        ),
        fled === 0 ? null : fled === charged ? words.fledAll(charged) : words.fledSome(fled),
      ]),
      records,
    );
  });
}
