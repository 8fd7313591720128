// A host that tampers with sealed leaves: swaps, replays, withholds, drops in the middle, or logs what others forged. Readers open nothing
// false, and say what is wrong at their next sync.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { decodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { signPublicNote } from "../../src/note/directory-note.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { open, seal } from "../../src/sealing/envelope.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { exampleDraft } from "../support/world.ts";
import type { Nation } from "./support/nation.ts";
import {
  alarms,
  device,
  directoryNote,
  found,
  impostor,
  join,
  moment,
  opening,
  sealTo,
  seenIn,
} from "./support/nation.ts";

/** The one case in a reader's inbox, with its referral. */
function waiting(member: Device): { readonly caseId: string; readonly referral: string } {
  const [item, ...others] = member.cases.inbox;
  assert.equal(others.length, 0);
  assert.ok(item?.referral);
  return { caseId: item.caseId, referral: item.referral };
}

/** An envelope with the body of its stanza number `which` made unreadable. */
function blankStanza(bytes: Uint8Array, which: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  const newline = 0x0a;
  // The version line, then two lines a stanza: the second one is the wrapped key.
  let line = 0;
  for (let at = 0; at < changed.length; at++) {
    if (line === 2 + 2 * which) {
      changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
      return changed;
    }
    if (changed[at] === newline) line++;
  }
  throw new Error("no such stanza");
}

test("[SL2] stripped stanza: its reader sees nothing, so the sender's proof fails, and the bytes go again until they are logged whole", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter, legal } = nation;
  const officer = await join(nation, nation.border);
  const readers = [await join(nation, shelter), await join(nation, legal)];
  const honestly = host.takeItem;
  host.takeItem = (item) => ({ proof: host.prove(host.append("case", blankStanza(item.bytes, 0))) });
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["host-lies"]);
  assert.equal(officer.drafts.sent[0]?.loggedAt, null, "a proof for other bytes is no proof");
  assert.equal(officer.view?.outbox, 2);
  for (const reader of readers) {
    await reader.sync();
    assert.deepEqual(reader.cases.inbox, []);
  }
  host.takeItem = honestly;
  await officer.sync();
  assert.notEqual(officer.drafts.sent[0]?.loggedAt, null);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  for (const reader of readers) {
    await reader.sync();
    assert.equal(waiting(reader).caseId.length, 64);
  }
});

test("[SL6] a stripped stanza breaks the envelope for the other readers: counted, and shown once a day", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, world, shelter, legal } = nation;
  const worker = await join(nation, shelter);
  const lawyer = await join(nation, legal);
  const entry = opening(nation, device(legal), [shelter.id, legal.id]);
  const sealed = await sealTo(nation, [entry], [shelter.id, legal.id]);
  for (let which = 0; which < 4; which++) host.append("case", blankStanza(sealed, which));
  for (const reader of [worker, lawyer]) {
    await reader.sync();
    assert.deepEqual(alarms(reader), ["envelope-broken"]);
    assert.equal(reader.view?.alarms.length, 1, "four broken ones, one line");
    assert.equal(reader.cases.view(entry.id), null);
  }
  world.wait(25 * 3_600_000);
  // Of one envelope each stanza: whichever is the worker's own, three of them are not.
  const next = await sealTo(nation, [entry], [shelter.id]);
  for (let which = 0; which < 4; which++) host.append("case", blankStanza(next, which));
  await worker.sync();
  assert.equal(worker.view?.alarms.length, 2, "the next day another line");
});

test("[LG3] bytes that do not match their leaf are no bytes, whatever the pack holds", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter } = nation;
  const worker = await join(nation, shelter);
  const sealed = await sealTo(nation, [opening(nation, device(nation.legal), [shelter.id])], [shelter.id]);
  const other = await sealTo(nation, [opening(nation, device(nation.legal), [shelter.id])], [shelter.id]);
  const leaf = host.append("case", sealed);
  const answers: Uint8Array<ArrayBuffer>[] = [
    new Uint8Array(0),
    record(other),
    record(blankStanza(sealed, 1)),
    record(sealed.subarray(1)),
    new Uint8Array([0xff, 0xff, 0xff, 0xff, ...sealed]),
    new Uint8Array([0, 0, 0, 0, ...record(sealed)]),
    record(sealed).subarray(0, 5000),
  ];
  for (const answer of answers) {
    host.script = ({ path }) => (path.startsWith("/pack/case/") ? new Response(answer) : null);
    await worker.sync();
    assert.deepEqual(
      worker.view?.alarms.map(({ code, leaf: about }) => [code, about]),
      [["bytes-missing", leaf]],
    );
    assert.equal(worker.room.open().session.reader.cases.caseIds.length, 0);
  }
  host.script = () => null;
  await worker.sync();
  assert.deepEqual(alarms(worker), []);
  assert.equal(worker.room.open().session.reader.cases.caseIds.length, 1);
});

