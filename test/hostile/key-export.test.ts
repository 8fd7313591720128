// A file with an organisation's key (SL11): what counts as asked, agreed and made, whoever says it, and that every reader is warned.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntryContent } from "../../src/core/entry.ts";
import type { BodyOf } from "../../src/core/entry-kind.ts";
import { exportHours } from "../../src/core/key-export.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { Device } from "../../src/member/device.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { encodeSubmission } from "../../src/protocol/submission.ts";
import { World } from "../support/world.ts";
import { alarms, device, found, join, moment, type Nation, newId, sealTo, seenIn } from "./support/nation.ts";

const hour = 3_600_000;
const session = (member: Device) => member.room.open().session;
const states = (member: Device) => session(member).reader.keyEntries.exports.map(({ state }) => state);

test("[SL11] a file is agreed to by a second device alone, and every reader of the organisation is warned when it is asked for and when it is made", async (t) => {
  const world = await World.foundFor(t);
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const one = await world.member(device(shelter));
  const two = await world.member(device(shelter, 1));
  const other = await world.member(device(legal));
  const request = await session(one).sayExport({ epoch: 1, step: "asked" });
  assert.deepEqual(states(one), [], "what the log does not show is not said");
  await world.settle(one, two, other);
  assert.deepEqual([states(one), states(two), states(other)], [["asked"], ["asked"], []]);
  assert.deepEqual([alarms(one), alarms(two), alarms(other)], [["export-asked"], ["export-asked"], []]);
  await session(one).sayExport({ epoch: 1, step: "agreed", request });
  await session(two).sayExport({ epoch: 2, step: "agreed", request });
  await world.settle(one, two);
  assert.deepEqual(states(one), ["asked"], "who asked does not agree, nor who speaks of another key");
  await session(two).sayExport({ epoch: 1, step: "agreed", request });
  await world.settle(one, two);
  assert.deepEqual([states(one), states(two)], [["agreed"], ["agreed"]]);
  assert.deepEqual(alarms(two), ["export-asked"]);
  await session(one).sayExport({ epoch: 1, step: "made", request });
  await world.settle(one, two, other);
  const [made] = session(two).reader.keyEntries.exports;
  assert.deepEqual([made?.id, made?.state, made?.epoch], [request, "made", 1]);
  assert.deepEqual(
    [made?.asked.device, made?.agreed?.device, made?.made?.device],
    [device(shelter).device, device(shelter, 1).device, device(shelter).device],
  );
  assert.deepEqual([alarms(two), alarms(other)], [["export-asked", "export-made"], []]);
  for (const alarm of two.view?.alarms ?? []) await must(two.dismissAlarm(alarm));
  await two.sync();
  assert.deepEqual(alarms(two), [], "what was put away does not come back");
});

test("[SL11] after seven days of the log's time a request is over: an agreement that comes later is none", async (t) => {
  const world = await World.foundFor(t);
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const one = await world.member(device(shelter));
  const two = await world.member(device(shelter, 1));
  const first = await session(one).sayExport({ epoch: 1, step: "asked" });
  await world.settle(one, two);
  const second = await session(one).sayExport({ epoch: 1, step: "asked" });
  await world.settle(one, two);
  await session(two).sayExport({ epoch: 1, step: "agreed", request: first });
  await world.settle(one, two);
  const passed = async (milliseconds: number) => {
    world.wait(milliseconds);
    // The note quotes the newest cosigned checkpoint, so the next one has this time.
    await world.witness();
    await world.timekeeping.writeTime();
    await world.witness();
    await world.timekeeping.writeTime();
    await world.witness();
    await world.settle(one, two);
  };
  await passed(0);
  await passed((exportHours - 1) * hour);
  assert.deepEqual(states(one), ["agreed", "asked"]);
  await passed(2 * hour);
  assert.deepEqual(states(one), ["over", "over"]);
  await session(two).sayExport({ epoch: 1, step: "agreed", request: second });
  await world.settle(one, two);
  assert.deepEqual(
    [states(one), states(two)],
    [
      ["over", "over"],
      ["over", "over"],
    ],
  );
  assert.equal(session(one).reader.keyEntries.exports[1]?.agreed, null);
});

test("[SL11] nobody outside the organisation asks for its key or agrees; who lies about it is an alarm", async (t) => {
  const nation = await found(t);
  const { host, shelter, legal } = nation;
  const worker = await join(nation, shelter);
  const say = async (author: Secrets, body: Partial<BodyOf<"epoch.export">>) => {
    const said = { organisation: shelter.id, epoch: 1, step: "asked", ...body };
    host.append("case", await sealed(nation, author, said as BodyOf<"epoch.export">));
    await worker.sync();
    return alarms(worker);
  };
  assert.deepEqual(await say(device(legal), {}), ["entry-refused"], "another organisation's device asks");
  for (const alarm of worker.view?.alarms ?? []) await must(worker.dismissAlarm(alarm));
  assert.deepEqual(
    await say(device(shelter, 1), { organisation: newId() }),
    ["entry-refused"],
    "for another one's key",
  );
  for (const alarm of worker.view?.alarms ?? []) await must(worker.dismissAlarm(alarm));
  assert.deepEqual(states(worker), []);
  const body = { organisation: shelter.id, epoch: 1, step: "asked" } as const;
  const asked = await sealed(nation, device(shelter, 1), body);
  assert.equal(await must(worker.drafts.takeCarried(encodeSubmission([{ token: null, bytes: asked }]))), 1);
  assert.deepEqual([states(worker), alarms(worker)], [[], []], "a carried file is not the log");
  host.append("case", asked);
  await worker.sync();
  assert.deepEqual(alarms(worker), ["export-asked"], "nor does it silence the alarm");
  const [{ id = "" } = {}] = session(worker).reader.keyEntries.exports;
  assert.deepEqual(await say(device(legal), { step: "agreed", request: id }), ["entry-refused", "export-asked"]);
  assert.deepEqual(states(worker), ["asked"]);
  assert.deepEqual(
    await say(device(shelter, 1), { step: "made", request: id }),
    ["entry-refused", "export-asked", "export-made"],
    "whoever says that it was written is believed, also where nobody agreed",
  );
  assert.deepEqual(states(worker), ["made"]);
});

/** What a device says of an export, sealed to the shelter. */
async function sealed({ world, host, shelter }: Nation, author: Secrets, body: BodyOf<"epoch.export">) {
  const content = {
    kind: "epoch.export",
    device: author.device,
    salt: encodeHex(randomBytes(16)),
    seen: seenIn(host.signHead()),
    at: moment(world.now),
    to: [shelter.id],
    body,
  } as EntryContent;
  return sealTo({ world }, [signEntry(world.founding.origin, content, deviceSigner(author))], [shelter.id]);
}
