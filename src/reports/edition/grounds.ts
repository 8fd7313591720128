// What the words of an edition rest on: the facts of each year and the open rows, as the record has them now. Sealed rows are not among them: an edition
// is filled, and filled again by strangers, from what everybody can read (ED4).
import { assess } from "../../assessment/assess.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import { findDefinition } from "../../assessment/catalogue.ts";
import { contradicting } from "../../assessment/contradicting.ts";
import { findContradictions } from "../../assessment/contradictions.ts";
import { evaluateFacts } from "../../assessment/evaluate-facts.ts";
import { type FactStatement, type FactValue, limitOf, type Period } from "../../assessment/fact-value.ts";
import { besideFacts } from "../../assessment/judgements.ts";
import { overdueMeasures } from "../../assessment/standing-rows.ts";
import { indexStatements, type StatementIndex } from "../../assessment/statement-index.ts";
import type { DayRange } from "../../core/registers/partial-date.ts";
import type { Anchor, FigurePiece } from "../../core/registers/pieces.ts";
import { factOfFigure, type JudgementQuestion, registerOf } from "../../core/registers/register-table.ts";
import { yearOfRow } from "../../core/registers/row.ts";
import { evidenceReader, isStale } from "../../record/evidence.ts";
import { ofRegister, type RecordRef, refId, type Statement } from "../../record/statement.ts";
import { type LanguageTag, languages } from "../../words/languages.ts";

/** What a figure comes to: the number in its unit, and the statement of the source that gives it. */
interface FigureNow {
  readonly value: number;
  readonly unit: string;
  readonly statement: FactStatement;
  /** How exact it is. */
  readonly limit: ReturnType<typeof limitOf>;
}

type FigureAsked = Pick<FigurePiece, "fact" | "year" | "part" | "source"> & { readonly unit?: string };

/** Somebody else's word on the same thing: the source, and the rows in which it stands. */
export interface OtherWord {
  readonly source: string;
  readonly value: string;
  readonly records: readonly RecordRef[];
}

export class Grounds {
  readonly statements: readonly Statement[];
  readonly index: StatementIndex;
  readonly #kind: Period["kind"];
  readonly #facts = new Map<string, FactValue | null>();
  readonly #byName: ReadonlyMap<string, Statement>;
  readonly #byRef: ReadonlyMap<string, Statement>;
  #evidence: ReturnType<typeof evidenceReader> | null = null;
  #clashes: ReadonlyMap<string, readonly { readonly sides: readonly OtherWord[] }[]> | null = null;

  constructor(statements: readonly Statement[], kind: Period["kind"]) {
    this.statements = statements.filter(({ register, sealed }) => !sealed && registerOf(register).open);
    this.#kind = kind;
    this.index = indexStatements(this.statements);
    this.#byName = new Map(this.statements.map((one) => [nameOf(one), one]));
    this.#byRef = new Map(this.statements.map((one) => [refId(one.ref), one]));
  }

