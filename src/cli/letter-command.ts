// `panoh letter`: the letter to a service that is not in the directory, from the sheet that asks it (FM24).
import { outsideForm } from "../core/case/referred-on.ts";
import { dayAt } from "../core/moment.ts";
import type { Device } from "../member/device.ts";
import { writeSecretAfter } from "../operate/files/write-whole.ts";
import { letterOf, letterPage, letterWordParts } from "../reports/outside-letter.ts";
import { printedHtml } from "../reports/printed-page.ts";
import { ringing } from "../reports/ringing.ts";
import type { LanguageTag } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";
import { commandProblem } from "./command.ts";

interface LetterAsked {
  /** The language of who receives it. */
  readonly language: LanguageTag;
  readonly out: string;
  /** The first digits of a sheet; null for the last one. */
  readonly sheet: string | null;
}

export async function letterLines(member: Device, caseId: string, request: LetterAsked): Promise<readonly string[]> {
  const view = member.cases.sheets(caseId);
  const { forms } = member.directory;
  const letters = view?.sheets.filter(({ form, struckOut }) => form === outsideForm && !struckOut) ?? [];
  const sheet = letters.findLast((one) => request.sheet === null || one.sheet.startsWith(request.sheet));
  if (view === null || sheet === undefined)
    throw commandProblem(
      "no-such-sheet",
      `no such sheet of the form ${outsideForm} is here: write one first with panoh sheet`,
    );
  const words = await readWords(request.language, [...letterWordParts, "first"]);
  const self = member.view?.self?.organisation;
  const page = letterPage(letterOf(sheet, view, forms), {
    words,
    name: words.language.pick(self?.name ?? {}),
    ...ringing(self === undefined ? [] : member.directory.phones([self.id]), words.language),
    today: dayAt(Date.now()),
  });
  await writeSecretAfter(request.out, printedHtml(page, words.message("app.neutral")), async () => undefined);
  return [`Saved      ${request.out}`, "Whoever finds the file reads it. Print it, then erase it."];
}
