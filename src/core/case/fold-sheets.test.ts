// What saves add up to (FD10d, FD10e): what holds, who else says otherwise, and the history, in any order of arrival.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role } from "../../../test/support/country.ts";
import { firstLineForm, named, personForm, riskForm, serviceForm, testForms } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import type { ContentOf } from "../entry.ts";
import type { BodyOf } from "../entry-kind.ts";
import { formBook, type GoneWord } from "../form/form.ts";
import { foldCase } from "./fold.ts";
import { foldSheets } from "./fold-sheets.ts";
import type { PlacedEntry } from "./graph.ts";

type Save = BodyOf<"answers">;
const sheet = "a1".repeat(16);
const risk: Save = { ...named(riskForm), sheet, part: "safety", set: {}, gone: {}, over: [] };
const everything = ["referral", "identity", "contact", "narrative", "support", "safety"] as const;

/** Shelter, legal aid and clinic are in the case, and all parts are agreed to for each. */
function threeHelpers(country = new Country()) {
  const build = new CaseBuilder(country);
  const helpers = ["shelter", "legal", "clinic"] as const;
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: helpers });
  const consents = helpers.map((role) => build.consent("border", role, { to: helpers, compartments: everything }));
  const referral = build.send("border", ["shelter"], [consents[0] ?? ""], { to: helpers, consent: consents });
  build.add("shelter", "referral.accept", { referral }, { to: helpers });
  const save = (author: Role, body: Partial<Save>, options: Parameters<CaseBuilder["add"]>[3] = {}) =>
    build.add(author, "answers", { ...risk, ...body }, { to: helpers, consent: consents, ...options });
  const folded = (entries: readonly PlacedEntry[] = build.entries, replaced?: ReadonlySet<string>) =>
    foldSheets(
      foldCase(build.id, entries, { directory: country.directory, now: country.size, forms: testForms }),
      testForms,
      replaced,
    );
  const answer = (key: string, entries?: readonly PlacedEntry[]) => folded(entries)[0]?.answers.get(key);
  return { country, build, save, folded, answer, helpers, consents };
}

function permutations<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, i) =>
    permutations([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [value, ...rest]),
  );
}

test("[FD10e] two workers offline: the higher risk holds until one save names both, in any order of arrival", () => {
  const { build, save, answer } = threeHelpers();
  const a1 = save("shelter", { set: { level: "low" } });
  const parents = [a1];
  const b1 = save("shelter", { set: { level: "high" }, over: [a1] }, { parents });
  const c1 = save("legal", { set: { level: "medium" }, over: [a1] }, { parents });
  const base = build.entries.slice(0, -3);
  for (const order of permutations(build.entries.slice(-3))) {
    const level = answer("level", [...order, ...base, ...order]);
    assert.equal(level?.value, "high");
    assert.equal(level?.differs, true);
    assert.deepEqual(
      level?.heads.map(({ entry }) => entry),
      [b1, c1],
    );
    assert.deepEqual(
      level?.history.map(({ value }) => value),
      ["low", "high", "medium"],
    );
  }
  save("clinic", { set: { level: "medium" }, over: [b1, c1], why: "said-anew" }, { parents: [b1] });
  for (const order of permutations(build.entries.slice(-4))) {
    const level = answer("level", [...order, ...base]);
    assert.equal(level?.value, "medium");
    assert.equal(level?.differs, false);
    assert.equal(level?.history.at(-1)?.why, "said-anew");
  }
});

test("[FD10e] codes are joined, a yes-no takes its safer answer, and text the one that the log held first; nothing is lost", () => {
  const { save, answer } = threeHelpers();
  save("legal", { set: { from: ["debts"], threats: false, reached: true, reasons: "first" } });
  save("shelter", { set: { from: ["trafficker"], threats: true, reached: false, reasons: "second" } });
  assert.deepEqual(answer("from")?.value, ["trafficker", "debts"]);
  assert.equal(answer("threats")?.value, true);
  assert.equal(answer("reached")?.value, false);
  assert.equal(answer("reasons")?.value, "first");
  for (const key of ["from", "threats", "reached", "reasons"]) {
    assert.equal(answer(key)?.differs, true, key);
    assert.equal(answer(key)?.heads.length, 2, key);
  }
  const both = answer("from")?.heads.map(({ entry }) => entry) ?? [];
  save("clinic", { set: { from: ["family"] }, over: both });
  assert.deepEqual(answer("from")?.value, ["family"]);
  assert.equal(answer("reasons")?.differs, true, "a save of one field settles no other");
});

test("[FD10e] the log decides which of two texts is shown, also for who lacks what links them", () => {
  const { build, save, answer } = threeHelpers();
  const base = build.entries.length;
  const later = save("shelter", { set: { reasons: "later" } }, { leaf: 200 });
  const link = save("shelter", { set: { level: "low" } }, { leaf: 201, parents: [later] });
  save("legal", { set: { reasons: "earlier" } }, { leaf: 150, parents: [link] });
  assert.equal(answer("reasons")?.value, "earlier");
  assert.equal(build.entries.length, base + 3);
});

