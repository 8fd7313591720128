// When a draft is whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rests } from "./consent-basis.ts";
import type { Compartment } from "./entry-kind.ts";
import { type Answers, type Form, type FormField, formBook } from "./form/form.ts";
import { library } from "./form/library.ts";
import type { ReferralDraft } from "./referral-draft.ts";
import { choicesByReferral, draftGaps, firstSaid, goesHome, isTransfer, partsOfDraft } from "./referral-draft.ts";

const shelter = "2a592f12-9fc4-491f-86af-dccb8f013292";
const legal = "1b0f7d9e-8197-4878-8bb0-9a5ce518364a";
const asked = { forms: library, day: "2031-01-01" } as const;
const gapsOf = (draft: ReferralDraft) =>
  draftGaps(draft, asked).map((gap) => (typeof gap === "string" ? gap : `${gap.form}/${gap.field}`));
const person = { given: "Test Person 7", "name-is": "pseudonym" } as const;
const first = {
  danger: "not-now",
  age: "adult",
  sex: "other",
  language: "tg",
  place: "ZZ",
  decision: "presumed",
  wants: ["hotline"],
} as const;
const whole = {
  sheets: {
    "first-line": { set: first, gone: {} },
    person: { set: person, gone: {} },
    reach: { set: { way: "waits-here", value: "at the net" }, gone: {} },
    story: { set: { words: "The example was written." }, gone: {} },
  },
  consent: {
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
    language: "tg",
    purposes: ["referral"],
    compartments: ["referral", "identity", "contact", "narrative"],
  },
  choices: [{ organisation: shelter, compartments: ["referral", "identity"] }],
} as const satisfies ReferralDraft;

/** The same with these first answers. */
function saying(set: Answers["set"], gone: Answers["gone"] = {}): ReferralDraft {
  return { ...whole, sheets: { ...whole.sheets, "first-line": { set, gone } } };
}

function without<T extends object>(value: T, key: keyof T): T {
  const { [key]: _left, ...rest } = value;
  return rest as unknown as T;
}

test("a whole draft has no gap, with name, contact and story or without", () => {
  assert.deepEqual(gapsOf(whole), []);
  const { sheets, consent } = whole;
  const choices = [{ organisation: shelter, compartments: ["referral"] }] as const;
  const alone = { sheets: { "first-line": sheets["first-line"] }, consent: { ...consent, compartments: ["referral"] } };
  assert.deepEqual(gapsOf({ ...alone, choices } as ReferralDraft), []);
});

test("[FM1] an empty draft lacks all that the first form asks for, and what the program asks itself, in the order of the pages", () => {
  assert.deepEqual(gapsOf({}), [
    "first-line/danger",
    "first-line/age",
    "first-line/sex",
    "first-line/language",
    "first-line/place",
    "first-line/decision",
    "first-line/wants",
    "consent",
    "choice",
  ]);
});

test("[FM1, FM15b] each missing answer of the first form is a gap; a word of missing stands for one, but not for what the program itself needs", () => {
  for (const key of Object.keys(first) as (keyof typeof first)[]) {
    const left = without(first, key);
    assert.deepEqual(gapsOf(saying(left)), [`first-line/${key}`]);
    assert.deepEqual(gapsOf(saying(left, { [key]: "refused" })), key === "sex" ? [] : [`first-line/${key}`], key);
  }
  for (const key of Object.keys(whole.consent) as (keyof typeof whole.consent)[]) {
    assert.deepEqual(gapsOf({ ...whole, consent: without(whole.consent, key) }), ["consent"], key);
  }
});

test("[FM1] gaps of a form that is not strict hinder nothing; an answer that is none does", () => {
  const named = (set: Answers["set"]): ReferralDraft => ({
    ...whole,
    sheets: { ...whole.sheets, person: { set, gone: {} } },
  });
  assert.deepEqual(gapsOf(named(without(person, "name-is"))), []);
  assert.deepEqual(gapsOf(named({ ...person, born: "98" })), ["person/born"]);
  assert.deepEqual(gapsOf(named({ ...person, "name-is": "unheard" })), ["person/name-is"]);
});

test("[FM15c] a form of the country asks what the program did not know: its required question is a gap, and what it no longer asks is not sealed", () => {
  const own = formWith((form) => ({
    ...form,
    lists: { ...form.lists, "own-list": ["once", "often"] },
    fields: [
      ...form.fields.map((field) => (field.key === "violence" ? { ...field, retired: true as const } : field)),
      { key: "own", group: "signs", type: "code" as const, list: "own-list", required: true as const },
    ],
  }));
  const draft = saying({ ...first, violence: ["threats"] });
  assert.deepEqual(draftGaps(draft, own), [{ form: "first-line", field: "own" }]);
  const answered = saying({ ...first, violence: ["threats"], own: "once" });
  assert.deepEqual(draftGaps(answered, own), []);
  const [sealed] = partsOfDraft(answered, own);
  assert.deepEqual([sealed?.version, sealed?.set["own"], sealed?.set["violence"]], ["own", "once", undefined]);
});

test("[FM15b] the program finds what it needs by roles and facts, whatever the fields are called", () => {
  const renamed = formWith((form) => ({
    ...form,
    groups: form.groups.map((group) => ({ ...group, key: `g-${group.key}` })),
    fields: form.fields.flatMap((field) => {
      const { key, group, list, type, required, role, fact, merge } = field;
      if (role === undefined && fact !== "sex") return [];
      return [
        {
          key: `own-${key}`,
          group: `g-${group}`,
          type,
          ...definedOf({ list, required, role, fact, merge }),
        } as FormField,
      ];
    }),
  }));
  const set = Object.fromEntries(Object.entries(first).map(([key, value]) => [`own-${key}`, value]));
  assert.deepEqual(draftGaps(saying(set), renamed), []);
  assert.deepEqual(firstSaid(saying(set), renamed), firstSaid(whole, asked));
  assert.deepEqual(firstSaid(whole, asked), { ...first, wants: ["hotline"] });
});

