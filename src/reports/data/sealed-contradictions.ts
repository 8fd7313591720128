// Contradictions among sealed rows, as far as a report may show them (RP3). Nothing of a case that was ever hidden from a body leaves
// here, and no text, key or exact date of any.
import type { Contradiction } from "../../assessment/fact-value.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import type { Statement } from "../../record/statement.ts";
import { refId } from "./record-places.ts";
import { shieldedRecords } from "./shielded.ts";

/** The contradictions without what sealed rows hide: those of open registers and of facts as they are. */
export function withoutSealed(
  contradictions: readonly Contradiction[],
  statements: readonly Statement[],
): readonly Contradiction[] {
  const shielded = shieldedRecords(statements);
  return contradictions.flatMap((contradiction): readonly Contradiction[] => {
    const { about, sides } = contradiction;
    if ("fact" in about || registerOf(about.register).open) return [contradiction];
    const isHidden = sides.some(({ records }) => records.some((ref) => shielded.has(refId(ref))));
    if (isHidden || hiddenFields.includes(about.field)) return [];
    const values = shownValues(
      registerOf(about.register).fields[about.field]?.shape.type,
      sides.map(({ value }) => value),
    );
    return [
      {
        about: { register: about.register, key: "", field: about.field },
        sides: sides.map((side, i) => ({ ...side, value: values[i] ?? "" })),
      },
    ];
  });
}

/** Whom a row is about, and what hides it (R26). */
export const hiddenFields: readonly string[] = ["official_body", "office_level", "case", "suspect", "suspects"];

/** Codes and numbers are shown, and the years of dates where these differ; anything else is an empty word. */
function shownValues(shape: string | undefined, values: readonly string[]): readonly string[] {
  if (shape === "code" || shape === "whole" || shape === "count" || shape === "yes-no") return values;
  const years = values.map((value) => value.slice(0, 4));
  return (shape === "date" || shape === "since") && new Set(years).size > 1 ? years : values.map(() => "");
}
