// Cosignatures: bytes, verification, and the median that becomes time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey, ed25519Verify } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { encodeSignatureLine, parseSignatureLine, signatureType, verifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody } from "./checkpoint.ts";
import { cosignedMessage, medianTime, verifyCosignature } from "./cosignature.ts";
import { signCosignature } from "./sign.ts";

const seed = sha256(encodeUtf8("witness one"));
const name = "witness.example/one";
const key = verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature);
const body = encodeCheckpointBody("nation-host.example/log", 42, sha256(encodeUtf8("some root")));
const time = 1_679_315_147;
const line = parseSignatureLine(signCosignature(body, { name, seed }, time)) ?? assert.fail();

test("a cosignature signs two header lines and the whole checkpoint text", () => {
  assert.equal(decodeUtf8(cosignedMessage(body, time)), `cosignature/v1\ntime 1679315147\n${body}`);
  assert.equal(line.signature.length, 72);
  assert.deepEqual([...line.signature.slice(0, 8)], [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb]);
  assert.ok(
    ed25519Verify(key.publicKey, encodeUtf8(`cosignature/v1\ntime 1679315147\n${body}`), line.signature.slice(8)),
  );
  // The key id is the one of signature type 0x04.
  const id = sha256(encodeUtf8(`${name}\n`), Uint8Array.of(4), key.publicKey);
  assert.equal(line.keyId, new DataView(id.buffer).getUint32(0));
});

test("a valid cosignature gives its time, any other null", () => {
  assert.equal(verifyCosignature(body, line, key), time);
  assert.equal(verifyCosignature(body.replace("42", "43"), line, key), null);
  for (let i = 0; i < 72 * 8; i++) {
    const signature = line.signature.slice();
    const byte = Math.floor(i / 8);
    signature[byte] = (signature[byte] ?? 0) ^ (1 << (i % 8));
    assert.equal(verifyCosignature(body, { ...line, signature }, key), null, `bit ${i}`);
  }
  assert.equal(verifyCosignature(body, { ...line, signature: line.signature.slice(0, 71) }, key), null);
  assert.equal(verifyCosignature(body, { ...line, signature: line.signature.slice(8) }, key), null);
  assert.equal(verifyCosignature(body, { ...line, name: "witness.example/two" }, key), null);
  assert.equal(verifyCosignature(body, { ...line, keyId: line.keyId ^ 1 }, key), null);
});

test("a plain Ed25519 key verifies no cosignature", () => {
  const plain = verifierKey(name, key.publicKey);
  const underPlainId = parseSignatureLine(encodeSignatureLine(name, plain.keyId, line.signature)) ?? assert.fail();
  assert.equal(verifyCosignature(body, underPlainId, plain), null);
});

test("a witness gives no cosignature without a time", () => {
  for (const wrong of [0, -1, 0.5, Number.NaN, 2 ** 53]) {
    assert.throws(() => signCosignature(body, { name, seed }, wrong), RangeError);
  }
  assert.equal(verifyCosignature(body, { ...line, signature: new Uint8Array(72) }, key), null);
});

test("[LG8] the median of an even number of times is the lower one of the middle", () => {
  assert.equal(medianTime([]), null);
  assert.equal(medianTime([7]), 7);
  assert.equal(medianTime([9, 5]), 5);
  assert.equal(medianTime([10, 9, 100]), 10);
  assert.equal(medianTime([100, 10, 9, 1000]), 10);
});
