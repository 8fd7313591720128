// Ed25519 strictly: the table in test/vectors/ed25519.json, and the platform's own verifier as a second opinion.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ed25519PublicKey, ed25519Sign, ed25519Verify, isSoundEd25519PublicKey } from "./ed25519.ts";
import { decodeHex, encodeHex } from "./hex.ts";

interface Case {
  readonly what: string;
  readonly seed?: string;
  readonly key: string;
  readonly message: string;
  readonly signature: string;
  readonly soundKey: boolean;
  readonly valid: boolean;
}

const path = new URL("../../test/vectors/ed25519.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Case[] };

test("[SG2] the table covers every way to be lax", () => {
  const names = cases.map(({ what }) => what);
  assert.equal(new Set(names).size, names.length);
  assert.equal(names.filter((name) => name.startsWith("key of small order")).length, 14);
  assert.equal(names.filter((name) => name.startsWith("R of small order")).length, 14);
  assert.ok(cases.filter(({ valid }) => valid).length >= 5);
});

for (const { what, key, message, signature, soundKey, valid } of cases) {
  test(`[SG2] Ed25519: ${what}: ${valid ? "accepted" : "refused"}`, () => {
    assert.equal(ed25519Verify(bytes(key), bytes(message), bytes(signature)), valid);
    assert.equal(isSoundEd25519PublicKey(bytes(key)), soundKey);
  });
}

test("[SG2] the verdict is the same however often a key was met, and after more keys than are kept", () => {
  const message = new Uint8Array([7]);
  const signers = Array.from({ length: 70 }, (_, i) => new Uint8Array(32).fill(i + 1));
  for (let time = 0; time < 5; time++)
    for (const { what, key, message: said, signature, valid } of cases)
      assert.equal(ed25519Verify(bytes(key), bytes(said), bytes(signature)), valid, `${what}, time ${time}`);
  const keys = signers.map(ed25519PublicKey);
  const signatures = signers.map((seed) => ed25519Sign(seed, message));
  for (let time = 0; time < 4; time++)
    for (const [i, key] of keys.entries()) {
      const [own, other] = [signatures[i], signatures[(i + 1) % 70]];
      assert.ok(ed25519Verify(key, message, own ?? assert.fail()), `key ${i}, time ${time}`);
      assert.ok(!ed25519Verify(key, message, other ?? assert.fail()), `key ${i}, time ${time}`);
    }
});

test("[SG2] signing gives the signatures of RFC 8032", () => {
  const known = cases.filter(({ seed }) => seed !== undefined);
  assert.equal(known.length, 3);
  for (const { seed, key, message, signature } of known) {
    assert.equal(encodeHex(ed25519PublicKey(bytes(seed ?? ""))), key);
    assert.equal(encodeHex(ed25519Sign(bytes(seed ?? ""), bytes(message))), signature);
  }
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

test("[SG2] every changed bit of a signature is refused", () => {
  const ordinary = cases.find(({ what }) => what === "an ordinary signature");
  assert.ok(ordinary);
  for (let bit = 0; bit < 512; bit++) {
    const changed = bytes(ordinary.signature);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(ed25519Verify(bytes(ordinary.key), bytes(ordinary.message), changed), false, `bit ${bit}`);
  }
});

function platformVerify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  return verify(null, message, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
}

function bytes(hex: string): Uint8Array {
  const decoded = decodeHex(hex);
  assert.ok(decoded);
  return decoded;
}
