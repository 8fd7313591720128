// A page is made only as large as others read it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../test/support/report-words.ts";
import { schemes } from "../assessment/schemes.ts";
import { composeReport } from "./compose.ts";
import { reportText } from "./data/report-data.ts";
import { reportHtml } from "./print/html.ts";
import { reportOfYear } from "./report-of-year.ts";
import { reportPage } from "./report-page.ts";

const data = reportOfYear(
  {
    origin: "samples.example/0",
    trial: true,
    country: "XK",
    title: { en: "Sampleland", ru: "Страна примеров" },
    log: { size: 9, root: "root" },
    statements: [],
    organisationNames: new Map(),
  },
  { period: { year: 2024, kind: "calendar" }, scheme: schemes[0] ?? assert.fail() },
);

test("[RP17] a page of at most so many bytes is made, and none of one more: bytes, not letters", () => {
  const text = reportText(data);
  const document = composeReport(data, wordsIn.ru, "00");
  const html = reportHtml(document, text);
  const bytes = Buffer.byteLength(html);
  assert.ok(bytes > html.length + 1000, "Russian takes two bytes a letter");
  assert.equal(reportPage(document, text, bytes), html);
  assert.equal(reportPage(document, text, bytes - 1), null);
  assert.equal(reportPage(document, text, html.length), null);
  assert.equal(reportPage(document, text, text.length), null);
  assert.equal(reportPage(document, text), html);
});

test("[RP17] of data that are larger than a page may be no page is even begun", () => {
  const document = composeReport(data, wordsIn.en, "00");
  const unread = new Proxy(document, { get: () => assert.fail("the document was read") });
  const text = reportText(data);
  assert.equal(reportPage(unread, text, text.length - 1), null);
});
