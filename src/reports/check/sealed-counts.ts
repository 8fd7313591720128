// Flows and counts of proceedings of a shown report that rest on sealed records which the checker does not hold: their shape is looked at
// before (`report-shape.ts`); here, whether the numbers can be those of the records behind them.
import type { Period } from "../../assessment/fact-value.ts";
import {
  type ArticleCount,
  articleKind,
  countUnderArticle,
  type OfficialsCount,
  type ProceedingsCounts,
  rowsByArticle,
} from "../../assessment/proceedings-counts.ts";
import { flowEnds, flowStages, type ProceedingsFlow } from "../../assessment/proceedings-flow.ts";
import type { IndexedRow, StatementIndex } from "../../assessment/statement-index.ts";
import type { RecordRef } from "../../record/statement.ts";
import { canonicalJson } from "../data/canonical-json.ts";
import { refId } from "../data/record-places.ts";
import { areOf, isSourceOf, isUnheld, type PageRecords, sourceKey } from "./records.ts";
import { maxPersons } from "./report-shape.ts";

type Flows = readonly ProceedingsFlow[];

/** How many flows rest on sealed records; null when one is not the checker's own and cannot be what it claims, or one of the checker's own is left out. */
export function checkFlows(shown: Flows, own: Flows, page: PageRecords): number | null {
  const mine = new Set(own.map(canonicalJson));
  const claimed = shown.filter((flow) => isUnheld(flow, page));
  const keys = shown.map(({ source }) => sourceKey(source)).filter((key) => key !== "");
  const isRight =
    shown.every((flow) => (isUnheld(flow, page) ? isFlow(flow, page) : mine.has(canonicalJson(flow)))) &&
    new Set(keys).size === keys.length &&
    own.every(({ source }) => source === "" || keys.includes(sourceKey(source)));
  return isRight ? claimed.length : null;
}

/** Every case of a link has a record of its own, and whatever reaches a stage leaves it by one link. */
function isFlow({ source, stages, links, sealed }: ProceedingsFlow, page: PageRecords): boolean {
  const places = links.map(({ from, to }) => flowStages.indexOf(from) * 100 + [...flowStages, ...flowEnds].indexOf(to));
  const sum = (some: readonly ProceedingsFlow["links"][number][]) => some.reduce((all, { cases }) => all + cases, 0);
  const through = {
    investigation: sum(links.filter(({ from }) => from === "investigation")),
    prosecution: sum(links.filter(({ from }) => from === "prosecution")),
    verdict: sum(links.filter(({ from }) => from === "verdict")),
    prison: sum(links.filter(({ to }) => to === "prison")),
  };
  return (
    sealed &&
    links.every((link) => areOf("proceeding", link.records, page) && link.cases <= link.records.length) &&
    isSourceOf(
      source,
      links.flatMap((link) => link.records),
      page,
    ) &&
    places.every((place, i) => i === 0 || (places[i - 1] ?? 0) < place) &&
    canonicalJson(stages) === canonicalJson(through)
  );
}

/** How many counts rest on sealed records: 0 when all are the checker's own, 1 when any rests; null when some count cannot be what it claims. */
export function checkProceedings(
  shown: ProceedingsCounts,
  own: ProceedingsCounts,
  page: PageRecords,
  { index, laws, period }: Seen,
): number | null {
  if (canonicalJson(shown) === canonicalJson(own)) return 0;
  const mine = new Set([...own.officials, ...own.articles].map(canonicalJson));
  const may = <T>(one: T, isRight: (one: T) => boolean) =>
    isUnheld(one, page) ? isRight(one) : mine.has(canonicalJson(one));
  const isRight =
    isGroups(shown.ongoingGroups, own.ongoingGroups, page) &&
    shown.officials.every((one) => may(one, () => isOfficials(one, page))) &&
    areArticles(shown.articles, own.articles, page) &&
    shown.articles.every((one) => may(one, () => isArticle(one, page, laws, heldUnder(one, index, period)))) &&
    areInOrder(shown.officials.map(kindOf)) &&
    areInOrder(shown.articles.map(articleKind));
  return isRight ? 1 : null;
}

/** Each once, in the order of their spelling. */
function areInOrder(kinds: readonly string[]): boolean {
  return kinds.every((kind, i) => i === 0 || (kinds[i - 1] ?? "") < kind);
}

/** What the checker has: the rows that they hold, the keys of laws among them, and the year of the report. */
interface Seen {
  readonly index: StatementIndex;
  readonly laws: ReadonlySet<string>;
  readonly period: Period;
}

/** The checker's rows that name this article and meet the fact, by their references. */
function heldUnder(
  { article, fact }: ArticleCount,
  index: StatementIndex,
  period: Period,
): ReadonlyMap<string, IndexedRow> {
  const rows = rowsByArticle(index, fact, period).get(article) ?? [];
  return new Map(rows.map((row) => [refId(row.statement.ref), row]));
}

/** Another source may come first, by records that the checker does not have: without such a record all articles of the checker are there. */
function areArticles(shown: readonly ArticleCount[], own: readonly ArticleCount[], { unheld }: PageRecords): boolean {
  if ([...unheld.values()].some(({ register }) => register === "proceeding")) return true;
  const kinds = new Set(shown.map(articleKind));
  return own.every((one) => kinds.has(articleKind(one)));
}

/**
 * The article is one that anybody may read, and each case has a record; a row may count several persons. Records of the checker are among the
 * rows that name the article, and the number is not less than the persons in these.
 */
function isArticle(
  { article, fact, count, records }: ArticleCount,
  page: PageRecords,
  laws: ReadonlySet<string>,
  held: ReadonlyMap<string, IndexedRow>,
): boolean {
  if (!laws.has(article) || !areOf("proceeding", records, page)) return false;
  const mine = records.filter((ref) => !page.unheld.has(refId(ref)));
  const rows = mine.flatMap((ref) => held.get(refId(ref)) ?? []);
  if (rows.length < mine.length) return false;
  const least = countUnderArticle(fact, rows);
  if (fact === "convictions") return count >= least && count <= maxPersons;
  return count >= Math.max(1, least) && count <= least + records.length - mine.length;
}

function isGroups(
  shown: ProceedingsCounts["ongoingGroups"],
  own: ProceedingsCounts["ongoingGroups"],
  page: PageRecords,
): boolean {
  const { cases, form, records: refs } = shown;
  if (canonicalJson(refs) === canonicalJson(own.records)) return canonicalJson(shown) === canonicalJson(own);
  const mine = new Set(own.records.map(refId));
  // A case that goes on for the checker may have ended by a record that the checker does not hold, but not the other way round.
  const isKnown = (ref: RecordRef) => page.unheld.has(refId(ref)) || mine.has(refId(ref));
  if (refs.length === 0) return cases === 0 && form === null;
  return areOf("proceeding", refs, page) && refs.every(isKnown) && cases >= 1 && cases <= refs.length;
}

/** A row may count several suspects: only that somebody was charged, and that no more fled than were charged, can be seen. */
function isOfficials({ charged, fled, records: refs }: OfficialsCount, page: PageRecords): boolean {
  return areOf("proceeding", refs, page) && fled <= charged;
}

function kindOf({ level, offence }: OfficialsCount): string {
  return `${level} ${offence}`;
}
