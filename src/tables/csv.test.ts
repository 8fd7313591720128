// CSV as spreadsheets write it, and what is refused instead of guessed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { readCsv, writeCsv } from "./csv.ts";

const read = (text: string) => readCsv(encodeUtf8(text));

test("commas or semicolons, quotes, line breaks in cells and a byte order mark are read", () => {
  const table = [
    ["key", "text"],
    ["a", 'says "tea", twice'],
    ["b", "two\nlines"],
  ];
  assert.deepEqual(read('key,text\r\na,"says ""tea"", twice"\r\nb,"two\nlines"'), { table });
  assert.deepEqual(read('\ufeffkey;text\na;"says ""tea"", twice"\nb;"two\nlines"'), { table });
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
