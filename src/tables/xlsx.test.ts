// Spreadsheets as tables (RC8, RC12): what people type there comes out as the record spells it, and nothing larger is built than may be entered.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  relationsXml,
  sheetXml,
  spreadsheet,
  spreadsheetOf,
  unpackingTo,
  workbookXml,
} from "../../test/support/spreadsheet.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { isSpreadsheet, readXlsx, type XlsxRead } from "./xlsx.ts";

const tableIn = (read: XlsxRead) => ("table" in read ? read.table : read.refusal);
const cells = (xml: string, others: Readonly<Record<string, string>> = {}) =>
  tableIn(readXlsx(spreadsheet(`<row r="1">${xml}</row>`, others)));
const styles = (formats: string, ...ofCells: readonly number[]) => ({
  "xl/styles.xml": `<styleSheet><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ofCells
    .map((format) => `<xf numFmtId="${format}"/>`)
    .join("")}</cellXfs></styleSheet>`,
});
const texts = (...shared: readonly string[]) => ({
  "xl/sharedStrings.xml": `<sst>${shared.map((text) => `<si>${text}</si>`).join("")}</sst>`,
});

test("[RC12] texts, numbers, truths and cells left out stand at their places", () => {
  const shared = texts("<t>key &amp; lid</t>", "<r><t>two </t></r><r><t>styles</t></r><rPh><t>sound</t></rPh>");
  const xml = `<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1"><v>2003</v></c><c r="E1"><v>1.4E1</v></c>
    <c r="F1" t="b"><v>1</v></c><c r="G1" t="str"><f>A1</f><v>made_x000D__x000A_here</v></c><c r="H1" t="inlineStr"><is><t>in line</t></is></c><c r="I1" t="e"><v>#N/A</v></c>`;
  assert.deepEqual(cells(xml, shared), [
    ["key & lid", "", "two styles", "2003", "14", "yes", "made\nhere", "in line", "#N/A"],
  ]);
  assert.deepEqual(tableIn(readXlsx(spreadsheetOf([["a", "'=1+1"], [], ["", "b"]]))), [["a", "=1+1"], [], ["", "b"]]);
});

test("[RC12] a cell without its shared text is empty, and a number has the digits that people see", () => {
  const shared = texts("<t>not this one</t>");
  const xml = '<c t="s"/><c t="s"><v></v></c><c t="s"><v>7</v></c><c><v>1</v></c>';
  assert.deepEqual(cells(xml, shared), [["", "", "", "1"]]);
  const numbers = [
    "127.09999999999999",
    "1.1000000000000001",
    "0.30000000000000004",
    "-0.5",
    "123456789012345678",
    "1e-9",
  ];
  assert.deepEqual(cells(numbers.map((number) => `<c><v>${number}</v></c>`).join("")), [
    ["127.1", "1.1", "0.3", "-0.5", "123456789012345678", "1e-9"],
  ]);
});

test("[RC12] a number in a format of dates is a date, as far as the format shows it; others are numbers", () => {
  const formats =
    '<numFmt numFmtId="164" formatCode="[$-419]mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="yyyy&quot; год&quot;"/><numFmt numFmtId="166" formatCode="dd.mm.yyyy"/><numFmt numFmtId="167" formatCode="0&quot; days&quot;"/>';
  const ofCells = styles(formats, 0, 14, 17, 164, 165, 166, 167);
  const xml = [0, 1, 2, 3, 4, 5, 6].map((style) => `<c s="${style}"><v>46127</v></c>`).join("");
  assert.deepEqual(cells(xml, ofCells), [["46127", "2026-04-15", "2026-04", "2026-04", "2026", "2026-04-15", "46127"]]);
  assert.deepEqual(cells('<c s="1"><v>46127.75</v></c><c t="d"><v>2026-04-15T00:00:00</v></c>', ofCells), [
    ["2026-04-15", "2026-04-15"],
  ]);
  const of1904 = {
    ...ofCells,
    "xl/workbook.xml": workbookXml('<sheet name="a" r:id="rId1"/>', '<workbookPr date1904="1"/>'),
  };
  assert.deepEqual(cells('<c s="1"><v>44665</v></c>', of1904), [["2026-04-15"]]);
});

test("[RC12] the first sheet that is shown is read, with its name, wherever it lies in the archive", () => {
  const others = {
    "xl/workbook.xml": workbookXml(
      '<sheet name="Hidden" state="hidden" r:id="rId1"/><sheet name="Second" r:id="rId2"/><sheet name="Third" r:id="rId3"/>',
    ),
    "xl/_rels/workbook.xml.rels": relationsXml({ rId1: "worksheets/sheet1.xml", rId2: "/xl/other/two.xml", rId3: "x" }),
    "xl/other/two.xml": sheetXml("<x:row xmlns:x='y'><x:c><x:v>7</x:v></x:c></x:row>"),
  };
  assert.deepEqual(readXlsx(spreadsheet("", others)), { table: [["7"]], sheet: "Second" });
});

