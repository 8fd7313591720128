// A request to enrol a device, and every way in which it is not one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeSignedText, tag } from "../core/tags.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { type EnrolmentRequest, parseEnrolmentNote, signEnrolment } from "./enrolment-note.ts";
import { textId } from "./origin.ts";
import { encodeNote, signText } from "./signed-note.ts";

const origin = `refuge.example.tj/${"a".repeat(32)}`;
const seed = sha256(encodeUtf8("device of the example"));
const request: EnrolmentRequest = {
  kind: "enrol",
  salt: "5".repeat(32),
  at: "2026-01-15T12:00:00Z",
  organisation: "7e000000-0000-4000-8000-000000000001",
  device: {
    id: "d".repeat(32),
    role: "reader",
    admin: true,
    key: encodeBase64(ed25519PublicKey(seed)),
    recipient: `age1${"q".repeat(58)}`,
  },
};

test("[SG3] a request is read back with an id that both sides can compare", () => {
  const note = signEnrolment(origin, request, seed);
  const read = parseEnrolmentNote(note, origin);
  assert.deepEqual(read?.request, request);
  assert.equal(read?.id, textId(note.slice(0, note.indexOf("\n\n") + 1)));
});

test("[SG3] a request of one country is none in another", () => {
  assert.equal(parseEnrolmentNote(signEnrolment(origin, request, seed), `refuge.example.tj/${"b".repeat(32)}`), null);
});

test("[SG3] nobody asks to enrol a key that they do not hold", () => {
  const other = sha256(encodeUtf8("device of the sample"));
  assert.throws(() => signEnrolment(origin, request, other), RangeError);
  const text = signEnrolment(origin, request, seed).split("\n\n")[0] ?? "";
  const forged = encodeNote(`${text}\n`, [signText(`${text}\n`, { name: request.device.id, seed: other })]);
  assert.equal(parseEnrolmentNote(forged, origin), null);
});

test("[SG2] a key of small order is refused before its signature is looked at", () => {
  const device = { ...request.device, key: encodeBase64(Uint8Array.of(1, ...new Uint8Array(31))) };
  assert.throws(() => signEnrolment(origin, { ...request, device }, seed), RangeError);
});

test("every changed byte, a second signature and another tag make it no request", () => {
  const note = signEnrolment(origin, request, seed);
  for (let at = 0; at < note.length; at++) {
    const changed = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ 1) + note.slice(at + 1);
    assert.equal(parseEnrolmentNote(changed, origin), null, `at ${at}`);
  }
  const text = note.slice(0, note.indexOf("\n\n") + 1);
  const line = signText(text, { name: request.device.id, seed });
  assert.equal(parseEnrolmentNote(encodeNote(text, [line, line]), origin), null);
  const json = text.split("\n")[2] ?? "";
  const elsewhere = encodeSignedText(tag.directory, origin, json);
  assert.equal(
    parseEnrolmentNote(encodeNote(elsewhere, [signText(elsewhere, { name: request.device.id, seed })]), origin),
    null,
  );
});

test("[SG4] an unknown field makes it no request", () => {
  const more = { ...request, rank: "major" } as EnrolmentRequest;
  assert.throws(() => signEnrolment(origin, more, seed), RangeError);
});
