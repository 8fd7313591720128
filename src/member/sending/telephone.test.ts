// What is for the telephone: the mark that an officer's device shows for a while, the post's own number, and whom to ring.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleDraft, testPassphrase, World, type WorldOrganisation } from "../../../test/support/world.ts";
import { caseMark } from "../../core/case/mark.ts";
import type { Phone } from "../../core/service.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { randomBytes } from "../../crypto/random.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import type { Device } from "../device.ts";
import { Shelf } from "../store/shelf.ts";
import { must } from "../verb.ts";

const day = 86_400_000;
const number = "+992000000000";

test("[SL7] an officer's device shows the mark of the case until the person is met, and then keeps it no more", async (t) => {
  const { world, officer, worker, keptMarks } = await sending(t);
  await must(officer.drafts.send(exampleDraft([world.shelter])));
  await world.settle(officer, worker, officer);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  const mark = caseMark(caseId);
  const shown = () => officer.drafts.sent[0]?.mark;
  assert.equal(shown(), mark);
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, officer);
  assert.equal(shown(), mark, "an accepted person may still be on the way");
  assert.deepEqual(await keptMarks(), [mark]);
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "meet" }));
  await world.settle(worker, officer);
  assert.equal(shown(), null);
  assert.deepEqual(await keptMarks(), [null], "nor at rest");
});

test("[SL7] [EN3i] after seven days the mark is not shown, and it is erased at the next unlock once the log's time says so; a clock that is ahead erases none", async (t) => {
  const { world, officer, keptMarks } = await sending(t);
  await must(officer.drafts.send(exampleDraft([world.shelter])));
  await world.settle(officer);
  await world.goOn(0, officer);
  const again = async () => {
    await officer.lock();
    assert.equal(await officer.unlock(testPassphrase), "open");
  };
  world.wait(7 * day - 1000);
  assert.match(officer.drafts.sent[0]?.mark ?? "", /^[A-Z]{2}-\d{3}$/);
  world.wait(1000);
  await again();
  assert.equal(officer.drafts.sent[0]?.mark, null);
  assert.notEqual((await keptMarks())[0], null, "the log does not say it yet");
  await officer.lock();
  await world.goOn(0, officer);
  assert.notEqual((await keptMarks())[0], null, "a locked device cannot know");
  await again();
  assert.deepEqual(await keptMarks(), [null]);
});

test("[SL7] the post's number is sealed into each referral, kept under the vault, and stands nowhere in the directory", async (t) => {
  const { world, officer, worker, store } = await sending(t);
  assert.equal(officer.directory.ringBack, null);
  const answerTimes = () =>
    worker.cases.inbox.map(({ caseId }) =>
      [...(worker.cases.view(caseId)?.contents.values() ?? [])].flatMap((content) =>
        content.kind === "referral.send" && !("newer" in content) ? [content.body.ring_back ?? null] : [],
      ),
    );
  await must(officer.drafts.send(exampleDraft([world.shelter])));
  await world.settle(officer, worker);
  assert.deepEqual(answerTimes(), [[null]], "none is made up");

  for (const wrong of ["1300", "992000000000", "+0", "+992 000", "tel:+992000000000"])
    await assert.rejects(must(officer.directory.keepRingBack(wrong)), RangeError, wrong);
  await must(officer.directory.keepRingBack(number));
  officer.lock();
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.equal(officer.directory.ringBack, number);
  for (const table of ["meta", "sent", "clear"] as const)
    for (const { value } of await store.list(table)) assert.ok(!Buffer.from(value).includes(number), table);
  await must(officer.drafts.send(exampleDraft([world.shelter])));
  await world.settle(officer, worker);
  assert.deepEqual(answerTimes().flat().sort(), [number, null].sort());
  await must(officer.directory.keepRingBack(null));
  assert.equal(officer.directory.ringBack, null);
});

test("[DR5] whom to ring: the hotline first, then who covers the place of the post, whoever was asked; by name whom one asks", async (t) => {
  const { world, officer } = await sending(t);
  const line = await world.organisation("hotline", "Example Hotline");
  const checked = new Date(world.now - day).toISOString().slice(0, 10);
  const phone = (number: string): Phone => ({ number, last_checked: checked, last_check: "answered" });
  await world.service(world.shelter, ["shelter-emergency"], { phones: [phone("+992000000001")] });
  await world.service(line, ["hotline"], { phones: [phone("1300"), phone("+992000000002")] });
  await world.service(world.shelter, ["medical"]);
  await world.settle(officer);
  const numbers = (asked?: readonly string[]) =>
    officer.directory
      .phones(asked)
      .map(({ organisation, phones }) => [organisation.id, ...phones.map((each) => each.number)]);
  const [hotline, shelter] = [
    [line.id, "1300", "+992000000002"],
    [world.shelter.id, "+992000000001"],
  ];
  assert.deepEqual(numbers(), [hotline, shelter]);
  await must(officer.drafts.send(exampleDraft([world.shelter])));
  assert.deepEqual(numbers(), [hotline, shelter], "nothing shows who was asked");
  assert.deepEqual(numbers([world.shelter.id]), [shelter]);
});

async function sending(t: { after: (end: () => unknown) => void }) {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const store = openSqliteMemberStore(":memory:");
  const device = border.devices[0] ?? assert.fail();
  const officer = await world.member(device, { store });
  const worker: Device = await world.member(shelter.devices[0] ?? assert.fail());
  const keptMarks = async () => {
    const shelf = new Shelf(store, decodeBase64(device.storageKey) ?? assert.fail(), randomBytes);
    return (await shelf.list("sent")).map(({ value }) => (value as { readonly mark: string | null }).mark);
  };
  return { world: Object.assign(world, { shelter: shelter as WorldOrganisation }), officer, worker, store, keptMarks };
}
