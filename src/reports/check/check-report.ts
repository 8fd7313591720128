// Checks a report that somebody shows against the record: is it the one that was published, does what it says follow from the records, and
// which of it rests on records that the checker cannot open. Nothing of it is believed, and no text of it is in the answer.

import type { FactYear } from "../../assessment/fact-value.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { SealedHeld, Statement } from "../../record/statement.ts";
import type { Words } from "../../words/words.ts";
import { composeReport } from "../compose.ts";
import { canonicalJson, isSameJson } from "../data/canonical-json.ts";
import { type RecordUsed, refId } from "../data/record-places.ts";
import { type ReportData, readReportText } from "../data/report-data.ts";
import { dataInHtml, reportHtml } from "../print/html.ts";
import { publishersOf } from "../publications.ts";
import { reportOfYear } from "../report-of-year.ts";
import { type ReportLanguage, reportLanguages } from "../text/report-words.ts";
import { checkOpenPart } from "./open-part.ts";
import type { ReportCheck, ReportFlaw, ReportPart, Sight } from "./outcome.ts";
import { RecordCheck } from "./records.ts";
import { isReportShape } from "./report-shape.ts";
import { mayBeOver, withholdsAny } from "./sealed-fact.ts";

/** What a shown page holds: its data, the exact text of them, and the page's language. */
export interface ShownReport {
  readonly data: ReportData;
  readonly text: string;
  readonly language: ReportLanguage;
}

/** Reads a report page; null for what is not one. Nothing in it is believed but that it has the shape of one. */
export function readShownReport(html: string): ShownReport | null {
  const text = dataInHtml(html);
  const tag = /<html lang="([a-z]{2})"/.exec(html)?.[1];
  const language = reportLanguages.find((known) => known === tag);
  if (text === null || language === undefined) return null;
  const data: unknown = readReportText(text);
  return isReportShape(data) ? { data, text, language } : null;
}

/** True when the page is exactly what the program makes of its data: no word was added, changed or left out. */
export function isPageOfItsData(html: string, { data, text }: ShownReport, hash: string, words: Words): boolean {
  try {
    return reportHtml(composeReport(data, words, hash), text) === html;
  } catch {
    // Data of another shape than the program's own: no page of it.
    return false;
  }
}

/**
 * Checks a shown page: the page against its data, and its data against the record. `hash` is that of its text, `words` are those of the page's
 * language.
 */
export function checkReport(html: string, shown: ShownReport, hash: string, sight: Sight, words: Words): ReportCheck {
  return checkReportData(shown.data, hash, sight, () => isPageOfItsData(html, shown, hash, words));
}

/** Checks the data alone, or their page too. What costs little comes first and refuses at once: a stranger made the page up. */
export function checkReportData(
  shown: ReportData,
  hash: string,
  sight: Sight,
  isItsPage: () => boolean = () => true,
): ReportCheck {
  const { record, newest, scheme } = sight;
  const publishedBy = publishersOf(shown, hash, newest.statements);
  // Figures that a checker cannot recompute are somebody's word only if somebody who may publishes them.
  const unpublished: readonly ReportFlaw[] = publishedBy.length === 0 ? [{ code: "not-published" }] : [];
  const { flaws: ofRecords, sealed } = checkRecords(shown, sight);
  // That nothing is sealed about a year is the word of whoever holds all keys, too.
  const isWord = shown.holds === "all" && record.holds !== "all" && !shown.records.some((one) => one.sealed);
  const cheap = [...ofRecords, ...(sealed.length > 0 || isWord ? unpublished : [])];
  const early = cheap.length > 0 || isItsPage() ? cheap : [{ code: "not-its-data" } as const];
  if (early.length > 0) return { verdict: "refused", flaws: early, publishedBy, facts: [], unchecked: 0, later: null };
  const asked = { period: shown.period, scheme };
  const seen = seenBy(shown.holds, record);
  const recomputed = reportOfYear(seen, asked);
  const later = laterChanges(
    recomputed,
    newest.log.size === record.log.size ? recomputed : reportOfYear(seenBy(shown.holds, newest), asked),
  );
  const parts = differingParts(shown, recomputed);
  const unnamed = unnamedOf(shown, recomputed);
  // A case that is open for the checker only names no record: it may be over by rows that the checker does not have.
  const rests =
    sealed.length > 0 ||
    unnamed.size > 0 ||
    shown.facts.some(withholdsAny) ||
    recomputed.facts.some((fact, i) => mayBeOver(fact.definition) && !isSame(fact, shown.facts[i]));
  if (parts.length > 0 && rests && shown.holds !== "none" && record.holds !== "all") {
    const own = unnamed.size === 0 ? recomputed : reportOfYear(asShielded(shown, unnamed, seen), asked);
    const open = checkOpenPart(shown, own, { ...sight, sealed });
    const flaws = [...open.flaws, ...unpublished];
    return { ...open, verdict: flaws.length === 0 ? "open-part" : "refused", flaws, publishedBy, later };
  }
  const facts = comparedFacts(shown, recomputed);
  const flaws: readonly ReportFlaw[] = [
    ...parts.map((part) => ({ code: "not-the-records", part }) as const),
    ...facts.flatMap(({ fact, verdict }) => (verdict === "differs" ? [{ code: "fact-differs", fact } as const] : [])),
  ];
  return { verdict: flaws.length === 0 ? "whole" : "refused", facts, flaws, unchecked: 0, publishedBy, later };
}

