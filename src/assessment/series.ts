// Which numbers of two years may be compared: those of one series. A report of 2022 and a register that nobody has finished count otherwise,
// so that the difference between them says nothing of the country.
import { rangeOf } from "../core/registers/partial-date.ts";
import { ownFiles } from "../core/registers/row.ts";
import { sourceOf } from "../record/named-source.ts";
import { type FactStatement, type FactValue, isKnown, type Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import type { StatementIndex } from "./statement-index.ts";

/** Counts that were closed within so many days of each other, each after its own year, were closed alike. */
const asOfDays = 60;

/** The value with the statements of it and of the year before that are of one series: those of the values that count, else the first that have both years. */
export function withComparison(index: StatementIndex, now: FactValue, before: FactValue): FactValue {
  if (now.state !== "known" || before.state !== "known") return now;
  for (const [i, one] of now.statements.entries()) {
    const j = before.statements.findIndex((other) => isSameSeries(index, [one, now.period], [other, before.period]));
    if (j >= 0) return { ...now, compared: [i, j] };
  }
  return now;
}

type OfPeriod = readonly [FactStatement, Period];

/**
 * True for the statements of one source, or of one publisher's sources of one kind, that count alike: under the same articles, in the same
 * currency, closed as long after the year, and with what is not trafficking taken out of both or of neither. A register of which
 * nobody says that it holds all of the year is in no series.
 */
function isSameSeries(index: StatementIndex, [a, of]: OfPeriod, [b, ofBefore]: OfPeriod): boolean {
  if (!isKnown(a) || !isKnown(b) || a.partial === true || b.partial === true) return false;
  return (
    isSameVoice(index, a, b) &&
    a.articles.join(" ") === b.articles.join(" ") &&
    a.currency === b.currency &&
    (a.published === undefined) === (b.published === undefined) &&
    (a.asOf === undefined) === (b.asOf === undefined) &&
    Math.abs(daysAfter(a.asOf, of) - daysAfter(b.asOf, ofBefore)) <= asOfDays
  );
}

/** Own files and texts of law are counted together (AS4): whichever the count names first, it is the same count. */
function isSameVoice(index: StatementIndex, a: FactStatement, b: FactStatement): boolean {
  const [one, other] = [sourceOf(index.sources, a)?.values, sourceOf(index.sources, b)?.values];
  const isOfLaw = ({ from, source }: FactStatement, kind?: string) =>
    from === "records" && (source === ownFiles || kind === "law-text");
  const isOfOne = one !== undefined && one.publisher === other?.publisher && one.kind === other.kind;
  return a.source === b.source || isOfOne || (isOfLaw(a, one?.kind) && isOfLaw(b, other?.kind));
}

/** Days from the end of the year to the day at which its number was counted. */
function daysAfter(asOf: string | undefined, period: Period): number {
  if (asOf === undefined) return 0;
  return (Date.parse(rangeOf(asOf).last) - Date.parse(daysOf(period).last)) / 86_400_000;
}
