// The gzip member whose extra field is the padding (SL1).
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync, gunzipSync, inflateRawSync, crc32 as zlibCrc32 } from "node:zlib";
import { fc } from "../../test/support/tries.ts";
import { crc32 } from "./crc32.ts";
import { decodeMember, deflate, deflateStored, encodeMember, smallestMember } from "./gzip-member.ts";

const limit = 262_144;

test("[SL1] content and padding come back as the content, for any gunzip and for ours", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(65_531), async (content, padding) => {
      const deflated = await deflate(content);
      const member = encodeMember(content, deflated, smallestMember(deflated.length) + padding);
      assert.equal(member.length, smallestMember(deflated.length) + padding);
      assert.deepEqual(new Uint8Array(gunzipSync(member)), content);
      assert.deepEqual(await decodeMember(member, limit), content);
    }),
    { numRuns: 40 },
  );
});

test("[SL1] a stored content is itself between a head and nothing, and comes back", async () => {
  for (const length of [0, 1, 600, 65_535]) {
    const content = new Uint8Array(length).fill(0x74);
    const stored = deflateStored(content);
    assert.deepEqual(stored.subarray(5), content);
    assert.deepEqual(new Uint8Array(inflateRawSync(stored)), content);
    assert.deepEqual(await decodeMember(encodeMember(content, stored, smallestMember(stored.length)), limit), content);
  }
  assert.throws(() => deflateStored(new Uint8Array(65_536)), RangeError);
});

test("[SL1] padding reaches from none to 65,531 bytes and not beyond", async () => {
  for (const content of [new Uint8Array(0), new Uint8Array([7])]) {
    const deflated = await deflate(content);
    const least = smallestMember(deflated.length);
    for (const padding of [0, 1, 65_042 - least, 65_531]) {
      const member = encodeMember(content, deflated, least + padding);
      assert.deepEqual(await decodeMember(member, limit), content, `${padding}`);
      assert.deepEqual(new Uint8Array(gunzipSync(member)), content);
    }
    assert.throws(() => encodeMember(content, deflated, least - 1), RangeError);
    assert.throws(() => encodeMember(content, deflated, least + 65_532), RangeError);
  }
});

test("the frame reveals nothing of the machine: no time, no name, no system, padding of zeros", async () => {
  const content = Buffer.from("example");
  const deflated = await deflate(content);
  const member = Buffer.from(encodeMember(content, deflated, 200));
  const padding = 200 - smallestMember(deflated.length);
  assert.equal(member.subarray(0, 10).toString("hex"), "1f8b08040000000000ff");
  assert.equal(member.readUInt16LE(10), padding + 4);
  assert.equal(member.subarray(12, 14).toString(), "PN");
  assert.equal(member.readUInt16LE(14), padding);
  assert.deepEqual(member.subarray(16, 16 + padding), Buffer.alloc(padding));
  assert.equal(member.readUInt32LE(192), zlibCrc32(content));
  assert.equal(member.readUInt32LE(196), content.length);
});

test("[SL1] every changed byte of a member is refused or gives the same content", async () => {
  const content = Buffer.from("seven examples and a sample, seven examples and a sample");
  const deflated = await deflate(content);
  const member = encodeMember(content, deflated, smallestMember(deflated.length) + 40);
  const deflatedAt = member.length - 8 - deflated.length;
  for (let at = 0; at < member.length; at++) {
    for (const mask of [1, 0x80]) {
      const changed = member.slice();
      changed[at] = (changed[at] ?? 0) ^ mask;
      const decoded = await decodeMember(changed, limit);
      // Within deflate a bit may be unused at its very end; outside of it nothing is.
      if (at < deflatedAt || at >= member.length - 8) assert.equal(decoded, null, `byte ${at}`);
      else if (decoded !== null) assert.deepEqual(decoded, new Uint8Array(content));
    }
  }
});

test("[SL1] the other spellings of gzip are refused", async () => {
  const content = Buffer.from("example");
  const deflated = await deflate(content);
  const member = encodeMember(content, deflated, smallestMember(deflated.length) + 10);
  const trailer = member.subarray(-8);
  const head = member.subarray(0, 10);
  const extra = (field: readonly number[]) =>
    Buffer.concat([head, Buffer.from([field.length & 255, field.length >> 8, ...field]), deflated, trailer]);
  assert.deepEqual(await decodeMember(extra([0x50, 0x4e, 1, 0, 0]), limit), new Uint8Array(content));
  const others: Readonly<Record<string, Uint8Array>> = {
    "no extra field": Buffer.concat([Buffer.from("1f8b08000000000000ff", "hex"), deflated, trailer]),
    "an empty extra field": extra([]),
    "another subfield": extra([0x41, 0x70, 1, 0, 0]),
    "a second subfield": extra([0x50, 0x4e, 1, 0, 0, 0x50, 0x4e, 0, 0]),
    "padding that is not zero": extra([0x50, 0x4e, 1, 0, 1]),
    "a subfield longer than the field": extra([0x50, 0x4e, 2, 0, 0]),
    "a second member": Buffer.concat([member, member]),
    "bytes after the end": Buffer.concat([member, new Uint8Array(1)]),
    "bytes after the deflate stream": Buffer.concat([member.subarray(0, -8), new Uint8Array(3), trailer]),
    "an end cut off": member.subarray(0, -1),
    "a deflate stream cut off": Buffer.concat([member.subarray(0, -9), trailer]),
    "no deflate stream": Buffer.concat([member.subarray(0, 26), trailer]),
    nothing: new Uint8Array(0),
    "zlib instead of gzip": deflateRawSync(content),
  };
  for (const [name, bytes] of Object.entries(others)) assert.equal(await decodeMember(bytes, limit), null, name);
});

test("[SL1] expanding stops at the limit", async () => {
  for (const [length, opens] of [
    [limit, true],
    [limit + 1, false],
    [20_000_000, false],
  ] as const) {
    const content = new Uint8Array(length);
    const deflated = deflateRawSync(content);
    const member = encodeMember(content, deflated, smallestMember(deflated.length));
    assert.equal((await decodeMember(member, limit)) !== null, opens, `${length}`);
  }
});

test("our CRC-32 is zlib's", () => {
  assert.equal(crc32(Buffer.from("123456789")), 0xcbf43926);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
});
