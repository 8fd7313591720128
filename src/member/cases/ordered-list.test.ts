// The list of cases in order, whatever changed in it since it was asked for before.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { InboxItem } from "../views.ts";
import { changeOf } from "./list-change.ts";
import { byPlace, OrderedList } from "./ordered-list.ts";

const itemOf = (caseId: string, since: number): InboxItem => ({
  caseId,
  danger: null,
  inDanger: false,
  treatAsChild: null,
  referral: null,
  state: "own",
  turnAt: null,
  since,
  sentBy: null,
  unlogged: false,
});

// Few of each, so that often only one of the three is another one.
const lines = fc.constantFrom("a0 b1 c0 d3", "d1 c0 b1 a0", "a0 b1 c0", "");
const others = fc.constantFrom("", "e0", "e1", "f1 e0");
const apart = fc.constantFrom("", "a", "b d");

test("[EN12] the list is what sorting all of it would give, after any changes of lines, of what is apart and of what stands beside them", () => {
  let said = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(lines, others, apart), { minLength: 1, maxLength: 8 }), (changes) => {
      const list = new OrderedList<InboxItem>();
      const known = new Map<string, InboxItem>();
      let last: readonly InboxItem[] | null = null;
      const keyOf = ({ since }: InboxItem) => since % 2;
      const itemsOf = (text: string) =>
        text
          .split(" ")
          .filter((name) => name !== "")
          .map((name) => {
            const item = known.get(name) ?? itemOf(name.slice(0, 1), Number(name.slice(1)));
            known.set(name, item);
            return item;
          });
      for (const [ofLines, ofOthers, names] of changes) {
        const isApart = ({ caseId }: InboxItem) => names.split(" ").includes(caseId);
        const ask = () => list.of(itemsOf(ofLines), itemsOf(ofOthers), itemsOf(ofLines).filter(isApart), keyOf);
        const now = ask();
        const change = changeOf(now);
        if (change !== undefined && last !== null && now !== last) {
          assert.equal(change.before, last);
          const others = change.before.filter((item) => !change.gone.includes(item));
          assert.equal(others.length, change.before.length - change.gone.length);
          assert.deepEqual(new Set([...others, ...change.came]), new Set(now));
          said += 1;
        }
        last = now;
        const all = [...itemsOf(ofLines).filter((item) => !isApart(item)), ...itemsOf(ofOthers)];
        const sorted = all.map((item) => ({ item, key: keyOf(item) })).sort(byPlace);
        assert.deepEqual(
          now,
          sorted.map(({ item }) => item),
        );
        assert.equal(ask(), now, "the same array");
      }
    }),
  );
  assert.ok(said > 0, "how a list differs from the one before it");
});

test("[EN12] where many are others, and where one is apart that is no line, the list is put in order whole: nobody is lost, and no difference is said", () => {
  const lines = [itemOf("a", 0), itemOf("b", 1)];
  const many = Array.from({ length: 101 }, (_, n) => itemOf(`c${n}`, 2 + n));
  const keyOf = () => 0;
  for (const [others, apart, expected] of [
    [many, [], [...lines, ...many]],
    [[], [itemOf("z", 9)], lines],
  ] as const) {
    const list = new OrderedList<InboxItem>();
    list.of(lines, [], [], keyOf);
    const now = list.of(lines, others, apart, keyOf);
    assert.deepEqual(now, expected);
    assert.equal(changeOf(now), undefined);
  }
});
