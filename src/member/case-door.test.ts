// The rooms behind the door of a case worker's desk: how much each of them offers, and what it says while the device is locked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../test/support/world.ts";

/** The calls of an object: its own, and those of its class. */
const callsOf = (room: object) =>
  [...Object.keys(room), ...Object.getOwnPropertyNames(Object.getPrototypeOf(room))].filter(
    (name) => !(name in Object.prototype),
  );

test("[EN3] no room of the desk has more than ten calls, and while it is locked each call gives nothing or is refused", async (t) => {
  const world = await World.foundFor(t, { witnesses: 0 });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  await worker.sync();
  const { cases } = worker;
  const { begun } = cases.saves;
  const rooms: readonly object[] = [cases, ...Object.values(cases).filter((room) => typeof room === "object")];
  assert.ok(rooms.length > 5);
  for (const room of rooms) assert.ok(callsOf(room).length <= 10, callsOf(room).join());
  await worker.lock();
  for (const room of rooms as readonly Record<string, unknown>[])
    for (const name of callsOf(room)) {
      const call = room[name];
      if (rooms.includes(call as object) || call === begun) continue;
      const answer: unknown = await (typeof call === "function" ? call.call(room, "0", "0", { verb: "close" }) : call);
      const isNothing =
        [null, undefined, false, 0].includes(answer as null) || (Array.isArray(answer) && !answer.length);
      const { is, reason, value } = (answer ?? {}) as { is?: string; reason?: string; value?: { done?: number } };
      const isRefused = is === "failed" && reason === "locked";
      // Of no case that there is each one was handed over.
      assert.ok(isNothing || isRefused || value?.done === 0, `${name}: ${JSON.stringify(answer)}`);
    }
});
