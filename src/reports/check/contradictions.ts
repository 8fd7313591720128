// The contradictions of a shown report: those of facts follow from the shown facts, those of open registers are the record's, and those of
// sealed registers that the checker does not hold say codes, numbers and years only (RP3).
import { comparedFields, factContradictions } from "../../assessment/contradictions.ts";
import type { Contradiction } from "../../assessment/fact-value.ts";
import type { FieldShape } from "../../core/registers/field.ts";
import { fieldSchema } from "../../core/registers/field-schema.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import { canonicalJson } from "../data/canonical-json.ts";
import type { ReportData } from "../data/report-data.ts";
import { hiddenFields } from "../data/sealed-contradictions.ts";
import { areOf, isSourceOf, isUnheld, type PageRecords } from "./records.ts";
import { differingAsShown } from "./sealed-fact.ts";

/** How many contradictions rest on what the checker does not hold; null when one is missing, invented or cannot be what it claims. */
export function checkContradictions(
  shown: Pick<ReportData, "facts" | "contradictions">,
  own: Pick<ReportData, "contradictions">,
  page: PageRecords,
): number | null {
  const ofFacts = factContradictions(shown.facts, differingAsShown);
  const others = shown.contradictions.slice(ofFacts.length);
  const known = new Set(own.contradictions.map(canonicalJson));
  const claimed = others.filter((one) => !isOpen(one) && !known.has(canonicalJson(one)));
  const isRight =
    canonicalJson(shown.contradictions.slice(0, ofFacts.length)) === canonicalJson(ofFacts) &&
    canonicalJson(others.filter(isOpen)) === canonicalJson(own.contradictions.filter(isOpen)) &&
    others.every(({ about }) => "register" in about) &&
    claimed.every((one) => isUnheld(one, page) && isSealedDifference(one, page));
  return isRight ? claimed.length : null;
}

/** True for what may be shown of a difference between sealed rows: no key, no hidden field, and values of closed lists. */
function isSealedDifference({ about, sides, reason }: Contradiction, page: PageRecords): boolean {
  if ("fact" in about || about.key !== "" || reason !== undefined || sides.length < 2) return false;
  const { register, field } = about;
  const shape = registerOf(register).fields[field]?.shape;
  if (shape === undefined || !comparedFields(register).includes(field) || hiddenFields.includes(field)) return false;
  return (
    areOf(
      register,
      sides.flatMap((side) => side.records),
      page,
    ) &&
    sides.every(
      ({ source, records, name }) => records.length === 1 && name === undefined && isSourceOf(source, records, page),
    ) &&
    areValues(
      shape,
      sides.map(({ value }) => value),
    )
  );
}

/** Codes and numbers of the field that differ; years of a date that differ; else empty words. */
function areValues(shape: FieldShape, values: readonly string[]): boolean {
  const differ = new Set(values).size > 1;
  switch (shape.type) {
    case "code":
      return differ && values.every(fieldSchema(shape));
    case "whole":
    case "count":
      return differ && values.every((value) => /^(0|[1-9]\d*)$/.test(value) && fieldSchema(shape)(Number(value)));
    case "yes-no":
      return differ && values.every((value) => value === "yes" || value === "no");
    case "date":
      return values.every((value) => value === "") || (differ && values.every((value) => /^[12]\d{3}$/.test(value)));
    default:
      return values.every((value) => value === "");
  }
}

function isOpen({ about }: Contradiction): boolean {
  return "register" in about && registerOf(about.register).open;
}
