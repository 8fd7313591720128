// What the program proposes for an edition (ED7): numbers beside those of the year before, and rows of the year in their own words where these are in the
// edition's language, else in the sentence that the program has for them (`proposal-sentences.ts`), else the row alone, to be said by the writer. What an
// edition cites already, and what was put away, is proposed no more.
import { findDefinition } from "../../assessment/catalogue.ts";
import { evaluateFacts } from "../../assessment/evaluate-facts.ts";
import {
  type FactDefinition,
  type FactStatement,
  type FactValue,
  type FactYear,
  limitOf,
} from "../../assessment/fact-value.ts";
import { type Anchor, type FigurePiece, type Piece, subjectOf, wordsOf } from "../../core/registers/pieces.ts";
import { factOfFigure, type JudgementQuestion, type RowValues } from "../../core/registers/register-table.ts";
import { ofRegister, type RecordRef, refId, type Statement } from "../../record/statement.ts";
import type { LanguageTag } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { statementsOfYear } from "../data/statements-of-year.ts";
import { type ReportText, reportTextOf } from "../text/report-text.ts";
import { citedOf, thingOf } from "./checks.ts";
import { written } from "./editing.ts";
import type { Edition } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import type { Grounds } from "./grounds.ts";
import { isPartNamed } from "./part-words.ts";
import {
  anchored,
  anchorTo,
  inOneText,
  type Proposal,
  plainPiece,
  rowPieces,
  subjectOfRow,
  withoutTurns,
} from "./proposal.ts";
import { choiceOf, type SayingWith } from "./proposal-sentences.ts";
import { recommendationsFor } from "./recommendations.ts";
import { sectionOfPillar, sectionOfRow } from "./rows-of-year.ts";

/** What may be written next, section by section: numbers first, those with one of the year before in front. `words`, and the country's name, are in the edition's language. */
export function proposalsFor(edition: Edition, grounds: Grounds, words: Words, country: string): readonly Proposal[] {
  const saying = { words, text: reportTextOf(words), country, statements: grounds.statements };
  const cited = new Set(edition.paragraphs.flatMap(({ pieces }) => anchorsIn(pieces).map(subjectOf)));
  const isNew = (id: string) => !cited.has(id) && !edition.putAway.includes(id);
  const { things } = citedOf(edition, grounds);
  const isCited = (ref: RecordRef) => grounds.rowsAt([ref]).some((row) => things.has(thingOf(row)));
  const numbers = evaluateFacts(grounds.index, edition)
    .filter((fact) => isYearsNumber(fact, grounds))
    .filter(({ now }) => now.statements[0]?.records.every(isCited) !== true)
    .flatMap((fact) => numberProposal(fact, edition, grounds, saying) ?? [])
    .toSorted((a, b) => Number(b.isCompared) - Number(a.isCompared));
  // A row whose number is proposed needs no second proposal.
  const counted = new Set(numbers.flatMap(({ records }) => records.map(refId)));
  const rows = statementsOfYear(grounds.statements, edition).filter(
    (row) => !counted.has(refId(row.ref)) && !isCited(row.ref) && isNew(subjectOfRow(row)),
  );
  const standing = standingProposal(rows, words);
  const silent = silentProposals(rows, saying);
  const together = new Set([...(standing?.rows ?? []), ...silent.flatMap((one) => one.rows)]);
  return [
    ...numbers.map(({ proposal }) => proposal),
    ...(standing === null ? [] : [standing]),
    ...rows
      .filter((row) => !together.has(row))
      .map((row) => {
        const pieces = rowPieces(row, edition.language, saying);
        return { id: subjectOfRow(row), section: sectionOfRow(row), pieces, rows: [row] };
      }),
    ...silent,
    ...recommendationsFor(edition, grounds, saying),
    ...missingProposal(edition, grounds, saying),
  ].filter(({ id }) => isNew(id));
}

const saidEach = 5;