function record(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(4 + bytes.length);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, 4);
  return whole;
}

test("[LG3] withheld bytes of a case leaf: every mirror is tried, the alarm names the leaf and ends when the bytes come", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { world, host, shelter } = nation;
  const mirrors = ["https://mirror-1.example", "https://mirror-2.example"];
  const worker = await world.member(device(shelter).with({ mirrors }), { network: host.network });
  host.script = ({ path }) => (path.startsWith("/pack/case/") ? new Response(null, { status: 404 }) : null);
  const leaf = host.append(
    "case",
    await sealTo(nation, [opening(nation, device(nation.legal), [shelter.id])], [shelter.id]),
  );
  host.requests.splice(0);
  await worker.sync();
  assert.deepEqual(
    worker.view?.alarms.map(({ code, leaf: about }) => [code, about]),
    [["bytes-missing", leaf]],
  );
  const asked = new Set(host.requests.filter(({ path }) => path.startsWith("/pack/case/")).map(({ origin }) => origin));
  assert.deepEqual([...asked], [world.url, ...mirrors]);
  assert.equal(worker.room.open().session.reader.cases.caseIds.length, 0);
  // A later leaf comes while the first is still withheld; then the second mirror has it all.
  const second = host.append(
    "case",
    await sealTo(nation, [opening(nation, device(nation.legal), [shelter.id])], [shelter.id]),
  );
  assert.ok(second > leaf);
  await worker.sync();
  assert.deepEqual(alarms(worker), ["bytes-missing"]);
  host.script = ({ origin, path }) =>
    path.startsWith("/pack/case/") && origin !== mirrors[1] ? new Response(null, { status: 404 }) : null;
  await worker.sync();
  assert.equal(worker.room.open().session.reader.cases.caseIds.length, 2, "nothing that was withheld is forgotten");
  assert.deepEqual(alarms(worker), []);
});

test("[LG3] withheld bytes of a directory leaf: nothing is trusted beyond it until they come", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const before = officer.view?.log.trusted?.size;
  const note = directoryNote(
    nation,
    "device.revoke",
    { device: device(nation.legal).device, reason: "lost" },
    world.keys.seats,
  );
  const leaf = host.append("directory", note);
  host.script = ({ path }) => (path.startsWith("/pack/directory/") ? new Response(null, { status: 404 }) : null);
  await officer.sync();
  assert.deepEqual(
    officer.view?.alarms.map(({ code, leaf: about }) => [code, about]),
    [["bytes-missing", leaf]],
  );
  assert.equal(officer.view?.log.trusted?.size, before);
  host.script = () => null;
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.equal(officer.view?.log.trusted?.size, host.size);
});

test("[LG4] replay: the same envelope at other leaves and classes adds nothing", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, shelter);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await worker.sync();
  await worker.sync();
  await officer.sync();
  const { caseId } = waiting(worker);
  const before = worker.cases.view(caseId)?.state;
  for (const bytes of host.bytesOf("case")) {
    host.append("case", bytes);
    host.append("case", bytes);
  }
  for (const bytes of host.bytesOf("receipt")) host.append("receipt", bytes);
  await worker.sync();
  await officer.sync();
  const after = worker.cases.view(caseId)?.state;
  assert.deepEqual(
    after?.entries.map(({ id, leaf }) => [id, leaf]),
    before?.entries.map(({ id, leaf }) => [id, leaf]),
  );
  assert.deepEqual(after?.referrals, before?.referrals);
  assert.deepEqual(
    officer.drafts.sent[0]?.answers.map(({ state }) => state),
    ["received"],
  );
  assert.deepEqual([alarms(worker), alarms(officer)], [[], []]);
  // An envelope under the class of receipts is no receipt, and a receipt no case.
  const [envelope] = host.bytesOf("case");
  const [answer] = host.bytesOf("receipt");
  assert.ok(envelope && answer);
  host.append("receipt", envelope);
  host.append("case", answer);
  await worker.sync();
  await officer.sync();
  assert.deepEqual([alarms(worker), alarms(officer)], [["envelope-broken"], ["envelope-broken"]]);
});

