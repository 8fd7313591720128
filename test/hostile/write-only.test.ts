// Promise 2 (SL7): who takes an officer's device with its passphrase, and the host's database besides, opens nothing that was sent. Twenty
// referrals go out from one device on a real file; then everything that the files hold is unlocked, collected and tried.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { decodeBase64, encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { decodeUtf8 } from "../../src/crypto/utf8.ts";
import { Shelf } from "../../src/member/store/shelf.ts";
import { type MemberStore, tables } from "../../src/member/store/store.ts";
import { type OpenVault, openVault } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { open } from "../../src/sealing/envelope.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { bech32Of, wordsOf } from "../support/bech32-slow-twin.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../support/world.ts";
import { takeImage } from "./support/image.ts";
import { device, start } from "./support/nation.ts";
import { findTraces } from "./support/traces.ts";

const referrals = 20;

test("[SL7] twenty sent referrals, the device's files, its passphrase and the host's database: nothing opens, nobody is named", async (t) => {
  const folder = temporaryFolder(t);
  const files = { host: join(folder, "host.db"), officer: join(folder, "officer.db") };
  const world = await World.foundFor(t, { hostFile: files.host, terms: { suite: "hybrid" } });
  const border = await world.organisation("border-post", "Example Border Post");
  const receivers = [
    await world.organisation("shelter", "Example Shelter South"),
    await world.organisation("legal-aid", "Example Legal Aid"),
    await world.organisation("hotline", "Example Line"),
  ];
  const store = openSqliteMemberStore(files.officer);
  const officer = await world.member(device(border), { network: fetchNetwork, store });
  const [shelter, legal] = receivers;
  assert.ok(shelter && legal);
  const worker = await world.member(device(shelter));
  const lawyer = await world.member(device(legal));

  const markers: string[] = [];
  const draftBoxes: Uint8Array[] = [];
  const entries: string[] = [];
  for (let i = 0; i < referrals; i++) {
    const words = { name: `Example ${marker()}`, safe: `Call ${marker()}`, narrative: `An example ${marker()}` };
    markers.push(...Object.values(words));
    const draft = exampleDraft(receivers.slice(0, 1 + (i % 3)), words);
    // Drafts grow under the hand: each state of it was on the disk.
    for (const state of [{ sheets: { "first-line": draft.sheets?.["first-line"] ?? { set: {}, gone: {} } } }, draft]) {
      await must(officer.drafts.save(state));
      const box = await store.get("draft", "draft");
      assert.ok(box !== null);
      draftBoxes.push(box);
    }
    if (i === 0) await draftIsThere(words.narrative);
    entries.push(...(await must(officer.drafts.send(draft))));
    if (i === 0) sealedImage("sealed, not sent");
    if (i % 5 === 4) await world.settle(officer, worker, lawyer);
  }
  await world.settle(officer, worker, lawyer);
  // A provider's own device brings the referral further, so that there are receipts of people too.
  for (const member of [worker, lawyer])
    for (const { caseId, referral } of member.cases.inbox)
      if (referral !== null && member.cases.view(caseId)?.actions[0]?.verbs.includes("decline") === true)
        await must(member.cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" }));
  await world.settle(worker, lawyer, officer);
  assert.ok(officer.drafts.sent.every((sent) => sent.witnessedAt !== null));
  assert.ok(officer.drafts.sent.some((sent) => sent.answers.length > 0));
  assert.deepEqual(officer.view?.alarms, []);

  sealedImage("all sent, program running");
  const image = takeImage(files.officer, folder, "stolen-device");
  const database = takeImage(files.host, folder, "stolen-host");
  const stolen = openSqliteMemberStore(image.file);
  t.after(() => stolen.close());
  const vault = await unlock(stolen);

  // 1. No key found there opens any envelope. The same envelopes open for their readers: the search can succeed.
  const hostStore = openSqliteHostStore(database.file);
  t.after(() => hostStore.close());
  const envelopes = await hostStore.bytesOf("case", 0, await hostStore.size());
  const keys = identitiesOf(await secretsIn(stolen, vault));
  assert.ok(keys.length >= 7, `${keys.length} keys were tried`);
  const readable = SecretIdentity.parse(device(shelter).epochs[0]?.identity ?? "");
  assert.ok(readable !== null);
  const opened: string[] = [];
  for (const envelope of envelopes) {
    assert.equal(await open(envelope, keys), null, "no key of the officer opens an envelope");
    const content = await open(envelope, [readable]);
    if (content !== null) opened.push(decodeUtf8(content) ?? "");
  }
  assert.ok(opened.length >= 2 * referrals, "each referral is two envelopes to the shelter");

  // 2. What the device's own key does open, receipts, says state and minute only. Two organisations answered, and nothing sets their receipts
  // apart: no organisation and no device of the directory is named, and two about one referral differ in salt and signature alone.
  const organisations = world.host.directory.organisations().map(({ id }) => id);
  const devices = organisations.flatMap((id) => world.host.directory.devicesOf(id).map((each) => each.id));
  const everybody = [...organisations, ...devices].filter((id) => id !== device(border).device);
  const byEntry = new Map<string, string[]>();
  for (const bytes of await hostStore.bytesOf("receipt", 0, await hostStore.size())) {
    const content = await open(bytes, keys);
    assert.ok(content !== null, "the keys are the right ones");
    assert.deepEqual(findTraces(content, everybody), []);
    const [tag, origin, json = "", blank, signature = ""] = (decodeUtf8(content) ?? "").split("\n");
    const { kind, device: to, salt, at, to: readers, body, ...rest } = JSON.parse(json);
    assert.deepEqual([kind, to, readers, rest], ["receipt", device(border).device, [], {}]);
    assert.deepEqual(Object.keys(body), ["entry", "state"]);
    // Of a signature line the name and the key id stay, which are the same for whoever signs with one key.
    const [dash, name, line = ""] = signature.split(" ");
    const keyId = Buffer.from(line, "base64").subarray(0, 4).toString("hex");
    const common = JSON.stringify([
      tag,
      origin,
      json.replace(salt, "").replace(at, ""),
      blank,
      dash,
      name,
      keyId,
      content.length,
    ]);
    byEntry.set(body.entry, [...(byEntry.get(body.entry) ?? []), common]);
  }
  assert.equal(byEntry.size, referrals);
  for (const [i, entry] of entries.entries()) {
    // Whether one or two of those who were asked are at their desks here, each says "received" and "declined".
    const notes = byEntry.get(entry) ?? [];
    assert.equal(notes.length, i % 3 === 0 ? 2 : 4, `referral ${i}`);
    assert.equal(new Set(notes).size, 2, "one text for each state, whoever says it");
  }
  const answers = opened.filter((text) => text.includes('"kind":"referral.decline"'));
  assert.ok(answers.length > 0 && answers.every((text) => findTraces(Buffer.from(text), everybody).length > 0));
  const all = Buffer.from(answers.join(""));
  for (const { device: own } of [device(shelter), device(legal)])
    assert.equal(findTraces(all, [own]).length, 1, "in what the shelter opens, the same search finds who answered");

  // 3. The rows: a sent referral is an id, the public half of its receipt key, how many were asked, a leaf, states and times, and the mark of its
  // case until the person is met; nothing else of it is left in any table.
  const shelf = shelfOf(stolen, vault);
  const rows = await shelf.list("sent");
  assert.deepEqual(rows.map(({ key }) => key).sort(), [...entries].sort());
  for (const { value } of rows) {
    const row = value as Record<string, unknown>;
    assert.deepEqual(Object.keys(row).sort(), [
      "answers",
      "asked",
      "entry",
      "leaf",
      "loggedAt",
      "mark",
      "parcels",
      "receiptKey",
      "sealedAt",
      "witnessedAt",
    ]);
    assert.deepEqual(row["parcels"], []);
    assert.match(String(row["mark"]), /^[FKLMVX]{2}-\d{3}$/, "a mark, and no part of an id");
    for (const time of ["sealedAt", "loggedAt", "witnessedAt", "leaf", "asked"])
      assert.equal(typeof row[time], "number");
    for (const answer of row["answers"] as readonly object[])
      assert.deepEqual(Object.keys(answer).sort(), ["at", "receipt", "state"], "the receipt by its salted hash alone");
  }
  for (const table of ["entry", "outbox", "draft"] as const)
    assert.deepEqual(keysOf(await stolen.list(table)), [], table);

  // 4. Every row that can be decrypted, and every row in clear except the public log itself, is silent about people, receivers and the secrets
  // of receipt keys: who has the device cannot answer for those who were asked. The shelter has them all.
  const seeds = opened.flatMap((text) =>
    [...text.matchAll(/"receipt_seed":"([0-9a-f]{64})"/g)].map(([, seed = ""]) => seed),
  );
  assert.equal(new Set(seeds).size, referrals);
  const keysOfSeeds = seeds.map((seed) => encodeBase64(ed25519PublicKey(Buffer.from(seed, "hex"))));
  assert.deepEqual(
    rows.map(({ value }) => (value as { readonly receiptKey: string }).receiptKey).sort(),
    keysOfSeeds.sort(),
  );
  const secrets = seeds.flatMap((seed) => [seed, Buffer.from(seed, "hex").toString("base64")]);
  const cases = [
    ...new Set(opened.flatMap((text) => [...text.matchAll(/"case":"([0-9a-f]{64})"/g)].map(([, id = ""]) => id))),
  ];
  assert.equal(cases.length, referrals, "and no id of a case, whatever its mark says");
  const names = [
    ...cases,
    ...receivers.flatMap(({ id, devices }) => [id, ...devices.map((secrets) => secrets.device)]),
  ];
  for (const table of tables.filter((name) => name !== "clear")) {
    const clear = (await stolen.list(table)).filter(({ key }) => !(table === "meta" && key === "vault"));
    const decrypted = (await shelf.list(table)).map(({ value }) => JSON.stringify(value));
    const bytes = Buffer.concat([...clear.map(({ value }) => value), Buffer.from(decrypted.join("\n"))]);
    assert.deepEqual(
      findTraces(bytes, [
        ...markers,
        ...secrets,
        ...names,
        "Example Shelter South",
        "Example Legal Aid",
        "Example Line",
      ]),
      [],
      table,
    );
  }
  const { founding: _public, ...own } = vault.secrets.reveal();
  assert.deepEqual(findTraces(Buffer.from(JSON.stringify(own)), [...markers, ...secrets, ...names]), []);

  function sealedImage(when: string): void {
    const { bytes } = takeImage(files.officer, folder, `image-${encodeHex(randomBytes(4))}`);
    assert.deepEqual(findTraces(bytes, markers), [], when);
    // Freed pages and the write-ahead log too: with the passphrase in hand, an old encrypted draft would be as good as the words.
    for (const [i, box] of draftBoxes.entries()) {
      for (const part of [box.subarray(0, 24), box.subarray(24, 56), box.subarray(-32)]) {
        assert.ok(!bytes.includes(part), `draft ${i}, ${when}`);
      }
    }
  }

  // Positive control: the same image taken before sending does hold the draft, for whoever has the passphrase.
  async function draftIsThere(narrative: string): Promise<void> {
    const before = takeImage(files.officer, folder, "before-sending");
    assert.ok(
      before.bytes.includes(draftBoxes.at(-1)?.subarray(24, 56) ?? new Uint8Array(1)),
      "the encrypted draft lies in the files",
    );
    assert.deepEqual(findTraces(before.bytes, [narrative]), [], "but not its words");
    const copy = openSqliteMemberStore(before.file);
    const thief = await start(world, copy, fetchNetwork);
    assert.equal(await thief.unlock(testPassphrase), "open");
    assert.equal((await thief.drafts.load())?.sheets?.story?.set["words"], narrative);
    await copy.close();
  }
});

test("[SL7] an officer's device that never settled keeps sealed bytes only, and no key to them", async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "officer.db");
  const world = await World.foundFor(t, { terms: { suite: "hybrid" } });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const officer = await world.member(device(border), { store: openSqliteMemberStore(file) });
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  const stolen = openSqliteMemberStore(takeImage(file, folder, "stolen").file);
  t.after(() => stolen.close());
  const thief = await start(world, stolen, async () => null);
  assert.equal(await thief.unlock(testPassphrase), "open");
  assert.deepEqual(
    thief.drafts.sent.map((sent) => sent.entry),
    [entry],
  );
  const keys = identitiesOf(await secretsIn(stolen, await unlock(stolen)));
  const parcels = thief.room.open().log.outbox.parcels;
  assert.equal(parcels.length, 2);
  for (const parcel of parcels) assert.equal(await open(parcel.bytes, keys), null);
  assert.deepEqual(keysOf(await stolen.list("entry")), []);
});