/** Numbers that sources give, or that follow from what happened in the year: what only stands is no news of it. */
function isYearsNumber({ definition: { formula, pillar, detailOf }, now }: FactYear, grounds: Grounds): boolean {
  const [counts] = now.statements;
  if (counts === undefined || now.state !== "known" || typeof now.value !== "number") return false;
  // What an office released is said also where it is one, or a detail of another: no row of its own says it.
  if (grounds.rowsAt(counts.records)[0]?.register === "tally") return true;
  if (pillar === "context" || counts.from === "figure") return pillar !== "context";
  const isOfYear = formula !== undefined && "rows" in formula && ["dated", "of-year"].includes(formula.rows);
  // A few things that happened are better said each by its own row.
  const most = formula?.kind === "count" ? saidEach : formula?.kind === "sum" ? 1 : Number.POSITIVE_INFINITY;
  return detailOf === undefined && isOfYear && now.value > most;
}

function numberProposal(
  { definition, now, before }: FactYear,
  { language }: Edition,
  grounds: Grounds,
  { words, text }: SayingWith,
): { readonly proposal: Proposal; readonly records: readonly RecordRef[]; readonly isCompared: boolean } | null {
  const [place, other] = now.compared ?? [0, -1];
  const [one, earlier] = [now.statements[place], before.statements[other]];
  const inYear = ({ period: { year } }: FactValue, said: FactStatement | undefined) =>
    said && grounds.anchorInYears({ fact: definition.key, year, part: null, source: said.source }, language);
  const [anchor = null, compared = null] = [inYear(now, one), inYear(before, earlier)];
  if (anchor === null || one === undefined) return null;
  const [days, earlierDays] = [text.inPeriod(now.period), text.inPeriod(before.period)];
  const counted = countedWith(definition, one, anchor, text);
  const there = { in: days, n: Number(one.value), limit: choiceOf(limitOf(one)), counted };
  const named = { name: text.fact(definition.key), now: namedWith(definition, one, anchor, text) };
  const pieces =
    counted === null
      ? compared === null
        ? anchored(words, "report.edition.number", named)
        : anchored(words, "report.edition.compared", { ...named, in: earlierDays, before: compared })
      : compared === null
        ? anchored(words, "report.edition.there", there)
        : anchored(words, "report.edition.there-compared", { ...there, before: compared, earlier: earlierDays });
  const parts = partsOf(one, anchor, grounds, text, language);
  const inParts = parts.flatMap(({ name, anchor }, i) => [
    `${i === 0 ? "" : text.semicolon}${name}${text.listColon}`,
    anchor,
  ]);
  const beside = parts.length === 0 ? [] : [anchored(words, "report.edition.parts", { in: days, parts: inParts })];
  return {
    proposal: {
      id: subjectOf(anchor),
      section: sectionOfPillar(definition.pillar),
      pieces: written(inOneText([pieces, ...beside])),
      rows: [],
    },
    records: [...one.records, ...(earlier?.records ?? []), ...parts.map(({ ref }) => ref)],
    isCompared: compared !== null,
  };
}

/** The parts that the source gives of its number, beside it: those that have a name in the edition's language and are exact and limited to no article (AS31 takes others out). */
function partsOf(
  { parts, source }: FactStatement,
  whole: FigurePiece,
  grounds: Grounds,
  text: ReportText,
  language: LanguageTag,
) {
  return parts.flatMap(({ part, ref }) => {
    const { articles, approx } = (grounds.rowsAt([ref])[0]?.values ?? {}) as Partial<RowValues<"figure">>;
    const anchor = grounds.anchor({ ...whole, part, source }, language);
    const name = text.code("figure", "part", part);
    const isLimited = articles !== undefined || approx !== undefined;
    return anchor === null || isLimited || !isPartNamed(part, name, language) ? [] : [{ name, anchor, ref }];
  });
}