  /** A fact of a year; null for one that the catalogue does not have. */
  fact(key: string, year: number): FactValue | null {
    const name = `${key} ${year}`;
    const known = this.#facts.get(name);
    if (known !== undefined) return known;
    const definition = findDefinition(key);
    const value =
      definition === null
        ? null
        : (evaluateFacts(this.index, { year, kind: this.#kind }, [definition])[0]?.now ?? null);
    this.#facts.set(name, value);
    return value;
  }

  /** The judgements without which no tier follows for a year (AS14). An edition that states a tier waits for them. */
  asks(period: Period): readonly JudgementQuestion[] {
    return this.#assess(period).asks;
  }

  /** The facts for which the rules of a year ask and of which nobody says anything: neither that there is none, nor that it is not reported. */
  missing(period: Period): readonly string[] {
    const missing = this.#assess(period).criteria.flatMap((one) => one.missing);
    return [...new Set(missing.flatMap(({ fact, why }) => (why === "no-data" ? [fact] : [])))];
  }

  #assess(period: Period): Assessment {
    return assess(evaluateFacts(this.index, period), besideFacts(this.statements, period));
  }

  /** What a source gives for a fact of a year, in the unit that is asked; null where it gives no number there. */
  figure({ fact, year, part, source, unit }: FigureAsked): FigureNow | null {
    const definition = findDefinition(fact);
    const statement = this.fact(fact, year)?.statements.find((one) => one.source === source);
    if (definition === null || statement === undefined) return null;
    const value = part === null ? statement.value : statement.parts.find((one) => one.part === part)?.value;
    if (typeof value !== "number") return null;
    const own = statement.currency ?? definition.unit;
    if (unit !== undefined && unit !== own && unit !== "years") return null;
    if (unit === "years" && (own !== "months" || value % 12 !== 0)) return null;
    return { value: unit === "years" ? value / 12 : value, unit: unit ?? own, statement, limit: limitOf(statement) };
  }

  /** The same as an anchor, in the language's digits. */
  anchor(asked: FigureAsked, language: LanguageTag): FigurePiece | null {
    const now = this.figure(asked);
    if (now === null) return null;
    const { fact, year, part, source } = asked;
    const { value, unit } = now;
    return { kind: "figure", words: languages[language].number(value), fact, year, part, unit, source, value };
  }

  /** The same of months as years where they are whole ones. */
  anchorInYears(asked: FigureAsked, language: LanguageTag): FigurePiece | null {
    return this.anchor({ ...asked, unit: "years" }, language) ?? this.anchor(asked, language);
  }

  /** How exact the number of a tally is, which depends on its release too; exact for a split, that no fact reads. */
  limitOn(row: Statement): FigureNow["limit"] {
    const [said] = this.#statementsOn(row);
    return said === undefined ? "exactly" : limitOf(said.statement);
  }

  /** The row that an anchor names, as it stands now; null where it was withdrawn or is not open. */
  row(named: Named): Statement | null {
    return this.#byName.get(nameOf(named)) ?? null;
  }

  /** The rows that stand in these records now. */
  rowsAt(records: readonly RecordRef[]): readonly Statement[] {
    return records.flatMap((ref) => this.#byRef.get(refId(ref)) ?? []);
  }

  /** The rows on which an anchor rests; none where it is gone. */
  rowsOf(anchor: Anchor): readonly Statement[] {
    if (anchor.kind === "row") return [this.row(anchor) ?? []].flat();
    const { records = [], parts = [] } = this.figure(anchor)?.statement ?? {};
    return this.rowsAt(
      anchor.part === null ? records : parts.flatMap((one) => (one.part === anchor.part ? [one.ref] : [])),
    );
  }

  /** Measures of plans in force that are overdue in these days, by the rule of the assessment. */
  overdue(days: DayRange, over = days): readonly Statement<"measure">[] {
    const overdue = overdueMeasures(this.index, days, over).statements.flatMap(({ records }) => records.map(refId));
    return ofRegister(this.statements, "measure").filter(({ ref }) => overdue.includes(refId(ref)));
  }

  /** What others say otherwise about the number, or the row's thing; none where nobody does. */
  otherWords(anchor: Anchor): readonly OtherWord[] {
    if (anchor.kind === "figure") {
      const value = this.fact(anchor.fact, anchor.year);
      const statement = value?.statements.find((one) => one.source === anchor.source);
      return value === null || statement === undefined ? [] : otherStatements(value, statement);
    }
    const row = this.row(anchor);
    if (row === null) return [];
    const id = refId(row.ref);
    this.#clashes ??= clashesIn(this.index);
    const things = (this.#clashes.get(id) ?? []).flatMap(({ sides }) =>
      sides.filter(({ records }) => !records.some((ref) => refId(ref) === id)),
    );
    return [...things, ...this.#statementsOn(row).flatMap(({ value, statement }) => otherStatements(value, statement))];
  }

  /** What the fact that reads a figure or a tally makes of it. */
  #statementsOn(row: Statement): readonly { readonly value: FactValue; readonly statement: FactStatement }[] {
    const id = refId(row.ref);
    return this.#readingsOf(row).flatMap(([fact, year]) => {
      const value = this.fact(fact, year);
      const statement = value?.statements.find(({ records }) => records.some((ref) => refId(ref) === id));
      return value === null || statement === undefined ? [] : [{ value, statement }];
    });
  }

  /** The fact that reads a figure or a tally, with each year of which it may be: from April to March the year may have begun in the one before. */
  #readingsOf({ register, values }: Statement): readonly (readonly [fact: string, year: number])[] {
    if (register !== "figure" && register !== "tally") return [];
    const { fact, unit } = values as Statement<"figure">["values"];
    const [year, key] = [yearOfRow(values) ?? 0, factOfFigure(fact, unit) ?? fact];
    const years = register === "tally" || this.#kind === "calendar" ? [year] : [year, year - 1];
    return years.map((one) => [key, one] as const);
  }

  /** True for a judgement of which what it rests on was corrected since, or is gone. */
  isStaleJudgement({ register, values }: Statement): boolean {
    if (register !== "judgement") return false;
    this.#evidence ??= evidenceReader(this.statements);
    return isStale(this.#evidence((values as Statement<"judgement">["values"]).evidence ?? []));
  }
}

/** What sources say differently of things, by each record in which one does. */
function clashesIn(index: StatementIndex) {
  const ofThings = findContradictions(index, [], null).filter(({ about }) => "register" in about);
  const each = ofThings.flatMap(({ sides }) =>
    sides.flatMap(({ records }) => records.map((ref) => ({ id: refId(ref), sides }))),
  );
  return Map.groupBy(each, ({ id }) => id);
}

type Named = Pick<Statement, "register" | "key" | "source" | "organisation">;

function nameOf({ register, key, source, organisation }: Named): string {
  return JSON.stringify([register, key, source, organisation]);
}

function otherStatements(value: FactValue, statement: FactStatement): readonly OtherWord[] {
  if (!value.contradicted) return [];
  const differing = contradicting(value.statements);
  if (!differing.includes(statement)) return [];
  return differing
    .filter((one) => one !== statement && one.value !== statement.value)
    .map((one) => ({ source: one.source, value: String(one.value), records: one.records }));
}
