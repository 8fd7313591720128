// An invented country's record by `panoh` commands alone: entered, corrected, reported, verified. Nothing in the program knows the country.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[RC2, RC4, RP1] an invented country's own record gives its own report and its own assessment, by commands alone", async (t) => {
  const { names, folder } = await playTranscript(t, "record.txt");
  assert.ok(JSON.parse(names.get("proceedings") ?? "").length > 20);
  assert.ok(Number(names.get("sealed")) > 0, "figures from sealed proceedings are not for everybody");
  const page = readFileSync(join(folder, "report.html"), "utf8");
  assert.doesNotMatch(page, /Tajik/);
  const linked = /3 victims linked to proceedings<\/a> in 2024, against <a [^>]*>1<\/a>/;
  assert.match(page, linked, "[RC9, AS22] different tokens, without that of the case about an official");
  assert.doesNotMatch(page, /7ea907/, "[RP3] and none of them");
  assert.match(readFileSync(join(folder, "open.md"), "utf8"), /[а-яё]{5}/);
  const empty = readFileSync(join(folder, "empty.md"), "utf8");
  assert.match(empty, /1950/);
  assert.doesNotMatch(empty, /\b[1-9]\d* (prosecution|conviction|investigation)/);
});
