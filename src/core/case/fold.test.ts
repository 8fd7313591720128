// What the entries of a case make of it (FD1–FD8), by people of an invented country.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntryOptions, Role } from "../../../test/support/country.ts";
import { CaseBuilder, Country, dangerOf, saveIn, screeningOf } from "../../../test/support/country.ts";
import type { NewerContent } from "../entry.ts";
import type { PlacedEntry } from "./graph.ts";

function begin(): { readonly country: Country; readonly build: CaseBuilder } {
  const country = new Country();
  return { country, build: new CaseBuilder(country) };
}

const all: readonly Role[] = ["shelter", "legal"];

/** The entry with another kind, as a newer program would write it. */
function newerThan({ content, ...entry }: PlacedEntry): PlacedEntry {
  return { ...entry, content: { ...content, kind: "serve@2", newer: true } as unknown as NewerContent };
}

test("[FD1] a referral from a border post is effective as a whole", () => {
  const { country, build } = begin();
  const { referral } = build.refer("border", all);
  const state = build.fold();
  assert.ok(state.entries.every(({ verdict }) => verdict.is === "effective"));
  assert.equal(state.openedBy, country.by.border.id);
  assert.deepEqual(
    state.participants,
    all
      .concat("border")
      .map((role) => country.by[role].id)
      .sort(),
  );
  assert.deepEqual(
    state.referrals.map(({ id, sentBy, places }) => ({ id, sentBy, states: places.map((place) => place.state) })),
    [{ id: referral, sentBy: country.by.border.id, states: ["sent", "sent"] }],
  );
  assert.equal(state.treatAsChild, false);
  assert.equal(state.holdsNewer, false);
});

test("[FD1] an entry without its parent, case, consent or named entry waits without effect, and counts once it is whole", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"]);
  const accept = build.add("shelter", "referral.accept", { referral });
  const whole = build.fold();
  for (const missing of [build.id, consents[0], referral]) {
    const rest = build.entries.filter(({ id }) => id !== missing);
    const state = build.fold(build.country.size, rest);
    assert.equal(build.verdict(accept, state), "waiting");
    assert.deepEqual(
      state.referrals.flatMap(({ places }) => places.filter((place) => place.state === "accepted")),
      [],
    );
    assert.deepEqual(build.fold(build.country.size, [...rest, ...build.entries]), whole);
  }
  assert.equal(build.verdict(accept, whole), "effective");
});

test("[FD1] unlogged entries come last and are judged as if they came at the end of the log", () => {
  const { country, build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  const carried = build.add("shelter", "referral.accept", { referral }, { leaf: null });
  const logged = build.add("shelter", "referral.decline", { referral, reason: "no-place" }, { parents: [referral] });
  assert.equal(build.verdict(logged), "effective");
  assert.equal(build.verdict(carried), "author-not-in-case");
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const later = build.add(
    "shelter",
    "opened",
    { entries: [referral] },
    { leaf: null, parents: [referral], position: 1 },
  );
  assert.equal(build.verdict(later), "author-not-in-case");
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  assert.equal(build.verdict(later), "author-inactive");
});

test("[FD2] a withdrawal stops what is logged after it on every branch; what the log held before it has happened", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("border", all);
  const [, legalConsent] = consents;
  assert.ok(legalConsent);
  const before = build.add("shelter", "answers", saveIn("narrative"), { to: ["legal"], consent: consents });
  const aside = build.add("shelter", "answers", saveIn("narrative"), {
    to: ["legal"],
    consent: consents,
    parents: [referral],
  });
  assert.equal(build.verdict(aside), "effective");
  const withdrawal = build.add("border", "consent.withdraw", { given: legalConsent }, { to: all, parents: [before] });
  const after = build.add("shelter", "answers", saveIn("narrative"), {
    to: ["legal"],
    consent: consents,
    parents: [withdrawal],
  });
  const unaware = build.add("shelter", "answers", saveIn("narrative"), {
    to: ["legal"],
    consent: consents,
    parents: [referral],
  });
  const unlogged = build.add("shelter", "answers", saveIn("narrative"), {
    to: ["legal"],
    consent: consents,
    parents: [referral],
    leaf: null,
  });
  const accept = build.add("legal", "referral.accept", { referral }, { parents: [referral], to: all });
  const state = build.fold();
  assert.equal(build.verdict(withdrawal, state), "effective");
  assert.equal(build.verdict(before, state), "effective");
  assert.equal(build.verdict(aside, state), "effective");
  for (const late of [after, unaware, unlogged, accept]) assert.equal(build.verdict(late, state), "consent-withdrawn");
  assert.equal(build.verdict(referral, state), "effective", "the other choice stands");
  assert.equal(state.consents.find(({ id }) => id === legalConsent)?.withdrawn, true);
  assert.equal(state.consents.find(({ id }) => id !== legalConsent)?.withdrawn, false);
});

test("[FD2] of consents on different branches the narrower holds for what is logged after it; what the log held before has happened", () => {
  for (const narrowFirst of [true, false]) {
    const { country, build } = begin();
    build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter", "legal"] });
    const branch: EntryOptions = { parents: [build.id], to: ["shelter", "legal"] };
    const narrow = () => build.consent("border", "legal", { ...branch, compartments: ["referral"] });
    if (narrowFirst) narrow();
    const wide = build.consent("border", "legal", { ...branch, compartments: ["referral", "identity"] });
    const options: EntryOptions = { to: ["legal"], consent: [wide], parents: [wide] };
    const shared = build.add("border", "answers", saveIn("identity"), options);
    if (!narrowFirst) {
      assert.equal(build.verdict(shared), "effective");
      narrow();
    }
    const later = build.add("border", "answers", saveIn("identity"), options);
    const unlogged = build.add("border", "answers", saveIn("identity"), { ...options, leaf: null });
    const state = build.fold();
    assert.equal(build.verdict(shared, state), narrowFirst ? "readers-not-allowed" : "effective");
    assert.equal(build.verdict(later, state), "readers-not-allowed");
    assert.equal(build.verdict(unlogged, state), "readers-not-allowed");
    assert.deepEqual(
      state.consents.map(({ compartments }) => compartments),
      [["referral"], ["referral"]],
    );
  }
});

