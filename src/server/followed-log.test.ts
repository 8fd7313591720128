// What a host that only reads serves (ST6), beside a host that writes to the same store.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { hostProblems, Problem } from "../core/problem.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { routes } from "../protocol/routes.ts";
import { encodeSubmission } from "../protocol/submission.ts";
import { FollowedLog } from "./followed-log.ts";
import { Integrity } from "./integrity.ts";
import { readerApp } from "./reader-app.ts";

test("[ST6] a host that only reads serves each published head with its leaves, byte for byte as the host does, and takes nothing", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  const followed = new FollowedLog(at.country.founding, at.store);
  const app = readerApp({ followed, isWell: () => true, log: () => undefined, clock: () => 0 });
  await followed.look();
  assert.equal((await app.request(routes.checkpoint)).status, 404);
  for (const bytes of await sealedCases(3)) {
    at.verify(await at.post(bytes), bytes);
    await at.witnessing.run();
    await followed.look();
    const { size } = followed.head;
    assert.equal(size, at.host.head.size);
    for (const path of [
      "/founding",
      "/checkpoint",
      `/tile/entries/000.p/${size}`,
      `/tile/0/000.p/${size}`,
      "/pack/case/000",
    ]) {
      const [mine, its] = [await app.request(path), await at.app.request(path)];
      assert.equal(mine.status, 200, path);
      assert.deepEqual(await mine.arrayBuffer(), await its.arrayBuffer(), path);
    }
  }
  // Signed, and not published yet.
  const [, , , more] = await sealedCases(4);
  at.verify(await at.post(more ?? assert.fail()), more ?? assert.fail());
  await followed.look();
  assert.equal(followed.head.size, 4);
  assert.equal((await app.request("/tile/entries/000.p/5")).status, 404);

  const size = at.host.tree.size;
  const body = new Uint8Array(encodeSubmission([{ token: null, bytes: new Uint8Array(60_000) }]));
  for (const [route, request] of [
    [routes.submit, { method: "POST", body }],
    [routes.tokens, { method: "POST", body: "x" }],
    [routes.head, { method: "POST", body: at.host.head.note }],
    [routes.challenge, {}],
  ] as const) {
    const refused = await app.request(route, request);
    assert.equal(refused.status, 503);
    const { title, detail } = (await refused.json()) as { readonly title: string; readonly detail: string };
    assert.deepEqual([title, detail], ["reads-only", hostProblems["reads-only"][1]]);
  }
  assert.equal(at.host.tree.size, size);
});

test("[ST6] it shows no head that is older, of another log, or not of the leaves that are there, and goes on once they fit", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  const old = (await at.store.publishedHead()) ?? assert.fail();
  const other = await TestHost.start(t);
  await other.witnessing.run();
  let published = await other.store.publishedHead();
  let leaves = at.store.leaves;
  const followed = new FollowedLog(at.country.founding, {
    leaves: (from, to) => leaves(from, to),
    stored: at.store.stored,
    lengthsOf: at.store.lengthsOf,
    bytesOf: at.store.bytesOf,
    publishedHead: async () => published,
  });
  const refuses = async (size: number) => {
    await assert.rejects(followed.look());
    assert.equal(followed.head.size, size);
  };
  await refuses(0);
  for (const bytes of await sealedCases(2)) at.verify(await at.post(bytes), bytes);
  await at.witnessing.run();
  published = old;
  await followed.look();
  assert.equal(followed.head.size, 1);
  published = await at.store.publishedHead();
  // Each of them the same leaf.
  leaves = async () => (await at.store.leaves(1, 2)).slice(0, 1);
  await refuses(1);
  leaves = async () => [];
  await refuses(1);
  leaves = at.store.leaves;
  await followed.look();
  assert.equal(followed.head.size, 3);
  published = old;
  await refuses(3);
});

test("[ST6] whoever got a head from the host that writes finds it at a host that only reads, with its tiles and packs, however seldom that one looks by itself", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  const followed = new FollowedLog(at.country.founding, at.store);
  const app = readerApp({ followed, isWell: () => true, log: () => undefined, clock: () => 0 });
  const [first, second, third] = (await sealedCases(3)) as [Uint8Array, Uint8Array, Uint8Array];
  const publish = async (bytes: Uint8Array) => {
    at.verify(await at.post(bytes), bytes);
    await at.witnessing.run();
    return at.host.head.size;
  };
  await publish(first);
  assert.deepEqual(
    await (await app.request(routes.checkpoint)).text(),
    await (await at.app.request(routes.checkpoint)).text(),
  );
  const size = await publish(second);
  assert.equal((await app.request(`/tile/entries/000.p/${size}`)).status, 200);
  await publish(third);
  assert.deepEqual(
    await (await app.request("/pack/case/000")).arrayBuffer(),
    await (await at.app.request("/pack/case/000")).arrayBuffer(),
  );
});