test("[RC12] what is no spreadsheet, is locked or empty is refused as such; broken and strange parts are refused", () => {
  const refused = (bytes: Uint8Array) => tableIn(readXlsx(bytes));
  assert.equal(refused(encodeUtf8("key,source")), "not-xlsx");
  assert.equal(refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1)), "locked");
  assert.equal(refused(spreadsheet("")), "empty");
  assert.equal(refused(spreadsheet('<row r="1"><c r="A1"><v></v></c></row>')), "empty");
  const formula = (attributes: string, value: string) =>
    refused(spreadsheet(`<row r="1"><c r="A1"${attributes}><f>1+1</f>${value}</c><c><v>7</v></c></row>`));
  for (const value of ["", "<v></v>"]) assert.equal(formula("", value), "not-computed");
  assert.deepEqual(formula("", "<v>2</v>"), [["2", "7"]]);
  assert.deepEqual(formula(' t="str"', "<v></v>"), [["", "7"]], "a result that is an empty text is one");
  const whole = spreadsheetOf([["a"]]);
  for (const length of [30, 200, whole.length >> 1])
    assert.equal(refused(whole.slice(0, length)), "not-xlsx", `${length}`);
  assert.equal(refused(spreadsheet("<row><c></row>")), "not-xlsx");
  assert.equal(refused(spreadsheet("", { "xl/workbook.xml": "<workbook/>" })), "not-xlsx");
  const entity = `<!DOCTYPE a [<!ENTITY lol "lol">]>${sheetXml("<row><c t='str'><v>&lol;</v></c></row>")}`;
  assert.equal(refused(spreadsheet("", { "xl/worksheets/sheet1.xml": entity })), "not-xlsx");
  assert.ok(isSpreadsheet(whole) && !isSpreadsheet(encodeUtf8("PK,source")));
});

test("[RC8] a small file with the cells A1 and XFD1048576 is refused, and so is what has too many rows, columns or cells", () => {
  const corner = spreadsheet(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  );
  assert.ok(corner.length < 1600, `${corner.length}`);
  assert.equal(tableIn(readXlsx(corner)), "too-many-columns");
  const at = (cell: string) => tableIn(readXlsx(spreadsheet(`<row><c r="${cell}"><v>1</v></c></row>`)));
  assert.equal(at("GS1"), "too-many-columns");
  assert.equal(at("A100001"), "too-many-rows");
  assert.equal(at("A9999999"), "too-many-rows");
  assert.equal(at("GR100000").length, 100_000, "the last cell that there may be");
  const wide = Array.from({ length: 20_100 }, (_, i) => `<row><c r="GR${i + 1}"><v>1</v></c></row>`).join("");
  assert.equal(tableIn(readXlsx(spreadsheet(wide))), "too-many-cells");
  const narrow = Array.from({ length: 20_000 }, () => '<row><c r="GR1"><v>1</v></c><c r="GR1"><v>1</v></c></row>');
  assert.equal(tableIn(readXlsx(spreadsheet(narrow.join("")))).length, 1, "a cell that is there often is one");
  // What is refused ends the reading: what follows is not even looked at.
  assert.equal(tableIn(readXlsx(spreadsheet(`${wide}<row><c></row>`))), "too-many-cells");
});

test("[RC8] empty cells far out, as a format for a whole column leaves them, are passed over", () => {
  const xml =
    '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"><c r="A1048576" s="3"/></row>';
  assert.deepEqual(tableIn(readXlsx(spreadsheet(xml))), [["1"]]);
});

test("[RC8] a file of 600 KB that unpacks to 600 MB is refused when 64 MB came out, whichever part it is", () => {
  const bomb = unpackingTo(600);
  assert.ok(bomb.length < 700_000, `${bomb.length}`);
  const before = process.memoryUsage().arrayBuffers;
  assert.equal(tableIn(readXlsx(bomb)), "too-large");
  assert.ok(process.memoryUsage().arrayBuffers - before < 300 * 1024 * 1024, "no more of it was built");
  assert.equal(tableIn(readXlsx(unpackingTo(70, "xl/worksheets/sheet1.xml"))), "too-large");
  assert.equal(
    tableIn(readXlsx(unpackingTo(70, "xl/media/picture.png"))),
    "empty",
    "what is not wanted is not unpacked",
  );
});

test("[RC8] one long shared text in many cells is refused before it is a table", () => {
  const rows = Array.from({ length: 2000 }, () => '<row><c t="s"><v>0</v></c></row>').join("");
  assert.equal(tableIn(readXlsx(spreadsheet(rows, texts(`<t>${"sample ".repeat(10_000)}</t>`)))), "too-large");
});
