// The vault: what opens it, what does not, and what it pins (EN3, EN6).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";
import { quickStretch, World } from "../../../test/support/world.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { randomBytes } from "../../crypto/random.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Shelf } from "./shelf.ts";
import { openVault, readPinned, type Secrets, saveVault, sealVault, signerOf } from "./vault.ts";

const passphrase = "river garden window table paper";

async function secretsOf(t: { after(work: () => Promise<void>): void }): Promise<Secrets> {
  const world = await World.foundFor(t, { witnesses: 0 });
  const [secrets] = (await world.organisation("shelter", "Example Shelter South")).devices;
  assert.ok(secrets);
  return secrets;
}

test("[EN3] the real Argon2id opens what it sealed, and nothing else does", async (t) => {
  const secrets = await secretsOf(t);
  const file = await sealVault(secrets, passphrase, randomBytes, argon2id);
  assert.deepEqual((await openVault(file, passphrase, argon2id))?.secrets.reveal(), secrets.reveal());
  assert.equal(await openVault(file, `${passphrase}s`, argon2id), null);
  assert.equal(await openVault(file, passphrase, quickStretch), null, "a cheaper stretching is another key");
  assert.equal(
    await openVault(file, passphrase, (text, salt) => argon2id(text, salt, { memoryKiB: 32_768, passes: 3 })),
    null,
  );
});

test("[EN3] a wrong passphrase and a file that is not whole look alike", async (t) => {
  const file = await sealVault(await secretsOf(t), passphrase, randomBytes, quickStretch);
  const parsed = JSON.parse(file);
  const open = (text: string, words = passphrase) => openVault(text, words, quickStretch);
  assert.notEqual(await open(file), null);
  for (const words of [
    "",
    " ",
    "river garden window table",
    "river garden window table paper fork",
    "rivergardenwindowtablepaper",
  ])
    assert.equal(await open(file, words), null);
  const box = Buffer.from(parsed.box, "base64");
  for (const at of [0, 23, 24, 25, box.length >> 1, box.length - 1]) {
    const changed = Buffer.from(box);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(await open(JSON.stringify({ ...parsed, box: changed.toString("base64") })), null, `byte ${at}`);
  }
  assert.equal(await open(JSON.stringify({ ...parsed, salt: Buffer.alloc(16).toString("base64") })), null);
  for (const text of ["", "{}", "null", file.slice(1), `${file} `, file.replace('"salt"', '"Salt"')])
    assert.equal(await open(text), null);
});

test("[EN3] nothing in a vault file can lower the cost: a field that names one makes it no vault file", async (t) => {
  const parsed = JSON.parse(await sealVault(await secretsOf(t), passphrase, randomBytes, quickStretch));
  for (const more of [{ memoryKiB: 8 }, { passes: 1 }, { kdf: "none" }, { cost: {} }]) {
    const file = JSON.stringify({ ...parsed, ...more });
    assert.equal(await openVault(file, passphrase, quickStretch), null);
    assert.equal(readPinned(file), null);
  }
});

test("[EN3] one passphrase has one spelling: capitals, spaces and composed letters do not matter, letters do", async (t) => {
  const secrets = await secretsOf(t);
  const file = await sealVault(secrets, "намуна дарахт й", randomBytes, quickStretch);
  for (const words of ["НАМУНА  Дарахт й", "  намуна\tдарахт\nй ", "намуна дарахт \u0438\u0306"])
    assert.notEqual(await openVault(file, words, quickStretch), null, words);
  for (const words of ["намуна дарахт и", "намунадарахтй"])
    assert.equal(await openVault(file, words, quickStretch), null);
});

test("changed secrets are saved under the same key with a new nonce", async (t) => {
  const secrets = await secretsOf(t);
  const vault = await openVault(
    await sealVault(secrets, passphrase, randomBytes, quickStretch),
    passphrase,
    quickStretch,
  );
  assert.ok(vault);
  const changed = vault.with(secrets.with({ language: "tg" }));
  const [a, b] = [saveVault(changed, randomBytes), saveVault(changed, randomBytes)];
  assert.notEqual(a, b);
  assert.equal((await openVault(b, passphrase, quickStretch))?.secrets.language, "tg");
});

