// The promise of SL1: the age command and gunzip, which we did not write, open what we seal, and we open what they make.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { Decrypter, Encrypter } from "age-encryption";
import type { Suite } from "../../src/core/directory-note.ts";
import { isProblem } from "../../src/core/problem.ts";
import { sealedShape } from "../../src/protocol/sealed-shape.ts";
import { maximumContentBytes, open, seal, sealReceipt } from "../../src/sealing/envelope.ts";
import { sealingOverhead } from "../../src/sealing/envelope-shape.ts";
import { decodeMember, deflate, encodeMember } from "../../src/sealing/gzip-member.ts";
import { sealFile } from "../../src/sealing/sealed-file.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf, suiteOfRecipient } from "../../src/sealing/suite.ts";

const lines = "panoh.example/entry\nНамуна: намуна\n{}\n\n— example AAAA\n";
const hasAge = spawnSync("age", ["--version"]).status === 0;
const hasGunzip = spawnSync("gunzip", ["--version"]).status === 0;

test("[SL1] age -d | gunzip opens an X25519 case envelope to our exact lines, for each of its readers", async (t) => {
  if (!hasAge || !hasGunzip) return t.skip("needs age and gunzip");
  for (const count of [1, 4]) {
    const identities = await Promise.all(Array.from({ length: count }, () => generateIdentity("x25519")));
    const readers = await Promise.all(identities.map(recipientOf));
    for (const text of [lines, lines + Buffer.from(crypto.getRandomValues(new Uint8Array(20_000))).toString("hex")]) {
      const sealed = await seal(text, readers, { suite: "x25519", kind: "case" });
      for (const identity of identities) assert.equal(gunzip(ageOpen(sealed, identity)).toString(), text);
    }
  }
});

test("[SL1] age -d | gunzip opens a receipt", async (t) => {
  if (!hasAge || !hasGunzip) return t.skip("needs age and gunzip");
  const identity = await generateIdentity("x25519");
  const sealed = await sealReceipt(Buffer.from(lines), await recipientOf(identity));
  assert.equal(gunzip(ageOpen(sealed, identity)).toString(), lines);
});

test("[RP18] age -d opens a file that is sealed to somebody in no directory, and nothing else is sealed to", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const identity = await generateIdentity("x25519");
  const sealed = await sealFile(Buffer.from(lines), await recipientOf(identity));
  assert.equal(ageOpen(sealed, identity).toString(), lines);
  await assert.rejects(sealFile(Buffer.from(lines), "age1nation"), (error) => isProblem(error, "sealing"));
});

test("[SL3] age -d | gunzip opens a hybrid case envelope; an age command from before the suite refuses its keys whole", async (t) => {
  if (!hasAge || !hasGunzip) return t.skip("needs age and gunzip");
  const identity = await generateIdentity("hybrid");
  const probe = spawnSync("age", ["-r", await recipientOf(identity)], { input: "example" });
  // Before 1.3 the age command has no post-quantum keys: then all that can be seen is that it does not misread them.
  if (probe.status !== 0) return assert.match(probe.stderr.toString(), /age-plugin-pq/);
  const sealed = await seal(lines, [await recipientOf(identity)], { suite: "hybrid", kind: "case" });
  assert.equal(gunzip(ageOpen(sealed, identity)).toString(), lines);
});

test("[SL1] what the age command seals in our shape, with our gzip member inside, opens with ours", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const identities = await Promise.all(Array.from({ length: 4 }, () => generateIdentity("x25519")));
  const readers = await Promise.all(identities.map(recipientOf));
  const content = Buffer.from(lines);
  const caseFile = ageSeal(await member(content, "x25519", 4, 4_096), readers);
  assert.equal(sealedShape(caseFile, "x25519"), "case");
  for (const identity of identities) assert.deepEqual(await open(caseFile, [identity]), new Uint8Array(content));
  const receiptFile = ageSeal(await member(content, "x25519", 1, 1_024), readers.slice(0, 1));
  assert.equal(sealedShape(receiptFile, "hybrid"), "receipt");
  assert.deepEqual(await open(receiptFile, identities), new Uint8Array(content));
});

