// The open rows that say something of a year, each with the section of an edition where it belongs, and the numbers that stand in a row.
import { findDefinition } from "../../assessment/catalogue.ts";
import type { Period, Pillar } from "../../assessment/fact-value.ts";
import { unitOf } from "../../assessment/number-unit.ts";
import { citedRegisters } from "../../core/registers/pieces.ts";
import {
  type EditionSection,
  factOfFigure,
  type RegisterName,
  registerOf,
} from "../../core/registers/register-table.ts";
import type { Statement } from "../../record/statement.ts";
import { isLanguage, type LanguageTag } from "../../words/languages.ts";
import { statementsOfYear } from "../data/statements-of-year.ts";
import { numbersIn } from "./number-words.ts";

/** Every row on which words of an edition may rest: those of the year, and behind them those of other years. */
export function rowsToCite(statements: readonly Statement[], period: Period): readonly Statement[] {
  const ofYear = new Set(statementsOfYear(statements, period));
  return [...ofYear, ...statements.filter((one) => !ofYear.has(one) && citedRegisters.includes(one.register))];
}

/** The section where a row belongs: that of its pillar; who is taken where stands in the lead, and what was judged with the tier. */
export function sectionOfRow(statement: Statement): EditionSection {
  const { register } = statement;
  if (register === "judgement" || register === "rating" || register === "data-request") return "tier";
  return sectionOfPillar(pillarOf(statement));
}

export function sectionOfPillar(pillar: Pillar): EditionSection {
  if (pillar === "context") return "lead";
  return pillar === "partnership" ? "prevention" : pillar;
}

function pillarOf({ register, values }: Statement): Pillar {
  const { fact, unit, topic, pillar } = values as {
    readonly fact?: Parameters<typeof factOfFigure>[0];
    readonly unit?: Parameters<typeof factOfFigure>[1];
    readonly topic?: string;
    readonly pillar?: Pillar;
  };
  if (register === "route") return "context";
  if (register === "said" && pillar !== undefined) return pillar;
  const key =
    register === "finding" ? `finding-${topic}` : fact === undefined ? "" : (factOfFigure(fact, unit) ?? fact);
  const { about } = registerOf(register as RegisterName);
  return findDefinition(key)?.pillar ?? (about === "says" || about === "control" ? "context" : about);
}

/** Every number that stands in a row: its numbers, months also as years, dates, lists by their length, and what its words and lines say. */
export function numbersOfRow({ register, values }: Statement): ReadonlySet<string> {
  const { language } = values as { readonly language?: string };
  const found = new Set<string>();
  for (const [field, value] of Object.entries(values)) {
    if (typeof value === "number") {
      found.add(String(value));
      if (unitOf(register, field, values) === "months" && value % 12 === 0) found.add(String(value / 12));
    } else if (Array.isArray(value)) {
      found.add(String(value.length));
      for (const each of value) addText(found, String(each), "en");
    } else if (typeof value === "string")
      addText(found, value, language !== undefined && isLanguage(language) ? language : "en");
  }
  return found;
}

function addText(found: Set<string>, text: string, language: LanguageTag): void {
  for (const { number } of numbersIn(text, language)) {
    found.add(number);
    // A day or month of a date is written without its nought.
    found.add(number.replace(/^0+(?=\d)/, ""));
  }
}
