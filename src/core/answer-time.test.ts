// How long an organisation took to answer, and that it reveals nobody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role } from "../../test/support/country.ts";
import { answersIn, hoursOf, shownAnswerHours } from "./answer-time.ts";
import type { CaseState } from "./case/fold.ts";
import { capacitySchema } from "./service.ts";

type Answer = "referral.accept" | "referral.decline" | "referral.waitlist";

/** A country in which cases are answered after so many hours of the log's time. */
function begin() {
  const country = new Country();
  const builds: CaseBuilder[] = [];
  const answer = (build: CaseBuilder, referral: string, kind: Answer, by: Role = "shelter", leaf?: null) => {
    const body = kind === "referral.decline" ? { referral, reason: "no-place" as const } : { referral };
    build.add(by, kind, body as never, leaf === undefined ? {} : { leaf });
  };
  const answered = (hours: number, kind: Answer = "referral.accept", from: Role = "border") => {
    const build = new CaseBuilder(country);
    builds.push(build);
    const { referral } = build.refer(from, ["shelter"]);
    country.passHours(hours);
    answer(build, referral, kind);
    country.logTime();
    return { build, referral };
  };
  const shownHours = (by: Role = "shelter", now = country.seconds * 1000) => {
    const cases: readonly CaseState[] = builds.map((build) => build.fold());
    const answers = cases.flatMap((state) => answersIn(state, country.by[by].id));
    return hoursOf(answers, country.directory.times, now);
  };
  return { country, builds, answer, answered, shownHours };
}

test("[DR5] four answers give nothing; five give the median in whole hours, rounded up", () => {
  const { answered, shownHours } = begin();
  for (const hours of [30, 2, 400, 7.2]) answered(hours);
  assert.equal(shownHours(), null);
  answered(3);
  assert.equal(shownHours(), 8);
});

test("[DR5] of an even number of answers the median lies between the middle two; less than an hour counts as one", () => {
  const { answered, shownHours } = begin();
  for (const hours of [1, 2, 4, 8, 100, 200]) answered(hours);
  assert.equal(shownHours(), 6);
  const quick = begin();
  for (let i = 0; i < 5; i++) quick.answered(0.1);
  assert.equal(quick.shownHours(), 1);
});

test("[DR5] a refusal and the waiting list are answers too, and the first one counts", () => {
  const { answered, answer, country, shownHours } = begin();
  answered(4, "referral.decline");
  answered(4, "referral.accept");
  for (let i = 0; i < 3; i++) {
    const { build, referral } = answered(4, "referral.waitlist");
    country.passHours(50);
    answer(build, referral, "referral.accept");
    country.logTime();
  }
  assert.equal(shownHours(), 4);
});

test("[DR5] answers of more than 90 days ago no longer count", () => {
  const { answered, country, shownHours } = begin();
  for (let i = 0; i < 5; i++) answered(5);
  assert.equal(shownHours("shelter", country.seconds * 1000 + 89 * 24 * 3_600_000), 5);
  assert.equal(shownHours("shelter", country.seconds * 1000 + 91 * 24 * 3_600_000), null);
});

test("[DR5] another's answers, unanswered referrals, refused answers and what it sent to itself do not count", () => {
  const { answered, answer, builds, country, shownHours } = begin();
  for (let i = 0; i < 4; i++) answered(5);
  assert.equal(shownHours("legal"), null);
  const build = new CaseBuilder(country);
  builds.push(build);
  const { referral } = build.refer("border", ["legal", "shelter"]);
  assert.equal(shownHours(), null, "not answered");
  answer(build, referral, "referral.accept", "legal");
  country.logTime();
  assert.equal(shownHours(), null, "answered by somebody else");
  answer(build, referral, "referral.accept", "shelter");
  country.logTime();
  assert.ok(build.fold().entries.some(({ verdict }) => verdict.is === "refused"));
  assert.equal(shownHours(), null, "an acceptance that does not count");
  answered(5, "referral.accept", "shelter");
  assert.equal(shownHours(), null, "its own referral");
  answered(5);
  assert.equal(shownHours(), 5);
});

