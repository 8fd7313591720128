// Broken envelopes: nothing opens, and each flaw has its code (SL6).
import assert from "node:assert/strict";
import test from "node:test";
import { Encrypter, Stanza } from "age-encryption";
import { fc, tried } from "../../test/support/tries.ts";
import type { Suite } from "../core/directory-note.ts";
import { isProblem, type ProblemCode } from "../core/problem.ts";
import { open, seal, sealReceipt } from "./envelope.ts";
import { sealingOverhead } from "./envelope-shape.ts";
import { deflate, encodeMember } from "./gzip-member.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { generateIdentity, recipientOf } from "./suite.ts";

const headerSizes = { x25519: 462, hybrid: 6_298 } as const;
const text = "seven examples\n";

test("[SL6] no changed byte of a receipt, the smallest envelope, lets it open", async () => {
  const identity = await generateIdentity("x25519");
  const sealed = await sealReceipt(Buffer.from(text), await recipientOf(identity));
  assert.equal(sealed.length, 1_024);
  await neverOpens(sealed, [identity], () => true);
});

// What is encrypted is one piece under one tag, as in a receipt.
test("[SL6] no changed byte of the smallest envelope of a case lets it open: header, both ends, every 13th, as far as it is tried", async () => {
  const { sealed, identities } = await envelope("x25519", 2);
  assert.equal(sealed.length, 4_096);
  await neverOpens(sealed, identities, (at) => at < headerSizes.x25519 + 64 || at > 4_000 || at % 13 === 0);
});

// Two of the four stanzas are read by nobody or another: for them the header's MAC does not hold, whichever byte it is.
test("[SL6] no changed byte of the small hybrid envelope lets it open: first stanza, end of the header, both ends, every 13th of the header, every 97th, as far as it is tried", async () => {
  const { sealed, identities } = await envelope("hybrid", 2);
  assert.equal(sealed.length, 12_288);
  const header = headerSizes.hybrid;
  await neverOpens(
    sealed,
    identities,
    (at) => at < 1_600 || (at > header - 60 && at < header + 64) || at > 12_200 || at % (at < header ? 13 : 97) === 0,
  );
});

test("[SL6] no changed byte of the large envelopes lets them open: both ends, every 97th, as far as it is tried", async () => {
  for (const suite of ["x25519", "hybrid"] as const) {
    const { sealed, identities } = await envelope(suite, 1, randomText(50_000));
    assert.equal(sealed.length, 65_536);
    const start = suite === "x25519" ? headerSizes.x25519 : 400;
    const end = headerSizes[suite];
    const inBody = (at: number) => at > end - 60 && at < end + 40;
    await neverOpens(sealed, identities, (at) => at < start || inBody(at) || at > 65_500 || at % 97 === 0);
  }
});

test("[SL6] an envelope cut short or made longer is no envelope, even one made for me", async () => {
  for (const suite of ["x25519", "hybrid"] as const) {
    const { sealed, identities } = await envelope(suite, 1);
    for (let length = 0; length < sealed.length; length += length < 30 ? 1 : 211) {
      assert.equal(await outcome(sealed.subarray(0, length), identities), "shape", `${length}`);
    }
    assert.equal(await outcome(sealed.subarray(0, -1), identities), "shape");
    assert.equal(await outcome(Buffer.concat([sealed, new Uint8Array(1)]), identities), "shape");
    const large = Buffer.concat([sealed, new Uint8Array(65_536 - sealed.length)]);
    assert.equal(await outcome(large, identities), "sealed");
  }
});

test("[SL6] what was changed decides how it is refused", async () => {
  const { sealed, identities } = await envelope("x25519", 4);
  const [reader] = identities;
  assert.ok(reader !== undefined);
  assert.equal(await outcome(changed(sealed, 3), [reader]), "shape");
  // The header's MAC, changed to other base64: what is not base64 any more would be another shape.
  const mac = sealed.slice();
  const inMac = headerSizes.x25519 - 20;
  mac[inMac] = mac[inMac] === 65 ? 66 : 65;
  assert.equal(await outcome(mac, [reader]), "sealed");
  assert.equal(await outcome(changed(sealed, headerSizes.x25519 + 5), [reader]), "sealed");
  assert.equal(await outcome(changed(sealed, sealed.length - 1), [reader]), "sealed");
  // A changed stanza is no longer its reader's, and for the other three the header does not verify any more.
  const stanzaBody = 22 + 54 + 4;
  const body = sealed.slice();
  body[stanzaBody] = body[stanzaBody] === 65 ? 66 : 65;
  const outcomes = await Promise.all(identities.map((identity) => outcome(body, [identity])));
  assert.deepEqual(outcomes.toSorted(), ["null", "sealed", "sealed", "sealed"]);
});

test("[SL6] a broken envelope for somebody else is just not for me", async () => {
  const { sealed } = await envelope("hybrid", 1);
  const stranger = [await generateIdentity("hybrid")];
  for (const at of [headerSizes.hybrid + 5, sealed.length - 1]) {
    assert.equal(await outcome(changed(sealed, at), stranger), "null");
  }
});

