// Checks a report that rests on sealed records which the checker does not hold. Whatever does not rest on them is compared; what follows
// from figures must follow from the shown ones; and a shown figure may claim sealed records only where the catalogue counts such records.
import { assess } from "../assessment/assess.ts";
import { factContradictions } from "../assessment/contradictions.ts";
import type { Contradiction } from "../assessment/fact-value.ts";
import { judgementsOf, ratingsOf } from "../assessment/judgements.ts";
import { recommend } from "../assessment/recommendations.ts";
import { schemeFor } from "../assessment/schemes.ts";
import { indexStatements } from "../assessment/statement-index.ts";
import { registerNames, registerOf } from "../core/record/register-table.ts";
import type { Statement } from "../core/record/statement.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sourceKey } from "./check-records.ts";
import { checkSealedFact, hasUntold, restsOn, withholds, withholdsAny, withKey } from "./check-sealed-fact.ts";
import { checkSeries } from "./check-series.ts";
import { refId, refsIn, withSharedRefs } from "./record-places.ts";
import type { FactVerdict, ReportFlaw, ReportPart, Sight } from "./report-check.ts";
import type { RecordUsed, ReportData } from "./report-data.ts";

export interface OpenPart {
  readonly facts: readonly { readonly fact: string; readonly verdict: FactVerdict }[];
  readonly flaws: readonly ReportFlaw[];
  readonly unchecked: number;
}

interface OpenSight extends Sight {
  /** The sealed records that the report names and the checker does not hold. */
  readonly sealed: readonly RecordUsed[];
}

/** What the checker can say of the parts that he can compare, and how many figures he cannot. */
export function checkOpenPart(shown: ReportData, own: ReportData, sight: OpenSight): OpenPart {
  const flaw = (part: ReportPart): ReportFlaw => ({ code: "not-the-records", part });
  const definitions = (data: ReportData) => canonicalJson(data.facts.map(({ definition }) => definition));
  // Without the program's own definitions nothing can be recomputed from the facts.
  if (definitions(shown) !== definitions(own)) return { facts: [], flaws: [flaw("facts")], unchecked: 0 };
  const unheld = new Map(sight.sealed.map((record) => [refId(record), record]));
  const isUnheld = (value: unknown) => refsIn(value).some((ref) => unheld.has(refId(ref)));
  const index = indexStatements(sight.record.statements);
  const facts = shown.facts.map((fact, i) => {
    const counterpart = own.facts[i];
    const isSame = canonicalJson(fact) === canonicalJson(counterpart ?? null);
    const rests =
      restsOn(fact.now, unheld) ||
      restsOn(fact.before, unheld) ||
      (counterpart !== undefined && withholdsAny(counterpart));
    const holds = rests && counterpart !== undefined && checkSealedFact(fact, counterpart, unheld, index);
    const verdict: FactVerdict = isSame ? "same" : holds ? "sealed" : "differs";
    return { fact: fact.definition.key, verdict };
  });
  const contradictions = checkContradictions(shown, own, isUnheld);
  const series = checkSeries(shown, own);
  const flows = shown.flows.filter((flow) => isUnheld(flow));
  const openFlows = shown.flows.filter((flow) => !isUnheld(flow)).map(canonicalJson);
  const ownFlows = new Set(own.flows.map(canonicalJson));
  const restsProceedings = isUnheld(shown.proceedings);
  const expected = expectedOf(shown, own, sight);
  const parts = (Object.keys(expected) as (keyof typeof expected)[]).filter(
    (part) => canonicalJson(shown[part]) !== canonicalJson(expected[part]),
  );
  const flawed: readonly ReportPart[] = [
    ...parts,
    ...(contradictions === null ? (["contradictions"] as const) : []),
    ...(series === null ? (["series"] as const) : []),
    ...(openFlows.every((flow) => ownFlows.has(flow)) ? [] : (["flows"] as const)),
    ...(restsProceedings || canonicalJson(shown.proceedings) === canonicalJson(own.proceedings)
      ? []
      : (["proceedings"] as const)),
    ...(areSources(shown, own, sight) ? [] : (["sources"] as const)),
    ...(areNames(shown, own, sight) ? [] : (["organisations"] as const)),
    ...(areListed(shown) ? [] : (["records"] as const)),
  ];
  return {
    facts,
    flaws: [
      ...facts.flatMap(({ fact, verdict }) => (verdict === "differs" ? [{ code: "fact-differs", fact } as const] : [])),
      ...flawed.map(flaw),
    ],
    unchecked:
      facts.filter(isSealed).length + (contradictions ?? 0) + (series ?? 0) + flows.length + (restsProceedings ? 1 : 0),
  };
}

function isSealed({ verdict }: { readonly verdict: FactVerdict }): boolean {
  return verdict === "sealed";
}

