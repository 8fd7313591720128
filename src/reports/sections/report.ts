// A report while it is written: its data, its words, and what every section needs of a fact: its name, its value in words, figures that lead to
// how they were counted, and marks that lead to records.
import { twoFigures } from "../../assessment/contradicting.ts";
import {
  type FactDefinition,
  type FactStatement,
  type FactValue,
  type FactYear,
  limitOf,
} from "../../assessment/fact-value.ts";
import type { Tier } from "../../core/registers/register-table.ts";
import { ownFiles } from "../../core/registers/row.ts";
import { type RecordRef, refId } from "../../record/statement.ts";
import type { Words } from "../../words/words.ts";
import { lackOf } from "../data/lack.ts";
import type { ReportData, ReportFact, ReportRow } from "../data/report-data.ts";
import { reportRowsOf } from "../data/report-rows.ts";
import type { DrawnNode, Element } from "../print/elements.ts";
import { figure, type Inlines, joined, link, missing, spaced } from "../print/say.ts";
import { type ArticleOf, articleIn, type ReportText, reportTextOf } from "../text/report-text.ts";

export interface Report {
  readonly data: ReportData;
  readonly text: ReportText;
  readonly facts: ReadonlyMap<string, ReportFact>;
  readonly rows: ReadonlyMap<string, ReportRow>;
  /** Articles of the laws that the report shows. */
  readonly articleOf: ArticleOf;
}

export function reportOf(data: ReportData, words: Words): Report {
  return {
    data,
    text: reportTextOf(words),
    facts: new Map(data.facts.map((fact) => [fact.definition.key, fact])),
    rows: new Map(data.rows.map((row) => [refId(row.ref), row])),
    articleOf: articleIn(reportRowsOf(data.rows, "law"), words),
  };
}

export function nameOf({ facts, text }: Report, key: string): string {
  const formula = facts.get(key)?.definition.formula;
  if (formula?.kind === "finding") return text.name("finding", "topic", formula.topic);
  return text.fact(key);
}

/** A value in words: a number, a span of time, an amount in its currency, an answer. */
export function valueText(
  { text }: Report,
  { unit, formula }: FactDefinition,
  value: FactStatement["value"],
  currency?: string,
): string {
  if (value === "not-reported") return text.t("report.lack.not-reported");
  if (typeof value === "string") {
    const [register, field = ""] =
      formula?.kind === "newest" ? [formula.register, formula.field] : ["finding", "answer"];
    return text.code(register, field, value);
  }
  if (unit === "months") return text.span(value);
  return currency === undefined ? text.number(value) : `${text.number(value)}\u00a0${currency}`;
}

/** The value of a fact, leading to what is said of it; or in words why there is none. */
export function valueInline(report: Report, definition: FactDefinition, value: FactValue): Element {
  if (value.state === "two-figures") {
    const given = twoFigures(value).map((one) => valueText(report, definition, one.value, one.currency));
    return figure(report.text.list(given), definition.key);
  }
  const [other] = value.otherPeriods ?? [];
  if (value.state === "other-period" && other !== undefined) {
    const inWords = valueText(report, definition, other.value, other.currency);
    return figure(`${inWords} (${daysInWords(report, other)})`, definition.key);
  }
  const [counts] = value.statements;
  if (value.state !== "known" || counts === undefined) return missing(lackWord(report, value));
  return figure(statementText(report, definition, counts), definition.key);
}

/** The name of a fact with its value, and with that of the year before where `isBeside`. */
export function factLine(report: Report, fact: FactYear, isBeside: boolean): Inlines {
  const { t, say } = report.text;
  const name = nameOf(report, fact.definition.key);
  const now = valueInline(report, fact.definition, fact.now);
  if (!isBeside) return say("report.rules.value", { name, value: now });
  return spaced([
    say("report.rules.than", { name, now, before: valueInline(report, fact.definition, fact.before) }),
    isCountedApart(fact) ? `(${t("report.rules.not-alike")})` : null,
  ]);
}

