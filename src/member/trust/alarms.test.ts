// Alarms: which end by themselves, which stay as evidence, and how often one is shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import type { AlarmCode } from "../views.ts";
import { Alarms } from "./alarms.ts";

const passing: readonly AlarmCode[] = [
  "host-lies",
  "bytes-missing",
  "not-logged",
  "stale",
  "no-quorum",
  "waiting-long",
  "answer-oversized",
  "recovery-asked",
  "share-asked",
];
const lasting: readonly AlarmCode[] = [
  "fork",
  "host-rolled-back",
  "foreign-founding",
  "envelope-broken",
  "entry-refused",
  "false-seen",
  "receipt-forged",
  "directory-refused",
  "export-asked",
  "export-made",
  "archive-restored",
  "device-new",
  "recovery-dealt",
];
const day = 86_400_000;

async function fresh(now = { at: 1_000 }) {
  const store = openSqliteMemberStore(":memory:");
  const load = () => Alarms.load(store, () => now.at);
  return { store, now, load, alarms: await load() };
}

test("an alarm is kept with the time when it was first seen, once for each leaf, and outlives a restart", async () => {
  const { store, now, alarms } = await fresh();
  await alarms.raise("bytes-missing", 7);
  now.at = 2_000;
  await alarms.raise("bytes-missing", 7);
  await alarms.raise("bytes-missing", 8);
  const expected = [
    { code: "bytes-missing", since: 1_000, leaf: 7 },
    { code: "bytes-missing", since: 2_000, leaf: 8 },
  ];
  assert.deepEqual(alarms.list, expected);
  assert.deepEqual((await Alarms.load(store, () => 0)).list, expected);
});

test("alarms whose cause is gone end; those that are evidence stay", async () => {
  const { store, alarms } = await fresh();
  for (const code of [...passing, ...lasting]) await alarms.raise(code);
  alarms.startRound();
  for (const code of [...passing, ...lasting]) await alarms.clear(code);
  for (const code of lasting) await alarms.clearOlder(code);
  assert.deepEqual(alarms.list.map(({ code }) => code).sort(), [...lasting].sort());
  assert.deepEqual((await Alarms.load(store, () => 0)).list.length, lasting.length);
});

test("what one part of a round finds in order does not end what another part of it found wrong", async () => {
  const { alarms } = await fresh();
  await alarms.raise("host-lies");
  await alarms.clearOlder("host-lies");
  assert.ok(alarms.has("host-lies"), "raised in this round");
  alarms.startRound();
  await alarms.raise("host-lies");
  await alarms.clearOlder("host-lies");
  assert.ok(alarms.has("host-lies"), "raised again in this round");
  alarms.startRound();
  await alarms.clearOlder("host-lies");
  assert.ok(!alarms.has("host-lies"));
});

test("a part of a round ends only alarms about the leaves that it has looked at", async () => {
  const { alarms } = await fresh();
  await alarms.raise("bytes-missing", 1);
  await alarms.raise("bytes-missing", 2);
  alarms.startRound();
  await alarms.clearOlder("bytes-missing", ({ leaf }) => leaf === 1);
  assert.deepEqual(
    alarms.list.map(({ leaf }) => leaf),
    [2],
  );
});

test("[SL6] broken envelopes are shown once a day, however many there are", async () => {
  const { now, alarms } = await fresh();
  for (let leaf = 0; leaf < 50; leaf++) await alarms.raise("envelope-broken", leaf);
  assert.equal(alarms.list.length, 1);
  now.at += day;
  for (let leaf = 50; leaf < 60; leaf++) await alarms.raise("envelope-broken", leaf);
  assert.equal(alarms.list.length, 2);
});

test("[FD7d] what is done again in one case is one alarm that says how often; once it is put away only the next time brings it back", async () => {
  const { now, alarms, load } = await fresh();
  const leaves = Array.from({ length: 25 }, (_, n) => 10 + n);
  for (let n = 1; n <= leaves.length; n++) await alarms.raiseOnce("withdrawn-by-other", leaves.slice(0, n));
  await alarms.raiseOnce("withdrawn-by-other", [40]);
  const shown = (of: Alarms) => of.list.map(({ leaf, times, since }) => [leaf, times, since]);
  const expected = [
    [10, 25, 1_000],
    [40, undefined, 1_000],
  ];
  assert.deepEqual(shown(alarms), expected);
  assert.deepEqual(shown(await load()), expected);
  now.at = 2_000;
  await alarms.dismiss(alarms.list[0] ?? assert.fail());
  const later = await load();
  await later.raiseOnce("withdrawn-by-other", leaves);
  assert.deepEqual(shown(later), [expected[1]], "what was read stays away");
  await later.raiseOnce("withdrawn-by-other", [...leaves, 35]);
  assert.deepEqual(shown(later), [expected[1], [10, 26, 2_000]], "the next time is news");
});

test("[LG5] [EN6] a person may put away what was read, but never a fork or a foreign founding note", async () => {
  const { alarms } = await fresh();
  for (const code of [...passing, ...lasting]) await alarms.raise(code);
  await alarms.raise("receipt-forged", 4);
  for (const alarm of alarms.list.filter(({ leaf }) => leaf === undefined)) await alarms.dismiss(alarm);
  assert.deepEqual(alarms.list.map(({ code, leaf }) => [code, leaf]).sort(), [
    ["foreign-founding", undefined],
    ["fork", undefined],
    ["receipt-forged", 4],
  ]);
});

test("[EN6] another country's founding note is put away once the host shows the own one again; what lasts is kept, and raised anew when it comes again", async () => {
  const { now, alarms, load } = await fresh();
  await alarms.raise("foreign-founding");
  const [alarm] = alarms.list;
  assert.ok(alarm !== undefined);
  const stays = () => alarms.list.map((one) => one.stays === true);
  assert.deepEqual([stays(), await alarms.dismiss(alarm)], [[true], false]);
  alarms.isOver("foreign-founding");
  now.at += 5;
  assert.deepEqual([stays(), await alarms.dismiss(alarm)], [[false], true]);
  const again = await load();
  assert.deepEqual(again.list, []);
  assert.deepEqual(again.putAway, [{ code: "foreign-founding", since: alarm.since, putAway: now.at }]);
  await again.raise("foreign-founding");
  assert.deepEqual([again.list.map(({ code }) => code), again.putAway], [["foreign-founding"], []]);
});
