// Dates as far as they are known, and where they lie to a year (RC7).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bareYear,
  compareDates,
  isSurelyBefore,
  overlapOf,
  partialDate,
  periodBounds,
  rangeOf,
  sinceDate,
} from "./partial-date.ts";

test("[RC7] a date is a year, a month or a day that there was, in one spelling", () => {
  for (const date of ["2003", "1000", "2999", "2003-08", "2003-12", "2003-08-01", "2004-02-29", "2000-02-29"]) {
    assert.equal(partialDate(date), true, date);
  }
  const wrong = [
    "",
    "203",
    "0203",
    "3000",
    "20030",
    "2003-",
    "2003-8",
    "2003-00",
    "2003-13",
    "2003-08-",
    "2003-08-1",
    "2003-08-32",
  ];
  const unreal = [
    "2003-02-29",
    "1900-02-29",
    "2003-04-31",
    "2003-08-00",
    " 2003",
    "2003\n",
    "+2003",
    "2003-08-01T00:00:00Z",
    "٢٠٠٣",
  ];
  for (const date of [...wrong, ...unreal, 2003, null, undefined, ["2003"]])
    assert.equal(partialDate(date), false, String(date));
});

test("[RC7] a bare year is a year and no more", () => {
  assert.equal(bareYear("2003"), true);
  for (const date of ["2003-08", "2003-08-01", "0003", 2003, "2003\n"])
    assert.equal(bareYear(date), false, String(date));
});

test("[RC7] a date is the days that it may mean, leap days included", () => {
  assert.deepEqual(rangeOf("2003"), { first: "2003-01-01", last: "2003-12-31" });
  assert.deepEqual(rangeOf("2003-02"), { first: "2003-02-01", last: "2003-02-28" });
  assert.deepEqual(rangeOf("2004-02"), { first: "2004-02-01", last: "2004-02-29" });
  assert.deepEqual(rangeOf("1900-02"), { first: "1900-02-01", last: "1900-02-28" });
  assert.deepEqual(rangeOf("2003-12"), { first: "2003-12-01", last: "2003-12-31" });
  assert.deepEqual(rangeOf("2003-11"), { first: "2003-11-01", last: "2003-11-30" });
  assert.deepEqual(rangeOf("2003-08-05"), { first: "2003-08-05", last: "2003-08-05" });
  assert.throws(() => rangeOf("2003-13"), RangeError);
});

test("[RC7] dates are ordered by their first day, the vaguer one first", () => {
  const sorted = ["2003-01-02", "2003-01-01", "2003-01", "2004", "2003", "2002-12-31"].sort(compareDates);
  assert.deepEqual(sorted, ["2002-12-31", "2003", "2003-01", "2003-01-01", "2003-01-02", "2004"]);
  assert.equal(compareDates("2003", "2003"), 0);
});

test("[RC7] only a date that ends before the other begins is surely before it", () => {
  assert.equal(isSurelyBefore("2002", "2003"), true);
  assert.equal(isSurelyBefore("2003-07", "2003-08-01"), true);
  for (const [a, b] of [
    ["2003", "2003-08"],
    ["2003-08", "2003"],
    ["2003", "2003"],
    ["2003-08-01", "2003-08"],
    ["2004", "2003"],
  ]) {
    assert.equal(isSurelyBefore(a ?? "", b ?? ""), false, `${a} ${b}`);
  }
});

test("[RC7] a year is January to December, or April to March of the next", () => {
  assert.deepEqual(periodBounds(2003, "calendar"), { first: "2003-01-01", last: "2003-12-31" });
  assert.deepEqual(periodBounds(2003, "april-march"), { first: "2003-04-01", last: "2004-03-31" });
});

test("[RC7] a date is in a period only when all of its days are", () => {
  const calendar = periodBounds(2003, "calendar");
  const april = periodBounds(2003, "april-march");
  const expected: readonly (readonly [string, string, string])[] = [
    ["2003", "inside", "partly"],
    ["2004", "outside", "partly"],
    ["2002", "outside", "outside"],
    ["2005", "outside", "outside"],
    ["2003-03", "inside", "outside"],
    ["2003-04", "inside", "inside"],
    ["2004-03", "outside", "inside"],
    ["2004-04", "outside", "outside"],
    ["2003-01-01", "inside", "outside"],
    ["2003-03-31", "inside", "outside"],
    ["2003-04-01", "inside", "inside"],
    ["2003-12-31", "inside", "inside"],
    ["2004-01-01", "outside", "inside"],
    ["2004-03-31", "outside", "inside"],
    ["2004-04-01", "outside", "outside"],
  ];
  for (const [date, inCalendar, inApril] of expected) {
    assert.equal(overlapOf(rangeOf(date), calendar), inCalendar, `${date} in the calendar year`);
    assert.equal(overlapOf(rangeOf(date), april), inApril, `${date} in the year from April`);
  }
});

test("[RC7c] two dots and a date are what had come by then: any day until its last one, and never a date of an event", () => {
  for (const date of ["..2003", "..2003-08", "..2003-08-01", "2003"]) assert.equal(sinceDate(date), true, date);
  for (const date of ["..", "2003..", ".2003", "...2003", "..2003-02-30", "....2003", ".. 2003", 2003, null])
    assert.equal(sinceDate(date), false, String(date));
  assert.equal(partialDate("..2003"), false);
  assert.deepEqual(rangeOf("..2003-02"), { first: "1000-01-01", last: "2003-02-28" });
  assert.equal(overlapOf(rangeOf("..2003"), rangeOf("2003")), "partly");
  assert.equal(isSurelyBefore("..2003", "2004"), true);
  assert.equal(isSurelyBefore("..2003", "2003"), false);
});
