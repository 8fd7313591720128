// A host that drops what it is sent, or says falsely that it took it. Only its sender can notice, so the sender must: no proof for
// the exact bytes means not logged, the bytes are kept, and after 30 minutes online the person hears of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { signCheckpoint } from "../../src/log/sign.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { encodeSubmissionAnswer, parseSubmission } from "../../src/protocol/submission.ts";
import { exampleDraft, testPassphrase } from "../support/world.ts";
import type { HostileHost, Script } from "./support/hostile-host.ts";
import { alarms, device, found, impostor, join, opening, sealTo, start } from "./support/nation.ts";

const minute = 60_000;

const drops: readonly (readonly [string, (host: HostileHost) => Script])[] = [
  [
    "no answer to submissions alone",
    () =>
      ({ path }) =>
        path === "/submit" ? "silence" : null,
  ],
  [
    "an error",
    () =>
      ({ path }) =>
        path === "/submit" ? new Response("oops", { status: 500 }) : null,
  ],
  [
    "an answer that is none",
    () =>
      ({ path }) =>
        path === "/submit" ? new Response("{}") : null,
  ],
  [
    "results for other items",
    () =>
      ({ path }) =>
        path === "/submit" ? new Response('{"results":[]}') : null,
  ],
  ["a problem", () => scripted(() => ({ problem: "host-failed" }))],
  ["tokens that it forgets", () => scripted(() => ({ problem: "token-unknown" }))],
  [
    "no tokens at all",
    () =>
      ({ path }) =>
        path === "/tokens" ? new Response(null, { status: 403 }) : null,
  ],
  ["a proof for other bytes", (host) => scripted(() => ({ proof: host.prove(3) }))],
  [
    "a proof with a wrong index",
    (host) => scripted((bytes) => ({ proof: proveAnd(host, bytes).replace(/index \d+/, "index 1") })),
  ],
  ["a proof that is cut", (host) => scripted((bytes) => ({ proof: proveAnd(host, bytes).slice(0, -30) }))],
  ["a proof under another log's key", (host) => scripted((bytes) => ({ proof: resign(proveAnd(host, bytes)) }))],
];

for (const [how, scriptFor] of drops) {
  test(`[LG6] dropped submission, ${how}: not logged, kept, an alarm after 30 minutes online, logged once the host is honest`, async (t) => {
    const nation = await found(t);
    const { host, world, shelter } = nation;
    const officer = await join(nation, nation.border);
    // Spend the tokens in hand, so that a host without new ones is felt.
    if (how.startsWith("no tokens")) await spendTokens(officer, nation.shelter);
    const before = host.bytesOf("case").length;
    const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
    const kept = officer.drafts.sealedFile(entry);
    assert.ok(kept !== null);
    const sent = () => officer.drafts.sent.find((row) => row.entry === entry);
    host.script = scriptFor(host);
    for (let minutes = 0; minutes <= 30; minutes += 15) {
      await officer.sync();
      assert.equal(sent()?.loggedAt, null);
      assert.equal(sent()?.late, minutes === 30, `after ${minutes} minutes`);
      assert.equal(alarms(officer).includes("not-logged"), minutes === 30);
      assert.equal(alarms(officer).includes("host-lies"), how.startsWith("a proof"), "a false proof at once");
      world.wait(15 * minute);
    }
    const bytes = (file: Uint8Array | null) =>
      (parseSubmission(file ?? new Uint8Array(0)) ?? []).map((item) => item.bytes);
    assert.deepEqual(bytes(officer.drafts.sealedFile(entry)), bytes(kept), "the same bytes can still be carried");
    host.script = () => null;
    await officer.sync();
    await officer.sync();
    assert.notEqual(sent()?.loggedAt, null);
    assert.equal(sent()?.late, false);
    assert.equal(officer.view?.outbox, 0);
    assert.ok(host.bytesOf("case").length >= before + 2);
    assert.deepEqual(alarms(officer), []);
  });
}

function scripted(
  take: (bytes: Uint8Array) => { readonly proof: string } | { readonly problem: "host-failed" | "token-unknown" },
): Script {
  return ({ path, body }) => {
    if (path !== "/submit") return null;
    return new Response(encodeSubmissionAnswer((parseSubmission(body) ?? []).map((item) => take(item.bytes))));
  };
}

