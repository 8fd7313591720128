// Prosecution, protection, prevention and co-operation: the sentences, plots and tables of each.

import { type Block, paragraphOf } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { spaced } from "../say.ts";
import { articleTable } from "./articles.ts";
import { figureSentences, figureTable, missingFigures } from "./figures.ts";
import { otherFigureTable } from "./other-figures.ts";
import { barsPlot, flowPlot } from "./plots.ts";
import { figure, type Report, withSources } from "./report.ts";
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
    ...paragraphOf(lawSentences(report)),
    ...paragraphOf([...figureSentences(report, "prosecution"), ...ongoingGroups(report)]),
    ...paragraphOf(officials(report)),
    ...paragraphOf(plainSentences(report, "prosecution")),
    ...paragraphOf(bodySentences(report, ["training", "investigation"])),
    ...paragraphOf(findingSentences(report, "prosecution")),
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
    ...paragraphOf([...figureSentences(report, "protection"), ...breachSentences(report)]),
    ...paragraphOf(serviceSentences(report)),
    ...paragraphOf(plainSentences(report, "protection")),
    ...paragraphOf(bodySentences(report, ["assistance"])),
    ...paragraphOf(findingSentences(report, "protection")),
    ...missingFigures(report, "protection"),
    ...barsPlot(report, "protection"),
    ...figureTable(report, "protection"),
    ...otherFigureTable(report, "protection"),
  ];
}

export function prevention(report: Report): readonly Block[] {
  return [
    ...paragraphOf(planSentences(report)),
    ...paragraphOf(bodySentences(report, ["coordination", "plan"])),
    ...paragraphOf(figureSentences(report, "prevention")),
    ...paragraphOf(preventionSentences(report)),
    ...paragraphOf(plainSentences(report, "prevention")),
    ...trainingsTable(report),
    ...paragraphOf([...findingSentences(report, "prevention"), ...findingSentences(report, "context")]),
    ...missingFigures(report, "prevention"),
    ...barsPlot(report, "prevention"),
    ...figureTable(report, "prevention"),
    ...otherFigureTable(report, "prevention"),
  ];
}

export function partnership(report: Report): readonly Block[] {
  return [
    ...paragraphOf(figureSentences(report, "partnership")),
    ...paragraphOf(plainSentences(report, "partnership")),
    ...paragraphOf(findingSentences(report, "partnership")),
    ...missingFigures(report, "partnership"),
    ...barsPlot(report, "partnership"),
    ...figureTable(report, "partnership"),
    ...otherFigureTable(report, "partnership"),
  ];
}

function ongoingGroups(report: Report): readonly Inlines[] {
  const { data, text } = report;
  const { cases, form, records } = data.proceedings.ongoingGroups;
  if (cases === 0) return [];
  const sentence = text.say("report.proceedings.ongoing-groups", {
    cases: figure(text.t("report.number.prosecutions", { n: cases }), "prosecutions-ongoing"),
    form: form === null || form === "not-told" ? undefined : text.code("proceeding", "form", form),
  });
  return [withSources(report, sentence, records)];
}

function officials(report: Report): readonly Inlines[] {
  const { data, text } = report;
  return data.proceedings.officials.map(({ level, offence, charged, fled, records }) => {
    const known = (["low", "middle", "high"] as const).find((one) => one === level) ?? "any";
    const noun = text.t(`report.proceedings.official-nouns.${known}`, { n: charged });
    const sentence = text.say("report.proceedings.officials", {
      officials: figure(noun, "officials-prosecuted"),
      offence: text.code("proceeding", "offence", offence),
    });
    const ran =
      fled === charged
        ? text.t("report.proceedings.fled-all", { charged })
        : text.t("report.proceedings.fled-some", { fled });
    return withSources(report, spaced([sentence, fled === 0 ? null : ran]), records);
  });
}
