// The roster says the same of its keys in whatever order it is asked, before and after it changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Roster, rosterKey } from "./roster.ts";

const name = fc.constantFrom(..."0123456789abcdef").map((digit) => digit.repeat(32));
const tag = fc.constantFrom(..."01ef").map((digit) => digit.repeat(16));
const rows = fc.uniqueArray(fc.tuple(name, tag), { selector: ([of, one]) => rosterKey(of, one) });

test("[EN12b] a tag is the only one of its case where no other row names it, in whatever order one asks", () => {
  fc.assert(
    fc.property(rows, fc.array(fc.tuple(name, tag)), (there, asked) => {
      const roster = new Roster();
      roster.read(there.map(([of, one]) => rosterKey(of, one)).sort());
      const tagsOf = (of: string) => there.filter(([each]) => each === of).map(([, one]) => one);
      for (const questions of [asked, asked.toSorted(([a], [b]) => (a < b ? -1 : 1))]) {
        const isOnly = roster.looking;
        for (const [of, one] of questions) assert.equal(isOnly(of, one), tagsOf(of).join() === one);
      }
      for (const [of] of asked) assert.deepEqual(roster.of(of).toSorted(), tagsOf(of).toSorted());
      assert.equal(roster.size, there.length);
      assert.deepEqual([...roster.names].sort(), [...new Set(there.map(([of]) => of))].sort());
    }),
  );
});

test("[EN12b] what changed in the roster counts in place of what the store gave", () => {
  const [a, b, c] = ["a", "b", "c"].map((digit) => digit.repeat(32)) as [string, string, string];
  const roster = new Roster();
  roster.read([rosterKey(a, "0".repeat(16)), rosterKey(a, "1".repeat(16)), rosterKey(b, "0".repeat(16))]);
  roster.set(a, ["2".repeat(16)]);
  roster.set(c, ["3".repeat(16)]);
  roster.delete(b);
  assert.deepEqual([roster.of(a), roster.of(b), roster.of(c)], [["2".repeat(16)], [], ["3".repeat(16)]]);
  assert.equal(roster.of(a), roster.of(a));
  assert.deepEqual([...roster.names].sort(), [a, c]);
  assert.equal(roster.size, 2);
  const again = new Roster();
  again.read([rosterKey(a, "0".repeat(16)), rosterKey(b, "0".repeat(16))]);
  again.set(a, ["2".repeat(16)]);
  again.delete(b);
  const isOnly = again.looking;
  assert.deepEqual([isOnly(a, "0".repeat(16)), isOnly(a, "2".repeat(16))], [false, true]);
  assert.equal(isOnly(b, "0".repeat(16)), false);
});