/** The record as somebody reads it who holds so much of what is sealed. Of anybody's record the open rows make the report of one who holds none. */
function seenBy(holds: SealedHeld, record: RecordRead): RecordRead {
  const statements = holds === "none" ? record.statements.filter(({ sealed }) => !sealed) : record.statements;
  return { ...record, statements, holds };
}

interface RecordsChecked {
  readonly flaws: readonly ReportFlaw[];
  /** The sealed records that the report names and the checker does not hold. */
  readonly sealed: readonly RecordUsed[];
}

/** The log's root and the records that are named: whether each can be what the report says of it. */
function checkRecords(shown: ReportData, sight: Sight): RecordsChecked {
  const check = new RecordCheck(sight);
  const unheld = shown.records.filter((one) => !check.isAsEntered(one));
  const sealed = unheld.filter((one) => one.sealed && sight.statement(one) === null);
  const verdicts = sealed.map((one) => check.sealedVerdict(one));
  const number = (code: "records-missing" | "not-in-log" | "not-held", n: number): readonly ReportFlaw[] =>
    n === 0 ? [] : [{ code, n }];
  const root: readonly ReportFlaw[] = sight.record.log.root === shown.log.root ? [] : [{ code: "other-root" }];
  const flaws = [
    ...root,
    ...number("records-missing", unheld.length - sealed.length),
    ...number("not-in-log", verdicts.filter((verdict) => verdict === "impossible").length),
    ...number("not-held", verdicts.filter((verdict) => verdict === "would-be-held").length),
  ];
  return { flaws, sealed };
}

/** The sealed records that the checker would name and the report does not, by their references. */
function unnamedOf(shown: ReportData, recomputed: ReportData): ReadonlySet<string> {
  const named = new Set(shown.records.map(refId));
  return new Set(recomputed.records.filter((one) => one.sealed && !named.has(refId(one))).map(refId));
}

/**
 * The checker's record as if every case were hidden from somebody of which the checker has a record that the report should name, while it names none of
 * it: rows that the checker does not have may hide it. What it counts of such a case stays in its figures (RP3); of one that is dated too vaguely to be
 * counted nothing is left to be seen.
 */
function asShielded(shown: ReportData, unnamed: ReadonlySet<string>, record: RecordRead): RecordRead {
  const named = new Set(shown.records.map(refId));
  const isSealedIn = (refs: ReadonlySet<string>) => (one: Statement) => one.sealed && refs.has(refId(one.ref));
  const casesIn = (refs: ReadonlySet<string>) =>
    new Set(record.statements.filter(isSealedIn(refs)).flatMap((one) => caseOf(one) ?? []));
  const cases = casesIn(named);
  const hidden = new Set([...casesIn(unnamed)].filter((one) => !cases.has(one)));
  const isHidden = (one: Statement) => {
    const of = caseOf(one);
    return of === undefined ? isSealedIn(unnamed)(one) : one.sealed && hidden.has(of);
  };
  return {
    ...record,
    statements: record.statements.map((one) => (isHidden(one) ? { ...one, shielded: true } : one)),
  };
}

function caseOf({ values }: Statement): string | undefined {
  return (values as { readonly case?: string }).case;
}

function differingParts(shown: ReportData, recomputed: ReportData): readonly ReportPart[] {
  return (Object.keys(recomputed) as ReportPart[]).filter((part) => !isSameJson(shown[part], recomputed[part]));
}

function comparedFacts(shown: ReportData, recomputed: ReportData): ReportCheck["facts"] {
  const facts = new Map(shown.facts.map((fact) => [fact.definition.key, fact]));
  return recomputed.facts.map((own) => {
    return { fact: own.definition.key, verdict: isSame(own, facts.get(own.definition.key)) ? "same" : "differs" };
  });
}

function isSame(own: FactYear, shown: FactYear | undefined): boolean {
  return isSameJson(shown, own);
}

/** That reports of the year were published meanwhile, this one among them, changes nothing in them. */
function laterChanges(then: ReportData, now: ReportData): NonNullable<ReportCheck["later"]> {
  const figure = ({ now: { state, value }, before }: ReportData["facts"][number]) =>
    canonicalJson([state, value, before.state, before.value]);
  return {
    figures: then.facts.filter((fact, i) => {
      const other = now.facts[i];
      const { formula } = fact.definition;
      if (formula?.kind === "count" && formula.register === "publication") return false;
      return other === undefined || figure(fact) !== figure(other);
    }).length,
    tier: then.assessment.tier !== now.assessment.tier,
  };
}
