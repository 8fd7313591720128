// A host that drops what one client sends. It cannot distinguish a mirror's submission from any other, so the same bytes get in that way: the
// proof is the log's, and whoever carried it need not be believed (LG6).

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { ProblemCode } from "../../src/core/problem.ts";
import { Alarms } from "../../src/member/trust/alarms.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { encodeSubmissionAnswer, parseSubmission, type SubmissionItem } from "../../src/protocol/submission.ts";
import { LogCopy } from "../../src/server/log-copy.ts";
import { mirrorApp } from "../../src/server/mirror-app.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { sendWaiting } from "../../src/web/outbox-flush.ts";
import { placeParts } from "../support/place.ts";
import { exampleDraft } from "../support/world.ts";
import type { Script } from "./support/hostile-host.ts";
import { alarms, device, found } from "./support/nation.ts";

const minute = 60_000;
const mirrorUrl = "https://mirror.example";
const fromMirror = "https://from-the-mirror.example";

/** An officer whose vault names a mirror, and a host that treats the two differently. */
async function censored(t: TestContext, dropped: Script) {
  const nation = await found(t);
  const { host, world } = nation;
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const copy = (await LogCopy.open(world.founding, store)) ?? assert.fail();
  const mirror = mirrorApp({
    copy,
    relay: (body) => host.network(`${fromMirror}/submit`, { method: "POST", body, maxBytes: 256 * 1024 }),
    reachesHost: () => true,
    ...placeParts,
    log: () => undefined,
    clock: world.clock,
  });
  const toMirror = networkOver(((url, init) => Promise.resolve(mirror.request(url, init as RequestInit))) as Fetch);
  const network: Network = (url, request) => (url.startsWith(mirrorUrl) ? toMirror : host.network)(url, request);
  const secrets = device(nation.border).with({ mirrors: [mirrorUrl] });
  const deviceStore = openSqliteMemberStore(":memory:");
  const officer = await world.member(secrets, { store: deviceStore, network });
  // What the service worker does, with no page open: another program on the same store.
  const sendInBackground = () => sendWaiting({ store: deviceStore, network, clock: world.clock });
  host.script = (request) => (request.path === "/submit" && request.origin !== fromMirror ? dropped(request) : null);
  const submissions = () => host.requests.filter(({ path }) => path === "/submit");
  return { ...nation, officer, submissions, sendInBackground, deviceStore };
}

function refusing(problem: ProblemCode<"host">): Script {
  return ({ body }) => new Response(encodeSubmissionAnswer(itemsIn(body).map(() => ({ problem }))));
}

function bytesIn(body: Uint8Array | undefined): readonly Uint8Array[] {
  return itemsIn(body).map((item) => item.bytes);
}

function itemsIn(body: Uint8Array | undefined): readonly SubmissionItem[] {
  return parseSubmission(body ?? new Uint8Array(0)) ?? [];
}

const ways: readonly (readonly [string, Script])[] = [
  ["without an answer", () => "silence"],
  ["with an error", () => new Response("oops", { status: 500 })],
  ["with a problem", refusing("host-failed")],
  ["saying that its token is unknown", refusing("token-unknown")],
];

for (const [how, dropped] of ways) {
  test(`[LG6] a referral that the host drops ${how} is logged by way of the mirror after 30 minutes, once, from the same bytes`, async (t) => {
    const { officer, host, world, shelter, submissions } = await censored(t, dropped);
    const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
    const sent = () => officer.drafts.sent.find((row) => row.entry === entry);
    const before = host.bytesOf("case").length;
    for (let minutes = 0; minutes < 30; minutes += 15) {
      await officer.sync();
      assert.equal(sent()?.loggedAt, null, `after ${minutes} minutes`);
      assert.ok(
        submissions().every(({ origin }) => origin !== fromMirror),
        "not before its time",
      );
      world.wait(15 * minute);
    }
    await officer.sync();
    assert.notEqual(sent()?.loggedAt, null);
    assert.equal(sent()?.late, false);
    const relayed = submissions().filter(({ origin }) => origin === fromMirror);
    assert.equal(relayed.length, 1);
    const [mine] = submissions();
    assert.deepEqual(bytesIn(relayed[0]?.body), bytesIn(mine?.body), "the same bytes");
    assert.deepEqual(host.bytesOf("case").slice(before), bytesIn(mine?.body), "the same leaves, each once");
    await officer.sync();
    await officer.sync();
    assert.equal(officer.view?.outbox, 0, "a trusted head covers it, so its bytes may go");
    assert.deepEqual(alarms(officer), []);
    assert.equal(submissions().filter(({ origin }) => origin === fromMirror).length, 1);
  });
}

test("[LG6] a host that drops what comes by the mirror too: late, kept, and shown", async (t) => {
  const { officer, host, world, shelter } = await censored(t, () => "silence");
  host.script = ({ path }) => (path === "/submit" ? "silence" : null);
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  for (let round = 0; round < 3; round++) {
    await officer.sync();
    world.wait(30 * minute);
  }
  assert.equal(officer.drafts.sent.find((row) => row.entry === entry)?.loggedAt, null);
  assert.ok(alarms(officer).includes("not-logged"));
  assert.ok(officer.drafts.sealedFile(entry) !== null, "the same bytes can still be carried");
});

test("[LG6] the background sender takes what is late to the mirror, and says that something is late", async (t) => {
  const { officer, host, world, shelter, submissions, sendInBackground, deviceStore } = await censored(
    t,
    () => "silence",
  );
  await must(officer.drafts.send(exampleDraft([shelter])));
  const before = host.bytesOf("case").length;
  assert.equal(await sendInBackground(), 2);
  assert.ok(
    submissions().every(({ origin }) => origin !== fromMirror),
    "not before its time",
  );
  world.wait(31 * minute);
  host.script = ({ path }) => (path === "/submit" ? "silence" : null);
  assert.equal(await sendInBackground(), 2, "the mirror's host drops it too");
  const codes = (await deviceStore.list("alarm")).map(({ key }) => key.split("/")[0]);
  assert.deepEqual(codes, ["not-logged"]);
  host.script = (request) => (request.path === "/submit" && request.origin !== fromMirror ? "silence" : null);
  assert.equal(await sendInBackground(), 0);
  assert.equal(host.bytesOf("case").length, before + 2);
});

test("[LG5] after a fork the background sender posts nothing, to nobody", async (t) => {
  const { officer, world, shelter, submissions, sendInBackground, deviceStore } = await censored(t, () => "silence");
  await must(officer.drafts.send(exampleDraft([shelter])));
  await (await Alarms.load(deviceStore, world.clock)).raise("fork");
  const before = submissions().length;
  world.wait(31 * minute);
  assert.equal(await sendInBackground(), 0, "so that the browser does not wake it again and again");
  assert.equal(submissions().length, before);
});

test("[EN6] the background sender gives another country's host nothing", async (t) => {
  const { officer, host, shelter, submissions, sendInBackground } = await censored(t, () => null);
  await must(officer.drafts.send(exampleDraft([shelter])));
  const before = submissions().length;
  host.script = ({ path }) => (path === "/founding" ? new Response("another country") : null);
  assert.equal(await sendInBackground(), 2);
  assert.equal(submissions().length, before);
});
