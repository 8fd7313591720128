// A provider's own case (FD9), help that ends and goes on, and danger that is said anew (FD2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, dangerOf, type Role, screeningOf } from "../../../test/support/country.ts";
import { answersIn, hoursOf } from "../answer-time.ts";

const parts = ["referral", "identity", "contact", "narrative"] as const;

/** The shelter opens a case for itself, with the person's yes. */
function ownCase() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const opening = build.add("shelter", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  const consent = build.consent("shelter", "shelter", { to: ["shelter"], compartments: parts });
  const screening = build.add("shelter", "answers", screeningOf("adult"), { consent: [consent] });
  return { country, build, opening, consent, screening };
}

test("[FD9] a provider that opens a case and leads it itself has a place without any referral, which is met, closed and goes on", () => {
  const { country, build, opening } = ownCase();
  assert.deepEqual(build.fold().referrals, []);
  assert.equal(build.fold().own?.organisation, country.by.shelter.id);
  assert.equal(build.fold().own?.state, "accepted");
  for (const [kind, body, state] of [
    ["referral.meet", { referral: opening }, "met"],
    ["referral.close", { referral: opening, outcome: "returned-home" }, "closed"],
    ["referral.reopen", { referral: opening, why: "came-back" }, "met"],
    ["referral.close", { referral: opening, outcome: "goal-reached" }, "closed"],
  ] as const) {
    assert.equal(build.verdict(build.add("shelter", kind, body)), "effective");
    assert.equal(build.fold().own?.state, state);
  }
  assert.equal(build.fold().own?.outcome, "goal-reached");
});

test("[FD9] nothing else answers an own case: no acceptance, no decline, no second meeting, and nobody but its provider", () => {
  const { build, opening, consent } = ownCase();
  const legal = build.consent("shelter", "legal", { to: ["shelter", "legal"], parents: [consent] });
  for (const kind of ["referral.accept", "referral.receive", "referral.waitlist"] as const)
    assert.equal(build.verdict(build.add("shelter", kind, { referral: opening })), "wrong-state", kind);
  build.add("shelter", "referral.meet", { referral: opening });
  assert.equal(build.verdict(build.add("shelter", "referral.meet", { referral: opening })), "wrong-state");
  const other = build.add("legal", "referral.close", { referral: opening, outcome: "other" }, { parents: [legal] });
  assert.equal(build.verdict(other), "no-such-referral");
  assert.equal(build.fold().own?.state, "met");
});

test("[FD9] who names another as lead, a referrer, and who adopts another's opening have no place of their own", () => {
  const country = new Country();
  const open = (author: Role, lead: Role) => {
    const build = new CaseBuilder(country);
    build.add(author, "case.open", { lead: country.by[lead].id }, { to: ["shelter", "clinic"] });
    return build;
  };
  assert.equal(open("shelter", "clinic").fold().own, null);
  assert.equal(open("border", "shelter").fold().own, null);
  const build = open("clinic", "shelter");
  const [opening] = build.entries;
  assert.ok(opening);
  const [one, two] = country.admins("clinic");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const late = { ...opening, leaf: country.size };
  const adopted = new CaseBuilder(country);
  adopted.entries.push(late);
  country.size++;
  const adoption = adopted.add("shelter", "adopt", { entries: [late.id] }, { parents: [late.id] });
  assert.equal(adopted.verdict(adoption), "effective");
  assert.equal(adopted.fold().openedBy, country.by.shelter.id);
  assert.equal(adopted.fold().own, null);
});

test("[DR5][FD9] an own case counts in no answer time", () => {
  const { country, build, opening } = ownCase();
  build.add("shelter", "referral.meet", { referral: opening });
  country.passHours(2);
  const many = Array.from({ length: 8 }, () => build.fold());
  const answers = many.flatMap((state) => answersIn(state, country.by.shelter.id));
  assert.equal(hoursOf(answers, country.directory.times, country.seconds * 1000), null);
});

