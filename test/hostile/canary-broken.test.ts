// The positive control of canary.test.ts: the same journey and the same search, with the cipher broken on purpose. It encrypts nothing, so that
// whatever is written or sent in its own words would be read; from outside every envelope looks as it should. All words are found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { breakCipher } from "../support/broken-cipher.ts";

breakCipher();
// Loaded afterwards, so that all of it has the broken cipher.
const { draftFields, playCanaryJourney, sheetFields } = await import("./support/canary-journey.ts");

test("positive control: with the cipher broken on purpose, the same search finds every word where it is kept and sent", async (t) => {
  const found = new Map<string, Set<string>>();
  for (const { where, traces } of await playCanaryJourney(t)) {
    const fields = found.get(where) ?? new Set();
    for (const { field } of traces) fields.add(field);
    found.set(where, fields);
  }
  const typed = ["born", "name", "narrative", "safe", "when"];
  const written = ["grounds", ...sheetFields];
  assert.deepEqual(Object.fromEntries([...found].map(([where, fields]) => [where, [...fields].sort()])), {
    "the host's database": [...typed, ...written].sort(),
    "the host's log lines": [],
    "the line, both ways": [...typed, ...written].sort(),
    "the officer's device": [...typed, "unsent"].sort(),
    "the worker's device": [...typed, ...written, ...draftFields].sort(),
  });
});
