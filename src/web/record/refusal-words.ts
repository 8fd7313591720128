// Why a row or a note of the record does not count, and why a file or a form is not taken: each reason a sentence that says what to do.

import type { RegisterName } from "../../core/registers/register-table.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import type { NoteRefusal, RowRefusal } from "../../record/book.ts";
import type { TableFlaw } from "../../record/table/row-table.ts";
import type { VerbFailure } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { listOf } from "../text/moments.ts";
import { isolate } from "../text/translate.ts";
import type { SayKey } from "./text/record-text.ts";
import { recordText, say } from "./text/record-text.ts";
import { codeWord, commaList, fieldName, registerName } from "./words.ts";

/** Why what is in the log does not count. */
export function refusalText(reason: NoteRefusal | RowRefusal): string {
  return plain(`refused.${reason}`) ?? plain(`flaw.${reason}`) ?? reason;
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
        return say("flaw.missing-count", { field });
      return say("flaw.missing", { field });
    case "unknown-column":
      return say("flaw.unknown-column", { column: flaw.column });
    case "repeated-column":
      return say("flaw.repeated-column", { column: flaw.column });
    case "missing-column":
      return say("flaw.missing-column", { column: flaw.column });
    case "not-allowed":
      return `${field}: ${allowedText(register, flaw.column, where)}`;
    case "unit-of-no-fact":
      if (flaw.detail === "") return say("flaw.no-unit");
      return say("flaw.unit-of-no-fact", {
        list: commaList(
          flaw.detail.split(" | ").map((unit) => `${isolate(unit)} (${isolate(codeWord("unit", unit))})`),
        ),
      });
    default:
      return plain(`flaw.${flaw.code}`) ?? `${field}: ${flaw.code}`;
  }
}

/** What a field may hold, in words: of a file as it is spelt there, of a form as it is filled in. */
function allowedText(register: RegisterName, column: string, where: "file" | "form" = "file"): string {
  const isForm = where === "form";
  if (column === "key" || column === "source") return say(isForm ? "form.key" : "allowed.key");
  const shape = registerOf(register).fields[column]?.shape;
  switch (shape?.type) {
    case undefined:
      return say("allowed.line", { n: 300 });
    case "line":
    case "text":
      return say(`allowed.${shape.type}`, { n: shape.max });
    case "lines":
      return say(isForm ? "form.lines" : "allowed.lines", { n: shape.max });
    case "code":
    case "codes":
      return say(`allowed.${shape.type}`, {
        list: commaList(shape.codes.map((code) => `${isolate(code)} (${isolate(codeWord(column, code))})`)),
      });
    case "key":
      return say("allowed.key-row", { register: registerName(shape.register as RegisterName) });
    case "keys":
      return say("allowed.keys", { register: registerName(shape.register as RegisterName) });
    case "date":
      return say(isForm ? "form.date" : "allowed.date");
    case "whole":
      return say("allowed.whole");
    case "count":
      return say(isForm ? "form.count" : "allowed.count");
    case "yes-no":
      return say("allowed.yes-no");
    case "country":
    case "countries":
      return say("allowed.country");
    case "currency":
      return say("allowed.currency");
    case "tokens":
      return say("allowed.tokens");
    case "uuid":
    case "hash":
      return say("allowed.hash");
  }
}

/** Why a verb did nothing, in the words of the record where it has its own. */
export function recordFailure(reason: VerbFailure): string {
  if (reason === "not-allowed" || reason === "too-long") return say(`failure.${reason}`);
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

function plain(key: string): string | null {
  const message = recordText()?.says[key as SayKey];
  return typeof message === "string" ? message : null;
}
