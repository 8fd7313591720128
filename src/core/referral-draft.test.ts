// When a draft is whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Compartment } from "./entry-kind.ts";
import type { DraftGap, ReferralDraft } from "./referral-draft.ts";
import { choicesByReferral, draftGaps, goesHome, isTransfer } from "./referral-draft.ts";

const shelter = "2a592f12-9fc4-491f-86af-dccb8f013292";
const legal = "1b0f7d9e-8197-4878-8bb0-9a5ce518364a";
const whole = {
  screening: {
    danger: "not-now",
    age: "adult",
    signs: [],
    decision: "presumed",
    wants: ["hotline"],
    language: "tg",
    place: "ZZ",
  },
  consent: {
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
    language: "tg",
    purposes: ["referral"],
    compartments: ["referral", "identity", "contact", "narrative"],
  },
  identity: { name: "Court Seven", name_is: "pseudonym", gender: "NonSpecifiedUnknown" },
  contact: { how: "waits-here", safe: "at the net" },
  narrative: "The ball was out.",
  choices: [{ organisation: shelter, compartments: ["referral", "identity"] }],
} as const satisfies ReferralDraft;

function without<T extends object>(value: T, key: keyof T): T {
  const { [key]: _left, ...rest } = value;
  return rest as unknown as T;
}

test("a whole draft has no gap, with identity, contact and narrative or without", () => {
  assert.deepEqual(draftGaps(whole), []);
  const { screening, consent } = whole;
  const choices = [{ organisation: shelter, compartments: ["referral"] }] as const;
  assert.deepEqual(draftGaps({ screening, consent: { ...consent, compartments: ["referral"] }, choices }), []);
});

test("an empty draft lacks everything that is needed, in the order of the pages", () => {
  assert.deepEqual(draftGaps({}), ["danger", "age", "signs", "wants", "consent", "choice"]);
});

test("each missing answer opens the gap of its page", () => {
  const pages = {
    danger: "danger",
    age: "age",
    language: "age",
    place: "age",
    signs: "signs",
    decision: "signs",
    wants: "wants",
  };
  for (const [key, gap] of Object.entries(pages)) {
    const screening = without(whole.screening, key as keyof typeof whole.screening);
    assert.deepEqual(draftGaps({ ...whole, screening }), [gap], key);
  }
  for (const key of Object.keys(whole.consent) as (keyof typeof whole.consent)[]) {
    assert.deepEqual(draftGaps({ ...whole, consent: without(whole.consent, key) }), ["consent"], key);
  }
  for (const key of Object.keys(whole.identity) as (keyof typeof whole.identity)[]) {
    assert.deepEqual(draftGaps({ ...whole, identity: without(whole.identity, key) }), ["identity"], key);
  }
  for (const key of Object.keys(whole.contact) as (keyof typeof whole.contact)[]) {
    assert.deepEqual(draftGaps({ ...whole, contact: without(whole.contact, key) }), ["contact"], key);
  }
  assert.deepEqual(draftGaps({ ...whole, screening: { ...whole.screening, wants: [] } }), ["wants"]);
});

test("[FD7] consent must be for referral and cover every compartment that the draft fills", () => {
  const consentWith = (change: object): readonly DraftGap[] =>
    draftGaps({
      ...whole,
      consent: { ...whole.consent, ...change },
      choices: [{ organisation: shelter, compartments: ["referral"] }],
    });
  assert.deepEqual(consentWith({ purposes: ["statistics"] }), ["consent"]);
  for (const left of whole.consent.compartments) {
    const compartments = whole.consent.compartments.filter((compartment) => compartment !== left);
    assert.deepEqual(consentWith({ compartments }), ["consent"], left);
  }
});

test("[FD7] the best interest of a child is no basis for an adult; doubt about the age means child", () => {
  const gapsFor = (age: "adult" | "child" | "in-doubt") =>
    draftGaps({
      ...whole,
      screening: { ...whole.screening, age },
      consent: { ...whole.consent, basis: "best-interest-of-child" },
    });
  assert.deepEqual(gapsFor("adult"), ["consent"]);
  assert.deepEqual(gapsFor("child"), []);
  assert.deepEqual(gapsFor("in-doubt"), []);
});