test("[FD7][FD9] the own consent of an own case is withdrawn, confirmed by the provider itself, and ends its file; closed help does not go on then", () => {
  const { country, build, opening, consent } = ownCase();
  build.add("shelter", "referral.close", { referral: opening, outcome: "other" });
  const given = build.add("shelter", "consent.withdraw", { given: consent });
  const again = build.add("shelter", "referral.reopen", { referral: opening, why: "came-back" });
  assert.equal(build.verdict(again), "consent-withdrawn");
  const confirmed = build.add("shelter", "withdraw.confirmed", { withdrawal: given });
  assert.equal(build.verdict(confirmed), "effective");
  assert.deepEqual(build.fold().endings, [{ organisation: country.by.shelter.id, confirmation: confirmed }]);
});

test("[FD9] help after a referral goes on too, unless the person took every consent for the organisation back", () => {
  for (const isWithdrawn of [false, true]) {
    const build = new CaseBuilder(new Country());
    const { consents, referral } = build.refer("border", ["shelter"]);
    build.add("shelter", "referral.accept", { referral });
    build.add("shelter", "referral.close", { referral, outcome: "lost-contact" });
    if (isWithdrawn) build.add("shelter", "consent.withdraw", { given: consents[0] ?? "" });
    const again = build.add("shelter", "referral.reopen", { referral, why: "came-back" });
    assert.equal(build.verdict(again), isWithdrawn ? "consent-withdrawn" : "effective");
    const [place] = build.fold().referrals[0]?.places ?? [];
    assert.equal(place?.state, isWithdrawn ? "closed" : "accepted", "nobody was met, so nobody is said to have been");
    assert.equal(place?.outcome, isWithdrawn ? "lost-contact" : undefined);
    assert.equal(
      build.verdict(build.add("shelter", "referral.meet", { referral })),
      isWithdrawn ? "wrong-state" : "effective",
    );
  }
});

test("[FD9e] what the person agreed to until a last day is not reopened after it, by the time of the log; a new consent opens it", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const opening = build.add("shelter", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  build.consent("shelter", "shelter", { to: ["shelter"], compartments: parts, expires: "2030-01-02" });
  build.add("shelter", "referral.close", { referral: opening, outcome: "other" });
  const reopen = () => build.verdict(build.add("shelter", "referral.reopen", { referral: opening, why: "new-need" }));
  country.passHours(72);
  assert.equal(reopen(), "consent-expired");
  build.consent("shelter", "shelter", { to: ["shelter"], compartments: parts });
  assert.equal(reopen(), "effective");
});

test("[FD9e] where nothing was closed going on changes no state, and only the own help goes on", () => {
  const build = new CaseBuilder(new Country());
  const { referral } = build.refer("border", ["shelter", "legal"]);
  build.add("shelter", "referral.accept", { referral });
  build.add("shelter", "referral.meet", { referral });
  const since = build.fold().referrals[0]?.places[0]?.since;
  const again = build.add("shelter", "referral.reopen", { referral, why: "other" });
  assert.equal(build.verdict(again), "effective");
  assert.deepEqual(
    [build.fold().referrals[0]?.places[0]?.state, build.fold().referrals[0]?.places[0]?.since],
    ["met", since],
  );
  build.add("shelter", "referral.close", { referral, outcome: "other" });
  assert.equal(build.verdict(build.add("legal", "referral.reopen", { referral, why: "other" })), "wrong-state");
  const twice = [1, 2].map(() => build.add("shelter", "referral.reopen", { referral, why: "other" }));
  assert.deepEqual(
    twice.map((id) => build.verdict(id)),
    ["effective", "effective"],
  );
  const place = build.fold().referrals[0]?.places[0];
  assert.deepEqual([place?.state, place?.since, place?.before], ["met", since, undefined], "met when it was met");
});

