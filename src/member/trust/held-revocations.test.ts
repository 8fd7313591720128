// A revocation that came by hand while the host withholds it (DR3).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { exampleService } from "../../../test/support/example-service.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { signDirectory } from "../../cli/sign-directory.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { hostClient, submitNote } from "../../operate/country-client.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { Device } from "../device.ts";
import type { Secrets } from "../store/vault.ts";
import { must } from "../verb.ts";
import type { Network } from "./host-client.ts";

/** A host that logs nothing of what these two devices send. */
const withholding: Network = async (url, request) => (url.endsWith("/submit") ? null : fetchNetwork(url, request));

async function stolen(t: TestContext) {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const [phone, [a, b], c] = [border.devices[0], shelter.devices, legal.devices[0]];
  assert.ok(phone && a && b && c);
  // The same phone sends over an honest line and later sits behind the withholding one.
  let isWithheld = false;
  const line: Network = (url, request) => (isWithheld ? withholding : fetchNetwork)(url, request);
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(phone, { network: line });
  const lawyer = await world.member(c, { store, network: line });
  const thief = await world.member(b);
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer, thief, lawyer);
  isWithheld = true;
  const [item] = lawyer.cases.inbox;
  assert.ok(item?.referral);
  const { caseId, referral } = item;
  const { origin } = world.founding;
  const revocation = (signers: readonly Secrets[]) =>
    signDirectory(origin, "device.revoke", { device: b.device, reason: "stolen" }, signers.map(deviceSigner));
  const submit = (note: string) => submitNote(hostClient(world.url), world.founding, note);
  const placeOfShelter = (member: Device) =>
    member.cases.view(caseId)?.state.referrals[0]?.places.find(({ organisation }) => organisation === shelter.id)
      ?.state;
  return {
    world,
    shelter,
    a,
    b,
    c,
    store,
    officer,
    lawyer,
    thief,
    caseId,
    referral,
    revocation,
    submit,
    placeOfShelter,
  };
}

test("[DR3] who holds a revocation that the host withholds refuses what it had not seen logged, also after a restart, until the log shows it", async (t) => {
  const { world, a, store, officer, lawyer, thief, caseId, referral, revocation, submit, placeOfShelter } =
    await stolen(t);
  const note = revocation([a]);
  for (const member of [officer, lawyer])
    assert.equal(await must(member.directory.takeRevocation(encodeUtf8(note))), true);
  assert.equal(placeOfShelter(lawyer), "received", "what was seen before stays");
  await must(thief.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(thief);
  await world.settle(officer, lawyer);
  const restarted = await Device.open({
    store,
    network: withholding,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  assert.equal(await restarted.unlock(testPassphrase), "open");
  for (const member of [lawyer, restarted]) {
    assert.equal(placeOfShelter(member), "received");
    assert.ok(
      member.cases.view(caseId)?.actions[0]?.verbs.includes("accept"),
      "nobody is made to believe that it is taken",
    );
    const verdicts = member.cases.view(caseId)?.state.entries.map(({ verdict }) => verdict);
    assert.deepEqual(verdicts?.at(-1), { is: "refused", reason: "author-inactive" });
  }
  assert.equal(
    officer.drafts.sent[0]?.answer?.state,
    "accepted",
    "[SL7] a receipt does not say which device answered, nor that it is revoked",
  );
  for (const member of [officer, lawyer])
    assert.deepEqual(
      member.view?.alarms.map(({ code }) => code),
      [],
    );

  await submit(note);
  await world.settle(officer, lawyer);
  assert.equal(placeOfShelter(lawyer), "accepted", "the revocation holds from its log index, for everybody alike");
  assert.equal(
    await store.get("meta", "revocations").then((row) =>
      Buffer.from(row ?? [])
        .toString()
        .slice(16),
    ),
    "[]",
  );
});

test("[DR3] only a revocation that its signers may say is taken", async (t) => {
  const { b, c, a, lawyer, revocation, submit, world } = await stolen(t);
  const take = (text: string) => must(lawyer.directory.takeRevocation(encodeUtf8(text)));
  const confirm = signDirectory(world.founding.origin, "epoch.confirm", { organisation: a.organisation, epoch: 1 }, [
    deviceSigner(a),
  ]);
  const elsewhere = signDirectory(
    "other.example/0123456789abcdef0123456789abcdef",
    "device.revoke",
    { device: b.device, reason: "stolen" },
    [deviceSigner(a)],
  );
  for (const text of [revocation([c]), revocation([a]).slice(0, -2), confirm, elsewhere, "example\n", ""])
    assert.equal(await take(text), false, text.slice(0, 60));
  assert.equal(lawyer.view?.outbox, 0);
  await submit(revocation([a]));
  await world.settle(lawyer);
  assert.equal(await take(revocation([a])), false, "the log has one already");
});

test("[DR1][DR3] a held revocation changes nothing of what the log's notes make of the directory", async (t) => {
  const { world, shelter, a, b, lawyer, revocation, submit } = await stolen(t);
  await must(lawyer.directory.takeRevocation(encodeUtf8(revocation([a]))));
  // An administrator until the log says otherwise.
  const service = exampleService(makeUuid(randomBytes), shelter.id);
  await submit(signDirectory(world.founding.origin, "service.set", { service }, [deviceSigner(b)]));
  await submit(revocation([a]));
  await world.settle(lawyer);
  const { directory } = lawyer.room.open().log;
  assert.deepEqual(
    directory.services().map(({ id }) => id),
    [service.id],
  );
  assert.notEqual(directory.device(b.device)?.revoked, null);
});

test("[EN10] [DR3] a revocation that came by hand outlives damage beside it: by half a directory it is not judged", async (t) => {
  const { world, a, b, store, lawyer, revocation } = await stolen(t);
  assert.equal(await must(lawyer.directory.takeRevocation(encodeUtf8(revocation([a])))), true);
  for (const [table, keys] of [
    ["clear", (await store.list("clear")).map(({ key }) => key)],
    ["meta", ["trusted"]],
  ] as const) {
    for (const key of keys) {
      const value = (await store.get(table, key)) ?? assert.fail();
      value[2] = (value[2] ?? 0) ^ 1;
      await store.write([{ table, key, value }]);
    }
    const { clock } = world;
    const open = async () => {
      const member = await Device.open({ store, network: withholding, clock, randomBytes, stretch: quickStretch });
      assert.equal(await member.unlock(testPassphrase), "open");
      return member;
    };
    await (await open()).sync();
    const { log } = (await open()).room.open();
    assert.equal(log.outbox.waiting, 1, `${table}: it is still submitted`);
    const size = log.follower.seen?.size ?? 0;
    assert.equal(log.directory.isActiveDevice(b.device, size), true, "the log shows none");
    assert.equal(log.directory.mayAuthor(b.device, size), false, `${table}: it holds here`);
  }
});
