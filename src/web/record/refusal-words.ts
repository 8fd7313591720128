// Why a row or a note of the record does not count, and why a file or a form is not taken: each reason a sentence that says what to do.

import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
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
  const field = fieldName(register, flaw.column);
  switch (flaw.code) {
    case "missing":
      if (where === "form" && registerOf(register).fields[flaw.column]?.shape.type === "count")
        return t("record.flaw.missing-count", { field });
      return t("record.flaw.missing", { field });
    case "unknown-column":
      return t("record.flaw.unknown-column", { column: flaw.column });
    case "repeated-column":
      return t("record.flaw.repeated-column", { column: flaw.column });
    case "missing-column":
      return t("record.flaw.missing-column", { column: flaw.column });
    case "not-allowed":
      return `${field}: ${allowedWords(words(), flaw.column, flaw.shape, where)}`;
    case "unit-of-no-fact":
      if (flaw.detail === "") return t("record.flaw.no-unit");
      return t("record.flaw.unit-of-no-fact", {
        list: commaList(
          flaw.detail.split(" | ").map((unit) => `${isolate(unit)} (${isolate(codeWord("unit", unit))})`),
        ),
      });
    default:
      return first(words(), `record.flaw.${flaw.code}`) ?? `${field}: ${flaw.code}`;
  }
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
