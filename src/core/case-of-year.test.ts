// Who counts a case of the country, and what happened in it in a year: each case once, whatever its readers see of it. docs/spec/offices.md is read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CaseBuilder, Country, type Role } from "../../test/support/country.ts";
import { testForms } from "../../test/support/forms.ts";
import { fc, tries } from "../../test/support/tries.ts";
import { countToken } from "../note/count-token.ts";
import { recordPage } from "../web/public-record/record-page.ts";
import { languageTags } from "../words/languages.ts";
import { foldCase } from "./case/fold.ts";
import type { PlacedEntry } from "./case/graph.ts";
import { answersOfYear, caseOfYear, counterOf, countLeaf } from "./case-of-year.ts";
import { countCase } from "./counted-case.ts";
import { answerFacts, personFacts } from "./registers/count-facts.ts";

const page = readFileSync(new URL("../../docs/spec/offices.md", import.meta.url), "utf8");
const readers = ["shelter", "legal", "clinic", "authority"] as const;
const year = 2030;

/** A country in February 2030, with a time note each day. */
function country() {
  const made = new Country();
  made.passHours(40 * 24);
  return made;
}

/** Its log's time comes to the February after the year. */
function endYear(of: Country): void {
  of.seconds = Date.parse("2031-02-01T06:00:00Z") / 1000;
  of.logTime();
}

/** What an organisation holds of a case: its own entries, and those that are sealed to it. */
function heldBy(build: CaseBuilder, role: Role): readonly PlacedEntry[] {
  const { id } = build.country.by[role];
  return build.entries.filter(
    ({ content }) =>
      build.country.directory.device(content.device)?.organisation === id ||
      ("to" in content && (content.to as readonly string[]).includes(id)),
  );
}

function stateFor(build: CaseBuilder, entries: readonly PlacedEntry[] = build.entries) {
  const { directory, size } = build.country;
  return foldCase(build.id, entries, { directory, now: size, forms: testForms });
}

function factsFor(build: CaseBuilder, role: Role, entries = heldBy(build, role)): readonly string[] {
  if (!entries.some(({ id }) => id === build.id)) return [];
  const { directory, by } = build.country;
  const state = stateFor(build, entries);
  const counted = countCase(state, [], by[role].id, { directory, forms: testForms });
  return caseOfYear({ state, counted }, by[role].id, year, directory)?.facts ?? [];
}

const answersFor = (build: CaseBuilder, role: Role) =>
  answersOfYear(stateFor(build, heldBy(build, role)), build.country.by[role].id, year, build.country.directory).map(
    ({ fact, reason }) => (reason === null ? fact : `${fact} ${reason}`),
  );

test("[YC1, R18] an officer’s case at three shelters is counted by the first that accepted, and by nobody else", () => {
  const here = country();
  const build = new CaseBuilder(here);
  const to = ["shelter", "legal", "clinic"] as const;
  const { referral } = build.refer("border", to, { atOnce: true });
  build.add("shelter", "referral.decline", { referral, reason: "no-place" }, { to });
  build.add("legal", "referral.accept", { referral }, { to });
  build.add("legal", "status", { status: "presumed" }, { to });
  endYear(here);
  assert.deepEqual(factsFor(build, "legal"), [
    "victims-identified",
    "victims-presumed",
    "victims-referred",
    "victims-assisted",
  ]);
  for (const role of ["shelter", "clinic", "authority"] as const) assert.deepEqual(factsFor(build, role), [], role);
});

