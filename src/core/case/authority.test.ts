// A competent authority that is asked: it answers, stands beside those who help, and its acceptance moves nothing for anybody else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, saveIn, screeningOf } from "../../../test/support/country.ts";
import { readEntryContent } from "../entry.ts";
import type { BodyOf, CaseKind } from "../entry-kind.ts";

const everyone: readonly Role[] = ["shelter", "authority", "clinic"];

/** A border post refers a person to a shelter and a clinic, and to an authority, in one case; each reads the others' answers. */
function asked() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const helpers = build.refer("border", ["shelter", "clinic"], { extra: ["authority"] });
  const ofAuthority = build.consent("border", "authority", { to: everyone });
  const consents = [...helpers.consents, ofAuthority];
  const referral = build.send("border", ["authority"], [ofAuthority], { to: everyone, consent: consents });
  const say = <K extends CaseKind>(role: Role, kind: K, body: BodyOf<K>) =>
    build.add(role, kind, body, { to: everyone });
  const stateOf = (role: Role) =>
    build
      .fold()
      .referrals.flatMap(({ places }) => places)
      .find(({ organisation }) => organisation === country.by[role].id)?.state;
  const accept = () => {
    say("authority", "referral.accept", { referral });
    say("shelter", "referral.accept", { referral: helpers.referral });
  };
  return { country, build, consents, referral, help: helpers.referral, say, stateOf, accept };
}

test("[FD15] an authority receives, accepts and declines; it neither waits, meets, closes nor reopens", () => {
  const { build, referral, say, stateOf } = asked();
  assert.equal(build.verdict(say("authority", "referral.waitlist", { referral })), "author-may-not");
  assert.equal(build.verdict(say("authority", "referral.receive", { referral })), "effective");
  assert.equal(build.verdict(say("authority", "referral.accept", { referral })), "effective");
  assert.equal(stateOf("authority"), "accepted");
  assert.equal(build.verdict(say("authority", "referral.meet", { referral })), "author-may-not");
  assert.equal(build.verdict(say("authority", "referral.close", { referral, outcome: "other" })), "author-may-not");
  assert.equal(build.verdict(say("authority", "referral.reopen", { referral, why: "other" })), "author-may-not");
  const other = asked();
  const refusal = other.say("authority", "referral.decline", { referral: other.referral, reason: "other" });
  assert.equal(other.build.verdict(refusal), "effective");
});

test("[FD15a] a referral asks an authority alone: one that asks a shelter too is refused, in any order, and justice is asked by none", () => {
  for (const choices of [["shelter", "authority"], ["authority", "shelter"], ["prosecutor"]] as const) {
    const { build } = asked();
    const consents = choices.map((role) => build.consent("border", role, { to: everyone }));
    const referral = build.send("border", choices, consents);
    assert.equal(build.verdict(referral), "readers-not-allowed", choices.join());
  }
});

test("[FD15a] [FD8] an authority that accepts first keeps no shelter from accepting, and moves nobody's turn", () => {
  const { build, referral, help, say, stateOf } = asked();
  assert.equal(build.verdict(say("authority", "referral.accept", { referral })), "effective");
  assert.equal(build.verdict(say("clinic", "referral.accept", { referral: help })), "too-early");
  assert.equal(build.verdict(say("shelter", "referral.accept", { referral: help })), "effective");
  assert.equal(stateOf("shelter"), "accepted");
});

test("[FD15] an authority that accepted is in no contact: it grants, refers, consents, confirms and ends nothing for anybody", () => {
  const { country, build, consents, help, say, stateOf, accept } = asked();
  accept();
  const ofShelter = consents[0] ?? assert.fail();
  const withdrawal = say("authority", "consent.withdraw", { given: ofShelter });
  assert.equal(build.verdict(withdrawal), "not-in-contact");
  const refused = [
    say("authority", "consent.give", {
      organisation: country.by.authority.id,
      purposes: ["support"],
      compartments: ["referral", "narrative"],
      language: "tg",
      manner: "spoken",
      interpreter: "none",
      basis: "consent",
    }),
    say("authority", "withdraw.confirmed", { withdrawal }),
    build.send("authority", ["clinic"], [consents[1] ?? ""], { to: everyone, parents: [withdrawal] }),
    build.add(
      "authority",
      "grant",
      {
        organisation: country.by.clinic.id,
        consent: consents[1] ?? "",
        notes: [],
        left_out: [{ entry: build.id, needs: [] }],
      },
      { to: ["authority", "clinic"] },
    ),
    build.add("authority", "adopt", { entries: [withdrawal] }, { to: everyone }),
  ];
  assert.deepEqual(
    refused.map((id) => build.verdict(id)),
    Array(refused.length).fill("author-may-not"),
  );
  const age = build.add("authority", "answers", screeningOf("adult"), { to: ["authority"] });
  assert.equal(build.verdict(age), "not-in-contact", "nor does it say how old the person is (FD2d)");
  const state = build.fold();
  assert.ok(state.consents.every(({ withdrawn, purge }) => !withdrawn && !purge));
  assert.equal(stateOf("shelter"), "accepted");
  assert.equal(build.verdict(say("shelter", "referral.meet", { referral: help })), "effective");
  assert.equal(
    build.verdict(build.consent("shelter", "clinic", { to: everyone })),
    "effective",
    "the shelter is in contact",
  );
});

test("[FD15, FD11] with every part agreed to, an authority that accepted may read referral, identity and legal, and is sealed nothing else", () => {
  const { build, consents, accept } = asked();
  accept();
  const all = build.consent("border", "authority", {
    to: everyone,
    compartments: ["referral", "identity", "contact", "narrative", "health", "legal", "support", "safety", "notes"],
  });
  const verdictOf = (part: Parameters<typeof saveIn>[0]) =>
    build.verdict(
      build.add("shelter", "answers", saveIn(part), {
        to: ["shelter", "authority"],
        consent: [all, consents[0] ?? ""].sort(),
      }),
    );
  // What the narrower consent of the referral does not cover, no later one adds on another branch: it is the newer one here.
  for (const part of ["contact", "narrative", "health", "support", "safety", "notes"] as const)
    assert.equal(verdictOf(part), "readers-not-allowed", part);
  for (const part of ["identity", "legal"] as const) assert.equal(verdictOf(part), "effective", part);
});

test("[FD15c] a step of status that is half of a decision holds no grounds: with grounds it is no entry", () => {
  const { build } = asked();
  const content = build.entries.find(({ content: { kind } }) => kind === "consent.give")?.content ?? assert.fail();
  const step = (body: BodyOf<"status">) => readEntryContent({ ...content, kind: "status", body }) !== null;
  for (const status of ["formally-identified", "not-identified"] as const) {
    assert.ok(step({ status }), status);
    assert.ok(!step({ status, grounds: "Example grounds." }), status);
  }
  assert.ok(step({ status: "presumed", grounds: "Example grounds." }));
});

test("[FD15e] a decision against the person moves no place, no consent and no reader", () => {
  const { country, build, say, accept } = asked();
  accept();
  const before = build.fold();
  assert.equal(build.verdict(say("authority", "status", { status: "not-identified" })), "effective");
  const after = build.fold();
  assert.deepEqual(
    [after.referrals, after.consents, after.participants, after.endings],
    [before.referrals, before.consents, before.participants, before.endings],
  );
  assert.deepEqual(after.statuses.at(-1)?.by, country.by.authority.id);
});
