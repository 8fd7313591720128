// The option that names the file of a scheme: read and checked before anything else is done. A file with flaws is refused whole, and
// each flaw is listed.
import { readFileSync } from "node:fs";
import type { Scheme } from "../assessment/assessment.ts";
import { readSchemeFile, type SchemeRead } from "../assessment/scheme-file.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { mustBeSmall } from "../operate/files/given-files.ts";
import { takenNames } from "../reports/taken-names.ts";
import type { Answer, Call, Option } from "./command.ts";
import { linesOfFlaws } from "./form-file.ts";

export const schemeFileOption: Readonly<Record<string, Option>> = {
  "scheme-file": { value: "FILE", help: "rules of a scheme of your own, as JSON" },
};

/** The scheme in the file that was given, null without one; or the answer that refuses the file. */
export async function schemeFileGiven(
  call: Call,
): Promise<{ readonly scheme: Scheme | null } | { readonly refused: Answer }> {
  const file = call.find("scheme-file");
  if (file === null) return { scheme: null };
  const reading = await readScheme(file);
  if ("scheme" in reading) return reading;
  const { flaws } = reading;
  return {
    refused: {
      lines: linesOfFlaws(flaws),
      json: { flaws },
      problem: { code: "scheme-refused", message: `${file} is no scheme that can be read; nothing was done` },
    },
  };
}

async function readScheme(file: string): Promise<SchemeRead> {
  mustBeSmall(file);
  const bytes = readFileSync(file);
  const text = decodeUtf8(bytes);
  return text === null
    ? { flaws: [{ path: "", reason: "is not UTF-8" }] }
    : readSchemeFile(text, encodeHex(sha256(bytes)), await takenNames());
}
