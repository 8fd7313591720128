// The outbox: proofs for exact bytes, nothing lost, nothing sent twice.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HostileHost, type Script } from "../../../test/hostile/support/hostile-host.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import type { BoundedAnswer } from "../../protocol/bounded-answer.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { encodeSubmissionAnswer, parseSubmission } from "../../protocol/submission.ts";
import { Device } from "../device.ts";
import { Damage } from "../store/damage.ts";
import { must } from "../verb.ts";
import { Alarms } from "./alarms.ts";
import { HostClient, type Network } from "./host-client.ts";
import { Outbox } from "./outbox.ts";

const lateMilliseconds = 30 * 60_000;

async function sending(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const host = await HostileHost.copyOf(world);
  host.takeItem = ({ bytes }) => ({ proof: host.prove(host.append("case", bytes)) });
  const store = openSqliteMemberStore(":memory:");
  const alarms = await Alarms.load(store, world.clock);
  const load = (damage = new Damage()) =>
    Outbox.load({
      damage,
      store,
      logKey: logKeyOf(world.founding),
      founding: world.founding.note,
      clock: world.clock,
      alarms,
    });
  const outbox = await load();
  const client = new HostClient(host.network, "https://host.example", async () => undefined);
  // Who is asked again shows the founding note no more than once.
  const meet = async (...clients: readonly HostClient[]) => {
    for (const one of clients) assert.equal(await one.isOf(world.founding.note), true);
    host.requests.splice(0);
  };
  await meet(client);
  const add = async (text: string, token: Uint8Array | null = new Uint8Array(16).fill(1)) => {
    const { parcel, change } = outbox.pack(encodeUtf8(text), "case", token);
    await store.write([change]);
    outbox.added(parcel);
    world.wait(1);
    return parcel;
  };
  return { meet, world, host, store, alarms, load, outbox, client, add };
}

test("[LG4] what waits outlives a restart, with its bytes, token and times", async (t) => {
  const { outbox, load, add } = await sending(t);
  await add("one");
  await add("two", null);
  const again = await load();
  assert.deepEqual(again.parcels, outbox.parcels);
  assert.equal(again.waiting, 2);
  assert.equal(again.waitingForToken, 1, "it goes only after the next unlock online");
});

test("[LG4] parcels go oldest first, eight at a time; a proof that holds makes them logged, and they are not sent again", async (t) => {
  const { host, outbox, load, client, add } = await sending(t);
  for (let i = 0; i < 11; i++) await add(`parcel ${i}`);
  const size = host.size;
  assert.equal(await outbox.flush(client), 11);
  assert.equal(host.requests.length, 2);
  assert.deepEqual(
    outbox.parcels.map(({ leaf }) => leaf),
    Array.from({ length: 11 }, (_, i) => size + i),
  );
  assert.equal(outbox.waiting, 0);
  assert.equal(await outbox.flush(client), 0);
  assert.equal(host.requests.length, 2);
  assert.deepEqual((await load()).parcels, outbox.parcels);
});

test("[LG4] one flush runs at a time: who asks meanwhile joins it", async (t) => {
  const { host, outbox, client, add } = await sending(t);
  await add("one");
  const [a, b] = await Promise.all([outbox.flush(client), outbox.flush(client)]);
  assert.deepEqual([a, b], [1, 1]);
  assert.equal(host.requests.length, 1);
});

test("[SL7] a row that one program removed comes back by nothing that another one learns of it later", async (t) => {
  const { store, outbox, load, client, add } = await sending(t);
  const parcel = await add("one");
  const other = await load();
  await outbox.flush(client);
  await outbox.remove(outbox.parcels, []);
  await other.watch(true);
  assert.equal(await other.flush(client), 1, "the same bytes are the same leaf");
  assert.deepEqual(await store.list("outbox"), []);
  assert.equal(parcel.leaf, null);
});

test("[LG4] a parcel without a token waits for one, and loses it when the host does not know it", async (t) => {
  const { host, store, outbox, client, add, load } = await sending(t);
  const parcel = await add("one", null);
  assert.equal(await outbox.flush(client), 0);
  assert.equal(host.requests.length, 0);
  await store.write([{ table: "token", key: "k", value: new Uint8Array(16) }]);
  await outbox.equip(parcel.hash, new Uint8Array(16).fill(2), { table: "token", key: "k", value: null });
  assert.deepEqual(await store.list("token"), [], "the token's row is spent in the same transaction");
  host.takeItem = () => ({ problem: "token-unknown" });
  await outbox.flush(client);
  assert.equal((await load()).parcels[0]?.token, null);
});

