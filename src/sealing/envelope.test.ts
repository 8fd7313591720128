// Envelopes: readers, classes and contents (SL1 to SL4).
import assert from "node:assert/strict";
import test from "node:test";
import { gunzipSync } from "node:zlib";
import { Decrypter } from "age-encryption";
import { fc } from "../../test/support/tries.ts";
import type { Suite } from "../core/directory-note.ts";
import { isProblem, type ProblemCode } from "../core/problem.ts";
import { randomBytes } from "../crypto/random.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { maximumContentBytes, open, seal, sealReceipt } from "./envelope.ts";
import { caseStanzas, envelopeSizes, sealingOverhead } from "./envelope-shape.ts";
import { deflate, deflateStored, smallestMember } from "./gzip-member.ts";
import { openingKey } from "./opening-key.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { generateIdentity, recipientOf } from "./suite.ts";

const suites: readonly Suite[] = ["x25519", "hybrid"];
const text = "panoh.example/note\nОзмоиш: як намуна\n";

test("[SL1] each of one to four readers opens exactly the text; nobody else opens anything", async () => {
  for (const suite of suites) {
    const identities = await generate(suite, 5);
    const stranger = identities.slice(4);
    for (const count of [1, 2, 3, 4]) {
      const readers = identities.slice(0, count);
      const sealed = await seal(text, await recipientsOf(readers), { suite, kind: "case" });
      assert.equal(sealedShape(sealed, suite), "case");
      for (const reader of readers) assert.equal(textOf(await open(sealed, [reader])), text);
      for (const other of identities.slice(count)) assert.equal(await open(sealed, [other]), null);
      assert.equal(textOf(await open(sealed, [...stranger, ...readers])), text);
      assert.equal(await open(sealed, []), null);
    }
  }
});

test("[SL1] any content comes back, in one of the class sizes", async () => {
  for (const suite of suites) {
    const [reader] = await generate(suite, 1);
    const readers = await recipientsOf(reader === undefined ? [] : [reader]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 9000, size: "max" }), async (content) => {
        const sealed = await seal(content, readers, { suite, kind: "case" });
        assert.ok(envelopeSizes.case[suite].some((size) => size === sealed.length));
        assert.deepEqual(await open(sealed, reader === undefined ? [] : [reader]), content);
      }),
      { numRuns: 15 },
    );
  }
});

test("[SL1] each class holds to its last byte; one byte more needs the next class or is refused", async () => {
  for (const suite of suites) {
    const identities = await generate(suite, 1);
    const readers = await recipientsOf(identities);
    const [small, large] = envelopeSizes.case[suite];
    for (const [size, next] of [
      [small, large],
      [large, null],
    ] as const) {
      const room = size - sealingOverhead(suite, caseStanzas);
      for (const off of [-1, 0]) {
        const content = await contentFor(room + off);
        const sealed = await seal(content, readers, { suite, kind: "case" });
        assert.equal(sealed.length, size);
        assert.deepEqual(await open(sealed, identities), content);
      }
      const content = await contentFor(room + 1);
      const sealing = seal(content, readers, { suite, kind: "case" });
      if (next === null) await refused("too-large", sealing);
      else assert.equal((await sealing).length, next);
      if (next !== null) assert.deepEqual(await open(await sealing, identities), content);
    }
  }
});

test("[SL1] the smallest content opens from each class", async () => {
  for (const suite of suites) {
    const identities = await generate(suite, 1);
    const sealed = await seal("", await recipientsOf(identities), { suite, kind: "case" });
    assert.equal(sealed.length, envelopeSizes.case[suite][0]);
    assert.deepEqual(await open(sealed, identities), new Uint8Array(0));
  }
});

test("[SL1] 256 KiB is sealed and opened, one byte more is refused", async () => {
  const identities = await generate("x25519", 1);
  const readers = await recipientsOf(identities);
  const most = new Uint8Array(maximumContentBytes).fill(65);
  const sealed = await seal(most, readers, { suite: "x25519", kind: "case" });
  assert.deepEqual(await open(sealed, identities), most);
  await refused("too-large", seal(new Uint8Array(maximumContentBytes + 1), readers, { suite: "x25519", kind: "case" }));
});