test("[FD2] a narrower consent binds what the log held after it, also what comes before it in the order", () => {
  const { country, build } = begin();
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: all });
  const branch: EntryOptions = { parents: [build.id], to: all };
  const wide = build.consent("border", "legal", { ...branch, compartments: ["referral", "identity"] });
  const first = country.size;
  country.size += 10;
  // Its parent came into the log last: in the order it stands behind what was shared.
  const parent = build.add("border", "status", { status: "presumed" }, { ...branch, leaf: first + 5 });
  const options: EntryOptions = { to: ["legal"], consent: [wide], parents: [wide], leaf: first + 3 };
  const shared = build.add("border", "answers", saveIn("identity"), options);
  assert.equal(build.verdict(shared), "effective");
  build.consent("border", "legal", { to: all, parents: [parent], compartments: ["referral"], leaf: first + 1 });
  assert.equal(build.verdict(shared), "readers-not-allowed");
});

test("[FD2] a wider consent that was given with knowledge of the narrower one holds", () => {
  const { country, build } = begin();
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter", "legal"] });
  const narrow = build.consent("border", "legal", { to: all, compartments: ["referral"] });
  const wide = build.consent("border", "legal", { to: all, parents: [narrow], compartments: ["referral", "identity"] });
  const shared = build.add("border", "answers", saveIn("identity"), { to: ["legal"], consent: [wide] });
  assert.equal(build.verdict(shared), "effective");
});

test("[FD2] child beats adult and danger beats none between branches; a later word replaces what it builds on", () => {
  const { build } = begin();
  const { consents, screening } = build.refer("border", ["shelter"]);
  const screen = (age: "adult" | "child" | "in-doubt", danger: "now" | "unclear", parent: string) =>
    build.add("border", "answers", screeningOf(age, danger), { consent: consents, parents: [parent] });
  const child = screen("in-doubt", "unclear", consents[0] ?? "");
  assert.equal(build.fold().treatAsChild, true);
  assert.equal(build.fold().danger, "unclear");
  const after = build.add("shelter", "answers", saveIn("narrative"), { parents: [child, screening].sort() });
  screen("adult", "now", after);
  assert.equal(build.fold().treatAsChild, false);
  assert.equal(build.fold().danger, "now");
});

test("[FD2] of two referrals of one case each has its own acceptance, and neither bars the other", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"], { extra: ["legal"] });
  const home = build.consent("border", "legal", { to: all });
  const second = build.send("border", ["legal"], [home, ...consents], { to: all });
  const there = build.add("shelter", "referral.accept", { referral }, { to: ["shelter"] });
  const atHome = build.add("legal", "referral.accept", { referral: second }, { to: all });
  for (const entry of [there, atHome]) assert.equal(build.verdict(entry), "effective");
  assert.deepEqual(
    build.fold().referrals.map(({ places }) => places.map(({ organisation, state }) => [organisation, state])),
    [[[country.by.shelter.id, "accepted"]], [[country.by.legal.id, "accepted"]]],
  );
  const foreign = build.add("legal", "referral.accept", { referral }, { to: all });
  assert.equal(build.verdict(foreign), "no-such-referral", "who only reads a referral has no place in it");
});

test("[FD2] of two acceptances the lower log index wins and the later author sees it", () => {
  for (const [winner, loser] of [
    ["shelter", "legal"],
    ["legal", "shelter"],
  ] as const) {
    const { country, build } = begin();
    const { referral } = build.refer("border", all);
    country.passHours(24);
    const first = build.add(winner, "referral.accept", { referral }, { parents: [referral], to: all });
    const second = build.add(loser, "referral.accept", { referral }, { parents: [referral], to: all });
    for (const entries of [build.entries, build.entries.toReversed()]) {
      const state = build.fold(country.size, entries);
      assert.equal(build.verdict(first, state), "effective");
      assert.equal(build.verdict(second, state), "already-accepted");
    }
    const waitlist = build.add(loser, "referral.waitlist", { referral }, { parents: [referral], to: all });
    assert.equal(build.verdict(waitlist), "already-accepted");
  }
});

test("[FD3] the case id is the id of its opening; other openings and entries of other cases do not count", () => {
  const { country, build } = begin();
  build.refer("border", ["shelter"]);
  const second = build.add("shelter", "case.open", { lead: country.by.shelter.id });
  const foreign = build.add("shelter", "answers", saveIn("narrative"), { case: second });
  assert.equal(build.verdict(second), "not-a-case");
  assert.equal(build.verdict(foreign), "not-a-case");
});

