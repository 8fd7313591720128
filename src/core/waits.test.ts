// Time as the log states it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { endOfWait, hasWaited, hasWaitedAnyway, holdsZero, isOver, noWaits, type TimeLeaf } from "./waits.ts";

const hour = 3600;
const times = [
  { index: 10, size: 10, seconds: 0 },
  { index: 20, size: 20, seconds: 24 * hour },
  { index: 30, size: 30, seconds: 48 * hour },
];

test("[LG8] a wait begins with the first time note after its leaf and ends with one that lies before the entry", () => {
  assert.equal(hasWaited(times, 5, 24, 21), true);
  assert.equal(hasWaited(times, 5, 24, 20), false);
  assert.equal(hasWaited(times, 10, 24, 30), false);
  assert.equal(hasWaited(times, 10, 24, 31), true);
  assert.equal(hasWaited(times, 5, 25, 21), false);
  assert.equal(hasWaited(times, 5, 48, 31), true);
  assert.equal(hasWaited(times, 5, 49, 1000), false);
});

test("[LG8] an old checkpoint that was logged late does not begin a wait", () => {
  const keptBack = [
    { index: 60, size: 4, seconds: 0 },
    { index: 61, size: 61, seconds: 48 * hour },
    { index: 70, size: 70, seconds: 72 * hour },
  ];
  assert.equal(hasWaited(keptBack, 50, 24, 62), false, "the first note that holds leaf 50 is the one at 61");
  assert.equal(hasWaited(keptBack, 50, 24, 71), true);
});

test("[LG8] without time notes only a wait of zero has passed", () => {
  assert.equal(hasWaited([], 5, 1, 1_000_000), false);
  assert.equal(hasWaited(times, 30, 1, 1_000_000), false);
  assert.equal(hasWaited([], 5, 0, 6), true);
});

test("[LG8] a day of validity is over when a time note before the entry says midnight", () => {
  const midnight = Date.parse("2030-02-01T00:00:00Z") / 1000;
  const around = [
    { index: 10, size: 10, seconds: midnight - 1 },
    { index: 20, size: 20, seconds: midnight },
  ];
  assert.equal(isOver(around, "2030-01-31", 20), false);
  assert.equal(isOver(around, "2030-01-31", 21), true);
  assert.equal(isOver([], "2030-01-31", 1_000_000), false);
});

test("[LG8] whoever looks at every time note comes to the same", () => {
  const hours = fc.integer({ min: 1, max: 6 });
  const leaf = fc.nat(60);
  // Neither leaves nor times go back; a checkpoint may be an older one.
  const step = fc.record({
    leaves: fc.integer({ min: 1, max: 5 }),
    older: fc.nat(8),
    seconds: fc.nat(2 * hour),
    later: fc.option(fc.nat(5 * hour)),
  });
  const some = fc.array(step, { maxLength: 20 }).map((steps) => {
    const all: TimeLeaf[] = [];
    for (const { leaves, older, seconds: more, later } of steps) {
      const index = (all.at(-1)?.index ?? 0) + leaves;
      const seconds = (all.at(-1)?.seconds ?? 0) + more;
      const latest = later === null ? {} : { latest: seconds + later };
      all.push({ index, size: Math.max(1, index - older), seconds, ...latest });
    }
    return all;
  });
  fc.assert(
    fc.property(some, leaf, hours, leaf, (all, from, wait, now) => {
      const upper = ({ latest, seconds }: TimeLeaf) => latest ?? seconds;
      const begins = all.filter((time) => time.size > from).map(upper);
      const end = begins.length === 0 ? null : Math.min(...begins) + wait * hour;
      assert.equal(endOfWait(all, from, wait), end);
      assert.equal(
        hasWaited(all, from, wait, now),
        end !== null && all.some((time) => time.index < now && time.seconds >= end),
      );
      const later = all.filter((time) => time.index > from).map(upper);
      const next = later.length === 0 ? undefined : Math.min(...later);
      assert.equal(
        hasWaitedAnyway(all, from, wait),
        next !== undefined && all.some((time) => time.seconds >= next + wait * hour),
      );
    }),
    { numRuns: 2_000 },
  );
});

test("[LG8a] of two times in the middle a wait begins with the upper one, or with a later note's where that is smaller", () => {
  const lied = [
    { index: 10, size: 10, seconds: 0, latest: 20 * hour },
    { index: 20, size: 20, seconds: 24 * hour },
    { index: 30, size: 30, seconds: 44 * hour },
  ];
  assert.equal(endOfWait(lied, 5, 24), 44 * hour, "a witness that lies into the past does not begin it");
  assert.deepEqual([hasWaited(lied, 5, 24, 21), hasWaited(lied, 5, 24, 31)], [false, true]);
  const [, second, third] = lied;
  const far = [{ index: 10, size: 10, seconds: 0, latest: 9_000_000 * hour }, second, third] as readonly TimeLeaf[];
  assert.equal(
    endOfWait(far, 5, 20),
    44 * hour,
    "nor does one that lies into the future in one note put it off for ever",
  );
});

test("[DR6] a single zero among the waits is found", () => {
  const real = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };
  assert.equal(holdsZero(real), false);
  for (const name of Object.keys(real)) assert.equal(holdsZero({ ...real, [name]: 0 }), true, name);
  assert.equal(holdsZero(noWaits), true);
});
