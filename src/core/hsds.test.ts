// What is given as HSDS 3.1 is HSDS 3.1: required fields, known fields, types.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hsdsFlaws } from "../../test/support/hsds.ts";
import { hsdsService, type ListedService } from "./hsds.ts";
import { capacitySchema, eligibilityTerms, serviceSchema, serviceTypes } from "./service.ts";

const id = "7e000000-0000-4000-8000-000000000001";
const organisationId = "7e000000-0000-4000-8000-000000000002";

/** A UUID of a text, as the test makes them. */
function idOf(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

const whole: ListedService = {
  service: {
    id,
    organization_id: organisationId,
    name: { en: "Bed and advice", tg: "Кат ва маслиҳат", ru: "Кровать и совет" },
    description: { en: "An example for the night", ru: "Пример на ночь" },
    status: "temporarily closed",
    types: serviceTypes.slice(0, 8),
    eligibility: [...eligibilityTerms],
    minimum_age: 14,
    maximum_age: 99,
    languages: ["tg", "ru"],
    service_area: ["TJ-KT", "TJ-DU-01"],
    location_type: "virtual",
    country: "TJ",
    phones: [
      { number: "+992000000000", last_checked: "2030-01-01", last_check: "answered" },
      { number: "1300", last_checked: "2029-12-31", last_check: "no-answer" },
    ],
    schedules: [{ byday: ["MO", "TU"], opens_at: "09:00", closes_at: "17:00" }],
    schedules_line: { en: "Ring first", ru: "Сначала позвоните" },
  },
  organisation: {
    id: organisationId,
    kind: "shelter",
    name: { en: "Example Shelter South", tg: "Паноҳгоҳи Қошуқ" },
    country: "TJ",
  },
  capacity: { service_id: id, unit: "bed", available: 3, maximum: 4, answer_hours: 5, updated: "2030-01-01T12:00:00Z" },
};

const bare: ListedService = {
  ...whole,
  service: {
    id,
    organization_id: organisationId,
    name: { fa: "نمونه" },
    status: "active",
    types: ["hotline"],
    eligibility: [],
    languages: ["fa"],
    service_area: ["TJ"],
    location_type: "virtual",
    country: "TJ",
  },
  capacity: null,
};

test("[DR5] a service with all that the directory can hold, and one with the least, are services of HSDS 3.1", () => {
  for (const listed of [whole, bare]) {
    assert.ok(serviceSchema(listed.service));
    if (listed.capacity !== null) {
      const { updated: _updated, ...figures } = listed.capacity;
      assert.ok(capacitySchema(figures));
    }
    for (const language of ["en", "tg", "xx"])
      assert.deepEqual(hsdsFlaws("service", hsdsService(listed, language, idOf)), []);
  }
});

test("[DR5] what it says is what the directory says, and ids are one for one thing", () => {
  const given = hsdsService(whole, "tg", idOf);
  assert.deepEqual([given.name, given.alternate_name], ["Кат ва маслиҳат", "Bed and advice / Кровать и совет"]);
  assert.equal(given.description, "An example for the night", "the first language where the wanted one is missing");
  assert.deepEqual(
    given.schedules.map(({ id: _id, service_id: _service, ...schedule }) => schedule),
    [{ freq: "WEEKLY", byday: "MO,TU", opens_at: "09:00", closes_at: "17:00" }, { description: "Ring first" }],
  );
  assert.equal(given.organization.name, "Паноҳгоҳи Қошуқ");
  assert.deepEqual(
    given.capacities.map(({ available, maximum, unit }) => [available, maximum, unit.name]),
    [[3, 4, "bed"]],
  );
  assert.deepEqual(
    given.service_areas.map(({ name }) => name),
    ["TJ-KT", "TJ-DU-01"],
  );
  assert.deepEqual(
    given.attributes.map(({ taxonomy_term }) => taxonomy_term.code),
    [...serviceTypes.slice(0, 8), ...eligibilityTerms],
  );
  assert.deepEqual(hsdsService(whole, "tg", idOf), given);
  const ids = [...JSON.stringify(given).matchAll(/"id":"([^"]+)"/g)].map(([, one]) => one);
  assert.equal(new Set(ids).size, ids.length, "no two things share one");
  assert.deepEqual(hsdsService(bare, "en", idOf).capacities, []);
});

test("[DR5] every field of a service and of a capacity is in the table of what becomes what", () => {
  const page = readFileSync(new URL("../../docs/spec/directory.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^ {2}\| `([a-z_.]+)` \|/gm)].map(([, field]) => field);
  const { updated: _updated, ...figures } = whole.capacity ?? assert.fail();
  assert.deepEqual(
    [...rows].sort(),
    [...Object.keys(whole.service), ...Object.keys(figures).map((field) => `capacity.${field}`)].sort(),
  );
});

test("the check finds what is missing, what HSDS does not have, and what is of another type", () => {
  const { name: _name, ...nameless } = hsdsService(whole, "en", idOf);
  assert.deepEqual(hsdsFlaws("service", nameless), ["service.name: is required"]);
  assert.ok(hsdsFlaws("service", whole.service).length >= 5, "the signed note itself is not HSDS");
  assert.deepEqual(hsdsFlaws("unit", { id: "bed", name: 1, colour: "red" }), [
    "unit.id: is no string:uuid",
    "unit.name: is no string",
    "unit.colour: HSDS has no such field",
  ]);
});
