// Properties of the fold over arbitrary histories: honest and hostile entries by everyone, on arbitrary branches, logged in any order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, sampleBodies } from "../../../test/support/country.ts";
import { testForms } from "../../../test/support/forms.ts";
import { fc, tries } from "../../../test/support/tries.ts";
import { type BodyOf, type CaseKind, caseBodies } from "../entry-kind.ts";
import { type CaseState, foldCase } from "./fold.ts";
import { orderCase, type PlacedEntry } from "./graph.ts";

const authors = ["border", "shelter", "shelter", "legal", "clinic", "authority", "prosecutor", "secretariat"] as const;
const kinds = (Object.keys(caseBodies) as CaseKind[]).filter((kind) => kind !== "case.open");
const country = new Country();
const [firstAdmin, secondAdmin] = country.admins("clinic");
assert.ok(firstAdmin && secondAdmin);
country.passHours(1);
country.must("device.revoke", { device: firstAdmin.name, reason: "lost" }, secondAdmin);
country.passHours(30);
const base = country.size;

/** One drawn step: who, what, on which branch, at which leaf, naming which earlier entries. */
const step = fc.record({
  author: fc.constantFrom<Role>(...authors),
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...kinds) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<CaseKind>("referral.accept", "consent.withdraw", "consent.give", "answers", "adopt"),
    },
  ),
  parents: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  names: fc.nat(),
  withConsent: fc.boolean(),
  leaf: fc.option(fc.integer({ min: 3, max: 60 }), { freq: 8 }),
  to: fc.oneof(
    fc.constantFrom<readonly Role[]>(["shelter"], ["shelter", "legal"], ["legal"]),
    fc.subarray<Role>(["shelter", "legal", "clinic", "authority", "prosecutor"], { minLength: 1, maxLength: 4 }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const history = fc.array(step, { minLength: 2, maxLength: 18, size: "max" }).map((steps) => entriesOf(steps));

function entriesOf(steps: readonly Step[]): { readonly id: string; readonly entries: readonly PlacedEntry[] } {
  country.size = base;
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter", "legal"], { extra: ["authority"] });
  const ofClinic = build.consent("border", "clinic", { to: ["shelter", "clinic"] });
  // Some histories are of a running case, in which the clinic is asked too (FD16).
  let on: string | null = null;
  if (steps.length % 2 === 0) {
    build.add("shelter", "referral.accept", { referral });
    on = build.send("shelter", ["clinic"], [ofClinic], {
      to: ["shelter", "clinic"],
      contact: false,
      agreed: agreedOn,
      consent: [ofClinic, ...consents],
    });
  }
  for (const drawn of steps) {
    const { author, kind, parents, names, withConsent, leaf, to } = on === null ? drawn : ofRunningCase(drawn);
    const pick = (kindOf: CaseKind | null, seed: number) => {
      const fitting = build.entries.filter(({ content }) => kindOf === null || content.kind === kindOf);
      return fitting[seed % Math.max(fitting.length, 1)]?.id ?? build.id;
    };
    const given = pick("consent.give", names);
    const isAsked = on !== null && names % 3 === 0;
    const organisation = country.by[isAsked ? "clinic" : (to[0] ?? "shelter")].id;
    const ids = {
      organisation,
      entry: pick(null, names),
      consent: given,
      referral: isAsked ? (on ?? referral) : names % 2 === 0 ? referral : pick("referral.send", names),
      withdrawal: pick("consent.withdraw", names),
    };
    const body = asked(sampleBodies(ids)[kind] as BodyOf<CaseKind>, names % 3 === 0 ? ids.referral : null);
    build.add(author, kind, body, {
      to,
      parents: [...new Set(parents.map((parent) => pick(null, parent)))].sort(),
      ...(withConsent ? { consent: [...new Set([given, ...consents])].slice(0, 4) } : {}),
      leaf,
    });
  }
  return { id: build.id, entries: build.entries };
}

/** About every third step is about what the clinic was asked. */
function ofRunningCase(drawn: Step): Step {
  const kind = (["referral.accept", "referral.recall", "case.lead", "consent.give"] as const)[(drawn.names / 3) % 4];
  if (drawn.names % 3 !== 0 || kind === undefined) return drawn;
  return {
    ...drawn,
    kind,
    author: kind === "referral.accept" ? "clinic" : "shelter",
    to: ["shelter", "clinic"],
    withConsent: false,
  };
}

/** Of a running case (FD16): a referral that makes no contact, and a consent that follows upon one. */
function asked(body: BodyOf<CaseKind>, upon: string | null): BodyOf<CaseKind> {
  if (upon === null) return body;
  if ("choices" in body) return { ...body, contact: false, agreed: agreedOn };
  return "compartments" in body ? { ...body, upon } : body;
}

const agreedOn = {
  purposes: ["referral"],
  compartments: ["referral", "identity"],
  language: "tg",
  manner: "spoken",
  interpreter: "none",
  basis: "vital-interest",
} as const;

function fold(id: string, entries: readonly PlacedEntry[]): CaseState {
  return foldCase(id, entries, { directory: country.directory, now: base + 100, forms: testForms });
}

const shuffledBy = <T>(values: readonly T[], keys: readonly number[]) =>
  values
    .map((value, i) => ({ value, key: keys[i % Math.max(keys.length, 1)] ?? 0, i }))
    .sort((a, b) => a.key - b.key || b.i - a.i)
    .map(({ value }) => value);

const order = fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 });

