// The format of an archive against its vectors: parts that hold, and texts that are none.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Problem } from "../../core/problem.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { verifyArchiveNote } from "../../note/archive-note.ts";
import { verifierKey } from "../../note/signed-note.ts";
import { maxArchiveBytes, openArchive, sealArchive } from "../../sealing/archive-file.ts";
import { SecretIdentity } from "../../sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../../sealing/suite.ts";
import { parsePart } from "./part.ts";

interface Vectors {
  readonly origin: string;
  readonly device: string;
  readonly key: string;
  readonly identities: readonly string[];
  readonly good: readonly {
    readonly what: string;
    readonly text: string;
    readonly id: string;
    readonly sealed: string;
  }[];
  readonly bad: readonly { readonly what: string; readonly text: string; readonly refusal: string }[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL("../../../test/vectors/archive.json", import.meta.url), "utf8"),
);
const identities = vectors.identities.map((text) => SecretIdentity.parse(text) ?? assert.fail());
const key = verifierKey(vectors.device, decodeBase64(vectors.key) ?? assert.fail());
const sealedOf = (at: number) => decodeBase64(vectors.good[at]?.sealed ?? "") ?? assert.fail();

for (const { what, text, id, sealed } of vectors.good)
  test(`[AR1, AR3] ${what} opens to its text, which its device signed`, async () => {
    const bytes = decodeBase64(sealed) ?? assert.fail();
    const content = await openArchive(bytes, identities);
    assert.equal(decodeUtf8(content ?? new Uint8Array(0)), text);
    const part = parsePart(content ?? assert.fail(), vectors.origin);
    assert.deepEqual([part.id, verifyArchiveNote(part, key)], [id, true]);
    assert.equal(verifyArchiveNote(part, verifierKey(vectors.device, new Uint8Array(32).fill(3))), false);
  });

for (const { what, text, refusal } of vectors.bad)
  test(`[AR3] a part with ${what} is refused as ${refusal}`, () =>
    assert.throws(() => parsePart(encodeUtf8(text), vectors.origin), { source: "archive", code: refusal }));

test("[AR7b] what is refused by its note takes no memory, nor does a file of a few bytes that opens to millions of lines", () => {
  const [{ text } = assert.fail()] = vectors.good;
  const note = text.split("\n").slice(0, 5).join("\n");
  assert.throws(
    () =>
      parsePart(encodeUtf8(`${note}\nno body of an archive`), vectors.origin, ({ head }) => {
        assert.equal(head.device, vectors.device);
        throw new Problem("archive", "not-signed");
      }),
    { code: "not-signed" },
  );
  const lines = new Uint8Array(7_000_000).fill(10);
  const digest = encodeHex(sha256(lines));
  const many = note.replace(/"entries":.*"}/, `"entries":1000000,"erased":1000000,"digest":"${digest}"}`);
  const script = `
    import { parsePart } from ${JSON.stringify(new URL("./part.ts", import.meta.url).href)};
    const head = Buffer.from(${JSON.stringify(`${many}\n`)});
    const bytes = Buffer.concat([head, Buffer.alloc(7_000_000, 10)]);
    const peak = () => process.resourceUsage().maxRSS / 1024;
    const before = peak();
    try { parsePart(bytes, ${JSON.stringify(vectors.origin)}); } catch (error) { console.log(error.code, peak() - before); }`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
  const [code, megabytes] = stdout.split(" ");
  assert.equal(code, "broken");
  assert.ok(Number(megabytes) < 40, `${megabytes} MB`);
});

test("[AR2] docs/spec/archive.md shows the note of the first vector", () => {
  const page = readFileSync(new URL("../../../docs/spec/archive.md", import.meta.url), "utf8");
  const shown = /```archive\n([\s\S]*?)\n```/.exec(page)?.[1];
  assert.equal(shown, vectors.good[0]?.text.split("\n").slice(0, 5).join("\n"));
});

test("[AR1] whatever byte of a file is another one, it is broken or nobody's", async () => {
  const bytes = sealedOf(0);
  const at = [...Array(400).keys(), ...Array.from({ length: 60 }, (_, i) => 400 + i * 541), bytes.length - 1];
  for (const place of at.filter((one) => one < bytes.length)) {
    const changed = bytes.slice();
    changed[place] = (changed[place] ?? 0) ^ 1;
    const opened = await openArchive(changed, identities).catch((error: { code?: string }) => error.code);
    assert.ok(opened === null || opened === "broken", `byte ${place}: ${String(opened)}`);
  }
});

test("[AR1] a file that was cut, at a chunk or within one, is broken", async () => {
  const bytes = sealedOf(0);
  for (const length of [0, 1, 100, 200, 216, 300, bytes.length - 16, bytes.length - 1])
    await assert.rejects(openArchive(bytes.slice(0, length), identities), { source: "archive", code: "broken" });
});

test("[AR1] a file to others is nobody's here, and one to more than eight is none", async () => {
  const others = await Promise.all(Array.from({ length: 9 }, () => generateIdentity("x25519")));
  const recipients = await Promise.all(others.map(recipientOf));
  const content = encodeUtf8("example");
  assert.equal(await openArchive(await sealArchive(content, recipients.slice(0, 8)), identities), null);
  await assert.rejects(sealArchive(content, recipients), { code: "too-many-readers" });
  await assert.rejects(sealArchive(content, []), { code: "no-reader" });
  await assert.rejects(sealArchive(content, ["age1example"]), { code: "not-a-recipient" });
});

test("[AR1] what would expand beyond its bound is refused, sealed or open, and sizes come in steps", async () => {
  const [own = assert.fail()] = identities;
  const to = [await recipientOf(own)];
  await assert.rejects(sealArchive(new Uint8Array(maxArchiveBytes + 1), to), { code: "too-large" });
  await assert.rejects(openArchive(new Uint8Array(maxArchiveBytes + 40_000), identities), { code: "too-large" });
  const overheads = await Promise.all(
    [1, 9_000, 20_000].map(async (n) => (await sealArchive(new Uint8Array(n), to)).length),
  );
  assert.equal(new Set(overheads).size, 1, "what is small looks alike");
});
