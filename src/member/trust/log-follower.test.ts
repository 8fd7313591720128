// Following the log: growth, staleness, lies and forks, across restarts.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HostileHost } from "../../../test/hostile/support/hostile-host.ts";
import { World } from "../../../test/support/world.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { appendLeaves, emptyFrontier, frontierRoot } from "../../log/frontier.ts";
import { encodeLeaf } from "../../log/leaf.ts";
import { sameHash } from "../../log/merkle.ts";
import { encodeEntryBundle } from "../../log/tile.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { Tree } from "../../server/tree.ts";
import { Damage } from "../store/damage.ts";
import { Alarms } from "./alarms.ts";
import { HostClient } from "./host-client.ts";
import { LogFollower } from "./log-follower.ts";

async function following(t: TestContext, leaves: number) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const host = await HostileHost.copyOf(world);
  const grow = (count: number) => {
    for (let i = 0; i < count; i++) host.append("case", `example ${host.size}`);
  };
  grow(leaves - host.size);
  const store = openSqliteMemberStore(":memory:");
  const alarms = await Alarms.load(store, world.clock);
  const logKey = logKeyOf(world.founding);
  const load = (damage = new Damage()) => LogFollower.load({ store, logKey, alarms, damage });
  const client = new HostClient(host.network, "https://host.example", async () => undefined);
  const headOf = (note: string) => {
    const head = verifyCheckpoint(note, logKey);
    assert.ok(head);
    return head;
  };
  return { host, grow, store, alarms, load, client, headOf };
}

test("[LG3] a line that breaks after each tile: what came is not asked for again, and what a liar put among it is", async (t) => {
  const { host, load, client } = await following(t, 900);
  const follower = await load();
  const asked = () => host.requests.filter(({ path }) => path.startsWith("/tile/")).length;
  const oneTile = (change: (path: string) => Response | null) => {
    let tiles = 0;
    host.script = ({ path }) => (path.startsWith("/tile/") && ++tiles > 1 ? "silence" : change(path));
  };
  const verdicts: string[] = [];
  for (let round = 0; round < 4; round++) {
    oneTile(() => null);
    verdicts.push((await follower.follow(client)).verdict);
  }
  assert.deepEqual(verdicts, ["unreachable", "unreachable", "unreachable", "grown"]);
  assert.equal(asked(), 7, "four tiles, and three that did not come");
  assert.equal(follower.size, host.size);

  const other = await load();
  for (let i = 0; i < 300; i++) host.append("case", `later ${i}`);
  const false256 = encodeEntryBundle(Array.from({ length: 256 }, () => encodeLeaf("case", new Uint8Array(32))));
  oneTile((path) => (path.startsWith("/tile/") ? new Response(new Uint8Array(false256)) : null));
  assert.equal((await other.follow(client)).verdict, "unreachable");
  host.script = () => null;
  await other.follow(client);
  await other.follow(client);
  assert.equal(other.size, host.size, "a false tile is thrown away with the first root that it does not fit");
});

test("[LG3] a follower takes all leaves over tile borders in steps of any size, and every old root is the log's", async (t) => {
  const { host, grow, load, client } = await following(t, 1);
  const follower = await load();
  for (const step of [0, 1, 254, 1, 1, 300, 700, 23]) {
    grow(step);
    const { verdict } = await follower.follow(client);
    assert.equal(verdict, "grown");
    assert.equal(follower.size, host.size);
  }
  const again = await load();
  assert.equal(again.size, host.size);
  const tree = new Tree();
  for (let size = 1; size <= host.size; size++) {
    const leaf = host.leaf(size - 1);
    tree.append([leaf]);
    if (size > 260 && size % 37 !== 0 && size % 256 > 2) continue;
    for (const one of [follower, again]) {
      const root = one.rootAt(size);
      assert.ok(root !== null && sameHash(root, tree.root(size)), `size ${size}`);
    }
    assert.deepEqual(again.leaf(size - 1), { class: leaf.class, hash: leaf.hash });
  }
  assert.equal(follower.rootAt(host.size + 1), null);
  assert.equal(follower.leaf(host.size), null);
});

