// What is known of a list: made once for it, and made from what was known of the one before where few items are others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sayChange } from "../member/cases/list-change.ts";
import { perList } from "./per-list.ts";

test("[EN12] a list is gone through once; one of which a few items are others is not gone through, unless nobody knows the one before or what changed asks for all", () => {
  let times = 0;
  const evenIn = (list: readonly number[]) => list.filter((item) => item % 2 === 0).length;
  const even = perList<number, number>(
    (list) => {
      times += 1;
      return evenIn(list);
    },
    (known, { gone, came }) => (came.includes(7) ? null : known - evenIn(gone) + evenIn(came)),
  );
  const change = (before: readonly number[], gone: readonly number[], came: readonly number[]) => {
    const list = [...before.filter((item) => !gone.includes(item)), ...came];
    sayChange(list, { before, gone, came });
    return list;
  };
  const first = [1, 2, 3, 4];
  assert.deepEqual([even(first), even(first), times], [2, 2, 1]);
  const second = change(first, [2, 3], [6, 8]);
  assert.deepEqual([even(second), even(second), times], [3, 3, 1]);
  assert.deepEqual([even(first), times], [2, 2], "what was known of the list before is not given again");
  const third = change(second, [6], []);
  const fourth = change(third, [8], [9]);
  assert.deepEqual([even(fourth), times], [1, 3], "nobody asked about the list before it");
  assert.deepEqual([even(change(fourth, [], [7])), times], [1, 4]);
  assert.deepEqual([even([2]), times], [1, 5], "another list");
});
