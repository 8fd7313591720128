// Referring on in a running case (FD16): who accepts helps with one thing, and has no word for the person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, dangerOf, type Role, receiptSeed, screeningOf } from "../../../test/support/country.ts";
import { readEntryContent } from "../entry.ts";
import type { BodyOf, CaseKind } from "../entry-kind.ts";
import { isInDangerNow } from "./danger.ts";

const country = new Country();
const two = ["shelter", "clinic"] as const;
const three = [...two, "legal"] as const;

/** A case that the shelter accepted and in which it asks the clinic. */
function asked(choice: Role = "clinic", before: (build: CaseBuilder) => void = () => undefined) {
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral });
  before(build);
  const consent = build.consent("shelter", choice, {
    to: ["shelter", choice],
    compartments: ["referral"],
    purposes: ["referral"],
  });
  const on = askOn(build, "shelter", choice, consent, consents);
  return { build, consents, referral, consent, on };
}

const agreed = {
  purposes: ["support"],
  compartments: ["referral", "identity"],
  language: "tg",
  manner: "spoken",
  interpreter: "none",
  basis: "consent",
} as const;

function askOn(build: CaseBuilder, author: Role, choice: Role, consent: string, others: readonly string[]): string {
  const body: BodyOf<"referral.send"> = {
    choices: [{ organisation: country.by[choice].id, consent }],
    needs: ["medical"],
    escort: false,
    at_once: false,
    receipt_seed: receiptSeed,
    contact: false,
    agreed,
  };
  return build.add(author, "referral.send", body, { to: ["shelter", choice], consent: [consent, ...others] });
}

/** Brings in with a grant whose notes were not looked at. */
function grantTo(build: CaseBuilder, author: Role, to: Role, consent: string): string {
  const body = { organisation: country.by[to].id, consent, notes: [], left_out: [] };
  return build.add(author, "grant", body, { to: [author, to] });
}

function givenUpon(
  build: CaseBuilder,
  upon: string,
  change: Partial<BodyOf<"consent.give">> = {},
  by: Role = "shelter",
) {
  const body = { organisation: country.by.clinic.id, ...agreed, upon, ...change };
  return build.add(by, "consent.give", body, { to: ["shelter", "clinic"] });
}

test("[FD16] one in contact asks one organisation, which answers for itself; what is agreed to is agreed to in such a referral alone", () => {
  const { build, on, consents } = asked();
  const other = build.consent("shelter", "legal", { to: three, compartments: ["referral"] });
  const second = askOn(build, "shelter", "legal", other, consents);
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  build.add("legal", "referral.decline", { referral: second, reason: "no-place" }, { to: ["legal", "shelter"] });
  const places = build.fold().referrals.map(({ contact, places: [place] }) => [contact, place?.state]);
  assert.deepEqual(places, [
    [true, "accepted"],
    [false, "accepted"],
    [false, "declined"],
  ]);
  const { content } = build.entries.find(({ id }) => id === on) ?? assert.fail();
  const send = content as { readonly body: BodyOf<"referral.send"> };
  const isRead = (change: object) => readEntryContent({ ...content, body: { ...send.body, ...change } }) !== null;
  assert.ok(isRead({}));
  assert.ok(!isRead({ contact: true }), "one spelling");
  assert.ok(!isRead({ contact: undefined }), "agreed to in such a referral alone");
  assert.ok(!isRead({ choices: [...send.body.choices, ...send.body.choices] }));

  const outsider = askOn(build, "clinic", "legal", other, consents);
  assert.equal(build.verdict(outsider), "not-in-contact");
});

