// Readers never come from a form (FD11): whatever forms, consents and parties there are, who reads a save follows from consents and the table of parts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, saveIn } from "../../../test/support/country.ts";
import { formOfPart, named, testForms } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import { type BodyOf, partOf, purposes } from "../entry-kind.ts";
import { type Part, partRow, parts, partsOpened, readableParts } from "../part-table.ts";
import { entriesCarried, readersOfPart, readersPastTheTable } from "./readers.ts";

const others = ["legal", "clinic", "authority", "prosecutor", "unit"] as const;
const country = new Country();
const { size } = country;

const drawn = fc.record({
  part: fc.constantFrom(...parts),
  consents: fc.array(
    fc.record({
      to: fc.constantFrom<Role>(...others),
      parts: fc.subarray([...parts], { minLength: 1 }),
      purposes: fc.subarray([...purposes], { minLength: 1 }),
      basis: fc.constantFrom("consent", "best-interest-of-child", "vital-interest"),
      isHeld: fc.boolean(),
      isWithdrawn: fc.boolean(),
      isBroughtIn: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
});

const walled = ["identity", "contact", "narrative", "health", "legal", "support", "safety", "notes"] as const;

/** A case that the shelter opened for itself, with these consents; whom the case is granted to helps too. */
function caseOf({ consents }: typeof drawn extends fc.Arbitrary<infer T> ? T : never) {
  country.size = size;
  const build = new CaseBuilder(country);
  build.add("shelter", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  for (const { to, parts: compartments, purposes: for_, basis, isHeld, isWithdrawn, isBroughtIn } of consents) {
    const readers: readonly Role[] = isHeld ? ["shelter", to] : ["shelter"];
    const options = { to: readers, compartments, purposes: for_, basis } as const;
    const given = build.consent("shelter", to, { ...options, parents: [build.id] });
    const grant: BodyOf<"grant"> = { organisation: country.by[to].id, consent: given, notes: [], left_out: [] };
    if (isBroughtIn) build.add("shelter", "grant", grant, { to: ["shelter", to], parents: [given] });
    if (isWithdrawn) build.add("shelter", "consent.withdraw", { given }, { to: ["shelter"], parents: [given] });
  }
  return build;
}

const logOf = ({ directory, size }: Country) => ({ directory, now: size });

test("[FD11b] [FD11] [R06] random forms, consents and parties: readers of a save are within consent and table, and one reader more is refused", () => {
  let shared = 0;
  let refused = 0;
  fc.assert(
    fc.property(drawn, fc.nat(), (sample, seed) => {
      const build = caseOf(sample);
      const state = build.fold();
      const own = country.by.shelter.id;
      const { to, consent } = readersOfPart(state, { part: sample.part }, own, logOf(country));
      assert.ok(to.includes(own));
      for (const reader of to.filter((id) => id !== own)) {
        const party = country.directory.organisation(reader)?.party ?? assert.fail();
        assert.ok(partRow(sample.part).readers.includes(party), `${party} reads ${sample.part}`);
        const resting = state.consents.filter(
          ({ id, organisation }) => consent.includes(id) && organisation === reader,
        );
        assert.ok(resting.some((one) => one.compartments.includes(sample.part) && !one.withdrawn && one.held));
        shared++;
      }
      const form = formOfPart(sample.part);
      const body = {
        ...named(form),
        sheet: "5e".repeat(16),
        part: sample.part,
        set: { words: "yes" },
        gone: {},
        over: [],
      };
      const roleOf = (id: string) =>
        [...others, "shelter" as const].find((role) => country.by[role].id === id) ?? "shelter";
      const parents = consent.length === 0 ? [build.id] : [...consent].sort();
      const rest = consent.length === 0 ? {} : { consent };
      const honest = build.add("shelter", "answers", body, { to: to.map(roleOf), parents, ...rest });
      assert.equal(build.verdict(honest), "effective");
      const strangers = others.filter((role) => !to.includes(country.by[role].id));
      const one = strangers[seed % Math.max(strangers.length, 1)];
      if (one === undefined) return;
      // Every consent of the case is named, and still nobody reads more.
      const everyConsent = state.consents.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
      const isCovered = state.consents.some(
        (given) =>
          given.organisation === country.by[one].id &&
          !given.withdrawn &&
          given.compartments.includes(sample.part) &&
          given.purposes.some((purpose) => purpose === "referral" || purpose === "support") &&
          partRow(sample.part).readers.includes(
            country.directory.organisation(given.organisation)?.party ?? "referrer",
          ),
      );
      if (isCovered) return;
      const options = everyConsent.length === 0 ? {} : { consent: everyConsent };
      const crafted = build.add(
        "shelter",
        "answers",
        { ...body, sheet: "6f".repeat(16) },
        { to: [...to.map(roleOf), one], parents, ...options },
      );
      assert.equal(build.verdict(crafted), "readers-not-allowed");
      refused++;
    }),
    { numRuns: 400 },
  );
  assert.ok(shared > 5 && refused > 100, `too tame: ${shared} shared, ${refused} refused`);
});

test("[FD11e] [FD11] the parts that a consent opens are those that a grant carries and that later saves are sealed to, for each part, party and purpose", () => {
  let carried = 0;
  for (const openedToAuthority of [[], ["help"], ["help", "health"]] as const)
    for (const role of ["legal", "authority", "prosecutor"] as const)
      for (const purpose of purposes) {
        const build = new CaseBuilder(
          new Country(
            openedToAuthority.length === 0 ? {} : { founding: { openedToAuthority: [...openedToAuthority] } },
          ),
        );
        const { directory, by } = build.country;
        const organisation = by[role].id;
        build.add("shelter", "case.open", { lead: by.shelter.id }, { to: ["shelter"] });
        for (const part of walled)
          build.add("shelter", "answers", saveIn(part), { to: ["shelter"], parents: [build.id] });
        // Every box is ticked, as a program of before did.
        const agreed = { compartments: parts, purposes: [purpose] };
        const opened = partsOpened(
          agreed,
          readableParts(directory.organisation(organisation)?.party, openedToAuthority),
        );
        const inCase = entriesCarried(
          build.fold(),
          new Set(),
          { directory, forms: testForms },
          { ...agreed, organisation },
        );
        const partsCarried = new Set(inCase.map(({ content }) => ("newer" in content ? "referral" : partOf(content))));
        assert.deepEqual(
          parts.filter((part) => partsCarried.has(part)),
          opened.now,
          `${role}, now`,
        );
        const given = build.consent("shelter", role, { to: ["shelter", role], ...agreed, parents: [build.id] });
        const grant: BodyOf<"grant"> = { organisation, consent: given, notes: [], left_out: [] };
        build.add("shelter", "grant", grant, { to: ["shelter", role], parents: [given] });
        const state = build.fold();
        const readersOf = (part: Part) => readersOfPart(state, { part }, by.shelter.id, logOf(build.country)).to;
        assert.deepEqual(
          parts.filter((part) => readersOf(part).includes(organisation)),
          opened.later,
          `${role}, later`,
        );
        for (const part of walled) {
          const to = opened.later.includes(part) ? (["shelter", role] as const) : (["shelter"] as const);
          const one = build.add("shelter", "answers", saveIn(part), { to, consent: [given], parents: [given] });
          assert.equal(build.verdict(one), "effective", `${part} to ${role}`);
          carried++;
        }
      }
  assert.equal(carried, 3 * 3 * purposes.length * walled.length);
});

test("[FD11c] what is sealed past the table alarms whatever else keeps it from counting: a version that nobody has, a parent that nobody has, a stranger", () => {
  const build = caseOf({
    part: "safety",
    consents: [
      {
        to: "prosecutor",
        parts: ["safety"],
        purposes: ["support"],
        basis: "consent",
        isHeld: true,
        isWithdrawn: false,
        isBroughtIn: false,
      },
    ],
  });
  const body = { ...named(formOfPart("safety")), sheet: "5e".repeat(16), part: "safety" as const };
  const said = { ...body, set: { words: "yes" }, gone: {}, over: [] };
  const to = ["shelter", "prosecutor"] as const;
  const unheard = build.add("shelter", "answers", { ...said, version: "0".repeat(64) }, { to, parents: [build.id] });
  const waiting = build.add("shelter", "answers", said, { to, parents: ["7a".repeat(32)] });
  const stranger = build.add("legal", "answers", said, { to: ["legal", ...to], parents: [build.id] });
  const honest = build.add("shelter", "answers", said, { to: ["shelter"], parents: ["7a".repeat(32)] });
  const alarmed = build.fold().entries.map((entry) => [entry.id, readersPastTheTable(entry, country.directory)]);
  const past = Object.fromEntries(alarmed) as Record<string, readonly string[]>;
  for (const id of [unheard, waiting, stranger]) assert.deepEqual(past[id], [country.by.prosecutor.id]);
  assert.deepEqual(past[honest], []);
});

test("[FD11b] [R09] who was asked reads the coded path while it may still accept, and no other part; who declined, or was asked too late, reads none", () => {
  const build = new CaseBuilder(new Country());
  const { by } = build.country;
  const all = ["shelter", "legal", "clinic"] as const;
  const { referral } = build.refer("border", all);
  const readers = (part: (typeof parts)[number]) =>
    readersOfPart(build.fold(), { part }, by.shelter.id, logOf(build.country)).to;
  const asked = (...roles: readonly (typeof all)[number][]) => roles.map((role) => by[role].id).sort();
  assert.deepEqual(readers("referral"), asked("shelter", "legal", "clinic"));
  assert.deepEqual(readers("identity"), asked("shelter"));
  build.add("clinic", "referral.decline", { referral, reason: "no-place" }, { to: all });
  assert.deepEqual(readers("referral"), asked("shelter", "legal"));
  build.add("shelter", "referral.accept", { referral }, { to: all });
  assert.deepEqual(readers("referral"), asked("shelter"), "another organisation accepted");
});
