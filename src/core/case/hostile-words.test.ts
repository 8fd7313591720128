// Words by which somebody could reach readers, or take standing, that the person never gave: each is tried, and what an honest organisation could do stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, receiptSeed, screeningOf } from "../../../test/support/country.ts";
import type { BodyOf } from "../entry-kind.ts";
import { parts } from "../part-table.ts";
import { readersOfPart } from "./readers.ts";
import { toGive } from "./referred-on.ts";

const country = new Country();
const agreed = {
  purposes: ["support"],
  compartments: ["referral", "identity"],
  language: "tg",
  manner: "spoken",
  interpreter: "none",
  basis: "consent",
} as const;
const all: readonly Role[] = ["shelter", "clinic", "legal"];

/** A case that a border post referred to the shelter, which accepted. */
function running() {
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral });
  return { build, consents, ofShelter: consents[0] ?? assert.fail() };
}

function ask(build: CaseBuilder, author: Role, choice: Role, others: readonly string[]) {
  const to = [author, choice];
  const consent = build.consent(author, choice, { to, compartments: ["referral"], purposes: ["referral"] });
  const body: BodyOf<"referral.send"> = {
    choices: [{ organisation: country.by[choice].id, consent }],
    needs: ["medical"],
    escort: false,
    at_once: true,
    receipt_seed: receiptSeed,
    contact: false,
    agreed,
  };
  const on = build.add(author, "referral.send", body, { to, consent: [consent, ...others] });
  return { on, consent };
}

function grantOn(build: CaseBuilder, author: Role, to: Role, consent: string) {
  const body = { organisation: country.by[to].id, consent, notes: [], left_out: [] };
  return build.add(author, "grant", body, { to: [author, to] });
}

const readsOf = (build: CaseBuilder, of: Role, author: Role = "shelter") => {
  const { directory, size } = country;
  const state = build.fold();
  return parts.filter((part) =>
    readersOfPart(state, { part }, author, { directory, now: size }).to.includes(country.by[of].id),
  );
};

test("[FD11b] what an officer's phone, or who was put out of contact, says of a third organisation opens nothing to it", () => {
  for (const third of ["authority", "prosecutor", "clinic"] as const) {
    const { build } = running();
    const later = build.consent("border", third, { to: ["shelter", third], compartments: [...parts] });
    assert.equal(build.verdict(later), "effective");
    assert.deepEqual(readsOf(build, third), [], `${third}, by the border post`);
    build.consent("shelter", third, { to: ["shelter", third], compartments: ["referral", "identity"] });
    assert.ok(readsOf(build, third).includes("identity"), "by who is in contact");
  }
  const { build, consents, ofShelter } = running();
  const yes = build.consent("border", "clinic", { to: ["shelter", "clinic"] });
  const referral = build.send("border", ["clinic"], [yes], { to: ["shelter", "clinic"], consent: [yes, ...consents] });
  build.add("clinic", "referral.accept", { referral }, { to: ["shelter", "clinic"] });
  build.add("clinic", "consent.withdraw", { given: ofShelter }, { to: ["shelter", "clinic"] });
  const word = build.consent("shelter", "legal", { to: all, compartments: [...parts] });
  assert.deepEqual([build.verdict(word), build.fold().inContact], ["effective", [country.by.clinic.id]]);
  assert.deepEqual(readsOf(build, "legal", "clinic"), []);
});

test("[FD11b] an organisation that a refused referral names is not one that was brought in", () => {
  const { build, consents } = running();
  const second = build.consent("border", "clinic", { to: ["shelter", "clinic"], compartments: [...parts] });
  const third = build.consent("shelter", "authority", { to: ["shelter", "authority"], compartments: [...parts] });
  const refused = build.send("border", ["clinic", "authority"], [second, third], {
    to: ["shelter", "clinic", "authority"],
    consent: [second, third, ...consents],
  });
  assert.equal(build.verdict(refused), "readers-not-allowed");
  assert.deepEqual(readsOf(build, "authority"), []);
});

test("[FD16e] nothing follows upon an acceptance once the person took back the question's consent", () => {
  const { build, consents } = running();
  const { on, consent } = ask(build, "shelter", "clinic", consents);
  build.add("clinic", "referral.accept", { referral: on }, { to: ["shelter", "clinic"] });
  assert.equal(toGive(build.fold()).length, 1);
  build.add("shelter", "consent.withdraw", { given: consent }, { to: ["shelter", "clinic"] });
  assert.deepEqual(toGive(build.fold()), []);
  const body = { organisation: country.by.clinic.id, ...agreed, upon: on };
  const upon = build.add("shelter", "consent.give", body, { to: ["shelter", "clinic"] });
  assert.equal(build.verdict(upon), "consent-withdrawn");
  assert.deepEqual(readsOf(build, "clinic"), []);
});