// Logs the bytes truly (once) and gives a true proof, for a test to spoil.
function proveAnd(host: HostileHost, bytes: Uint8Array): string {
  const { proof } = host.takeItem({ token: null, bytes }) as { readonly proof: string };
  return proof;
}

function resign(proof: string): string {
  const at = proof.indexOf("\n\n") + 2;
  const checkpoint = proof.slice(at);
  const body = checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1);
  return proof.slice(0, at) + signCheckpoint(body, impostor("").seed);
}

async function spendTokens(member: Device, shelter: Parameters<typeof exampleDraft>[0][number]): Promise<void> {
  while ((member.view?.tokens ?? 0) > 0) await must(member.drafts.send(exampleDraft([shelter])));
  await member.flush();
}

test("[LG1] bytes logged under another class are not logged: readers would never fetch them", async (t) => {
  const nation = await found(t);
  const { host, shelter } = nation;
  const officer = await join(nation, nation.border);
  host.takeItem = (item) => ({ proof: host.prove(host.append("public", item.bytes)) });
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  assert.ok(alarms(officer).includes("host-lies"));
  assert.equal(officer.drafts.sent[0]?.loggedAt, null);
  assert.equal(officer.view?.outbox, 2);
  assert.notEqual(officer.drafts.sealedFile(entry), null);
});

test("[LG6] a head that the log signed for one sender alone is never forgotten: it becomes a fork when the log passes it", async (t) => {
  const nation = await found(t);
  const { host, world, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { network: host.network, store });
  await must(officer.drafts.send(exampleDraft([shelter])));
  // The proof is whole and signed, but for a tree that nobody else will ever see.
  const size = host.size;
  host.takeItem = (item) => {
    const proof = host.prove(host.append("case", item.bytes));
    host.truncate(size);
    return { proof };
  };
  await officer.sync();
  assert.deepEqual(alarms(officer), ["host-lies"], "the log does not hold what its proof says");
  assert.equal(officer.drafts.sent[0]?.witnessedAt, null);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["host-lies"], "still");
  // The device is switched off; meanwhile the log grows without the referral.
  const filler = [
    opening(nation, device(nation.legal), [nation.legal.id]),
    opening(nation, device(nation.legal), [nation.legal.id]),
  ];
  for (const entry of filler) host.append("case", await sealTo(nation, [entry], [nation.legal.id]));
  const again = await start(world, store, host.network);
  assert.equal(await again.unlock(testPassphrase), "open");
  await again.sync();
  assert.ok(alarms(again).includes("fork"));
  assert.notEqual(
    again.drafts.sealedFile(again.drafts.sent[0]?.entry ?? ""),
    null,
    "the bytes are kept and can be carried",
  );
});

test("[LG4] one thing that the host never takes does not hold up the others", async (t) => {
  const nation = await found(t);
  const { host, shelter } = nation;
  const worker = await join(nation, shelter);
  const { session } = worker.room.open();
  for (let i = 0; i < 9; i++) await session.postClear(encodeUtf8(`never ${i}`), "public");
  const honestly = host.takeItem;
  host.takeItem = (item) => (item.bytes.length < 100 ? { problem: "malformed-note" } : honestly(item));
  const officer = await join(nation, nation.border);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await worker.sync();
  assert.equal(host.bytesOf("receipt").length, 1, "the receipt behind nine refused notes went out");
});

test("[EN3] what a locked device sends is checked like anything else", async (t) => {
  const nation = await found(t);
  const { host, shelter } = nation;
  const officer = await join(nation, nation.border);
  await must(officer.drafts.send(exampleDraft([shelter])));
  officer.lock();
  host.script = scripted(() => ({ proof: host.prove(3) }));
  assert.equal(await officer.flush(), 0);
  assert.deepEqual(alarms(officer), ["host-lies"]);
  assert.equal(officer.view?.outbox, 2);
  host.script = () => null;
  await officer.sync();
  assert.equal(officer.view?.outbox, 0);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
});