test("[FD10e] two who write the same give one answer", () => {
  const { save, answer } = threeHelpers();
  save("legal", { set: { level: "low" } });
  save("shelter", { set: { level: "low" } });
  assert.equal(answer("level")?.differs, false);
  assert.equal(answer("level")?.heads.length, 2);
});

test("[FD10a] [R17] a word of missing is an answer, cleared is none, and setting beats clearing", () => {
  const { save, answer } = threeHelpers();
  const first = save("shelter", { set: { level: "low" } });
  const refusedWord = save("shelter", { gone: { level: "refused" }, over: [first] });
  assert.equal(answer("level")?.value, null);
  assert.equal(answer("level")?.missing, "refused");
  const cleared = save("shelter", { gone: { level: "mistake" }, over: [refusedWord], why: "mistake" });
  assert.equal(answer("level")?.missing, null);
  assert.equal(answer("level")?.differs, false);
  const set = save("legal", { set: { level: "high" }, over: [refusedWord] }, { parents: [refusedWord] });
  assert.equal(answer("level")?.value, "high");
  assert.equal(answer("level")?.differs, false, "who clears says nothing against it");
  save("clinic", { gone: { level: "unknown" }, over: [cleared] }, { parents: [cleared] });
  assert.equal(answer("level")?.value, "high");
  assert.equal(answer("level")?.differs, true);
  assert.ok(set);
});

test("[FD10a] a sheet is struck out as a whole, stays in the history, and what was written meanwhile without seeing it holds", () => {
  const { save, folded } = threeHelpers();
  const first = save("shelter", { set: { level: "low", threats: true } });
  save("shelter", { gone: { "*": "mistake" }, over: [first], why: "mistake" });
  const [struck] = folded();
  assert.equal(struck?.struckOut, true);
  assert.equal(struck?.answers.get("level")?.value, null);
  assert.equal(struck?.answers.get("level")?.history.length, 2);
  save("legal", { set: { level: "high" }, over: [first] }, { parents: [first] });
  const [meanwhile] = folded();
  assert.equal(meanwhile?.struckOut, false);
  assert.equal(meanwhile?.answers.get("level")?.value, "high");
  assert.equal(meanwhile?.answers.get("threats")?.value, null);
});

test("[FD10d] a save of another sheet, another part or other fields replaces nothing", () => {
  const { build, save, folded } = threeHelpers();
  const first = save("shelter", { set: { level: "low" } });
  save("shelter", { set: { threats: true }, over: [first] });
  save("legal", { set: { level: "high" }, over: [first], sheet: "b2".repeat(16) });
  const service: Partial<Save> = {
    ...named(serviceForm),
    sheet,
    part: "support",
    set: { kind: "legal" },
    over: [first],
  };
  save("legal", service);
  assert.equal(folded()[0]?.answers.get("level")?.value, "low");
  assert.deepEqual(
    folded().map(({ form, by }) => [form, by]),
    [
      ["risk", build.country.by.shelter.id],
      ["risk", build.country.by.legal.id],
      ["service", build.country.by.legal.id],
    ],
  );
  const person: Partial<Save> = { ...named(personForm), sheet: "one" };
  const name = save("shelter", { ...person, part: "identity", set: { given: "Test Person" } });
  save("shelter", { ...person, part: "contact", set: {}, gone: { "*": "mistake" }, over: [name] });
  assert.equal(folded().at(-1)?.answers.get("given")?.value, "Test Person");
});

test("[FD10d] what was replaced by a save that is not here any more does not come back", () => {
  const { build, save, folded } = threeHelpers();
  const first = save("shelter", { set: { level: "low" } });
  assert.equal(folded(build.entries, new Set([first]))[0]?.answers.get("level")?.value, null);
  assert.deepEqual(folded(build.entries, new Set([first]))[0]?.heads, []);
});

test("[FD10] a sheet is made anew where a save was replaced elsewhere, stands elsewhere in the log, says something else or is read under other forms", () => {
  const { country, build, save, folded } = threeHelpers();
  const first = save("shelter", { set: { from: ["debts", "trafficker"] } });
  const second = save("shelter", { set: { level: "low" } });
  const changed = (id: string, change: object) =>
    build.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
  const saying = build.entries.find(({ id }) => id === second)?.content as ContentOf<"answers">;
  const otherwise = { content: { ...saying, body: { ...saying.body, set: { level: "high" } } } };
  const otherForms = formBook(testForms.forms.filter(({ form }) => form.key !== risk.form));
  const underOthers = () =>
    foldSheets(
      foldCase(build.id, build.entries, { directory: country.directory, now: country.size, forms: testForms }),
      otherForms,
    );
  const asItWas = () => {
    const [made] = folded();
    assert.deepEqual(made?.answers.get("from")?.value, ["trafficker", "debts"]);
    assert.equal(made?.answers.get("level")?.value, "low");
    assert.notEqual(made?.changed.leaf, null);
  };
  asItWas();
  assert.equal(folded(build.entries, new Set([first]))[0]?.answers.get("from")?.value, null);
  asItWas();
  assert.equal(folded(changed(second, { leaf: null }))[0]?.changed.leaf, null);
  asItWas();
  assert.equal(folded(changed(second, otherwise))[0]?.answers.get("level")?.value, "high");
  asItWas();
  assert.deepEqual(underOthers()[0]?.answers.get("from")?.value, ["debts", "trafficker"]);
  asItWas();
});