test("[FD3] an author whose organisation nobody named does not count, nor does one that declined", () => {
  const { build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  const stranger = build.add("clinic", "answers", saveIn("narrative"), { to: ["clinic"], parents: [referral] });
  assert.equal(build.verdict(stranger), "author-not-in-case");
  build.add("shelter", "referral.decline", { referral, reason: "no-place" });
  const late = build.add("shelter", "answers", saveIn("narrative"));
  assert.equal(build.verdict(late), "author-not-in-case");
});

test("[FD3] who declined may still withdraw a consent and report a purge; who opened the case stays in it", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("legal", ["shelter", "legal"]);
  build.add("legal", "referral.decline", { referral, reason: "other" }, { to: all });
  assert.equal(build.verdict(build.add("legal", "answers", saveIn("narrative"), { to: ["legal"] })), "effective");
  build.add("shelter", "referral.decline", { referral, reason: "no-place" }, { to: all });
  const withdrawal = build.add("shelter", "consent.withdraw", { given: consents[0] ?? "" }, { to: all });
  assert.equal(build.verdict(withdrawal), "effective");
  assert.equal(build.verdict(build.add("shelter", "purge.done", { withdrawal }, { to: all })), "effective");
});

test("[FD5] a refused entry stays readable with its reason and changes nothing", () => {
  const { build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  const before = build.fold();
  const refused = build.add("border", "referral.accept", { referral });
  const state = build.fold();
  assert.equal(build.verdict(refused, state), "author-may-not");
  assert.ok(state.entries.some(({ id }) => id === refused));
  assert.deepEqual({ ...state, entries: [] }, { ...before, entries: [] });
});

test("[FD5] an author unknown to the directory or inactive at the leaf is refused", () => {
  const { country, build } = begin();
  build.refer("border", ["shelter"]);
  const unknown = country.device(country.by.shelter.id, "shelter");
  const ghost = build.add("shelter", "answers", saveIn("narrative"), { device: unknown });
  assert.equal(build.verdict(ghost), "author-unknown");
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const before = build.add("shelter", "answers", saveIn("narrative"));
  country.must("device.revoke", { device: one.name, reason: "stolen" }, two);
  const after = build.add("shelter", "answers", saveIn("narrative"));
  assert.equal(build.verdict(before), "effective");
  assert.equal(build.verdict(after), "author-inactive");
});

/** A referral by a border phone that was revoked before it was logged. */
function refusedReferral(receivers: readonly Role[] = ["shelter"]) {
  const { country, build } = begin();
  const [one, two] = country.admins("border");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  return { country, build, ...build.refer("border", receivers) };
}

test("[FD5] a provider to whom a refused referral was sealed adopts it under its own name", () => {
  const { country, build, referral } = refusedReferral(["shelter", "legal"]);
  const refused = build.fold();
  assert.equal(refused.openedBy, null);
  assert.ok(refused.entries.every(({ verdict }) => verdict.is === "refused"));
  const parts = build.entries.map(({ id }) => id);
  const adopt = build.add("shelter", "adopt", { entries: parts }, { to: ["shelter", "legal"] });
  const accept = build.add("shelter", "referral.accept", { referral }, { to: ["shelter", "legal"] });
  const state = build.fold();
  assert.equal(state.openedBy, country.by.shelter.id);
  assert.equal(build.verdict(adopt, state), "effective");
  assert.equal(build.verdict(accept, state), "effective");
  for (const part of parts) {
    const verdict = state.entries.find(({ id }) => id === part)?.verdict;
    assert.deepEqual(verdict, { is: "effective", adoptedBy: adopt });
  }
  assert.equal(state.referrals[0]?.sentBy, country.by.shelter.id);
});

test("[FD5] nobody else adopts a refused opening, and not for readers to whom it was not sealed", () => {
  const { build } = refusedReferral();
  const parts = build.entries.map(({ id }) => id);
  const stranger = build.add("legal", "adopt", { entries: parts }, { to: ["legal"], parents: [build.id] });
  const wide = build.add("shelter", "adopt", { entries: parts }, { to: ["shelter", "legal"], parents: [build.id] });
  const note = build.add("shelter", "answers", saveIn("narrative"), { parents: [build.id] });
  assert.equal(build.verdict(stranger), "author-not-in-case");
  assert.equal(build.verdict(wide), "readers-not-allowed");
  assert.equal(build.verdict(note), "author-not-in-case");
});

test("[FD5] there is nothing to adopt in what counts already, in an adoption, or in what the adopter may not say itself", () => {
  const { build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  const formal = build.add("border", "status", { status: "formally-identified" });
  const adopt = (entry: string) => build.verdict(build.add("shelter", "adopt", { entries: [entry] }));
  assert.equal(adopt(referral), "nothing-to-adopt");
  assert.equal(build.verdict(formal), "author-may-not");
  assert.equal(adopt(formal), "nothing-to-adopt");
  const [last] = build.entries.slice(-1);
  assert.ok(last);
  assert.equal(adopt(last.id), "nothing-to-adopt");
});

test("[FD5] an adoption adopts no adoption", () => {
  const { country, build } = begin();
  build.refer("border", ["shelter"]);
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const note = build.add("shelter", "answers", saveIn("narrative"));
  const first = build.add("shelter", "adopt", { entries: [note] });
  const device = country.deviceOf("shelter", 1);
  const second = build.add("shelter", "adopt", { entries: [first] }, { device });
  assert.equal(build.verdict(first), "author-inactive");
  assert.equal(build.verdict(second), "nothing-to-adopt");
  const right = build.add("shelter", "adopt", { entries: [note] }, { device });
  assert.equal(build.verdict(right), "effective");
});

test("[FD5] an adoption after a withdrawal does not revive what rested on the consent", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", all);
  const [one, two] = country.admins("border");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const late = build.add("border", "answers", saveIn("identity"), { to: all, consent: consents });
  assert.equal(build.verdict(late), "author-inactive");
  const given = consents[1] ?? "";
  const withdrawal = build.add("legal", "consent.withdraw", { given }, { to: all, parents: [late] });
  const unaware = build.add("shelter", "adopt", { entries: [late] }, { to: all, parents: [late] });
  assert.equal(build.verdict(late), "author-inactive");
  assert.equal(build.verdict(unaware), "nothing-to-adopt");
  const after = build.add("shelter", "adopt", { entries: [late] }, { to: all, parents: [withdrawal] });
  assert.equal(build.verdict(after), "nothing-to-adopt");
  assert.equal(build.verdict(referral), "effective");
});

test("[FD7] a refused consent can be withdrawn, and then no adoption makes it count", () => {
  const { country, build } = begin();
  build.refer("border", all);
  const [one, two] = country.admins("border");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "lost" }, two);
  const given = build.consent("border", "clinic", { to: ["shelter", "clinic"], parents: [build.id] });
  const withdrawal = build.add("legal", "consent.withdraw", { given }, { to: ["shelter"] });
  const adopt = build.add("shelter", "adopt", { entries: [given] }, { to: ["shelter"] });
  assert.equal(build.verdict(withdrawal), "effective");
  assert.equal(build.verdict(adopt), "effective");
  const shared = build.add("shelter", "answers", saveIn("identity"), {
    to: ["shelter", "clinic"],
    consent: [given],
    parents: [given],
  });
  assert.equal(build.verdict(shared), "consent-withdrawn");
});