test("[FD16] [FD7] a clinic that accepted and turns hostile grants, confirms, consents and ends nothing, also once it was granted what was agreed to", () => {
  const { build, on, consents } = asked();
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  const upon = givenUpon(build, on);
  grantTo(build, "shelter", "clinic", upon);
  const before = build.fold();
  const [ofShelter] = consents;
  assert.ok(ofShelter);
  const legalYes = build.consent("shelter", "legal", { to: three });
  const hostile = [
    build.add("clinic", "consent.withdraw", { given: ofShelter }, { to: two }),
    build.consent("clinic", "legal", { to: three }),
    build.consent("clinic", "shelter", { to: two, compartments: ["referral"] }),
    grantTo(build, "clinic", "legal", legalYes),
    askOn(build, "clinic", "legal", legalYes, [ofShelter]),
    build.send("clinic", ["clinic"], [upon], { to: ["shelter", "clinic"], consent: [upon, ofShelter] }),
    build.add("clinic", "case.lead", { lead: country.by.clinic.id }, { to: two }),
    build.add("clinic", "referral.recall", { referral: on }, { to: two }),
    build.add("clinic", "answers", screeningOf("adult"), { to: ["clinic", "shelter"], consent: [ofShelter] }),
    build.add("clinic", "answers", dangerOf("not-now"), { to: ["clinic", "shelter"], consent: [ofShelter] }),
  ];
  const state = build.fold();
  for (const id of hostile)
    assert.equal(
      build.verdict(id, state),
      "not-in-contact",
      JSON.stringify(build.entries.find((e) => e.id === id)?.content),
    );
  const withdrawal = build.add("shelter", "consent.withdraw", { given: ofShelter }, { to: two });
  const confirmed = build.add("clinic", "withdraw.confirmed", { withdrawal }, { to: two });
  assert.equal(build.verdict(confirmed), "not-in-contact");
  assert.deepEqual(state.inContact, before.inContact);
  assert.deepEqual(state.endings, []);
  // Nobody is kept from warning, and the person takes back what they gave to the clinic itself.
  const warning = build.add("clinic", "answers", dangerOf("now"), { to: ["clinic", "shelter"], consent: [ofShelter] });
  assert.equal(build.verdict(build.add("clinic", "consent.withdraw", { given: upon }, { to: two })), "effective");
  assert.notEqual(build.verdict(warning), "not-in-contact");
});

test("[FD16] [FD2j] that it met the person ends no danger of them", () => {
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  build.add("border", "answers", dangerOf("now"), { to: ["shelter"], consent: consents });
  build.add("shelter", "referral.accept", { referral });
  const consent = build.consent("shelter", "clinic", { to: two, compartments: ["referral"] });
  const on = askOn(build, "shelter", "clinic", consent, consents);
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  build.add("clinic", "referral.meet", { referral: on }, { to: two });
  const first = build.fold();
  assert.equal(first.dangerSaid?.isRenewed, true);
  const { dangerSaid, ...said } = first;
  const seen = { ...said, dangerSaid: dangerSaid && { ...dangerSaid, isRenewed: false } };
  assert.equal(isInDangerNow(seen), true);
  assert.equal(
    isInDangerNow({ ...seen, inContact: [...seen.inContact, country.by.clinic.id] }),
    false,
    "who leads did",
  );
});

test("[FD16b] who was brought in before it is asked loses nothing by the question, nor by saying that it cannot", () => {
  const { build, on } = asked("legal", (early) => {
    grantTo(early, "shelter", "legal", early.consent("shelter", "legal", { to: ["shelter", "legal"] }));
  });
  build.add("legal", "referral.decline", { referral: on, reason: "no-place" }, { to: ["legal", "shelter"] });
  assert.deepEqual(build.fold().askedOn, []);
  assert.equal(build.verdict(build.consent("legal", "clinic", { to: three })), "effective");
  const { build: other, on: question } = asked();
  other.add("clinic", "referral.decline", { referral: question, reason: "no-place" }, { to: two });
  const late = other.add("clinic", "status", { status: "presumed" }, { to: two });
  assert.equal(other.verdict(late), "author-not-in-case", "who only was asked is out");
});

test("[FD16b] [FD5] who adopted the opening loses nothing by a question either: the case is opened in its name", () => {
  const own = new Country();
  const build = new CaseBuilder(own);
  const [one, two] = own.admins("border");
  assert.ok(one && two);
  own.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const { consents, referral } = build.refer("border", ["shelter", "legal"]);
  const to = ["shelter", "legal"] as const;
  build.add("legal", "adopt", { entries: build.entries.map(({ id }) => id) }, { to });
  build.add("shelter", "referral.accept", { referral }, { to });
  const before = build.consent("legal", "clinic", { to });
  const choices = [{ organisation: own.by.legal.id, consent: consents[1] ?? "" }];
  const body = { choices, needs: ["legal-advice"], escort: false, at_once: false, receipt_seed: receiptSeed } as const;
  const on = build.add("shelter", "referral.send", { ...body, contact: false }, { to, consent: consents });
  const state = build.fold();
  assert.equal(state.openedBy, own.by.legal.id);
  assert.equal(build.verdict(on, state), "effective");
  assert.deepEqual(state.askedOn, []);
  const [ofShelter = ""] = consents;
  const after = build.add("legal", "consent.withdraw", { given: ofShelter }, { to });
  assert.deepEqual([build.verdict(before), build.verdict(after)], ["effective", "effective"]);
});

