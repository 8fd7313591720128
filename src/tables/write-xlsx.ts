// A table of texts as a spreadsheet (XLSX) of one sheet. Of a spreadsheet only what every program reads: texts as texts, and what is spelled as a number as a number, so
// that it can be summed. No formula, no link, no author, no time: the same table gives the same bytes. `readXlsx` reads it back as it was.
import { strToU8, zipSync } from "fflate";
import type { Table } from "../record/table/row-table.ts";
import { markFormulas } from "./formula-mark.ts";

/** The file's bytes; `sheet` is the name of the sheet. */
export function writeXlsx(table: Table, sheet: string): Uint8Array {
  const rows = table.map(
    (row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, at, column)).join("")}</row>`,
  );
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheetType}.worksheet+xml"/></Types>`,
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `<workbook xmlns="${mainNs}" xmlns:r="${relationNs}"><sheets><sheet name="${escaped(sheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${mainNs}"><sheetData>${rows.join("")}</sheetData></worksheet>`,
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(head + xml)] as const);
  return zipSync(Object.fromEntries(files), { mtime: epoch });
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = "http://schemas.openxmlformats.org/package/2006";
const mainNs = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationNs = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** The first day that an archive can name. */
const epoch = new Date(1980, 0, 1);

function relations(kind: string, target: string): string {
  return `<Relationships xmlns="${packageNs}/relationships"><Relationship Id="rId1" Type="${relationNs}/${kind}" Target="${target}"/></Relationships>`;
}

function cellXml(cell: string, row: number, column: number): string {
  if (cell === "") return "";
  const place = `r="${letters(column)}${row + 1}"`;
  if (isNumber(cell)) return `<c ${place}><v>${cell}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(markFormulas(cell))}</t></is></c>`;
}

/** Only what a spreadsheet spells the same: a number with a zero before it, or with more digits than it keeps, is a text. */
function isNumber(cell: string): boolean {
  return /^\d{1,15}(\.\d{1,4})?$/.test(cell) && cell.length <= 15 && String(Number(cell)) === cell;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** A spreadsheet takes at most 31 characters, and some signs not at all. */
function sheetName(name: string): string {
  return [...name.replaceAll(/[\\/?*[\]:']/g, " ")].slice(0, 31).join("").trim() || "1";
}

/** Text for XML; what would pass for a spelled control character is spelled itself, and so are control characters that XML takes none of. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (sign) => `_x${hex(sign)}_`);
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
