// Which statements about one fact contradict another one (AS8). Each is held against the ends of what others say, and never against each of
// them (spread.ts).
import { ownFiles } from "../core/registers/row.ts";
import { type FactStatement, isKnown, organisationsOf } from "./fact-value.ts";
import { type Ends, Spread } from "./spread.ts";

/** Those that cannot be right together with another one among them, in their order. */
export function contradicting(statements: readonly FactStatement[]): readonly FactStatement[] {
  // The lowest term in a register that is not complete says nothing of the rest of the year.
  const isPart = ({ partial, incomplete }: FactStatement) => partial === true && incomplete === undefined;
  const isExact = (one: FactStatement) => one.about === undefined && !isPart(one);
  const known = statements.filter((one) => isKnown(one) && isExact(one)).map((one) => ({ one, ...readingOf(one) }));
  const said = new Map<string, Voices>();
  const voices = ({ currency }: FactStatement, kind: string) => {
    const name = JSON.stringify([currency ?? null, kind]);
    const there = said.get(name) ?? new Voices();
    said.set(name, there);
    return there;
  };
  for (const { one, voice, kinds } of known) for (const kind of kinds) voices(one, kind).add(voice, one.value);
  const isDoubled = isOneOfTwo(statements);
  return known
    .filter(({ one, voice, articles }) => {
      const others = (kind: string) => voices(one, kind).besides(voice);
      return differs(one, articles, others) || isDoubled(one);
    })
    .map(({ one }) => one);
}

/**
 * True for a figure beside which the same organisation took another number from the same source for the same thing: one of them is wrong
 * (AS28).
 */
export function isOneOfTwo(statements: readonly FactStatement[]): (one: FactStatement) => boolean {
  const figures = statements.filter((one) => one.from === "figure" && isKnown(one));
  const values = new Map<string, Set<FactStatement["value"]>>();
  for (const one of figures) {
    const scope = scopeOf(one);
    values.set(scope, (values.get(scope) ?? new Set()).add(one.value));
  }
  return (one) => one.from === "figure" && isKnown(one) && (values.get(scopeOf(one))?.size ?? 0) > 1;
}

function scopeOf({ source, organisation, articles, currency }: FactStatement): string {
  return JSON.stringify([source, organisation, articles, currency ?? null]);
}

type Value = FactStatement["value"];

/** Who says it. No two statements of one source contradict each other, but those of one kind that two organisations took from it. */
interface Voice {
  readonly source: string;
  readonly kind: string;
  readonly organisation: string;
}

/** As which kinds of value others are held against it: whole or of some articles, exact or at least so many. */
function readingOf(one: FactStatement) {
  const articles = one.articles.join(" ");
  const amount = one.incomplete === true ? "at-least" : "exactly";
  const kinds =
    typeof one.value === "number"
      ? [`number ${articles}`, `${amount} ${limitOf(one)}`, `${amount} of ${articles}`]
      : [`word ${articles}`];
  return { articles, voice: voiceOf(one), kinds };
}

function differs(one: FactStatement, articles: string, others: (kind: string) => readonly Ends<Value>[]): boolean {
  const { value } = one;
  const isOther = (kind: string) => others(kind).some(({ lowest, highest }) => lowest !== value || highest !== value);
  if (typeof value === "string") return isOther(`word ${articles}`) || isOther(`number ${articles}`);
  const isLess = (kind: string) => others(kind).some(({ lowest }) => typeof lowest === "number" && lowest < value);
  const isMore = (kind: string) => others(kind).some(({ highest }) => typeof highest === "number" && highest > value);
  const isLimited = limitOf(one) === "limited";
  if (isOther(`word ${articles}`)) return true;
  if (one.incomplete === true) return isLess("exactly whole") || (isLimited && isLess("exactly limited"));
  if (isLimited) return isOther(`exactly of ${articles}`) || isLess("exactly whole") || isMore("at-least limited");
  return isOther("exactly whole") || ["exactly limited", "at-least whole", "at-least limited"].some(isMore);
}

function limitOf({ articles }: FactStatement): "whole" | "limited" {
  return articles.length === 0 ? "whole" : "limited";
}

/** Of own files a figure and a count are of one voice where all rows of the count are those of the figure's organisation. */
function voiceOf(one: FactStatement): Voice {
  if (one.source !== ownFiles) return { source: one.source, kind: one.from, organisation: one.organisation };
  const organisation = organisationsOf(one).join(" ");
  return { source: `${ownFiles} ${organisation}`, kind: "", organisation };
}

/** Values by their voices. */
class Voices {
  readonly #bySource = new Spread<Value>();
  readonly #byOrganisation = new Map<string, Spread<Value>>();

  add(voice: Voice, value: Value): void {
    this.#bySource.add(voice.source, value);
    const name = ofSource(voice);
    const there = this.#byOrganisation.get(name) ?? new Spread<Value>();
    this.#byOrganisation.set(name, there);
    there.add(voice.organisation, value);
  }

  /** The ends of what may contradict this voice: of other sources, and of other organisations of the same source and kind. */
  besides(voice: Voice): readonly Ends<Value>[] {
    const others = this.#bySource.besides(voice.source);
    const readers = this.#byOrganisation.get(ofSource(voice))?.besides(voice.organisation) ?? null;
    return [others, readers].filter((ends) => ends !== null);
  }
}

function ofSource({ source, kind }: Voice): string {
  return JSON.stringify([source, kind]);
}
