// Suites: part of the key, never negotiated (SL3).
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { bech32Of, wordsOf } from "../../test/support/bech32-slow-twin.ts";
import type { Suite } from "../core/directory-note.ts";
import { decodeBech32 } from "./bech32.ts";
import { SecretIdentity } from "./secret-identity.ts";
import { generateIdentity, recipientOf, suiteOfRecipient } from "./suite.ts";

const suites: readonly Suite[] = ["x25519", "hybrid"];

test("[SL3] the suite is part of the key: age1… is X25519, age1pq1… is the hybrid", async () => {
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    const recipient = await recipientOf(identity);
    assert.equal(identity.suite, suite);
    assert.equal(suiteOfRecipient(recipient), suite);
    assert.match(recipient, suite === "hybrid" ? /^age1pq1[a-z0-9]{1952}$/ : /^age1[a-z0-9]{58}$/);
  }
});

test("two generated identities are never the same", async () => {
  for (const suite of suites) {
    assert.notEqual((await generateIdentity(suite)).reveal(), (await generateIdentity(suite)).reveal());
  }
});

test("[SL3] what is not exactly a recipient of a suite has none", async () => {
  const good = await recipientOf(await generateIdentity("x25519"));
  const secret = (await generateIdentity("x25519")).reveal();
  const tag = encode("age1tag", new Uint8Array(33).fill(2));
  const plugin = encode("age1yubikey", new Uint8Array(33).fill(2));
  for (const text of [
    "",
    "age1",
    good.toUpperCase(),
    ` ${good}`,
    `${good}\n`,
    good.slice(0, -1),
    secret,
    tag,
    plugin,
  ]) {
    assert.equal(suiteOfRecipient(text), null);
  }
  for (const length of [0, 31, 33, 1216]) assert.equal(suiteOfRecipient(encode("age", soundBytes(length))), null);
  for (const length of [32, 1215, 1217]) assert.equal(suiteOfRecipient(encode("age1pq", soundBytes(length))), null);
});

test("a point of small order, or one that is not reduced, is no recipient", () => {
  const known = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0900000000000000000000000000000000000000000000000000000000000080",
  ];
  for (const hex of known) {
    const point = Buffer.from(hex, "hex");
    assert.equal(suiteOfRecipient(encode("age", point)), null, hex);
    assert.equal(suiteOfRecipient(encode("age1pq", Buffer.concat([new Uint8Array(1184), point]))), null, hex);
  }
  assert.equal(suiteOfRecipient(encode("age", soundBytes(32))), "x25519");
});

test("an ML-KEM key with a coefficient that is not reduced is no recipient", async () => {
  const key = decodeBech32(await recipientOf(await generateIdentity("hybrid")))?.bytes ?? new Uint8Array(0);
  assert.equal(suiteOfRecipient(encode("age1pq", key)), "hybrid");
  // Three bytes hold two coefficients: the first two bytes spoil the first one, the last byte alone the second.
  for (const [at, end] of [
    [0, 2],
    [600, 602],
    [2, 3],
    [1151, 1152],
  ] as const) {
    const wrong = Buffer.from(key);
    wrong.fill(0xff, at, end);
    assert.equal(suiteOfRecipient(encode("age1pq", wrong)), null, `${at}`);
  }
});

test("a secret identity shows itself nowhere unless asked to", async () => {
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    const shown = [
      `${identity}`,
      JSON.stringify({ identity }),
      inspect(identity),
      inspect({ deep: [identity] }, { showHidden: true, depth: 9 }),
      String(identity),
      Object.values(identity).join(),
    ];
    for (const text of shown) assert.doesNotMatch(text, /AGE-SECRET-KEY/i);
    assert.match(identity.reveal(), suite === "hybrid" ? /^AGE-SECRET-KEY-PQ-1/ : /^AGE-SECRET-KEY-1/);
  }
});

test("a secret identity is read back from exactly its own text", async () => {
  for (const suite of suites) {
    const text = (await generateIdentity(suite)).reveal();
    assert.equal(SecretIdentity.parse(text)?.reveal(), text);
    assert.equal(SecretIdentity.parse(text)?.suite, suite);
    for (const other of [text.toLowerCase(), `${text}\n`, text.slice(0, -1), text.replace("AGE", "Age"), ""]) {
      assert.equal(SecretIdentity.parse(other), null);
    }
  }
  assert.equal(SecretIdentity.parse(encode("age-secret-key-", new Uint8Array(31)).toUpperCase()), null);
  assert.equal(SecretIdentity.parse(await recipientOf(await generateIdentity("x25519"))), null);
});

function encode(prefix: string, bytes: Uint8Array): string {
  return bech32Of(prefix, wordsOf(bytes));
}

/** Bytes that are a sound point at any place where one is read. */
function soundBytes(length: number): Uint8Array {
  return new Uint8Array(length).fill(9);
}
