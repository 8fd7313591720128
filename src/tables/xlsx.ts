// A spreadsheet (XLSX) as a table of texts: the first sheet that is shown. Everything is measured before it is built: what comes out of the archive,
// and where a cell says that it stands; a file of 1,5 KB with the cells A1 and XFD1048576 would else be seventeen thousand million cells.
// Call it in a worker: taking a large file apart takes seconds.

import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import type { Table } from "../record/table/row-table.ts";
import { maxCsvBytes, maxCsvCells, maxCsvColumns, maxCsvRows } from "./csv.ts";
import { unmarkFormulas } from "./formula-mark.ts";
import { unzipParts } from "./unzip-parts.ts";
import { DateFormats } from "./xlsx-dates.ts";
import { readXml } from "./xml.ts";

export type XlsxRead = { readonly table: Table; readonly sheet: string } | { readonly refusal: ProblemCode<"table"> };

/** No file unpacks to more, and no table has more characters: one shared text may stand in every cell. */
const maxUnpackedBytes = 64 * 1024 * 1024;

/** True for what begins like a file of a spreadsheet itself: a ZIP archive; or a compound document, as old and locked ones are. */
export function isSpreadsheet(bytes: Uint8Array): boolean {
  return begins(bytes, zip) || begins(bytes, compound);
}

/** The table of the first sheet that is shown, with its name; or why there is none. */
export function readXlsx(bytes: Uint8Array): XlsxRead {
  if (bytes.length > maxCsvBytes) return { refusal: "too-large" };
  if (begins(bytes, compound)) return { refusal: "locked" };
  if (!begins(bytes, zip)) return { refusal: "not-xlsx" };
  try {
    return readArchive(bytes);
  } catch (error) {
    if (isProblem(error, "table")) return { refusal: error.code };
    throw error;
  }
}

const zip = [0x50, 0x4b, 0x03, 0x04];
const compound = [0xd0, 0xcf, 0x11, 0xe0];
const workbookPart = "xl/workbook.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";
const textsPart = "xl/sharedStrings.xml";
const stylesPart = "xl/styles.xml";

function readArchive(archive: Uint8Array): XlsxRead {
  const known = [workbookPart, relationsPart, textsPart, stylesPart];
  const first = unpacked(archive, (name) => known.includes(name), maxUnpackedBytes);
  const book = readWorkbook(textOf(first.parts, workbookPart), textOf(first.parts, relationsPart));
  const second = unpacked(archive, (name) => name === book.part, maxUnpackedBytes - first.bytes);
  const texts = first.parts.has(textsPart) ? readTexts(textOf(first.parts, textsPart)) : [];
  const styles = first.parts.has(stylesPart) ? textOf(first.parts, stylesPart) : "<styleSheet/>";
  const table = readSheet(textOf(second.parts, book.part), texts, new DateFormats(styles, book.isOf1904));
  return table.every((row) => row.every((cell) => cell.trim() === ""))
    ? { refusal: "empty" }
    : { table, sheet: book.sheet };
}

function unpacked(archive: Uint8Array, isWanted: (name: string) => boolean, most: number) {
  const read = unzipParts(archive, isWanted, most);
  if ("refusal" in read) throw new Problem("table", read.refusal === "broken" ? "not-xlsx" : read.refusal);
  return read;
}

function textOf(parts: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = parts.get(name);
  const text = bytes === undefined ? null : decodeUtf8(bytes);
  if (text === null) throw new Problem("table", "not-xlsx");
  return text.replace(/^\ufeff/, "");
}

/** The first sheet that is shown: its name and its part of the archive. */
function readWorkbook(workbook: string, relations: string) {
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  let isOf1904 = false;
  readXml(workbook, {
    open: (tag, attribute) => {
      if (tag === "workbookPr") isOf1904 = /^(1|true)$/.test(attribute("date1904") ?? "");
      const isShown = (attribute("state") ?? "visible") === "visible";
      if (tag === "sheet" && isShown) sheets.push({ name: attribute("name") ?? "", relation: attribute("r:id") ?? "" });
    },
  });
  const targets = new Map<string, string>();
  readXml(relations, {
    open: (tag, attribute) => {
      const isSheet = (attribute("Type") ?? "").endsWith("/worksheet");
      if (tag === "Relationship" && isSheet) targets.set(attribute("Id") ?? "", attribute("Target") ?? "");
    },
  });
  const sheet = sheets.find(({ relation }) => targets.has(relation));
  if (sheet === undefined) throw new Problem("table", "not-xlsx");
  const target = targets.get(sheet.relation) ?? "";
  const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  return { sheet: sheet.name, part, isOf1904 };
}

