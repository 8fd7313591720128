// Files that are given to a new device as its organisation's archive and are none, or not what they say (AR7, AR9): each gets its code, and changes nothing.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Encrypter } from "age-encryption";
import { decodeUtf8, encodeUtf8 } from "../../src/crypto/utf8.ts";
import { type ArchivedEntry, type ArchivePart, encodePart, parsePart } from "../../src/member/archive/part.ts";
import type { Device } from "../../src/member/device.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import type { ArchiveHead } from "../../src/note/archive-note.ts";
import { parseEntryNote } from "../../src/note/entry-note.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { maxArchiveBytes, openArchive, sealArchive } from "../../src/sealing/archive-file.ts";
import { deflate, encodeMember, smallestMember } from "../../src/sealing/gzip-member.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { enrolReader, newLaptop, savedBy } from "../support/archives.ts";
import { atTheBorder, exampleDraft, fetchNetwork, type World } from "../support/world.ts";
import { alarms, device } from "./support/nation.ts";
import { atRest, country, forger, secret } from "./support/participants.ts";

const hour = 3_600_000;

async function withArchive(t: TestContext) {
  return withReferrals(await atTheBorder(t));
}

async function withReferrals(all: Awaited<ReturnType<typeof atTheBorder>>) {
  const { world, shelter, officer, worker } = all;
  for (let count = 0; count < 2; count++) await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker, officer);
  const files = await savedBy(worker);
  const laptop = await newLaptop(world, shelter, worker);
  return { ...all, files, laptop };
}

const identitiesOf = (secrets: Secrets) =>
  secrets.epochs.map(({ identity }) => SecretIdentity.parse(identity) ?? assert.fail());

async function partIn(world: World, secrets: Secrets, file: Uint8Array): Promise<ArchivePart> {
  const content = await openArchive(file, identitiesOf(secrets));
  return parsePart(content ?? assert.fail(), world.founding.origin);
}

interface Forgery {
  readonly head?: Partial<ArchiveHead>;
  readonly entries?: readonly ArchivedEntry[];
  readonly erased?: ArchivePart["erased"];
  readonly signer?: SignerKey;
  readonly origin?: string;
}

/** What somebody makes who has a part open: the same with these changes, signed by whom they like, sealed to the organisation. */
async function forged(world: World, part: ArchivePart, recipient: string, change: Forgery): Promise<Uint8Array> {
  const { kind: _, entries: __, erased: ___, digest: ____, ...head } = part.head;
  const { head: other, entries = part.entries, signer = assert.fail(), origin = world.founding.origin } = change;
  const said = { ...head, ...other, device: signer.name };
  return sealArchive(encodePart(origin, said, { entries, erased: change.erased ?? part.erased }, signer), [recipient]);
}

