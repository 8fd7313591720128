// A page of lines gives back what was put on it; what another version wrote is no page.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { DueTask } from "../views.ts";
import { type PageLine, packLines, unpackLines } from "./line-page.ts";

const id = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const day = fc.constantFrom("2026-01-15", "2026-02-01", "2026-03-20");
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const word = fc.oneof(fc.constantFrom("own", "met", "Test Worker 1"), fc.string());
const task: fc.Arbitrary<DueTask> = fc
  .record({
    form: word,
    rule: word,
    does: word,
    due: day,
    kind: fc.constantFrom("safety", "law", "care"),
    on: maybe(fc.record({ on: day, at: maybe(fc.constant("14:00")), where: maybe(word) })),
  })
  .map(({ on, ...rest }) => (on === null ? rest : { ...rest, ...withoutNulls(on) }));
const withoutNulls = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
const link = fc.record({ other: id(64), as: fc.constantFrom("same", "child"), by: word, at: day });
const line: fc.Arbitrary<PageLine> = fc
  .record({
    name: id(32),
    tag: id(16),
    case: id(64),
    involved: fc.constantFrom({ devices: ["a"], organisations: [] }, { devices: ["a", "b"], organisations: ["c"] }),
    by: word,
    from: day,
    until: day,
    referral: maybe(fc.oneof(id(64), fc.constant("own"))),
    item: fc.record({
      danger: maybe(fc.constantFrom("now", "not-now", "unclear")),
      inDanger: fc.boolean(),
      treatAsChild: maybe(fc.boolean()),
      state: word,
      turnAt: maybe(fc.nat()),
      since: fc.nat(),
      sentBy: maybe(word),
      unlogged: fc.boolean(),
    }),
    risk: maybe(fc.record({ level: fc.constantFrom("high", "low"), on: day })),
    worker: maybe(word),
    lastWord: maybe(day),
    first: fc.array(task, { maxLength: 3 }),
    days: fc.array(day, { maxLength: 4 }),
    linking: fc.array(fc.tuple(id(64), id(64)), { maxLength: 2 }),
    links: fc.array(link, { maxLength: 2 }),
  })
  .map(({ name, tag, referral, item, risk, worker, lastWord, first, days, ...kept }) => {
    // Of most cases the referral is the opening itself.
    const own = referral === "own" ? kept.case : referral;
    const shown = { caseId: kept.case, referral: own, ...item };
    return { name, tag, kept: { ...kept, line: { item: shown, risk, worker, lastWord, first, days } } } as PageLine;
  });

test("[EN12] what is on a page is the same when it is read", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) =>
      assert.deepEqual(unpackLines(packLines(lines)), JSON.parse(JSON.stringify(lines))),
    ),
    { numRuns: 200 },
  );
});

test("[EN12d] a page that another version wrote is none", () => {
  const page = packLines(fc.sample(line, { numRuns: 2, seed: 1 }));
  assert.equal(unpackLines(page)?.length, 2);
  assert.equal(unpackLines(page.with(0, 1)), null);
  assert.equal(unpackLines(encodeUtf8('{"format":"lines/1","words":[],"lines":[]}')), null);
});
