// Hours of a service: which are taken, and how rows are joined to be written out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleService } from "../../test/support/example-service.ts";
import { languages } from "../words/languages.ts";
import { hoursInWords } from "../words/opening-hours.ts";
import { dayAndNight, hoursRows, readHours, type Schedule } from "./opening-hours.ts";
import { serviceSchema } from "./service.ts";

const row: Schedule = { byday: ["MO", "TU"], opens_at: "09:00", closes_at: "17:00" };

function takes(part: object): boolean {
  const id = "7e000000-0000-4000-8000-000000000001";
  return serviceSchema({ ...exampleService(id, id), ...part });
}

test("[DR5m, DR5o] hours are rows of days and two times; a service may be without", () => {
  assert.ok(takes({}));
  for (const schedules of [[row], [dayAndNight], Array.from({ length: 14 }, () => row)])
    assert.ok(takes({ schedules }));
  for (const part of [
    { opens_at: "9:00" },
    { opens_at: "24:00" },
    { closes_at: "24:01" },
    { closes_at: "09:00" },
    { closes_at: "17:60" },
    { byday: [] },
    { byday: ["MO", "MO"] },
    { byday: ["XX"] },
    { note: "x" },
  ])
    assert.equal(takes({ schedules: [{ ...row, ...part }] }), false, JSON.stringify(part));
  assert.equal(takes({ schedules: [] }), false);
  assert.equal(takes({ schedules: Array.from({ length: 15 }, () => row) }), false);
  assert.ok(takes({ schedules: [{ ...row, closes_at: "06:00" }] }), "until the next day");
});

test("[DR5m] the line about hours is short and brings in neither a link nor a telephone number", () => {
  assert.ok(takes({ schedules_line: { en: "Ring first. Closed on the 9th and 21st of March", fa: "نخست زنگ بزنید" } }));
  for (const line of [
    "Ring 112",
    "Ring ۱۱۲",
    "+992 00 00 00",
    "see www.example.org",
    "x".repeat(161),
    "",
    "two\nlines",
  ])
    assert.equal(takes({ schedules_line: { en: line } }), false, line);
  assert.equal(takes({ schedules_line: {} }), false);
});

const written = (text: string, tag: keyof typeof languages) =>
  hoursInWords(hoursRows(readHours(text) ?? assert.fail(text)), languages[tag]);

test("[DR5m] rows of the same days are one, days that follow each other are a run, also over the end of the week", () => {
  const said = (text: string) => written(text, "en");
  assert.equal(said("MO-FR 13:00-17:00, MO-FR 09:00-12:00"), "Monday to Friday, 09:00 to 12:00 and 13:00 to 17:00");
  assert.equal(
    said("SA-WE 08:00-16:00, TH 08:00-12:00"),
    "Saturday to Wednesday, 08:00 to 16:00; Thursday, 08:00 to 12:00",
  );
  assert.equal(said("MO 09:00-10:00, TU 09:00-11:00"), "Monday, 09:00 to 10:00; Tuesday, 09:00 to 11:00");
  assert.equal(said("SA-SU 20:00-06:00"), "Saturday and Sunday, 20:00 to 06:00");
  assert.equal(said("MO-SU 08:00-20:00"), "every day, 08:00 to 20:00");
  assert.equal(said("MO-SU 00:00-24:00"), "day and night");
  assert.equal(said("fr-fr 00:00-24:00"), "Friday, day and night");
  const three = hoursRows([{ ...row, byday: ["WE", "MO", "FR"] }]);
  assert.equal(hoursInWords(three, languages.en), "Monday, Wednesday and Friday, 09:00 to 17:00");
});

test("[DR5m] Persian has its own digits and days", () => {
  const said = written("MO-FR 09:00-17:00", "fa").replace(/[\u2066-\u2069]/g, "");
  assert.equal(said, "دوشنبه تا جمعه، ۰۹:۰۰ تا ۱۷:۰۰");
  for (const [tag, { week }] of Object.entries(languages)) assert.equal(week.days.split(" ").length, 7, tag);
});

test("[DR5m] what is typed otherwise is no row of hours", () => {
  for (const text of ["", "MO", "MO-FR", "MO-FR 9-17", "XX 09:00-17:00", "MO-FR 09:00-17:00,", "MO-FR 09:00-09:00"])
    assert.equal(readHours(text), null, text);
  assert.deepEqual(readHours("TU-MO 09:00-17:00")?.[0]?.byday, dayAndNight.byday);
});
