// The lessons through the real engine, host and witness: from the phone that has done them to the number in the register of trainings.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { exampleDraft, fetchNetwork, testPassphrase, World } from "../../../test/support/world.ts";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { lessons, lessonsEdition } from "../../core/lessons.ts";
import { isProblem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import type { Device } from "../device.ts";
import { Composer } from "../sending/composer.ts";
import type { Network } from "../trust/host-client.ts";
import { must } from "../verb.ts";

const day = 86_400_000;

async function country(t: TestContext, kinds: readonly ("institute" | "secretariat")[] = ["institute", "secretariat"]) {
  const world = await World.found({ witnesses: 1 });
  t.after(() => world.close());
  const post = await world.organisation("border-post", "Example Gate");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  const join = async (kind: "training-institute" | "secretariat", name: string) => {
    const organisation = await world.organisation(kind, name);
    const [first, second] = organisation.devices;
    assert.ok(first && second);
    return { organisation, member: await world.member(first), second: await world.member(second) };
  };
  const secretariat = kinds.includes("secretariat") ? await join("secretariat", "Example Secretariat") : null;
  const institute = kinds.includes("institute") ? await join("training-institute", "Institute of Napkins") : null;
  const [phone] = post.devices;
  const [reviewer] = ombudsman.devices;
  const [worker] = shelter.devices;
  assert.ok(phone && reviewer && worker);
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(phone, { store });
  const rapporteur = await world.member(reviewer);
  const shelterMember = await world.member(worker);
  await logTime(world);
  await world.settle(
    officer,
    rapporteur,
    shelterMember,
    ...[secretariat, institute].flatMap((one) => one?.member ?? []),
  );
  return { world, store, post, shelter, officer, rapporteur, shelterMember, secretariat, institute };
}

async function logTime(world: World): Promise<void> {
  await world.witness();
  await world.timekeeping.writeTime();
  await world.witness();
}

const finishAll = async (officer: Device) => {
  for (const lesson of lessons) await must(officer.lessons.finish(lesson));
};
const numbers = (member: Device) =>
  member.lessons.counts.map(({ month, profession, participants, entered }) => [
    month,
    profession,
    participants,
    entered,
  ]);

test("[LS2, LS5] a phone does the lessons, the institute enters the number, the reviewer sees both, and nobody else sees a thing", async (t) => {
  const { world, store, officer, rapporteur, shelterMember, secretariat, institute } = await country(t);
  assert.ok(institute && secretariat);
  const before = officer.lessons.view;
  assert.deepEqual(
    [before?.done, before?.isDue, before?.finished, before?.countedBy],
    [[], true, null, institute.organisation.id],
  );
  await must(officer.lessons.finish("signs"));
  await must(officer.lessons.finish("signs"));
  assert.deepEqual(officer.lessons.view?.done, ["signs"]);
  assert.equal(officer.view?.outbox, 0, "a part of the lessons is nobody's business");
  await finishAll(officer);
  assert.deepEqual(
    [officer.lessons.view?.done.length, officer.lessons.view?.isDue, officer.lessons.view?.isSealed],
    [6, false, true],
  );
  assert.equal(officer.view?.outbox, 1, "one envelope");
  assert.deepEqual(await store.list("entry"), [], "the phone keeps no copy");
  assert.deepEqual(officer.drafts.sent, [], "it is no referral");
  await world.settle(officer, institute.member, institute.second, rapporteur, shelterMember, secretariat.member);
  assert.deepEqual(numbers(institute.member), [["2026-01", "border-guard", 1, null]]);
  assert.deepEqual(numbers(rapporteur), [["2026-01", "border-guard", 1, null]]);
  for (const other of [shelterMember, secretariat.member]) {
    assert.deepEqual(numbers(other), []);
    assert.deepEqual(other.view?.alarms, []);
  }
  assert.equal(await must(rapporteur.lessons.enter()), null, "a reviewer checks numbers and enters none");
  const entered = await must(institute.member.lessons.enter());
  assert.deepEqual([entered?.rows, entered?.hidden], [1, false]);
  assert.equal(await must(institute.member.lessons.enter()), null, "what is on its way is not entered twice");
  await world.settle(institute.member, rapporteur, secretariat.member);
  assert.deepEqual(numbers(rapporteur), [["2026-01", "border-guard", 1, 1]]);
  const [row] = secretariat.member.record.book.statements("training");
  assert.deepEqual(
    [row?.values.profession, row?.values.participants, row?.values.kind, row?.organisation],
    ["border-guard", 1, "lessons", institute.organisation.id],
  );
  assert.equal(institute.member.lessons.coverage.find(({ done }) => done === 1)?.devices, 1);
});

test("[LS5] a higher number of the same month corrects the row, from any device of the institute", async (t) => {
  const { world, officer, institute } = await country(t);
  assert.ok(institute);
  await finishAll(officer);
  await world.settle(officer, institute.member, institute.second);
  await must(institute.member.lessons.enter());
  await world.settle(institute.member, institute.second);
  const [phone] = (await world.organisation("border-post", "Example Bridge")).devices;
  assert.ok(phone);
  const colleague = await world.member(phone);
  await finishAll(colleague);
  await world.settle(colleague, institute.member, institute.second);
  assert.deepEqual(numbers(institute.second), [["2026-01", "border-guard", 2, 1]]);
  await must(institute.second.lessons.enter());
  await world.settle(institute.second, institute.member);
  assert.deepEqual(numbers(institute.member), [["2026-01", "border-guard", 2, 2]]);
  const rows = institute.member.record.book.statements("training");
  assert.deepEqual(
    rows.map(({ values, history }) => [values.participants, history.length]),
    [[2, 1]],
  );
});

test("[LS2] without a network it is sealed, and goes by itself when there is one, also from a locked phone", async (t) => {
  const { world, post, institute } = await country(t);
  const [, phone] = [...post.devices, (await world.organisation("border-post", "Example Bridge")).devices[0]];
  assert.ok(phone && institute);
  let isOn = true;
  const network: Network = (url, options) => (isOn ? fetchNetwork(url, options) : Promise.resolve(null));
  const officer = await world.member(phone, { network });
  await world.settle(officer);
  isOn = false;
  await officer.sync();
  await finishAll(officer);
  assert.deepEqual([officer.lessons.view?.isSealed, officer.view?.outbox], [true, 1]);
  officer.lock();
  isOn = true;
  assert.equal(await officer.flush(), 1);
  await world.settle(institute.member);
  assert.deepEqual(numbers(institute.member), [["2026-01", "border-guard", 1, null]]);
});

test("[LS2] where nobody counts, nothing is sealed until somebody does", async (t) => {
  const { world, officer } = await country(t, []);
  await finishAll(officer);
  assert.deepEqual(
    [officer.lessons.view?.isDue, officer.lessons.view?.isSealed, officer.lessons.view?.countedBy],
    [false, false, null],
  );
  assert.equal(officer.view?.outbox, 0);
  const institute = await world.organisation("training-institute", "Institute of Napkins");
  const [teacher] = institute.devices;
  assert.ok(teacher);
  const member = await world.member(teacher);
  await world.settle(officer, member);
  await world.settle(officer, member);
  assert.equal(officer.lessons.view?.isSealed, true);
  assert.deepEqual(numbers(member), [["2026-01", "border-guard", 1, null]]);
});

test("[LS2] without a training institute the coordinator counts", async (t) => {
  const { world, officer, secretariat } = await country(t, ["secretariat"]);
  assert.ok(secretariat);
  await finishAll(officer);
  await world.settle(officer, secretariat.member);
  assert.deepEqual(numbers(secretariat.member), [["2026-01", "border-guard", 1, null]]);
  assert.equal((await must(secretariat.member.lessons.enter()))?.rows, 1);
});

test("[LS4] after a year the lessons are due anew, bar nobody, and are sealed again when all are done again", async (t) => {
  const { world, shelter, officer, institute } = await country(t);
  assert.ok(institute);
  await finishAll(officer);
  await world.settle(officer, institute.member);
  world.wait(366 * day);
  await logTime(world);
  await world.settle(officer, institute.member);
  assert.deepEqual([officer.lessons.view?.done, officer.lessons.view?.isDue], [[], true]);
  await must(officer.lessons.finish("who"));
  assert.deepEqual([officer.lessons.view?.done, officer.lessons.view?.isDue, officer.view?.outbox], [["who"], true, 0]);
  assert.match(
    (await must(officer.drafts.send(exampleDraft([shelter]))))[0],
    /^[0-9a-f]{64}$/,
    "who has not done them refers all the same",
  );
  await finishAll(officer);
  assert.equal(officer.lessons.view?.isDue, false);
  await world.settle(officer, institute.member);
  assert.deepEqual(numbers(institute.member), [
    ["2026-01", "border-guard", 1, null],
    ["2027-01", "border-guard", 1, null],
  ]);
});

test("[LS2] lessons leave the last tokens to referrals, and are sealed when there are more", async (t) => {
  const { world, shelter, shelterMember, institute } = await country(t);
  const [phone] = (await world.organisation("border-post", "Example Bridge")).devices;
  assert.ok(phone && institute);
  let isOn = true;
  const network: Network = (url, request) => (isOn ? fetchNetwork(url, request) : Promise.resolve(null));
  const officer = await world.member(phone, { network });
  await world.settle(officer);
  isOn = false;
  const { session } = officer.room.open();
  while (session.tokens.count > 2) await session.withToken(async (token) => token);
  await finishAll(officer);
  assert.deepEqual(
    [officer.lessons.view?.isDue, officer.lessons.view?.isSealed, officer.view?.outbox],
    [false, false, 0],
  );
  await must(officer.drafts.send(exampleDraft([shelter])));
  officer.lock();
  isOn = true;
  await officer.flush();
  await world.settle(shelterMember);
  assert.equal(shelterMember.cases.inbox.length, 1, "the referral went with the tokens that were left");
  assert.equal(await officer.unlock(testPassphrase), "open");
  await world.settle(officer, institute.member);
  assert.deepEqual(numbers(institute.member), [["2026-01", "border-guard", 1, null]]);
});

test("[LS1, LS2] presses at once lose no lesson, and a lock in the middle of the last one seals nothing twice", async (t) => {
  const { world, store, officer, institute } = await country(t);
  assert.ok(institute);
  const [last, ...others] = [...lessons].reverse();
  assert.ok(last);
  await Promise.all(others.map((lesson) => must(officer.lessons.finish(lesson))));
  assert.equal(officer.lessons.view?.done.length, lessons.length - 1);
  const kept = async () => encodeHex((await store.get("meta", "lessons")) ?? new Uint8Array(0));
  const before = await kept();
  const finishing = must(officer.lessons.finish(last));
  // It is kept that all are done, and being sealed.
  while ((await kept()) === before);
  officer.lock();
  await finishing;
  assert.equal(officer.view?.outbox, 0);
  assert.equal(await officer.unlock(testPassphrase), "open");
  await must(officer.lessons.finish(last));
  await world.settle(officer, institute.member);
  const { book } = institute.member.room.open().session.reading;
  assert.equal(book.lessonsDone().length, 1);
  assert.equal(officer.lessons.view?.isSealed, true);
});

test("[LS4] a clock that ran ahead when the lessons were done does not put them off for years", async (t) => {
  const { world, officer } = await country(t);
  world.wait(5 * 365 * day);
  await finishAll(officer);
  assert.equal(officer.lessons.view?.isDue, false);
  world.wait(-5 * 365 * day);
  assert.deepEqual([officer.lessons.view?.isDue, officer.lessons.view?.done], [true, []]);
});

test("[LS3] what was not trusted yet when the numbers were looked at is in them once it is, though the log has not grown", async (t) => {
  const world = await World.found({ witnesses: 1 });
  t.after(() => world.close());
  const [phone] = (await world.organisation("border-post", "Example Gate")).devices;
  const [teacher] = (await world.organisation("training-institute", "Institute of Napkins")).devices;
  assert.ok(phone && teacher);
  // What the witnesses said does not come through.
  let isBare = false;
  const network: Network = async (url, request) => {
    const answer = await fetchNetwork(url, request);
    if (!isBare || answer === null || !url.endsWith("/checkpoint")) return answer;
    const [body = "", signatures = ""] = (decodeUtf8(answer.body) ?? "").split("\n\n");
    return { ...answer, body: encodeUtf8(`${body}\n\n${signatures.split("\n")[0]}\n`) };
  };
  const officer = await world.member(phone);
  const member = await world.member(teacher, { network });
  await world.settle(officer, member);
  await finishAll(officer);
  await world.settle(officer);
  await logTime(world);
  isBare = true;
  await member.sync();
  assert.deepEqual(numbers(member), [], "the log's time is not trusted");
  const size = member.view?.log.seen?.size;
  isBare = false;
  await member.sync();
  assert.equal(member.view?.log.seen?.size, size);
  assert.deepEqual(numbers(member), [["2026-01", "border-guard", 1, null]]);
});

test("[LS3] what was not sealed to the organisation that counts, its reviewers do not count", async (t) => {
  const { world, officer, rapporteur, institute } = await country(t);
  assert.ok(institute);
  const { log, session } = officer.room.open();
  assert.ok(log.follower.seen);
  const composer = new Composer({
    signer: session.signer,
    directory: log.directory,
    seen: log.follower.seen,
    clock: world.clock,
    randomBytes,
  });
  const reviewer = rapporteur.view?.self?.organisation.id ?? "";
  const say = async (readers: readonly string[]) => {
    const entry = composer.lessonsDone({ countedBy: institute.organisation.id, readers }, lessonsEdition);
    const token = await officer.room.open().session.withToken(async (taken) => taken);
    const [bytes] = await composer.seal([entry]);
    assert.ok(token && bytes);
    const posted = await world.host.submit({ token, bytes });
    assert.ok(!("problem" in posted));
    await world.settle(rapporteur);
  };
  await say([reviewer]);
  assert.deepEqual(numbers(rapporteur), []);
  await say([reviewer, institute.organisation.id]);
  assert.deepEqual(numbers(rapporteur), [["2026-01", "border-guard", 1, null]]);
});

test("[LS1] how far it is outlives a lock, and readers do no lessons", async (t) => {
  const { officer, shelterMember } = await country(t);
  await must(officer.lessons.finish("talk"));
  officer.lock();
  assert.deepEqual([officer.lessons.view], [null]);
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual(officer.lessons.view?.done, ["talk"]);
  assert.equal(shelterMember.lessons.view, null);
  await assert.rejects(must(shelterMember.lessons.finish("talk")), (error) => isProblem(error, "engine"));
});
