// What a yearly report says, without any language: the year's facts with everything behind them, what follows under a scheme, the open
// rows that the narrative tells, and counts from sealed proceedings. It never holds free text of a sealed record: what is copied
// from one is named here field by field.
import type { Assessment, Scheme } from "../assessment/assessment.ts";
import type { Contradiction, FactStatement, FactValue, FactYear, Period } from "../assessment/fact-value.ts";
import type { ProceedingsFlow } from "../assessment/proceedings-flow.ts";
import type { Recommendation } from "../assessment/recommendations.ts";
import type { SchemeDifferences } from "../assessment/schemes.ts";
import { registerOf } from "../core/record/register-table.ts";
import type { RecordRef, Statement } from "../core/record/statement.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type ProceedingsTold, tellProceedings } from "./proceedings-told.ts";
import { fromPlaces, refId, refsIn, toPlaces } from "./record-places.ts";
import { rowsToTell, type ToldRow } from "./rows-told.ts";

export const reportForm = "panoh.org/report/v1";

/** A source that the report rests on, as the record describes it. */
export interface SourceUsed {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly kind: string;
  readonly checked: string;
  readonly published?: string;
  readonly reference?: string;
}

/** A record behind the report: where it is, who entered it, who vouches for it. Of a sealed record no more than this is said. */
export interface RecordUsed {
  readonly note: string;
  readonly row: number;
  readonly leaf: number | null;
  /** Null where the maker of the report could not find the record itself. */
  readonly register: string | null;
  readonly sealed: boolean;
  readonly organisation: string | null;
  readonly source: string | null;
  readonly signedOff: readonly { readonly organisation: string; readonly office: string }[];
}

/** One fact over several years, for a plot. A year without a value has null. */
export interface Series {
  readonly fact: string;
  readonly values: readonly { readonly year: number; readonly value: number | null }[];
}

export type SchemeTold = Pick<Scheme, "id" | "reports" | "period" | "checked" | "standards">;

/** What would follow from the same facts under another scheme, and how its rules differ. */
export interface OtherScheme {
  readonly scheme: string;
  readonly tier: Assessment["tier"];
  readonly asks: Assessment["asks"];
  /** From the scheme of the report to this one. */
  readonly differences: SchemeDifferences;
}

export type RecommendationTold = Pick<Recommendation, "key" | "facts" | "records">;

export interface ReportData {
  readonly form: typeof reportForm;
  readonly origin: string;
  /** Set when the country is invented for a demonstration or a trial; every page says so. */
  readonly trial: boolean;
  readonly country: string;
  /** The country's own name for itself by language, from its founding note. */
  readonly title: Readonly<Record<string, string>>;
  readonly period: Period;
  readonly scheme: SchemeTold;
  readonly log: { readonly size: number; readonly root: string };
  readonly facts: readonly FactYear[];
  readonly contradictions: readonly Contradiction[];
  readonly assessment: Assessment;
  readonly recommendations: readonly RecommendationTold[];
  readonly other: OtherScheme | null;
  /** Flows of proceedings by source, the one whose word counts first in front. */
  readonly flows: readonly ProceedingsFlow[];
  readonly series: readonly Series[];
  readonly rows: readonly ToldRow[];
  readonly proceedings: ProceedingsTold;
  readonly sources: readonly SourceUsed[];
  readonly records: readonly RecordUsed[];
  /** Names of the organisations that entered or vouched, by id and language. */
  readonly organisations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ReportInput {
  readonly origin: string;
  readonly trial: boolean;
  readonly country: string;
  readonly title: Readonly<Record<string, string>>;
  readonly scheme: Scheme;
  readonly log: { readonly size: number; readonly root: string };
  readonly facts: readonly FactYear[];
  readonly contradictions: readonly Contradiction[];
  readonly assessment: Assessment;
  readonly recommendations: readonly Recommendation[];
  readonly other?: OtherScheme;
  readonly flows: readonly ProceedingsFlow[];
  readonly series?: readonly Series[];
  /** Every statement of the record that the maker of the report can read. */
  readonly statements: readonly Statement[];
  /** Names of organisations in the directory, by id. */
  readonly organisationNames: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** The data of a report. What it takes from statements is the year's: the same input gives the same data. */
export function reportData(input: ReportInput): ReportData {
  const { assessment } = input;
  const { period } = assessment;
  const rows = rowsToTell(input.statements, input.facts, period);
  const contradictions = input.contradictions.map(withoutSealedText);
  const facts = input.facts.map((fact) => ({
    definition: fact.definition,
    now: valueTold(fact.now),
    before: valueTold(fact.before),
  }));
  const proceedings = tellProceedings(input.statements, period);
  const refs = refsIn([facts, contradictions, assessment, rows, proceedings, input.recommendations, input.flows]);
  const records = recordsUsed(refs, input.statements);
  const keys = new Set([
    ...facts.flatMap((fact) =>
      [...fact.now.statements, ...fact.before.statements].map((statement) => statement.source),
    ),
    ...contradictions.flatMap((contradiction) => contradiction.sides.map((side) => side.source)),
    ...rows.map((row) => row.source),
    ...records.flatMap((record) => (record.source === null ? [] : [record.source])),
  ]);
  const organisations = new Set([
    ...records.flatMap((record) => [record.organisation ?? "", ...record.signedOff.map((sign) => sign.organisation)]),
    ...facts.flatMap((fact) => [...fact.now.statements, ...fact.before.statements].map((one) => one.organisation)),
  ]);
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
    facts,
    contradictions,
    assessment,
    recommendations: input.recommendations.map((one) => ({
      key: one.key,
      facts: one.facts,
      records: one.records.map(refOnly),
    })),
    other: input.other ?? null,
    flows: input.flows.map(({ source, stages, links, sealed }) => ({
      source,
      stages,
      links: links.map(({ from, to, cases, records }) => ({ from, to, cases, records: records.map(refOnly) })),
      sealed,
    })),
    series: input.series ?? [],
    rows,
    proceedings,
    sources: sourcesUsed(keys, input.statements),
    records,
    organisations: Object.fromEntries(
      [...organisations].sort().flatMap((key) => {
        const name = input.organisationNames.get(key);
        return name === undefined ? [] : [[key, name]];
      }),
    ),
  };
}

/** The data in its one spelling. References to records are places in its list of records. */
export function reportText(data: ReportData): string {
  const { records, ...rest } = data;
  return canonicalJson({ ...(toPlaces(rest, records) as object), records });
}

/** The data of a text in their one spelling; null for anything else. The shape is not checked: use it to compare, not to trust. */
export function readReportText(text: string): ReportData | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("form" in value) || value.form !== reportForm) return null;
    if (!("records" in value) || !Array.isArray(value.records) || canonicalJson(value) !== text) return null;
    const { records, ...rest } = value;
    return { ...(fromPlaces(rest, records) as object), records } as unknown as ReportData;
  } catch {
    return null;
  }
}