/** The parts that are the record's own, and those that follow from the shown facts with open judgements and ratings. */
function expectedOf(shown: ReportData, own: ReportData, { record, scheme }: Sight) {
  const facts = withSharedRefs(shown.facts);
  const judgements = judgementsOf(record.statements, shown.period);
  const ratings = ratingsOf(record.statements);
  const other = own.other === null ? null : schemeFor(own.other.scheme);
  const elsewhere = other === null ? null : assess(other, facts, judgements, ratings);
  const { form, origin, trial, country, title, period, scheme: told, log, rows } = own;
  return {
    form,
    origin,
    trial,
    country,
    title,
    period,
    scheme: told,
    log,
    rows,
    assessment: assess(scheme, facts, judgements, ratings),
    recommendations: recommend(facts).map((one) => ({ key: one.key, facts: one.facts, records: one.records })),
    other:
      own.other === null || elsewhere === null
        ? own.other
        : { ...own.other, tier: elsewhere.tier, asks: elsewhere.asks },
  } as const;
}

/** Contradictions of facts follow from the shown facts, those of open registers from the record. Gives how many others there are; null for a flaw. */
function checkContradictions(shown: ReportData, own: ReportData, isUnheld: (value: unknown) => boolean): number | null {
  const told = Map.groupBy(shown.contradictions, kindOf);
  const of = (kind: ReturnType<typeof kindOf>) => told.get(kind) ?? [];
  const isOpenRight =
    canonicalJson(of("open")) === canonicalJson(own.contradictions.filter((one) => kindOf(one) === "open"));
  const order = shown.contradictions.map((one) => (kindOf(one) === "fact" ? 0 : 1));
  if (!isOpenRight || order.some((place, i) => place < (order[i - 1] ?? 0))) return null;
  // Where two statements leave their sources out, only whoever has them can say whether they differ.
  const untold = new Set(
    shown.facts.filter(({ now }) => hasUntold(now.statements)).map(({ definition }) => definition.key),
  );
  const isUntold = ({ about }: Contradiction) => "fact" in about && untold.has(about.fact);
  const facts = shown.facts.map((fact) => ({
    ...fact,
    now: { ...fact.now, statements: fact.now.statements.map(withKey) },
  }));
  const expected = factContradictions(facts).filter((one) => !isUntold(one));
  const decided = of("fact").filter((one) => !isUntold(one));
  if (canonicalJson(decided.map(withKeys)) !== canonicalJson(expected)) return null;
  const claimed = [...of("sealed"), ...of("fact").filter(isUntold)];
  const known = new Set(own.contradictions.map(canonicalJson));
  const others = claimed.filter((one) => !known.has(canonicalJson(one)));
  const areSides = of("fact").every(({ about, sides }) => {
    const fact = shown.facts.find(({ definition }) => "fact" in about && definition.key === about.fact);
    const names = new Set(fact?.now.statements.map(({ source, records }) => canonicalJson([source, records])));
    return sides.every(({ source, records }) => names.has(canonicalJson([source, records])));
  });
  const withholding = new Set(shown.facts.filter(({ now }) => withholds(now)).map(({ definition }) => definition.key));
  const mayDiffer = (one: Contradiction) => isUnheld(one) || ("fact" in one.about && withholding.has(one.about.fact));
  return areSides && others.every(mayDiffer) ? others.length : null;
}

function kindOf({ about }: Contradiction): "fact" | "open" | "sealed" {
  if ("fact" in about) return "fact";
  const register = registerNames.find((name) => name === about.register);
  return register !== undefined && !registerOf(register).open ? "sealed" : "open";
}

function withKeys(contradiction: Contradiction): Contradiction {
  return { ...contradiction, sides: contradiction.sides.map((side) => ({ ...side, source: sourceKey(side.source) })) };
}

/** Every source is described as its organisation's open row describes it, each once and in order, and none that the checker needs is left out. */
function areSources(shown: ReportData, own: ReportData, { record }: Sight): boolean {
  const rows = record.statements.filter((one): one is Statement<"source"> => one.register === "source");
  const isEntered = (source: ReportData["sources"][number]) =>
    rows.some(({ key, organisation, values: { title, publisher, kind, checked, published, reference } }) => {
      const described = { key: source.key, title, publisher, kind, checked, published, reference };
      return [key, `${key} ${organisation}`].includes(source.key) && canonicalJson(described) === canonicalJson(source);
    });
  const keys = shown.sources.map(({ key }) => key);
  const described = new Set(shown.sources.map(canonicalJson));
  return (
    keys.every((key, i) => i === 0 || (keys[i - 1] ?? "") < key) &&
    shown.sources.every(isEntered) &&
    own.sources.every((source) => described.has(canonicalJson(source)))
  );
}

/** Every organisation has the name that the directory gives, and all that the report speaks of are there. */
function areNames(shown: ReportData, own: ReportData, { record }: Sight): boolean {
  const named = Object.entries(shown.organisations);
  return (
    named.every(([id, name]) => canonicalJson(name) === canonicalJson(record.organisationNames.get(id) ?? null)) &&
    Object.keys(own.organisations).every((id) => Object.hasOwn(shown.organisations, id))
  );
}

/** The list of records holds exactly those to which the rest refers, in its one order: none is there for show. */
function areListed({ records, ...rest }: ReportData): boolean {
  return canonicalJson(refsIn(rest).map(refId)) === canonicalJson(records.map(refId));
}