test("[FD2] danger said anew by who is in contact replaces what the screening said, with author and time; the screening stays", () => {
  const { country, build, screening } = ownCase();
  const before = build.fold();
  assert.deepEqual([before.danger, before.dangerSaid?.isRenewed], ["not-now", false]);
  country.seconds += 86_400;
  const said = build.add("shelter", "answers", dangerOf("now"));
  const state = build.fold();
  assert.equal(build.verdict(said, state), "effective");
  assert.equal(build.verdict(screening, state), "effective");
  assert.equal(state.danger, "now");
  assert.deepEqual(state.dangerSaid, {
    by: country.by.shelter.id,
    at: new Date(country.seconds * 1000).toISOString().replace(".000Z", "Z"),
    isRenewed: true,
  });
  build.add("shelter", "answers", dangerOf("not-now"));
  assert.equal(build.fold().danger, "not-now");
  assert.equal(build.fold().treatAsChild, false, "age is what was screened");
});

test("[FD2] of danger said on different branches the safer word wins, also against a screening", () => {
  const { build, screening } = ownCase();
  const calm = build.add("shelter", "answers", dangerOf("not-now"), { parents: [screening] });
  build.add("shelter", "answers", dangerOf("unclear"), { parents: [screening] });
  assert.equal(build.fold().danger, "unclear");
  assert.equal(build.verdict(calm), "effective");
  build.add("shelter", "answers", dangerOf("now"), { parents: [screening] });
  assert.equal(build.fold().danger, "now");
  build.add("shelter", "answers", dangerOf("not-now"), { parents: [screening] });
  assert.equal(build.fold().danger, "now", "who says it last on another branch does not calm the others");
});

test("[FD2] who was only asked, who declined, and who lost its consent do not say that somebody in danger is safe", () => {
  const build = new CaseBuilder(new Country());
  const { consents, referral } = build.refer("border", ["shelter", "legal"]);
  const [first] = consents;
  const asked = build.add("legal", "answers", dangerOf("not-now"), { to: ["shelter", "legal"], consent: consents });
  assert.equal(build.verdict(asked), "not-in-contact");
  build.add("shelter", "referral.accept", { referral }, { to: ["shelter", "legal"] });
  const met = build.add("shelter", "answers", dangerOf("now"), { to: ["shelter", "legal"], consent: consents });
  assert.equal(build.verdict(met), "effective");
  const late = build.add("legal", "answers", dangerOf("not-now"), { to: ["shelter", "legal"], consent: consents });
  assert.equal(build.verdict(late), "not-in-contact");
  build.add("shelter", "consent.withdraw", { given: first ?? "" }, { to: ["shelter", "legal"] });
  const lost = build.add("shelter", "answers", dangerOf("not-now"), {
    to: ["shelter", "legal"],
    consent: consents.slice(1),
  });
  assert.equal(build.verdict(lost), "not-in-contact");
  assert.equal(build.fold().danger, "now");
});

test("[FD2] who was only asked screens nobody: else it could say that a child in danger is an adult in none", () => {
  const build = new CaseBuilder(new Country());
  const { consents, referral } = build.refer("border", ["shelter", "legal"]);
  const to = ["shelter", "legal"] as const;
  const first = build.add("border", "answers", screeningOf("child", "now"), { to, consent: consents });
  assert.equal(build.verdict(first), "effective");
  const asked = build.add("legal", "answers", screeningOf("adult"), { to, consent: consents });
  assert.equal(build.verdict(asked), "not-in-contact");
  assert.deepEqual([build.fold().danger, build.fold().treatAsChild], ["now", true]);
  build.add("shelter", "referral.accept", { referral }, { to });
  const met = build.add("shelter", "answers", screeningOf("adult"), { to, consent: consents });
  assert.equal(build.verdict(met), "effective");
});

test("[SL8] a consent that was not sealed to the newcomer carries no grant", () => {
  const { country, build, opening } = ownCase();
  const grant = (given: string) =>
    build.add(
      "shelter",
      "grant",
      { organisation: country.by.prosecutor.id, consent: given, notes: [{ note: "n", leaf: 1 }], left_out: [] },
      { to: ["shelter", "prosecutor"], parents: [opening] },
    );
  const kept = build.consent("shelter", "prosecutor", { to: ["shelter"], purposes: ["police-report"] });
  assert.equal(build.verdict(grant(kept)), "no-consent");
  const shared = build.consent("shelter", "prosecutor", { to: ["shelter", "prosecutor"] });
  assert.equal(build.verdict(grant(shared)), "effective");
});
