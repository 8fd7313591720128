// Who ends whose consent and contact (FD7), and what nobody is kept from: warning, meeting, closing, declining. By people of an invented country.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, dangerOf, type Role, screeningOf } from "../../../test/support/country.ts";
import { isInDangerNow } from "./danger.ts";

import { partsKept, readersOfPart } from "./readers.ts";

const everybody: readonly Role[] = ["shelter", "legal", "authority", "prosecutor"];

/** A border post referred the person to a shelter, which accepted and brought others in; `lastDay` is that of legal aid's consent. */
function accepted(lastDay?: string) {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral });
  const bringIn = (organisation: Role, expires?: string) => {
    const given = build.consent("shelter", organisation, {
      to: ["shelter", organisation],
      ...(expires === undefined ? {} : { expires }),
    });
    const grant = build.add(
      "shelter",
      "grant",
      { organisation: country.by[organisation].id, consent: given, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to: ["shelter", organisation] },
    );
    assert.equal(build.verdict(grant), "effective");
    return given;
  };
  const ofLegal = bringIn("legal", lastDay);
  const ofAuthority = bringIn("authority");
  const ofProsecutor = bringIn("prosecutor");
  const withdraw = (author: Role, given: string) =>
    build.add(author, "consent.withdraw", { given }, { to: everybody, parents: [build.id] });
  const is = (id: string) => build.verdict(id);
  /** What needs contact, tried and taken back. */
  const maySharesOn = () => {
    const given = build.consent("border", "clinic", { to: ["shelter", "clinic"], parents: [build.id] });
    const grant = build.add(
      "shelter",
      "grant",
      { organisation: country.by.clinic.id, consent: given, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to: ["shelter", "clinic"] },
    );
    const verdict = is(grant);
    build.entries.splice(-2);
    return verdict;
  };
  const ofShelter = consents[0] ?? assert.fail();
  return { country, build, referral, ofShelter, ofLegal, ofAuthority, ofProsecutor, withdraw, is, maySharesOn };
}

test("[FD7d] an authority and a prosecutor withdraw the consent for themselves, and about any other's they are refused and take nothing", () => {
  const { build, referral, ofShelter, ofLegal, ofAuthority, ofProsecutor, withdraw, is, maySharesOn } = accepted();
  for (const author of ["authority", "prosecutor"] as const)
    for (const given of [ofShelter, ofLegal]) assert.equal(is(withdraw(author, given)), "not-in-contact", author);
  assert.ok(build.fold().consents.every(({ withdrawn }) => !withdrawn));
  const danger = build.add("shelter", "answers", dangerOf("not-now"), { to: ["shelter"], consent: [ofShelter] });
  const close = build.add("shelter", "referral.close", { referral, outcome: "goal-reached" });
  const reopen = build.add("shelter", "referral.reopen", { referral, why: "came-back" });
  assert.deepEqual([is(danger), is(close), is(reopen), maySharesOn()], Array(4).fill("effective"));
  assert.equal(is(withdraw("authority", ofProsecutor)), "not-in-contact", "nor about each other's");
  assert.equal(is(withdraw("authority", ofAuthority)), "effective");
  assert.equal(is(withdraw("prosecutor", ofProsecutor)), "effective");
});

test("[FD7d] [FD5] a provider that adopts such a word stops sharing with it, and ends no contact", () => {
  const { build, ofShelter, withdraw, is, maySharesOn } = accepted();
  const word = withdraw("prosecutor", ofShelter);
  const adopt = build.add("legal", "adopt", { entries: [word] }, { to: everybody });
  assert.deepEqual([is(adopt), is(word)], ["effective", "effective"]);
  assert.equal(build.fold().consents.find(({ id }) => id === ofShelter)?.withdrawn, true);
  assert.equal(maySharesOn(), "effective");
});

test("[FD7d] [FD7j] who referred the person stops sharing, and ends no contact", () => {
  const { build, referral, ofShelter, withdraw, is, maySharesOn } = accepted();
  assert.equal(is(withdraw("border", ofShelter)), "effective");
  assert.equal(build.fold().consents.find(({ id }) => id === ofShelter)?.withdrawn, true);
  assert.equal(maySharesOn(), "effective");
  const reopen = build.add("shelter", "referral.reopen", { referral, why: "other" });
  assert.equal(is(reopen), "consent-withdrawn");
});

