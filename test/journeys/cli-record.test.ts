// An invented country's record by `panoh` commands alone: entered, corrected, reported, verified. Nothing in the program knows the country.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
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
  // Under rules from a file the report speaks in their words, in a language that they lack too; a flawed file makes nothing.
  const rules = readFileSync(join(folder, "rules.html"), "utf8");
  assert.match(
    rules,
    /own rules from a file \(Rules of the Kettle Council\), <strong>Kettle on the boil \(tier 1\)<\/strong> follows from the record\./,
  );
  assert.match(rules, /<th scope="row"[^>]*>1<\/th><td>Courts act against the sale of teapots<\/td>/);
  const inTajik = readFileSync(join(folder, "rules.md"), "utf8");
  assert.match(
    inTajik,
    /аз файл: Rules of the Kettle Council\) аз қайдҳо чунин бармеояд: \*\*Kettle on the boil \(дараҷаи 1\)\*\*/,
  );
  assert.match(inTajik, /номҳо бо забони «en» омадаанд/);
  for (const page of [rules, inTajik]) assert.ok(page.includes(names.get("rules-hash") ?? assert.fail()));
  const open = readFileSync(join(folder, "open-rules.html"), "utf8");
  assert.match(open, /no tier follows from the record\. It waits for facts that are sealed/);
  assert.match(readFileSync(join(folder, "open.html"), "utf8"), /Not judged here: these facts are sealed\./);
  assert.equal(existsSync(join(folder, "flawed.html")), false);
  const empty = readFileSync(join(folder, "empty.md"), "utf8");
  assert.match(empty, /1950/);
  assert.doesNotMatch(empty, /\b[1-9]\d* (prosecution|conviction|investigation)/);
});