test("[FD1] any order of arrival and any repetition reach the same state", () => {
  fc.assert(
    fc.property(history, order, ({ id, entries }, keys) => {
      const state = fold(id, entries);
      assert.deepEqual(fold(id, shuffledBy(entries, keys)), state);
      assert.deepEqual(fold(id, shuffledBy([...entries, ...entries], keys)), state);
    }),
    { numRuns: tries(300) },
  );
});

test("[FD1] whoever held a part and then gets the rest reaches the same state", () => {
  fc.assert(
    fc.property(history, fc.nat(), order, ({ id, entries }, cut, keys) => {
      const arrived = shuffledBy(entries, keys);
      const part = arrived.slice(0, cut % (arrived.length + 1));
      const early = fold(id, part);
      assert.equal(early.entries.length + early.misplaced.length, part.length);
      assert.deepEqual(fold(id, [...early.entries, ...arrived]), fold(id, entries));
    }),
    { numRuns: tries(200) },
  );
});

test("[FD1] a part of which some parents are missing reaches one state too, in any order and with any repetition", () => {
  let waited = 0;
  let refused = 0;
  fc.assert(
    fc.property(history, order, order, ({ id, entries }, kept, keys) => {
      // About one entry in four is missing.
      const part = entries.filter((_, i) => (kept[i % kept.length] ?? 0) % 4 !== 0);
      const state = fold(id, part);
      assert.deepEqual(fold(id, shuffledBy(part, keys)), state);
      assert.deepEqual(fold(id, shuffledBy([...part, ...part], keys)), state);
      const waiting = state.entries.filter(({ verdict }) => verdict.is === "waiting");
      waited += waiting.length > 1 ? 1 : 0;
      refused += state.entries.some(({ verdict }) => verdict.is === "refused") ? 1 : 0;
    }),
    { numRuns: 300 },
  );
  assert.ok(waited > 100 && refused > 30, `the drawn parts are too tame: ${waited} with waiting entries, ${refused}`);
});

test("[FD1] an unlogged copy beside the logged one changes nothing", () => {
  fc.assert(
    fc.property(history, order, ({ id, entries }, keys) => {
      const carried = entries.map((entry) => ({ ...entry, leaf: null }));
      assert.deepEqual(fold(id, shuffledBy([...carried, ...entries], keys)), fold(id, entries));
    }),
    { numRuns: tries(100) },
  );
});

test("[FD5] every entry is kept with a verdict, and a refused one on which nothing builds changes nothing", () => {
  let removedSomewhere = 0;
  fc.assert(
    fc.property(history, ({ id, entries }) => {
      const state = fold(id, entries);
      // What was said to be of another person's case is named alone (FD13).
      const here = [...state.entries.map((entry) => entry.id), ...state.misplaced];
      assert.deepEqual(here.sort(), entries.map((entry) => entry.id).sort());
      const graph = orderCase(entries);
      // Withdrawals and consents that a branch brought in before it was undone still stop and narrow: the safer side (FD2). So do
      // those of whom it let into contact before it was undone, or whose question was refused until then.
      const idle = state.entries.filter(
        ({ id: candidate, verdict, content }) =>
          verdict.is === "refused" &&
          !["consent.withdraw", "consent.give", "adopt", "grant", "case.lead"].includes(content.kind) &&
          !["referral.send", "referral.accept", "referral.decline", "referral.recall"].includes(content.kind) &&
          !entries.some((other) => graph.isAncestor(candidate, other.id)) &&
          state.entries.every(({ verdict: v }) => v.is !== "waiting"),
      );
      removedSomewhere += idle.length;
      const rest = entries.filter((entry) => !idle.some((out) => out.id === entry.id));
      assert.deepEqual({ ...fold(id, rest), entries: [] }, { ...state, entries: [] });
    }),
    { numRuns: 300 },
  );
  assert.ok(removedSomewhere > 100);
});