test("[SL5] replayed entry: notes that a reader sealed on to somebody whom they do not name are refused there", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { world, host, shelter, legal } = nation;
  const officer = await join(nation, nation.border);
  const lawyer = await join(nation, legal);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  const stolen = await plaintexts(nation);
  assert.ok(stolen.length === 2);
  for (const notes of stolen) {
    const [epoch] = world.host.directory.epochsOf(legal.id);
    assert.ok(epoch);
    host.append("case", await seal(notes, [epoch.recipient], { suite: "hybrid", kind: "case" }));
  }
  await lawyer.sync();
  assert.deepEqual(alarms(lawyer), ["entry-refused"]);
  assert.deepEqual(lawyer.cases.inbox, []);
  assert.equal(lawyer.room.open().session.reader.cases.caseIds.length, 0);
});

/** What a corrupt reader of the shelter can read of the log. */
async function plaintexts({ host, shelter }: Nation): Promise<readonly string[]> {
  const identity = SecretIdentity.parse(device(shelter).epochs[0]?.identity ?? "");
  assert.ok(identity !== null);
  const opened: string[] = [];
  for (const bytes of host.bytesOf("case")) {
    const content = await open(bytes, [identity]);
    if (content !== null) opened.push(decodeUtf8(content) ?? "");
  }
  return opened;
}

test("[SG1] two authors, two lists of readers, a changed or unsigned note in one envelope: refused whole", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter, legal } = nation;
  const worker = await join(nation, shelter);
  const mine = opening(nation, device(legal), [shelter.id]);
  const ofAnother = opening(nation, device(legal, 1), [shelter.id]);
  const forOthers = opening(nation, device(legal), [shelter.id, legal.id]);
  const forged = opening(nation, device(legal), [shelter.id], { signer: impostor(device(legal).device) });
  for (const entries of [
    [mine, ofAnother],
    [mine, forOthers],
    [mine, forged],
  ]) {
    host.append("case", await sealTo(nation, entries, [shelter.id]));
  }
  await worker.sync();
  assert.deepEqual(
    worker.view?.alarms.map(({ code }) => code),
    Array(3).fill("entry-refused"),
  );
  assert.equal(worker.room.open().session.reader.cases.caseIds.length, 0);
});

test("[SG3] an entry of another country is not an entry here", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter } = nation;
  const worker = await join(nation, shelter);
  const origin = `refuge.example.tj/${"0".repeat(32)}`;
  host.append(
    "case",
    await sealTo(nation, [opening(nation, device(nation.legal), [shelter.id], { origin })], [shelter.id]),
  );
  await worker.sync();
  assert.deepEqual(alarms(worker), ["envelope-broken"]);
  assert.equal(worker.room.open().session.reader.cases.caseIds.length, 0);
});

test("[LG7] false seen: unsigned, or signed by the log for something else, makes the entry malformed", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, shelter } = nation;
  const worker = await join(nation, shelter);
  const seen = seenIn(host.signHead());
  const falsehoods = [
    { ...seen, line: seenIn(host.signHead(host.size - 1)).line },
    { ...seen, size: seen.size - 1 },
    { ...seen, line: `${seen.line}\n${seen.line}x` },
    { ...seen, line: "— nobody AAAA" },
    { ...seen, root: `${"A".repeat(43)}=` },
  ];
  for (const lie of falsehoods) {
    const entry = opening(nation, device(nation.legal), [shelter.id], { seen: lie });
    host.append("case", await sealTo(nation, [entry], [shelter.id]));
  }
  const honest = opening(nation, device(nation.legal), [shelter.id]);
  host.append("case", await sealTo(nation, [honest], [shelter.id]));
  await worker.sync();
  assert.deepEqual(alarms(worker), ["false-seen"]);
  assert.equal(worker.view?.alarms.length, falsehoods.length);
  assert.deepEqual(worker.room.open().session.reader.cases.caseIds, [honest.id], "the true one is taken");
});

test("[LG7] a seen head larger than the entry's own leaf is false, and a fork as soon as the log has grown that far", async (t) => {
  for (const [leavesBehind, code] of [
    [0, "false-seen"],
    [1, "fork"],
  ] as const) {
    const nation = await found(t, { terms: { suite: "hybrid" } });
    const { host, shelter, legal } = nation;
    const worker = await join(nation, shelter);
    const filler = await sealTo(nation, [opening(nation, device(legal), [legal.id])], [legal.id]);
    const size = host.size;
    // The log signs a head of two more leaves for the author, then forgets them and logs the entry first.
    host.append("case", filler);
    host.append("receipt", filler);
    const seen = seenIn(host.signHead());
    host.truncate(size);
    host.append("case", await sealTo(nation, [opening(nation, device(legal), [shelter.id], { seen })], [shelter.id]));
    if (leavesBehind > 0) host.append("case", filler);
    await worker.sync();
    assert.deepEqual(alarms(worker), [code]);
    assert.deepEqual(worker.room.open().session.reader.cases.caseIds, []);
  }
});

