// What a person is asked, and which parts an answer opens (FD11d).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  consentQuestions,
  mayReadPart,
  parts,
  partsAsked,
  partsOfYes,
  partsOpened,
  partTable,
  questionsFor,
  questionsOf,
  readableParts,
} from "./part-table.ts";

const provider = readableParts("provider", []);
const justice = readableParts("justice", []);

test("[FD11d] each part but referral and notes is in exactly one question; referral is in every yes, notes in none", () => {
  const asked = Object.values(consentQuestions).flat();
  assert.deepEqual(asked.toSorted(), parts.filter((part) => part !== "referral" && part !== "notes").toSorted());
  assert.deepEqual(partsOfYes([], provider), ["referral"]);
  assert.deepEqual(partsOfYes(["help", "who"], provider), ["referral", "identity", "contact", "support", "safety"]);
  const everything = partsOfYes(["who", "happened", "help", "health"], provider);
  assert.ok(!everything.includes("notes"));
  assert.deepEqual(questionsOf(everything, provider), ["who", "happened", "help", "health"]);
  assert.deepEqual(questionsOf(["referral", "identity"], provider), [], "half of a question is no yes to it");
});

test("[FD11e] a question asks only of the parts that the organisation may read, and a yes opens no other", () => {
  assert.deepEqual(partsAsked("who", justice), ["identity"], "no safe way to call is promised to a prosecutor");
  assert.deepEqual(partsOfYes(["who", "happened"], justice), ["referral", "identity", "narrative", "legal"]);
  assert.deepEqual(questionsOf(["referral", "identity"], justice), ["who"], "that is all of which it asks there");
  assert.deepEqual(partsOfYes(["help", "health"], justice), ["referral"]);
});

test("[FD11e] [R01] a consent opens what was agreed to and the table lets through; without a purpose that helps nothing that is written later", () => {
  const everything = { compartments: parts, purposes: ["police-report"] };
  assert.deepEqual(partsOpened(everything, justice), { now: justice, later: [] });
  assert.deepEqual(partsOpened({ ...everything, purposes: ["support"] }, justice), { now: justice, later: justice });
  assert.deepEqual(partsOpened({ ...everything, compartments: ["referral", "contact"] }, justice).now, ["referral"]);
});

test("[FD11d] health is a question of its own, and is asked only where it is at hand and could be read", () => {
  assert.deepEqual(consentQuestions.health, ["health"]);
  assert.ok(!questionsFor(provider, false).includes("health"));
  assert.ok(questionsFor(provider, true).includes("health"));
  assert.deepEqual(questionsFor(readableParts("authority", []), true), ["who", "happened"]);
  assert.deepEqual(questionsFor(justice, true), ["who", "happened"]);
  assert.deepEqual(questionsFor(readableParts("coordinator", []), true), []);
});

test("[FD11] [R06] [R10] what providers write of health, support, safety and notes is theirs, and the coded path holds no free text", () => {
  for (const part of ["health", "support", "safety", "notes"] as const)
    for (const party of ["authority", "justice", "referrer", "coordinator", "rapporteur", "educator"] as const)
      assert.ok(!mayReadPart(party, part, []), `${party} reads ${part}`);
  assert.deepEqual(
    parts.filter((part) => !partTable[part].freeText),
    ["referral"],
  );
  assert.ok(!mayReadPart(undefined, "referral", []), "an organisation that nobody knows reads nothing");
});

test("[FD11a] a founding note opens the help, or health, to the competent authority, and nothing to justice; never contact, narrative or notes", () => {
  const readBy = readableParts;
  assert.deepEqual(readBy("authority", []), ["referral", "identity", "legal"]);
  assert.deepEqual(readBy("authority", ["help"]), ["referral", "identity", "legal", "support", "safety"]);
  assert.deepEqual(readBy("authority", ["help", "health"]), [
    "referral",
    "identity",
    "health",
    "legal",
    "support",
    "safety",
  ]);
  assert.deepEqual(readBy("justice", ["help", "health"]), readBy("justice", []));
  assert.deepEqual(questionsFor(readableParts("authority", ["health"]), true), ["who", "happened", "health"]);
});
