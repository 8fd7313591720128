// The schemes of assessment that the program brings, and how two of them differ. Nothing that reads schemes knows one by name.
import type { Criterion, InForce, Scheme } from "./assessment.ts";
import { atomsOf, factsOfNeed } from "./rule-atoms.ts";
import { tvpa2004, tvpa2006, tvpaNow } from "./tvpa.ts";

export const schemes: readonly Scheme[] = [tvpa2004, tvpa2006, tvpaNow];

/** The scheme with this id; null when there is none. */
export function schemeFor(id: string, among: readonly Scheme[] = schemes): Scheme | null {
  return among.find((scheme) => scheme.id === id) ?? null;
}

/** The scheme that applied to reports of this year; null when none is known for it. */
export function schemeOfReport(year: number, among: readonly Scheme[] = schemes): Scheme | null {
  return among.find(({ reports: [from, until] }) => from <= year && (until === null || year <= until)) ?? null;
}

/** The scheme as it holds for reports of this year; of a year outside its own, as it does for the nearest one of these. */
export function rulesOfYear(scheme: Scheme, reportYear: number): Scheme {
  const [from, until] = scheme.reports;
  const year = Math.max(from, until === null ? reportYear : Math.min(reportYear, until));
  const holds = ({ years: { first, last } }: { readonly years: InForce }) =>
    first <= year && (last === null || year <= last);
  return {
    ...scheme,
    criteria: scheme.criteria.filter(holds),
    watchList: scheme.watchList.filter(holds),
    tiers: scheme.tiers.filter(holds),
  };
}

/** What another scheme asks that the first does not, and the reverse. Keys are of criteria, grounds, steps, judgements and facts. */
export interface SchemeDifferences {
  readonly criteria: Changes;
  /** Criteria of both schemes of which other facts or answers are evidence now: what was added to them and what was taken out. */
  readonly changedCriteria: readonly {
    readonly key: string;
    readonly numbers: readonly [number | null, number | null];
    readonly facts: Changes;
    /** The waiver of the presumption from missing data is in one of them only. */
    readonly waiver: "same" | "added" | "removed";
  }[];
  readonly grounds: Changes;
  readonly steps: Changes;
  readonly judgements: Changes;
}

interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** How `other` differs from `scheme`. All of it follows from their data. */
export function differencesOf(scheme: Scheme, other: Scheme): SchemeDifferences {
  const keys = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key);
  const changedCriteria = scheme.criteria.flatMap((before) => {
    const after = other.criteria.find(({ key }) => key === before.key);
    if (after === undefined) return [];
    const facts = changes(factsOfCriterion(before), factsOfCriterion(after));
    const waiver = waiverChange(before, after);
    const same = before.number === after.number && facts.added.length + facts.removed.length === 0 && waiver === "same";
    return same ? [] : [{ key: before.key, numbers: [before.number, after.number] as const, facts, waiver }];
  });
  return {
    criteria: changes(keys(scheme.criteria), keys(other.criteria)),
    changedCriteria,
    grounds: changes(keys(scheme.watchList), keys(other.watchList)),
    steps: changes(keys(scheme.tiers), keys(other.tiers)),
    judgements: changes(scheme.judgements, other.judgements),
  };
}

function factsOfCriterion(criterion: Criterion): readonly string[] {
  const rules = [...criterion.for, ...criterion.against].flatMap(atomsOf);
  return [
    ...new Set([
      ...rules.flatMap((rule) => ("fact" in rule ? [rule.fact] : [])),
      ...criterion.needs.flatMap(factsOfNeed),
    ]),
  ];
}

function waiverChange(before: Criterion, after: Criterion): "same" | "added" | "removed" {
  const [had, has] = [before.presumption?.unless !== undefined, after.presumption?.unless !== undefined];
  if (had === has) return "same";
  return has ? "added" : "removed";
}

function changes(before: readonly string[], after: readonly string[]): Changes {
  return {
    added: after.filter((key) => !before.includes(key)),
    removed: before.filter((key) => !after.includes(key)),
  };
}