test("[LG6] late counts from the first moment online, not from sealing, and an offline device is never late", async (t) => {
  const { world, alarms, outbox, add, load } = await sending(t);
  await add("one");
  await outbox.watch(false);
  world.wait(10 * lateMilliseconds);
  await outbox.watch(false);
  assert.ok(!alarms.has("not-logged"));
  await outbox.watch(true);
  assert.ok(!alarms.has("not-logged"));
  world.wait(lateMilliseconds - 1);
  await outbox.watch(true);
  assert.ok(!alarms.has("not-logged"));
  world.wait(1);
  await (await load()).watch(true);
  assert.ok(alarms.has("not-logged"), "a restart does not reset the count");
});

test("[LG6] a parcel is done only when a trusted head covers it and the head of its proof is on our branch", async (t) => {
  const { host, outbox, client, add } = await sending(t);
  await add("one");
  await outbox.flush(client);
  assert.deepEqual(outbox.settled(host.size), [], "its head was not found on our branch yet");
  const [head] = outbox.unreconciled;
  assert.ok(head);
  assert.equal(head.checkpoint.size, host.size);
  outbox.reconcile(head.note);
  assert.deepEqual(outbox.unreconciled, []);
  assert.deepEqual(outbox.settled(host.size - 1), [], "no trusted head covers it");
  const done = outbox.settled(host.size);
  assert.equal(done.length, 1);
  await outbox.remove(done, []);
  assert.deepEqual(outbox.parcels, []);
});

const mirrorUrls = ["https://one.mirror.example", "https://two.mirror.example"] as const;

/** A late parcel whose host does not log it, and two mirrors. */
async function late(t: TestContext) {
  const at = await sending(t);
  const mirrors = mirrorUrls.map((url) => new HostClient(at.host.network, url, async () => undefined));
  const parcel = await at.add("one");
  await at.outbox.watch(true);
  at.world.wait(lateMilliseconds);
  await at.meet(...mirrors);
  /** Answers for one address alone; silence stands for it until a test says otherwise. */
  const answers = new Map<string, Script>();
  at.host.script = (request) => (answers.get(request.origin) ?? (() => "silence"))(request);
  const posted = () => at.host.requests.map(({ origin }) => origin);
  return { ...at, mirrors, parcel, answers, posted, flush: () => at.outbox.flush(at.client, mirrors) };
}

const refusing =
  (problem: "token-unknown" | "not-authorised"): Script =>
  () =>
    new Response(encodeSubmissionAnswer([{ problem }]));

test("[LG6] a late parcel goes to the mirrors in turn until one brings a proof: the same bytes under the same token", async (t) => {
  const { host, outbox, load, answers, posted, flush } = await late(t);
  answers.set(mirrorUrls[1], () => null);
  const size = host.size;
  assert.equal(await flush(), 1);
  assert.deepEqual(posted(), ["https://host.example", ...mirrorUrls], "the host first, every time");
  for (const { body } of host.requests) assert.deepEqual(body, host.requests[0]?.body);
  assert.equal(outbox.parcels[0]?.leaf, size);
  assert.deepEqual((await load()).parcels, outbox.parcels, "it is written down");
  assert.equal(await flush(), 0);
  assert.equal(host.requests.length, 3, "and not sent again");
});

test("[LG6] nothing goes to a mirror before the half hour online is over, nor while the host logs it", async (t) => {
  const { world, host, outbox, mirrors, client, add, answers, posted, flush } = await late(t);
  for (const url of mirrorUrls) answers.set(url, () => null);
  await flush();
  host.requests.splice(0);
  await add("two");
  assert.equal(await flush(), 0, "never online");
  await outbox.watch(true);
  world.wait(lateMilliseconds - 1);
  assert.equal(await flush(), 0, "not late yet");
  assert.deepEqual([...new Set(posted())], ["https://host.example"]);
  world.wait(1);
  answers.set("https://host.example", () => null);
  host.requests.splice(0);
  assert.equal(await outbox.flush(client, mirrors), 1);
  assert.deepEqual(posted(), ["https://host.example"]);
});

test("[LG6] a token that the host says not to know goes to the mirror with its bytes all the same", async (t) => {
  const { host, outbox, parcel, answers, flush } = await late(t);
  answers.set("https://host.example", refusing("token-unknown"));
  answers.set(mirrorUrls[0], () => null);
  assert.equal(await flush(), 1);
  assert.deepEqual(parseSubmission(host.requests[1]?.body ?? new Uint8Array(0))?.[0]?.token, parcel.token);
  assert.notEqual(outbox.parcels[0]?.leaf, null);
});

