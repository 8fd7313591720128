// The scanner that the canary tests rest on must itself find what it looks for, in every form that it claims to know.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { randomBytes } from "../../src/crypto/random.ts";
import { findTraces } from "./support/traces.ts";

const marker = "Намуна-third-4711-ABCxyz";
const noise = (length: number) => Buffer.from(randomBytes(length));
const around = (inner: Buffer | string) => Buffer.concat([noise(301), Buffer.from(inner), noise(9_000)]);
const utf16 = Buffer.from(marker, "utf16le");

const hideouts: readonly (readonly [string, Buffer])[] = [
  ["UTF-8", around(marker)],
  ["UTF-16, little end first", around(utf16)],
  ["UTF-16, big end first", around(Buffer.from(utf16).swap16())],
  ["JSON", around(JSON.stringify({ name: marker }))],
  ["escaped JSON", around(`"${marker.replace(/[^\0-\x7f]/g, (c) => `\\u0${c.charCodeAt(0).toString(16)}`)}"`)],
  ["a URL", around(`/search?q=${encodeURIComponent(marker)}`)],
  ["hexadecimal", around(Buffer.from(marker).toString("hex"))],
  ["capital hexadecimal", around(Buffer.from(marker).toString("hex").toUpperCase())],
  ...[0, 1, 2].flatMap((before): readonly (readonly [string, Buffer])[] => [
    [
      `base64 behind ${before} bytes`,
      around(` ${Buffer.concat([noise(before), Buffer.from(marker), noise(3)]).toString("base64")} `),
    ],
    [
      `base64url behind ${before} bytes`,
      around(` ${Buffer.concat([noise(before), Buffer.from(marker), noise(3)]).toString("base64url")} `),
    ],
  ]),
  ["gzip", around(gzipSync(around(marker)))],
  ["gzip with a padded extra field", around(withExtra(gzipSync(around(marker)), 700))],
  ["zlib", around(deflateSync(around(marker)))],
  ["raw deflate", deflateRawSync(around(marker))],
  ["gzip in base64", around(`"${gzipSync(around(marker)).toString("base64")}"`)],
  ["a cut gzip", gzipSync(Buffer.concat([Buffer.from(marker), noise(4000)])).subarray(0, 2500)],
];

function withExtra(member: Buffer, length: number): Buffer {
  const head = Buffer.from(member.subarray(0, 10));
  head[3] = 4;
  return Buffer.concat([head, Buffer.from([length & 0xff, length >> 8]), Buffer.alloc(length), member.subarray(10)]);
}

for (const [where, bytes] of hideouts) {
  test(`a marker in ${where} is found`, () => {
    assert.deepEqual(
      findTraces(bytes, [marker, "another"]).map((trace) => trace.marker),
      [marker],
    );
  });
}

test("noise holds no marker", () => {
  assert.deepEqual(findTraces(noise(60_000), [marker]), []);
});
