// Who belongs to the body of a suspected official (R26).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../test/support/country.ts";
import { isOfBody } from "./official-body.ts";

test("[FM8a] [R26] the authority counts as police where the founding opens nothing to it, and as police alone", () => {
  const closed = new Country();
  const opened = new Country({ founding: { openedToAuthority: ["help"] } });
  const isOf = (country: Country, body: "police" | "prosecutor" | "court") =>
    isOfBody(country.directory, country.by.authority.id, [body]);
  assert.equal(isOf(closed, "police"), true);
  assert.equal(isOf(opened, "police"), false, "where it helps it is no police body");
  assert.equal(isOf(closed, "prosecutor"), false);
  assert.equal(isOf(closed, "court"), false);
  assert.equal(isOfBody(closed.directory, closed.by.shelter.id, ["police"]), false);
  assert.equal(isOfBody(closed.directory, closed.by.authority.id, []), false);
});
