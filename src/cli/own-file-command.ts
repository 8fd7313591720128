// `panoh file`: the person's own file of a case, as a page to print or as a sealed file. The worker reads the free text first: without --out it is listed, and
// nothing is written or recorded.
import { mayHaveGuardian, type OwnFile, ownFileForm, textsIn } from "../core/case/own-file.ts";
import { commonWords, hasNoCapitals, piecesOf } from "../core/free-text-names.ts";
import { dayAt } from "../core/moment.ts";
import { visibleMarks } from "../core/visible-marks.ts";
import { randomBytes } from "../crypto/random.ts";
import type { Device } from "../member/device.ts";
import { generatePassphrase } from "../member/store/passphrase.ts";
import { must } from "../member/verb.ts";
import { writeSecretAfter } from "../operate/files/write-whole.ts";
import { type OwnFileAsked, ownFileNames, ownFileWordParts, ownPage, ownPageText } from "../reports/own-file.ts";
import { printedHtml } from "../reports/printed-page.ts";
import { lockText } from "../sealing/locked-text.ts";
import type { LanguageTag } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";
import { commandProblem, usageProblem } from "./command.ts";

export interface FileAsked extends OwnFileAsked {
  readonly language: LanguageTag;
  /** Null to look at the texts first. */
  readonly out: string | null;
  readonly isSealed: boolean;
  readonly isRead: boolean;
  readonly to: "person" | "guardian";
  /** The worker's word that the guardian is free of conflict. */
  readonly guardianIsFree: boolean;
}

/** The lines of the answer. What is written is recorded first (OF7). */
export async function ownFileLines(member: Device, caseId: string, request: FileAsked): Promise<readonly string[]> {
  const file = member.cases.reading.ownFile(caseId);
  if (file === null) throw commandProblem("no-such-case", "nothing of this case is held here any more");
  if (member.cases.sheets(caseId)?.writable.includes(ownFileForm) !== true)
    throw commandProblem(
      "not-allowed",
      "this organisation gives no file of this case: it only was asked, or no longer may",
    );
  const texts = await textLines(file, request);
  if (request.out === null)
    return texts.length === 0 ? ["No free text goes into this file."] : [...texts, "Words in [ ] may be names."];
  if (texts.length > 0 && !request.isRead)
    throw usageProblem("free text goes in: read it first without --out, then say --read");
  refuseGuardian(file, request);
  const now = Date.now();
  const words = await readWords(request.language, [...ownFileWordParts, "first"]);
  const page = ownPage(
    file,
    request,
    ownFileNames({
      words,
      forms: member.directory.forms,
      languages: member.view?.country.languages ?? [],
      organisation: member.directory.organisation,
      places: [],
      ringable: (id) => member.directory.phones([id]),
      today: dayAt(now),
    }),
  );
  const passphrase = generatePassphrase(randomBytes);
  const content = request.isSealed
    ? await sealedPage(ownPageText(page), passphrase)
    : printedHtml(page, words.message("app.neutral"));
  const { size, language, notes, to } = request;
  const way = request.isSealed ? "sealed-file" : "paper";
  const set = { on: dayAt(now), size, way, language, to, "notes-in": notes && size !== "card" };
  await writeSecretAfter(request.out, content, async () => {
    await must(member.cases.saveSheet(caseId, { form: ownFileForm, set }));
  });
  return [
    `Saved      ${request.out}`,
    ...(request.isSealed
      ? [
          `Words      ${passphrase}`,
          "They are shown once. Only the person has them: with them the file opens on the page open.html of the app.",
        ]
      : ["Whoever finds the file reads it. Print it, then erase it."]),
  ];
}

async function textLines(file: OwnFile, request: FileAsked): Promise<readonly string[]> {
  const texts = textsIn(file, request);
  const lines = texts.map(({ text }) => text);
  const persian = lines.some(hasNoCapitals) ? (await readWords("fa", ownFileWordParts)).said() : [];
  const pieces = piecesOf(lines, { names: file.knownNames, common: commonWords(persian) });
  return texts.flatMap(({ id }, at) => {
    const line = (pieces[at] ?? [])
      .map(({ text, maybeName, alsoName }) => (maybeName || alsoName ? `[${text}]` : text))
      .join("");
    return [
      `Text       ${id}`,
      ...visibleMarks(line)
        .split("\n")
        .map((each) => `  ${each}`),
    ];
  });
}

function refuseGuardian(file: OwnFile, { to, guardianIsFree }: FileAsked): void {
  if (to === "guardian" && mayHaveGuardian(file, guardianIsFree || null) !== true)
    throw commandProblem(
      "not-allowed",
      "only a child's guardian who is free of conflict gets the file: the form child says it, else --guardian-is-free",
    );
}

async function sealedPage(text: string | null, passphrase: string): Promise<string> {
  if (text === null) throw commandProblem("too-large", "the file is too large to be sealed: print it");
  return lockText(text, passphrase);
}
