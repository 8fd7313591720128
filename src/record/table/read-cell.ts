// What a cell of a table means. Besides the record's own spelling a cell may spell a date as people write it (15.04.2026), a code by the word that
// forms show for it, and either in capitals. Nothing is guessed: a cell that could mean two things means none, and both are proposed.

import type { FieldShape } from "../../core/registers/field.ts";
import { partialDate } from "../../core/registers/partial-date.ts";
import { languageTag } from "../../core/schema.ts";
import { westernDigits } from "../../core/western-digits.ts";
import { countryNames } from "../../words/country-names.ts";
import { spokenLanguages } from "../../words/spoken-languages.ts";
// In the five languages of the screens, and as spreadsheets write it.
import cellWords from "./cell-words.json" with { type: "json" };
import { nearestCode } from "./nearest-code.ts";

/** The words by which a code may be called, of one language or several. */
export type Dictionaries = readonly ((field: string, code: string) => string)[];

/** The value that a cell spells, or something that no schema takes. `codes` are those of the field, of an answer those of its topic. */
export function readCell(field: string, shape: FieldShape, cell: string, words: Dictionaries): unknown {
  switch (shape.type) {
    case "code":
      return codeIn(field, shape.codes, cell, words) ?? cell;
    case "codes":
      return parts(cell).map((part) => codeIn(field, shape.codes, part, words) ?? part);
    case "country":
      return countryIn(cell) ?? cell;
    case "countries":
      return parts(cell).map((part) => countryIn(part) ?? part);
    case "currency":
      return /^[a-z]{3}$/i.test(cell) ? cell.toUpperCase() : cell;
    case "date":
      return dateIn(cell) ?? cell;
    case "since": {
      const [dots = "", written = cell] = /^(\.\.)\s*(.*)$/.exec(cell)?.slice(1) ?? [];
      return dots + (dateIn(written) ?? written);
    }
    case "language":
      return languageIn(cell) ?? cell;
    case "keys":
    case "lines":
    case "versions":
      return parts(cell);
    case "tokens":
      // Copied from a letter or a list; nothing in a token can be meant by a space or a capital.
      return cell
        .toLowerCase()
        .split(/[;\s]+/)
        .filter((part) => part !== "");
    case "count":
      return cellWords["not-reported"].includes(plain(cell)) ? "not-reported" : numberOf(cell);
    case "whole":
      return numberOf(cell);
    case "yes-no":
      return cellWords.yes.includes(plain(cell)) ? true : cellWords.no.includes(plain(cell)) ? false : null;
    default:
      return cell;
  }
}

/** What a cell that spells nothing was most likely meant to be, as it may be written; empty where nobody can say. */
export function proposalFor(field: string, shape: FieldShape, cell: string, words: Dictionaries): string {
  switch (shape.type) {
    case "code":
      return nearCode(field, shape.codes, cell, words);
    case "codes": {
      const all = parts(cell.replace(/[,،]/g, ";")).filter((part) => part !== "");
      const meant = all.map(
        (part) => codeIn(field, shape.codes, part, words) ?? nearCode(field, shape.codes, part, words),
      );
      return meant.includes("") ? "" : [...new Set(meant)].join(";");
    }
    case "date":
      return proposedDate(cell);
    case "since": {
      const [, dots, written = ""] = /^(\.\.)?\s*(.*)$/.exec(cell) ?? [];
      const date = proposedDate(written);
      return dots === undefined || date === "" ? date : `${dots}${date}`;
    }
    case "count":
    case "whole": {
      const digits = westernDigits(cell)
        .replace(/[\s\u00a0\u202f.,'٬](?=\d{3}(\D|$))/g, "")
        .replace(/[.,]0+$/, "");
      return numberOf(digits) === null ? "" : digits;
    }
    default:
      return "";
  }
}

function codeIn(field: string, codes: readonly string[], cell: string, words: Dictionaries): string | null {
  if (codes.includes(cell)) return cell;
  const wanted = plain(cell);
  const spelled = wanted.replace(/[\s_]+/g, "-");
  const same = codes.filter((code) => code.toLowerCase() === spelled);
  const meant = new Set(
    same.length > 0 ? same : codes.filter((code) => words.some((each) => plain(each(field, code)) === wanted)),
  );
  const [first] = meant;
  return meant.size === 1 ? (first ?? null) : null;
}

function nearCode(field: string, codes: readonly string[], cell: string, words: Dictionaries): string {
  const near = nearestCode(cell, codes);
  if (near !== null) return near;
  const byWord = new Map(words.flatMap((each) => codes.map((code) => [plain(each(field, code)), code] as const)));
  const word = nearestCode(plain(cell), [...byWord.keys()]);
  return (word === null ? null : byWord.get(word)) ?? "";
}

/** Two letters in any case, or the country's whole name in one of the five languages. */
function countryIn(cell: string): string | null {
  const code = cell.toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return code;
  codesByName ??= Map.groupBy(
    Object.entries(countryNames).flatMap(([one, names]) =>
      [...new Set(names.map(plain))].map((name) => [name, one] as const),
    ),
    ([name]) => name,
  );
  const [first, ...others] = codesByName.get(plain(cell)) ?? [];
  return first === undefined || others.length > 0 ? null : first[1];
}

/** A language by its tag in any capitals, or by its name in itself. */
function languageIn(cell: string): string | null {
  const tag = cell.toLowerCase().replace(/-[a-z]{4}$/, (script) => script.slice(0, 2).toUpperCase() + script.slice(2));
  if (languageTag(tag)) return tag;
  return spokenLanguages([]).find(({ label }) => plain(label) === plain(cell))?.value ?? null;
}

let codesByName: ReadonlyMap<string, readonly (readonly [name: string, code: string])[]> | null = null;

/** Day, month and year with dots, in this order, as all over the region; month and year; or the record's own spelling. */
function dateIn(cell: string): string | null {
  const [, day, month, year] = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(westernDigits(cell)) ?? [];
  if (month === undefined || year === undefined) return null;
  return [year, month, ...(day === undefined ? [] : [day])].map((part) => part.padStart(2, "0")).join("-");
}

/** Slashes and two-digit years mean different days in different countries: proposed where only one reading is a date. */
function proposedDate(cell: string): string {
  const written = westernDigits(cell).trim();
  const [, year = "", month = "", day] =
    /^(\d{4})[./\s-](\d{1,2})(?:[./\s-](\d{1,2}))?(?:[T\s].*)?$/.exec(written) ?? [];
  const [, a = "", b = "", last = ""] = /^(\d{1,2})[\s/-](\d{1,2})[\s/-](\d{4})$/.exec(written) ?? [];
  const dates = [
    [year, month, ...(day === undefined ? [] : [day])],
    [last, b, a],
    [last, a, b],
  ];
  const spelt = dates.map((each) => each.map((part) => part.padStart(2, "0")).join("-"));
  const real = [...new Set(spelt.filter(partialDate))];
  return real.length === 1 ? (real[0] ?? "") : "";
}

function numberOf(cell: string): number | null {
  return /^(0|[1-9]\d{0,12})$/.test(cell) ? Number(cell) : null;
}

function parts(cell: string): readonly string[] {
  return cell.split(";").map((part) => part.trim());
}

/** Without capitals, and with one apostrophe for all that look like one. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[ʻʼ‘’`]/g, "'");
}