/** What a source says, in words; "about" where it says so, "at least" where it may not have counted all. */
export function statementText(report: Report, definition: FactDefinition, statement: FactStatement): string {
  const value = valueText(report, definition, statement.value, statement.currency);
  const limit = limitOf(statement);
  if (limit === "exactly") return value;
  return report.text.t(limit === "roughly" ? "report.values.about" : "report.values.at-least", { value });
}

/** Why a fact of no value has none, in words. */
export function lackWord({ data, text }: Report, value: FactValue): string {
  return text.t(`report.lack.${lackOf(data.assessment, value) ?? "no-data"}`);
}

/** The days of a figure for others than the year's. */
export function daysInWords({ text }: Report, { days }: FactStatement): string {
  return text.days(days?.from ?? "", days?.until);
}

/** True for numbers of two years that stand side by side and are not compared: of different series (AS27). */
export function isCountedApart({ now, before }: Pick<FactYear, "now" | "before">): boolean {
  const [i, j] = now.compared ?? [-1, -1];
  return numberIn(now) !== null && numberIn(before) !== null && (i !== 0 || j !== 0);
}

/** Behind a number of the year before that is not counted like the one beside it; what it means stands below. */
export const countedApartMark = "\u00a0†";

/** The number of a known value; null for anything that is not a number. */
export function numberIn(value: FactValue): number | null {
  return value.state === "known" && typeof value.value === "number" ? value.value : null;
}

/** How one of the program's schemes and its parts are called; keys where it is newer than the words. */
export function schemeNames({ data, text }: Pick<Report, "data" | "text">) {
  const { id } = data.assessment.scheme;
  return {
    name: text.word(`scheme.${id}`, id),
    // Where the record or a question has the word, that.
    criterion: (key: string) =>
      text.word(`code.criterion.${key}`, text.word(`code.${key}`, text.word(`register.${key}`, key))),
    ground: (key: string) =>
      text.word(`report.tier.ground-names.${key}`, text.word(`report.tier.questions.${key}`, key)),
    tier: (one: Tier) => text.name("rating", "tier", one),
  };
}

export function organisationWord({ data, text }: Report, id: string): string {
  const name = data.organisations[id];
  return name?.[text.tag] ?? name?.["en"] ?? Object.values(name ?? {})[0] ?? id;
}

const mostLinks = 6;

/** The first records of a list in short, each leading to its row, and how many more there are. */
export function recordLinks(refs: readonly RecordRef[]): Inlines {
  const links = refs.slice(0, mostLinks).map((ref) => link(`${ref.note.slice(0, 8)}:${ref.row}`, recordAnchor(ref)));
  const left = refs.length - links.length;
  return spaced([...links, left === 0 ? null : link(`+${left}`, "rows")]);
}

export function recordAnchor({ note, row }: RecordRef): string {
  return `record-${note.slice(0, 16)}-${row}`;
}

/** A source by its title, leading to where it is described. */
export function sourceLink({ data, text }: Report, source: string): DrawnNode {
  if (source === ownFiles) return text.t("report.sources.own-files");
  const place = data.sources.findIndex(({ key }) => key === source);
  return link(data.sources[place]?.title ?? source, sourceAnchor(place));
}

export function sourceAnchor(place: number): string {
  return `source-${place}`;
}

/** The sources of what is said: several where texts of law and own files are counted together (AS4). */
export function sourceLinks(report: Report, said: Pick<FactStatement, "source" | "records">): Inlines {
  const links = sourceNames(report, said).map((name) => sourceLink(report, name));
  return joined(links, report.text.semicolon);
}

/** Their names, as the named records give them. */
export function sourceNames({ rows }: Report, said: Pick<FactStatement, "source" | "records">): readonly string[] {
  const named = new Set(said.records.flatMap((ref) => rows.get(refId(ref))?.source ?? []));
  return named.size > 1 ? [...named] : [said.source];
}