test("[FD6] status is a history, each step with the body that took it, and a negative decision ends nothing", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"], { extra: ["authority"] });
  build.consent("border", "authority", { to: ["shelter", "authority"] });
  assert.equal(consents.length, 1);
  const to: readonly Role[] = ["shelter", "authority"];
  const steps = [
    ["border", "contact"],
    ["border", "presumed"],
    ["authority", "not-identified"],
    ["authority", "formally-identified"],
    ["shelter", "exited"],
  ] as const;
  for (const [author, status] of steps) {
    assert.equal(build.verdict(build.add(author, "status", { status }, { to })), "effective", status);
  }
  const state = build.fold();
  assert.deepEqual(
    state.statuses.map(({ status, by }) => [by, status]),
    steps.map(([author, status]) => [country.by[author].id, status]),
  );
  assert.equal(build.verdict(build.add("shelter", "referral.accept", { referral })), "effective");
});

test("[FD6] only the competent authority says formally identified or not identified; a referrer does not say exited", () => {
  const { build } = begin();
  build.refer("border", ["shelter"], { extra: ["authority"] });
  for (const [author, status] of [
    ["border", "formally-identified"],
    ["shelter", "formally-identified"],
    ["border", "not-identified"],
    ["shelter", "not-identified"],
    ["border", "exited"],
  ] as const) {
    assert.equal(build.verdict(build.add(author, "status", { status })), "author-may-not", `${author} ${status}`);
  }
  assert.deepEqual(build.fold().statuses, []);
});

test("[FD7] a withdrawal stops sharing at once; bytes are purged only after a provider confirmed it", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"]);
  const given = consents[0] ?? "";
  const purge = () => build.fold().consents.map(({ withdrawn, purge: purged }) => ({ withdrawn, purged }));
  assert.deepEqual(purge(), [{ withdrawn: false, purged: false }]);
  build.add("shelter", "referral.accept", { referral });
  const withdrawal = build.add("border", "consent.withdraw", { given });
  assert.deepEqual(purge(), [{ withdrawn: true, purged: false }]);
  const byReferrer = build.add("border", "withdraw.confirmed", { withdrawal });
  assert.equal(build.verdict(byReferrer), "author-may-not");
  assert.deepEqual(purge(), [{ withdrawn: true, purged: false }]);
  build.add("shelter", "withdraw.confirmed", { withdrawal });
  assert.deepEqual(purge(), [{ withdrawn: true, purged: true }]);
  assert.equal(build.verdict(build.add("shelter", "purge.done", { withdrawal })), "effective");
});

test("[FD7] what ends sharing rests on no consent, also when it names the one that it ends", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral });
  const withdrawal = build.add("border", "consent.withdraw", { given: consents[0] ?? "" }, { consent: consents });
  const confirmed = build.add("shelter", "withdraw.confirmed", { withdrawal }, { consent: consents });
  const purged = build.add("shelter", "purge.done", { withdrawal }, { consent: consents });
  for (const id of [withdrawal, confirmed, purged]) assert.equal(build.verdict(id), "effective");
});

test("[FD7] a withdrawal, a confirmation and a purge must name what they are about", () => {
  const { build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral });
  assert.equal(build.verdict(build.add("border", "consent.withdraw", { given: referral })), "no-consent");
  assert.equal(build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal: referral })), "no-consent");
  assert.equal(build.verdict(build.add("shelter", "purge.done", { withdrawal: referral })), "no-consent");
});

test("[FD7] only an organisation that accepted the person confirms a withdrawal: another participant cannot have a file purged", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", all);
  build.add("shelter", "referral.accept", { referral }, { to: all });
  const given = consents[0] ?? "";
  const withdrawal = build.add("legal", "consent.withdraw", { given }, { to: all });
  const forced = build.add("legal", "withdraw.confirmed", { withdrawal }, { to: all });
  assert.equal(build.verdict(forced), "not-in-contact");
  assert.equal(build.fold().consents.find(({ id }) => id === given)?.purge, false);
  // The person's own word to the shelter counts, also about the shelter's own consent: its acceptance stands.
  const confirmed = build.add("shelter", "withdraw.confirmed", { withdrawal }, { to: all });
  assert.equal(build.verdict(confirmed), "effective");
  assert.equal(build.fold().referrals[0]?.places[0]?.state, "accepted");
  assert.equal(country.by.shelter.id, build.fold().referrals[0]?.places[0]?.organisation);
});

