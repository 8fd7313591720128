// Why a row or a note of the record does not count, and why a file or a form is not taken: each reason a sentence that says what to do.

import type { RegisterName } from "../../core/registers/register-table.ts";
import type { NoteRefusal, RowRefusal } from "../../record/book.ts";
import type { TableFlaw } from "../../record/table/row-table.ts";
import { allowedWords } from "../../reports/text/allowed-words.ts";
import { first } from "../../words/code-words.ts";
import type { VerbFailure } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { listOf } from "../text/moments.ts";
import { isolate, t, words } from "../text/translate.ts";
import { codeWord, commaList, fieldName, registerName } from "./words.ts";

/** Why what is in the log does not count. */
export function refusalText(reason: NoteRefusal | RowRefusal): string {
  return first(words(), `record.refused.${reason}`, `record.flaw.${reason}`) ?? reason;
}

/** What is wrong with a cell or field, and what is allowed there. */
export function flawText(
  register: RegisterName,
  flaw: Omit<TableFlaw, "code"> & { readonly code: string },
  where: "file" | "form" = "file",
): string {
  const { code, column, detail, shape } = flaw;
  const field = fieldName(register, column);
  if (code === "not-allowed") return `${field}: ${allowedWords(words(), column, shape, where)}`;
  if (code === "unit-of-no-fact") {
    if (detail === "") return t("record.flaw.no-unit");
    const units = detail.split(" | ").map((unit) => `${isolate(unit)} (${isolate(codeWord("unit", unit))})`);
    return t("record.flaw.unit-of-no-fact", { list: commaList(units) });
  }
  const isCount = code === "missing" && where === "form" && shape?.type === "count";
  const key = `record.flaw.${isCount ? "missing-count" : code}`;
  return words().has(key) ? words().text(key, { field, column }) : `${field}: ${code}`;
}

/** Why a verb did nothing, in the words of the record where it has its own. */
export function recordFailure(reason: VerbFailure): string {
  if (reason === "not-allowed" || reason === "too-long") return t(`record.failure.${reason}`);
  return failureText(reason);
}

/** Names that nobody entered, as `register key` gives them. */
export function unknownKeyWords(unknown: readonly string[]): string {
  return listOf(
    unknown.map((name) => {
      const [register = "", key = ""] = name.split(" ");
      return `${key} (${registerName(register as RegisterName)})`;
    }),
  );
}
