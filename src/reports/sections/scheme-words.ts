// How a scheme and its parts are called in a report: the program's schemes by the report's own words, one that came as a file by the words
// in it, as far as they go: in a language that it lacks they stand in another, and the report says in which.
import type { SchemeFile, SchemeWords } from "../../assessment/assessment.ts";
import type { Tier } from "../../core/registers/register-table.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import type { ReportText } from "../text/report-text.ts";
import type { Report } from "./report.ts";

interface SchemeNames {
  readonly name: string;
  /** How a sentence calls it: of one that came as a file it says so. */
  readonly inSentence: string;
  readonly criterion: (key: string) => string;
  readonly ground: (key: string) => string;
  readonly step: (key: string) => string;
  readonly tier: (tier: Tier) => string;
  /** The language of a file's words where it lacks the report's; else null. */
  readonly borrowed: string | null;
}

export function schemeNames({ data: { scheme }, text }: Pick<Report, "data" | "text">): SchemeNames {
  return scheme.file === undefined ? programNames(scheme.id, text) : fileNames(scheme.id, scheme.file, text);
}

/** The report's scheme as its front names it: a file by its hash too. */
export function schemeMark(report: Report): Inlines {
  const { name, borrowed } = schemeNames(report);
  const { file } = report.data.scheme;
  if (file === undefined) return run([name]);
  return run([
    name,
    borrowed === null ? null : ` (${borrowed})`,
    `${report.text.semicolon}${report.text.t("report.head.scheme-file")} `,
    { kind: "code", text: file.hash },
  ]);
}

/** The names of one of the program's schemes; keys where it is newer than the words. */
export function programNames(id: string, text: ReportText): SchemeNames {
  const name = text.word(`scheme.${id}`, id);
  return {
    name,
    inSentence: name,
    // Where the record or a question has the word, that.
    criterion: (key) =>
      text.word(`report.tier.criteria.${key}`, text.word(`code.${key}`, text.word(`register.${key}`, key))),
    ground: (key) => text.word(`report.tier.ground-names.${key}`, text.word(`report.tier.questions.${key}`, key)),
    step: (key) => text.word(`report.tier.steps.${key}`, key),
    tier: (one) => text.name("rating", "tier", one),
    borrowed: null,
  };
}

function fileNames(id: string, { words }: SchemeFile, text: ReportText): SchemeNames {
  const tag = languageOf(words, text.tag);
  const own: SchemeWords | undefined = words[tag];
  if (own === undefined) return programNames(id, text);
  return {
    name: own.name,
    inSentence: text.t("report.tier.own-rules", { name: own.name }),
    criterion: (key) => wordFor(own.criteria, key),
    ground: (key) => wordFor(own.grounds, key),
    step: (key) => wordFor(own.steps, key),
    tier: (one) =>
      text.t("report.tier.coded", { name: own.tiers.find(({ tier }) => tier === one)?.name ?? one, code: one }),
    borrowed: tag === text.tag ? null : tag,
  };
}

/** A name that the file gives; the key itself where it gives none. */
function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

/** The report's language, else English, else the first: by the tags themselves, since data keep no other order. */
function languageOf(words: SchemeFile["words"], wanted: string): string {
  const tags = Object.keys(words).sort();
  return [wanted, "en"].find((tag) => tags.includes(tag)) ?? tags[0] ?? wanted;
}
