// What a trial country's people do by `panoh` commands alone, as they would type them: a referral, a grant, new readers, a record of their own.
// One file, since all begin in one country, which is founded once. In the first one each command is a process the first time, as in a person's shell; it goes on,
// as the others do altogether, one command after the other in one process.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

// A whole referral by `panoh` commands alone, as a trial country's people would type them.
test("[EN1] a country is founded, a referral is sent, answered and witnessed, by commands alone, each of them a process the first time", async (t) => {
  const { names, printed } = await playTranscript(t, "referral.txt", "a process the first time");
  const shown = JSON.parse(names.get("case-json") ?? "");
  const kinds = shown.entries.map((entry: { content: { kind: string } | null }) => entry.content?.kind);
  const forms = shown.entries.map((entry: { content: { body: { form?: string } } | null }) => entry.content?.body.form);
  assert.ok(forms.includes("person"), "[FD8] after the logged acceptance the other reader sees who it is");
  assert.deepEqual(shown.sealedUntilAccepted, []);
  assert.equal(shown.victimToken, null, "[RC9] the person agreed to the token for nobody");
  assert.ok(
    kinds.includes("referral.send") && !names.get("case-json")?.includes("receipt_seed"),
    "[SL7] no secret is shown",
  );

  const events = (printed.get("host") ?? "").split("\n").slice(0, -1);
  const requests = events.map((line) => JSON.parse(line)).filter(({ code }) => code === "request");
  assert.ok(requests.length > 50 && requests.length > events.length - 20);
  for (const line of requests)
    assert.deepEqual(
      Object.keys(line),
      ["time", "level", "code", "route", "method", "status", "milliseconds"],
      "[LG2] nothing about anybody",
    );
});

// A third organisation is brought into a case and leaves it again, by `panoh` commands alone.
test("[SL8, FD7] a grant carries what the person agreed to share, and a confirmed withdrawal ends with it erased, by commands in one process", async (t) => {
  const { names } = await playTranscript(t, "grant.txt", "in one process");
  const granted = names.get("law-case") ?? "";
  assert.match(granted, /Test Person 1/);
  assert.doesNotMatch(granted, /kept by the example employer|example number|receipt_seed/);
  const waiting = JSON.parse(granted).entries.filter(
    (entry: { verdict: { is: string } }) => entry.verdict.is === "waiting",
  );
  assert.deepEqual(waiting, []);
  const [left] = JSON.parse(names.get("law-inbox") ?? "");
  assert.deepEqual([left.state, left.danger, left.referral], ["erased", null, null], "nothing is left to show");
  const kinds = JSON.parse(names.get("one-case") ?? "").entries.map(
    (entry: { content: { kind: string } | null }) => entry.content?.kind,
  );
  assert.ok(kinds.includes("purge.done"), "and legal aid's program said so");
  const [before, after] = [granted, names.get("one-case") ?? ""].map((json) => JSON.parse(json).victimToken);
  assert.deepEqual([before, after], [null, null], "[RC9] the person agreed to the token for nobody");
});

// Readers come and go by `panoh` commands alone, and what each of them can open follows (SL4).
test("[SL4] a newcomer opens what came before it, a lost reader nothing that comes after the new epoch, by commands in one process", async (t) => {
  const { names } = await playTranscript(t, "epochs.txt", "in one process");
  const casesOf = (name: string) => JSON.parse(names.get(name) ?? "").map(({ caseId }: { caseId: string }) => caseId);
  assert.equal(casesOf("inbox-three").length, 2);
  assert.deepEqual(casesOf("inbox-two"), [names.get("case1")]);
});

// An invented country's record by `panoh` commands alone: entered, corrected, reported, verified. Nothing in the program knows the country.
test("[RC2, RC4, RP1] an invented country's own record gives its own report and its own assessment, by commands in one process", async (t) => {
  const { names, folder } = await playTranscript(t, "record.txt", "in one process");
  assert.ok(JSON.parse(names.get("proceedings") ?? "").length > 20);
  const page = readFileSync(join(folder, "report.html"), "utf8");
  assert.doesNotMatch(page, /Tajik/);
  const counted = /Victims in proceedings<\/th>\s*<td[^>]*>5<\/td>\s*<td[^>]*>(?!1<)/;
  assert.match(
    page,
    counted,
    "[RC9, TA7, TA7c] different tokens, without that of the case about an official, and none of one alone",
  );
  assert.doesNotMatch(page, /(7ea907\d0){2}/i, "[RP3] and none of them");
  assert.match(readFileSync(join(folder, "ru.html"), "utf8"), /[а-яё]{5}/);
  const empty = readFileSync(join(folder, "empty.html"), "utf8");
  assert.match(empty, /1950/);
  assert.doesNotMatch(empty, /\b[1-9]\d* (prosecution|conviction|investigation)/);
});
