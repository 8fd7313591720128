// The letter to a service that is not in the directory (FM24): which help is asked for, for whom as far as the person agreed, and how to answer. Nothing of what
// happened stands in it, and no word that says what the sender is about, in any language: it lies on a desk where anybody reads it.
import { saidName } from "../core/case/sheet-facts.ts";
import type { FormBook } from "../core/form/form.ts";
import type { Sheet } from "../core/form/sheet.ts";
import { saysWhatItIs } from "../core/revealing-words.ts";
import { serviceTypes } from "../core/service.ts";
import type { LanguageTag } from "../words/languages.ts";
import { languageName } from "../words/spoken-languages.ts";
import type { Words } from "../words/words.ts";
import { type PrintedLine, type PrintedPage, printedAnswer, printedLine } from "./printed-page.ts";
import type { Ringing } from "./ringing.ts";

/** The files of words that it needs, in the language of who receives it. */
export const letterWordParts = ["own-file", "case"] as const;

/** What a letter says, from the sheet that asks. */
export function letterOf(
  sheet: Sheet,
  { sheets, language }: { readonly sheets: readonly Sheet[]; readonly language: string | null },
  forms: FormBook,
) {
  const of = (key: string) => sheet.answers.get(key)?.value ?? null;
  const [receiver, need] = [of("name"), of("need")];
  return {
    receiver: typeof receiver === "string" ? receiver : null,
    need: serviceTypes.find((type) => type === need) ?? null,
    /** Null where the person did not agree that it stands there. */
    name: of("named") === true ? saidName(sheets, forms) : null,
    /** The language in which the person speaks. */
    spoken: language,
  };
}

export function letterPage(
  { receiver, need, name, spoken }: ReturnType<typeof letterOf>,
  from: Ringing & {
    readonly words: Words;
    /** Our own name in that language. */
    readonly name: string;
    /** 2031-02-03. */
    readonly today: string;
  },
): PrintedPage {
  const { words, phones, hours } = from;
  const lines: readonly PrintedLine[] = [
    ...(receiver === null || saysWhatItIs(receiver)
      ? []
      : [printedLine(words.message("letter.to", { name: receiver }))]),
    printedLine(words.language.date(from.today)),
    printedLine(words.message("letter.body")),
    ...(need === null ? [] : [printedAnswer(words.message("letter.help"), words.message(`need.${need}`))]),
    name === null
      ? printedLine(words.message("letter.no-name"))
      : { ...printedAnswer(words.message("letter.name"), name), written: true },
    ...(spoken === null ? [] : [printedAnswer(words.message("letter.language"), languageName(spoken))]),
    printedLine(words.message("letter.answer")),
    ...(saysWhatItIs(from.name) ? [] : [{ ...printedLine(from.name), written: true } as const]),
    // Without a number in the directory one is written by hand.
    ...(phones.length === 0 ? [blank] : phones.map((number) => `\u2066${number}\u2069`)).map((number) =>
      printedAnswer(words.message("own-file.number"), number),
    ),
    ...(hours === null || phones.length === 0 ? [] : [printedAnswer(words.message("own-file.hours"), hours)]),
    printedLine(words.message("letter.silence")),
  ];
  return {
    language: words.language.tag as LanguageTag,
    size: "short",
    title: words.message("letter.title"),
    lines,
  };
}

const blank = "______________";
