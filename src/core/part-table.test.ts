// What a person is asked, and which parts an answer opens (FD11d).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  consentQuestions,
  mayReadPart,
  type OpenedToAuthority,
  parts,
  partsOfYes,
  partTable,
  questionsFor,
  questionsOf,
} from "./part-table.ts";
import type { Party } from "./party.ts";

test("[FD11d] each part but referral and notes is in exactly one question; referral is in every yes, notes in none", () => {
  const asked = Object.values(consentQuestions).flat();
  assert.deepEqual(asked.toSorted(), parts.filter((part) => part !== "referral" && part !== "notes").toSorted());
  assert.deepEqual(partsOfYes([]), ["referral"]);
  assert.deepEqual(partsOfYes(["help", "who"]), ["referral", "identity", "contact", "support", "safety"]);
  const everything = partsOfYes(["who", "happened", "help", "health"]);
  assert.ok(!everything.includes("notes"));
  assert.deepEqual(questionsOf(everything), ["who", "happened", "help", "health"]);
  assert.deepEqual(questionsOf(["referral", "identity"]), [], "half of a question is no yes to it");
});

test("[FD11d] [R14] health is a question of its own, and is asked only where it is at hand and could be read", () => {
  assert.deepEqual(consentQuestions.health, ["health"]);
  assert.ok(!questionsFor("provider", false, []).includes("health"));
  assert.ok(questionsFor("provider", true, []).includes("health"));
  assert.deepEqual(questionsFor("authority", true, []), ["who", "happened"]);
  assert.deepEqual(questionsFor("justice", true, []), ["who", "happened"]);
  assert.deepEqual(questionsFor("coordinator", true, []), []);
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
  const readBy = (party: Party, opened: OpenedToAuthority) => parts.filter((part) => mayReadPart(party, part, opened));
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
  assert.deepEqual(questionsFor("authority", true, ["health"]), ["who", "happened", "health"]);
});
