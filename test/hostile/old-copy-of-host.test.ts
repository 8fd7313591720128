// An operator puts an old copy of the host's database back. Whoever holds more of the log shows it to the host before anything is sent, and the host
// takes nothing more (LG4): the country does not fork.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { randomBytes } from "../../src/crypto/random.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { MirrorCopier } from "../../src/operate/mirror-copier.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { hostApp } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { LogCopy } from "../../src/server/log-copy.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { exampleDraft, fetchNetwork, World } from "../support/world.ts";

/** A country with an officer, and its host as of its first leaf. `isOld` says which of the two is reached. */
async function restored(t: TestContext) {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const { founding, keys, clock } = world;
  const old = await Host.open({ founding, logSeed: keys.logSeed, store, clock, randomBytes });
  const app = hostApp({ host: old, log: () => undefined, clock });
  const asked: string[] = [];
  const reached = { isOld: false };
  const toOld = networkOver(((url, init) => {
    asked.push(new URL(url).pathname);
    return Promise.resolve(app.request(url, init as RequestInit));
  }) as Fetch);
  const network: typeof fetchNetwork = (url, request) => (reached.isOld ? toOld : fetchNetwork)(url, request);
  return { world, border, shelter, old, asked, network, reached };
}

test("[LG4] a device shows its newest head to a host that has less before it sends, and what it sends waits for the true host", async (t) => {
  const { world, border, shelter, old, asked, network, reached } = await restored(t);
  const officer = await world.member(border.devices[0] ?? assert.fail(), { network });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await world.witness();
  await officer.sync();

  reached.isOld = true;
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  assert.deepEqual(old.holds, ["store-behind"]);
  assert.equal(old.head.size, 1, "nothing was taken");
  const [shown, sent] = [asked.indexOf("/head"), asked.indexOf("/submit")];
  assert.ok(shown >= 0 && (sent < 0 || shown < sent), asked.join(" "));
  const codes = officer.view?.alarms.map(({ code }) => code) ?? [];
  assert.ok(!codes.includes("fork"), codes.join(" "));

  // A locked device sends too.
  old.release("store-behind");
  officer.lock();
  await officer.flush();
  assert.deepEqual([old.holds, old.head.size], [["store-behind"], 1]);

  reached.isOld = false;
  const { size } = world.host.head;
  await officer.flush();
  assert.equal(world.host.head.size, size + 2, "the second referral is where it belongs");
});

test("[LG4] a mirror shows its newest head to a host that serves an older one", async (t) => {
  const { world, old, network, reached } = await restored(t);
  const store = openSqliteMemberStore(":memory:");
  const copyStore = openSqliteHostStore(":memory:");
  t.after(() => Promise.all([store.close(), copyStore.close()]));
  const copy = (await LogCopy.open(world.founding, copyStore)) ?? assert.fail();
  const copier = await MirrorCopier.load({
    founding: world.founding,
    url: world.url,
    network,
    clock: world.clock,
    copy,
    store,
  });
  assert.equal(await copier.round(), "current");
  assert.equal(old.accepts, true);
  reached.isOld = true;
  await old.store.publish(old.head);
  assert.equal(await copier.round(), "older");
  assert.deepEqual(old.holds, ["store-behind"]);
});

test("[LG4] a host that has all that a device has seen is shown nothing", async (t) => {
  const { world, border, shelter } = await restored(t);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  for (let i = 0; i < 2; i++) {
    await world.witness();
    await officer.sync();
    await must(officer.drafts.send(exampleDraft([shelter])));
    await officer.sync();
  }
  assert.equal(world.logLines.filter(({ route }) => route === "/submit").length > 0, true);
  assert.deepEqual(
    world.logLines.filter(({ route }) => route === "/head"),
    [],
  );
});
