// How to reach the person, in the head of a case: what was said last decides, and no old number stands there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country } from "../../../test/support/country.ts";
import { foldCase } from "../../core/case/fold.ts";
import { foldSheets } from "../../core/case/fold-sheets.ts";
import type { Answers } from "../../core/form/form.ts";
import { library } from "../../core/form/library.ts";
import { reachNow } from "./reach.ts";

const [first, second] = ["a1".repeat(16), "b2".repeat(16)];
const number = "+992 00 000 00 00";
const phone = {
  way: "phone",
  value: number,
  "who-hears": "only-the-person",
  "say-we-are": "neutral",
  use: "yes",
} as const;

/** A case of a shelter, in which it says of sheets how to reach the person; `now` gives what the head of the case would say. */
function shelterCase() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const to = ["shelter"] as const;
  const compartments = ["referral", "identity", "contact", "narrative", "support", "safety"] as const;
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to });
  const consent = [build.consent("border", "shelter", { to, compartments })];
  const referral = build.send("border", to, consent, { to, consent });
  build.add("shelter", "referral.accept", { referral }, { to });
  const version = library.newest("reach")?.id ?? "";
  const say = (sheet: string, set: Answers["set"], over: readonly string[] = [], parents?: readonly string[]) =>
    build.add(
      "shelter",
      "answers",
      { form: "reach", version, sheet, part: "contact", set, gone: {}, over },
      { to, consent, ...(parents === undefined ? {} : { parents }) },
    );
  const now = (wasMet = false) => {
    const state = foldCase(build.id, build.entries, {
      directory: country.directory,
      now: country.size,
      forms: library,
    });
    const reach = reachNow({ sheets: foldSheets(state, library), facts: {} }, library, "2026-03-05", wasMet);
    if (reach?.is !== "said") return reach?.is ?? null;
    return reach.fields.map(({ key }) => reach.sheet.answers.get(key)?.value);
  };
  return { say, now };
}

test("[FM3] beside “no safe way” stands no number that was answered before, also where that answer was kept", () => {
  const { say, now } = shelterCase();
  assert.equal(now(), null);
  const said = say(first, phone);
  assert.deepEqual(now(), ["phone", number, "only-the-person", "neutral", "yes"]);
  say(first, { way: "none" }, [said]);
  assert.deepEqual(now(), ["none"]);
});

test("what was said last of a way decides, in whatever sheet: an older number does not come back", () => {
  const { say, now } = shelterCase();
  const old = say(first, phone);
  const other = say(second, { ...phone, value: "+992 11 111 11 11" });
  assert.deepEqual(now()?.[1], "+992 11 111 11 11");
  say(first, { language: "ru" }, []);
  assert.deepEqual(now()?.[1], "+992 11 111 11 11", "a language is no new word on the way");
  const none = say(first, { way: "none" }, [old]);
  assert.deepEqual(now(), ["none"], "said in the older sheet");
  say(first, { way: "phone" }, [none]);
  assert.deepEqual(now()?.[1], number);
  say(second, { use: "not-any-more" }, [other]);
  assert.equal(now(), "not-any-more", "the other number is older");
});

test("[FD10e] where two workers say the way differently, no number stands there; “not any more” holds against “yes”", () => {
  const differing = shelterCase();
  const said = differing.say(first, phone);
  differing.say(first, { way: "none" }, [said], [said]);
  differing.say(first, { value: "+992 11 111 11 11", way: "message" }, [said], [said]);
  assert.equal(differing.now(), "differs");
  const safer = shelterCase();
  const before = safer.say(first, phone);
  safer.say(first, { use: "not-any-more" }, [before], [before]);
  safer.say(first, { use: "yes", value: "+992 11 111 11 11" }, [before], [before]);
  assert.equal(safer.now(), "not-any-more");
});

test("that the person waits with the officer stands there until they were met, and no older way in its place", () => {
  const { say, now } = shelterCase();
  say(first, phone);
  say(second, { way: "waits-here", value: "Example: the front office" });
  assert.deepEqual(now(), ["waits-here", "Example: the front office"]);
  assert.equal(now(true), null);
});
