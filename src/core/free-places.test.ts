// How much a figure of free places still says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureAge, hopeOfPlace } from "./free-places.ts";

const now = Date.parse("2030-02-01T12:00:00Z");
const hour = 3_600_000;

function figure(available: number, age: number) {
  const service_id = "7e000000-0000-4000-8000-000000000001";
  const updated = new Date(now - age * hour).toISOString().replace(".000Z", "Z");
  return { service_id, unit: "bed", available, maximum: 9, updated } as const;
}

test("[DR5] a figure is fresh for a day, aging for a week, then old; both ends belong to the younger age", () => {
  const ages = [0, 24, 24.001, 168, 168.001, 10_000].map((age) => figureAge(figure(1, age), now));
  assert.deepEqual(ages, ["fresh", "fresh", "aging", "aging", "old", "old"]);
});

test("[DR5] a clock that is a little ahead does no harm; a figure from further ahead has no age", () => {
  assert.equal(figureAge(figure(1, -24), now), "fresh");
  assert.equal(figureAge(figure(1, -24.001), now), "unknown");
  assert.equal(figureAge(null, now), "unknown");
});

test("[DR5] hope falls from a free place to not known, and rises from none to not known", () => {
  const hopes = (available: number) => [0, 48, 200, -48].map((age) => hopeOfPlace(figure(available, age), now));
  assert.deepEqual(hopes(4), [1, 0.75, 0.5, 0.5]);
  assert.deepEqual(hopes(0), [0, 0.25, 0.5, 0.5]);
  assert.equal(hopeOfPlace(null, now), 0.5);
});

test("[DR5] many free places count no more than one", () => {
  assert.equal(hopeOfPlace(figure(9, 0), now), hopeOfPlace(figure(1, 0), now));
});
