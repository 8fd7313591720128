// What leaves a screen of own numbers says in each line that it is exact, and for whom alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { helpedCase } from "../../test/support/attacked-country.ts";
import { ownNumbers, tableNames } from "../statistics/own-numbers.ts";
import { formWordParts } from "../words/form-words.ts";
import { readWords } from "../words/read-words.ts";
import { ownNumbersTable, ownPlot, rowName, rowsShown } from "./own-numbers.ts";

const words = await readWords("en", [...formWordParts, "numbers"]);
const cases = [1, 2, 3].map((n) =>
  helpedCase(`case-${n}`, { sex: n === 1 ? "men" : "women", help: ["cash"] }, "2031-01-10"),
);
const numbers = ownNumbers(cases, "2031-01", {}, "2031-02-01") ?? assert.fail();

test("[CN6b, CN9a] each line of a file of own numbers says that it is exact and for whom alone, and the number beside the one of the period before", () => {
  for (const [file, forWhom] of [
    [ownNumbersTable(numbers, tableNames, words), "Exact, for us alone"],
    [ownNumbersTable(numbers, tableNames, words, "Exact, for Example Donor alone"), "Exact, for Example Donor alone"],
  ] as const) {
    const [head = [], ...lines] = file;
    assert.ok(lines.length > 8);
    assert.deepEqual(new Set(lines.map((line) => line[head.length - 1])), new Set([forWhom]));
    const line = lines.find((cells) => cells.includes("Woman or girl"));
    assert.deepEqual(line?.slice(2, 4), ["2", "0"]);
  }
});

test("[CN6] each table has one plot, with a row for each of its own", () => {
  for (const table of numbers.tables) {
    const { rows } = ownPlot(table, numbers, words);
    assert.deepEqual(
      rows.map(({ label, marks }) => [label, ...marks.map(({ value }) => value)]),
      rowsShown(table).map(({ key, now, before }) => [rowName(table.of, key, words), now.persons, before.persons]),
    );
  }
});
