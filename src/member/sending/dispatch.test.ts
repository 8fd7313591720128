// How things leave a device: open notes of the record cost tokens, and never the last ones, which are for what is sealed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleDraft, World } from "../../../test/support/world.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { dailyTokens } from "../../protocol/token-request.ts";
import { must } from "../verb.ts";

const figures = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    key: `figure-${i}`,
    source: "own",
    values: { fact: "victims-identified", from: "2003", value: i, unit: "persons", remark: "word ".repeat(30).trim() },
  }));

test("[LG4] an import of 10,000 open rows takes about 110 tokens of the day's 400, and all of it is logged in one sync", async (t) => {
  const { world, worker } = await shelterWorld(t);
  const before = world.host.tree.size;
  const { notes } = await must(worker.record.enter("figure", figures(10_000) as never));
  assert.ok(notes >= 100 && notes <= 110, `${notes} notes`);
  await worker.sync();
  assert.equal(world.host.tree.size, before + notes);
  assert.equal(worker.room.open().log.outbox.waiting, 0);
  await world.settle(worker);
  assert.equal(worker.record.book.statements("figure").length, 10_000);
  // 64 are handed out in one request: the rest of the day is still there for as many again.
  assert.ok(notes + worker.room.open().session.tokens.count < dailyTokens / 2);
});

test("[LG4] an import takes none of the last eight tokens: a referral after it leaves even while the device is locked", async (t) => {
  const { world, legal, worker } = await shelterWorld(t);
  const { session, log } = worker.room.open();
  const inHand = session.tokens.count;
  assert.ok(inHand >= 8);
  const { notes } = await must(worker.record.enter("figure", figures(3_000) as never));
  assert.ok(notes > inHand);
  assert.equal(session.tokens.count, 8);
  const bare = log.outbox.parcels.filter(({ token }) => token === null);
  assert.equal(bare.length, notes - (inHand - 8), "the others wait");
  await must(worker.drafts.send(exampleDraft([legal])));
  const sealed = () => log.outbox.parcels.filter(({ leafClass }) => leafClass === "case");
  assert.ok(sealed().length > 0 && sealed().every(({ token }) => token !== null));
  const size = world.host.tree.size;
  worker.lock();
  await worker.flush();
  assert.ok(sealed().every(({ leaf }) => leaf !== null));
  assert.equal(world.host.tree.size, size + sealed().length + (inHand - 8), "without a token nothing else is sent");
});

test("[LG4] what is sealed gets new tokens before open notes that wait longer, and a directory note takes none", async (t) => {
  const { legal, worker, host } = await shelterWorld(t);
  const { session, log } = worker.room.open();
  await must(worker.record.enter("figure", figures(3_000) as never));
  while (session.tokens.count > 0) await must(worker.drafts.send(exampleDraft([legal])));
  await must(worker.drafts.send(exampleDraft([legal])));
  const bare = (leafClass: string) =>
    log.outbox.parcels.filter((one) => one.leafClass === leafClass && one.token === null);
  const [open, sealed] = [bare("public").length, bare("case").length];
  assert.ok(open > 0 && sealed > 0);
  await session.postClear(encodeUtf8("a note of the directory"), "directory");
  // The host has few left: three tokens beyond what is sealed and the eight that are kept.
  host.left = sealed + 8 + 3;
  await session.sync();
  assert.equal(bare("case").length, 0);
  assert.equal(bare("public").length, open - 3);
  assert.equal(session.tokens.count, 8);
  assert.equal(bare("directory").length, 1);
});

/** A shelter with a worker, whose host can be made to have few tokens left. */
async function shelterWorld(t: { after(end: () => Promise<void>): void }) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const [secrets] = shelter.devices;
  assert.ok(secrets);
  const worker = await world.member(secrets);
  const host = { left: Number.POSITIVE_INFINITY };
  const { log } = worker.room.open();
  const draw = log.host.tokens.bind(log.host);
  log.host.tokens = async (request) => {
    if (host.left <= 0) return null;
    const drawn = (await draw(request))?.slice(0, host.left) ?? null;
    host.left -= drawn?.length ?? 0;
    return drawn;
  };
  return { world, legal, worker, host };
}
