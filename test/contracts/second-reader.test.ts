// The formats are read by a program that is not made of ours: the reader in Python under test/second-reader, written from docs/spec. It
// runs as a process of its own, over the log of a real host.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { Suite } from "../../src/core/directory-note.ts";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { Device } from "../../src/member/device.ts";
import { sealVault } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { type Chained, lacking, pythons, readBy, runVectors } from "../support/python.ts";
import { runPanoh, writeVault } from "../support/run-panoh.ts";
import { exampleDraft, quickStretch, testPassphrase, World, type WorldOrganisation } from "../support/world.ts";

const newest = pythons.at(-1) ?? "";

test("[SG1] [SG2] [LG5] [SL1] [EN3] the reader agrees with every vector: notes, signatures, checkpoints, envelopes, vaults", async (t) => {
  const lack = lacking("hybrid") ?? lacking("vault");
  if (lack !== null) return t.skip(lack);
  const { code, out } = await runVectors(newest);
  assert.equal(code, 0, out);
});

for (const suite of ["x25519", "hybrid"] as const) {
  test(`[LG1] [LG3] [SL5] the reader verifies a log of the suite ${suite}, opens what the organisation's key opens, and finds its case whole`, async (t) => {
    const lack = lacking(suite);
    if (lack !== null) return t.skip(lack);
    const { world, folder, worker, caseId, key } = await countryOf(suite);
    for (const python of suite === "x25519" ? pythons : [newest]) {
      const log = join(folder, `log of ${python.replaceAll("/", " ")}`);
      const copied = await readBy(python, "copy", world.url, log);
      assert.deepEqual(copied, await readBy(python, "log", log, "--founding", join(folder, "founding")));
      const { code, answer } = copied;
      assert.equal(code, 0, JSON.stringify(answer));
      assert.deepEqual(
        [answer.size, answer.root],
        [world.host.head.size, Buffer.from(world.host.tree.root(answer.size ?? 0)).toString("hex")],
      );
      assert.deepEqual(answer.witnesses, ["w1", "w2"]);
      const read = await readBy(python, "cases", log, "--founding", join(folder, "founding"), "--key", key);
      assert.equal(read.code, 0, JSON.stringify(read.answer));
      assert.deepEqual(Object.keys(read.answer.cases ?? {}), [caseId]);
      const chained = read.answer.cases?.[caseId] ?? [];
      assert.deepEqual(shown(chained), entriesOf(worker, caseId));
      assert.ok(chained.length >= 9 && chained.every(({ waits }) => waits.length === 0), "the chain is whole");
    }
  });
}

test("[LG3] [LG5] the reader refuses a log in which one byte of a tile, a pack, a note, a cosignature or the root is another one", async (t) => {
  const lack = lacking("x25519");
  if (lack !== null) return t.skip(lack);
  const { world, folder } = await countryOf("x25519");
  const log = join(folder, "log");
  const { code, answer } = await readBy(newest, "copy", world.url, log);
  assert.equal(code, 0);
  const { size } = answer;
  const flips: readonly (readonly [file: string, at: (bytes: Buffer) => number, refusals: readonly string[]])[] = [
    [`tile/0/000.p/${size}`, () => 40, ["tile"]],
    [`tile/entries/000.p/${size}`, () => 40, ["root"]],
    ["pack/case/000", (bytes) => bytes.length - 1, ["bytes"]],
    ["pack/case/000", () => 3, ["bytes", "missing", "pack-malformed"]],
    ["pack/receipt/000", (bytes) => bytes.length - 1, ["bytes"]],
    ["pack/directory/000", (bytes) => bytes.length - 200, ["bytes"]],
    ["checkpoint", (bytes) => bytes.lastIndexOf("witness"), ["quorum"]],
    ["checkpoint", (bytes) => bytes.length - 40, ["cosignature"]],
    ["checkpoint", (bytes) => bytes.indexOf("\n") + 6, ["signature"]],
    ["founding", (bytes) => bytes.indexOf("title"), ["founding-differs"]],
  ];
  for (const [file, at, refusals] of flips) {
    const path = join(log, file);
    const bytes = readFileSync(path);
    writeFileSync(path, file === "checkpoint" ? withOtherLetter(bytes, at(bytes)) : flipped(bytes, at(bytes)));
    const refused = await readBy(newest, "log", log, "--founding", join(folder, "founding"));
    assert.equal(refused.code, 1, file);
    assert.ok(refusals.includes(refused.answer.refused ?? ""), `${file}: ${JSON.stringify(refused.answer)}`);
    writeFileSync(path, bytes);
  }
  assert.equal((await readBy(newest, "log", log, "--founding", join(folder, "founding"))).code, 0, "as it was");
});

