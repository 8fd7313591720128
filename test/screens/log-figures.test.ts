// What the public page shows of the log: what verifies, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../src/crypto/random.ts";
import { addSignatureLines, signCosignature } from "../../src/log/sign.ts";
import { readFoundingMarks } from "../../src/web/leaflet/log-figures.ts";
import { readVerifiedHead } from "../../src/web/leaflet/verified-head.ts";
import { World } from "../support/world.ts";

test("[LG5] a state is witnessed by valid cosignatures of the policy's own witnesses alone", async (t) => {
  const world = await World.foundFor(t, { witnesses: 2, quorum: 2 });
  await world.organisation("shelter", "Example Shelter South");
  const founding = world.founding.note;
  const note = (await world.store.publishedHead())?.note ?? assert.fail();
  const head = readVerifiedHead(founding, note);
  assert.deepEqual([head?.is, head?.size], ["witnessed", world.host.tree.size]);
  assert.deepEqual(head?.witnesses, ["witness-1.example", "witness-2.example"]);
  assert.equal(head?.root, note.split("\n")[2]);
  assert.equal(head?.at, Math.floor(world.now / 1000) * 1000);

  const without = note.replace(/^— witness-1.*\n/m, "");
  assert.deepEqual(
    [readVerifiedHead(founding, without)?.is, readVerifiedHead(founding, without)?.witnesses.length],
    ["lacking", 1],
  );
  const body = note.slice(0, note.indexOf("\n\n") + 1);
  const stranger = signCosignature(body, { name: "witness-9.example", seed: randomBytes(32) }, 1_772_000_000);
  const padded = addSignatureLines(without, [stranger]);
  assert.deepEqual(
    [readVerifiedHead(founding, padded)?.is, readVerifiedHead(founding, padded)?.witnesses.length],
    ["lacking", 1],
    "anybody's key is no witness",
  );
  const forged = note.replace(
    /^(— witness-1\S* \S{20})./m,
    (_, start: string) => `${start}${note.includes(`${start}A`) ? "B" : "A"}`,
  );
  assert.notEqual(forged, note);
  assert.equal(readVerifiedHead(founding, forged)?.is, "refused");
  assert.equal(readVerifiedHead(founding, note.replace(/^\d+$/m, "9999"))?.is, "refused", "the log did not sign that");
  assert.equal(readVerifiedHead(founding.replace("XT", "XK"), note), null);
  assert.equal(readVerifiedHead("<html>", note), null);
});

test("[LG5] without witnesses the page says so, and where two quorums may have none in common", async (t) => {
  const nobody = await World.found({ witnesses: 0 });
  const weak = await World.found({ witnesses: 2, quorum: 1 });
  t.after(() => Promise.all([nobody.close(), weak.close()]));
  const read = async (world: World) =>
    readVerifiedHead(world.founding.note, (await world.store.publishedHead())?.note ?? "") ?? assert.fail();
  assert.equal((await read(nobody)).is, "unwatched");
  assert.deepEqual((await read(nobody)).marks, ["demonstration", "unwatched", "no-waits"]);
  assert.equal((await read(weak)).is, "witnessed");
  assert.deepEqual((await read(weak)).marks, ["demonstration", "no-liar-needed", "no-waits"]);
});

test("[LG5] [DR6] what is not as in a real country is read out of the founding note", () => {
  const note = (fields: object) =>
    `panoh.org/founding/v1\nsecond.example\n${JSON.stringify(fields)}\n\n— council-1 AA==\n`;
  assert.deepEqual(readFoundingMarks(note({ trial: true, demonstration: true })), ["demonstration"]);
  assert.deepEqual(readFoundingMarks(note({ trial: true, demonstration: false })), ["trial"]);
  assert.deepEqual(readFoundingMarks(note({ trial: false, demonstration: false, title: { en: '"trial":true' } })), []);
  const waits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };
  assert.deepEqual(readFoundingMarks(note({ trial: true, policy: "quorum none\n", waits })), [
    "trial",
    "unwatched",
    "no-waits",
  ]);
  assert.deepEqual(readFoundingMarks("<html>"), []);
});