test("[FD2] in every history at most one organisation has accepted, and nothing effective rests on a consent whose withdrawal it did not precede", () => {
  let stopped = 0;
  let accepted = 0;
  fc.assert(
    fc.property(history, ({ id, entries }) => {
      const state = fold(id, entries);
      for (const { places } of state.referrals) {
        const taken = places.filter((place) => ["accepted", "met", "closed"].includes(place.state));
        assert.ok(taken.length <= 1);
        accepted += taken.length;
      }
      const { isAncestor } = orderCase(entries);
      const effective = state.entries.filter(({ verdict }) => verdict.is === "effective");
      for (const withdrawal of effective) {
        if ("newer" in withdrawal.content || withdrawal.content.kind !== "consent.withdraw") continue;
        const { given } = withdrawal.content.body;
        // An adopted one is said where it was adopted (FD5).
        const { verdict } = withdrawal;
        const adoptedBy = verdict.is === "effective" ? verdict.adoptedBy : undefined;
        const place = state.entries.find(({ id: said }) => said === (adoptedBy ?? withdrawal.id)) ?? withdrawal;
        for (const { id: other, content, verdict, leaf } of effective) {
          if ("newer" in content || content.kind === "case.open") continue;
          if (["consent.withdraw", "withdraw.confirmed", "purge.done"].includes(content.kind)) continue;
          if (content.consent?.includes(given) !== true) continue;
          if (verdict.is === "effective" && verdict.adoptedBy !== undefined) continue;
          const isBefore = leaf !== null && (place.leaf === null || leaf < place.leaf);
          assert.ok(isBefore || isAncestor(other, place.id), content.kind);
        }
        stopped++;
      }
    }),
    { numRuns: 500 },
  );
  assert.ok(stopped > 100 && accepted > 30, "the drawn histories are too tame");
});

test("[FD16] in every history nobody comes into contact by a referral in a running case, nor loses it, and each is given at most what was agreed to, once", () => {
  const met = { asked: 0, given: 0, recalled: 0, led: 0 };
  fc.assert(
    fc.property(history, ({ id, entries }) => {
      const state = fold(id, entries);
      const of = (kind: CaseKind) =>
        state.entries.filter(({ content, verdict }) => content.kind === kind && verdict.is === "effective");
      const leads = new Set(
        of("case.lead").map(({ content }) => ("body" in content && "lead" in content.body ? content.body.lead : "")),
      );
      const clinic = country.by.clinic.id;
      // The clinic is a choice of no other referral here: only handing over the lead brings it into contact.
      const isChoice = state.referrals.some(
        ({ contact, places }) => contact && places.some(({ organisation }) => organisation === clinic),
      );
      if (!isChoice && !leads.has(clinic)) assert.ok(!state.inContact.includes(clinic));
      for (const { id: on, agreed, given, contact, places } of state.referrals) {
        if (contact) continue;
        met.asked++;
        met.recalled += places[0]?.state === "recalled" ? 1 : 0;
        const upon = of("consent.give").filter(
          ({ content }) => "body" in content && "upon" in content.body && content.body.upon === on,
        );
        assert.ok(upon.length <= 1);
        assert.equal(upon[0]?.id, given);
        met.given += upon.length;
        for (const { content } of upon)
          if ("body" in content && "compartments" in content.body)
            assert.ok(content.body.compartments.every((part) => agreed?.compartments.includes(part)));
      }
      met.led += leads.size;
    }),
    { numRuns: 500 },
  );
  assert.ok(met.asked > 100 && met.given > 10 && met.recalled > 10 && met.led > 10, JSON.stringify(met));
});

test("[FD4] in every history no effective entry is read by somebody whom the table does not allow", () => {
  fc.assert(
    fc.property(history, ({ id, entries }) => {
      const state = fold(id, entries);
      for (const { content, verdict, organisation } of state.entries) {
        if (verdict.is !== "effective" || "newer" in content) continue;
        if (content.kind !== "answers") continue;
        const adopter =
          verdict.adoptedBy && state.entries.find((entry) => entry.id === verdict.adoptedBy)?.organisation;
        // As they were given: a narrower one of another branch, which the log held later, leaves alone what it held before (FD2).
        const covered = state.entries.flatMap(({ id, verdict: { is }, content: given }) =>
          is === "effective" && !("newer" in given) && given.kind === "consent.give" && content.consent?.includes(id)
            ? [given.body]
            : [],
        );
        for (const reader of content.to) {
          const named = covered.some((c) => c.organisation === reader && c.compartments.includes(content.body.part));
          assert.ok(named || reader === (adopter ?? organisation), content.kind);
        }
      }
    }),
    { numRuns: tries(300) },
  );
});