for (const suite of ["x25519", "hybrid"] as const) {
  test(`[SL6] the reader refuses an envelope of the suite ${suite} with one byte changed and a proof of other bytes, and opens none with another organisation's key`, async (t) => {
    const lack = lacking(suite);
    if (lack !== null) return t.skip(lack);
    const { world, folder, key, otherKey } = await countryOf(suite);
    const sealed = await firstEnvelope(world);
    const file = join(folder, "envelope");
    const open = async (bytes: Uint8Array, by = key) => {
      writeFileSync(file, bytes);
      return (await readBy(newest, "envelope", file, "--suite", suite, "--key", by)).answer;
    };
    assert.match((await open(sealed)).content ?? "", /^panoh\.org\/entry\/v1\n/);
    assert.deepEqual(await open(sealed, otherKey), { content: null });
    const proved = await world.host.submit({ token: null, bytes: new Uint8Array(sealed) });
    assert.ok("proof" in proved, "the same bytes again get a proof again");
    writeFileSync(join(folder, "proof"), proved.proof);
    const prove = async (bytes: Uint8Array) => {
      writeFileSync(file, bytes);
      const given = ["--founding", join(folder, "founding"), "--class", "case", "--bytes", file];
      return (await readBy(newest, "proof", join(folder, "proof"), ...given)).answer;
    };
    assert.equal((await prove(sealed)).size, world.host.head.size);
    assert.equal((await prove(flipped(sealed, sealed.length - 1))).refused, "proof");
    const header = Buffer.from(sealed).indexOf("\n---");
    // A changed stanza may be this reader's own: then it is for nobody here.
    const changed = await open(flipped(sealed, header - 10));
    assert.equal(changed.content ?? null, null);
    for (const at of [header + 10, header + 60, sealed.length - 1]) {
      const { refused } = await open(flipped(sealed, at));
      assert.ok(refused === "sealed" || refused === "shape", `byte ${at}: ${refused}`);
    }
  });
}

test("[EN3] the reader opens a vault file and the rows under it with the passphrase; a changed byte or another passphrase opens nothing", async (t) => {
  const lack = lacking("vault");
  if (lack !== null) return t.skip(lack);
  const { folder, worker, caseId, secrets, store } = await countryOf("x25519");
  const vault = join(folder, "vault.json");
  const passphrase = join(folder, "passphrase");
  const whole = await sealVault(secrets, testPassphrase, randomBytes, argon2id);
  writeFileSync(vault, whole);
  writeFileSync(passphrase, `  ${testPassphrase.toUpperCase()}\n`);
  const open = () => readBy(newest, "vault", vault, "--passphrase-file", passphrase, "--out", join(folder, "secrets"));
  assert.equal((await open()).code, 0);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "secrets"), "utf8")), secrets.reveal());
  const rows = await readBy(newest, "shelf", store, "--vault", vault, "--passphrase-file", passphrase);
  const entries = (rows.answer as unknown as readonly { table: string; key: string; value: { note: string } }[]).filter(
    ({ table }) => table === "entry",
  );
  const ofExport = entries.filter(({ value }) => value.note.includes('"kind":"epoch.export"'));
  assert.equal(ofExport.length, 3);
  assert.deepEqual(
    entries
      .filter((row) => !ofExport.includes(row))
      .map(({ key }) => key)
      .sort(),
    entriesOf(worker, caseId)
      .map(([id]) => id)
      .sort(),
  );
  const { box, ...rest } = JSON.parse(whole);
  const changed = flipped(Buffer.from(box, "base64"), 100).toString("base64");
  writeFileSync(vault, JSON.stringify({ ...rest, box: changed }));
  assert.deepEqual((await open()).answer.refused, "wrong-passphrase");
  writeFileSync(vault, whole);
  writeFileSync(passphrase, "another passphrase\n");
  assert.deepEqual((await open()).answer.refused, "wrong-passphrase");
});

