// What the pages of the record count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fullestYears } from "./record-numbers.ts";

test("the years with the most rows are named, the newest first, also one long ago that was entered whole", () => {
  const counts = new Map([
    [2003, 90],
    [2019, 2],
    [2020, 3],
    [2021, 4],
    [2022, 3],
  ]);
  assert.deepEqual(fullestYears(counts, 3), [
    [2022, 3],
    [2021, 4],
    [2003, 90],
  ]);
  assert.deepEqual(fullestYears(new Map(), 3), []);
});
