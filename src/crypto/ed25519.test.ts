// Ed25519 strictly: the table in test/vectors/ed25519.json, once for what Node uses and once for what browsers use, and the platform's own verifier as
// a second opinion.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { test } from "node:test";
import { cases } from "../../test/support/ed25519-table.ts";
import type { Ed25519 } from "./ed25519.ts";
import {
  ed25519PublicKey,
  ed25519Sign,
  ed25519Verify,
  isSoundEd25519PublicKey,
  onPlatform,
  portable,
} from "./ed25519.ts";
import { decodeHex, encodeHex } from "./hex.ts";
import { platformEd25519 } from "./platform-ed25519.ts";

test("[SG2] the table covers every way to be lax", () => {
  const names = cases.map(({ what }) => what);
  assert.equal(new Set(names).size, names.length);
  assert.equal(names.filter((name) => name.startsWith("key of small order")).length, 14);
  assert.equal(names.filter((name) => name.startsWith("R of small order")).length, 14);
  assert.ok(cases.filter(({ valid }) => valid).length >= 5);
});

const platform = platformEd25519() ?? assert.fail("Node has Ed25519");
const implementations: readonly (readonly [string, Ed25519])[] = [
  ["by Node", onPlatform(platform, 64)],
  ["in JavaScript alone, as in a browser", portable],
];

for (const [where, ed25519] of implementations) {
  for (const { what, key, message, signature, valid, soundKey } of cases) {
    test(`[SG2] Ed25519 ${where}: ${what}: ${valid ? "accepted" : "refused"}`, () => {
      assert.equal(ed25519.verify(bytes(key), bytes(message), bytes(signature)), valid);
      for (const time of [1, 2]) assert.equal(ed25519.isSoundKey(bytes(key)), soundKey, `time ${time}`);
    });
  }

  test(`[SG2] ${where} the verdict is the same however often a key was met, and after more keys than are kept`, () => {
    const message = new Uint8Array([7]);
    const signers = Array.from({ length: 70 }, (_, i) => new Uint8Array(32).fill(i + 1));
    for (let time = 0; time < 5; time++)
      for (const { what, key, message: said, signature, valid } of cases)
        assert.equal(ed25519.verify(bytes(key), bytes(said), bytes(signature)), valid, `${what}, time ${time}`);
    const keys = signers.map(ed25519.publicKey);
    const signatures = signers.map((seed) => ed25519.signer(seed).now(message));
    for (let time = 0; time < 4; time++)
      for (const [i, key] of keys.entries()) {
        const [own, other] = [signatures[i], signatures[(i + 1) % 70]];
        assert.ok(ed25519.verify(key, message, own ?? assert.fail()), `key ${i}, time ${time}`);
        assert.ok(!ed25519.verify(key, message, other ?? assert.fail()), `key ${i}, time ${time}`);
      }
  });

  test(`[SG2] signing ${where} gives the signatures of RFC 8032, also apart from the thread that asks`, async () => {
    const known = cases.filter(({ seed }) => seed !== undefined);
    assert.equal(known.length, 3);
    for (const { seed, key, message, signature } of known) {
      assert.equal(encodeHex(ed25519.publicKey(bytes(seed ?? ""))), key);
      const held = bytes(seed ?? "");
      const sign = ed25519.signer(held);
      held.fill(0);
      for (const time of [1, 2]) assert.equal(encodeHex(sign.now(bytes(message))), signature, `time ${time}`);
      const apart = await Promise.all([1, 2, 3, 4, 5].map(() => sign.apart(bytes(message))));
      for (const one of apart) assert.equal(encodeHex(one), signature);
    }
  });

  test(`[SG2] ${where} every changed bit of a signature is refused, and every other length of it and of a key`, () => {
    const ordinary = cases.find(({ what }) => what === "an ordinary signature");
    assert.ok(ordinary);
    const [key, message, signature] = [bytes(ordinary.key), bytes(ordinary.message), bytes(ordinary.signature)];
    for (let bit = 0; bit < 512; bit++) {
      const changed = signature.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(ed25519.verify(key, message, changed), false, `bit ${bit}`);
    }
    for (const length of [0, 32, 63, 65, 128]) assert.ok(!ed25519.verify(key, message, resized(signature, length)));
    for (const length of [0, 31, 33, 64]) assert.ok(!ed25519.verify(resized(key, length), message, signature));
    assert.ok(ed25519.verify(key, message, signature));
  });

  test(`[SG2] ${where} a seed of another length signs nothing`, () => {
    for (const length of [0, 31, 33, 64]) {
      assert.throws(() => ed25519.signer(new Uint8Array(length)).now(new Uint8Array(1)));
      assert.throws(() => ed25519.publicKey(new Uint8Array(length)));
    }
  });
}

test("[SG2] Node signs and verifies by its own Ed25519, and a key or R of small order it never decides on alone", () => {
  for (const { what, key, soundKey } of cases) assert.equal(isSoundEd25519PublicKey(bytes(key)), soundKey, what);
  const calls: string[] = [];
  const heard = onPlatform({
    ...platform,
    verify: (...given) => {
      calls.push("verify");
      return platform.verify(...given);
    },
  });
  for (const { key, message, signature } of cases)
    assert.equal(
      heard.verify(bytes(key), bytes(message), bytes(signature)),
      ed25519Verify(bytes(key), bytes(message), bytes(signature)),
    );
  assert.ok(calls.length >= 12 && calls.length < cases.length, "a key that is not sound never comes so far");
  // Platforms differ in what they refuse by themselves: this one does not refuse anything.
  const lax = onPlatform({ ...platform, verify: () => true });
  const small = cases.filter(({ what }) => /of small order \(.*canonical/.test(what));
  assert.equal(small.length, 16);
  for (const { what, key, message, signature } of small)
    assert.ok(!lax.verify(bytes(key), bytes(message), bytes(signature)), what);
  const seed = new Uint8Array(32).fill(9);
  assert.deepEqual(ed25519Sign(seed, seed), portable.signer(seed).now(seed));
  assert.deepEqual(ed25519PublicKey(seed), portable.publicKey(seed));
});

test("[SG2] for sound keys and R the platform's own verifier reaches the same verdict", () => {
  let compared = 0;
  for (const { what, key, message, signature, soundKey, valid } of cases) {
    if (!soundKey || what.startsWith("R of small order")) continue;
    assert.equal(platformVerify(bytes(key), bytes(message), bytes(signature)), valid, what);
    compared++;
  }
  assert.ok(compared >= 12);
});

function platformVerify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  return verify(null, message, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
}

function resized(from: Uint8Array, length: number): Uint8Array {
  const to = new Uint8Array(length);
  to.set(from.subarray(0, length));
  return to;
}

function bytes(hex: string): Uint8Array {
  const decoded = decodeHex(hex);
  assert.ok(decoded);
  return decoded;
}