test("[FM15c] what other answers make not relevant stays in the draft and is not sealed; each part of a sheet is one entry", () => {
  const parts = partsOfDraft(saying({ ...first, age: "in-doubt", "age-class": "9-17" }), asked);
  assert.deepEqual(
    parts.map(({ form, part, many }) => [form, part, many]),
    [
      ["first-line", "referral", true],
      ["person", "identity", false],
      ["reach", "contact", true],
      ["story", "narrative", true],
    ],
  );
  assert.equal(parts[0]?.set["age-class"], undefined);
  assert.equal(partsOfDraft(saying({ ...first, "age-class": "18-29" }), asked)[0]?.set["age-class"], "18-29");
  assert.equal(partsOfDraft(saying({ ...first, "age-class": "9-17" }), asked)[0]?.set["age-class"], undefined);
});

test("[FM15e] how old the person is follows from the date of birth where it is known, else from the one answer about it", () => {
  const classOf = (set: Answers["set"], born?: string) => {
    const { sheets, ...draft } = saying({ ...first, ...set });
    const person = { set: { given: "Test Person 7", ...(born === undefined ? {} : { born }) }, gone: {} };
    return firstSaid({ ...draft, sheets: { ...sheets, person } }, { ...asked, day: "2031-06-15" }).ageClass;
  };
  assert.equal(classOf({}), undefined);
  assert.equal(classOf({ "age-class": "18-29" }), "18-29");
  assert.equal(classOf({ "age-class": "18-29" }, "1999"), "30-");
  assert.equal(classOf({ "age-class": "18-29" }, "2001"), "18-29", "the year leaves both");
  assert.equal(classOf({ age: "child", "age-class": "9-17" }, "1999"), "9-17", "what was said of the age decides");
  assert.equal(classOf({ age: "child", "age-class": "30-" }), undefined, "it does not stand under the age");
  assert.equal(classOf({ "age-group": "18-29" }), undefined, "what was asked before is not converted");
});

function formWith(change: (form: Form) => Form) {
  const form = change(library.newest("first-line")?.form ?? assert.fail());
  return {
    ...asked,
    forms: formBook([...library.forms.filter((one) => one.form.key !== "first-line"), { id: "own", form }]),
  };
}

function definedOf(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

test("[FD7] consent must be for referral and cover every compartment that the draft fills", () => {
  const consentWith = (change: object): readonly string[] =>
    gapsOf({
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

test("[FD14b] [FD7] [R21] of a child, and of who may be one, a draft needs who decides and what the child says; of an adult neither, and no best interest", () => {
  const gapsFor = (age: "adult" | "child" | "in-doubt", rests: Rests) =>
    gapsOf({
      ...whole,
      sheets: saying({ ...first, age }).sheets ?? {},
      consent: { ...whole.consent, ...rests } as NonNullable<ReferralDraft["consent"]>,
    });
  const best = "best-interest-of-child";
  for (const age of ["child", "in-doubt"] as const) {
    assert.deepEqual(gapsFor(age, {}), ["consent"], "the person agrees, and nobody asked who decides");
    assert.deepEqual(gapsFor(age, { basis: best }), ["consent"]);
    assert.deepEqual(gapsFor(age, { guardian: "appointed" }), ["consent"]);
    assert.deepEqual(gapsFor(age, { guardian: "appointed", assent: "yes" }), []);
    assert.deepEqual(gapsFor(age, { basis: best, guardian: "not-reached", assent: "yes" }), []);
    assert.deepEqual(gapsFor(age, { basis: best, guardian: "parent", assent: "no" }), ["consent"]);
    assert.deepEqual(gapsFor(age, { basis: best, guardian: "child-protection", assent: "no" }), []);
  }
  assert.deepEqual(gapsFor("adult", {}), []);
  assert.deepEqual(gapsFor("adult", { basis: best }), ["consent"]);
  assert.deepEqual(gapsFor("adult", { guardian: "appointed", assent: "yes" }), ["consent"]);
});

test("[FD7] a yes is for one organisation: each choice has its own, and none is wider than the consent", () => {
  const agreeing = (...parts: readonly (readonly Compartment[] | undefined)[]) =>
    gapsOf({
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
    gapsOf({
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
  const gaps = (...choices: NonNullable<ReferralDraft["choices"]>) => gapsOf({ ...whole, choices });
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

test("[FD15a] one authority is asked beside them, by a referral of its own, also alone", () => {
  const ids = ["3", "4", "5", "6", "7"].map((digit) => `${digit}${shelter.slice(1)}`);
  const near = ids.map((organisation) => ({ organisation, compartments: ["referral"] as const }));
  const [first, second] = near.slice(3).map((choice) => ({ ...choice, decides: true as const }));
  assert.ok(first && second);
  const gaps = (...choices: NonNullable<ReferralDraft["choices"]>) => gapsOf({ ...whole, choices });
  assert.deepEqual(gaps(...near.slice(0, 3), first), []);
  assert.deepEqual(gaps(first), []);
  assert.deepEqual(gaps(...near.slice(0, 1), first, second), ["choice"]);
  assert.deepEqual(
    choicesByReferral([first, ...near.slice(0, 2)]).map((group) => group.map(({ organisation }) => organisation)),
    [ids.slice(0, 2), ids.slice(3, 4)],
  );
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