test("[FD16] [FD15] an authority may be asked in a running case, for no help: it receives, accepts or declines, and has no word for the person, whatever follows", () => {
  const both = ["shelter", "authority"] as const;
  const { build, on, consents } = asked("authority");
  const say = <K extends CaseKind>(kind: K, body: BodyOf<K>) => build.add("authority", kind, body, { to: both });
  assert.equal(build.verdict(say("referral.waitlist", { referral: on })), "author-may-not");
  assert.equal(build.verdict(say("referral.receive", { referral: on })), "effective");
  assert.equal(build.verdict(say("referral.accept", { referral: on })), "effective");
  const [ofShelter = ""] = consents;
  const body = { organisation: country.by.authority.id, ...agreed, upon: on };
  const given = build.add("shelter", "consent.give", body, { to: both });
  assert.equal(build.verdict(given), "effective");
  grantTo(build, "shelter", "authority", given);
  const withdrawal = say("consent.withdraw", { given: ofShelter });
  assert.equal(build.verdict(withdrawal), "not-in-contact");
  const byLaw = [
    build.consent("authority", "legal", { to: three }),
    say("withdraw.confirmed", { withdrawal }),
    say("case.lead", { lead: country.by.authority.id }),
    grantTo(build, "authority", "legal", given),
    say("referral.recall", { referral: on }),
    say("referral.meet", { referral: on }),
    askOn(build, "authority", "legal", given, [ofShelter]),
  ];
  for (const id of byLaw) assert.equal(build.verdict(id), "author-may-not");
  assert.equal(
    build.verdict(build.add("shelter", "case.lead", { lead: country.by.authority.id }, { to: both })),
    "author-may-not",
  );
  const danger = build.add("authority", "answers", dangerOf("not-now"), { to: ["authority"] });
  assert.equal(build.verdict(danger), "not-in-contact");
  const state = build.fold();
  assert.deepEqual(state.inContact, [country.by.shelter.id]);
  assert.ok(state.consents.every(({ withdrawn, purge }) => !withdrawn && !purge));
  const { content } = build.entries.find(({ id }) => id === on) ?? assert.fail();
  const send = content as { readonly body: BodyOf<"referral.send"> };
  const isRead = (change: object) => readEntryContent({ ...content, body: { ...send.body, ...change } }) !== null;
  assert.ok(isRead({ needs: [] }), "no kind of help is a decision");
  const { agreed: _agreed, contact: _contact, ...first } = send.body;
  assert.equal(readEntryContent({ ...content, body: { ...first, needs: [] } } as typeof content), null, "in it alone");
});

test("[FD16e] upon an acceptance one consent counts, by who is in contact, for what was agreed to and no more, however many try", () => {
  const { build, on } = asked();
  assert.equal(build.verdict(givenUpon(build, on)), "wrong-state", "nothing follows before it accepted");
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  assert.equal(build.verdict(givenUpon(build, on, { compartments: ["referral", "identity", "health"] })), "no-consent");
  assert.equal(build.verdict(givenUpon(build, on, { organisation: country.by.legal.id })), "no-such-referral");
  assert.equal(build.verdict(givenUpon(build, on, {}, "clinic")), "not-in-contact");
  const [first, second] = [givenUpon(build, on), givenUpon(build, on)];
  const state = build.fold();
  assert.deepEqual([build.verdict(first, state), build.verdict(second, state)], ["effective", "already-given"]);
  assert.equal(state.referrals.at(-1)?.given, first);
  assert.equal(build.verdict(grantTo(build, "shelter", "clinic", second)), "no-consent");
});

test("[FD16e] upon a referral that is refused nothing follows, so that once it is adopted one consent counts still", () => {
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  const consent = build.consent("border", "clinic", { to: two, compartments: ["referral"], purposes: ["referral"] });
  const on = askOn(build, "shelter", "clinic", consent, consents);
  assert.equal(build.verdict(on), "not-in-contact", "it asked before it accepted");
  build.add("shelter", "referral.accept", { referral });
  const early = givenUpon(build, on, { compartments: ["referral", "identity", "health"] });
  assert.equal(build.verdict(early), "no-such-referral");
  build.add("shelter", "adopt", { entries: [on] }, { to: two });
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  const upon = givenUpon(build, on);
  const state = build.fold();
  assert.deepEqual([build.verdict(on, state), build.verdict(upon, state)], ["effective", "effective"]);
  assert.equal(build.verdict(early, state), "no-such-referral");
  assert.equal(state.referrals.at(-1)?.given, upon);
});

