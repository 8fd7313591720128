// Prosecution, protection, prevention and co-operation: the sentences, plots and tables of each.

import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run, sentences } from "../say.ts";
import { articleTable } from "./articles.ts";
import { figureSentences, figureTable, missingFigures } from "./figures.ts";
import { otherFigureTable } from "./other-figures.ts";
import { barsPlot, flowPlot } from "./plots.ts";
import {
  agreementsTold,
  bodiesTold,
  breachesTold,
  findingsTold,
  lawsTold,
  plansTold,
  preventionTold,
  servicesTold,
} from "./rows.ts";
import { figure, type Teller, withSources, wordFor } from "./teller.ts";
import { trainingsTable } from "./trainings.ts";

export function prosecution(teller: Teller): readonly Block[] {
  return [
    ...paragraph(lawsTold(teller)),
    ...paragraph([...figureSentences(teller, "prosecution"), ...ongoingGroups(teller)]),
    ...paragraph(officials(teller)),
    ...paragraph(bodiesTold(teller, ["training", "investigation"])),
    ...paragraph(findingsTold(teller, "prosecution")),
    ...missingFigures(teller, "prosecution"),
    ...barsPlot(teller, "prosecution"),
    ...flowPlot(teller),
    ...figureTable(teller, "prosecution"),
    ...otherFigureTable(teller, "prosecution"),
    ...articleTable(teller),
  ];
}

export function protection(teller: Teller): readonly Block[] {
  return [
    ...paragraph([...figureSentences(teller, "protection"), ...breachesTold(teller)]),
    ...paragraph(servicesTold(teller)),
    ...paragraph(bodiesTold(teller, ["assistance"])),
    ...paragraph(findingsTold(teller, "protection")),
    ...missingFigures(teller, "protection"),
    ...barsPlot(teller, "protection"),
    ...figureTable(teller, "protection"),
    ...otherFigureTable(teller, "protection"),
  ];
}

export function prevention(teller: Teller): readonly Block[] {
  return [
    ...paragraph(plansTold(teller)),
    ...paragraph(bodiesTold(teller, ["coordination", "plan"])),
    ...paragraph(figureSentences(teller, "prevention")),
    ...paragraph(preventionTold(teller)),
    ...trainingsTable(teller),
    ...paragraph([...findingsTold(teller, "prevention"), ...findingsTold(teller, "context")]),
    ...missingFigures(teller, "prevention"),
    ...barsPlot(teller, "prevention"),
    ...figureTable(teller, "prevention"),
    ...otherFigureTable(teller, "prevention"),
  ];
}

export function partnership(teller: Teller): readonly Block[] {
  return [
    ...paragraph(figureSentences(teller, "partnership")),
    ...paragraph(agreementsTold(teller)),
    ...paragraph(findingsTold(teller, "partnership")),
    ...missingFigures(teller, "partnership"),
    ...barsPlot(teller, "partnership"),
    ...figureTable(teller, "partnership"),
    ...otherFigureTable(teller, "partnership"),
  ];
}

function paragraph(list: readonly Inlines[]): readonly Block[] {
  const content = sentences(list);
  return content.length === 0 ? [] : [{ kind: "paragraph", content }];
}

function ongoingGroups(teller: Teller): readonly Inlines[] {
  const { data, text } = teller;
  const { cases, form, records } = data.proceedings.ongoingGroups;
  if (cases === 0) return [];
  const told = figure(text.proceedings.ongoing(cases), "prosecutions-ongoing");
  const words: Readonly<Record<string, string>> = text.summary.form;
  const known = form !== null && Object.hasOwn(words, form) ? wordFor(words, form) : null;
  return [withSources(teller, text.proceedings.ongoingGroups(told, known), records)];
}

function officials(teller: Teller): readonly Inlines[] {
  const { data, text } = teller;
  const { proceedings: words } = text;
  return data.proceedings.officials.map(({ level, offence, charged, fled, records }) => {
    return withSources(
      teller,
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