// Keys alone: a failing comparison of whole rows would print a device's worth of bytes.
function keysOf(rows: readonly { readonly key: string }[]): readonly string[] {
  return rows.map(({ key }) => key);
}

function marker(): string {
  return encodeHex(randomBytes(8));
}

async function unlock(store: MemberStore): Promise<OpenVault> {
  const file = decodeUtf8((await store.get("meta", "vault")) ?? new Uint8Array(0)) ?? "";
  const vault = await openVault(file, testPassphrase, quickStretch);
  assert.ok(vault !== null);
  return vault;
}

function shelfOf(store: MemberStore, vault: OpenVault): Shelf {
  return new Shelf(store, decodeBase64(vault.secrets.storageKey) ?? new Uint8Array(0), randomBytes);
}

/** Every text that may be a key: all of the vault, its own key and salt, and every row as bytes or decrypted. */
async function secretsIn(store: MemberStore, vault: OpenVault): Promise<ReadonlySet<string>> {
  const texts = new Set<string>([encodeHex(vault.key), encodeHex(vault.salt)]);
  const { founding: _public, ...own } = vault.secrets.reveal();
  const decrypted = await Promise.all(
    (["meta", "draft", "entry"] as const).map((table) => shelfOf(store, vault).list(table)),
  );
  for (const source of [JSON.stringify(own), JSON.stringify(decrypted)]) {
    for (const [text] of source.matchAll(/[A-Za-z0-9+/=-]{22,}/g)) texts.add(text);
  }
  return texts;
}

/** Each text as an age identity: as it is, or its 32 bytes (hexadecimal or base64) as the secret of either suite. */
function identitiesOf(texts: ReadonlySet<string>): readonly SecretIdentity[] {
  return [...texts].flatMap((text) => {
    const identity = SecretIdentity.parse(text);
    if (identity !== null) return [identity];
    const bytes = /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, "hex") : decodeBase64(text);
    if (bytes?.length !== 32) return [];
    return ["age-secret-key-", "age-secret-key-pq-"].flatMap(
      (prefix) => SecretIdentity.parse(bech32Of(prefix, wordsOf(bytes)).toUpperCase()) ?? [],
    );
  });
}