test("[FD7j] legal aid that was brought in ends the contact of a bad shelter, while its own consent is neither withdrawn by anybody nor over", () => {
  const holds = accepted();
  holds.withdraw("legal", holds.ofShelter);
  assert.equal(holds.maySharesOn(), "consent-withdrawn");

  const stopped = accepted();
  stopped.withdraw("border", stopped.ofLegal);
  assert.equal(stopped.is(stopped.withdraw("legal", stopped.ofShelter)), "effective", "it still stops sharing");
  assert.equal(stopped.build.fold().consents.find(({ id }) => id === stopped.ofShelter)?.withdrawn, true);
  assert.equal(stopped.maySharesOn(), "effective");

  const over = accepted("2030-01-02");
  over.country.passHours(48);
  over.withdraw("legal", over.ofShelter);
  assert.equal(over.maySharesOn(), "effective");

  const ownWord = accepted();
  ownWord.withdraw("border", ownWord.ofLegal);
  ownWord.build.consent("legal", "legal", { to: everybody, parents: [ownWord.ofLegal] });
  ownWord.withdraw("legal", ownWord.ofShelter);
  assert.equal(ownWord.maySharesOn(), "effective", "nor by a consent that it enters for itself");
});

test("[FD7j] of two providers that withdraw each other's consent the log's first stays in contact, in any order of arrival", () => {
  for (const first of ["shelter", "legal"] as const) {
    const { country, build, ofShelter, ofLegal, is, maySharesOn } = accepted();
    const referral = build.send("shelter", ["legal"], [ofLegal], { to: ["legal"], consent: [ofLegal] });
    build.add("legal", "referral.accept", { referral }, { to: ["shelter", "legal"] });
    const [low, high] = [country.size++, country.size++];
    const place = { to: everybody, parents: [build.id] };
    const words = [
      build.add("legal", "consent.withdraw", { given: ofShelter }, { ...place, leaf: first === "legal" ? low : high }),
      build.add("shelter", "consent.withdraw", { given: ofLegal }, { ...place, leaf: first === "legal" ? high : low }),
    ];
    for (const word of words) assert.equal(is(word), "effective");
    assert.deepEqual(
      build
        .fold()
        .consents.filter(({ withdrawn }) => withdrawn)
        .map(({ id }) => id)
        .sort(),
      [ofShelter, ofLegal].sort(),
    );
    assert.deepEqual(build.fold(country.size, build.entries.toReversed()), build.fold());
    assert.equal(maySharesOn(), first === "shelter" ? "effective" : "consent-withdrawn", first);
  }
});

test("[FD7j] [FD7p] a new consent by any other restores contact, and the holder's own word sharing alone", () => {
  const { build, referral, ofShelter, withdraw, is, maySharesOn } = accepted();
  withdraw("legal", ofShelter);
  build.add("shelter", "referral.close", { referral, outcome: "goal-reached" });
  build.consent("shelter", "shelter", { to: everybody });
  assert.equal(maySharesOn(), "consent-withdrawn");
  assert.equal(is(build.add("shelter", "referral.reopen", { referral, why: "came-back" })), "effective");
  build.consent("legal", "shelter", { to: everybody });
  assert.equal(maySharesOn(), "effective");
});

test("[FD2d] who accepted warns without any consent, and makes no warning weaker: now and unclear count, not now does not", () => {
  const { build, ofShelter, withdraw, is } = accepted();
  withdraw("legal", ofShelter);
  const say = (danger: "now" | "unclear" | "not-now", author: Role = "shelter") =>
    is(build.add(author, "answers", dangerOf(danger), { to: [author], parents: [build.entries.at(-1)?.id ?? ""] }));
  assert.equal(build.fold().danger, "not-now");
  assert.equal(say("not-now"), "not-in-contact");
  assert.deepEqual([say("unclear"), build.fold().danger], ["effective", "unclear"]);
  assert.deepEqual([say("now"), build.fold().danger], ["effective", "now"]);
  assert.deepEqual([say("unclear"), build.fold().danger], ["effective", "now"], "a doubt takes no warning away");
  assert.equal(say("not-now"), "not-in-contact");
  assert.deepEqual([say("not-now", "legal"), build.fold().danger], ["effective", "not-now"]);
  assert.equal(say("now", "clinic"), "author-not-in-case");
});