test("[SL11] the key is written by the device that asked, once another one agreed, once, to a new file of its owner alone, and shown nowhere", async () => {
  const { world, folder, key, secrets, vaults } = await countryOf("x25519");
  const { one, two } = vaults;
  const identity = secrets.epochs[0]?.identity ?? assert.fail();
  assert.deepEqual(read(key).match(/^[^#\n]+$/gm), [identity]);
  assert.match(read(key), /^# epoch: 1\n# public key: age1/m);
  assert.equal(statSync(key).mode & 0o777, 0o600);
  const all: string[] = [];
  const refused = async (code: string, ...args: readonly string[]) => {
    const { exit, said } = await panoh(world, "epoch", ...args);
    assert.equal(exit, 1);
    assert.match(said, new RegExp(`\\(${code}\\)$`));
    all.push(said);
  };
  const request = await askFor(world, one);
  const out = join(folder, "a second file");
  const made = ["export", "--vault", one, "--request", request, "--out"];
  await refused("not-agreed", ...made, out);
  await refused("asked-here", "agree", "--vault", one, "--request", request);
  const agreed = await panoh(world, "epoch", "agree", "--vault", two, "--request", request);
  assert.equal(agreed.exit, 0, agreed.said);
  await refused("request-over", "agree", "--vault", two, "--request", request);
  await refused("file-exists", ...made, "/dev/stdout");
  await refused("file-exists", ...made, key);
  await refused("not-asked-here", "export", "--vault", two, "--request", request, "--out", out);
  await refused("no-such-request", ...made.with(4, "00".repeat(32)), out);
  assert.equal(existsSync(out), false);
  const nowhere = await panoh(world, "epoch", ...made, join(folder, "no such folder", "key"));
  assert.equal(nowhere.exit, 1, "what cannot be written is not said to be made: the request goes on");
  all.push(nowhere.said);
  const last = await panoh(world, "epoch", ...made, out);
  assert.equal(last.exit, 0, last.said);
  assert.equal(read(out), read(key));
  await refused("request-over", ...made, `${out} again`);
  const listed = await panoh(world, "epoch", "exports", "--vault", two);
  assert.equal(listed.said.match(/epoch 1, made\n {2}asked .*\n {2}agreed .*\n {2}made /g)?.length, 2);
  assert.match(listed.said, /\(export-asked\)[\s\S]*\(export-made\)/, "the other device is warned");
  for (const said of [...all, agreed.said, last.said, listed.said]) assert.ok(!said.includes(identity));
});

function read(file: string): string {
  return readFileSync(file, "utf8");
}

const countries = new Map<Suite, ReturnType<typeof referred>>();
after(async () => {
  for (const { world, folder } of await Promise.all(countries.values())) {
    await world.close();
    rmSync(folder, { recursive: true });
  }
});

/** One country of each suite is enough for all. */
function countryOf(suite: Suite): ReturnType<typeof referred> {
  const country = countries.get(suite) ?? referred(suite);
  countries.set(suite, country);
  return country;
}

/** A small country of this suite: an officer referred somebody, and a shelter accepted. */
async function referred(suite: Suite) {
  const world = await World.found({ witnesses: 2, quorum: 2, now: Date.now(), terms: { suite } });
  const folder = mkdtempSync(join(tmpdir(), "panoh-reader-"));
  const post = await world.organisation("border-post", "Example Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  await world.service(shelter, ["shelter-emergency"]);
  const [secrets] = shelter.devices;
  const [phone] = post.devices;
  assert.ok(secrets !== undefined && phone !== undefined);
  const store = join(folder, "client.db");
  const officer = await world.member(phone);
  const worker = await world.member(secrets, { store: openSqliteMemberStore(store) });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral != null);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await world.settle(officer, worker);
  await world.timekeeping.writeTime();
  await world.witness();
  await worker.sync();
  writeFileSync(join(folder, "founding"), world.founding.note);
  const key = join(folder, "exported key");
  const vaults = await exportKey(world, shelter, folder, key);
  const otherKey = join(folder, "another key");
  writeFileSync(otherKey, `${legal.devices[0]?.epochs[0]?.identity}\n`);
  await worker.sync();
  return { world, folder, worker, caseId: item.caseId, key, otherKey, secrets, store, vaults };
}

/** The key of an organisation as its two devices export it by command (SL11). Gives their folders. */
async function exportKey(world: World, { devices }: WorldOrganisation, folder: string, out: string) {
  const [one = "", two = ""] = await Promise.all(
    devices.map(async (secrets) => {
      const vault = mkdtempSync(join(folder, "device-"));
      await writeVault(vault, secrets);
      return vault;
    }),
  );
  const request = await askFor(world, one);
  for (const args of [
    ["agree", "--vault", two, "--request", request],
    ["export", "--vault", one, "--request", request, "--out", out],
  ]) {
    const { exit, said } = await panoh(world, "epoch", ...args);
    assert.equal(exit, 0, said);
  }
  return { one, two };
}

/** Asks for the newest key, and gives the request. */
async function askFor(world: World, vault: string): Promise<string> {
  const { exit, said } = await panoh(world, "epoch", "export", "--vault", vault);
  assert.equal(exit, 0, said);
  return /^Request {4}([0-9a-f]{64})$/m.exec(said)?.[1] ?? assert.fail(said);
}

/** A command of a device, beside a host that asks its witnesses after every submission, as one that runs by itself does. */
async function panoh(world: World, ...args: readonly string[]) {
  let ended = false;
  const running = runPanoh(args, quickStretch).finally(() => {
    ended = true;
  });
  while (!ended) {
    await world.witness();
    await setTimeout(20);
  }
  return running;
}

/** What the worker's program holds of a case, beside what the reader found. */
function entriesOf(worker: Device, caseId: string): readonly (readonly [string, string, unknown])[] {
  const entries = worker.cases.view(caseId)?.state.entries ?? [];
  return [...entries]
    .map(({ id, content }) => [id, content.kind, "body" in content ? content.body : null] as const)
    .sort(byId);
}

function shown(chained: readonly Chained[]): readonly (readonly [string, string, unknown])[] {
  return chained.map(({ id, kind, body }) => [id, kind, body] as const).sort(byId);
}

function byId([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : 1;
}

/** The first sealed envelope of the log's first pack. */
async function firstEnvelope(world: World): Promise<Buffer> {
  const pack = Buffer.from(await (await fetch(`${world.url}/pack/case/000`)).arrayBuffer());
  return pack.subarray(4, 4 + pack.readUInt32BE(0));
}

function flipped(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** The same text with another letter of base64 at an index. */
function withOtherLetter(text: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(text);
  changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
  return changed;
}
