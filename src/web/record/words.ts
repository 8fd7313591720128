// Rows in words: names of registers, fields and codes, values, dates as far as they are known, and a row on one line. What a person entered
// is shown as it is.

import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import { ownFiles } from "../../core/registers/row.ts";
import type { RecordBook } from "../../record/book.ts";
import type { Statement } from "../../record/statement.ts";
import { cellName, splitOf } from "../../reports/count-words.ts";
import {
  type FieldValues,
  fieldsInWords,
  numberInWords as numberIn,
  valueInWords as valueIn,
} from "../../reports/text/value-words.ts";
import { fieldWord, first, wordOfCode } from "../../words/code-words.ts";
import { apart, language, t, words } from "../text/translate.ts";
import { rowsOfImport } from "./record-numbers.ts";

export function valuesOf(statement: Statement): FieldValues {
  return statement.values as FieldValues;
}

export function registerName(register: RegisterName): string {
  return t(`register.${register}`);
}

export function registerAbout(register: RegisterName): string {
  return t(`register.${register}.about`);
}

/** The name of a field; `key`, `source` and `withdrawn` are columns too. */
export function fieldName(register: RegisterName, field: string): string {
  if (field === "key") return t("record.column.key");
  if (field === "source") return t("column.source");
  if (field === "withdrawn") return t("record.column.withdrawn");
  return fieldWord(words(), register, field);
}

/** What to know before a field is filled in; null where nothing needs saying. */
export function fieldHint(register: RegisterName, field: string): string | null {
  return first(words(), `hint.${register}.${field}`, `hint.${field}`);
}

/** A code in words; the code itself where a newer program knows more. */
export function codeWord(field: string, code: string): string {
  return wordOfCode(words(), field, code);
}

/** A fact that figures give, by its name. All facts have theirs in edition/rests-on.tsx. */
export function factName(fact: string): string {
  return first(words(), `code.fact.${fact}`, `code.${fact}`) ?? fact;
}

/** Of a class of counted cases the names of forms must be loaded; its code stands there until then. */
export function valueWords(register: RegisterName, field: string, value: unknown, values: FieldValues = {}): string {
  const split = field === "cell" ? splitOf(values) : null;
  if (split !== null) return cellName(split, String(value), words());
  return valueIn(words(), register, field, value, values);
}

export function numberWords(register: RegisterName, field: string, value: number, values: FieldValues): string {
  return numberIn(words(), register, field, value, values);
}

/** A date as far as it is known: 2003, August 2003, 1 August 2003. Always of the calendar in which records are kept; where readers have another, it is named. */
export function dateWords(date: string): string {
  return language().date(date);
}

/** What a row says, on one line; with the book a sign-off says what it vouches for. */
export function rowWords(statement: Statement, book?: RecordBook): string {
  const { register } = statement;
  const values = valuesOf(statement);
  if (register === "signoff" && book !== undefined) {
    const rows = rowsOfImport(book, String(values["import"]));
    const [first] = rows;
    return apart(
      first === undefined ? t("record.sign.unseen") : registerName(first.register),
      rows.length > 0 && t("value.rows", { n: rows.length }),
      valueWords(register, "office", values["office"]),
    );
  }
  return apart(
    ...registerOf(register)
      .line.filter((field) => values[field] !== undefined)
      .map((field) => valueWords(register, field, values[field], values)),
  );
}

/** What a row says beyond its line and its date, each with the name of its field. */
export function restWords({ register, values }: Statement): string {
  const dates = ["on", "year", "published", ...("on" in values ? [] : ["from"])];
  return fieldsInWords(words(), register, values, [...registerOf(register).line, ...dates]);
}

/** Words with commas between them, each with its own direction, so that codes in Latin letters do not turn a Persian list around. */
export function commaList(words: readonly string[]): string {
  return language().commas(words);
}

/** A short name inside a label: whole, from left to right, and never broken, whatever stands around it. */
export function exactText(key: string): string {
  return `\u2066${key.replace(/[-._:/]/g, "$&\u2060")}\u2069`;
}

/** The source of a row in words: its title where somebody entered it. */
export function sourceWords(row: Pick<Statement, "source" | "organisation">, book: RecordBook): string {
  return titledSource(row.source, book.sourceOf(row)?.values.title ?? null);
}

export function titledSource(source: string, title: string | null): string {
  return source === ownFiles ? t("record.source.own") : (title ?? source);
}