test("[FD2d] who only was asked and lost its consent does not warn, and nobody takes back a warning without contact", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter", "legal"]);
  const to = ["shelter", "legal"] as const;
  build.add("border", "consent.withdraw", { given: consents[1] ?? "" }, { to });
  const asked = build.add("legal", "answers", dangerOf("now"), { to: ["legal"] });
  assert.equal(build.verdict(asked), "not-in-contact");
  build.add("shelter", "referral.accept", { referral }, { to });
  const now = dangerOf("now");
  const warning = build.add("shelter", "answers", now, { to: ["shelter"] });
  const legal = build.consent("shelter", "clinic", { to: ["shelter", "clinic"] });
  build.add(
    "shelter",
    "grant",
    { organisation: country.by.clinic.id, consent: legal, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
    { to: ["shelter", "clinic"] },
  );
  build.add("clinic", "consent.withdraw", { given: consents[0] ?? "" }, { to: ["shelter", "clinic"] });
  const cleared = { ...now, set: {}, gone: { danger: "mistake" as const }, over: [warning] };
  assert.equal(build.verdict(build.add("shelter", "answers", cleared, { to: ["shelter"] })), "not-in-contact");
  assert.equal(build.fold().danger, "now");
});

test("[FD7q] to meet, to close and to decline need no consent, to accept, to wait-list and to reopen do", () => {
  const { build, referral, ofShelter, withdraw, is } = accepted();
  withdraw("border", ofShelter);
  withdraw("legal", ofShelter);
  assert.equal(is(build.add("shelter", "referral.meet", { referral })), "effective");
  assert.equal(is(build.add("shelter", "referral.close", { referral, outcome: "lost-contact" })), "effective");
  assert.equal(is(build.add("shelter", "referral.reopen", { referral, why: "came-back" })), "consent-withdrawn");

  for (const [kind, body, verdict] of [
    ["referral.accept", {}, "consent-withdrawn"],
    ["referral.waitlist", {}, "consent-withdrawn"],
    ["referral.decline", { reason: "no-place" }, "effective"],
  ] as const) {
    const asked = new CaseBuilder(new Country());
    const sent = asked.refer("border", ["shelter"]);
    asked.add("border", "consent.withdraw", { given: sent.consents[0] ?? "" });
    const answer = asked.add("shelter", kind, { referral: sent.referral, ...body } as never);
    assert.equal(asked.verdict(answer), verdict, kind);
  }
});

test("[FD7o] [FD7k] of two consents one that is confirmed narrows and ends nothing; one that its organisation never read does neither", () => {
  const { country, build, ofLegal } = accepted();
  const to: readonly Role[] = ["shelter", "legal"];
  const less = build.consent("shelter", "legal", { to, parents: [ofLegal], compartments: ["referral"] });
  const unread = build.consent("shelter", "legal", { to: ["shelter"], parents: [ofLegal] });
  const end = (given: string) => {
    const withdrawal = build.add("shelter", "consent.withdraw", { given }, { to, parents: [less] });
    return build.add("shelter", "withdraw.confirmed", { withdrawal }, { to, parents: [withdrawal] });
  };
  const legal = country.by.legal.id;
  const ended = () => {
    const { endings, narrowings } = build.fold();
    return { endings, narrowings };
  };
  end(unread);
  assert.deepEqual(ended(), { endings: [], narrowings: [] });
  const confirmation = end(ofLegal);
  assert.deepEqual(ended(), { endings: [], narrowings: [{ organisation: legal, confirmation }] });
  assert.deepEqual([...partsKept(build.fold(), legal)], ["referral"]);
  const last = end(less);
  assert.deepEqual(ended().endings, [{ organisation: legal, confirmation: last }]);
});

test("[FD7r] who narrows its own consent stays in contact, until it has none or another that may do so ends it", () => {
  for (const ends of ["nothing", "own", "other"] as const) {
    const { build, ofShelter, withdraw, maySharesOn } = accepted();
    const less = build.consent("shelter", "shelter", {
      to: everybody,
      parents: [ofShelter],
      compartments: ["referral"],
    });
    withdraw("shelter", ofShelter);
    if (ends === "own") withdraw("shelter", less);
    if (ends === "other") withdraw("legal", less);
    assert.equal(maySharesOn(), ends === "nothing" ? "effective" : "consent-withdrawn", ends);
  }
  for (const isBefore of [true, false]) {
    const { build, ofShelter, withdraw, maySharesOn } = accepted();
    const ownWord = () => build.consent("shelter", "shelter", { to: everybody, parents: [ofShelter] });
    const first = ownWord();
    if (isBefore) withdraw("legal", ofShelter);
    withdraw("shelter", ofShelter);
    if (!isBefore) withdraw("legal", first);
    ownWord();
    assert.equal(maySharesOn(), "consent-withdrawn", "whom another put out comes back by no word of its own");
    build.consent("legal", "shelter", { to: everybody, parents: [ofShelter] });
    assert.equal(maySharesOn(), "effective");
  }
});

