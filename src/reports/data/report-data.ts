// What a yearly report says, without any language: the year's facts with everything behind them, what follows under a scheme, the rows that it shows, and
// what was released of proceedings. All of it follows from open rows.

import type { Assessment, Scheme } from "../../assessment/assessment.ts";
import type { Contradiction, FactStatement, FactValue, Period } from "../../assessment/fact-value.ts";
import type { ReleasedSplit } from "../../assessment/tally.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { type RecordRef, refId, type Statement } from "../../record/statement.ts";
import { canonicalJson } from "./canonical-json.ts";
import { recordLines } from "./record-lines.ts";
import { type RecordUsed, refsIn, toPlaces } from "./record-places.ts";
import { mapYears, type ReportFact, yearsOf } from "./report-fact.ts";
import { type ReportRow, rowsToShow } from "./report-rows.ts";
import { ReportSources, type SourceUsed } from "./report-sources.ts";

export const reportForm = "panoh.org/report/v3";

type ReportScheme = Pick<Scheme, "id" | "reports" | "period" | "checked" | "standards">;

export interface ReportData extends Pick<RecordRead, "origin" | "trial" | "country" | "title" | "log"> {
  readonly form: typeof reportForm;
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

/** The parts that refer to records. The others hold names by keys that people choose: there a key is a word, whatever it spells. */
const referringParts = [
  "facts",
  "contradictions",
  "assessment",
  "rows",
  "splits",
] as const satisfies readonly (keyof ReportData)[];

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
  const facts = input.facts.map((fact) => mapYears(fact, (value) => shownValue(value, sources)));
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
    form: reportForm,
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

/** The data in its one spelling. References to records are places in its list of records, and that list is spelled in lines. */
export function reportText(data: ReportData): string {
  const { records } = data;
  return canonicalJson({ ...data, ...(toPlaces(referring(data), records) as object), records: recordLines(records) });
}

function referring(data: object): object {
  const parts: { readonly [name: string]: unknown } = { ...data };
  return Object.fromEntries(referringParts.map((part) => [part, parts[part]]));
}

function shownValue(value: FactValue, sources: ReportSources): FactValue {
  const statements = value.statements.map((statement) => shownStatement(statement, sources));
  return {
    ...value,
    statements,
    unplaced: value.unplaced.map(refOnly),
    ...presentFields({
      otherPeriods: value.otherPeriods?.map((statement) => shownStatement(statement, sources)),
      aside: value.aside?.map(refOnly),
    }),
  };
}

function shownStatement(statement: FactStatement, sources: ReportSources): FactStatement {
  const { currency, incomplete, about, range, asOf, partial, days } = statement;
  return {
    source: sources.nameOf(statement.source, statement.records),
    from: statement.from,
    value: statement.value,
    ...presentFields({ published: statement.published }),
    parts: statement.parts.map(({ part, value, ref }) => ({ part, value, ref: refOnly(ref) })),
    records: statement.records.map(refOnly),
    articles: statement.articles,
    organisation: statement.organisation,
    ...presentFields({ organisations: statement.organisations }),
    signedOff: statement.signedOff,
    ...presentFields({ currency, incomplete, about, range, asOf, partial, days }),
  };
}

function refOnly({ note, row }: RecordRef): RecordRef {
  return { note, row };
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
