// How a scheme and its parts are called in a report.
import type { Tier } from "../../core/registers/register-table.ts";
import type { ReportText } from "../text/report-text.ts";
import type { Report } from "./report.ts";

interface SchemeNames {
  readonly name: string;
  readonly criterion: (key: string) => string;
  readonly ground: (key: string) => string;
  readonly step: (key: string) => string;
  readonly tier: (tier: Tier) => string;
}

export function schemeNames({ data: { scheme }, text }: Pick<Report, "data" | "text">): SchemeNames {
  return programNames(scheme.id, text);
}

/** The names of one of the program's schemes; keys where it is newer than the words. */
export function programNames(id: string, text: ReportText): SchemeNames {
  const name = text.word(`scheme.${id}`, id);
  return {
    name,
    // Where the record or a question has the word, that.
    criterion: (key) => text.word(`code.criterion.${key}`, text.word(`code.${key}`, text.word(`register.${key}`, key))),
    ground: (key) => text.word(`report.tier.ground-names.${key}`, text.word(`report.tier.questions.${key}`, key)),
    step: (key) => text.word(`report.tier.steps.${key}`, key),
    tier: (one) => text.name("rating", "tier", one),
  };
}
