// Opening one envelope: author, readers, signature and what the author saw.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  device,
  found,
  impostor,
  opening,
  receipt,
  sealReceiptTo,
  sealTo,
} from "../../../test/hostile/support/nation.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { SecretIdentity } from "../../sealing/secret-identity.ts";
import { Tree } from "../../server/tree.ts";
import { type OpeningParts, openEnvelope, openReceipt } from "./opening.ts";

async function reader(t: TestContext) {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { world, host, shelter } = nation;
  const tree = new Tree();
  for (let i = 0; i < host.size; i++) tree.append([host.leaf(i)]);
  const parts: OpeningParts = {
    directory: world.host.directory,
    logKey: logKeyOf(world.founding),
    identities: [SecretIdentity.parse(device(shelter).epochs[0]?.identity ?? "") ?? assert.fail()],
    organisation: shelter.id,
    rootAt: (size) => (size <= tree.size ? tree.root(size) : null),
  };
  return { nation, parts, at: host.size };
}

test("[SL6] not for me is nothing; for me and whole is open, with places in order", async (t) => {
  const { nation, parts, at } = await reader(t);
  const { shelter, legal } = nation;
  const entries = [1, 2, 3].map(() => opening(nation, device(legal), [shelter.id]));
  const opened = await openEnvelope(await sealTo(nation, entries, [shelter.id]), at, parts);
  assert.ok(opened.is === "open");
  assert.deepEqual(
    opened.entries.map(({ entry, position, verified }) => [entry.id, position, verified]),
    [
      [entries[0]?.id, 0, true],
      [entries[1]?.id, 1, true],
      [entries[2]?.id, 2, true],
    ],
  );
  const forOthers = await sealTo(nation, [opening(nation, device(shelter), [legal.id])], [legal.id]);
  assert.deepEqual(await openEnvelope(forOthers, at, parts), { is: "not-for-me" });
});

test("[LG4] what has not the shape of an envelope is refused before any key is tried", async (t) => {
  const { parts, at } = await reader(t);
  // Whoever tries a key here calls `reveal`, and the test hears of it.
  const tripwire = new Proxy({} as SecretIdentity, { get: () => assert.fail("a key was tried") });
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(12_288),
    new Uint8Array(65_536).fill(0x61),
    new Uint8Array(1_024),
  ]) {
    assert.deepEqual(await openEnvelope(bytes, at, { ...parts, identities: [tripwire] }), {
      is: "refused",
      alarm: "envelope-broken",
    });
  }
});

test("[LG1] a receipt is no envelope of a case, and an envelope no receipt", async (t) => {
  const { nation, parts, at } = await reader(t);
  const me = device(nation.border).device;
  const answer = await sealReceiptTo(
    nation,
    [receipt(nation, impostor(me), { entry: "0".repeat(64), state: "met" })],
    me,
  );
  assert.deepEqual(await openEnvelope(answer, at, parts), { is: "refused", alarm: "envelope-broken" });
  const own = SecretIdentity.parse(device(nation.border).identity);
  assert.ok(own);
  const officer = { ...parts, identities: [own] };
  assert.equal((await openReceipt(answer, officer)).is, "open");
  const envelope = await sealTo(
    nation,
    [opening(nation, device(nation.legal), [nation.shelter.id])],
    [nation.shelter.id],
  );
  assert.deepEqual(await openReceipt(envelope, officer), { is: "refused", alarm: "envelope-broken" });
});

test("[SL5] a receipt inside a case envelope, and readers that do not name us, are refused", async (t) => {
  const { nation, parts, at } = await reader(t);
  const { shelter, legal } = nation;
  const body = { entry: "0".repeat(64), state: "met" };
  for (const entry of [
    receipt(nation, deviceSigner(device(legal)), body),
    opening(nation, device(legal), [legal.id]),
  ]) {
    assert.deepEqual(await openEnvelope(await sealTo(nation, [entry], [shelter.id]), at, parts), {
      is: "refused",
      alarm: "entry-refused",
    });
  }
});

test("an author whom the directory does not know is open and unverified; a bad signature of a known one is refused", async (t) => {
  const { nation, parts, at } = await reader(t);
  const { shelter, legal } = nation;
  const stranger = impostor("a".repeat(32));
  const unknown = opening(nation, device(legal).with({ device: stranger.name }), [shelter.id], { signer: stranger });
  const opened = await openEnvelope(await sealTo(nation, [unknown], [shelter.id]), at, parts);
  assert.ok(opened.is === "open" && opened.entries[0]?.verified === false);
  const forged = opening(nation, device(legal), [shelter.id], { signer: impostor(device(legal).device) });
  assert.deepEqual(await openEnvelope(await sealTo(nation, [forged], [shelter.id]), at, parts), {
    is: "refused",
    alarm: "entry-refused",
  });
});

test("[LG6] carried bytes, not logged yet, open like logged ones", async (t) => {
  const { nation, parts } = await reader(t);
  const entry = opening(nation, device(nation.legal), [nation.shelter.id]);
  assert.equal((await openEnvelope(await sealTo(nation, [entry], [nation.shelter.id]), null, parts)).is, "open");
});

test("[SL1] every changed byte of an envelope makes it not ours or broken, never another text", async (t) => {
  const { nation, parts, at } = await reader(t);
  const entry = opening(nation, device(nation.legal), [nation.shelter.id]);
  const sealed = await sealTo(nation, [entry], [nation.shelter.id]);
  for (let i = 0; i < sealed.length; i += i < 200 || i > sealed.length - 200 ? 23 : 997) {
    const changed = new Uint8Array(sealed);
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.notDeepEqual(sha256(changed), sha256(sealed));
    assert.notEqual((await openEnvelope(changed, at, parts)).is, "open", `byte ${i}`);
  }
});
