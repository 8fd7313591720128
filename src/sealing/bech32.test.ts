// Bech32 as age uses it, against a slow obvious twin.
import assert from "node:assert/strict";
import test from "node:test";
import { bech32Of, wordsOf } from "../../test/support/bech32-slow-twin.ts";
import { fc } from "../../test/support/tries.ts";
import { decodeBech32 } from "./bech32.ts";
import { generateIdentity, recipientOf } from "./suite.ts";

test("a Bech32 text of BIP 173 gives its part and its bytes", () => {
  const decoded = decodeBech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
  assert.equal(decoded?.prefix, "abcdef");
  assert.equal(Buffer.from(decoded.bytes).toString("hex"), "00443214c74254b635cf84653a56d7c675be77df");
});

test("the invalid texts of BIP 173 are refused", () => {
  const invalid = [
    "\u00201nwldj5",
    "\u007f1axkwrx",
    "pzry9x0s0muk",
    "1pzry9x0s0muk",
    "x1b4n0q5v",
    "li1dgmt3",
    "A1G7SGD8",
  ];
  for (const text of [...invalid, "10a06t8", "1qzzfhee", "", "1", "a12uel5L", "A12UEL5L"]) {
    assert.equal(decodeBech32(text), null, text);
  }
});

test("one changed character anywhere in a recipient is refused", async () => {
  const recipient = await recipientOf(await generateIdentity("x25519"));
  assert.notEqual(decodeBech32(recipient), null);
  const character = fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio ");
  fc.assert(
    fc.property(fc.nat(recipient.length - 1), character, (at, other) => {
      fc.pre(recipient.charAt(at) !== other);
      assert.equal(decodeBech32(recipient.slice(0, at) + other + recipient.slice(at + 1)), null);
    }),
  );
});

test("padding bits that are set, and a word too many, are refused", () => {
  // The last data word of these carries one set padding bit, or is left over whole; the checksums are right.
  assert.equal(decodeBech32(bech32Of("age", [0, 1])), null);
  assert.equal(decodeBech32(bech32Of("age", [0, 0, 0])), null);
  assert.deepEqual(decodeBech32(bech32Of("age", [31, 28]))?.bytes, new Uint8Array([255]));
});

test("what the slow twin encodes is read back, whatever the length", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z-]{1,20}$/), fc.uint8Array({ maxLength: 300 }), (prefix, bytes) => {
      assert.deepEqual(decodeBech32(bech32Of(prefix, wordsOf(bytes))), { prefix, bytes });
    }),
  );
});