test("[LG6] what a mirror says without a proof for these bytes changes nothing: no leaf, no token lost, nobody accused", async (t) => {
  const { host, world, alarms, outbox, load, answers, flush } = await late(t);
  const before = outbox.parcels;
  const other = host.prove(host.append("case", encodeUtf8("other bytes")));
  const asReceipt = host.prove(host.append("receipt", before[0]?.bytes ?? ""));
  const another = await World.foundFor(t, { witnesses: 0 });
  const foreign = await HostileHost.copyOf(another);
  const elsewhere = foreign.prove(foreign.append("case", before[0]?.bytes ?? ""));
  const said: readonly Script[] = [
    refusing("token-unknown"),
    refusing("not-authorised"),
    ...[other, asReceipt, elsewhere, ""].map(
      (proof): Script =>
        () =>
          new Response(encodeSubmissionAnswer([{ proof }])),
    ),
    () => new Response('{"results":[]}'),
    () => new Response("oops", { status: 503 }),
    () => "silence",
  ];
  for (const script of said) {
    answers.set(mirrorUrls[0], script);
    host.requests.splice(0);
    assert.equal(await flush(), 0);
    assert.equal(host.requests.length, 3, "the next mirror is asked all the same");
    assert.deepEqual(outbox.parcels, before);
    assert.deepEqual((await load()).parcels, before);
    assert.deepEqual(alarms.list, []);
  }
  await outbox.watch(true);
  assert.ok(alarms.has("not-logged"), "it is still late");
  world.wait(1);
  answers.set(mirrorUrls[0], () => null);
  assert.equal(await flush(), 1);
});

test("[LG6] more than eight late parcels go to a mirror in several submissions, and what it does not take to the next", async (t) => {
  const { world, host, outbox, add, answers, flush } = await late(t);
  for (let i = 0; i < 10; i++) await add(`more ${i}`);
  await outbox.watch(true);
  world.wait(lateMilliseconds);
  let taken = 0;
  answers.set(mirrorUrls[0], () => (taken++ === 0 ? null : new Response(null, { status: 503 })));
  answers.set(mirrorUrls[1], () => null);
  assert.equal(await flush(), 11);
  const counts = host.requests.map(({ origin, body }) => [origin, parseSubmission(body)?.length]);
  assert.deepEqual(counts, [
    ["https://host.example", 8],
    [mirrorUrls[0], 8],
    [mirrorUrls[0], 3],
    [mirrorUrls[1], 3],
  ]);
});

test("[EN10] of damaged bytes that the host may just have taken it is said only at the third newer head that they are to be sent again, whatever was restarted between", async (t) => {
  const { outbox, store, alarms, load, add } = await sending(t);
  const { hash } = await add("one");
  assert.equal(outbox.waiting, 1);
  await store.write([{ table: "outbox", key: hash, value: encodeUtf8("nothing of it is left") }]);
  const damage = new Damage();
  const first = await load(damage);
  assert.deepEqual(damage.findings, [{ table: "outbox", key: hash, lost: false }]);
  await store.write(damage.take().repairs);
  const isSaid = () => alarms.has("refer-again");
  const nowhere = () => null;
  await first.judgeLost({ size: 5, at: 1 }, nowhere);
  await first.judgeLost({ size: 5, at: 1 }, nowhere);
  const again = new Damage();
  const second = await load(again);
  assert.deepEqual(again.findings, [], "it is said once");
  await second.judgeLost({ size: 5, at: 1 }, nowhere);
  await second.judgeLost({ size: 5, at: 2 }, nowhere);
  assert.equal(isSaid(), false);
  const third = await load();
  await third.judgeLost({ size: 6, at: 2 }, nowhere);
  assert.equal(isSaid(), true);
  assert.deepEqual([third.holdsLost, await store.list("outbox")], [false, []]);
});

test("[EN10] a referral that the host took and has not published counts as sent, though its bytes here are damaged", async (t) => {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  let answers = true;
  let published: BoundedAnswer | null = null;
  const network: Network = async (url, request) => {
    const answer = await fetchNetwork(url, request);
    if (url.endsWith("/submit") && !answers) return null;
    if (!url.endsWith("/checkpoint")) return answer;
    if (answers) published = answer;
    return published;
  };
  const store = openSqliteMemberStore(":memory:");
  const { clock } = world;
  const open = async () => {
    const member = await Device.open({ store, network, clock, randomBytes, stretch: quickStretch });
    assert.equal(await member.unlock(testPassphrase), "open");
    return member;
  };
  const officer = await world.member(border.devices[0] ?? assert.fail(), { store, network });
  await must(officer.drafts.send(exampleDraft([shelter])));
  answers = false;
  await officer.sync();
  assert.ok((officer.view?.outbox ?? 0) > 0, "it does not know that it was taken");
  for (const { key } of await store.list("outbox"))
    await store.write([{ table: "outbox", key, value: encodeUtf8("nothing of it is left") }]);
  const again = await open();
  for (let round = 0; round < 3; round++) await again.sync();
  answers = true;
  await again.sync();
  const codes = (again.view?.alarms ?? []).map(({ code }) => code);
  assert.deepEqual(codes, ["device-damaged"], "nobody is asked to refer again");
  assert.deepEqual([again.view?.outbox, again.drafts.sent[0]?.loggedAt !== null], [0, true]);
});