test("[FD7] nobody makes its own contact: not by a referral to itself, not by one of who is not in contact, not by adopting", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("border", all);
  build.consent("border", "clinic", { to: ["shelter", "legal", "clinic"] });
  build.add("shelter", "referral.accept", { referral }, { to: all });
  const [ofShelter = "", ofLegal = ""] = consents;
  const toItself = build.send("legal", ["legal"], [ofLegal], { to: all, consent: consents });
  build.add("legal", "referral.accept", { referral: toItself }, { to: all });
  const withdrawal = build.add("legal", "consent.withdraw", { given: ofShelter }, { to: all });
  const confirm = () => build.verdict(build.add("legal", "withdraw.confirmed", { withdrawal }, { to: all }));
  assert.equal(build.verdict(toItself), "not-in-contact");
  assert.equal(confirm(), "not-in-contact");
  assert.equal(build.fold().consents.find(({ id }) => id === ofShelter)?.purge, false);
});

test("[FD7] a referral by who is in contact makes contact, one by another participant does not", () => {
  for (const [writer, verdict] of [
    ["shelter", "effective"],
    ["legal", "not-in-contact"],
  ] as const) {
    const { build } = begin();
    const { referral } = build.refer("border", all);
    const to: readonly Role[] = ["shelter", "legal", "clinic"];
    const given = build.consent("border", "clinic", { to });
    build.add("shelter", "referral.accept", { referral }, { to });
    const onward = build.send(writer, ["clinic"], [given], { to: ["clinic"], consent: [given] });
    build.add("clinic", "referral.accept", { referral: onward }, { to: ["clinic"] });
    const own = build.consent("clinic", "prosecutor", { to: ["clinic", "prosecutor"] });
    assert.equal(build.verdict(own), verdict);
  }
});

test("[FD7] a consent counts from who opened the case, is in contact or was brought in, and from who adopts the word of one of them", () => {
  const { build } = begin();
  const { referral } = build.refer("border", all);
  const give = (role: Role, to: readonly Role[] = all) => build.consent(role, "shelter", { to });
  const byChoice = give("legal");
  assert.equal(build.verdict(byChoice), "not-in-contact");
  assert.equal(build.verdict(give("border")), "effective");
  assert.equal(build.verdict(build.add("legal", "adopt", { entries: [byChoice] }, { to: all })), "nothing-to-adopt");
  build.add("shelter", "referral.accept", { referral }, { to: all });
  assert.equal(build.verdict(give("shelter")), "effective");
  assert.equal(build.verdict(build.add("shelter", "adopt", { entries: [byChoice] }, { to: all })), "effective");
});

test("[FD7] a provider that opened the case holds its file on no consent: nobody else confirms that it must go", () => {
  const { build } = begin();
  const { consents, referral } = build.refer("legal", ["shelter", "legal"]);
  build.add("shelter", "referral.accept", { referral }, { to: all });
  const given = consents[1] ?? "";
  const withdrawal = build.add("shelter", "consent.withdraw", { given }, { to: all });
  const forced = build.add("shelter", "withdraw.confirmed", { withdrawal }, { to: all });
  assert.equal(build.verdict(forced), "not-in-contact");
  assert.equal(build.verdict(build.add("legal", "withdraw.confirmed", { withdrawal }, { to: all })), "effective");
});

test("[FD7] an organisation that knows the person ends the contact of another by a withdrawal, save that it may confirm its own; the word of others stops sharing only", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", all);
  const to: readonly Role[] = ["shelter", "legal", "clinic"];
  build.add("shelter", "referral.accept", { referral }, { to: all });
  const given = build.consent("shelter", "clinic", { to });
  const grantTo = (organisation: Role, consent: string) =>
    build.add(
      "shelter",
      "grant",
      { organisation: country.by[organisation].id, consent, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to: ["shelter", organisation] },
    );
  build.add("legal", "consent.withdraw", { given: consents[0] ?? "" }, { to: all });
  assert.equal(
    build.verdict(grantTo("clinic", given)),
    "effective",
    "a choice that never accepted does not know the person",
  );
  const withdrawal = build.add("clinic", "consent.withdraw", { given: consents[0] ?? "" }, { to });
  const other = build.add("border", "consent.withdraw", { given }, { to });
  assert.equal(build.verdict(grantTo("clinic", given)), "consent-withdrawn");
  assert.equal(
    build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal: other }, { to })),
    "not-in-contact",
  );
  build.consent("shelter", "shelter", { to });
  assert.equal(
    build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal: other }, { to })),
    "not-in-contact",
    "nor by a consent that it enters itself",
  );
  assert.equal(build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal }, { to })), "effective");
  build.consent("border", "shelter", { to });
  assert.equal(build.verdict(build.add("shelter", "withdraw.confirmed", { withdrawal: other }, { to })), "effective");
});

test("[FD2] a withdrawal that counts by adoption looks forward from the adoption, whenever it was logged itself", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", all);
  const stranger = country.deviceOf("clinic");
  const early = build.add("border", "consent.withdraw", { given: consents[0] ?? "" }, { to: all, device: stranger });
  const accept = build.add("shelter", "referral.accept", { referral }, { to: all, parents: [referral] });
  assert.equal(build.verdict(early), "author-not-in-case");
  const adopt = build.add("legal", "adopt", { entries: [early] }, { to: all, parents: [early, referral].sort() });
  assert.equal(build.verdict(adopt), "effective");
  assert.equal(build.verdict(accept), "effective");
  assert.equal(build.fold().consents[0]?.withdrawn, true);
});