test("[DR5] [LG8] only the log's time counts: neither the clocks of devices nor what is not under a time note yet", () => {
  const { answered, answer, builds, country, shownHours } = begin();
  for (let i = 0; i < 4; i++) answered(5);
  const build = new CaseBuilder(country);
  builds.push(build);
  const { referral } = build.refer("border", ["shelter"]);
  country.logTime();
  country.seconds += 10 * 3600;
  answer(build, referral, "referral.accept");
  assert.equal(shownHours(), null);
  country.logTime();
  assert.equal(shownHours(), 5);
  const answers = builds.flatMap((each) => answersIn(each.fold(), country.by.shelter.id));
  assert.equal(hoursOf(answers, [], country.seconds * 1000), null);
});

test("[DR5] [LG8] a leaf has the time of the first time note whose checkpoint holds it, not of one that was kept back", () => {
  const { answered, answer, builds, country, shownHours } = begin();
  for (let i = 0; i < 4; i++) answered(5);
  const build = new CaseBuilder(country);
  builds.push(build);
  const { referral } = build.refer("border", ["shelter"]);
  country.passHours(5);
  answer(build, referral, "referral.accept");
  // A checkpoint of as many leaves as the answer's index does not hold the answer.
  country.directory.addTime({ index: country.size, size: country.size - 1, seconds: country.seconds });
  country.size++;
  assert.equal(shownHours(), null);
  country.logTime();
  assert.equal(shownHours(), 5);
});

test("[DR5] [LG6] what was answered from a carried file before the log held it took no time", () => {
  const { answered, builds, country, shownHours } = begin();
  for (let i = 0; i < 3; i++) answered(5);
  for (let i = 0; i < 3; i++) {
    const build = new CaseBuilder(country);
    builds.push(build);
    const leaf = country.size++;
    country.passHours(100);
    const { referral } = build.refer("border", ["shelter"]);
    build.add("shelter", "referral.accept", { referral }, { leaf });
    country.logTime();
  }
  assert.equal(shownHours(), 3);
});

test("[DR5] each referral of a case has its own answer", () => {
  const { answered, answer, builds, country, shownHours } = begin();
  for (const hours of [1, 1, 20]) answered(hours);
  const build = new CaseBuilder(country);
  builds.push(build);
  const { referral, consents } = build.refer("border", ["shelter"]);
  country.passHours(4);
  answer(build, referral, "referral.waitlist");
  const second = build.send("border", ["shelter"], consents);
  country.passHours(20);
  answer(build, second, "referral.waitlist");
  country.logTime();
  assert.equal(shownHours(), 4);
});

test("[DR5] an answer that is not logged yet does not count", () => {
  const { answered, answer, builds, country, shownHours } = begin();
  for (let i = 0; i < 4; i++) answered(5);
  const build = new CaseBuilder(country);
  builds.push(build);
  const { referral } = build.refer("border", ["shelter"]);
  country.passHours(5);
  answer(build, referral, "referral.accept", "shelter", null);
  country.logTime();
  assert.equal(shownHours(), null);
});

test("[DR5] a capacity note states whole hours of at most 90 days, or none", () => {
  const figures = { service_id: "7e000000-0000-4000-8000-000000000001", unit: "bed", available: 1, maximum: 2 };
  assert.ok(capacitySchema(figures));
  for (const good of [1, 2160]) assert.ok(capacitySchema({ ...figures, answer_hours: good }));
  for (const bad of [0, 2161, 1.5, "3", null]) assert.ok(!capacitySchema({ ...figures, answer_hours: bad }));
  const slow = begin();
  for (let i = 0; i < 5; i++) slow.answered(100 * 24);
  assert.equal(slow.shownHours("shelter", (slow.country.seconds - 400 * 24 * 3600) * 1000), 2160);
});

test("[DR5] an answer time that is more than 90 days old is not shown", () => {
  const now = Date.parse("2030-06-01T00:00:00Z");
  const shownHours = (updated: string, hours?: number) =>
    shownAnswerHours(
      {
        service_id: "7e000000-0000-4000-8000-000000000001",
        unit: "bed",
        available: 1,
        maximum: 2,
        updated,
        ...(hours === undefined ? {} : { answer_hours: hours }),
      },
      now,
    );
  assert.equal(shownHours("2030-05-31T00:00:00Z", 7), 7);
  assert.equal(shownHours("2030-05-31T00:00:00Z"), null);
  assert.equal(shownHours("2030-03-03T00:00:00Z", 7), 7);
  assert.equal(shownHours("2030-03-02T23:59:59Z", 7), null);
  assert.equal(shownHours("2030-06-03T00:00:00Z", 7), null);
  assert.equal(shownAnswerHours(null, now), null);
});
