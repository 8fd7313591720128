// Keys for rows that have none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../crypto/random.ts";
import { keyMaker } from "./row-keys.ts";

const row = { source: "own", values: { on: "2026", topic: "law", profession: "judge", participants: 3 } };

test("[RC10] in an open register the key follows from the row: the same for the same, whatever the order of fields, another for another", () => {
  const key = keyMaker("training", randomBytes);
  assert.match(key(row), /^row-[0-9a-f]{16}$/);
  assert.equal(
    key(row),
    keyMaker("training", randomBytes)({ ...row, values: Object.fromEntries(Object.entries(row.values).reverse()) }),
  );
  assert.notEqual(key(row), key({ ...row, source: "gazette" }));
  assert.notEqual(key(row), key({ ...row, values: { ...row.values, participants: 4 } }));
});

test("[RC10] in a sealed register the key is random, so that it reveals nothing of the row", () => {
  const key = keyMaker("proceeding", randomBytes);
  const values = { case: "A", event: "charge", on: "2026" };
  assert.match(key({ source: "own", values }), /^row-[0-9a-f]{16}$/);
  assert.notEqual(key({ source: "own", values }), key({ source: "own", values }));
});
