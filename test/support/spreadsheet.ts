// Spreadsheets for tests, made part by part, and archives that unpack to far more than they are.
import { constants, deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const workbookXml = (sheets: string, properties = ""): string =>
  `${head}<workbook xmlns="${space}" xmlns:r="${relation}">${properties}<sheets>${sheets}</sheets></workbook>`;
export const relationsXml = (targets: Readonly<Record<string, string>>): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(targets)
    .map(([id, target]) => `<Relationship Id="${id}" Type="${relation}/worksheet" Target="${target}"/>`)
    .join("")}</Relationships>`;
export const sheetXml = (rows: string): string =>
  `${head}<worksheet xmlns="${space}"><sheetData>${rows}</sheetData></worksheet>`;

/** The parts of a spreadsheet with one sheet, and others in their place or besides. */
export function spreadsheetParts(rows: string, others: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "[Content_Types].xml": `${head}<Types/>`,
    "xl/workbook.xml": workbookXml('<sheet name="Examples" sheetId="1" r:id="rId1"/>'),
    "xl/_rels/workbook.xml.rels": relationsXml({ rId1: "worksheets/sheet1.xml" }),
    "xl/worksheets/sheet1.xml": sheetXml(rows),
    ...others,
  };
}

/** A spreadsheet of these rows of XML. */
export function spreadsheet(rows: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(spreadsheetParts(rows, others)).map(([name, text]) => [name, strToU8(text)])),
  );
}

/** A spreadsheet of cells as texts. */
export function spreadsheetOf(table: readonly (readonly string[])[]): Uint8Array {
  const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`).join("");
  return spreadsheet(table.map((row) => `<row>${cells(row)}</row>`).join(""));
}

/** A spreadsheet whose shared texts unpack to so many megabytes of spaces, of about a thousandth of that. */
export function unpackingTo(megabytes: number, part = "xl/sharedStrings.xml"): Uint8Array {
  const parts = spreadsheetParts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>');
  const one = deflateRawSync(new Uint8Array(1024 * 1024).fill(0x20), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const bomb = joined([...Array.from({ length: megabytes }, () => one), deflateRawSync(new Uint8Array(0))]);
  const files = Object.entries(parts).filter(([name]) => name !== part);
  return archive([...files.map(([name, text]) => [name, deflateRawSync(strToU8(text))] as const), [part, bomb]]);
}

/** An archive of parts that are deflated already. It lies about their sizes: nobody may believe what it says of itself. */
function archive(parts: readonly (readonly [name: string, deflated: Uint8Array])[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, deflated] of parts) {
    const named = strToU8(name);
    const local = header(0x04034b50, [20, 0, 8, 0, 0], [0, deflated.length, 100], [named.length, 0]);
    const central = header(
      0x02014b50,
      [20, 20, 0, 8, 0, 0],
      [0, deflated.length, 100],
      [named.length, 0, 0, 0, 0],
      [0, at],
    );
    pieces.push(local, named, deflated);
    directory.push(central, named);
    at += local.length + named.length + deflated.length;
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  return joined([...pieces, ...directory, header(0x06054b50, [0, 0, parts.length, parts.length], [length, at], [0])]);
}

/** A signature, numbers of two bytes, of four, of two and of four again. */
function header(
  signature: number,
  shorts: readonly number[],
  longs: readonly number[],
  more: readonly number[],
  rest: readonly number[] = [],
): Uint8Array {
  const two = (number: number) => [number & 0xff, (number >> 8) & 0xff];
  const four = (number: number) => [...two(number & 0xffff), ...two(number >>> 16)];
  return Uint8Array.from([
    ...four(signature),
    ...shorts.flatMap(two),
    ...longs.flatMap(four),
    ...more.flatMap(two),
    ...rest.flatMap(four),
  ]);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}
