// Which telephone numbers are shown, in which order, and when a check is old.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleService } from "../../test/support/example-service.ts";
import type { OrganisationRecord } from "./directory.ts";
import { phonesOf, type Ringable, ringableFrom } from "./phones.ts";
import { type Phone, phoneSchema, type Service } from "./service.ts";

const now = Date.parse("2030-06-30T12:00:00Z");

function phone(number: string, last_checked = "2030-06-29", last_check: Phone["last_check"] = "answered"): Phone {
  return { number, last_checked, last_check };
}

function serviceWith(part: Partial<Service>): Service {
  return exampleService("7e000000-0000-4000-8000-000000000001", "7e000000-0000-4000-8000-000000000002", part);
}

test("[DR5] [R24] a number has its country's code or is a short national one, and always the day and the outcome of its last check", () => {
  for (const number of ["+992000000000", "112", "1313", "116111", "02002"])
    assert.ok(phoneSchema(phone(number)), number);
  for (const number of ["12", "1234567", "+12", "+0992000000", "+992 000", "tel:112", "112#", "*100", "١١٢", "112\n"])
    assert.equal(phoneSchema(phone(number)), false, number);
  const { last_checked: _checked, ...undated } = phone("112");
  const { last_check: _check, ...unchecked } = phone("112");
  assert.equal(phoneSchema(undated), false);
  assert.equal(phoneSchema(unchecked), false);
  assert.equal(phoneSchema(phone("112", "2030-02-30")), false);
});

test("[DR5] a check is old after 90 days, and when it lies ahead of the clock", () => {
  const ageOf = (checked: string) => phonesOf(serviceWith({ phones: [phone("112", checked)] }), now)[0]?.isOld;
  assert.equal(ageOf("2030-06-30"), false);
  assert.equal(ageOf("2030-07-01"), false, "a day that has begun elsewhere");
  assert.equal(ageOf("2030-04-01"), false, "90 days");
  assert.equal(ageOf("2030-03-31"), true, "91 days");
  assert.equal(ageOf("2030-07-03"), true);
});

test("[DR5] [R24] a number that was found wrong is shown nowhere; one that was answered lately stands first", () => {
  const phones = [
    phone("+992000000001", "2030-06-29", "wrong-number"),
    phone("+992000000002", "2029-01-01"),
    phone("+992000000003", "2030-06-29", "no-answer"),
    phone("1300"),
  ];
  const shown = phonesOf(serviceWith({ phones }), now);
  assert.deepEqual(
    shown.map(({ number, isOld, onlyIn }) => [number, isOld, onlyIn]),
    [
      ["1300", false, "XT"],
      ["+992000000003", false, null],
      ["+992000000002", true, null],
    ],
  );
  assert.deepEqual(phonesOf(serviceWith({}), now), []);
});

test("[DR5] whom to ring: the country's hotline first, then who covers the place, then hotlines elsewhere, nobody without a number", () => {
  const organisation = { id: "organisation" } as OrganisationRecord;
  const of = (name: string, part: Partial<Service>): Omit<Ringable, "phones"> => ({
    service: serviceWith({ name: { en: name }, phones: [phone("+992000000000")], ...part }),
    organisation,
  });
  const services = [
    of("far", { service_area: ["XT-AB"] }),
    of("abroad", { country: "XX", service_area: ["XX"] }),
    of("hotline elsewhere", { country: "XX", service_area: ["XX"], types: ["hotline"] }),
    of("here", { service_area: ["XT-A"] }),
    of("closed", { service_area: ["XT-A"], status: "temporarily closed" }),
    of("no number", { service_area: ["XT-A"], phones: [] }),
    of("hotline", { types: ["legal-advice", "hotline"], phones: [phone("1300"), phone("+992000000000")] }),
    of("short number only", { phones: [phone("1301")] }),
    of("whole country", {}),
  ];
  const from = (place: string) => ringableFrom(place, "XT", services, now);
  const names = (place: string) => from(place).map(({ service }) => service.name["en"]);
  assert.deepEqual(names("XT-A-01"), ["hotline", "here", "short number only", "whole country"]);
  assert.deepEqual(from("XT")[0]?.phones.length, 2);
  assert.deepEqual(names("XX"), ["hotline elsewhere", "abroad", "hotline"]);
  const numbers = from("XX")
    .at(-1)
    ?.phones.map(({ number }) => number);
  assert.deepEqual(numbers, ["+992000000000"], "a short number works in its country only");
});
