// What is looked at before an edition is signed (ED6). A finding stops nothing by itself: the writer mends it, or answers it with a reason that is kept
// and published. Nothing here calls a sentence right; it says what of it does not stand in the record.
import { findDefinition } from "../../assessment/catalogue.ts";
import { type Anchor, type Piece, type RowPiece, subjectOf, wordsOf } from "../../core/registers/pieces.ts";
import type { EditionSection, JudgementQuestion } from "../../core/registers/register-table.ts";
import { refId, type Statement } from "../../record/statement.ts";
import type { LanguageTag } from "../../words/languages.ts";
import { statementsOfYear } from "../data/statements-of-year.ts";
import { type Edition, type Paragraph, shortName } from "./edition.ts";
import { anchorsIn, fillPieces, type Staleness } from "./fill.ts";
import type { Grounds, OtherWord } from "./grounds.ts";
import { numbersIn, saysLimit } from "./number-words.ts";
import { isPartNamed } from "./part-words.ts";
import { numbersOfRow, sectionOfRow } from "./rows-of-year.ts";

export const findingCodes = [
  "two-versions",
  "loose-number",
  "stale-anchor",
  "contradicted-anchor",
  "scope",
  "unused",
  "edition-differs",
  "judgement-missing",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something that a person looks at before the edition is signed. */
export interface Finding {
  readonly code: FindingCode;
  /** One line that names it for good: an answer holds for this very finding and no other. */
  readonly id: string;
  readonly section: EditionSection;
  /** The key of its paragraph; null where it is about none. */
  readonly paragraph: string | null;
  /** What it is about: the number, the anchor's words, the row, the question. */
  readonly about: string;
  /** What is the matter with it, where there are several things that may be. */
  readonly why: Staleness | "lacks" | "adds" | "whose" | "part" | "at-least" | "roughly" | null;
  /** What others say, where they say otherwise. */
  readonly others: readonly OtherWord[];
  /** The reason that the writer gave; null where nobody answered. */
  readonly answer: string | null;
}

interface CheckedWith {
  readonly grounds: Grounds;
  /** Judgements without which no tier follows. */
  readonly asks: readonly JudgementQuestion[];
  /** The first edition of the year, where this is one in another language. */
  readonly first: Edition | null;
}

/** Every finding in an edition, in the order of its sections and paragraphs, each with its answer. */
export function checkEdition(edition: Edition, { grounds, asks, first }: CheckedWith): readonly Finding[] {
  const answers = new Map(
    edition.answers.flatMap(({ findings, reason }) => findings.map((id) => [id, reason] as const)),
  );
  const cited = citedOf(edition, grounds);
  return [
    ...edition.paragraphs.flatMap((paragraph) => findingsOf(paragraph, edition, grounds, cited)),
    ...unusedRows(edition, grounds, cited),
    ...differences(edition, first),
    ...asks.map((question) => found("judgement-missing", "tier", null, question, question)),
  ].map((finding) => ({ ...finding, answer: answers.get(finding.id) ?? null }));
}

/** The findings that stop a signature: those that nobody answered, and two versions of a paragraph, which no reason makes one. */
export function openFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code, answer }) => answer === null || code === "two-versions");
}

type Unanswered = Omit<Finding, "answer">;

function found(
  code: FindingCode,
  section: EditionSection,
  paragraph: string | null,
  name: string,
  about: string,
  more: Partial<Unanswered> = {},
): Unanswered {
  const id = [code, paragraph === null ? section : shortName(paragraph), name].join(" ");
  return { code, id, section, paragraph, about, why: null, others: [], ...more };
}

function findingsOf(paragraph: Paragraph, edition: Edition, grounds: Grounds, cited: Cited): readonly Unanswered[] {
  const { key, section, pieces, others } = paragraph;
  const { language } = edition;
  const at = (code: FindingCode, name: string, about: string, more: Partial<Unanswered> = {}) =>
    found(code, section, key, name, about, more);
  return [
    ...others.map(({ version, text }) => at("two-versions", version, text)),
    ...looseNumbers(pieces, edition, grounds).map((number) => at("loose-number", number, number)),
    ...fillPieces(pieces, grounds, language).flatMap(({ piece, stale }, place) => {
      if (piece.kind === "plain") return [];
      const [subject, now] = [subjectOf(piece), piece.kind === "row" ? grounds.row(piece) : null];
      const state = now === null ? "" : ` ${refId(now.ref)}`;
      if (stale !== null) return [at("stale-anchor", subject + state, piece.words, { why: stale })];
      const unsaid = grounds
        .otherWords(piece)
        .filter(({ records }) => !records.some((ref) => cited.rows.has(refId(ref))));
      const others = unsaid.map(({ source, value }) => `${source}=${value}`).join(" ");
      const scope = scopeOf(piece, grounds, { pieces, place, language });
      return [
        ...(unsaid.length === 0
          ? []
          : [at("contradicted-anchor", `${subject} ${others}`, piece.words, { others: unsaid })]),
        ...(scope === null ? [] : [at("scope", `${subject} ${scope}`, piece.words, { why: scope })]),
      ];
    }),
  ];
}