test("[FD7a] a grant on a consent that is over by the log's time at its leaf is refused; lapse ends the contact of nobody who accepted", () => {
  const { country, build } = accepted();
  const to: readonly Role[] = ["shelter", "clinic"];
  const given = build.consent("shelter", "clinic", { to, expires: "2030-01-02" });
  const grant = (leaf?: number) =>
    build.add(
      "shelter",
      "grant",
      { organisation: country.by.clinic.id, consent: given, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to, parents: [given], ...(leaf === undefined ? {} : { leaf }) },
    );
  const before = country.size++;
  country.passHours(48);
  const [late, inTime] = [grant(), grant(before)];
  assert.deepEqual([build.verdict(late), build.verdict(inTime)], ["consent-expired", "effective"]);

  const over = new CaseBuilder(country);
  over.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter", "legal"] });
  const ofShelter = over.consent("border", "shelter", { to: ["shelter", "legal"], expires: "2030-01-06" });
  const referral = over.send("border", ["shelter"], [ofShelter]);
  over.add("shelter", "referral.accept", { referral });
  country.passHours(10 * 24);
  const ofClinic = over.consent("shelter", "clinic", { to });
  const body = {
    organisation: country.by.clinic.id,
    consent: ofClinic,
    notes: [{ note: "a note", leaf: 1 }],
    left_out: [],
  };
  assert.equal(over.verdict(over.add("shelter", "grant", body, { to })), "effective");
  assert.equal(over.verdict(over.add("shelter", "answers", dangerOf("not-now"), { to: ["shelter"] })), "effective");
});

test("[FD4] [FD2j] who was only asked refers the person to nobody, not to itself either: it comes to no later save, and ends no danger", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const to = ["shelter", "clinic"] as const;
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to });
  const consents = [build.consent("border", "shelter", { to }), build.consent("border", "clinic", { to })] as const;
  build.add("border", "answers", screeningOf("adult", "now"), { to, consent: [...consents] });
  const referral = build.send("border", [...to], [...consents]);
  build.add("shelter", "referral.accept", { referral }, { to });
  const toItself = build.send("clinic", ["clinic"], [consents[1]], { to, consent: [...consents] });
  build.add("clinic", "referral.accept", { referral: toItself }, { to });
  build.add("clinic", "referral.meet", { referral: toItself }, { to });
  assert.equal(build.verdict(toItself), "not-in-contact");
  assert.equal(isInDangerNow(build.fold()), true);
  const { clinic, shelter } = country.by;
  const readers = readersOfPart(build.fold(), { part: "narrative" }, shelter.id, {
    directory: country.directory,
    now: country.size,
  });
  assert.ok(!readers.to.includes(clinic.id));
});

test("[FD7j] [FD7r] a shelter that narrowed its own consent keeps its contact against a word of who was only asked, and of the officer", () => {
  for (const who of ["clinic", "border"] as const) {
    const build = new CaseBuilder(new Country());
    const { consents, referral } = build.refer("border", ["shelter", "clinic"]);
    const [ofShelter = "", ofClinic = ""] = consents;
    const to = ["shelter", "clinic"] as const;
    build.add("shelter", "referral.accept", { referral }, { to });
    const narrower = build.consent("shelter", "shelter", { to, compartments: ["referral", "identity"] });
    const own = build.add("shelter", "consent.withdraw", { given: ofShelter }, { to });
    build.add("shelter", "withdraw.confirmed", { withdrawal: own }, { to });
    build.add(who, "consent.withdraw", { given: narrower }, { to });
    const other = build.add("shelter", "consent.withdraw", { given: ofClinic }, { to });
    assert.equal(
      build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal: other }, { to })),
      "effective",
      who,
    );
  }
});

test("[FD7o] [FD2b] a consent of another branch takes nothing from what the holder keeps after a narrowing", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter", "clinic"]);
  const to = ["shelter", "clinic"] as const;
  build.add("shelter", "referral.accept", { referral }, { to });
  build.consent("shelter", "shelter", { to, compartments: ["referral", "identity", "narrative"] });
  const withdrawal = build.add("shelter", "consent.withdraw", { given: consents[0] ?? "" }, { to });
  build.add("shelter", "withdraw.confirmed", { withdrawal }, { to });
  const kept = () => [...partsKept(build.fold(), country.by.shelter.id)];
  assert.deepEqual(kept(), ["referral", "identity", "narrative"]);
  const aside = build.consent("border", "shelter", {
    to: ["shelter"],
    compartments: ["referral"],
    parents: [build.id],
  });
  assert.equal(build.verdict(aside), "effective");
  assert.deepEqual(kept(), ["referral", "identity", "narrative"]);
});