test("[YC1a, R18] one case at three shelters counts once, two cases of one person count twice, and the public page says that they do", () => {
  const here = country();
  const to = ["shelter", "legal", "clinic"] as const;
  const shared = new CaseBuilder(here);
  const { referral } = shared.refer("border", to, { atOnce: true });
  shared.add("shelter", "referral.accept", { referral }, { to });
  shared.add("shelter", "status", { status: "presumed" }, { to });
  // One person, whom two organisations met; neither knows of the other.
  const met = (["legal", "clinic"] as const).map((role) => {
    const own = new CaseBuilder(here);
    own.add(role, "case.open", { lead: here.by[role].id }, { to: [role] });
    own.add(role, "status", { status: "presumed" }, { to: [role] });
    return own;
  });
  endYear(here);
  const fact = "victims-identified";
  const tokensOf = (...cases: readonly CaseBuilder[]) =>
    cases.flatMap((build) =>
      readers.flatMap((role) => {
        const salt = build.entries[0]?.content.salt ?? "";
        const isCounted = factsFor(build, role).includes(fact);
        return isCounted ? [countToken(here.founding.origin, { year, fact, caseId: build.id, salt })] : [];
      }),
    );
  assert.equal(new Set(tokensOf(shared)).size, 1);
  assert.equal(tokensOf(shared).length, 1, "by one of the three");
  assert.equal(new Set(tokensOf(...met)).size, 2);
  assert.match(recordPage("en"), /<li>[^<]*a person with two cases counts twice\.<\/li>/);
  const sentenceIn = (language: string) => {
    const file = new URL(`../words/${language}/record-page.json`, import.meta.url);
    return (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)["record-page.method.2"] ?? "";
  };
  for (const tag of languageTags) assert.ok(recordPage(tag).includes(`<li>${sentenceIn(tag)}</li>`), tag);
});

test("[YC1] a case is counted by the provider that opened it, whoever accepts", () => {
  const here = country();
  const build = new CaseBuilder(here);
  const to = ["shelter", "legal"] as const;
  build.add("legal", "case.open", { lead: here.by.legal.id }, { to });
  const consent = build.consent("legal", "shelter", { to });
  const referral = build.send("legal", ["shelter"], [consent], { to });
  build.add("shelter", "referral.accept", { referral }, { to });
  endYear(here);
  assert.deepEqual(factsFor(build, "legal"), ["victims-referred", "victims-assisted"]);
  assert.deepEqual(factsFor(build, "shelter"), []);
});

test("[YC1, YC2] nobody accepted: the lead counts, and an acceptance in the February after changes nothing", () => {
  const here = country();
  const build = new CaseBuilder(here);
  const to = ["shelter", "legal"] as const;
  const { referral } = build.refer("border", to, { atOnce: true });
  assert.equal(countLeaf(year, here.directory.times), null, "the year is not over");
  assert.deepEqual(factsFor(build, "shelter"), []);
  endYear(here);
  build.add("legal", "referral.accept", { referral }, { to });
  assert.deepEqual(factsFor(build, "shelter"), ["victims-referred"]);
  assert.deepEqual(factsFor(build, "legal"), []);
});

test("[YC1b] each organisation counts its own answers: accepted, declined and why, and what nobody answered in time", () => {
  const here = country();
  const build = new CaseBuilder(here);
  const to = ["shelter", "legal", "clinic"] as const;
  const { referral } = build.refer("border", to, { atOnce: true });
  here.passHours(2);
  build.add("shelter", "referral.decline", { referral, reason: "no-place" }, { to });
  here.passHours(30);
  build.add("legal", "referral.accept", { referral }, { to });
  endYear(here);
  assert.deepEqual(answersFor(build, "shelter"), ["referrals-declined no-place"]);
  assert.deepEqual(
    answersFor(build, "legal"),
    ["referrals-accepted", "referrals-unanswered"],
    "late, and counted as both",
  );
  assert.deepEqual(answersFor(build, "clinic"), ["referrals-unanswered"]);
});

test("[YC1b] who was asked and saw another one accept in time left nothing unanswered", () => {
  const here = country();
  const build = new CaseBuilder(here);
  const to = ["shelter", "legal"] as const;
  const { referral } = build.refer("border", to, { atOnce: true });
  here.passHours(2);
  build.add("legal", "referral.accept", { referral }, { to });
  here.passHours(60);
  endYear(here);
  assert.deepEqual([answersFor(build, "legal"), answersFor(build, "shelter")], [["referrals-accepted"], []]);
});

