// Which statements about one fact contradict another one (AS8). Each is held against the ends of what others say, and never against each of
// them (apart.ts).
import { ownFiles } from "../core/registers/row.ts";
import { type Claim, claimsApart } from "./apart.ts";
import { boundsOf, type FactStatement, type FactValue, isKnown, organisationsOf } from "./fact-value.ts";

/** Those that cannot be right together with another one among them, in their order. */
export function contradicting(statements: readonly FactStatement[]): readonly FactStatement[] {
  // The lowest term in a register that is not complete says nothing of the rest of the year.
  const isPart = ({ partial, bounds }: FactStatement) => partial === true && bounds === undefined;
  const said = statements.filter((one) => isKnown(one) && !isPart(one));
  const found = new Set([...Map.groupBy(said, ({ currency }) => currency).values()].flatMap(apartInCurrency));
  const isDoubled = isOneOfTwo(statements);
  return said.filter((one) => found.has(one) || isDoubled(one));
}

type Ends = Omit<Claim<number | string>, "by">;

const least = Number.NEGATIVE_INFINITY;
const most = Number.POSITIVE_INFINITY;

/** A number of some articles is one of them all at least; one that may be higher is at least so many of its own (AS8b). */
function apartInCurrency(statements: readonly FactStatement[]): readonly FactStatement[] {
  const isWhole = ({ articles }: FactStatement) => articles.length === 0;
  const between = (one: FactStatement): Ends => boundsOf(one) ?? { least: one.value, most: one.value };
  const atLeast = (one: FactStatement): Ends => ({ ...between(one), most });
  const atMost = (one: FactStatement): Ends => ({ ...between(one), least });
  const alike = Map.groupBy(statements, ({ articles }) => articles.join(" "));
  const limited = statements.filter((one) => !isWhole(one));
  return [
    ...[...alike.values()].flatMap((group) => apartByVoice(group, between)),
    ...apartByVoice(statements, (one) => (isWhole(one) ? atMost(one) : atLeast(one))),
    ...apartByVoice(limited, (one) => (between(one).most === most ? atLeast(one) : atMost(one))),
  ];
}

/** No two statements of one source contradict each other, but those of one kind that two organisations took from it. */
function apartByVoice(
  statements: readonly FactStatement[],
  endsOf: (one: FactStatement) => Ends,
): readonly FactStatement[] {
  const bySource = claimsApart(statements, (one) => ({ by: voiceOf(one), ...endsOf(one) }));
  const ofOneKind = Map.groupBy(statements, (one) => `${one.from} ${voiceOf(one)}`);
  return [
    ...bySource,
    ...[...ofOneKind.values()].flatMap((group) =>
      claimsApart(group, (one) => ({ by: one.source === ownFiles ? "" : one.organisation, ...endsOf(one) })),
    ),
  ];
}

/** Of own files a figure and a count are of one voice where all rows of the count are those of the figure's organisation. */
function voiceOf(one: FactStatement): string {
  return one.source === ownFiles ? `${ownFiles} ${organisationsOf(one).join(" ")}` : one.source;
}

/** The numbers that one source gives for one thing, in the state `two-figures` of a fact. */
export function twoFigures({ statements }: FactValue): readonly FactStatement[] {
  const [first] = statements;
  const isDoubled = isOneOfTwo(statements);
  return statements.filter(
    (one) => isDoubled(one) && one.source === first?.source && one.organisation === first.organisation,
  );
}

/**
 * True for a figure beside which the same organisation took another number from the same source for the same thing: one of them is wrong
 * (AS28).
 */
export function isOneOfTwo(statements: readonly FactStatement[]): (one: FactStatement) => boolean {
  const isFigure = (one: FactStatement) => one.from === "figure" && isKnown(one);
  const scopeOf = ({ source, organisation, articles, currency }: FactStatement) =>
    JSON.stringify([source, organisation, articles, currency ?? null]);
  const alike = Map.groupBy(statements.filter(isFigure), scopeOf);
  const doubled = new Set(
    [...alike].flatMap(([scope, all]) => (all.some((one) => one.value !== all[0]?.value) ? [scope] : [])),
  );
  return (one) => isFigure(one) && doubled.has(scopeOf(one));
}
