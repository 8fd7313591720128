// A published report that is made again from the open rows: the very data where nothing sealed is behind it, and else said to be another one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../../test/support/report-words.ts";
import { figure, proceeding, sourceStated } from "../../../test/support/statements.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { Statement } from "../../record/statement.ts";
import { reportText } from "../../reports/data/report-data.ts";
import { reportOfYear } from "../../reports/report-of-year.ts";
import { publishedReport } from "./published-report.ts";

const open = [sourceStated("report", "report", "2004"), figure("report", "convictions", "2003", 7)];
const sealed = proceeding("a", { case: "A", event: "prosecution", on: "2003-05" });

function recordOf(statements: readonly Statement[], holds: RecordRead["holds"]): RecordRead {
  const log = { size: 40, root: "ab".repeat(32) };
  const of = { origin: "example.test/1", trial: true, country: "XE", title: { en: "Republic of Example" } };
  return { ...of, log, statements, holds, organisationNames: new Map() };
}

function hashOf(record: RecordRead, kind: "calendar" | "april-march" = "calendar"): string {
  return hashOfText(reportText(reportOfYear(record, { period: { year: 2003, kind }, scheme: tvpa2004 })));
}

const asked = { year: 2003, scheme: "tvpa-2004", size: 40 };
const read = (data: string, more = {}, words = wordsIn.en) =>
  publishedReport(recordOf(open, "none"), { ...asked, data, ...more }, words);
const wordsOf = (made: ReturnType<typeof read>) => JSON.stringify(made?.document);

test("[RP17] a report that rests on open rows alone is the one that was published, whichever way it counts years", () => {
  const made = read(hashOf(recordOf(open, "none")));
  assert.equal(made?.isWhole, true);
  assert.match(wordsOf(made), /7 convictions/);
  assert.equal(read(hashOf(recordOf(open, "none"), "april-march"))?.isWhole, true);
  assert.equal(read(hashOf(recordOf(open, "all")))?.isWhole, true, "whoever held all, where nothing is sealed");
});

test("[RP17] a report that counts sealed rows is made from the open ones, and is said to be another; nothing sealed is in it", () => {
  const made = read(hashOf(recordOf([...open, sealed], "all")));
  assert.equal(made?.isWhole, false);
  assert.match(wordsOf(made), /7 convictions/);
  assert.match(wordsOf(made), /Made without the keys to the sealed registers/);
});

test("it is in the language of the page; a scheme from a file gives none", () => {
  assert.equal(read("", {}, wordsIn.tg)?.document.language, "tg");
  assert.equal(read("", {}, wordsIn.fa)?.document.direction, "rtl");
  assert.equal(read("", { scheme: "example-rules-1" }), null);
});
