// From the open rows of the record to the report of one year: facts, contradictions, what follows under a scheme. The one way to a report, for the command line, the screen and whoever verifies. Keys change nothing in it: no sealed row is looked at.
import { assess } from "../assessment/assess.ts";
import { catalogue } from "../assessment/catalogue.ts";
import { findContradictions } from "../assessment/contradictions.ts";
import { evaluateFacts, evaluateYears } from "../assessment/evaluate-facts.ts";
import type { Period } from "../assessment/fact-value.ts";
import { besideFacts } from "../assessment/judgements.ts";
import { indexStatements, type StatementIndex } from "../assessment/statement-index.ts";
import { releasedSplits, releasesIn } from "../assessment/tally.ts";
import { presentFields } from "../core/present-fields.ts";
import type { RecordRead } from "../record/record-read.ts";
import { compareTexts } from "../record/statement.ts";
import type { ReportData, ReportFact } from "./data/report-data.ts";
import { rowsToShow } from "./data/report-rows.ts";
import { sourcesUsed, withNamedSources } from "./data/report-sources.ts";

/** The facts that people follow over the years, and how many years before the last one the report shows of them. */
const followedFacts: readonly string[] = ["investigations", "prosecutions", "convictions", "victims-identified"];
const earlierYears = 4;

/** The data of the report of a year. The same open rows and question give the same data, in whatever order statements come. */
export function reportOfYear(record: RecordRead, period: Period): ReportData {
  const { origin, trial, country, title, log, organisationNames } = record;
  const statements = withNamedSources(record.statements.filter(({ sealed }) => !sealed));
  const index = indexStatements(statements);
  const facts = factsOfReport(index, period);
  const resting = {
    facts,
    contradictions: findContradictions(index, facts, period),
    assessment: assess(facts, besideFacts(statements, period)),
    splits: releasedSplits(index, period),
  };
  const rows = rowsToShow(statements, period, resting);
  const named = new Set(rows.flatMap((row) => [row, ...row.signedOff].map(({ organisation }) => organisation)));
  return {
    ...{ origin, trial, country, title, period },
    log: { size: log.size, root: log.root },
    isReleased: releasesIn(index, period).length > 0,
    ...resting,
    rows,
    sources: sourcesUsed(statements, rows),
    organisations: Object.fromEntries(
      [...organisationNames].filter(([id]) => named.has(id)).sort(([a], [b]) => compareTexts(a, b)),
    ),
  };
}

/** The facts of a year as a report needs them: those that people follow over time with the years before the last one. */
function factsOfReport(index: StatementIndex, { year, kind }: Period): readonly ReportFact[] {
  // One year more than the report shows: the last one is compared with it.
  const years = Array.from({ length: earlierYears + 2 }, (_, i): Period => ({ year: year - i, kind }));
  const followed = catalogue.filter(({ key }) => followedFacts.includes(key));
  const over = evaluateYears(index, years, followed);
  return evaluateFacts(index, { year, kind }).map((fact): ReportFact => {
    const place = followed.indexOf(fact.definition);
    if (place < 0) return fact;
    const [, before, ...earlier] = over.flatMap((values) => values[place] ?? []);
    return { ...fact, before: { ...fact.before, ...presentFields({ compared: before?.compared }) }, earlier };
  });
}
