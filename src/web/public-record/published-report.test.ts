// A published report that is made again from the open rows: the very data whose hash was published, and else said to be another one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordRead } from "../../../test/support/record-read.ts";
import { wordsIn } from "../../../test/support/report-words.ts";
import { figure, proceeding, sourceStated } from "../../../test/support/statements.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import { reportText } from "../../reports/data/report-data.ts";
import { reportOfYear } from "../../reports/report-of-year.ts";
import { publishedReport } from "./published-report.ts";

const open = [sourceStated("report", "report", "2004"), figure("report", "convictions", "2003", 7)];
const sealed = proceeding("a", { case: "A", event: "prosecution", on: "2003-05" });

const record = recordRead(open);
const hashOf = (kind: "calendar" | "april-march", given = record) =>
  hashOfText(reportText(reportOfYear(given, { period: { year: 2003, kind }, scheme: tvpa2004 })));

const asked = { year: 2003, scheme: "tvpa-2004", size: 40 };
const read = (data: string, more = {}, words = wordsIn.en) =>
  publishedReport(record, { ...asked, data, ...more }, words);
const wordsOf = (made: ReturnType<typeof read>) => JSON.stringify(made?.document);

test("[RP17c] a report is the one that was published, whichever way it counts years, whoever made it", () => {
  const made = read(hashOf("calendar"));
  assert.equal(made?.isWhole, true);
  assert.match(wordsOf(made), /"text":"7","fact":"convictions"/);
  assert.equal(read(hashOf("april-march"))?.isWhole, true);
  assert.equal(read(hashOf("calendar", recordRead([...open, sealed])))?.isWhole, true, "by who holds keys");
});

test("[RP17c] of another hash the report of the calendar year is made, and is said to be another", () => {
  const made = read("00".repeat(32));
  assert.equal(made?.isWhole, false);
  assert.match(wordsOf(made), /"text":"7","fact":"convictions"/);
});

test("[RP17c] it is in the language of the page; a scheme that this program does not know gives none", () => {
  assert.equal(read("", {}, wordsIn.tg)?.document.language, "tg");
  assert.equal(read("", {}, wordsIn.fa)?.document.direction, "rtl");
  assert.equal(read("", { scheme: "example-rules-1" }), null);
});
