// What a yearly report says, without any language: the year's facts with everything behind them, what follows under a scheme, the rows that it shows, and
// what was released of proceedings. All of it follows from open rows.

import type { Assessment, Scheme } from "../../assessment/assessment.ts";
import type { Contradiction, FactStatement, FactValue, Period } from "../../assessment/fact-value.ts";
import type { ReleasedSplit } from "../../assessment/tally.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { type RecordRef, refId, type Statement } from "../../record/statement.ts";
import { type RecordUsed, refsIn } from "./record-places.ts";
import { mapYears, type ReportFact, yearsOf } from "./report-fact.ts";
import { type ReportRow, rowsToShow } from "./report-rows.ts";
import { ReportSources, type SourceUsed } from "./report-sources.ts";

type ReportScheme = Pick<Scheme, "id" | "reports" | "period" | "checked" | "standards">;

export interface ReportData extends Pick<RecordRead, "origin" | "trial" | "country" | "title" | "log"> {
  /** The years of which facts of sealed registers are read from tallies. */
  readonly released: readonly number[];
  readonly period: Period;
  readonly scheme: ReportScheme;
  readonly facts: readonly ReportFact[];
  readonly contradictions: readonly Contradiction[];
  readonly assessment: Assessment;
  readonly rows: readonly ReportRow[];
  /** What was released of proceedings beyond the facts. */
  readonly splits: readonly ReleasedSplit[];
  readonly sources: readonly SourceUsed[];
  readonly records: readonly RecordUsed[];
  /** Names of the organisations that entered or vouched, by id and language. */
  readonly organisations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface ReportInput extends RecordRead {
  readonly scheme: Scheme;
  readonly released: readonly number[];
  readonly facts: readonly ReportFact[];
  readonly contradictions: readonly Contradiction[];
  readonly assessment: Assessment;
  readonly splits: readonly ReleasedSplit[];
}

/** The data of a report. What it takes from statements is the year's: the same input gives the same data. */
export function reportData(input: ReportInput): ReportData {
  const { assessment } = input;
  const { period } = assessment;
  const sources = new ReportSources(input.statements);
  const contradictions = input.contradictions.map((contradiction) => ({
    ...contradiction,
    sides: contradiction.sides.map((side) => ({ ...side, source: sources.nameOf(side.source, side.records) })),
  }));
  const facts = input.facts.map((fact) => mapYears(fact, (value) => named(value, sources)));
  const splits = input.splits.map((split) => ({ ...split, source: sources.nameOf(split.source, [split.ref]) }));
  const articles = splits.filter(({ by }) => by === "article").map(({ cell }) => cell);
  const rows = rowsToShow(input.statements, input.facts, period, articles).map((row) => ({
    ...row,
    source: sources.nameOf(row.source, [row.ref]),
  }));
  const refs = refsIn({ facts, contradictions, assessment, rows, splits });
  const records = recordsUsed(refs, input.statements, sources);
  const { id, reports, period: kind, checked, standards } = input.scheme;
  return {
    origin: input.origin,
    trial: input.trial,
    country: input.country,
    title: input.title,
    period,
    scheme: { id, reports, period: kind, checked, standards },
    log: { size: input.log.size, root: input.log.root },
    released: input.released,
    facts,
    contradictions,
    assessment,
    rows,
    splits,
    records,
    ...shownNames({ facts, contradictions, rows, records }, sources, input.organisationNames),
  };
}

/** The sources and the organisations that these parts of a report name, as the record and the directory describe them. */
function shownNames(
  { facts, contradictions, rows, records }: Pick<ReportData, "facts" | "contradictions" | "rows" | "records">,
  sources: ReportSources,
  organisationNames: ReportInput["organisationNames"],
): Pick<ReportData, "sources" | "organisations"> {
  const statements = facts.flatMap(yearsOf).flatMap((value) => value.statements);
  const keys = new Set([
    ...statements.map(({ source }) => source),
    ...contradictions.flatMap(({ sides }) => sides.map(({ source }) => source)),
    ...rows.map(({ source }) => source),
    ...records.flatMap(({ source }) => (source === null ? [] : [source])),
  ]);
  const organisations = new Set([
    ...records.flatMap((record) => [record.organisation ?? "", ...record.signedOff.map((sign) => sign.organisation)]),
    ...statements.map(({ organisation }) => organisation),
  ]);
  return {
    sources: sources.used(keys),
    organisations: Object.fromEntries(
      [...organisations].sort().flatMap((key) => {
        const name = organisationNames.get(key);
        return name === undefined ? [] : [[key, name]];
      }),
    ),
  };
}

/** The value with its sources by their names in the report. */
function named(value: FactValue, sources: ReportSources): FactValue {
  const nameSource = (one: FactStatement) => ({ ...one, source: sources.nameOf(one.source, one.records) });
  return {
    ...value,
    statements: value.statements.map(nameSource),
    ...presentFields({ otherPeriods: value.otherPeriods?.map(nameSource) }),
  };
}

function recordsUsed(
  refs: readonly RecordRef[],
  statements: readonly Statement[],
  sources: ReportSources,
): readonly RecordUsed[] {
  const statementById = new Map(statements.map((statement) => [refId(statement.ref), statement]));
  return refs.map((ref): RecordUsed => {
    const statement = statementById.get(refId(ref));
    return {
      note: ref.note,
      row: ref.row,
      leaf: statement?.leaf ?? null,
      register: statement?.register ?? null,
      organisation: statement?.organisation ?? null,
      source: statement === undefined ? null : sources.nameOf(statement.source, [ref]),
      signedOff: (statement?.signedOff ?? []).map(({ organisation, office }) => ({ organisation, office })),
    };
  });
}
