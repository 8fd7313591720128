// HMAC-SHA-256 against RFC 4231 and the platform's own.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { encodeHex } from "./hex.ts";
import { hmacSha256 } from "./hmac.ts";
import { encodeUtf8 } from "./utf8.ts";

test("HMAC-SHA-256 gives what RFC 4231 says, test case 2", () => {
  assert.equal(
    encodeHex(hmacSha256(encodeUtf8("Jefe"), encodeUtf8("what do ya want for nothing?"))),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("HMAC-SHA-256 is the platform's for keys and messages of any length", () => {
  for (const length of [0, 1, 32, 63, 64, 65, 200]) {
    const [key, message] = [new Uint8Array(length).fill(7), new Uint8Array(2 * length).fill(9)];
    assert.equal(encodeHex(hmacSha256(key, message)), createHmac("sha256", key).update(message).digest("hex"));
  }
});