test("[R03] who agrees to nothing but the referral is accepted and met like anybody, and who takes the consent back is still met and still said to be in danger", () => {
  const { build, country } = begin();
  build.add("border", "case.open", { lead: country.by.shelter.id });
  const consents = [build.consent("border", "shelter", { compartments: ["referral"], purposes: ["referral"] })];
  build.add("border", "answers", screeningOf("adult"), { consent: consents });
  const referral = build.send("border", ["shelter"], consents);
  const accepted = build.add("shelter", "referral.accept", { referral });
  assert.equal(build.verdict(accepted), "effective");
  const withdrawn = build.add("shelter", "consent.withdraw", { given: consents[0] ?? "" }, { parents: [accepted] });
  const danger = build.add("shelter", "answers", dangerOf("now"), { to: ["shelter"], parents: [withdrawn] });
  const met = build.add("shelter", "referral.meet", { referral }, { parents: [danger] });
  const state = build.fold();
  assert.deepEqual(
    [withdrawn, danger, met].map((id) => build.verdict(id, state)),
    ["effective", "effective", "effective"],
  );
  assert.equal(state.referrals[0]?.places[0]?.state, "met");
  assert.equal(state.danger, "now");
});

test("[R01] a consent to statistics alone carries no referral, one to support does", () => {
  const { build } = begin();
  build.refer("border", ["shelter"]);
  const to = ["shelter", "clinic"] as const;
  const statistics = build.consent("border", "clinic", { to, parents: [build.id], purposes: ["statistics"] });
  const support = build.consent("border", "clinic", { to, parents: [statistics], purposes: ["support"] });
  const share = (given: string) =>
    build.add("shelter", "answers", saveIn("identity"), { to, consent: [given], parents: [support] });
  assert.equal(build.verdict(share(statistics)), "readers-not-allowed");
  assert.equal(build.verdict(share(support)), "effective");
});

test("[FD7] the best interest of a child carries nothing about an adult; doubt about the age means child", () => {
  const sentAt = (age: "adult" | "child" | "in-doubt") => {
    const { country, build } = begin();
    build.add("border", "case.open", { lead: country.by.shelter.id });
    const consent = [build.consent("border", "shelter", { basis: "best-interest-of-child" })];
    build.add("border", "answers", screeningOf(age), { consent });
    const referral = build.send("border", ["shelter"], consent);
    const name = build.add("border", "answers", saveIn("identity"), { consent });
    const state = build.fold();
    return { build, country, consent, referral, verdicts: [referral, name].map((id) => build.verdict(id, state)) };
  };
  assert.deepEqual(sentAt("adult").verdicts, ["readers-not-allowed", "readers-not-allowed"]);
  assert.deepEqual(sentAt("child").verdicts, ["effective", "effective"]);
  const { build, country, consent, referral, verdicts } = sentAt("in-doubt");
  assert.deepEqual(verdicts, ["effective", "effective"]);
  build.add("shelter", "referral.accept", { referral });
  const to: readonly Role[] = ["shelter", "legal"];
  const given = build.consent("shelter", "legal", { to, basis: "best-interest-of-child" });
  const grant = () =>
    build.add(
      "shelter",
      "grant",
      { organisation: country.by.legal.id, consent: given, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to },
    );
  const before = grant();
  build.add("shelter", "answers", screeningOf("adult"), { consent });
  const late = build.add("border", "answers", saveIn("narrative"), { consent });
  const state = build.fold();
  assert.equal(build.verdict(before, state), "effective", "what was shared while the person was a child has happened");
  assert.equal(build.verdict(late, state), "readers-not-allowed");
  assert.equal(build.verdict(grant()), "no-consent");
});

test("[FD7] each choice rests on its own consent among those that the entry names", () => {
  const { country, build } = begin();
  const { consents } = build.refer("border", all);
  const [shelterConsent = "", legalConsent = ""] = consents;
  const third = build.consent("border", "legal", { to: all });
  const verdicts = [
    build.send("border", all, [legalConsent, shelterConsent], { consent: consents }),
    build.send("border", all, [shelterConsent, shelterConsent], { consent: consents }),
    build.send("border", all, [shelterConsent, third], { consent: consents }),
    build.send("border", all, [shelterConsent, "ff".repeat(32)], { consent: consents }),
  ].map((id) => build.verdict(id));
  assert.deepEqual(verdicts, Array(4).fill("no-consent"));
  const twice = build.send("border", ["shelter", "shelter"], [shelterConsent, shelterConsent], {
    to: ["shelter"],
    consent: [shelterConsent],
  });
  assert.equal(build.verdict(twice), "readers-not-allowed");
  const assessors = build.consent("border", "prosecutor", { to: ["shelter"] });
  const notProvider = build.send("border", ["prosecutor"], [assessors]);
  assert.equal(build.verdict(notProvider), "readers-not-allowed");
  const unsealed = build.send("border", all, consents, { to: ["shelter"] });
  assert.equal(build.verdict(unsealed), "readers-not-allowed");
  assert.equal(country.by.legal.id === country.by.shelter.id, false);
});

test("[FD7] a consent is over when the log's time says so, whatever the author's clock says", () => {
  const { country, build } = begin();
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: all });
  const given = build.consent("border", "shelter", { to: all, expires: "2030-01-02" });
  const share = () =>
    build.verdict(build.add("border", "answers", saveIn("identity"), { consent: [given], parents: [given] }));
  assert.equal(share(), "effective");
  const honest = country.seconds;
  country.seconds += 365 * 24 * 3600;
  assert.equal(share(), "effective");
  country.seconds = honest;
  country.passHours(35);
  assert.equal(share(), "effective");
  country.passHours(1);
  country.seconds = honest;
  assert.equal(share(), "consent-expired");
});