test("[AR7a] a forged, mixed, cut or rotten archive is refused with its code, and changes nothing", async (t) => {
  const { world, shelter, legal, border, officer, worker, files, laptop } = await withArchive(t);
  const [file = assert.fail()] = files;
  const own = device(shelter);
  const signer = deviceSigner(own);
  const part = await partIn(world, own, file);
  const recipient = laptop.directory.log.directory.epochsOf(shelter.id)[0]?.recipient ?? assert.fail();
  const held = async () => [await laptop.room.parts.store.keys("entry"), laptop.cases.inbox.length];
  let before = await held();
  const refused = async (what: string, code: string, given: readonly Uint8Array[]) => {
    assert.equal(await must(laptop.archive.restore(given)), code, what);
    assert.deepEqual([await held(), laptop.archive.isAwaited], [before, true], what);
  };
  const forgery = (change: Forgery) => forged(world, part, recipient, { signer, ...change });

  await refused("no file", "broken", []);
  await refused("a cut file", "broken", [file.slice(0, -1)]);
  await refused("a rotten file", "broken", [file.map((byte, at) => (at === file.length - 900 ? byte ^ 4 : byte))]);
  await refused("something else", "broken", [encodeUtf8("Example.\n")]);
  await refused(
    "too many",
    "too-large",
    Array.from({ length: 401 }, () => file),
  );
  const bomb = new Uint8Array(maxArchiveBytes + 1);
  const deflated = await deflate(bomb);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealedBomb = await encrypter.encrypt(encodeMember(bomb, deflated, smallestMember(deflated.length)));
  await refused("what expands without end", "broken", [sealedBomb]);

  const lawyer = await world.member(device(legal));
  await refused("another organisation's", "not-for-us", await savedBy(lawyer));
  await refused("another organisation's, sealed to us", "foreign", [
    await forgery({ head: { organisation: legal.id } }),
  ]);
  const elsewhere = `${world.founding.origin.slice(0, -1)}${world.founding.origin.endsWith("0") ? "1" : "0"}`;
  await refused("another country's", "foreign", [await forgery({ origin: elsewhere })]);

  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  await laptop.sync();
  before = await held();
  assert.equal(before[1], 1, "[AR5] who is referred meanwhile is seen at once");
  const [next = assert.fail()] = await savedBy(worker, { isBase: false });
  const [otherBase = assert.fail()] = await savedBy(worker);
  await refused("a daily part alone", "part-missing", [next]);
  await refused("parts of two chains", "mixed", [otherBase, next]);
  await refused("one part twice", "mixed", [file, file]);
  await refused("a part behind another one than it names", "mixed", [
    await forgery({ head: { size: part.head.size - 1 } }),
    next,
  ]);

  const twin = await forgery({ head: { salt: "0".repeat(32) } });
  await refused("a part behind a twin of the one that it names", "mixed", [twin, next]);

  for (const [what, by] of [
    ["an officer", deviceSigner(device(border))],
    ["another organisation", deviceSigner(device(legal))],
    ["nobody", { name: "0".repeat(32), seed: signer.seed }],
    ["a colleague's name", { name: device(shelter, 1).device, seed: signer.seed }],
  ] as const)
    await refused(`signed by ${what}`, "not-signed", [await forgery({ signer: by })]);
  const late = deviceSigner((await enrolReader(world, shelter)).secrets);
  await laptop.sync();
  before = await held();
  await refused("signed by who was enrolled later", "not-signed", [await forgery({ signer: late })]);

  const [first = assert.fail(), ...others] = part.entries;
  await refused("a leaf with another hash", "not-of-this-log", [
    await forgery({ entries: [{ ...first, hash: "0".repeat(64) }] }),
  ]);
  const beside = laptop.directory.log.follower.leaf(1)?.hash ?? assert.fail();
  await refused("a leaf of another class", "not-of-this-log", [
    await forgery({ entries: [{ ...first, leaf: 1, hash: Buffer.from(beside).toString("hex") }] }),
  ]);
  await refused("a head that the log did not sign", "not-of-this-log", [
    await forgery({ head: { head: part.head.head.replace(/\n\d+\n/, "\n99\n") } }),
  ]);
  const torn = first.note.replace(/"salt":"./, '"salt":"0').replace(/"salt":"0(.)/, '"salt":"0$1');
  await refused("an entry that was changed", "false-entry", [
    await forgery({
      entries: [
        { ...first, note: torn === first.note ? first.note.replace('"salt":"0', '"salt":"1') : torn },
        ...others,
      ],
    }),
  ]);
  await refused("an entry that is none", "false-entry", [
    await forgery({ entries: [{ ...first, note: first.note.replace("/entry/", "/other/") }] }),
  ]);
  await refused("an entry of a few bytes", "broken", [
    await forgery({ entries: [{ ...first, note: "a\nb\nc\nd\ne\n" }] }),
  ]);
  assert.deepEqual(alarms(laptop), ["device-new"], "the forger's second device");

  const restored = await must(laptop.archive.restore([next, file]));
  assert.ok(typeof restored !== "string", "what is whole is taken after all, in whatever order it was given");
  assert.equal(laptop.cases.inbox.length, 3);
  assert.equal(await must(laptop.archive.restore([file])), "not-needed");
  assert.equal(await must(worker.archive.restore([file])), "not-needed");
  assert.equal(
    (await officer.archive.check([file])).is,
    "failed",
    "[AR10] a device that only refers has nothing of it",
  );
  assert.equal((await officer.recovery.dealSheet()).is, "failed", "[KR10] nor does it deal a recovery key");
  assert.equal((await officer.recovery.deal([shelter.id, shelter.id], 2)).is, "failed");
});

test("[AR8] an archive is taken with a log of the last day alone, and not before the host was reached", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  let isUp = true;
  const network: typeof fetchNetwork = (...args) => (isUp ? fetchNetwork(...args) : Promise.resolve(null));
  const laptop = await newLaptop(world, shelter, worker, { network });
  const files = await savedBy(worker);
  isUp = false;
  await laptop.sync();
  assert.equal(await must(laptop.archive.restore(files)), "log-old", "the host was not reached");
  isUp = true;
  world.wait(25 * hour);
  await laptop.sync();
  assert.equal(await must(laptop.archive.restore(files)), "log-old", "nobody cosigned anything for a day");
  await world.goOn(0, laptop);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  assert.equal(await must(laptop.archive.restore(await savedBy(worker))), "log-shorter");
  assert.deepEqual(laptop.cases.inbox, []);
  await laptop.sync();
  assert.ok(typeof (await must(laptop.archive.restore(files))) !== "string", "an older archive is as good");
  assert.equal(laptop.cases.inbox.length, 2, "what came since is in the log");
});

