// The time that the log gives a leaf: the quick way finds what the plain one does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { loggedTime } from "./author.ts";

test("[RC4, LG8] the time of a leaf is that of the last time note at it or before it, however many there are", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 160 }), (between, leaf) => {
      let index = 0;
      const times = between.map((gap, i) => {
        index += gap;
        return { index, size: index, seconds: 1000 + i };
      });
      const plainly = times.filter((time) => time.index <= leaf).at(-1)?.seconds ?? null;
      assert.equal(loggedTime(times, leaf), plainly);
    }),
  );
});
