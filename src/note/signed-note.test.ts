// The C2SP note format, by vectors and byte by byte.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { decodeHex } from "../crypto/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import {
  encodeNote,
  encodeSignatureLine,
  encodeVerifierKey,
  isKeyName,
  parseNote,
  parseSignatureLine,
  parseVerifierKey,
  signatureType,
  signText,
  verifierKey,
  verifyNote,
} from "./signed-note.ts";

interface Vectors {
  readonly good: readonly {
    readonly what: string;
    readonly note: string;
    readonly vkeys: readonly string[];
    readonly signers: readonly string[];
  }[];
  readonly bad: readonly {
    readonly what: string;
    readonly note?: string;
    readonly hex?: string;
    readonly vkeys: readonly string[];
  }[];
}

const path = new URL("../../test/vectors/note.json", import.meta.url);
const { good, bad } = JSON.parse(readFileSync(path, "utf8")) as Vectors;

function signersOf(note: string | null, vkeys: readonly string[]): readonly string[] | null {
  const known = vkeys.map((vkey) => {
    const key = parseVerifierKey(vkey);
    assert.ok(key);
    return key;
  });
  const parsed = note === null ? null : parseNote(note);
  return parsed === null ? null : (verifyNote(parsed, known)?.map(({ name }) => name) ?? null);
}

for (const { what, note, vkeys, signers } of good) {
  test(`[SG1] a note with ${what} is accepted`, () => assert.deepEqual(signersOf(note, vkeys), signers));
}
for (const { what, note, hex, vkeys } of bad) {
  test(`[SG1] a note with ${what} is refused`, () => {
    assert.equal(signersOf(note ?? decodeUtf8(decodeHex(hex ?? "") ?? new Uint8Array(0)), vkeys), null);
  });
}

test("[SG1] every changed byte of a note with one signature is refused", () => {
  const vector = good[0];
  assert.ok(vector);
  const bytes = encodeUtf8(vector.note);
  for (let i = 0; i < bytes.length; i++) {
    const was = bytes[i] ?? 0;
    const values = new Set(
      [1, 2, 4, 8, 16, 32, 64, 128].map((bit) => was ^ bit).concat([0x0a, 0x20, 0x41, 0x00, 0xff]),
    );
    values.delete(was);
    for (const value of values) {
      const changed = bytes.slice();
      changed[i] = value;
      assert.equal(signersOf(decodeUtf8(changed), vector.vkeys), null, `byte ${i} as ${value}`);
    }
  }
});

test("[SG1] every part of a note is refused but the whole", () => {
  const vector = good[0];
  assert.ok(vector);
  for (let end = 0; end < vector.note.length; end++)
    assert.equal(signersOf(vector.note.slice(0, end), vector.vkeys), null);
  for (let start = 1; start < vector.note.length; start++)
    assert.equal(signersOf(vector.note.slice(start), vector.vkeys), null);
});

const seed = new Uint8Array(32).fill(7);
const key = verifierKey("signer.example", ed25519PublicKey(seed));

test("[SG1] what is parsed is what was written: text, names, key ids and lines", () => {
  const lines = [
    signText("a\n\nb\n", { name: key.name, seed }),
    encodeSignatureLine("other.example", 0xfffffffe, new Uint8Array(72)),
  ];
  const parsed = parseNote(encodeNote("a\n\nb\n", lines));
  assert.equal(parsed?.text, "a\n\nb\n");
  assert.deepEqual(
    parsed?.signatures.map(({ name, keyId, line }) => ({ name, keyId, line })),
    [
      { name: key.name, keyId: key.keyId, line: lines[0] },
      { name: "other.example", keyId: 0xfffffffe, line: lines[1] },
    ],
  );
});

test("[SG1] as many signature lines as C2SP asks for are read, and no more than the bound", () => {
  const line = signText("a\n", { name: key.name, seed });
  assert.ok(parseNote(encodeNote("a\n", Array<string>(32).fill(line))));
  assert.equal(parseNote(encodeNote("a\n", Array<string>(33).fill(line))), null);
});

test("[SG1] a text that does not end in a newline, or holds a control character or a lone surrogate, is never signed", () => {
  for (const text of ["", "a", "a\tb\n", "a\r\n", "\u0000\n", "\ud800\n"]) {
    assert.throws(() => signText(text, { name: key.name, seed }), RangeError, JSON.stringify(text));
    assert.throws(() => encodeNote(text, []), RangeError, JSON.stringify(text));
  }
});

test("[SG1] a key name has no Unicode space, no plus and no control character", () => {
  for (const name of ["a", "signer.example/7f3a", "паноҳ"]) assert.equal(isKeyName(name), true, name);
  const bad = [
    "",
    "a b",
    "a+b",
    "a\u00a0b",
    "a\u0085b",
    "a\u2003b",
    "a\u3000b",
    "a\u2028b",
    "a\nb",
    "a\tb",
    "a\u0000b",
    "x".repeat(256),
  ];
  for (const name of bad) assert.equal(isKeyName(name), false, JSON.stringify(name));
});

test("[SG1] a verifier key has one spelling, a fitting key id, and a known type", () => {
  const vkey = encodeVerifierKey(key);
  assert.deepEqual(parseVerifierKey(vkey), key);
  const cosigner = verifierKey("signer.example", ed25519PublicKey(seed), signatureType.cosignature);
  assert.deepEqual(parseVerifierKey(encodeVerifierKey(cosigner)), cosigner);
  assert.notEqual(cosigner.keyId, key.keyId);
  const [name = "", id = "", material = ""] = vkey.split("+", 3);
  for (const text of [
    "",
    "+",
    "++",
    name,
    `${name}+${id}`,
    `${name}+${id.toUpperCase()}A+${material}`,
    `${name}+${id.slice(1)}+${material}`,
    `${name}+0${id}+${material}`,
    `other+${id}+${material}`,
    `${name}+${id}+${material}=`,
    `${name}+${id}+ ${material}`,
    `${vkey}\n`,
    ` ${vkey}`,
    encodeVerifierKey({ ...key, type: 2 }),
    encodeVerifierKey({ ...key, type: 0xff }),
    encodeVerifierKey({ ...key, keyId: key.keyId ^ 1 }),
    encodeVerifierKey({ ...key, publicKey: key.publicKey.subarray(1) }),
  ]) {
    assert.equal(parseVerifierKey(text), null, text);
  }
});

test("[SG2] no verifier key is made of a key of small order or of bytes that are no point", () => {
  for (const bytes of [
    new Uint8Array(32),
    Uint8Array.of(1, ...new Uint8Array(31)),
    new Uint8Array(31),
    new Uint8Array(32).fill(0xff),
  ]) {
    assert.throws(() => verifierKey("signer.example", bytes), RangeError);
    assert.equal(parseVerifierKey(encodeVerifierKey({ ...key, publicKey: bytes })), null);
  }
});

test("[SG1] a cosignature's key never verifies a plain note", () => {
  const cosigner = verifierKey(key.name, ed25519PublicKey(seed), signatureType.cosignature);
  const [line = ""] = [signText("a\n", { name: key.name, seed })];
  const signature = parseSignatureLine(line);
  assert.ok(signature);
  const renamed = encodeSignatureLine(key.name, cosigner.keyId, signature.signature);
  const parsed = parseNote(encodeNote("a\n", [renamed]));
  assert.ok(parsed);
  assert.equal(verifyNote(parsed, [cosigner]), null);
});
