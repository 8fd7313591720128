// The schemas of a field, a row and a batch of rows, made from the table of registers. They check the shape only; what must hold between
// the fields of a row is in `src/record/row-rules.ts`, and who may enter it in `author.ts`.
import { hiddenButJoiners, hiddenCharacter } from "../hidden-character.ts";
import { placeCode } from "../place.ts";
import type { Schema } from "../schema.ts";
import {
  code,
  countryCode,
  day,
  hexOf,
  integer,
  languageTag,
  line,
  list,
  object,
  pattern,
  set,
  text,
  truth,
  uuid,
} from "../schema.ts";
import type { AnswerOnlyShape, FieldShape } from "./field.ts";
import { partialDate, sinceDate } from "./partial-date.ts";
import { type RegisterName, registerNames, registerOf } from "./register-table.ts";
import type { RecordBatch, Row } from "./row.ts";

/** More rows than this are in no note. */
export const maxRows = 100;
/** More notes than this are in no import. */
export const maxParts = 400;
/** The largest number that a field holds. */
export const maxWhole = 1_000_000_000_000;
/** The longest text of a field that holds several lines of its own. */
export const maxLineOfList = 120;
/** A row names so many victims at most. */
export const maxTokens = 60;

/** The key of a row within its register and source, or of a source: 1 to 80 letters, digits and . _ : / - of ASCII. */
export const rowKey: Schema<string> = pattern(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/);

const whole = integer(0, maxWhole);
const notReported = code(["not-reported"]);

/** A sheet of a case as an answer names it: the key of its form, and `one` or the id of a sheet. */
const sheetName = pattern(/^[A-Za-z][A-Za-z0-9_-]{0,59}\/(one|[0-9a-f]{32})$/);
/** One spelling of a sum: no leading zeros, a dot, two digits or none, a blank, the currency. */
const amount = pattern(/^(0|[1-9]\d{0,11})(\.\d\d)? [A-Z]{3}$/);

/** True when a value is one that a field of this shape may hold in a signed note. */
export function fieldSchema(shape: FieldShape | AnswerOnlyShape): Schema<unknown> {
  switch (shape.type) {
    case "line":
      return clean(line(shape.max), shape);
    case "text":
      return clean(text(shape.max), shape);
    case "lines": {
      const each = clean(line(maxLineOfList), shape);
      // A semicolon parts them in a table.
      return set((value): value is string => each(value) && !value.includes(";"), shape.max, 1);
    }
    case "code":
      return code(shape.codes);
    case "codes":
      return set(code(shape.codes), shape.codes.length, 1);
    case "date":
      return partialDate;
    case "since":
      return sinceDate;
    case "whole":
      return whole;
    case "count":
      return (value): value is unknown => whole(value) || notReported(value);
    case "yes-no":
      return truth;
    case "country":
      return countryCode;
    case "countries":
      return set(countryCode, 60, 1);
    case "currency":
      return pattern(/^[A-Z]{3}$/);
    case "key":
      return rowKey;
    case "keys":
      return set(rowKey, 20, 1);
    case "tokens":
      return set(hexOf(16), maxTokens, 1);
    case "uuid":
      return uuid;
    case "hash":
      return hexOf(32);
    case "day":
      return day;
    case "time":
      return pattern(/^([01]\d|2[0-3]):[0-5]\d$/);
    case "amount":
      return amount;
    case "language":
      return languageTag;
    case "languages":
      return set(languageTag, 20, 1);
    case "place":
      return placeCode;
    case "places":
      return set(placeCode, 40, 1);
    case "organisation":
      return uuid;
    case "sheet":
      return sheetName;
  }
}

const rowSchemas = new Map(registerNames.map((name) => [name, rowSchemaOf(name)]));

/** True for a row of this register in its shape: key, source, and its values or the reason of its withdrawal. */
export function isRow(register: RegisterName, value: unknown): value is Row {
  return rowSchemas.get(register)?.(value) === true;
}

const batchSchemas = new Map<string, Schema<unknown>>(registerNames.map((name) => [name, batchSchemaOf(name)]));

/** What a note of the kind `record` holds (RC1). */
export const recordBatch: Schema<RecordBatch> = (value): value is RecordBatch => {
  if (typeof value !== "object" || value === null || !("register" in value)) return false;
  const schema = typeof value.register === "string" ? batchSchemas.get(value.register) : undefined;
  return schema?.(value) === true;
};

function rowSchemaOf(name: RegisterName): Schema<unknown> {
  const required: { [field: string]: Schema<unknown> } = {};
  const optional: { [field: string]: Schema<unknown> } = {};
  for (const [key, field] of Object.entries(registerOf(name).fields)) {
    (field.required ? required : optional)[key] = fieldSchema(field.shape);
  }
  const head = { key: rowKey, source: rowKey };
  const entered = object({ ...head, values: object(required, optional) });
  const isTrue: Schema<true> = (value): value is true => value === true;
  const withdrawn = object({ ...head, withdrawn: isTrue, reason: clean(line(300), { type: "line", max: 300 }) });
  return (value): value is unknown => entered(value) || withdrawn(value);
}

function batchSchemaOf(name: RegisterName): Schema<unknown> {
  const row: Schema<unknown> = rowSchemas.get(name) ?? rowSchemaOf(name);
  const batch = object({
    register: code([name]),
    import: uuid,
    part: integer(1, maxParts),
    of: integer(1, maxParts),
    rows: list(row, maxRows, 1),
  });
  return (value): value is unknown => batch(value) && value.part <= value.of;
}

/**
 * True for a text with a character that is not seen or that turns the direction of reading: two texts would look alike, or one would read as
 * another. The two joiners, which Persian is written with, are taken where nothing is distinguished by the text.
 */
export function hasHiddenCharacter(shape: FieldShape, value: string): boolean {
  return (shape.type === "line" && shape.exact === true ? hiddenCharacter : hiddenButJoiners).test(value);
}

/** One spelling of a text: well-formed, composed (NFC), nothing hidden in it, and without white space around it, which a table would not keep. */
function clean(schema: Schema<string>, shape: FieldShape): Schema<string> {
  return (value): value is string =>
    schema(value) &&
    value.isWellFormed() &&
    value.normalize("NFC") === value &&
    value.trim() === value &&
    !hasHiddenCharacter(shape, value);
}
