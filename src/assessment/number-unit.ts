// In what a number of a row is counted, so that nobody takes 14 months for 14 years: the unit belongs beside every number that is entered. Which
// units the figures of a fact may have is `figureUnits` of the register table.
import { type FigureUnit, figureUnitCodes, type RegisterName } from "../core/registers/register-table.ts";
import { findDefinition } from "./catalogue.ts";

const codes: readonly string[] = figureUnitCodes;

/**
 * The unit of a field that holds a number, beside what the row says besides: of a figure the one that it names, else that of the fact of its
 * name. Null for what has no unit in the list, and for money, of which the currency is the unit.
 */
export function unitOf(
  register: RegisterName,
  field: string,
  values: { readonly fact?: unknown; readonly unit?: unknown },
): FigureUnit | null {
  if (field.endsWith("_months")) return "months";
  if (register !== "figure" || field !== "value") return null;
  const { fact, unit } = values;
  const named = typeof unit === "string" && unit !== "" ? unit : (findDefinition(String(fact))?.unit ?? "");
  return codes.includes(named) && named !== "amount" ? (named as FigureUnit) : null;
}
