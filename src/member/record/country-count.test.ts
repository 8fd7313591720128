// Who signs a count: what a revocation leaves is no organisation of one device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { signersOf } from "./country-count.ts";

test("[YC4b] hostile: who revokes a colleague's device in the year or after it signs no count alone", () => {
  const country = new Country();
  country.passHours(24);
  const { id } = country.by.shelter;
  const signers = () => signersOf(country.directory, id, 2030, country.size);
  assert.equal(signers(), 2);
  const [first, second] = country.admins("shelter");
  assert.ok(first && second);
  country.must("device.revoke", { device: second.name, reason: "lost" }, first);
  country.passHours(24);
  assert.equal(country.directory.activeReaders(id, country.size), 1);
  assert.equal(signers(), 2);
  country.seconds = Date.parse("2031-01-02T00:00:00Z") / 1000;
  country.logTime();
  assert.equal(signersOf(country.directory, id, 2031, country.size), 1, "of the year after it is alone");
});