test("[LG2] from where it stopped a follower asks for the tiles that changed, not for the log", async (t) => {
  const { host, grow, load, client } = await following(t, 600);
  const follower = await load();
  await follower.follow(client);
  host.requests.splice(0);
  grow(1);
  await follower.follow(client);
  assert.deepEqual(
    host.requests.map(({ path }) => path),
    ["/checkpoint", "/tile/entries/002.p/89"],
  );
  host.requests.splice(0);
  await follower.follow(client);
  assert.deepEqual(
    host.requests.map(({ path }) => path),
    ["/checkpoint"],
  );
});

test("[LG5] an older head on the same branch is stale and changes nothing", async (t) => {
  const { host, load, client, headOf } = await following(t, 300);
  const follower = await load();
  await follower.follow(client);
  const seen = follower.seen;
  assert.equal(await follower.take(headOf(host.signHead(299)), client), "stale");
  assert.equal(await follower.take(headOf(host.signHead(1)), client), "stale");
  assert.equal(follower.seen, seen);
  assert.equal(await follower.take(headOf(host.signHead()), client), "held");
});

test("[LG5] a head of any size that the held leaves contradict is a fork", async (t) => {
  for (const size of [1, 255, 256, 300]) {
    const { host, load, client, headOf, alarms } = await following(t, 300);
    const follower = await load();
    await follower.follow(client);
    assert.equal(await follower.take(headOf(host.signHead(size, new Uint8Array(32))), client), "fork");
    assert.ok(alarms.has("fork"));
    assert.equal(follower.size, 300);
  }
});

test("a line that breaks between head and tiles is no lie, and the next round takes up where it was", async (t) => {
  const { host, load, client, alarms } = await following(t, 300);
  const follower = await load();
  host.script = ({ path }) => (path.startsWith("/tile") ? "silence" : null);
  assert.equal((await follower.follow(client)).verdict, "unreachable");
  assert.deepEqual(alarms.list, []);
  host.script = () => null;
  assert.equal((await follower.follow(client)).verdict, "grown");
});

test("[LG1] a leaf of no class is a lie, even when the log signed the tree that holds it", async (t) => {
  const { host, load, client, alarms } = await following(t, 1);
  const follower = await load();
  const strange = encodeLeaf("case", new Uint8Array(32));
  strange[0] = 9;
  const root = frontierRoot(appendLeaves(emptyFrontier, [strange]));
  host.script = ({ path }) => {
    if (path === "/checkpoint") return new Response(host.signHead(1, root));
    return path.startsWith("/tile") ? new Response(new Uint8Array(encodeEntryBundle([strange]))) : null;
  };
  assert.equal((await follower.follow(client)).verdict, "lie");
  assert.ok(alarms.has("host-lies"));
  assert.equal(follower.size, 0);
});

test("[EN10] of one damaged head the other one is left; without any the device has forgotten which history it saw, and that is no small damage", async (t) => {
  const { store, load, client, host } = await following(t, 300);
  const follower = await load();
  const { checkpoint } = await follower.follow(client);
  await follower.trust(checkpoint ?? assert.fail());
  const lostAfter = async (...names: readonly string[]) => {
    for (const key of names) {
      const value = (await store.get("meta", key)) ?? assert.fail();
      value[value.length - 8] = (value[value.length - 8] ?? 0) ^ 1;
      await store.write([{ table: "meta", key, value }]);
    }
    const damage = new Damage();
    const { size } = await load(damage);
    assert.ok(damage.findings.length > 0);
    return [size, damage.findings.some(({ lost }) => lost)];
  };
  assert.deepEqual(await lostAfter("seen"), [host.size, false]);
  assert.deepEqual(await lostAfter("trusted"), [0, true]);
});