/** Numbers that rest on nothing: outside anchors, and in words that are bound to a row in which they do not stand. */
export function looseNumbers(
  pieces: readonly Piece[],
  { year, kind, language }: Edition,
  grounds: Grounds,
): readonly string[] {
  const ownYears = [year - 1, year, ...(kind === "calendar" ? [] : [year + 1])].map(String);
  const loose = pieces.flatMap((piece) => {
    if (piece.kind === "figure") return [];
    const row = piece.kind === "row" ? grounds.row(piece) : null;
    const standing = row === null ? new Set<string>() : numbersOfRow(row);
    return numbersIn(piece.words, language).filter(({ number }) => !standing.has(number) && !ownYears.includes(number));
  });
  return [...new Set(loose.map(({ shown }) => shown))];
}

/** Where an anchor stands. */
interface Standing {
  readonly pieces: readonly Piece[];
  readonly place: number;
  readonly language: LanguageTag;
}

/** A number of a part, or one that is not exact, which the sentence gives as the country's. */
function scopeOf(
  piece: Anchor,
  grounds: Grounds,
  { pieces, place, language }: Standing,
): "whose" | "part" | "at-least" | "roughly" | null {
  const isLimited = saysLimit(pieces[place - 1]?.words ?? "", language);
  if (piece.kind === "figure") {
    const limit = grounds.figure(piece)?.limit ?? "exactly";
    if (limit !== "exactly" && !isLimited) return limit;
    const part = piece.part ?? findDefinition(piece.fact)?.part ?? null;
    return part === null || isPartNamed(part, sentenceAround(pieces, place), language) ? null : "part";
  }
  const now = grounds.row(piece);
  if (now?.register === "tally") {
    const { by, value, least } = now.values as Statement<"tally">["values"];
    if (by !== undefined && !hasMoreThanNumber(piece)) return "part";
    const limit = least === undefined ? grounds.limitOn(now) : least < value ? "roughly" : "at-least";
    return limit === "exactly" || isLimited || saysLimitWithin(piece, language) ? null : limit;
  }
  if (now?.register !== "figure") return null;
  const { scope, whose, part, of, nationality, status, approx } = now.values as Statement<"figure">["values"];
  if (whose !== undefined && (scope === "body" || scope === "place"))
    return wordsOf(pieces).toLowerCase().includes(whose.toLowerCase()) ? null : "whose";
  if (approx === "roughly" || approx === "at-least")
    return isLimited || saysLimitWithin(piece, language) ? null : approx;
  const isPart = part !== undefined || of !== undefined || nationality !== undefined || status !== undefined;
  return isPart && !hasMoreThanNumber(piece) ? "part" : null;
}

/** The sentence in which a piece stands, without its own words. */
function sentenceAround(pieces: readonly Piece[], place: number): string {
  const [before, after] = [pieces.slice(0, place), pieces.slice(place + 1)].map((some) =>
    wordsOf(some).split(sentenceEnd),
  );
  return `${before?.at(-1)} ${after?.[0]}`;
}

const sentenceEnd = /[.!?؟۔;؛](?:\s|$)/u;

/** The bound words themselves say it, before one of them. */
function saysLimitWithin({ words }: RowPiece, language: LanguageTag): boolean {
  return words.split(" ").some((_, i, all) => saysLimit(all.slice(0, i).join(" "), language));
}

/** Words that say whose the number is, or how exact, stand in the bound words beside it. */
function hasMoreThanNumber({ words }: RowPiece): boolean {
  return /\p{L}/u.test(words.replace(/^\P{L}*/u, "")) && /\p{Nd}|\s/u.test(words);
}

/** What an edition rests on: rows by note and row, and the things that they are about. */
interface Cited {
  readonly rows: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
}

/** What a row is about: several sources' rows under one key are about one thing. */
export function thingOf({ register, key }: Pick<Statement, "register" | "key">): string {
  return `${register} ${key}`;
}

export function citedOf({ paragraphs }: Edition, grounds: Grounds): Cited {
  const rows = paragraphs.flatMap(({ pieces }) => anchorsIn(pieces).flatMap((anchor) => grounds.rowsOf(anchor)));
  return { rows: new Set(rows.map(({ ref }) => refId(ref))), things: new Set(rows.map(thingOf)) };
}

function unusedRows(edition: Edition, grounds: Grounds, cited: Cited): readonly Unanswered[] {
  return statementsOfYear(grounds.statements, edition)
    .filter((row) => !cited.things.has(thingOf(row)))
    .map((row) => {
      const { register, key, source, organisation } = row;
      const name = [register, key, source, organisation].join(" ");
      return found("unused", sectionOfRow(row), null, name, `${register} ${key} (${source})`);
    });
}

/** What an edition in another language lacks or adds, section by section. */
function differences(edition: Edition, first: Edition | null): readonly Unanswered[] {
  if (first === null || first.language === edition.language) return [];
  const [ours, theirs] = [subjectsOf(edition), subjectsOf(first)];
  const one = (why: "lacks" | "adds", from: typeof ours, other: typeof ours) =>
    [...from]
      .filter(([name]) => !other.has(name))
      .map(([name, { section, words }]) =>
        found("edition-differs", section, null, `${why} ${first.language} ${name}`, words, { why }),
      );
  return [...one("lacks", theirs, ours), ...one("adds", ours, theirs)];
}

function subjectsOf({ paragraphs }: Edition) {
  return new Map(
    paragraphs.flatMap(({ section, pieces }) =>
      anchorsIn(pieces).map((anchor) => [`${section} ${subjectOf(anchor)}`, { section, words: anchor.words }] as const),
    ),
  );
}
