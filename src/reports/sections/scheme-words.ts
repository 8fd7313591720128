// How a scheme and its parts are called in a report.
import type { Tier } from "../../core/registers/register-table.ts";
import type { Report } from "./report.ts";

interface SchemeNames {
  readonly name: string;
  readonly criterion: (key: string) => string;
  readonly ground: (key: string) => string;
  readonly tier: (tier: Tier) => string;
}

/** The names of one of the program's schemes; keys where it is newer than the words. */
export function schemeNames({ data: { scheme }, text }: Pick<Report, "data" | "text">): SchemeNames {
  return {
    name: text.word(`scheme.${scheme.id}`, scheme.id),
    // Where the record or a question has the word, that.
    criterion: (key) => text.word(`code.criterion.${key}`, text.word(`code.${key}`, text.word(`register.${key}`, key))),
    ground: (key) => text.word(`report.tier.ground-names.${key}`, text.word(`report.tier.questions.${key}`, key)),
    tier: (one) => text.name("rating", "tier", one),
  };
}
