// Checks a report that rests on sealed records which the checker does not hold. Whatever does not rest on them is compared; what follows
// from figures must follow from the shown ones; and a shown figure may claim sealed records only where the catalogue counts such records.
import { assess } from "../../assessment/assess.ts";
import { judgementsOf, ratingsOf, requestsOf } from "../../assessment/judgements.ts";
import { lawKeys } from "../../assessment/proceedings-counts.ts";
import { recommend } from "../../assessment/recommendations.ts";
import { schemeFor } from "../../assessment/schemes.ts";
import { indexStatements } from "../../assessment/statement-index.ts";
import { isSameJson } from "../data/canonical-json.ts";
import { type RecordUsed, refId, withSharedRefs } from "../data/record-places.ts";
import { type ReportData, refsOfReport, shownNames } from "../data/report-data.ts";
import { ReportSources } from "../data/report-sources.ts";
import { unreadFacts } from "../data/sealed-facts.ts";
import { otherScheme } from "../report-of-year.ts";
import { checkContradictions } from "./contradictions.ts";
import type { FactVerdict, ReportFlaw, ReportPart, Sight } from "./outcome.ts";
import type { PageRecords } from "./records.ts";
import { checkFlows, checkProceedings } from "./sealed-counts.ts";
import { checkSealedFact, mayBeOver, type Order, restsOn, withholdsAny } from "./sealed-fact.ts";

interface OpenPart {
  readonly facts: readonly { readonly fact: string; readonly verdict: FactVerdict }[];
  readonly flaws: readonly ReportFlaw[];
  readonly unchecked: number;
}

interface OpenSight extends Sight {
  /** The sealed records that the report names and the checker does not hold. */
  readonly sealed: readonly RecordUsed[];
}

/** What the checker can say of the parts that can be compared, and how many figures cannot. */
export function checkOpenPart(shown: ReportData, own: ReportData, sight: OpenSight): OpenPart {
  const flaw = (part: ReportPart): ReportFlaw => ({ code: "not-the-records", part });
  const definitions = (data: ReportData) => data.facts.map(({ definition }) => definition);
  // Without the program's own definitions nothing can be recomputed from the facts.
  if (!isSameJson(definitions(shown), definitions(own))) return { facts: [], flaws: [flaw("facts")], unchecked: 0 };
  const { statements, organisationNames: organisations } = sight.record;
  const byRef = (records: readonly RecordUsed[]) => new Map(records.map((record) => [refId(record), record]));
  const page: PageRecords = {
    named: byRef([...own.records, ...shown.records]),
    unheld: byRef(sight.sealed),
    sources: new ReportSources(statements),
    organisations,
  };
  const order: Order = {
    all: indexStatements(statements),
    sources: indexStatements(statements.filter(({ register }) => register === "source")),
  };
  const facts = shown.facts.map((fact, i) => {
    const counterpart = own.facts[i];
    const isSame = isSameJson(fact, counterpart);
    const rests =
      restsOn(fact, page) ||
      (counterpart !== undefined && (withholdsAny(counterpart) || mayBeOver(counterpart.definition)));
    const holds = rests && counterpart !== undefined && checkSealedFact(fact, counterpart, page, order);
    const verdict: FactVerdict = isSame ? "same" : holds ? "sealed" : "differs";
    return { fact: fact.definition.key, verdict };
  });
  // What is released rests on open rows: it is the same or it is refused.
  const isTallied = own.released.includes(own.period.year);
  const sameOrNull = (part: "contradictions" | "flows" | "proceedings") =>
    isSameJson(shown[part], own[part]) ? 0 : null;
  const claims = {
    contradictions: checkContradictions(shown, own, page),
    flows: isTallied ? sameOrNull("flows") : checkFlows(shown.flows, own.flows, page),
    proceedings: isTallied
      ? sameOrNull("proceedings")
      : checkProceedings(shown.proceedings, own.proceedings, page, {
          index: order.all,
          laws: lawKeys(statements),
          period: own.period,
        }),
  } as const;
  const expected = expectedOf(shown, own, sight, page);
  const parts = (Object.keys(expected) as (keyof typeof expected)[]).filter(
    (part) => !isSameJson(shown[part], expected[part]),
  );
  const flawed: readonly ReportPart[] = [
    ...parts,
    ...(Object.keys(claims) as (keyof typeof claims)[]).filter((part) => claims[part] === null),
    ...(areListed(shown) ? [] : (["records"] as const)),
  ];
  return {
    facts,
    flaws: [
      ...facts.flatMap(({ fact, verdict }) => (verdict === "differs" ? [{ code: "fact-differs", fact } as const] : [])),
      ...flawed.map(flaw),
    ],
    unchecked: facts.filter(isSealed).length + Object.values(claims).reduce<number>((sum, n) => sum + (n ?? 0), 0),
  };
}

function isSealed({ verdict }: { readonly verdict: FactVerdict }): boolean {
  return verdict === "sealed";
}

/** The parts that are the record's own, and those that follow from other shown ones with open judgements, ratings, sources and names. */
function expectedOf(shown: ReportData, own: ReportData, { record, scheme }: Sight, { sources }: PageRecords) {
  const facts = withSharedRefs(shown.facts);
  const unread = unreadFacts({ holds: shown.holds, released: own.released }, shown.period.year);
  const [judgements, ratings] = [judgementsOf(record.statements, shown.period), ratingsOf(record.statements)];
  const beside = { judgements, ratings, requests: requestsOf(record.statements, shown.period), unread };
  const other = own.other === null ? null : schemeFor(own.other.scheme);
  const { form, origin, trial, country, title, period, scheme: ownScheme, log, rows } = own;
  return {
    form,
    origin,
    trial,
    country,
    title,
    period,
    scheme: ownScheme,
    log,
    released: own.released,
    rows,
    ...shownNames({ ...shown, rows }, sources, record.organisationNames),
    assessment: assess(scheme, facts, beside),
    recommendations: recommend(facts, unread).map((one) => ({ key: one.key, facts: one.facts, records: one.records })),
    other: other === null ? own.other : otherScheme(scheme, other, assess(other, facts, beside)),
  } as const;
}

/** The list of records holds exactly those to which the rest refers, in its one order: none is there for show. */
function areListed(shown: ReportData): boolean {
  return isSameJson(refsOfReport(shown).map(refId), shown.records.map(refId));
}