test("[SL1] [SL2] other numbers and mixtures of stanzas are refused before any key is tried", async () => {
  const plain = await generateIdentity("x25519");
  const hybrid = await generateIdentity("hybrid");
  const recipients = { p: await recipientOf(plain), h: await recipientOf(hybrid) };
  const sizes = { p: 98, h: 1_557 };
  for (const [letters, total, expected] of [
    ["pppp", 4_096, "open"],
    ["pppp", 65_536, "open"],
    ["hhhh", 12_288, "open"],
    ["p", 1_024, "open"],
    ["ppp", 4_096, "shape"],
    ["ppppp", 4_096, "shape"],
    ["p", 4_096, "shape"],
    ["pppp", 1_024, "shape"],
    ["pppp", 12_288, "shape"],
    ["pppp", 4_095, "shape"],
    ["hhhh", 12_289, "shape"],
    ["phhh", 12_288, "shape"],
    ["hhhp", 12_288, "shape"],
    ["h", 12_288, "shape"],
  ] as const) {
    const names = [...letters].map((letter) => (letter === "p" ? "p" : "h"));
    const overhead = names.reduce((sum, name) => sum + sizes[name], 22 + 48 + 32);
    const member = await memberOf(text, total - overhead);
    const sealed = await ageFile(
      names.map((name) => recipients[name]),
      member,
    );
    assert.equal(sealed.length, total);
    assert.equal(await outcome(sealed, [plain, hybrid]), expected, `${letters} ${total}`);
  }
});

test("[SL2] a stanza of another type is refused, even in the form of ours", async () => {
  const identity = await generateIdentity("x25519");
  const recipient = await recipientOf(identity);
  const member = await memberOf(text, 4_096 - sealingOverhead("x25519", 4));
  for (const [type, expected] of [
    ["X25519", "open"],
    ["x25519", "shape"],
    ["example", "shape"],
  ] as const) {
    const encrypter = new Encrypter();
    for (let i = 0; i < 3; i++) encrypter.addRecipient(recipient);
    const share = Buffer.alloc(32, 9).toString("base64").replace("=", "");
    encrypter.addRecipient({ wrapFileKey: () => [new Stanza([type, share], new Uint8Array(32))] });
    assert.equal(await outcome(await encrypter.encrypt(member), [identity]), expected, type);
  }
});

test("[SL1] an age file for me that holds anything but our gzip member is broken", async () => {
  const identity = await generateIdentity("x25519");
  const four = new Array<string>(4).fill(await recipientOf(identity));
  const room = 4_096 - sealingOverhead("x25519", 4);
  const good = await memberOf(text, room);
  assert.equal(await outcome(await ageFile(four, good), [identity]), "open");
  const plaintexts = [
    new Uint8Array(room),
    Buffer.from(text.padEnd(room)),
    changed(good, 4),
    changed(good, 3),
    changed(good, 500),
    changed(good, room - 1),
    changed(good, room - 8),
    Buffer.concat([await memberOf(text, room - 10), new Uint8Array(10)]),
    Buffer.concat([await memberOf(text, room - 100), await memberOf("", 100)]),
    await memberOf(new Uint8Array(262_145), room),
  ];
  for (const plaintext of plaintexts) {
    assert.equal(await outcome(await ageFile(four, plaintext), [identity]), "content");
  }
});

test("bytes that nobody sealed are never opened and never crash the reader", async () => {
  const identities = [await generateIdentity("x25519"), await generateIdentity("hybrid")];
  const line = fc.constantFrom(
    "age-encryption.org/v1",
    "-> X25519 AAAA",
    "-> scrypt AAAA 18",
    "---",
    "--- AAAA",
    "AAAA",
    "",
  );
  const mixture = fc.array(line, { maxLength: 9 }).map((lines) => Buffer.from(lines.join("\n")));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2000 }), mixture), async (bytes) => {
      assert.equal(await outcome(bytes, identities), "shape");
    }),
    { numRuns: 60 },
  );
});

test("[SL6] the error of a broken envelope names no key and no content", async () => {
  const { sealed, identities } = await envelope("x25519", 1);
  const error = await open(changed(sealed, sealed.length - 1), identities).catch((thrown) => thrown);
  assert.ok(isProblem(error, "envelope"));
  assert.equal(error.message, "envelope: sealed");
});

type Outcome = "open" | "null" | ProblemCode<"envelope">;

/** Where opening ends. Any error but a Problem of the envelope is a bug and fails the test. */
async function outcome(bytes: Uint8Array, identities: readonly SecretIdentity[]): Promise<Outcome> {
  try {
    return (await open(bytes, identities)) === null ? "null" : "open";
  } catch (error) {
    if (isProblem(error, "envelope")) return error.code;
    throw error;
  }
}

async function neverOpens(
  sealed: Uint8Array,
  identities: readonly SecretIdentity[],
  chosen: (at: number) => boolean,
): Promise<void> {
  assert.equal(await outcome(sealed, identities), "open");
  for (const at of tried([...sealed.keys()].filter(chosen)))
    assert.notEqual(await outcome(changed(sealed, at), identities), "open", `byte ${at}`);
}

/** The same bytes with one bit of one byte turned; which bit goes round with the index. */
function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
  return copy;
}

async function envelope(suite: Suite, readerCount: number, content: string | Uint8Array = text) {
  const identities = await Promise.all(Array.from({ length: readerCount }, () => generateIdentity(suite)));
  const readers = await Promise.all(identities.map(recipientOf));
  return { sealed: await seal(content, readers, { suite, kind: "case" }), identities };
}

async function memberOf(content: string | Uint8Array, total: number): Promise<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return encodeMember(bytes, await deflate(bytes), total);
}

function ageFile(recipients: readonly string[], plaintext: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plaintext);
}

function randomText(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