test("[FD8] the next choice accepts only after a time leaf says that the first one's time is over", () => {
  const { country, build } = begin();
  const { referral } = build.refer("border", all);
  const accept = (options: EntryOptions = {}) =>
    build.add("legal", "referral.accept", { referral }, { parents: [referral], to: all, ...options });
  const early = accept();
  country.passHours(23);
  const nearly = accept();
  country.seconds += 3600;
  const timeLeaf = country.size;
  country.logTime();
  const late = accept({ leaf: timeLeaf - 1 });
  const inTime = accept({ leaf: timeLeaf + 1 });
  const state = build.fold();
  assert.deepEqual(
    [early, nearly, late, inTime].map((id) => build.verdict(id, state)),
    ["too-early", "too-early", "too-early", "effective"],
  );
});

test("[FD8] the next choice accepts at once when all before it declined; the first one accepts at any time", () => {
  const { country, build } = begin();
  const choices: readonly Role[] = ["shelter", "legal", "clinic"];
  const { referral } = build.refer("border", choices);
  const accept = (role: Role) =>
    build.verdict(build.add(role, "referral.accept", { referral }, { to: choices, parents: [referral] }));
  build.add("shelter", "referral.decline", { referral, reason: "no-place" }, { to: choices });
  assert.equal(accept("clinic"), "too-early");
  country.passHours(24);
  assert.equal(accept("clinic"), "too-early");
  country.passHours(24);
  assert.equal(accept("clinic"), "effective");

  const other = new CaseBuilder(country);
  const second = other.refer("border", choices).referral;
  other.add("shelter", "referral.decline", { referral: second, reason: "no-place" }, { to: choices });
  const now = other.add("legal", "referral.accept", { referral: second }, { to: choices });
  assert.equal(other.verdict(now), "effective");
});

test("[FD8] of a referral that asks all at once each choice accepts at any time, and the first acceptance counts (FD2)", () => {
  const { country, build } = begin();
  const choices: readonly Role[] = ["shelter", "legal", "clinic"];
  const { referral } = build.refer("border", choices, { atOnce: true });
  const bars = () => build.fold().referrals[0]?.places.map(({ bar }) => bar?.is ?? null);
  assert.deepEqual(bars(), [null, null, null]);
  const third = build.add("clinic", "referral.accept", { referral }, { to: choices, parents: [referral] });
  const first = build.add("shelter", "referral.accept", { referral }, { to: choices, parents: [referral] });
  assert.deepEqual([build.verdict(third), build.verdict(first)], ["effective", "already-accepted"]);
  assert.deepEqual(bars(), ["elsewhere", "elsewhere", null], "the others see it");
  assert.equal(country.directory.times.length, 0, "no time note was needed");
});

test("[FD8] what is said of danger before or after a referral changes nothing of who may accept: the referral says it itself", () => {
  const { country, build } = begin();
  const { referral, consents } = build.refer("border", all);
  build.add("border", "answers", screeningOf("adult", "now"), { to: all, consent: consents, parents: [referral] });
  assert.equal(build.fold().danger, "now");
  assert.equal(build.verdict(build.add("legal", "referral.accept", { referral }, { to: all })), "too-early");

  const urgent = new CaseBuilder(country);
  const asked = urgent.refer("border", all, { atOnce: true });
  urgent.add("border", "answers", screeningOf("adult"), { to: all, consent: asked.consents });
  assert.equal(urgent.fold().danger, "not-now");
  const accepted = urgent.add("legal", "referral.accept", { referral: asked.referral }, { to: all });
  assert.equal(urgent.verdict(accepted), "effective");
});

test("[FD2][FD8] a place says what bars it from accepting: exactly what an acceptance now would be refused for", () => {
  const { country, build } = begin();
  const choices: readonly Role[] = ["shelter", "legal", "clinic"];
  const { referral } = build.refer("border", choices);
  const bars = () => build.fold().referrals[0]?.places.map(({ bar }) => bar?.is ?? null);
  const from = (choice: number) => {
    const bar = build.fold().referrals[0]?.places[choice]?.bar;
    return bar?.is === "not-yet" ? bar.from : null;
  };
  assert.deepEqual(bars(), [null, "not-yet", "not-yet"]);
  assert.equal(from(1), null, "the log does not show it yet");
  country.logTime();
  assert.deepEqual(
    [from(1), from(2)],
    [24, 48].map((hours) => new Date((country.seconds + hours * 3600) * 1000).toISOString()),
  );
  country.passHours(24);
  assert.deepEqual(bars(), [null, null, "not-yet"]);
  build.add("legal", "referral.accept", { referral }, { to: choices });
  assert.deepEqual(bars(), ["elsewhere", null, "elsewhere"], "the first choice too");
  build.add("legal", "referral.close", { referral, outcome: "goal-reached" }, { to: choices });
  build.add("clinic", "referral.decline", { referral, reason: "other" }, { to: choices });
  assert.deepEqual(bars(), ["elsewhere", null, null], "nothing bars who answered");
});

test("[FD8] the answer time in force when the referral was sent holds", () => {
  const { country, build } = begin();
  const { referral } = build.refer("border", all);
  country.must("council.waits", { waits: { ...country.directory.waits, answer: 1 } }, ...country.seats);
  country.passHours(2);
  assert.equal(build.verdict(build.add("legal", "referral.accept", { referral }, { to: all })), "too-early");
});