test("[FD7] a yes is for one organisation: each choice has its own, and none is wider than the consent", () => {
  const agreeing = (...parts: readonly (readonly Compartment[] | undefined)[]) =>
    draftGaps({
      ...whole,
      consent: { ...whole.consent, compartments: ["referral", "identity", "contact", "narrative"] },
      choices: parts.map((compartments, i) => ({
        organisation: i === 0 ? shelter : legal,
        ...(compartments === undefined ? {} : { compartments }),
      })),
    });
  assert.deepEqual(agreeing(["referral"], ["referral", "contact"]), []);
  assert.deepEqual(agreeing(["referral"], undefined), ["agreed"]);
  assert.deepEqual(agreeing(["referral"], []), ["agreed"]);
  assert.deepEqual(agreeing(["referral"], ["identity"]), ["agreed"]);
  assert.deepEqual(agreeing(["referral", "health"]), ["agreed"]);
});

test("one to three different choices are needed", () => {
  const choose = (...organisations: readonly string[]) =>
    draftGaps({
      ...whole,
      choices: organisations.map((organisation) => ({ organisation, compartments: ["referral"] })),
    });
  assert.deepEqual(choose(), ["choice"]);
  assert.deepEqual(choose(shelter, shelter), ["choice"]);
  assert.deepEqual(choose(shelter, legal), []);
  assert.deepEqual(choose("a", "b", "c", "d"), ["choice"]);
});

test("one organisation at home is asked beside up to three near the person, and nobody twice", () => {
  const ids = ["3", "4", "5", "6", "7"].map((digit) => `${digit}${shelter.slice(1)}`);
  const near = ids.map((organisation) => ({ organisation, compartments: ["referral"] as const }));
  const home = near.map((choice) => ({ ...choice, home: true as const }));
  const gaps = (...choices: NonNullable<ReferralDraft["choices"]>) => draftGaps({ ...whole, choices });
  assert.deepEqual(gaps(...near.slice(0, 3), ...home.slice(3, 4)), []);
  assert.deepEqual(gaps(...home.slice(0, 1)), [], "somebody at home alone may be asked too");
  assert.deepEqual(gaps(...near.slice(0, 4)), ["choice"]);
  assert.deepEqual(gaps(...near.slice(0, 1), ...home.slice(1, 3)), ["choice"]);
  assert.deepEqual(gaps(...near.slice(0, 1), ...home.slice(0, 1)), ["choice"]);
  assert.deepEqual(gaps(), ["choice"]);
  const mixed = [home[4], near[0], near[1]].flatMap((choice) => choice ?? []);
  assert.deepEqual(
    choicesByReferral(mixed).map((group) => group.map(({ organisation }) => organisation)),
    [ids.slice(0, 2), ids.slice(4)],
    "near the person first, in the order of choice",
  );
});

test("an age group that contradicts the age is a gap of the same page", () => {
  const gaps = (age: "adult" | "child" | "in-doubt", age_group: "12-17" | "18-29") =>
    draftGaps({ ...whole, screening: { ...whole.screening, age, age_group } });
  assert.deepEqual(gaps("adult", "18-29"), []);
  assert.deepEqual(gaps("child", "12-17"), []);
  for (const [age, group] of [
    ["adult", "12-17"],
    ["child", "18-29"],
    ["in-doubt", "12-17"],
    ["in-doubt", "18-29"],
  ] as const)
    assert.deepEqual(gaps(age, group), ["age"], `${age} ${group}`);
});

test("only who is abroad and wants to go home is asked about somebody there", () => {
  assert.ok(goesHome({ wants: ["return", "medical"], place: "AE" }, "XT"));
  assert.ok(!goesHome({ wants: ["return"], place: "XT-KT-15" }, "XT"));
  assert.ok(!goesHome({ wants: ["medical"], place: "AE" }, "XT"));
});

test("[R22] only where organisation, person and log are in one country nothing crosses a border", () => {
  assert.ok(!isTransfer("XT", "XT-KT-15", "XT"));
  assert.ok(isTransfer("RU", "XT-KT-15", "XT"), "from home to abroad");
  assert.ok(
    isTransfer("AE", "AE", "XT"),
    "from a consulate to an organisation on the spot: the data leave the log's country",
  );
  assert.ok(isTransfer("XT", "AE", "XT"), "from a consulate home: the person comes after");
});