/** All of which a source gives no number of the same days in one sentence, each name bound to its row: those of one section, where there are several. */
function silentProposals(rows: readonly Statement[], { words, text }: SayingWith): readonly Proposal[] {
  const silent = ofRegister(rows, "figure").filter(
    ({ values: { value, part, as_of } }) => value === "not-reported" && part === undefined && as_of === undefined,
  );
  const together = Map.groupBy(silent, (row) =>
    [sectionOfRow(row), row.source, row.organisation, row.values.from, row.values.until].join(" "),
  );
  return [...together.values()].flatMap((some): readonly Proposal[] => {
    const [first, ...others] = some;
    if (first === undefined || others.length === 0) return [];
    const { from, until } = first.values;
    const name = some.flatMap((row, i): readonly (string | Piece)[] => {
      const { fact, unit } = row.values;
      const bound = anchorTo(row, withoutTurns(text.fact(factOfFigure(fact, unit) ?? fact)));
      return i === 0 ? [bound] : [text.comma, bound];
    });
    const pieces = anchored(words, "report.edition.not-reported", { in: text.days(from, until), name });
    return [{ id: some.map(subjectOfRow).join(" "), section: sectionOfRow(first), pieces, rows: some }];
  });
}

/** "2 prosecutions", the number bound; null for what has no such words, or has the number twice. */
function countedWith({ key, unit }: FactDefinition, { value }: FactStatement, anchor: Anchor, text: ReportText) {
  if (unit === "amount" || typeof value !== "number" || !text.isCounted(key)) return null;
  return boundIn(text.counted(key, value), anchor);
}

/** "14 years", or an amount in its currency, the number bound. */
function namedWith({ unit }: FactDefinition, { value, currency }: FactStatement, anchor: Anchor, text: ReportText) {
  const term = unit === "months" ? boundIn(text.term(Number(value)), anchor) : null;
  return term ?? (currency === undefined ? anchor : [anchor, ` ${currency}`]);
}

/** Words with the number in them bound; null where it does not stand there once. */
function boundIn(words: string, anchor: Anchor): readonly (string | Piece)[] | null {
  const [before = "", after, ...more] = withoutTurns(words).split(anchor.words);
  return after === undefined || more.length > 0 ? null : [before, anchor, after];
}

/** Whether the country complies, and whether it makes significant efforts, stand in one sentence: the law asks them together. */
function standingProposal(rows: readonly Statement[], words: Words): Proposal | null {
  const judged = (question: JudgementQuestion) => {
    const all = ofRegister(rows, "judgement").filter(({ values }) => values.question === question);
    // Offices that judge it apart are each said apart.
    return all.length === 1 ? all[0] : undefined;
  };
  const [full, efforts] = [judged("complies-fully"), judged("significant-efforts")];
  if (full === undefined || (!full.values.answer && efforts === undefined)) return null;
  const key = full.values.answer
    ? "report.edition.tier.full"
    : efforts?.values.answer === true
      ? "report.edition.tier.efforts"
      : "report.edition.tier.none";
  const bound = (row: Statement | undefined) => (content: readonly (string | Piece)[]) => {
    const said = withoutTurns(content.join(""));
    return row === undefined ? plainPiece(said) : anchorTo(row, said);
  };
  return {
    id: subjectOfRow(full),
    section: "tier",
    pieces: anchored(words, key, {}, { a: bound(full), b: bound(efforts) }),
    rows: full.values.answer || efforts === undefined ? [full] : [full, efforts],
  };
}

/** What the rules ask for and nobody says, once, as a list; none where the edition has that sentence. */
function missingProposal(edition: Edition, grounds: Grounds, { text }: SayingWith): readonly Proposal[] {
  const names = grounds.missing(edition).map((fact) => {
    const formula = findDefinition(fact)?.formula;
    return formula?.kind === "finding" ? text.name("finding", "topic", formula.topic) : text.fact(fact);
  });
  const sentence = text.t("report.edition.missing", { in: text.inPeriod(edition), names: text.semicolons(names) });
  const said = plainPiece(text.capital(sentence));
  const isWritten = edition.paragraphs.some(({ pieces }) => wordsOf(pieces).includes(said.words));
  return names.length === 0 || isWritten ? [] : [{ id: "missing", section: "tier", pieces: [said], rows: [] }];
}