test("[FD4] a grant needs a consent for the newcomer and is sealed to it", () => {
  const { country, build } = begin();
  const { consents, referral } = build.refer("border", ["shelter"]);
  const to: readonly Role[] = ["shelter", "prosecutor"];
  const given = build.consent("border", "prosecutor", { to });
  const grant = (organisation: Role, consent: string, readers: readonly Role[]) =>
    build.add(
      "shelter",
      "grant",
      { organisation: country.by[organisation].id, consent, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
      { to: readers, parents: [given] },
    );
  const note = () => build.add("prosecutor", "answers", saveIn("notes"), { to: ["prosecutor"], parents: [build.id] });
  assert.equal(build.verdict(grant("legal", given, ["shelter", "legal"])), "no-consent");
  assert.equal(build.verdict(grant("prosecutor", consents[0] ?? "", to)), "no-consent");
  assert.equal(build.verdict(grant("prosecutor", given, ["shelter"])), "readers-not-allowed");
  assert.equal(build.verdict(grant("prosecutor", given, [...to, "legal"])), "readers-not-allowed");
  assert.equal(build.verdict(grant("prosecutor", given, to)), "not-in-contact");
  build.add("shelter", "referral.accept", { referral }, { to });
  assert.equal(build.verdict(grant("prosecutor", given, to)), "effective");
  assert.equal(build.verdict(note()), "effective");
  build.add("border", "consent.withdraw", { given }, { to });
  const late = build.add(
    "shelter",
    "grant",
    { organisation: country.by.prosecutor.id, consent: given, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
    { to },
  );
  assert.equal(build.verdict(late), "consent-withdrawn");
});

test("[SG4] an entry of a newer kind is kept, marks the case, and changes nothing else", () => {
  const { build } = begin();
  build.refer("border", ["shelter"]);
  const before = build.fold();
  build.add("shelter", "answers", saveIn("narrative"));
  const newer = build.entries.pop();
  assert.ok(newer);
  build.entries.push(newerThan(newer));
  const state = build.fold();
  assert.equal(build.verdict(newer.id, state), "newer");
  assert.equal(state.holdsNewer, true);
  assert.deepEqual({ ...state, entries: [], holdsNewer: false }, { ...before, entries: [] });
});

test("[SG4] a stranger, an unknown device or a revoked one cannot freeze a case with an invented kind", () => {
  const { country, build } = begin();
  build.refer("border", ["shelter"]);
  build.add("legal", "answers", saveIn("narrative"), { to: ["legal"], parents: [build.id] });
  build.add("shelter", "answers", saveIn("narrative"), { device: country.device(country.by.shelter.id, "shelter") });
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  country.must("device.revoke", { device: one.name, reason: "stolen" }, two);
  build.add("shelter", "answers", saveIn("narrative"));
  const entries = build.entries.map((entry, i) => (i < build.entries.length - 3 ? entry : newerThan(entry)));
  const state = build.fold(country.size, entries);
  assert.deepEqual(
    state.entries.slice(-3).map(({ id }) => build.verdict(id, state)),
    ["author-not-in-case", "author-unknown", "author-inactive"],
  );
  assert.equal(state.holdsNewer, false);
});

test("[SG4] who declined cannot freeze the case with an invented kind either", () => {
  const { build } = begin();
  const { referral } = build.refer("border", all);
  build.add("legal", "referral.decline", { referral, reason: "no-place" }, { to: all });
  build.add("legal", "answers", saveIn("narrative"), { to: ["legal"] });
  const invented = build.entries.pop();
  assert.ok(invented);
  build.entries.push(newerThan(invented));
  assert.equal(build.verdict(invented.id), "author-not-in-case");
  assert.equal(build.fold().holdsNewer, false);
});

test("[SG4] a case opened by a newer kind is marked, and nothing in it counts", () => {
  const { build } = begin();
  const { referral } = build.refer("border", ["shelter"]);
  const [opening, ...rest] = build.entries;
  assert.ok(opening);
  const state = build.fold(build.country.size, [newerThan(opening), ...rest]);
  assert.equal(state.holdsNewer, true);
  assert.equal(state.openedBy, null);
  assert.equal(build.verdict(referral, state), "author-not-in-case");
});

test("[FD2] an acceptance that was logged stands against a withdrawal that did not know of it; one that was not logged yet does not", () => {
  for (const leaf of [undefined, null]) {
    const { country, build } = begin();
    const { consents, referral } = build.refer("border", all);
    country.passHours(24);
    const options = { to: all, parents: [referral] };
    const first = build.add("shelter", "referral.accept", { referral }, leaf === null ? { ...options, leaf } : options);
    build.add("border", "consent.withdraw", { given: consents[0] ?? "" }, { to: all, parents: [referral] });
    const second = build.add("legal", "referral.accept", { referral }, { to: all, parents: [referral] });
    const state = build.fold();
    assert.equal(build.verdict(first, state), leaf === null ? "consent-withdrawn" : "effective");
    assert.equal(build.verdict(second, state), leaf === null ? "effective" : "already-accepted");
  }
});

test("[FD1] an entry with a low index that builds on a late one is placed after it", () => {
  const { build } = begin();
  const { consents } = build.refer("border", ["shelter"]);
  const late = build.add("shelter", "answers", saveIn("narrative"), { leaf: 900 });
  const child = build.add("shelter", "answers", saveIn("narrative"), { leaf: 100, parents: [late], consent: consents });
  const order = build.fold(1000).entries.map(({ id }) => id);
  assert.ok(order.indexOf(late) < order.indexOf(child));
});
