// The count of a year, as one organisation sends it to the two offices (docs/spec/offices.md): for each fact one token of each case, and how many persons are in
// each class. No case, no day, no name, and nothing from which the cases of one person in two facts could be joined.
import type { AnswerOfYear, CaseOfYear } from "./case-of-year.ts";
import { notSaid } from "./counted-case.ts";
import { type CountFact, type CountSplit, countFacts, countSplitNames, countSplits } from "./registers/count-facts.ts";

/** A person with several forms of exploitation. */
export const several = "several";

/** Of fewer cases an organisation says no class: else an office would read a person. */
export const fewestOfSender = 5;

/** A case of the organisation, as it counts. `salt` is that of its opening. */
export interface CaseToCount {
  readonly caseId: string;
  readonly salt: string;
  /** Null where another organisation counts it, or nothing of the year happened in it. */
  readonly ofYear: CaseOfYear | null;
  readonly answers: readonly AnswerOfYear[];
}

interface CountCell {
  readonly by: CountSplit;
  readonly cell: string;
  readonly value: number;
}

export interface YearCount {
  readonly year: number;
  /** One for each case or answer, sorted; none where there is none. */
  readonly tokens: { readonly [F in CountFact]: readonly string[] };
  /** Without empty ones. Those of a split add up to its fact. */
  readonly cells: readonly CountCell[];
  /** Days from opening to formal identification, of all formal identifications together; null where there are few, or none. */
  readonly days: number | null;
}

/** The token of a case for one fact, or of an answer to a referral: nobody without the case finds it. */
type TokenOf = (fact: CountFact, one: Pick<CaseToCount, "caseId" | "salt">, referral?: string) => string;

export function yearCount(year: number, cases: readonly CaseToCount[], tokenOf: TokenOf): YearCount {
  const tokensOf = (fact: CountFact): readonly string[] =>
    cases
      .flatMap((one) => [
        ...((one.ofYear?.facts ?? []) as readonly CountFact[])
          .filter((each) => each === fact)
          .map(() => tokenOf(fact, one)),
        ...one.answers.flatMap((answer) => (answer.fact === fact ? [tokenOf(fact, one, answer.referral)] : [])),
      ])
      .sort();
  const tokens = ofEachFact(tokensOf);
  const isFew = (fact: CountFact) => tokens[fact].length < fewestOfSender;
  const identified = cases.flatMap(({ ofYear }) =>
    ofYear?.facts.includes("victims-identified") === true ? [ofYear] : [],
  );
  const declined = cases.flatMap(({ answers }) => answers.filter(({ fact }) => fact === "referrals-declined"));
  const cells = countSplitNames.flatMap((by): readonly CountCell[] => {
    const classes =
      by === "reason" ? declined.map(({ reason }) => reason ?? notSaid) : identified.map((one) => classOf(by, one));
    const said = isFew(countSplits[by]) ? classes.map(() => notSaid) : classes;
    const byCell = Map.groupBy(said, (cell) => cell);
    return [...byCell.keys()].sort().map((cell) => ({ by, cell, value: byCell.get(cell)?.length ?? 0 }));
  });
  const days = cases.flatMap(({ ofYear }) => ofYear?.days ?? []);
  const isTimed = days.length === tokens["formal-identifications"].length && !isFew("formal-identifications");
  return { year, tokens, cells, days: isTimed ? days.reduce((sum, each) => sum + each, 0) : null };
}

/**
 * A count that corrects one that was sent: where fewer than five cases of a fact changed, or their classes, its classes stay as they were, and what is more or less is
 * `not-said`. Else who reads both would join all classes of the one who came.
 */
export function steadyCount(count: YearCount, before: YearCount | null): YearCount {
  if (before === null) return count;
  const isLess = (fact: CountFact) => tokensChanged(count.tokens[fact], before.tokens[fact]) < fewestOfSender;
  const cells = countSplitNames.flatMap((by): readonly CountCell[] => {
    const [now, then] = [cellsBy(count, by), cellsBy(before, by)];
    const n = count.tokens[countSplits[by]].length;
    const isSteady = isLess(countSplits[by]) && classesChanged(now, then) < fewestOfSender;
    if (n < fewestOfSender || !isSteady) return now;
    const said = then.filter(({ cell }) => cell !== notSaid);
    const rest = n - said.reduce((sum, { value }) => sum + value, 0);
    if (rest < 0) return [{ by, cell: notSaid, value: n }];
    const all = [...said, ...(rest > 0 ? [{ by, cell: notSaid, value: rest }] : [])];
    return all.toSorted((a, b) => (a.cell < b.cell ? -1 : 1));
  });
  const isTimed = !isLess("formal-identifications");
  const isSame = tokensChanged(count.tokens["formal-identifications"], before.tokens["formal-identifications"]) === 0;
  return { ...count, cells, days: isTimed ? count.days : isSame ? before.days : null };
}

type Cells = readonly CountCell[];

function cellsBy({ cells }: YearCount, by: CountSplit): Cells {
  return cells.filter((cell) => cell.by === by);
}

function tokensChanged(now: readonly string[], then: readonly string[]): number {
  const [a, b] = [new Set(now), new Set(then)];
  return now.filter((each) => !b.has(each)).length + then.filter((each) => !a.has(each)).length;
}

/** How many persons are in another class, at least. */
function classesChanged(now: Cells, then: Cells): number {
  const valueIn = (cells: Cells, cell: string) => cells.find((one) => one.cell === cell)?.value ?? 0;
  const classes = new Set([...now, ...then].map(({ cell }) => cell));
  const moves = [...classes].map((cell) => Math.abs(valueIn(now, cell) - valueIn(then, cell)));
  return Math.ceil(moves.reduce((sum, each) => sum + each, 0) / 2);
}

/** What is made of each fact, by its name. */
export function ofEachFact<T>(make: (fact: CountFact) => T): { readonly [F in CountFact]: T } {
  return Object.fromEntries(countFacts.map((fact) => [fact, make(fact)])) as Record<CountFact, T>;
}

/** The one class of a person. Who was taken from where to where is said of one citizenship and one country alone. */
function classOf(by: Exclude<CountSplit, "reason">, { traits }: CaseOfYear): string {
  if (by === "sex" || by === "age") return traits[by];
  if (by === "form") return traits.forms.length > 1 ? several : (traits.forms[0] ?? notSaid);
  if (by === "body") return traits.recognisedBy;
  const [[from = notSaid, ...others], [to = notSaid, ...elsewhere]] = [traits.citizenship, traits.countries];
  return from === notSaid || to === notSaid || others.length > 0 || elsewhere.length > 0 ? notSaid : `${from}/${to}`;
}
