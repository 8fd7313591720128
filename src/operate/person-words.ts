// Sentences that the command line says to a person as the screens do: alarms, and what the engine refuses. It says it in the language of the environment, `PANOH_LANG`
// before the system's own; English when there is none. What it says to an administrator of a host or a folder is English, and stands beside its code.
import { isEntryRefusal } from "../core/case/entry-refusal.ts";
import type { ProblemCode } from "../core/problem.ts";
import type { AlarmCode } from "../member/views.ts";
import { type LanguageTag, languageFor } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";

const words = await readWords(languageOf(process.env), ["first", "device"]);

/** The language that an environment asks for: `ru_RU.UTF-8` is Russian, `C` is none and English. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): LanguageTag {
  const { PANOH_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  // A variable that is empty is not set.
  const tag = PANOH_LANG || LC_ALL || LC_MESSAGES || LANG || "";
  return languageFor(tag.replace(/[._@].*$/, "")) ?? "en";
}

export function alarmParts(code: AlarmCode): { readonly what: string; readonly safe: string; readonly do: string } {
  return {
    what: words.message(`alarm.${code}.what`),
    safe: words.message(`alarm.${code}.safe`),
    do: words.message(`alarm.${code}.do`),
  };
}

/** All three, one after the other. */
export function alarmSentences(code: AlarmCode): string {
  const parts = alarmParts(code);
  return `${parts.what} ${parts.safe} ${parts.do}`;
}

/** Why nothing was done, as the screens say it. */
export function failureSentence(code: Exclude<ProblemCode<"engine">, "transfer-not-agreed" | "for-others">): string {
  if (isEntryRefusal(code)) return words.message("failure.refused", { reason: words.message(`refusal.${code}`) });
  return words.message(`failure.${code}`);
}

/** Why a correction of the council changes nothing (LG10). */
export function correctionSentence(code: ProblemCode<"correction">): string {
  return words.message(`correction.${code}`);
}

/** Why an archive was not taken (AR7). */
export function archiveSentence(code: ProblemCode<"archive">): string {
  return words.message(`archive.${code}`);
}

/** Why shares or a sheet gave no key (KR7). */
export function recoverySentence(code: ProblemCode<"recovery">): string {
  return words.message(`recovery.${code}`);
}