test("[FD16e] who was brought in, and so may say what the person consents to, gives nothing upon an acceptance: that needs contact", () => {
  const { build, on } = asked("clinic", (early) => {
    grantTo(early, "shelter", "legal", early.consent("shelter", "legal", { to: ["shelter", "legal"] }));
  });
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  const body = { organisation: country.by.clinic.id, ...agreed };
  const other = build.add("legal", "consent.give", body, { to: three });
  const upon = build.add("legal", "consent.give", { ...body, upon: on }, { to: three });
  assert.deepEqual([build.verdict(other), build.verdict(upon)], ["effective", "not-in-contact"]);
  assert.equal(build.verdict(givenUpon(build, on)), "effective", "the shelter still can");
});

test("[FD16] nobody asks in a running case who is in no contact, though it may say what the person consents to, nor for another one, nor asks itself", () => {
  const { build, consents } = asked("clinic", (early) => {
    grantTo(early, "shelter", "legal", early.consent("shelter", "legal", { to: ["shelter", "legal"] }));
  });
  const [ofShelter = ""] = consents;
  const yes = build.consent("shelter", "clinic", { to: two, compartments: ["referral"] });
  assert.equal(build.verdict(askOn(build, "legal", "clinic", yes, consents)), "not-in-contact", "who was brought in");
  const officers = askOn(build, "border", "clinic", yes, consents);
  assert.equal(build.verdict(officers), "not-in-contact", "who opened the case");
  const adoption = build.add("shelter", "adopt", { entries: [officers] }, { to: two });
  assert.equal(build.verdict(adoption), "nothing-to-adopt", "nobody asks for another one");
  assert.equal(build.verdict(askOn(build, "shelter", "shelter", ofShelter, consents)), "readers-not-allowed");
});

test("[FD16f] it is taken back by who asked, while nobody said that it arrived; then nobody accepts it, and nothing more goes there", () => {
  const { build, on, referral } = asked();
  assert.equal(
    build.verdict(build.add("legal", "referral.recall", { referral: on }, { to: ["legal"] })),
    "author-not-in-case",
  );
  assert.equal(
    build.verdict(build.add("shelter", "referral.recall", { referral })),
    "no-such-referral",
    "the first one",
  );
  const recall = build.add("shelter", "referral.recall", { referral: on }, { to: two });
  assert.equal(build.verdict(recall), "effective");
  assert.equal(build.fold().referrals.at(-1)?.places[0]?.state, "recalled");
  const late = build.add("clinic", "referral.accept", { referral: on }, { to: two });
  assert.equal(build.verdict(late), "author-not-in-case");

  const { build: other, on: question } = asked();
  other.add("clinic", "referral.receive", { referral: question }, { to: two });
  assert.equal(
    other.verdict(other.add("shelter", "referral.recall", { referral: question }, { to: two })),
    "wrong-state",
  );
});

test("[FD16g] only handing over the lead makes contact, to a provider that helps, by one in contact, and takes none", () => {
  const { build, on, consent } = asked();
  const lead = (by: Role, to: Role) => build.add(by, "case.lead", { lead: country.by[to].id }, { to: two });
  assert.equal(build.verdict(lead("shelter", "clinic")), "author-not-in-case", "it has not accepted");
  build.add("clinic", "referral.accept", { referral: on }, { to: two });
  assert.equal(build.verdict(lead("clinic", "clinic")), "not-in-contact");
  assert.equal(build.verdict(lead("shelter", "authority")), "author-may-not");
  assert.equal(build.verdict(lead("shelter", "clinic")), "effective");
  const state = build.fold();
  assert.deepEqual(state.inContact, [country.by.clinic.id, country.by.shelter.id].sort());
  assert.equal(state.lead, country.by.clinic.id);
  assert.equal(build.verdict(build.consent("clinic", "legal", { to: three })), "effective");
  build.add("shelter", "consent.withdraw", { given: consent }, { to: two });
  assert.deepEqual(build.fold().inContact, [country.by.shelter.id], "while a consent for it holds");
});