test("[SL2] what the age command seals in another shape is refused for its shape", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const identities = await Promise.all(Array.from({ length: 5 }, () => generateIdentity("x25519")));
  const readers = await Promise.all(identities.map(recipientOf));
  for (const [count, total] of [
    [2, 4_096],
    [5, 4_096],
    [4, 4_095],
    [4, 8_192],
    [1, 4_096],
    [1, 1_025],
  ] as const) {
    const file = ageSeal(await member(Buffer.from(lines), "x25519", count, total), readers.slice(0, count));
    assert.equal(file.length, total);
    assert.equal(sealedShape(file, "x25519"), null);
    await assert.rejects(open(file, identities), (error) => isProblem(error, "envelope", "shape"));
  }
});

test("[SL1] a plain gzip of the right size, sealed by the age command, is refused for its content", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const identity = await generateIdentity("x25519");
  const four = new Array<string>(4).fill(await recipientOf(identity));
  const gzip = spawnSync("gzip", ["-c"], { input: crypto.getRandomValues(new Uint8Array(3_579)) }).stdout;
  const file = ageSeal(Buffer.concat([gzip, new Uint8Array(3_602 - gzip.length)]), four);
  assert.equal(sealedShape(file, "x25519"), "case");
  await assert.rejects(open(file, [identity]), (error) => isProblem(error, "envelope", "content"));
});

test("[SL3] keys made by age-keygen are ours, and keys made by us are its", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const made = spawnSync("age-keygen", [], { encoding: "utf8" }).stdout;
  const identity = SecretIdentity.parse(made.trim().split("\n").at(-1) ?? "");
  assert.ok(identity !== null);
  const recipient = /age1[a-z0-9]+/.exec(made)?.[0] ?? "";
  assert.equal(await recipientOf(identity), recipient);
  assert.equal(suiteOfRecipient(recipient), "x25519");
  const ours = await generateIdentity("x25519");
  const derived = spawnSync("age-keygen", ["-y"], { input: `${ours.reveal()}\n`, encoding: "utf8" }).stdout.trim();
  assert.equal(derived, await recipientOf(ours));
});

test("the library and the age command open each other's X25519 files of any size", async (t) => {
  if (!hasAge) return t.skip("needs age");
  const identity = await generateIdentity("x25519");
  const recipient = await recipientOf(identity);
  for (const size of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
    const plaintext = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)));
    const whole = Buffer.concat([plaintext, new Uint8Array(size - plaintext.length)]);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    assert.deepEqual(ageOpen(await encrypter.encrypt(new Uint8Array(whole)), identity), whole);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity.reveal());
    assert.deepEqual(Buffer.from(await decrypter.decrypt(ageSeal(whole, [recipient]))), whole);
  }
});

test("[SL1] gunzip reads the longest padding that a class needs", async (t) => {
  if (!hasGunzip) return t.skip("needs gunzip");
  const content = Buffer.from("x");
  const longest = encodeMember(content, await deflate(content), 65_536 - sealingOverhead("x25519", 4));
  assert.equal(gunzip(Buffer.from(longest)).toString(), "x");
  assert.deepEqual(await decodeMember(longest, maximumContentBytes), new Uint8Array(content));
});

async function member(content: Uint8Array, suite: Suite, stanzas: number, total: number): Promise<Uint8Array> {
  return encodeMember(content, await deflate(content), total - sealingOverhead(suite, stanzas));
}

function ageSeal(plaintext: Uint8Array, recipients: readonly string[]): Uint8Array {
  const result = spawnSync(
    "age",
    recipients.flatMap((recipient) => ["-r", recipient]),
    { input: plaintext },
  );
  assert.equal(result.status, 0, result.stderr.toString());
  return new Uint8Array(result.stdout);
}

function ageOpen(sealed: Uint8Array, identity: SecretIdentity): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "panoh-age-"));
  try {
    writeFileSync(join(folder, "key"), `${identity.reveal()}\n`, { mode: 0o600 });
    const result = spawnSync("age", ["-d", "-i", join(folder, "key")], { input: sealed, maxBuffer: 1 << 24 });
    assert.equal(result.status, 0, result.stderr.toString());
    return result.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function gunzip(bytes: Uint8Array): Buffer {
  const result = spawnSync("gunzip", ["-c"], { input: bytes, maxBuffer: 1 << 24 });
  assert.equal(result.status, 0, result.stderr.toString());
  return result.stdout;
}