test("[ST6] who asks together while one look is on its way shares the next one", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  let looks = 0;
  const publishedHead = () => {
    looks++;
    return at.store.publishedHead();
  };
  const followed = new FollowedLog(at.country.founding, { ...at.store, publishedHead });
  const first = followed.look();
  await Promise.resolve().then(() => undefined);
  await Promise.all(Array.from({ length: 20 }, () => followed.follow()));
  await first;
  assert.ok(looks <= 2, `${looks} looks`);
});

test("[ST6] a database in which the leaves became others costs nothing of what is served, and what is short is kept by nobody", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  for (const bytes of await sealedCases(4)) at.verify(await at.post(bytes), bytes);
  await at.witnessing.run();
  let { leaves, publishedHead } = at.store;
  const store = {
    ...at.store,
    leaves: (from: number, to: number) => leaves(from, to),
    publishedHead: () => publishedHead(),
  };
  const followed = new FollowedLog(at.country.founding, store);
  const app = readerApp({ followed, isWell: () => true, log: () => undefined, clock: () => 0 });
  await followed.look();
  const { size } = followed.head;
  const root = followed.tree.root(size);

  const [more] = (await sealedCases(5)).slice(4) as [Uint8Array];
  at.verify(await at.post(more), more);
  await at.witnessing.run();
  const whole = at.store.leaves;
  leaves = async (from, to) => [...(await whole(0, to - from))].reverse();
  for (let look = 0; look < 3; look++) {
    await assert.rejects(followed.look());
    assert.deepEqual([followed.head.size, followed.tree.root(size)], [size, root], "the tree of its head");
  }
  // An older copy of the same log.
  leaves = async (from, to) => whole(from, Math.min(to, size - 1));
  publishedHead = at.store.publishedHead;
  for (const path of [`/tile/entries/000.p/${size}`, "/pack/case/000"]) {
    const answer = await app.request(path);
    assert.deepEqual([answer.status, answer.headers.get("cache-control")], [500, "no-store"], path);
  }
  leaves = whole;
  await followed.look();
  assert.equal(followed.head.size, size + 1);
});

test("[ST6] [LG4p] a host that only reads finds bytes that are not those that were logged, and lets nobody keep a pack with them", async (t) => {
  const at = await TestHost.start(t);
  for (const bytes of await sealedCases(3)) at.verify(await at.post(bytes), bytes);
  await at.witnessing.run();
  let away = false;
  const stored: typeof at.store.stored = (from, to) =>
    away ? Promise.reject(new Problem("store", "busy")) : at.store.stored(from, to);
  const followed = new FollowedLog(at.country.founding, { ...at.store, stored });
  const app = readerApp({ followed, isWell: () => true, log: () => undefined, clock: () => 0 });
  const rotten: string[] = [];
  const integrity = new Integrity(followed, (leaf, isMended) => rotten.push(`${leaf} ${isMended}`));
  const never = new AbortController().signal;
  const kept = async () => (await app.request("/pack/case/000")).headers.get("cache-control");
  assert.equal(await integrity.look(never), false, "it has no head yet");
  await followed.look();
  const [whole] = await at.store.bytesOf("case", 2, 3);
  await at.store.mend(2, encodeUtf8("others"));
  assert.equal(await kept(), "no-cache");
  for (let i = 0; i < 2; i++) assert.equal(await integrity.look(never), true);
  assert.deepEqual(rotten, ["2 false"]);
  assert.equal(await kept(), "no-store");
  await at.store.mend(2, whole ?? assert.fail());
  away = true;
  assert.equal(await integrity.look(never), false);
  assert.deepEqual([...followed.rotten], [2], "a database that is away says nothing");
  away = false;
  await integrity.look(never);
  assert.deepEqual([integrity.report.flaws, integrity.report.rows], [0, 4]);
  assert.equal(await kept(), "no-cache");
});
