// What the program proposes for an edition (ED7): numbers beside those of the year before, and rows of the year in their own words where these are in the
// edition's language, else in the sentence that the program has for their codes, else the row alone, to be said by the writer. What an edition cites
// already, and what was put away, is proposed no more.
import { catalogue } from "../../assessment/catalogue.ts";
import { evaluateFacts } from "../../assessment/evaluate-facts.ts";
import type { FactDefinition, FactStatement, FactYear } from "../../assessment/fact-value.ts";
import { type Anchor, type Piece, subjectOf } from "../../core/registers/pieces.ts";
import type { EditionSection } from "../../core/registers/register-table.ts";
import { versionOf } from "../../record/evidence.ts";
import type { RecordRef, Statement } from "../../record/statement.ts";
import { isLanguage, type LanguageTag } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { plain } from "../say.ts";
import { type ReportText, reportTextOf } from "../text/report-text.ts";
import { citedOf, thingOf } from "./checks.ts";
import type { Edition } from "./edition.ts";
import { anchorsIn, numberInWords } from "./fill.ts";
import type { Grounds } from "./grounds.ts";
import { rowsOfYear, sectionOfPillar } from "./rows-of-year.ts";

export interface Proposal {
  /** What is put away when it is: the anchor's subject. */
  readonly id: string;
  readonly section: EditionSection;
  /** A sentence to take as it is; null where the writer has to say it. */
  readonly pieces: readonly Piece[] | null;
  /** The row that it is about; null for a number. */
  readonly row: Statement | null;
}

/** What may be written next, section by section: numbers first. `words` are in the edition's language. */
export function proposalsFor(edition: Edition, grounds: Grounds, words: Words): readonly Proposal[] {
  const text = reportTextOf(words);
  const cited = new Set(edition.paragraphs.flatMap(({ pieces }) => anchorsIn(pieces).map(subjectOf)));
  const { things } = citedOf(edition, grounds);
  const byRef = new Map(grounds.statements.map((one) => [versionOf(one.ref), one]));
  const isCited = (ref: RecordRef) => {
    const row = byRef.get(versionOf(ref));
    return row !== undefined && things.has(thingOf(row));
  };
  const numbers = evaluateFacts(grounds.index, edition)
    .filter(isYearsNumber)
    .filter(({ now }) => now.statements[0]?.records.every(isCited) !== true)
    .flatMap((fact) => numberProposal(fact, edition, text) ?? []);
  // A row whose number is proposed needs no second proposal.
  const counted = new Set(numbers.flatMap(({ records }) => records.map(versionOf)));
  const rows = rowsOfYear(grounds.statements, edition)
    .filter(({ statement: { ref } }) => !counted.has(versionOf(ref)) && !isCited(ref))
    .map(({ statement, section }) => rowProposal(statement, section, edition.language, text));
  return [...numbers.map(({ proposal }) => proposal), ...rows].filter(
    ({ id }) => !cited.has(id) && !edition.putAway.includes(id),
  );
}

/** Numbers that sources give, or that follow from what happened in the year: what only stands is no news of it. */
function isYearsNumber({ definition, now }: FactYear): boolean {
  const { formula, pillar, detailOf } = definition;
  const [counts] = now.statements;
  return (
    now.state === "known" &&
    typeof now.value === "number" &&
    pillar !== "context" &&
    detailOf === undefined &&
    // One thing that happened is better said by its own row.
    (counts?.from === "figure" || ((formula?.kind === "count" || formula?.kind === "sum") && now.value > 1))
  );
}