test("[SL1] [SL2] a receipt is 1 KiB with one stanza, to its last byte and not beyond, whatever would be compressed", async () => {
  const identities = await generate("x25519", 2);
  const [recipient = "", other = ""] = await recipientsOf(identities);
  const room = 1024 - sealingOverhead("x25519", 1) - smallestMember(deflateStored(new Uint8Array(0)).length);
  for (const content of [
    Buffer.from("received"),
    new Uint8Array(0),
    new Uint8Array(room - 1),
    Buffer.from(randomBytes(room)),
  ]) {
    const sealed = await sealReceipt(content, recipient);
    assert.equal(sealed.length, 1024);
    assert.equal(sealedShape(sealed, "x25519"), "receipt");
    assert.equal(sealedShape(sealed, "hybrid"), "receipt");
    assert.deepEqual(await open(sealed, identities.slice(0, 1)), new Uint8Array(content));
    assert.equal(await open(sealed, identities.slice(1)), null);
    assert.notEqual(other, recipient);
  }
  for (const length of [room + 1, 100_000]) await refused("too-large", sealReceipt(new Uint8Array(length), recipient));
});

test("[SL1] a receipt is not compressed, so that its bytes do not show which program sealed it", async () => {
  const [identity] = await generate("x25519", 1);
  assert.ok(identity);
  const content = Buffer.from("example, example, example");
  const decrypter = new Decrypter();
  decrypter.addIdentity(await openingKey(identity));
  const member = Buffer.from(await decrypter.decrypt(await sealReceipt(content, await recipientOf(identity))));
  assert.ok(member.subarray(0, -8).includes(content));
  assert.deepEqual(new Uint8Array(gunzipSync(member)), new Uint8Array(content));
});

test("[SL2] readers: none, five, one twice, or no recipient at all are refused", async () => {
  for (const suite of suites) {
    const five = await recipientsOf(await generate(suite, 5));
    const [first = "", second = ""] = five;
    const options = { suite, kind: "case" } as const;
    await refused("no-reader", seal(text, [], options));
    await refused("too-many-readers", seal(text, five, options));
    await refused("reader-twice", seal(text, [first, second, first], options));
    for (const bad of ["", first.toUpperCase(), `${first} `, first.slice(0, -1), "age1example"]) {
      await refused("not-a-recipient", seal(text, [second, bad], options));
    }
  }
});

test("[SL3] all readers are of the country's suite, and receipts go to X25519 keys only", async () => {
  const [plain = ""] = await recipientsOf(await generate("x25519", 1));
  const [hybrid = ""] = await recipientsOf(await generate("hybrid", 1));
  await refused("other-suite", seal(text, [plain, hybrid], { suite: "hybrid", kind: "case" }));
  await refused("other-suite", seal(text, [plain, hybrid], { suite: "x25519", kind: "case" }));
  await refused("other-suite", seal(text, [plain], { suite: "hybrid", kind: "case" }));
  await refused("other-suite", sealReceipt(Buffer.from("received"), hybrid));
});

test("[SL2] the stanza of one reader may stand at any of the four places", async () => {
  const identities = await generate("x25519", 1);
  const readers = await recipientsOf(identities);
  const times = [0, 0, 0, 0];
  for (let i = 0; i < 120; i++) {
    const place = await placeOf(await seal(text, readers, { suite: "x25519", kind: "case" }), identities);
    times[place] = (times[place] ?? 0) + 1;
  }
  // 30 are expected at each index; fewer than 8 or more than 58 happens once in a million.
  assert.ok(
    times.every((count) => count >= 8 && count <= 58),
    times.join(),
  );
});