const world = fc.array(
  fc.record({
    opener: fc.constantFrom<Role>("border", "shelter", "legal"),
    choices: fc.shuffledSubarray<Role>(["shelter", "legal", "clinic"], { minLength: 2 }),
    declines: fc.nat(2),
    accepts: fc.boolean(),
    isLate: fc.boolean(),
    presumes: fc.boolean(),
    seed: fc.nat(),
  }),
  { minLength: 1, maxLength: 6 },
);

test("[YC1, YC1a, YC2a] in any world each case with an event is counted by exactly one organisation, in any order of its entries", () => {
  fc.assert(
    fc.property(world, (cases) => {
      const here = country();
      const open = cases.map((one) => {
        const build = new CaseBuilder(here);
        const choices = one.choices.filter((role) => role !== one.opener);
        const to = [...new Set([...choices, ...(one.opener === "border" ? [] : [one.opener])])];
        const isOwn = one.opener !== "border";
        const lead = here.by[isOwn ? one.opener : (choices[0] ?? "clinic")].id;
        build.add(one.opener, "case.open", { lead }, { to });
        const consents = choices.map((choice) => build.consent(one.opener, choice, { to }));
        const referral = build.send(one.opener, choices, consents, { atOnce: true, to });
        if (one.presumes) build.add(one.opener, "status", { status: "presumed" }, { to });
        for (const role of choices.slice(0, Math.min(one.declines, choices.length - 1)))
          build.add(role, "referral.decline", { referral, reason: "no-place" }, { to });
        const accept = () => {
          const last = choices.at(-1);
          if (one.accepts && last !== undefined) build.add(last, "referral.accept", { referral }, { to });
        };
        if (!one.isLate) accept();
        return { build, accept: one.isLate ? accept : () => undefined };
      });
      endYear(here);
      for (const { accept } of open) accept();
      const tokens: string[] = [];
      for (const { build } of open) {
        const counters = readers.filter((role) => factsFor(build, role).length > 0);
        const state = stateFor(build);
        const until = countLeaf(year, here.directory.times) ?? assert.fail();
        const counter = readers.find((role) => here.by[role].id === counterOf(state, here.directory, until));
        assert.deepEqual(counters, [counter], "exactly one, and the one that the whole case names");
        const facts = factsFor(build, counter ?? "shelter");
        assert.ok(facts.includes("victims-referred"));
        assert.deepEqual(
          factsFor(build, counter ?? "shelter", heldBy(build, counter ?? "shelter").toReversed()),
          facts,
        );
        const salt = build.entries[0]?.content.salt ?? "";
        const { origin } = here.founding;
        for (const fact of personFacts)
          if (facts.includes(fact)) tokens.push(countToken(origin, { year, fact, caseId: build.id, salt }));
      }
      assert.equal(new Set(tokens).size, tokens.length, "no token is there twice");
    }),
    { numRuns: tries(100) },
  );
});

test("[YC6] the token of the page follows from its lines, and another fact or year is another token", () => {
  const [, lines = "", token] = /```token\n([^`]+)```\n\nis `([0-9a-f]+)`/.exec(page) ?? [];
  const [, origin = "", , , caseId = "", salt = ""] = lines.split("\n");
  const of = { year: 2003, fact: "victims-identified", caseId, salt } as const;
  assert.equal(countToken(origin, of), token);
  const answer = { referral: "ab".repeat(32), organisation: "legal" };
  const others = [
    { ...of, year: 2004 },
    { ...of, fact: "victims-presumed" as const },
    { ...of, answer },
  ];
  assert.equal(new Set([token, ...others.map((one) => countToken(origin, one))]).size, 4);
});

test("[YC2a] the page has exactly the facts that are counted", () => {
  const tables = page.split("\n\n").filter((part) => part.startsWith("| fact |"));
  const rows = [...tables.join("\n").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, fact]) => fact);
  assert.deepEqual(rows.toSorted(), [...personFacts, ...answerFacts].toSorted());
});
