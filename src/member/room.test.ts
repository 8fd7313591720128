// What may write on an unlocked device, one act beside another: when the store refused one, what is held is read anew, and under the feet of none.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { testPassphrase, World } from "../../test/support/world.ts";
import { Problem } from "../core/problem.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import type { MemberStore } from "./store/store.ts";

/** A promise that somebody else ends. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A device whose store waits, when asked, with what is read from then on. */
async function slowDevice(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  let reading: Promise<void> | null = null;
  const whole = openSqliteMemberStore(":memory:");
  const store: MemberStore = {
    ...whole,
    now: whole.now,
    getAll: (table, keys) => whole.getAll(table, keys),
    list: (table, from, to) => whole.list(table, from, to),
    keys: (table, from, to) => whole.keys(table, from, to),
    write: (changes) => whole.write(changes),
    close: () => whole.close(),
    get: async (table, key) => {
      await reading;
      return whole.get(table, key);
    },
  };
  const device = await world.member(shelter.devices[0] ?? assert.fail(), { store });
  const slow = () => {
    const { open, opened } = gate();
    reading = opened;
    /** What is asked for from now on is answered at once; what was asked for before still waits. */
    const onlyBefore = () => {
      reading = null;
    };
    return { open, onlyBefore };
  };
  return { device, room: device.room, slow };
}

test("[LG6] who unlocks a device while log and session are read anew finds it open, and not locked again by that", async (t) => {
  const { device, room, slow } = await slowDevice(t);
  await device.lock();
  const before = room.log;
  const { open, onlyBefore } = slow();
  const failing = assert.rejects(
    room.doing(() => Promise.reject(new Problem("store", "full"))),
    { code: "full" },
  );
  await new Promise((resolve) => setImmediate(resolve));
  onlyBefore();
  const opening = device.unlock(testPassphrase);
  // Long enough to be over, if it waited for nothing.
  await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 500))]);
  open();
  assert.equal(await opening, "open");
  await failing;
  assert.notEqual(room.log, before);
  assert.equal(device.view?.locked, false);
});

test("[LG6] after a write that the store refused, log and session are read anew once: not before the act beside it has ended, and before the next one begins", async (t) => {
  const { room, slow: slowed } = await slowDevice(t);
  const refused = () => room.doing(() => Promise.reject(new Problem("store", "full")));
  const held = () => [room.session, room.log];

  const before = held();
  const beside = gate();
  const other = room.doing(async () => {
    await beside.opened;
    assert.deepEqual(held(), before, "what it began with is there to its end");
  });
  await assert.rejects(refused(), { code: "full" });
  await room.doing(async () => assert.deepEqual(held(), before));
  assert.ok(held().every((each, place) => each === before[place]));
  beside.open();
  await other;
  const anew = held();
  assert.ok(anew.every((each, place) => each !== null && each !== before[place]));

  const slow = slowed();
  const failing = assert.rejects(refused(), { code: "full" });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  let hasBegun = false;
  const next = room.doing(async () => {
    hasBegun = true;
    assert.ok(held().every((each, place) => each !== null && each !== anew[place]));
    return held();
  });
  await turn();
  assert.equal(hasBegun, false, "it waits while all is read anew");
  slow.open();
  const [[session]] = [await next, await failing];
  assert.equal(room.session, session, "read anew once for both");

  await assert.rejects(
    room.doing(() => Promise.reject(new Problem("engine", "not-allowed"))),
    { code: "not-allowed" },
  );
  assert.equal(room.session, session, "what the rules refuse has written nothing");
  await assert.rejects(room.doing(() => Promise.reject(new TypeError("example"))));
  assert.notEqual(room.session, session, "what nobody foresaw may have been in the middle of a write");
});