test("[FD16c] a question that is refused brings nobody in by what goes with it", () => {
  const { build, consents, ofShelter } = running();
  const other = build.consent("border", "legal", { to: all });
  build.add("border", "consent.withdraw", { given: other }, { to: all });
  const { on, consent } = ask(build, "shelter", "clinic", [other, ...consents]);
  assert.notEqual(build.verdict(on), "effective");
  grantOn(build, "shelter", "clinic", consent);
  const hostile = [
    build.add("clinic", "answers", screeningOf("adult"), { to: ["shelter", "clinic"] }),
    build.consent("clinic", "legal", { to: all }),
    build.add("clinic", "consent.withdraw", { given: ofShelter }, { to: all }),
  ];
  const [age, yes, withdrawal] = hostile.map((id) => build.verdict(id));
  assert.notEqual(age, "effective");
  assert.notEqual(yes, "effective");
  assert.equal(withdrawal, "effective", "anybody in a case may say it, and it ends nobody's contact");
  assert.deepEqual(build.fold().broughtIn, []);
  assert.deepEqual(build.fold().inContact, [country.by.shelter.id]);
});

test("[FD16b] a question that was declined or recalled keeps nobody from being brought in later", () => {
  for (const kind of ["referral.decline", "referral.recall"] as const) {
    const { build, consents } = running();
    const { on, consent } = ask(build, "shelter", "legal", consents);
    grantOn(build, "shelter", "legal", consent);
    if (kind === "referral.decline")
      build.add("legal", kind, { referral: on, reason: "no-place" }, { to: ["shelter", "legal"] });
    else build.add("shelter", kind, { referral: on }, { to: ["shelter", "legal"] });
    assert.deepEqual(readsOf(build, "legal"), [], `${kind}: what went with the question brings nobody in`);
    const whole = build.consent("shelter", "legal", { to: ["shelter", "legal"], compartments: ["referral", "legal"] });
    assert.equal(build.verdict(grantOn(build, "shelter", "legal", whole)), "effective");
    const word = build.add("legal", "status", { status: "presumed" }, { to: ["shelter", "legal"] });
    assert.equal(build.verdict(word), "effective", kind);
    assert.deepEqual(readsOf(build, "legal"), ["referral", "legal"], kind);
  }
});

test("[FD16a] who was asked for one help ends nothing of others once it declined or the question was recalled, until somebody brings it in", () => {
  for (const kind of ["referral.decline", "referral.recall"] as const) {
    const { build, consents, ofShelter } = running();
    const { on, consent } = ask(build, "shelter", "clinic", consents);
    grantOn(build, "shelter", "clinic", consent);
    const to: readonly Role[] = ["shelter", "clinic"];
    if (kind === "referral.decline") build.add("clinic", kind, { referral: on, reason: "no-place" }, { to });
    else build.add("shelter", kind, { referral: on }, { to });
    const withdrawal = build.add("clinic", "consent.withdraw", { given: ofShelter }, { to });
    assert.equal(build.verdict(withdrawal), "not-in-contact", kind);
    const note = build.add("shelter", "status", { status: "presumed" }, { to: ["shelter"], consent: consents });
    assert.equal(build.verdict(note), "effective", `${kind}: the shelter goes on`);
    const own = build.add("clinic", "consent.withdraw", { given: consent }, { to });
    assert.equal(build.verdict(own), "effective", `${kind}: its own`);
    grantOn(build, "shelter", "clinic", build.consent("shelter", "clinic", { to, compartments: ["referral"] }));
    const later = build.add("clinic", "consent.withdraw", { given: ofShelter }, { to });
    assert.equal(build.verdict(later), "effective", `${kind}: brought in, the person may say it there`);
  }
});

test("[FD16b] a question takes no word from an organisation that accepts a referral that makes contact", () => {
  const { build, ofShelter, consents } = running();
  const yes = build.consent("border", "clinic", { to: ["shelter", "clinic"] });
  const referral = build.send("border", ["clinic"], [yes], { to: ["shelter", "clinic"], consent: [yes, ...consents] });
  ask(build, "shelter", "clinic", consents);
  build.add("clinic", "referral.accept", { referral }, { to: ["shelter", "clinic"] });
  assert.deepEqual(build.fold().askedOn, []);
  const word = build.add("clinic", "consent.withdraw", { given: ofShelter }, { to: ["shelter", "clinic"] });
  assert.equal(build.verdict(word), "effective");
  assert.deepEqual(build.fold().inContact, [country.by.clinic.id]);
});

test("[FD16d] who holds no question keeps signs from an organisation all the same, by the consent that followed upon one", () => {
  const { build, consents } = running();
  grantOn(build, "shelter", "legal", build.consent("shelter", "legal", { to: ["shelter", "legal"] }));
  const { on } = ask(build, "shelter", "clinic", consents);
  build.add("clinic", "referral.accept", { referral: on }, { to: ["shelter", "clinic"] });
  const body = { organisation: country.by.clinic.id, ...agreed, upon: on };
  assert.equal(build.verdict(build.add("shelter", "consent.give", body, { to: all })), "effective");
  const state = { ...build.fold(), askedOn: [], referrals: [], entries: [] };
  const form = { fields: [{ role: "decision" }] } as unknown as Parameters<typeof readersOfPart>[1]["form"];
  const { directory, size } = country;
  const reads = (of: typeof form) =>
    readersOfPart(state, { part: "referral", form: of }, country.by.legal.id, { directory, now: size }).to;
  assert.ok(reads(undefined).includes(country.by.clinic.id));
  assert.ok(!reads(form).includes(country.by.clinic.id));
});