test("[EN6] a vault file shows whose country it is, and none of its secrets", async (t) => {
  const secrets = await secretsOf(t);
  const file = await sealVault(secrets, passphrase, randomBytes, quickStretch);
  assert.deepEqual(readPinned(file), { founding: secrets.founding, host: secrets.host, mirrors: [] });
  for (const secret of [
    secrets.signingSeed,
    secrets.identity,
    secrets.storageKey,
    secrets.device,
    secrets.organisation,
  ])
    assert.ok(!file.includes(secret));
});

test("a vault that holds something else than a device's secrets is refused when it is opened", async (t) => {
  const secrets = await secretsOf(t);
  for (const change of [
    { host: "javascript:alert(1)" },
    { device: "nobody" },
    { signingSeed: "AAAA" },
    { identity: "age1qqq" },
    { more: 1 },
  ]) {
    const file = await sealVault(secrets.with(change), passphrase, randomBytes, quickStretch);
    assert.equal(await openVault(file, passphrase, quickStretch), null, JSON.stringify(change));
  }
});

test("what an unlocked device holds cannot be printed or serialised by accident", async (t) => {
  const secrets = await secretsOf(t);
  const vault = await openVault(
    await sealVault(secrets, passphrase, randomBytes, quickStretch),
    passphrase,
    quickStretch,
  );
  assert.ok(vault);
  const signer = signerOf(secrets);
  const words = [
    secrets.signingSeed,
    secrets.identity,
    secrets.storageKey,
    ...secrets.epochs.map(({ identity }) => identity),
    ...[signer.seed, vault.key].flatMap((bytes) => [...formsOf(bytes)]),
  ];
  assert.ok(words.length >= 10);
  for (const held of [secrets, vault, signer, { vault }, [signer], new Error("fault", { cause: secrets })]) {
    const inspected = inspect(held, { depth: 10, showHidden: true, getters: true });
    const shown = [inspected, JSON.stringify({ held }), String(held), `${String([held])}`].join("\n");
    for (const word of words) assert.ok(!shown.includes(word), `${shown.slice(0, 200)} shows ${word}`);
  }
  assert.equal(JSON.stringify({ secrets, vault, signer }).split("[secret]").length, 4);
  assert.equal(`${secrets}`, "[secret]");
});

function formsOf(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  return [
    buffer.toString("hex"),
    buffer.toString("hex").match(/../g)?.join(" ") ?? "",
    buffer.toString("base64"),
    bytes.join(),
  ];
}

test("[EN3] the vectors of what rests on a device are read by this program as they say", async () => {
  const vectors = JSON.parse(readFileSync(new URL("../../../test/vectors/at-rest.json", import.meta.url), "utf8"));
  // The real stretching, once for each passphrase and salt.
  const stretched = new Map<string, Promise<Uint8Array>>();
  const stretch = (words: Uint8Array, salt: Uint8Array) => {
    const name = `${Buffer.from(words).toString("hex")} ${Buffer.from(salt).toString("hex")}`;
    const made = stretched.get(name) ?? argon2id(words, salt);
    stretched.set(name, made);
    return made;
  };
  const [passphrase] = vectors.passphrases;
  for (const words of vectors.passphrases)
    assert.deepEqual((await openVault(vectors.vault, words, stretch))?.secrets.reveal(), vectors.secrets, words);
  for (const words of vectors.wrong) assert.equal(await openVault(vectors.vault, words, stretch), null, words);
  for (const { what, vault: file, outcome } of vectors.others) {
    const secrets = (await openVault(file, passphrase, stretch))?.secrets ?? null;
    assert.equal(secrets === null, outcome === "closed", what);
    // EN6: the member compares the two and opens nothing when they differ.
    if (secrets !== null) assert.equal(readPinned(file)?.host === secrets.host, outcome === "open", what);
  }
  const store = openSqliteMemberStore(":memory:");
  const shelf = new Shelf(store, decodeBase64(vectors.secrets.storageKey) ?? assert.fail(), randomBytes);
  for (const { table, key, box, value } of vectors.rows) {
    await store.write([{ table, key, value: decodeBase64(box) }]);
    assert.deepEqual(await shelf.get(table, key), value);
    await store.write([{ table, key: `${key}0`, value: decodeBase64(box) }]);
    assert.equal(await shelf.get(table, `${key}0`), undefined, "bound to its key");
  }
});