function numberProposal(
  { definition, now, before }: FactYear,
  { language }: Edition,
  text: ReportText,
): { readonly proposal: Proposal; readonly records: readonly RecordRef[] } | null {
  const [place, other] = now.compared ?? [0, -1];
  const [one, earlier] = [now.statements[place], before.statements[other]];
  const anchor = one === undefined ? null : anchorOf(definition, one, now.period.year, language);
  const compared = earlier === undefined ? null : anchorOf(definition, earlier, before.period.year, language);
  if (anchor === null || one === undefined) return null;
  const name = text.capital(factName(text, definition.key));
  const sentence =
    compared === null
      ? text.t("report.edition.number", { name, now: marks.now })
      : text.t("report.edition.compared", {
          name,
          now: marks.now,
          before: marks.before,
          in: text.when(String(before.period.year)),
        });
  return {
    proposal: {
      id: subjectOf(anchor),
      section: sectionOfPillar(definition.pillar),
      pieces: withAnchors(sentence, {
        [marks.now]: anchor,
        ...(compared === null ? {} : { [marks.before]: compared }),
      }),
      row: null,
    },
    records: [...one.records, ...(earlier?.records ?? [])],
  };
}

/** Where the anchors stand in a sentence of the program: no text holds these characters. */
const marks = { now: "\ue000", before: "\ue001" } as const;

function withAnchors(sentence: string, anchors: Readonly<Record<string, Anchor>>): readonly Piece[] {
  return withoutTurns(sentence)
    .split(/([\ue000\ue001])/u)
    .filter((part) => part !== "")
    .map((part) => anchors[part] ?? { kind: "plain", words: part });
}

function anchorOf(
  { key: fact, unit }: FactDefinition,
  { value, source, currency }: FactStatement,
  year: number,
  language: LanguageTag,
): Anchor | null {
  if (typeof value !== "number") return null;
  const isYears = unit === "months" && value % 12 === 0;
  const shown = isYears ? value / 12 : value;
  const words = numberInWords(shown, language) ?? String(shown);
  return {
    kind: "figure",
    words,
    fact,
    year,
    part: null,
    unit: isYears ? "years" : (currency ?? unit),
    source,
    value: shown,
  };
}

function rowProposal(statement: Statement, section: EditionSection, language: LanguageTag, text: ReportText): Proposal {
  const { register, key, source, organisation, ref } = statement;
  const bound = (words: string): Anchor => ({
    kind: "row",
    words,
    register,
    key,
    source,
    organisation,
    version: versionOf(ref),
  });
  const sentence = ownWords(statement, language) ?? sentenceOf(statement, text);
  const said = sentence === null ? null : withoutTurns(sentence);
  const [words, end] = said === null ? ["", ""] : (/^(.*?)([.۔]?)$/su.exec(said)?.slice(1) ?? ["", ""]);
  const pieces: readonly Piece[] | null =
    words === undefined || words === ""
      ? null
      : [bound(words), { kind: "plain", words: end === "" ? "." : (end ?? ".") }];
  return { id: subjectOf(bound(key)), section, pieces, row: statement };
}

/** A row holds no character that turns the direction of reading (RC1d); sentences of the program have them around their values. */
function withoutTurns(sentence: string): string {
  return sentence.replace(/[\u200e\u200f\u2066-\u2069]/g, "");
}

/** What the source says, where it says it in this language. */
function ownWords({ values }: Statement, language: LanguageTag): string | null {
  const { words, language: its } = values as { readonly words?: string; readonly language?: string };
  if (words === undefined || its === undefined || !isLanguage(its) || its !== language) return null;
  return words.replace(/\s*\n\s*/g, " ");
}

/** What the program has for the row's codes: true of every country, and meant to be changed. */
function sentenceOf({ register, values }: Statement, text: ReportText): string | null {
  if (register === "finding") {
    const { topic, answer } = values as Statement<"finding">["values"];
    const sentence = text.word(`report.finding.${topic}.${answer}`, "");
    return sentence === "" ? null : sentence;
  }
  if (register === "plan") {
    const row = { register, values } as { readonly register: "plan"; readonly values: Statement<"plan">["values"] };
    return plain(text.say(`report.plans.${row.values.stage}`, text.row(row)));
  }
  return null;
}

/** A fact by its name in a report. */
export function factName(text: ReportText, key: string): string {
  return text.word(`report.fact.${key}`, text.name("figure", "fact", key));
}

/** The facts of the catalogue, for a search by name. */
export const searchableFacts = catalogue.map(({ key }) => key);
