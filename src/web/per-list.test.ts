// What is known of a list is made once for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { perList } from "./per-list.ts";

test("a list is gone through once, and another list by itself", () => {
  let times = 0;
  const even = perList((list: readonly number[]) => {
    times += 1;
    return list.filter((item) => item % 2 === 0).length;
  });
  const first = [1, 2, 3, 4];
  assert.deepEqual([even(first), even(first), times], [2, 2, 1]);
  assert.deepEqual([even([2]), even(first), times], [1, 2, 2]);
});