test("[LG7] a seen head that the log signed on another branch is proof of a fork: stop, and keep both heads", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, world, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(device(shelter), { network: host.network, store });
  // A referral comes in the same round: after the fork nobody answers it.
  const officer = await join(nation, nation.border);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  const other = host.signHead(host.size - 1, new Uint8Array(32));
  const entry = opening(nation, device(nation.legal), [shelter.id], { seen: seenIn(other) });
  host.append("case", await sealTo(nation, [entry], [shelter.id]));
  host.requests.splice(0);
  await worker.sync();
  assert.deepEqual(alarms(worker), ["fork"]);
  assert.equal(worker.view?.outbox, 0);
  assert.ok(!host.requests.some(({ method }) => method === "POST"), "nothing is sent any more");
  const evidence = decodeUtf8((await store.get("meta", "fork")) ?? new Uint8Array(0)) ?? "";
  assert.ok(evidence.includes(seenIn(other).line), "the signed line of the other branch is kept");
  assert.ok(evidence.includes(host.signHead().split("\n")[2] ?? "-"));
  assert.equal(worker.room.open().session.reader.cases.note(entry.id), null);
  const before = host.requests.length;
  await worker.sync();
  assert.equal(host.requests.length, before);
});

test("[LG7] dropped in the middle: what builds on the missing envelope waits, and after a day of the log's time it is an alarm", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, world, shelter } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, shelter);
  const dropped: Uint8Array[] = [];
  const honestly = host.takeItem;
  host.takeItem = (item) => {
    if (dropped.length > 0) return honestly(item);
    dropped.push(item.bytes);
    return { problem: "host-failed" };
  };
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.flush();
  await worker.sync();
  assert.deepEqual(worker.cases.inbox, [], "shown without effect");
  assert.deepEqual(alarms(worker), []);
  const logTime = () =>
    host.append(
      "update",
      signPublicNote(
        world.founding.origin,
        {
          kind: "time",
          salt: encodeHex(randomBytes(16)),
          at: moment(world.now),
          body: { checkpoint: host.cosign(host.signHead()) },
        },
        { name: world.founding.origin, seed: world.keys.logSeed },
      ),
    );
  logTime();
  world.wait(23 * 3_600_000);
  logTime();
  await worker.sync();
  assert.deepEqual(alarms(worker), [], "an hour is left");
  world.wait(3_600_000);
  logTime();
  await worker.sync();
  assert.deepEqual(alarms(worker), ["waiting-long"]);
  await officer.sync();
  await worker.sync();
  assert.deepEqual(alarms(worker), [], "what was missing has come");
  assert.equal(waiting(worker).caseId.length, 64);
});

test("[SL4] a handed-over epoch is kept only when it is the secret of the recipient that the directory names", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { host, world, shelter } = nation;
  const [a, b] = shelter.devices;
  assert.ok(a && b);
  const worker = await join(nation, shelter, 1);
  const epoch2 = await generateIdentity("hybrid");
  const wrong = await generateIdentity("hybrid");
  const recipient = await recipientOf(epoch2);
  host.append(
    "directory",
    directoryNote(nation, "epoch.new", { organisation: shelter.id, epoch: 2, recipient, maker: a.device }, [
      deviceSigner(a),
      deviceSigner(b),
    ]),
  );
  const handOver = async (identity: SecretIdentity) => {
    const content = {
      kind: "epoch.key" as const,
      device: a.device,
      salt: encodeHex(randomBytes(16)),
      seen: seenIn(host.signHead()),
      at: moment(world.now),
      to: [shelter.id],
      body: { organisation: shelter.id, epoch: 2, identity: identity.reveal() },
    };
    const note = signEntry(world.founding.origin, content, deviceSigner(a)).note;
    const own = world.host.directory.device(b.device)?.recipient ?? "";
    host.append("case", await seal(note, [own], { suite: "hybrid", kind: "case" }));
  };
  await handOver(wrong);
  await handOver(epoch2);
  await worker.sync();
  assert.deepEqual(alarms(worker), ["entry-refused"]);
  const held = worker.room.open().session.secrets.epochs.find(({ epoch }) => epoch === 2);
  assert.equal(held?.identity, epoch2.reveal());
});