/** The report's hash, as `sha256` spells it: it is published in the log. */
export function reportHash(data: ReportData, sha256: (bytes: Uint8Array) => string): string {
  return sha256(new TextEncoder().encode(reportText(data)));
}

function valueTold(value: FactValue): FactValue {
  return { ...value, statements: value.statements.map(statementTold), unplaced: value.unplaced.map(refOnly) };
}

function statementTold(statement: FactStatement): FactStatement {
  return {
    source: statement.source,
    from: statement.from,
    value: statement.value,
    ...(statement.published === undefined ? {} : { published: statement.published }),
    parts: statement.parts.map(({ part, value, ref }) => ({ part, value, ref: refOnly(ref) })),
    records: statement.records.map(refOnly),
    articles: statement.articles,
    organisation: statement.organisation,
    signedOff: statement.signedOff,
    sealed: statement.sealed,
    ...(statement.currency === undefined ? {} : { currency: statement.currency }),
    ...(statement.incomplete === undefined ? {} : { incomplete: statement.incomplete }),
  };
}

function refOnly({ note, row }: RecordRef): RecordRef {
  return { note, row };
}

/** Codes, numbers and dates of sealed registers may be told apart from each other; their lines of text and their keys may not. */
function withoutSealedText(contradiction: Contradiction): Contradiction {
  const { about } = contradiction;
  if ("fact" in about || registerOf(about.register).open) return contradiction;
  const shape = registerOf(about.register).fields[about.field]?.shape.type;
  const harmless = shape === "code" || shape === "date" || shape === "whole" || shape === "count" || shape === "yes-no";
  return {
    about: { register: about.register, key: "", field: about.field },
    sides: contradiction.sides.map((side) => ({ ...side, value: harmless ? side.value : "" })),
  };
}

function recordsUsed(refs: readonly RecordRef[], statements: readonly Statement[]): readonly RecordUsed[] {
  const statementById = new Map(statements.map((statement) => [refId(statement.ref), statement]));
  return refs.map((ref): RecordUsed => {
    const statement = statementById.get(refId(ref));
    return {
      note: ref.note,
      row: ref.row,
      leaf: statement?.leaf ?? null,
      register: statement?.register ?? null,
      sealed: statement?.sealed ?? false,
      organisation: statement?.organisation ?? null,
      source: statement?.source ?? null,
      signedOff: (statement?.signedOff ?? []).map(({ organisation, office }) => ({ organisation, office })),
    };
  });
}

function sourcesUsed(keys: ReadonlySet<string>, statements: readonly Statement[]): readonly SourceUsed[] {
  const described = new Map<string, SourceUsed>();
  for (const statement of statements) {
    if (statement.register !== "source" || !keys.has(statement.key) || described.has(statement.key)) continue;
    const { title, publisher, kind, checked, published, reference } = (statement as Statement<"source">).values;
    described.set(statement.key, {
      key: statement.key,
      title,
      publisher,
      kind,
      checked,
      ...(published === undefined ? {} : { published }),
      ...(reference === undefined ? {} : { reference }),
    });
  }
  return [...described.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