test("[AR9] what an archive leaves out comes from the log, and what it says falsely goes", async (t) => {
  const all = await atTheBorder(t);
  const { world, shelter, worker } = all;
  // What was never sent, and would fit.
  const unsent = forger(worker, world).epochExport({ organisation: shelter.id, epoch: 1, step: "asked" });
  const { files, laptop } = await withReferrals(all);
  const own = device(shelter);
  const part = await partIn(world, own, files[0] ?? assert.fail());
  const recipient = laptop.directory.log.directory.epochsOf(shelter.id)[0]?.recipient ?? assert.fail();
  const [one, two] = [...new Set(part.entries.map(({ leaf }) => leaf))];
  // A colleague with a grudge: one envelope left out, and an entry of it claimed for the leaf of another one.
  const moved = part.entries.filter(({ leaf }) => leaf === one).slice(0, 1);
  const there = part.entries.find(({ leaf }) => leaf === two) ?? assert.fail();
  const claimed = moved.map((entry) => ({ ...entry, leaf: there.leaf, hash: there.hash, position: 20 }));
  const added = { ...there, position: 21, note: unsent.note };
  const inOrder = part.entries.filter(({ leaf }) => leaf !== one && leaf <= there.leaf);
  const kept = inOrder.slice(0, -1);
  // And one that nobody erased is called erased.
  const hidden = parseEntryNote(inOrder.at(-1)?.note ?? "", world.founding.origin) ?? assert.fail();
  const caseId = "case" in hidden.content ? hidden.content.case : hidden.id;
  const erased = [{ id: hidden.id, case: caseId, needs: [] }];
  const entries = [...kept, ...claimed, added].toSorted((a, b) => a.leaf - b.leaf || a.position - b.position);
  const file = await forged(world, part, recipient, { entries, erased, signer: deviceSigner(device(shelter, 1)) });
  assert.ok(typeof (await must(laptop.archive.restore([file]))) !== "string");
  await world.settle(laptop, worker);
  assert.deepEqual(laptop.keys.exports, [], "what no leaf holds is dropped");
  assert.deepEqual(alarms(laptop), ["archive-restored", "entry-refused"]);
  const placesOf = (member: Device) =>
    member.cases.inbox
      .flatMap(({ caseId }) => member.cases.view(caseId)?.state.entries ?? [])
      .map(({ id, leaf, position }) => `${id} ${leaf} ${position}`)
      .toSorted();
  assert.deepEqual(placesOf(laptop), placesOf(worker));
});

