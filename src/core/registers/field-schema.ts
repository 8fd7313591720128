// The schema of one field: of a row of the record, or of an answer of a form. It knows no register.
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
  pattern,
  set,
  text,
  truth,
  uuid,
} from "../schema.ts";
import type { AnswerOnlyShape, FieldShape } from "./field.ts";
import { partialDate, sinceDate } from "./partial-date.ts";

/** The largest number that a field holds. */
export const maxWhole = 1_000_000_000_000;
/** The longest text of a field that holds several lines of its own. */
const maxLineOfList = 120;
/** A row names so many victims at most. */
export const maxTokens = 60;
/** A judgement rests on so many rows at most. */
const maxVersions = 60;

/** The key of a row within its register and source, or of a source: 1 to 80 letters, digits and . _ : / - of ASCII. */
export const rowKey: Schema<string> = pattern(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/);

/** The id of a note, and the index of one of its at most 100 rows. */
const rowVersion = pattern(/^[0-9a-f]{64}:(0|[1-9]\d?)$/);

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
    case "versions":
      return set(rowVersion, maxVersions, 1);
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

/**
 * True for a text with a character that is not seen or that turns the direction of reading: two texts would look alike, or one would read as
 * another. The two joiners, which Persian is written with, are taken where nothing is distinguished by the text.
 */
export function hasHiddenCharacter(shape: FieldShape, value: string): boolean {
  return (shape.type === "line" && shape.exact === true ? hiddenCharacter : hiddenButJoiners).test(value);
}

/** One spelling of a text: well-formed, composed (NFC), nothing hidden in it, and without white space around it, which a table would not keep. */
export function clean(schema: Schema<string>, shape: FieldShape): Schema<string> {
  return (value): value is string =>
    schema(value) &&
    value.isWellFormed() &&
    value.normalize("NFC") === value &&
    value.trim() === value &&
    !hasHiddenCharacter(shape, value);
}