test("[SL2] the injected random source alone decides the order", async () => {
  const identities = await generate("x25519", 1);
  const readers = await recipientsOf(identities);
  const places: number[] = [];
  for (const first of [0, 3]) {
    const bytes = [first, 2, 1, 0];
    const random = () => Uint8Array.of(bytes.shift() ?? 0);
    places.push(await placeOf(await seal(text, readers, { suite: "x25519", kind: "case", random }), identities));
  }
  assert.deepEqual(places, [0, 3]);
});

test("[SL4] a reader with several epochs opens with whichever fits, and with another suite's keys at hand", async () => {
  const [superseded, current] = await generate("hybrid", 2);
  const device = await generate("x25519", 2);
  assert.ok(superseded !== undefined && current !== undefined);
  const sealed = await seal(text, await recipientsOf([current]), { suite: "hybrid", kind: "case" });
  assert.equal(textOf(await open(sealed, [...device, superseded, current])), text);
  assert.equal(textOf(await open(sealed, [current, superseded])), text);
  assert.equal(await open(sealed, [...device, superseded]), null);
});

test("the same text sealed twice shares nothing", async () => {
  for (const suite of suites) {
    const readers = await recipientsOf(await generate(suite, 2));
    const lines: string[] = [];
    for (let i = 0; i < 2; i++) {
      const sealed = await seal(text, readers, { suite, kind: "case", random: randomBytes });
      lines.push(...headerLines(sealed).slice(1));
    }
    assert.equal(new Set(lines).size, 2 * (2 * caseStanzas + 1));
  }
});

test("[SL6] no refusal and no envelope shows the text, a reader or a secret", async () => {
  const identities = await generate("x25519", 1);
  const readers = await recipientsOf(identities);
  const sealed = Buffer.from(await seal("example example", readers, { suite: "x25519", kind: "case" })).toString(
    "latin1",
  );
  assert.ok(!sealed.includes("example") && !sealed.includes(readers[0] ?? "?"));
  const error = await seal("example", [...readers, ...readers], { suite: "x25519", kind: "case" }).catch((e) => e);
  assert.doesNotMatch(`${error.stack}`, /example|age1[a-z0-9]{58}/);
});

function generate(suite: Suite, count: number): Promise<SecretIdentity[]> {
  return Promise.all(Array.from({ length: count }, () => generateIdentity(suite)));
}

function recipientsOf(identities: readonly SecretIdentity[]): Promise<string[]> {
  return Promise.all(identities.map(recipientOf));
}

function textOf(content: Uint8Array | null): string | null {
  return content === null ? null : Buffer.from(content).toString();
}

async function refused(code: ProblemCode<"sealing">, sealing: Promise<unknown>): Promise<void> {
  await assert.rejects(sealing, (error) => isProblem(error, "sealing") && error.code === code);
}

/** Content that does not compress, of the length at which its smallest gzip member has exactly `memberLength` bytes. */
async function contentFor(memberLength: number): Promise<Uint8Array> {
  const noise = randomBytes(memberLength);
  for (let length = memberLength - 64; length < memberLength; length++) {
    const content = noise.subarray(0, length);
    if (smallestMember((await deflate(content)).length) === memberLength) return content;
  }
  throw new Error("no content of this deflated length");
}

function headerLines(sealed: Uint8Array): string[] {
  const header = Buffer.from(sealed).toString("latin1");
  return header.slice(0, header.indexOf("\n", header.indexOf("\n---") + 1)).split("\n");
}

/** Which stanza opens for these identities: the one whose wrapped key, once changed, leaves nothing for them. */
async function placeOf(sealed: Uint8Array, identities: readonly SecretIdentity[]): Promise<number> {
  for (let place = 0; place < caseStanzas; place++) {
    const changed = sealed.slice();
    const at = headerLines(sealed)
      .slice(0, 2 * place + 2)
      .join("\n").length;
    changed[at + 1] = changed[at + 1] === 65 ? 66 : 65;
    if ((await open(changed, identities).catch(() => undefined)) === null) return place;
  }
  throw new Error("no stanza is theirs");
}
