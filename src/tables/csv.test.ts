// CSV as spreadsheets write it, and what is refused instead of guessed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { readRows, writeRows } from "../record/table/row-table.ts";
import { csvBytes, csvFile, maxCsvCells, maxCsvColumns, maxCsvRows, readCsv, writeCsv } from "./csv.ts";

const read = (text: string) => readCsv(encodeUtf8(text));

test("commas or semicolons, quotes, line breaks in cells and a byte order mark are read", () => {
  const table = [
    ["key", "text"],
    ["a", 'says "plan-one", twice'],
    ["b", "two\nlines"],
  ];
  assert.deepEqual(read('key,text\r\na,"says ""plan-one"", twice"\r\nb,"two\nlines"'), { table });
  assert.deepEqual(read('\ufeffkey;text\na;"says ""plan-one"", twice"\nb;"two\nlines"'), { table });
  assert.deepEqual(read("key,text\na,x;y"), {
    table: [
      ["key", "text"],
      ["a", "x;y"],
    ],
  });
});

test("rows keep their numbers as in the file, empty ones included", () => {
  const result = read("key\n\na\n");
  assert.ok("table" in result);
  assert.deepEqual(result.table[2], ["a"]);
});

test("what is not UTF-8, not CSV or empty is refused", () => {
  assert.deepEqual(readCsv(Uint8Array.of(0xd2, 0xee, 0xf7)), { refusal: "not-utf8" });
  assert.deepEqual(read('key,text\na,"open'), { refusal: "not-csv" });
  assert.deepEqual(read('key,text\na,"open"b,""'), { refusal: "not-csv" });
  assert.deepEqual(read(""), { refusal: "empty" });
  assert.deepEqual(read(" ,\n , \n"), { refusal: "empty" });
});

test("what is written reads back, and a cell that looks like a formula is text", () => {
  const table = [
    ["key", "text"],
    ["a", 'x,"y"\nz'],
  ];
  assert.deepEqual(read(writeCsv(table)), { table: [...table, [""]] });
  assert.match(writeCsv([["=1+1", "@x"]]), /^"?'=1\+1"?,"?'@x/);
});

test("a file begins with the mark by which a spreadsheet knows its letters, and is read back without it", () => {
  const table = [["key", "Паноҳ"]];
  assert.deepEqual([...csvBytes(table).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.deepEqual(read(csvFile(table)), { table: [...table, [""]] });
});

test("[RC8] no cell is a formula when a file with commas is read with semicolons or tabs", () => {
  const text = writeCsv([["k", "own", "a;=1+1;b", "x\t=2", "y\n@z"]]);
  for (const part of text.split(/[;,\t\r\n"]/)) assert.doesNotMatch(part, /^[=+\-@]/);
});

test("[RC8] rows that begin like formulas, or like marked ones, are read back as they were entered", () => {
  const register: RegisterName = "body";
  const row = {
    key: "a",
    source: "own",
    values: {
      body: "=committee",
      name: "'=1+1",
      kind: "committee",
      purpose: "training",
      event: "formed",
      on: "2003",
      members: ["-net", "''+example", "record"],
      decision: "list:\n- a\n'- b\n@c",
    },
  } as const;
  const csv = read(writeCsv(writeRows(register, [row])));
  assert.ok("table" in csv);
  assert.deepEqual(readRows(register, csv.table), { rows: [row], flaws: [], keysMade: 0 });
});

test("[RC8] any table reads back as it was", () => {
  const cell = fc.string({ unit: fc.constantFrom("'", "=", "-", ";", ",", '"', "\n", "\t", "a", " "), maxLength: 8 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(table, (rows) => {
      const whole = [["key", "text"], ...rows];
      assert.deepEqual(read(writeCsv(whole)), { table: [...whole, [""]] });
    }),
  );
});

test("[RC8] a table of one column reads back as it was, whatever its first cell holds", () => {
  for (const first of ["a;b", ";", '";"', "a;b\nc", "'=1;=2"]) {
    const table = [[first], ["x"], ["y;z"]];
    assert.deepEqual(read(csvFile(table)), { table: [...table, [""]] }, first);
  }
  const cell = fc.string({ unit: fc.constantFrom("'", "=", ";", ",", '"', "\n", "\t", "a", " "), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), (cells) => {
      const table = [...cells, "end"].map((each) => [each]);
      assert.deepEqual(read(csvFile(table)), { table: [...table, [""]] });
    }),
  );
  assert.deepEqual(read('5" long;c\n1;2'), {
    table: [
      ['5" long', "c"],
      ["1", "2"],
    ],
  });
  // A header in quotation marks shows its separator outside of them.
  assert.deepEqual(read('"a,b";c\n1;2'), {
    table: [
      ["a,b", "c"],
      ["1", "2"],
    ],
  });
});

test("[RC8] more rows, columns or cells than any table has are refused before they are taken apart, and bounds are whole", () => {
  const code = (text: string) => {
    const result = read(text);
    return "refusal" in result ? result.refusal : result.table.length;
  };
  assert.equal(code(`key\n${"a\n".repeat(maxCsvRows - 1)}`), maxCsvRows + 1);
  assert.equal(code(`key\n${"a\n".repeat(maxCsvRows)}`), "too-many-rows");
  assert.equal(code(`key\n${"a\n".repeat(maxCsvRows - 1)}a`), "too-many-rows");
  assert.equal(code(`key${",".repeat(maxCsvColumns - 1)}`), 1);
  assert.equal(code(`key${",".repeat(maxCsvColumns)}`), "too-many-columns");
  const row = `${",".repeat(maxCsvColumns - 1)}\n`;
  assert.equal(code(`key\n${row.repeat(maxCsvCells / maxCsvColumns)}`), "too-many-cells");
  // Separators within quotation marks are text, whatever the line breaks are.
  assert.equal(code(`key,text\r\na,"${",\n".repeat(maxCsvRows)}"\r\n`), 3);
  assert.equal(code(`key,text\r\n"a" ,b${",\n".repeat(maxCsvRows)}`), "too-many-rows");
});

test("[RC8] a file of line breaks or commas alone takes no more memory than its text", () => {
  for (const unit of ["\n", ",", "\r", '"",', 'a,"\n']) {
    const bytes = encodeUtf8(unit.repeat((8 * 1024 * 1024) / unit.length));
    const before = process.memoryUsage().heapUsed;
    const result = readCsv(bytes);
    assert.ok("refusal" in result, JSON.stringify(unit));
    assert.ok(process.memoryUsage().heapUsed - before < 64 * 1024 * 1024, JSON.stringify(unit));
  }
});
