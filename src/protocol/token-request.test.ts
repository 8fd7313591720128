// A request for tokens: signed, for one country and one challenge, in one spelling; and the answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeJson, type Json } from "../core/json.ts";
import { encodeSignedText, tag } from "../core/tags.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeNote, signText } from "../note/signed-note.ts";
import { encodeTokens, parseTokens, signTokenRequest, type TokenRequest, verifyTokenRequest } from "./token-request.ts";

const origin = `nation-host.example/${"0f".repeat(16)}`;
const signer = { name: "ab".repeat(16), seed: sha256(encodeUtf8("example")) };
const key = encodeBase64(ed25519PublicKey(signer.seed));
const keyOf = (device: string) => (device === signer.name ? key : null);
const request: TokenRequest = {
  kind: "tokens",
  device: signer.name,
  challenge: "cd".repeat(16),
  at: "2026-01-15T12:00:00Z",
  count: 3,
};

test("a signed request verifies under its device's key, for its country", () => {
  const note = signTokenRequest(origin, request, signer);
  assert.deepEqual(verifyTokenRequest(note, origin, keyOf), request);
  assert.equal(note.split("\n").length, 6, "five lines, like every signed thing of one author");
  assert.equal(verifyTokenRequest(note, `nation-host.example/${"00".repeat(16)}`, keyOf), null);
  assert.equal(
    verifyTokenRequest(note, origin, () => null),
    null,
  );
  const other = encodeBase64(ed25519PublicKey(sha256(encodeUtf8("net"))));
  assert.equal(
    verifyTokenRequest(note, origin, () => other),
    null,
  );
  assert.equal(
    verifyTokenRequest(note, origin, () => "not base64"),
    null,
  );
});

test("every changed byte of a request is refused", () => {
  const note = Buffer.from(signTokenRequest(origin, request, signer));
  for (let i = 0; i < note.length; i++) {
    const changed = Buffer.from(note);
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.equal(verifyTokenRequest(changed.toString(), origin, keyOf), null, `byte ${i}`);
  }
  for (let length = 0; length < note.length; length++) {
    assert.equal(verifyTokenRequest(note.subarray(0, length).toString(), origin, keyOf), null, `length ${length}`);
  }
});

test("a request with a second signature, another tag or another schema is refused", () => {
  const text = encodeSignedText(tag.tokens, origin, encodeJson(request));
  const stranger = { name: "ef".repeat(16), seed: sha256(encodeUtf8("stranger")) };
  assert.equal(
    verifyTokenRequest(encodeNote(text, [signText(text, signer), signText(text, stranger)]), origin, keyOf),
    null,
  );
  assert.equal(
    verifyTokenRequest(encodeNote(text, [signText(text, signer), signText(text, signer)]), origin, keyOf),
    null,
  );
  const signed = (value: Json, what: (typeof tag)[keyof typeof tag] = tag.tokens) => {
    const other = encodeSignedText(what, origin, encodeJson(value));
    return verifyTokenRequest(encodeNote(other, [signText(other, signer)]), origin, keyOf);
  };
  assert.deepEqual(signed(request), request);
  for (const what of [tag.entry, tag.directory, tag.public, tag.enrolment]) assert.equal(signed(request, what), null);
  const { at: _, ...withoutTime } = request;
  const others: readonly Json[] = [
    { ...request, count: 0 },
    { ...request, count: 65 },
    { ...request, count: 1.5 },
    { ...request, count: "3" },
    { ...request, kind: "entry" },
    { ...request, challenge: "cd".repeat(15) },
    { ...request, challenge: "CD".repeat(16) },
    { ...request, at: "2026-01-15 12:00:00Z" },
    { ...request, more: true },
    withoutTime,
    [request],
    null,
  ];
  for (const other of others) assert.equal(signed(other), null, encodeJson(other));
});

test("a request signed in the name of another device is refused", () => {
  const other = { ...request, device: "ef".repeat(16) };
  const both = (device: string) => (device === other.device || device === signer.name ? key : null);
  const text = encodeSignedText(tag.tokens, origin, encodeJson(other));
  assert.equal(verifyTokenRequest(encodeNote(text, [signText(text, signer)]), origin, both), null);
});

test("tokens travel in base64, 64 at the most, each of 16 bytes", () => {
  const tokens = Array.from({ length: 64 }, (_, i) => new Uint8Array(16).fill(i));
  assert.deepEqual(parseTokens(encodeTokens(tokens)), tokens);
  assert.deepEqual(parseTokens('{"tokens":[]}'), []);
  assert.equal(parseTokens(encodeTokens([...tokens, new Uint8Array(16)])), null);
  assert.equal(parseTokens(encodeTokens([new Uint8Array(15)])), null);
  assert.equal(parseTokens(encodeTokens([new Uint8Array(17)])), null);
  const stray = '{"tokens":["AAAAAAAAAAAAAAAAAAAAAB=="]}';
  for (const other of ["", "{}", '{"tokens":{}}', '{"tokens":[1]}', stray]) {
    assert.equal(parseTokens(other), null, other);
  }
  assert.deepEqual(parseTokens('{"tokens":[],"more":1}'), [], "[LG11b] what a later host adds is passed over");
});