/** Texts that cells share, by their index. Of a text in several styles the styles are dropped, and what is said of how it sounds. */
function readTexts(xml: string): readonly string[] {
  const texts: string[] = [];
  let parts: string[] | null = null;
  let isText = false;
  let sounds = 0;
  readXml(xml, {
    open: (tag) => {
      if (tag === "si") parts = [];
      if (tag === "rPh") sounds++;
      isText = tag === "t" && sounds === 0;
    },
    text: (text) => {
      if (isText) parts?.push(text);
    },
    close: (tag) => {
      if (tag === "rPh") sounds--;
      if (tag === "t") isText = false;
      if (tag === "si") texts.push(unescaped((parts ?? []).join("")));
    },
  });
  return texts;
}

function readSheet(xml: string, texts: readonly string[], dates: DateFormats): Table {
  const rows: string[][] = [];
  let [row, column, characters, places] = [-1, -1, 0, 0];
  let [kind, style] = ["", 0];
  let parts: string[] = [];
  let isValue = false;
  let isFormula = false;
  const put = () => {
    // A program that wrote the formula and never computed it: an empty cell would lose what its author meant.
    if (isFormula && kind !== "str" && parts.join("").trim() === "") throw new Problem("table", "not-computed");
    const cell = unmarkFormulas(cellText({ kind, style }, parts.join(""), texts, dates));
    // An empty cell far out is a format that somebody gave a whole column.
    if (cell === "") return;
    if (column >= maxCsvColumns) throw new Problem("table", "too-many-columns");
    if (row >= maxCsvRows) throw new Problem("table", "too-many-rows");
    characters += cell.length;
    if (characters > maxUnpackedBytes) throw new Problem("table", "too-large");
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    places += Math.max(0, column + 1 - cells.length);
    if (places > maxCsvCells) throw new Problem("table", "too-many-cells");
    while (cells.length < column) cells.push("");
    cells[column] = cell;
  };
  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === "row") {
        row = place(/^([1-9]\d{0,6})$/.exec(attribute("r") ?? "")?.[1]) ?? row + 1;
        column = -1;
      } else if (tag === "c") {
        const [, letters, number] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(attribute("r") ?? "") ?? [];
        column = letters === undefined ? column + 1 : columnOf(letters);
        row = place(number) ?? row;
        kind = attribute("t") ?? "n";
        style = Number(attribute("s") ?? 0);
        parts = [];
        isFormula = false;
      } else if (tag === "v" || tag === "t") isValue = true;
      else if (tag === "f") isFormula = true;
    },
    text: (text) => {
      if (isValue) parts.push(text);
    },
    close: (tag) => {
      if (tag === "v" || tag === "t") isValue = false;
      if (tag === "c") put();
    },
  });
  return rows;
}

function cellText(
  { kind, style }: { readonly kind: string; readonly style: number },
  value: string,
  texts: readonly string[],
  dates: DateFormats,
): string {
  switch (kind) {
    case "s":
      return value.trim() === "" ? "" : (texts[Number(value)] ?? "");
    case "b":
      return value === "1" ? "yes" : value === "0" ? "no" : value;
    case "d":
      return value.slice(0, 10);
    case "n":
      return dates.dateOf(value, style) ?? numberText(value);
    default:
      return unescaped(value);
  }
}

/**
 * A number as people see it: spreadsheets spell 14 also as 1.4E1, and the article 127.1 as 127.09999999999999. They show fifteen digits of what they
 * keep.
 */
function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  if (Number.isInteger(number)) return Number.isSafeInteger(number) ? String(number) : value;
  const shown = String(Number(number.toPrecision(15)));
  return shown.includes("e") ? value : shown;
}

/** Control characters are spelled `_x000D_` there. */
function unescaped(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\r\n?/g, "\n");
}

function place(number: string | undefined): number | null {
  return number === undefined ? null : Number(number) - 1;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function begins(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}
