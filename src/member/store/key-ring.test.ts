// The secrets that open: which epochs are tried.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleDraft, World } from "../../../test/support/world.ts";
import { signDirectory } from "../../cli/sign-directory.ts";
import { hostClient, submitNote } from "../../operate/country-client.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { generateIdentity, recipientOf } from "../../sealing/suite.ts";
import { must } from "../verb.ts";

test("[SL4] a referral that was sealed before a new epoch and reaches the log months later is opened", async (t) => {
  const world = await World.foundFor(t, { terms: { suite: "hybrid" } });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [phone] = border.devices;
  const [a, b] = shelter.devices;
  assert.ok(phone && a && b);
  const officer = await world.member(phone);
  const worker = await world.member(a);
  // Sealed at the border, where there is no network.
  await must(officer.drafts.send(exampleDraft([shelter])));

  const { origin } = world.founding;
  const submit = (note: string) => submitNote(hostClient(world.url), world.founding, note);
  const epoch = await generateIdentity("hybrid");
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: a.device };
  await submit(signDirectory(origin, "epoch.new", body, [deviceSigner(a), deviceSigner(b)]));
  await submit(signDirectory(origin, "epoch.confirm", { organisation: shelter.id, epoch: 2 }, [deviceSigner(b)]));
  await worker.room.open().session.keepEpoch(2, epoch.reveal());
  for (let days = 0; days < 120; days += 30) {
    world.wait(30 * 86_400_000);
    await world.witness();
    await world.timekeeping.writeTime();
  }
  await world.settle(worker);
  const { log } = worker.room.open();
  assert.equal(log.directory.epochForSending(shelter.id, log.follower.size)?.epoch, 2, "epoch 1 is long superseded");

  await world.settle(officer, worker);
  assert.notEqual(officer.drafts.sent[0]?.receivedAt, null);
  assert.equal(worker.cases.inbox.length, 1, "nobody in danger is lost because a phone was away");
});
