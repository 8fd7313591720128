// Links between the cases of one organisation (FD12): where they may stand, who may ever read them, and what holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country } from "../../../test/support/country.ts";
import { testForms } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import { linkWords } from "../entry-kind.ts";
import { foldCase } from "./fold.ts";
import type { PlacedEntry } from "./graph.ts";
import { readersPastTheTable } from "./readers.ts";

const other = "f".repeat(64);
const third = `f${"e".repeat(63)}`;

/** A case that the shelter has accepted; legal aid was asked too. */
function accepted() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { referral, consents } = build.refer("border", ["shelter", "legal"]);
  const accept = build.add("shelter", "referral.accept", { referral }, { to: ["shelter", "legal"] });
  const fold = (entries: readonly PlacedEntry[] = build.entries) =>
    foldCase(build.id, entries, { directory: country.directory, now: country.size, forms: testForms });
  const link = (as: (typeof linkWords)[number], options: Parameters<CaseBuilder["add"]>[3] = {}, of = other) =>
    build.add("shelter", "case.link", { other: of, as }, { to: ["shelter"], parents: [accept], ...options });
  const held = () => fold().links.map(({ other: of, as }) => [of, as]);
  const verdict = (id: string) => {
    const found = fold().entries.find((entry) => entry.id === id)?.verdict;
    return found?.is === "refused" ? found.reason : found?.is;
  };
  return { country, build, accept, consents, fold, link, held, verdict };
}

test("[FD12] a link is read by the organisation that says it and by nobody else, whatever was agreed to", () => {
  const { build, accept, consents, link, verdict, fold, country, held } = accepted();
  assert.equal(verdict(link("child")), "effective");
  const wide = link("partner", { to: ["shelter", "legal"], consent: consents }, third);
  assert.equal(verdict(wide), "readers-not-allowed");
  assert.deepEqual(held(), [[other, "child"]]);
  const entry = fold().entries.find(({ id }) => id === wide) ?? assert.fail();
  assert.deepEqual(
    readersPastTheTable(entry, country.directory),
    [country.by.legal.id],
    "every other holder is warned",
  );
  const foreign = build.add("border", "case.link", { other, as: "same" }, { to: ["shelter"], parents: [accept] });
  assert.equal(verdict(foreign), "author-may-not");
});

test("[FD12] what is said of two cases stands in the one with the lower id", () => {
  const { build, link, verdict } = accepted();
  assert.equal(verdict(link("child", {}, "0".repeat(64))), "not-a-case");
  assert.equal(verdict(link("same", {}, build.id)), "not-a-case", "no case is linked to itself");
});

test("[FD12a] the last word holds; words that were written without seeing each other hold together, in any order of arrival", () => {
  const { build, link, held, fold } = accepted();
  const first = link("child");
  const parents = [first];
  const one = link("same", { parents });
  const two = link("sibling", { parents });
  assert.deepEqual(
    held()
      .map(([, as]) => as)
      .sort(),
    ["same", "sibling"],
  );
  for (const entries of [build.entries.toReversed(), [...build.entries.slice(-3), ...build.entries]])
    assert.deepEqual(fold(entries).links, fold().links);
  link("none", { parents: [one, two] });
  assert.deepEqual(held(), [[other, "none"]], "what names both settles it");
  link("partner", {}, third);
  assert.deepEqual(held().length, 2, "each other case has its own word");
});

test("[FD12a] [FD1] any words of two offline workers about three cases give one state, in any order of arrival", () => {
  const said = fc.record({ as: fc.constantFrom(...linkWords), of: fc.constantFrom(other, third), after: fc.nat() });
  fc.assert(
    fc.property(
      fc.array(said, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      (all, keys) => {
        const { build, link, fold, accept } = accepted();
        const ids = [accept];
        for (const { as, of, after } of all) ids.push(link(as, { parents: [ids[after % ids.length] ?? accept] }, of));
        const shuffled = build.entries
          .map((entry, i) => [keys[i % keys.length] ?? 0, entry] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, entry]) => entry);
        assert.deepEqual(fold([...shuffled, ...shuffled.slice(0, 3)]).links, fold().links);
        // Nothing that somebody saw and answered still holds.
        const replaced = fold().links.map(({ other: of }) => of);
        assert.ok(replaced.length >= new Set(all.map(({ of }) => of)).size);
      },
    ),
    { numRuns: 60 },
  );
});
