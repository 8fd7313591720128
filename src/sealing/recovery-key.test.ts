// A recovery key in shares (KR1, KR7): any set that is large enough gives it back, and no other one does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import { openArchive, sealArchive } from "./archive-file.ts";
import {
  hashOfShare,
  joinRecoveryKey,
  openShare,
  parseShare,
  recoverySeed,
  type Share,
  sealShare,
  shareText,
  splitRecoveryKey,
} from "./recovery-key.ts";
import { generateIdentity, recipientOf } from "./suite.ts";

const origin = "refuge.nation.example/ad59b7e948ccdbe607517ef02405d6f6";
const of = { organisation: "c23170e4-a233-441d-8636-08b7a962a805", dealing: "fa50cb9c232376c82fbb1550cbaa32b6" };

async function dealt(suite: "hybrid" | "x25519" = "x25519") {
  const identity = await generateIdentity(suite);
  const texts = await splitRecoveryKey(origin, identity, of, { count: 5, threshold: 3 });
  return { identity, texts, shares: texts.flatMap((text) => parseShare(text, origin) ?? []) };
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((__, at) => (bits >> at) % 2 === 1));
}

for (const suite of ["x25519", "hybrid"] as const) {
  test(`[KR1] of five shares each three or more give the ${suite} key back, and each set of fewer gives none or another`, async () => {
    const { identity, shares } = await dealt(suite);
    assert.equal(shares.length, 5);
    for (const subset of subsets(shares)) {
      const key = await joinRecoveryKey(subset);
      assert.equal(key?.reveal() === identity.reveal(), subset.length >= 3, String(subset.map(({ number }) => number)));
    }
  });
}

test("[KR7] a wrong or a mixed set gives no key, or one of another recipient", async () => {
  const [one, other] = [await dealt(), await dealt()];
  const recipient = await recipientOf(one.identity);
  const [first = assert.fail(), second = assert.fail(), third = assert.fail()] = one.shares;
  const bytes = decodeBase64(third.share) ?? assert.fail();
  const changed: Share = { ...third, share: encodeBase64(bytes.with(5, (bytes[5] ?? 0) ^ 1)) };
  for (const set of [
    [first, second, changed],
    [first, second, other.shares[2] ?? assert.fail()],
    [first, first, second],
  ]) {
    const key = await joinRecoveryKey(set);
    assert.ok(key === null || (await recipientOf(key)) !== recipient);
  }
  assert.notEqual(hashOfShare(shareText(origin, changed)), hashOfShare(shareText(origin, third)));
});

test("[KR5] a share opens with the key of the device that asked, and with no other one", async () => {
  const { texts } = await dealt();
  const [device, stranger] = [await generateIdentity("hybrid"), await generateIdentity("hybrid")];
  const sealed = await sealShare(texts[0] ?? "", await recipientOf(device));
  assert.ok(sealed.length <= 4000);
  assert.equal(await openShare(sealed, device), texts[0]);
  assert.equal(await openShare(sealed, stranger), null);
  assert.equal(await openShare("AAAA", device), null);
});

test("[KR1a] the key opens an archive that is sealed to it, and the seed of its signature says nothing of it", async () => {
  const { identity } = await dealt();
  const epoch = await generateIdentity("x25519");
  const content = new Uint8Array([1, 2, 3]);
  const file = await sealArchive(content, [await recipientOf(epoch), await recipientOf(identity)]);
  assert.deepEqual(await openArchive(file, [identity]), content);
  assert.equal(await openArchive(await sealArchive(content, [await recipientOf(epoch)]), [identity]), null);
  assert.ok(!identity.reveal().includes(encodeBase64(recoverySeed(identity))));
  assert.deepEqual(recoverySeed(identity), recoverySeed(identity));
  assert.notDeepEqual(recoverySeed(identity), recoverySeed(epoch));
});

test("[KR1] the share on the page of the rules is one, and a share of another country or form is none", () => {
  const page = readFileSync(new URL("../../docs/spec/recovery.md", import.meta.url), "utf8");
  const [, text = ""] = /```share\n([\s\S]*?)```/.exec(page) ?? [];
  assert.deepEqual(parseShare(text, origin)?.organisation, of.organisation);
  assert.equal(shareText(origin, parseShare(text, origin) ?? assert.fail()), text);
  assert.equal(parseShare(text, `${origin.slice(0, -1)}0`), null);
  assert.equal(parseShare(`${text}\n`, origin), null);
  assert.equal(parseShare(text.replace('"number":1', '"number":0'), origin), null);
});
