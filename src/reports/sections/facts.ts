// The facts of one part: the year beside the year before, with the parts that a source gives and who says it. What every source says of a
// fact stands in the table of the fact (counted.ts).
import { findingFact } from "../../assessment/catalogue.ts";
import { type FactYear, isSilent, type Pillar } from "../../assessment/fact-value.ts";
import type { FindingTopic } from "../../core/registers/register-table.ts";
import { type Block, paragraph } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run, spaced } from "../say.ts";
import { valueParts } from "./counted.ts";
import { barsPlots } from "./plots.ts";
import {
  countedApartMark,
  factsOf,
  isCountedApart,
  joinedBy,
  nameOf,
  type Report,
  sourceLink,
  sourceNames,
  valueInline,
} from "./report.ts";
import { splitTables } from "./splits.ts";

/** One part: its facts in a table, and what is drawn or split of them. */
export function pillarBlocks(report: Report, pillar: Pillar): readonly Block[] {
  return [
    ...factTable(report, pillar),
    ...(pillar === "prosecution" ? splitTables(report) : []),
    ...barsPlots(report, pillar),
  ];
}

/** Every fact of the part of which somebody says something in this year or the one before. */
function factTable(report: Report, pillar: Pillar): readonly Block[] {
  const { text } = report;
  const said = factsOf(report, pillar).filter(
    ({ definition, now, before }) => definition.unit !== "rows" && !(isSilent(now) && isSilent(before)),
  );
  const [first] = said;
  if (first === undefined) return [];
  return [
    {
      kind: "table",
      caption: text.t("report.counts.table"),
      columns: [
        { title: text.t("report.counts.fact") },
        { title: text.capital(text.period(first.now.period)) },
        { title: text.capital(text.period(first.before.period)) },
        { title: text.t("report.sections.sources") },
      ],
      rows: said.map((fact) => {
        const { definition, now, before } = fact;
        const [counts] = now.statements;
        const more = counts === undefined ? [] : valueParts(report, definition, counts);
        return {
          cells: [
            run([nameOf(report, definition.key)]),
            spaced([[valueInline(report, definition, now)], more.length === 0 ? null : run(["(", more, ")"])]),
            run([valueInline(report, definition, before), isCountedApart(fact) ? countedApartMark : null]),
            sourcesOf(report, fact),
          ],
        };
      }),
    },
    ...(said.some(isCountedApart) ? [paragraph(`†\u00a0${text.t("report.counts.counted-apart")}`, "quiet")] : []),
  ];
}

/** Who says something of it in either year, each once. */
function sourcesOf(report: Report, { now, before }: FactYear): Inlines {
  const said = [now, before].flatMap(({ statements, otherPeriods = [] }) => [...statements, ...otherPeriods]);
  const names = new Set(said.flatMap((one) => sourceNames(report, one)));
  return joinedBy(
    report,
    [...names].map((name) => sourceLink(report, name)),
  );
}

/** Findings that speak of the same matter as a fact: where one does, nobody is silent about it. */
const findingOn: Readonly<Record<string, FindingTopic>> = {
  "victims-punished": "victims-punished",
  "plans-in-force": "national-plan",
  extraditions: "extradition",
  "joint-investigations": "cooperation-on-investigations",
};

/** True when a finding is about the matter of a fact, or a figure of its name is in another unit: then the record is not silent about it. */
export function isSpokenOf({ facts, inOtherUnits }: Report, key: string): boolean {
  const topic = Object.hasOwn(findingOn, key) ? findingOn[key] : undefined;
  return (topic !== undefined && facts.get(findingFact(topic))?.now.state === "known") || inOtherUnits.has(key);
}