test("[FD5a] [FD10] a refused save says nothing, and what is adopted does", () => {
  const { country, build, save, folded, helpers } = threeHelpers();
  const body: Save = {
    ...named(firstLineForm),
    sheet,
    part: "referral",
    set: { signs: ["afraid"] },
    gone: {},
    over: [],
  };
  const [one, two] = country.admins("clinic");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const late = save("clinic", body);
  assert.equal(build.verdict(late), "author-inactive");
  assert.deepEqual(folded(), []);
  build.add("shelter", "adopt", { entries: [late] }, { to: helpers });
  assert.equal(build.verdict(late), "effective");
  assert.deepEqual(folded()[0]?.answers.get("signs")?.value, ["afraid"]);
});

const key = fc.constantFrom("level", "from", "threats", "reasons");
const word = fc.constantFrom<GoneWord>("unknown", "refused", "not-relevant", "mistake");
const answersOf = {
  level: ["extreme", "high", "medium", "low"],
  from: [["debts"], ["family"], ["trafficker", "debts"]],
  threats: [true, false],
  reasons: ["a", "b"],
} as const;
const drawnSave = fc.record({
  author: fc.constantFrom<Role>("shelter", "legal", "clinic"),
  which: fc.constantFrom("risk", "person"),
  key,
  value: fc.nat(3),
  gone: fc.option(word, { nil: null, freq: 3 }),
  over: fc.array(fc.nat(), { maxLength: 3 }),
  isLogged: fc.boolean(),
});

test("[FD1] [FD10d] twelve saves each in any order, twice, to three of whom one lacks a part: the same state for all who hold the same", () => {
  let twoAnswers = 0;
  const known = new Country();
  const { size } = known;
  fc.assert(
    fc.property(
      fc.array(drawnSave, { minLength: 6, maxLength: 24 }),
      fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      (saves, keys) => {
        known.size = size;
        const { country, build, folded, consents, helpers } = threeHelpers(known);
        const ids: string[] = [];
        for (const { author, which, key: name, value, gone, over, isLogged } of saves) {
          const isPerson = which === "person";
          const choices = answersOf[name as keyof typeof answersOf];
          const said = {
            [isPerson ? "given" : name]: isPerson ? `Test Person ${value}` : (choices[value % choices.length] ?? "x"),
          };
          const body: Save = {
            ...(isPerson ? { ...named(personForm), sheet: "one", part: "identity" as const } : risk),
            set: gone === null ? (said as Save["set"]) : {},
            gone: gone === null ? {} : { [isPerson ? "given" : name]: gone },
            over: [...new Set(over.flatMap((seed) => ids[seed % Math.max(ids.length, 1)] ?? []))],
          };
          // The clinic lacks whatever is about the person's name.
          const to: readonly Role[] = isPerson ? ["shelter", "legal"] : helpers;
          if (isPerson && author === "clinic") continue;
          ids.push(build.add(author, "answers", body, { to, consent: consents, ...(isLogged ? {} : { leaf: null }) }));
        }
        const shuffled = build.entries
          .map((entry, i) => ({ entry, key: keys[i % keys.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        const whole = folded(build.entries);
        assert.deepEqual(folded(shuffled), whole);
        assert.deepEqual(folded([...shuffled, ...build.entries]), whole);
        const clinic = country.by.clinic.id;
        const held = (entries: readonly PlacedEntry[]) => entries.filter(({ content }) => content.to.includes(clinic));
        const [risks] = whole.filter(({ form }) => form === "risk");
        const [seen] = folded(held(shuffled));
        // What the clinic holds, it sees as the others do: saves of what it lacks are in other sheets.
        assert.deepEqual(seen?.answers, risks?.answers);
        twoAnswers += [...(risks?.answers.values() ?? [])].filter(({ differs }) => differs).length;
        for (const { answers } of whole)
          for (const { history } of answers.values())
            for (const id of history.map(({ entry }) => entry)) assert.ok(ids.includes(id));
      },
    ),
    { numRuns: 150 },
  );
  assert.ok(twoAnswers > 50, `too tame: ${twoAnswers}`);
});