test("[AR6, AR8] what a purge erased comes back by no older archive, and is not in the next base", async (t) => {
  const { world, shelter, worker, nurse, caseId } = await country(t);
  const own = device(shelter);
  const old = await savedBy(worker);
  const contentOf = async (files: readonly Uint8Array[]) =>
    decodeUtf8((await openArchive(files[0] ?? assert.fail(), identitiesOf(own))) ?? assert.fail()) ?? "";
  assert.match(await contentOf(old), secret);
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id);
  await must(worker.cases.consents.withdrawConsent(caseId, given?.id ?? ""));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given?.id ?? ""));
  await world.settle(worker, nurse);
  assert.doesNotMatch(await atRest(worker), secret);
  const states = worker.cases.inbox.map(({ state }) => state);
  const next = await savedBy(worker, { isBase: false });
  assert.doesNotMatch(await contentOf(next), secret);
  assert.equal(
    (await partIn(world, own, next[0] ?? assert.fail())).head.part,
    0,
    "something was erased: a base is next",
  );
  for (const files of [old, next]) {
    const laptop = await newLaptop(world, shelter, worker);
    const seen: string[] = [];
    laptop.room.onChange(() => void seen.push(laptop.cases.inbox.map(({ state }) => state).join()));
    assert.ok(typeof (await must(laptop.archive.restore(files))) !== "string");
    assert.doesNotMatch(await atRest(laptop), secret);
    assert.deepEqual(new Set(seen.filter((each) => each !== "")), new Set(states), "nothing else was shown in between");
    await world.settle(laptop, worker);
    assert.equal(laptop.archive.pastRead, null);
    assert.doesNotMatch(await atRest(laptop), secret, "the log behind it brings nothing back");
    assert.deepEqual(
      laptop.cases.inbox.map(({ state }) => state),
      states,
    );
  }
});

test("[AR1a, AR2] who was dismissed opens no archive of a later key, and what a lost device wrote before is taken", async (t) => {
  const { world, shelter, worker, files } = await withArchive(t);
  const [gone, stays] = [device(shelter), device(shelter, 1)];
  const admin = await world.member(stays);
  const epoch = await generateIdentity(world.suite);
  const { registrar } = world;
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: stays.device };
  await registrar.directory("epoch.new", body, [deviceSigner(stays), deviceSigner(gone)]);
  await must(admin.keys.keep(2, epoch.reveal()));
  const third = await enrolReader(world, shelter);
  await registrar.directory("epoch.confirm", { organisation: shelter.id, epoch: 2 }, [deviceSigner(third)]);
  await registrar.directory("device.revoke", { device: gone.device, reason: "left" }, [deviceSigner(stays)]);
  await world.settle(admin);
  await worker.sync();
  const later = await savedBy(admin);
  const kept = [gone.identity, ...gone.epochs.map(({ identity }) => identity)].map(
    (text) => SecretIdentity.parse(text) ?? assert.fail(),
  );
  assert.notEqual(await openArchive(files[0] ?? assert.fail(), kept), null);
  assert.equal(await openArchive(later[0] ?? assert.fail(), kept), null);
  assert.equal((await worker.archive.save({ isBase: true, where: "folder" }, async () => null)).is, "failed");
  const laptop = await newLaptop(world, { id: shelter.id, devices: [stays, third.secrets] }, admin);
  const restored = await must(laptop.archive.restore(files));
  assert.ok(typeof restored !== "string", String(restored));
  assert.equal(laptop.cases.inbox.length, 2);
});
