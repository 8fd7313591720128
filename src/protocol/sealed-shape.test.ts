// The outer shape of sealed bytes: exactly the classes, in one spelling (LG4).
import assert from "node:assert/strict";
import test from "node:test";
import { fc } from "../../test/support/tries.ts";
import { type CountrySuite, sealedShape } from "./sealed-shape.ts";

const zeros = { key: "A".repeat(43), share: "A".repeat(1_494) };
const plain = `-> X25519 ${zeros.key}\n${zeros.key}\n`;
const hybrid = `-> mlkem768x25519 ${zeros.share}\n${zeros.key}\n`;
const version = "age-encryption.org/v1\n";
const mac = `--- ${zeros.key}\n`;

const plainCase = version + plain.repeat(4) + mac;
const hybridCase = version + hybrid.repeat(4) + mac;
const receipt = version + plain + mac;

test("[LG4] four stanzas of the country's suite and a whole class size are a case, nothing else is", () => {
  const sizes = [1_024, 4_096, 12_288, 65_536];
  for (const size of [...sizes, ...sizes.map((exact) => exact - 1), ...sizes.map((exact) => exact + 1)]) {
    assert.equal(shapeOf(plainCase, size, "x25519"), size === 4_096 || size === 65_536 ? "case" : null, `${size}`);
    assert.equal(shapeOf(plainCase, size, "hybrid"), null);
    if (size < hybridCase.length) continue;
    assert.equal(shapeOf(hybridCase, size, "hybrid"), size === 12_288 || size === 65_536 ? "case" : null, `${size}`);
    assert.equal(shapeOf(hybridCase, size, "x25519"), null);
  }
});

test("[LG4] one X25519 stanza in 1 KiB is a receipt in every country", () => {
  for (const suite of ["x25519", "hybrid"] as const) {
    assert.equal(shapeOf(receipt, 1_024, suite), "receipt");
    for (const size of [1_023, 1_025, 4_096, 12_288, 65_536]) assert.equal(shapeOf(receipt, size, suite), null);
  }
});

test("[LG4] padding inside a line is another value, not a second spelling", () => {
  assert.equal(shapeOf(plainCase, 4_096, "x25519"), "case");
  for (const found of plainCase.matchAll(/A(?=\n)/g)) {
    const padded = `${plainCase.slice(0, found.index)}=${plainCase.slice(found.index + 1)}`;
    assert.equal(shapeOf(padded, 4_096, "x25519"), null, `at ${found.index}`);
  }
});

test("[LG4] every other number or mixture of stanzas is refused", () => {
  for (const count of [0, 1, 2, 3, 5, 8]) {
    assert.equal(shapeOf(version + plain.repeat(count) + mac, 4_096, "x25519"), null);
    assert.equal(shapeOf(version + hybrid.repeat(count) + mac, 65_536, "hybrid"), null);
    if (count !== 1) assert.equal(shapeOf(version + plain.repeat(count) + mac, 1_024, "x25519"), null);
  }
  assert.equal(shapeOf(version + hybrid.repeat(3) + plain + mac, 12_288, "hybrid"), null);
  assert.equal(shapeOf(version + plain + hybrid.repeat(3) + mac, 12_288, "x25519"), null);
  const grease = `-> x-grease AAAA\n${zeros.key}\n`;
  assert.equal(shapeOf(version + plain.repeat(4) + grease + mac, 4_096, "x25519"), null);
  assert.equal(shapeOf(version + plain.repeat(3) + grease + mac, 4_096, "x25519"), null);
});

test("[LG4] a header has one spelling", () => {
  const others: Readonly<Record<string, string>> = {
    "another version": plainCase.replace("/v1", "/v2"),
    "a space after the version": plainCase.replace("/v1\n", "/v1 \n"),
    "carriage returns": plainCase.replaceAll("\n", "\r\n"),
    "a blank line": plainCase.replace("\n---", "\n\n---"),
    "a byte order mark": `\uFEFF${plainCase}`,
    "a lower-case type": plainCase.replace("X25519", "x25519"),
    "another type of the same length": plainCase.replace("X25519", "X25518"),
    "two spaces": plainCase.replace("-> X", "->  X"),
    "an argument too many": plainCase.replace(`X25519 ${zeros.key}`, `X25519 ${zeros.key} A`),
    "a padded share": plainCase.replace(`X25519 ${zeros.key}`, `X25519 ${zeros.key}=`),
    "a share with stray bits": plainCase.replace(`X25519 ${zeros.key}`, `X25519 ${zeros.key.slice(1)}B`),
    "a share in another alphabet": plainCase.replace(`X25519 ${zeros.key}`, `X25519 -${zeros.key.slice(1)}`),
    "a short share": plainCase.replace(`X25519 ${zeros.key}`, `X25519 ${zeros.key.slice(1)}`),
    "a body with stray bits": plainCase.replace(`\n${zeros.key}`, `\n${zeros.key.slice(1)}B`),
    "a body over two lines": plainCase.replace(`\n${zeros.key}`, `\n${zeros.key.slice(3)}\nAAA`),
    "a short body": plainCase.replace(`\n${zeros.key}`, `\n${zeros.key.slice(4)}`),
    "a mac with stray bits": plainCase.replace(mac, `--- ${zeros.key.slice(1)}B\n`),
    "a short mac": plainCase.replace(mac, `--- ${zeros.key.slice(4)}\n`),
    "no space before the mac": plainCase.replace("--- ", "---"),
    armour: `-----BEGIN AGE ENCRYPTED FILE-----\n${plainCase}`,
    "letters outside of ASCII": plainCase.replace("AAAA", "ÄÄ"),
    nothing: "",
  };
  assert.equal(shapeOf(plainCase, 4_096, "x25519"), "case");
  for (const [name, header] of Object.entries(others)) {
    assert.equal(shapeOf(header, 4_096, "x25519"), null, name);
    assert.equal(shapeOf(header, 65_536, "x25519"), null, name);
  }
  const stray = hybridCase.replace(zeros.share, `${zeros.share.slice(1)}B`);
  assert.equal(shapeOf(stray, 12_288, "hybrid"), null);
});

test("[LG4] no header cut short and filled up is taken", () => {
  for (let length = 0; length < plainCase.length; length++) {
    assert.equal(shapeOf(plainCase.slice(0, length), 4_096, "x25519"), null, `${length}`);
  }
});

test("[LG4] one character changed in the fixed part of a header, or to one that is no base64, is refused", () => {
  const other = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.nat(plainCase.length - 1), other, (at, byte) => {
      const bytes = filled(plainCase, 4_096);
      fc.pre(bytes[at] !== byte);
      const wasBase64 = plainCase.charAt(at) === "A";
      bytes[at] = byte;
      if (!wasBase64 || !/[A-Za-z0-9+/]/.test(String.fromCharCode(byte))) {
        assert.equal(sealedShape(bytes, "x25519"), null);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("[LG4] the body is never looked at", () => {
  for (const fill of [0, 10, 255]) assert.equal(sealedShape(filled(plainCase, 4_096, fill), "x25519"), "case");
});

function shapeOf(header: string, size: number, suite: CountrySuite): string | null {
  return sealedShape(filled(header, size), suite);
}

function filled(header: string, size: number, fill = 7): Uint8Array {
  const bytes = new Uint8Array(size).fill(fill);
  bytes.set(Buffer.from(header).subarray(0, size));
  return bytes;
}
