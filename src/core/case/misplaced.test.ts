// Saves that were written into the wrong case (FD13): who may say so, of what, and that the case is the same before and after each holder erased them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role } from "../../../test/support/country.ts";
import { formOfPart, named, testForms } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import type { AnswerValue } from "../form/form.ts";
import { type CaseState, foldCase } from "./fold.ts";
import { foldSheets } from "./fold-sheets.ts";
import { dependenciesOf, type PlacedEntry } from "./graph.ts";
import { misplacedIn } from "./misplaced.ts";

const country = new Country();
const form = formOfPart("support");
const helpers = ["shelter", "legal", "clinic"] as const;

/** A case in which three providers write support to each other. */
function sharedCase() {
  const build = new CaseBuilder(country);
  build.add("shelter", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  const consents = helpers.map((role, n) =>
    build.consent("shelter", role, { to: helpers.slice(0, n + 1), compartments: ["referral", "support"] }),
  );
  const save = (
    author: Role,
    words: AnswerValue,
    options: { readonly over?: readonly string[]; readonly sheet?: string; readonly parents?: readonly string[] } = {},
  ) =>
    build.add(
      author,
      "answers",
      {
        ...named(form),
        sheet: options.sheet ?? "5e".repeat(16),
        part: "support",
        set: { words },
        gone: {},
        over: options.over ?? [],
      },
      { to: helpers, consent: consents, ...(options.parents === undefined ? {} : { parents: options.parents }) },
    );
  const misplace = (author: Role, saves: readonly string[], parents?: readonly string[], sheet?: string) =>
    build.add(
      author,
      "answers.misplaced",
      { saves, ...(sheet === undefined ? {} : { sheet }) },
      { to: helpers, ...(parents === undefined ? {} : { parents }) },
    );
  const fold = (entries: readonly PlacedEntry[] = build.entries, absent = new Map<string, readonly string[]>()) =>
    foldCase(build.id, entries, { directory: country.directory, now: country.size, forms: testForms }, absent);
  return { build, consents, save, misplace, fold };
}

const heldIn = (state: CaseState) =>
  foldSheets(state, testForms).map(({ sheet, answers, by, heads }) => ({
    sheet,
    by,
    heads,
    answers: [...answers].map(([key, { value, history }]) => [key, value, history.map(({ entry }) => entry)]),
  }));
const wordsIn = (state: CaseState) =>
  foldSheets(state, testForms).flatMap(({ answers }) => answers.get("words")?.value ?? []);

test("[FD13] what its author's organisation says is of another case is as if it had never been written", () => {
  const { save, misplace, fold, build } = sharedCase();
  const other = save("shelter", "stays", { sheet: "aa".repeat(16) });
  const wrong = save("shelter", "of another person");
  const corrected = save("shelter", "of another person, corrected", { over: [wrong] });
  assert.equal(wordsIn(fold()).length, 2);
  const said = misplace("shelter", [wrong, corrected].sort());
  const state = fold();
  assert.equal(build.verdict(said, state), "effective");
  assert.deepEqual(state.misplaced, [wrong, corrected].sort());
  assert.deepEqual(wordsIn(state), ["stays"]);
  assert.ok(!state.entries.some(({ id }) => id === wrong || id === corrected));
  assert.ok(state.entries.some(({ id }) => id === other));
});

test("[FD13b] what it had replaced counts again: nobody's answer is lost by it", () => {
  const { save, misplace, fold } = sharedCase();
  const right = save("legal", "of this person");
  const wrong = save("legal", "of another person", { over: [right] });
  misplace("legal", [wrong]);
  assert.deepEqual(wordsIn(fold()), ["of this person"]);
});

test("[FD13a] an organisation erases what its own devices wrote, and nothing of anybody else", () => {
  const { save, misplace, fold, build } = sharedCase();
  const contentOf = (id: string) => build.entries.find((entry) => entry.id === id)?.content ?? assert.fail();
  const theirs = save("legal", "of legal aid");
  misplace("shelter", [theirs]);
  assert.deepEqual([wordsIn(fold()), fold().misplaced], [["of legal aid"], []]);
  const own = save("shelter", "of the shelter", { sheet: "bb".repeat(16) });
  const both = misplace("shelter", [theirs, own].sort());
  assert.equal(build.verdict(both), "effective");
  assert.deepEqual([wordsIn(fold()), fold().misplaced], [["of legal aid"], [own]]);
  assert.ok(misplacedIn(fold()).has(own, contentOf(own), country.by.shelter.id), "each holder erases it");
  assert.ok(!misplacedIn(fold()).has(theirs, contentOf(theirs), country.by.legal.id));
  misplace("shelter", [build.id]);
  assert.ok(fold().entries.some(({ id }) => id === build.id));
});

test("[FD13] what a colleague wrote into the same sheet without having heard of it goes too, and what others wrote there stays", () => {
  const { save, misplace, fold } = sharedCase();
  const sheet = "5e".repeat(16);
  const theirs = save("legal", "of legal aid", { sheet: "bb".repeat(16) });
  const wrong = save("shelter", "of another person", { sheet });
  misplace("shelter", [wrong], undefined, sheet);
  const late = save("shelter", "of another person, written meanwhile", { sheet });
  assert.deepEqual([wordsIn(fold()), fold().misplaced], [["of legal aid"], [wrong, late].sort()]);
  misplace("shelter", [late], undefined, "bb".repeat(16));
  assert.ok(
    fold().entries.some(({ id }) => id === theirs),
    "to name a sheet ends nothing of others in it",
  );
});

test("[FD13a] who is not in the case has nothing erased, and a referrer says no such thing", () => {
  const { save, misplace, build, fold } = sharedCase();
  const one = save("shelter", "stays");
  assert.equal(build.verdict(misplace("authority", [one])), "author-not-in-case");
  assert.equal(build.verdict(misplace("border", [one])), "author-may-not");
  assert.deepEqual(wordsIn(fold()), ["stays"]);
});

test("[FD13b] before and after it is erased, in any order, any number of times, with any of it missing, holders see the same", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          author: fc.constantFrom<(typeof helpers)[number]>(...helpers),
          sheet: fc.constantFrom("aa".repeat(16), "bb".repeat(16)),
          over: fc.array(fc.nat(), { maxLength: 2 }),
          parent: fc.nat(),
        }),
        { minLength: 2, maxLength: 8 },
      ),
      fc.array(
        fc.record({
          author: fc.constantFrom<(typeof helpers)[number]>(...helpers),
          names: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
          parent: fc.nat(),
          inSheet: fc.constantFrom("aa".repeat(16), "bb".repeat(16), undefined),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      (saves, words, keys, erasedHere) => {
        const { build, save, misplace, fold } = sharedCase();
        const base = build.entries.map(({ id }) => id);
        const pick = (seed: number) => build.entries[seed % build.entries.length]?.id ?? build.id;
        const ids: string[] = [];
        for (const [n, { author, sheet, over, parent }] of saves.entries()) {
          const named = [...new Set(over.flatMap((seed) => ids[seed % Math.max(1, ids.length)] ?? []))].sort();
          ids.push(
            save(author, `words ${n}`, {
              sheet,
              over: named,
              parents: [n % 2 === 0 ? (base.at(-1) ?? "") : pick(parent)],
            }),
          );
        }
        for (const { author, names, parent, inSheet } of words)
          misplace(
            author,
            [...new Set(names.map((seed) => ids[seed % ids.length] ?? ""))].sort(),
            [pick(parent)],
            inSheet,
          );
        const whole = fold();
        const { misplaced, ...seen } = whole;
        const mixed = [...build.entries, ...build.entries]
          .map((entry, n) => ({ entry, key: keys[n % keys.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        assert.deepEqual(fold(mixed), whole);
        // Some of it is erased on this device, and only what it built on is known.
        const gone = build.entries.filter(({ id }, n) => misplaced.includes(id) && erasedHere[n % erasedHere.length]);
        const absent = new Map(gone.map(({ id, content }) => [id, [...dependenciesOf(content)].sort()] as const));
        const left = mixed.filter(({ id }) => !absent.has(id));
        const { misplaced: still, ...after } = fold(left, absent);
        assert.deepEqual(after, seen);
        assert.deepEqual(heldIn({ ...after, misplaced: still }), heldIn(whole));
        for (const id of misplaced) assert.ok(!JSON.stringify(heldIn(whole)).includes(id));
      },
    ),
    { numRuns: 100 },
  );
});
