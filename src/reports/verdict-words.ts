// What a page is worth that somebody gave, in words: one way for a worker's screen and for the page about the open record. What it is worth first, then what was looked
// at. No text of the page is among them (RP17).
import { wordOfCode } from "../words/code-words.ts";
import { languages } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import type { FileVerdict } from "./check-page.ts";
import type { Paragraph } from "./edition/edition.ts";
import { placeIn } from "./edition/edition-page.ts";

type OfEdition = Extract<FileVerdict, { is: "edition" }>;
type OfAnnex = Extract<FileVerdict, { is: "checked" }>;

export interface VerdictWords {
  /** To be trusted; to be trusted for what it says of its day alone, or with what nobody answered; or not. */
  readonly worth: "good" | "look" | "wrong";
  readonly headline: string;
  /** Which report it is, or says that it is; null where that is not known. */
  readonly title: string | null;
  readonly sentences: readonly string[];
}

/** `nameOf` gives the name of an organisation in the language of the words. */
export function verdictWords(verdict: FileVerdict, words: Words, nameOf: (id: string) => string): VerdictWords {
  switch (verdict.is) {
    case "edition":
      return editionWords(verdict, words, nameOf);
    case "checked":
      return annexWords(verdict, words);
    default:
      return { worth: "wrong", headline: words.message(`verdict.${verdict.is}`), title: null, sentences: [] };
  }
}

/** What is not to be trusted is not praised with what agrees; of an edition that is the same it is said who wrote it. */
function editionWords({ check, unanswered }: OfEdition, words: Words, nameOf: (id: string) => string): VerdictWords {
  const { verdict, reason, altered, unfilled, isOlder, edition } = check;
  const title = edition === null ? null : titleOf(edition, words);
  const open = unanswered.length === 0 ? [] : [words.message("verdict.unanswered", { n: unanswered.length })];
  if (verdict === "same" && edition !== null) {
    const [worth, headline] =
      isOlder || unanswered.length > 0
        ? (["look", isOlder ? "verdict.same-older" : "verdict.same-unanswered"] as const)
        : (["good", "verdict.same"] as const);
    const by = words.message("verdict.by", { organisation: nameOf(edition.organisation) });
    return { worth, headline: words.message(headline), title, sentences: [...open, by] };
  }
  const where = (one: Paragraph) => ({
    section: wordOfCode(words, "section", one.section),
    n: placeIn(edition, one),
  });
  const sentences = [
    ...(reason === null ? [] : [words.message(`verdict.${reason}`)]),
    ...altered.map((one) => words.message("verdict.altered", where(one))),
    ...unfilled.map((one) => words.message("verdict.unfilled", where(one))),
    ...open,
  ];
  return refused(title, sentences, words);
}

function annexWords({ period, language, size, check }: OfAnnex, words: Words): VerdictWords {
  const { verdict, differing, later } = check;
  const title = titleOf({ ...period, language }, words, true);
  if (verdict === "refused")
    return refused(
      title,
      [
        words.message("verdict.other-data"),
        ...differing.map((part) => words.message("verdict.part-differs", { part })),
      ],
      words,
    );
  const changed = [
    ...(later !== null && later.figures > 0 ? [words.message("verdict.later", { n: later.figures })] : []),
    ...(later?.tier === true ? [words.message("verdict.later-tier")] : []),
  ];
  const isOfToday = changed.length === 0;
  return {
    worth: isOfToday ? "good" : "look",
    headline: words.message(isOfToday ? "verdict.sound" : "verdict.sound-then"),
    title,
    sentences: [words.message("verdict.whole"), words.message("verdict.size", { n: size }), ...changed],
  };
}

function refused(title: string | null, sentences: readonly string[], words: Words): VerdictWords {
  const claims = title === null ? null : words.message("verdict.claims", { title });
  return { worth: "wrong", headline: words.message("verdict.refused"), title: claims, sentences };
}

function titleOf(
  { year, kind, language }: Pick<OfAnnex["period"], "year" | "kind"> & Pick<OfAnnex, "language">,
  words: Words,
  annex = false,
): string {
  const period = kind === "april-march" ? [wordOfCode(words, "kind", kind)] : [];
  return words.language.apart([
    words.message("verdict.report", { annex, year: words.language.date(String(year)) }),
    ...period,
    languages[language].name,
  ]);
}
