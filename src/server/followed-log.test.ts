// What a host that only reads serves (ST6), beside a host that writes to the same store.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { hostProblems } from "../core/problem.ts";
import { routes } from "../protocol/routes.ts";
import { encodeSubmission } from "../protocol/submission.ts";
import { FollowedLog } from "./followed-log.ts";
import { readerApp } from "./reader-app.ts";

test("[ST6] a host that only reads serves each published head with its leaves, byte for byte as the host does, and takes nothing", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  const followed = new FollowedLog(at.country.founding, at.store);
  const app = readerApp({ followed, isWell: () => true, log: () => undefined, clock: () => 0 });
  await followed.follow();
  assert.equal((await app.request(routes.checkpoint)).status, 404);
  for (const bytes of await sealedCases(3)) {
    at.verify(await at.post(bytes), bytes);
    await at.witnessing.run();
    await followed.follow();
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
  await followed.follow();
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
    lengthsOf: at.store.lengthsOf,
    bytesOf: at.store.bytesOf,
    publishedHead: async () => published,
  });
  const refuses = async (size: number) => {
    await assert.rejects(followed.follow());
    assert.equal(followed.head.size, size);
  };
  await refuses(0);
  for (const bytes of await sealedCases(2)) at.verify(await at.post(bytes), bytes);
  await at.witnessing.run();
  published = old;
  await followed.follow();
  assert.equal(followed.head.size, 1);
  published = await at.store.publishedHead();
  // Each of them the same leaf.
  leaves = async () => (await at.store.leaves(1, 2)).slice(0, 1);
  await refuses(1);
  leaves = async () => [];
  await refuses(1);
  leaves = at.store.leaves;
  await followed.follow();
  assert.equal(followed.head.size, 3);
  published = old;
  await refuses(3);
});
