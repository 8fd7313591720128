// Files that people give to commands: a founding note, an organisation, notes. Each is checked here, once, and a flaw is a coded problem.
import { readFileSync, statSync } from "node:fs";
import { type Organisation, organisationSchema } from "../../core/directory-note.ts";
import { type FoundingNote, parseFoundingNote, readFoundingDraft } from "../../note/directory-note.ts";
import { commandProblem } from "../command-problem.ts";

export const maxFileBytes = 256 * 1024;
/** The corrections of a false history of some hundred thousand leaves. */
const maxCorrectionBytes = 16 * 1024 * 1024;

export function readSmallFile(file: string): string {
  mustBeSmall(file);
  return readFileSync(file, "utf8");
}

/** The text of a file of corrections (LG10). */
export function readCorrectionFile(file: string): string {
  mustBeSmall(file, maxCorrectionBytes);
  return readFileSync(file, "utf8");
}

/** Throws a problem of the command for a file that is larger than any that people give. */
function mustBeSmall(file: string, maxBytes = maxFileBytes): void {
  if (statSync(file).size > maxBytes) throw commandProblem("file-too-large", `${file} is too large`);
}

export function readFounding(file: string): FoundingNote {
  const founding = parseFoundingNote(readSmallFile(file));
  if (founding === null) throw commandProblem("founding-refused", refusalOf(file));
  return founding;
}

/** A founding note that some seats have still to sign is no wrong one. */
function refusalOf(file: string): string {
  const draft = readFoundingDraft(readSmallFile(file));
  const others = draft?.founding.council.seats.filter(({ seat }) => !draft.signers.includes(seat)) ?? [];
  return others.length === 0
    ? `${file} is not a founding note that holds`
    : `${file} is not signed yet by ${others.map(({ seat }) => seat).join(", ")} (panoh council found)`;
}

export function readOrganisation(file: string): Organisation {
  const value = readJson(file);
  if (!organisationSchema(value))
    throw commandProblem("not-an-organisation", `${file} does not describe an organisation`);
  return value;
}

/** JSON as people write it, with any spacing. What it says is for the caller's schema. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readSmallFile(file));
  } catch (error) {
    // Without the error as its cause: the platform's sentence quotes the file, which may be a draft.
    if (error instanceof SyntaxError) throw commandProblem("not-json", `${file} is not JSON`);
    throw error;
  }
}

/** Names by language, as `--name en=Example Shelter North --name ru=…` gives them. Null when one is not in that form or given twice. */
export function namesOf(texts: readonly string[]): Readonly<Record<string, string>> | null {
  const pairs = texts.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)] as const);
  const names = Object.fromEntries(pairs);
  const whole = texts.every((text) => text.includes("=")) && Object.keys(names).length === texts.length;
  return whole ? names : null;
}
