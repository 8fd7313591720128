// Days as numbers, and what a duration makes of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addDuration, addMonths, dayNumber, wholeMonths } from "./calendar-day.ts";

test("a day and its number are one, also in leap years and before 1970", () => {
  for (const day of ["1000-01-01", "1969-12-31", "2000-02-29", "2031-03-31", "2999-12-31"])
    assert.equal(addDays(day, 0), day);
  assert.ok(Number.isNaN(dayNumber("2031-02-29")) && Number.isNaN(dayNumber("2031-02")));
  assert.equal(addDays("2999-12-31", 1), "", "no day after the last year");
  assert.equal(addDays("1000-01-01", -1), "");
});

test("months end where they end, and no longer one is reached from a shorter one by counting twice", () => {
  assert.equal(addMonths("2031-01-31", 1), "2031-02-28");
  assert.equal(addMonths("2032-01-31", 1), "2032-02-29");
  assert.equal(addMonths("2031-03-31", -1), "2031-02-28");
  assert.equal(addMonths("2031-11-30", 14), "2033-01-30");
  assert.equal(addMonths("2031-02", 1), "");
});

test("a duration is days, months or years, forwards or backwards", () => {
  assert.equal(addDuration("2031-01-31", "P0D"), "2031-01-31");
  assert.equal(addDuration("2031-01-31", "P7D"), "2031-02-07");
  assert.equal(addDuration("2031-01-31", "-P14D"), "2031-01-17");
  assert.equal(addDuration("2031-01-31", "P3M"), "2031-04-30");
  assert.equal(addDuration("2032-02-29", "P1Y"), "2033-02-28");
  for (const wrong of ["P1W", "1D", "P1000D", "P-1D", "PT1H"])
    assert.equal(addDuration("2031-01-31", wrong), "", wrong);
});

test("whole months between days count no month that is not over", () => {
  assert.equal(wholeMonths("2031-01-15", "2031-02-14"), 0);
  assert.equal(wholeMonths("2031-01-15", "2031-02-15"), 1);
  assert.equal(wholeMonths("2031-02-15", "2031-01-15"), -1);
  assert.ok(Number.isNaN(wholeMonths("2031", "2031-01-15")));
});
