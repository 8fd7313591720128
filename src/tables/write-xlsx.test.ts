// Tables as spreadsheets (FM14): what is written reads back as it was, and no cell of it is a formula.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { unzipParts } from "./unzip-parts.ts";
import { writeXlsx } from "./write-xlsx.ts";
import { readXlsx } from "./xlsx.ts";

const sheetIn = (bytes: Uint8Array) => {
  const read = unzipParts(bytes, (name) => name.endsWith("sheet1.xml"), 1_000_000);
  return "parts" in read ? (decodeUtf8([...read.parts.values()][0] ?? new Uint8Array()) ?? "") : assert.fail();
};

test("[FM14c] any table reads back as it was, with its name", () => {
  const unit = fc.constantFrom(
    "'",
    "=",
    "+",
    "@",
    "<",
    "&",
    '"',
    "_x0041_",
    "_",
    "\n",
    "\t",
    "\u0001",
    "a",
    "ҷ",
    "ی",
    "🏠",
    "7",
    "0",
    ".",
  );
  const cell = fc.string({ unit, maxLength: 6 }).map((text) => text || "x");
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 4 }), (table) => {
      // A table of blanks alone is empty for who reads it.
      const whole = [["head"], ...table];
      assert.deepEqual(readXlsx(writeXlsx(whole, "Help: 2031/01")), { table: whole, sheet: "Help  2031 01" });
    }),
  );
});

test("[FM14c] what looks like a formula is a text with a mark, and what is spelled as a number a number", () => {
  const xml = sheetIn(writeXlsx([["=1+1", "+7", "@SUM(A1)", "-2", "12", "120.5", "007", "120.50"]], "x"));
  assert.doesNotMatch(xml, /<f\b/);
  for (const text of ["=1+1", "+7", "@SUM(A1)", "-2"]) assert.ok(xml.includes(`>'${text}<`), text);
  assert.deepEqual(xml.match(/<v>.*?<\/v>/g), ["<v>12</v>", "<v>120.5</v>"]);
});

test("[FM14c] the file says neither who made it nor when: the same table gives the same bytes", () => {
  const bytes = writeXlsx([["a"]], "x");
  // Time and day of the first part, as a ZIP archive spells the first moment that it can name.
  assert.deepEqual([...bytes.subarray(10, 14)], [0, 0, 0x21, 0]);
  assert.deepEqual(writeXlsx([["a"]], "x"), bytes);
  const names: string[] = [];
  unzipParts(bytes, (name) => names.push(name) < 0, 1);
  assert.deepEqual(
    names.filter((name) => name.startsWith("docProps")),
    [],
  );
});
