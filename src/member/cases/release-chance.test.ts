// The chance of a release: the same on every device of a country, another one for any other table, country or case, and no number likelier than another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chanceOf } from "./release-chance.ts";

const drawn = (origin: string, table: string, ids: readonly string[], attempt = 0) => {
  const draw = chanceOf(origin)(table, ids, attempt);
  return Array.from({ length: 200 }, () => draw(5)).join("");
};

test("[CN8d] the same cases give the same chance, and another case, table, try or country another one", () => {
  const same = drawn("ours", "2031 sex", ["a", "b"]);
  assert.equal(drawn("ours", "2031 sex", ["a", "b"]), same);
  for (const other of [
    drawn("theirs", "2031 sex", ["a", "b"]),
    drawn("ours", "2031 form", ["a", "b"]),
    drawn("ours", "2031 sex", ["a", "c"]),
    drawn("ours", "2031 sex", ["a", "b"], 1),
  ])
    assert.notEqual(other, same);
});

test("[CN8d] each number is drawn as often as the others", () => {
  for (const below of [2, 3, 5, 7, 200]) {
    const draw = chanceOf("ours")("table", ["a"], 0);
    const [rounds, counts] = [below * 400, new Array<number>(below).fill(0)];
    for (let n = 0; n < rounds; n++) {
      const number = draw(below);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    const distance = counts.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
    // Of random counts this lies near the number of them; six of its deviations are never seen.
    assert.ok(distance < below + 6 * Math.sqrt(2 * below), `${below}: ${distance}`);
  }
});
