// Exact numbers for somebody outside: two devices agree, it is sealed to one key, and written down; an insider alone gives nothing to anybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { World } from "../../test/support/world.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { Device } from "./device.ts";
import type { AgreementTerms } from "./exact-numbers.ts";
import { must } from "./verb.ts";

async function twoAtWork(t: Parameters<typeof World.foundFor>[0]) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(2031, 2, 20, 8) });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const [first = assert.fail(), second = assert.fail()] = shelter.devices;
  const [worker, colleague] = [await world.member(first), await world.member(second)];
  await world.goOn(60_000, worker, colleague);
  const identity = await generateIdentity();
  const terms: AgreementTerms = {
    to: "Example Donor",
    recipient: await identityToRecipient(identity),
    tables: ["course", "given"],
    until: "2031-12-31",
  };
  return { world, worker, colleague, identity, terms };
}

/** Signs the agreement as this device sees it. */
function sign(who: Device, key: string) {
  return who.exact.sign(key, who.exact.agreements.find((one) => one.key === key)?.version ?? "");
}

const file = { tables: ["course", "given"], period: "2031-Q1", bytes: encodeUtf8("Example table") } as const;

test("[CN9] exact numbers are sealed to whom two devices agreed on, and it is written down which device gave them, when, and of which period", async (t) => {
  const { world, worker, colleague, identity, terms } = await twoAtWork(t);
  const key = await must(worker.exact.agree(terms));
  await world.settle(worker, colleague);
  const refused = async (who: typeof worker, given: Parameters<typeof worker.exact.give>[1] = file) => {
    const verdict = await who.exact.give(key, given);
    assert.ok(verdict.is === "failed" && verdict.reason === "not-allowed");
  };
  for (const who of [worker, colleague]) await refused(who);
  assert.equal((await sign(worker, key)).is, "failed", "nobody signs what they wrote");
  await must(sign(colleague, key));
  await world.settle(colleague, worker);
  await refused(worker, { ...file, tables: ["course", "sex"] });
  const sealed = await must(worker.exact.give(key, file));
  const opener = new Decrypter();
  opener.addIdentity(identity);
  assert.equal(await opener.decrypt(sealed, "text"), "Example table");
  await world.settle(worker, colleague);
  const [seen] = colleague.exact.agreements;
  const [writer, signer] = [worker, colleague].map(({ room }) => room.open().session.device);
  assert.deepEqual([seen?.by, seen?.signedBy], [writer, signer]);
  assert.deepEqual(
    seen?.given.map(({ by, period }) => [by, period]),
    [[writer, "2031-Q1"]],
  );
});

test("[CN9a] a signature is of the agreement as it stood: another recipient, or another day, asks for another one", async (t) => {
  const { world, worker, colleague, terms } = await twoAtWork(t);
  const key = await must(worker.exact.agree(terms));
  await world.settle(worker, colleague);
  await must(sign(colleague, key));
  await world.settle(colleague, worker);
  const own = await identityToRecipient(await generateIdentity());
  const row = {
    key,
    source: "own",
    values: { ...terms, tables: [...terms.tables], step: "agreed", recipient: own },
  } as const;
  const { rows } = worker.room.open().session.reader;
  await rows.enter("exact-numbers", [row]);
  await world.settle(worker, colleague);
  // A program that lets its own device sign is not believed by any other.
  const { ref } = rows.record.statements("exact-numbers").find((one) => one.key === key) ?? assert.fail();
  const over = [`${ref.note}:${ref.row}`];
  await rows.enter("exact-numbers", [
    { key: "signed-own", source: "own", values: { step: "signed", to: terms.to, over } },
  ]);
  await world.settle(worker, colleague);
  for (const who of [worker, colleague]) {
    assert.deepEqual(
      who.exact.agreements.map(({ recipient, signedBy }) => [recipient, signedBy]),
      [[own, null]],
    );
    assert.equal((await who.exact.give(key, file)).is, "failed");
  }
});

test("[CN9a] nobody signs what they did not see: an agreement that was changed after the look has another number", async (t) => {
  const { world, worker, colleague, terms } = await twoAtWork(t);
  const key = await must(worker.exact.agree(terms));
  await world.settle(worker, colleague);
  const { version } = colleague.exact.agreements[0] ?? assert.fail();
  const recipient = await identityToRecipient(await generateIdentity());
  const values = { ...terms, tables: [...terms.tables], step: "agreed", recipient } as const;
  await worker.room.open().session.reader.rows.enter("exact-numbers", [{ key, source: "own", values }]);
  await world.settle(worker, colleague);
  assert.equal((await colleague.exact.sign(key, version)).is, "failed");
  assert.equal(colleague.exact.agreements[0]?.signedBy, null);
});

test("[CN9] an agreement that was withdrawn gives nothing, and what was given stays in sight whatever is withdrawn", async (t) => {
  const { world, worker, colleague, terms } = await twoAtWork(t);
  const key = await must(worker.exact.agree(terms));
  await world.settle(worker, colleague);
  await must(sign(colleague, key));
  await world.settle(colleague, worker);
  await must(worker.exact.give(key, file));
  const { rows } = worker.room.open().session.reader;
  const all = rows.record.statements("exact-numbers").map((row) => row.key);
  const gone = all.filter((one) => !one.startsWith("signed"));
  assert.equal(gone.length, 2);
  for (const one of gone)
    await rows.enter("exact-numbers", [{ key: one, source: "own", withdrawn: true, reason: "Example" }]);
  await world.settle(worker, colleague);
  for (const who of [worker, colleague]) {
    const [seen] = who.exact.agreements;
    assert.equal(seen?.isOver, true);
    assert.deepEqual(
      seen?.given.map(({ period }) => period),
      ["2031-Q1"],
    );
    assert.equal((await who.exact.give(key, file)).is, "failed");
  }
});

test("[CN9] any device of the organisation ends an agreement, and nobody gives or signs anything by it any more", async (t) => {
  const { world, worker, colleague, terms } = await twoAtWork(t);
  const key = await must(worker.exact.agree({ ...terms, until: "2033-03-20" }));
  await world.settle(worker, colleague);
  await must(colleague.exact.end(key));
  await world.settle(colleague, worker);
  assert.deepEqual(
    worker.exact.agreements.map(({ isOver }) => isOver),
    [true],
  );
  for (const verdict of [await sign(colleague, key), await worker.exact.give(key, file), await worker.exact.end(key)])
    assert.ok(verdict.is === "failed" && verdict.reason === "not-allowed");
});

test("[CN9] no agreement is without an age recipient, a table and a day to come, none lasts beyond its day by the log's time, and none is made for more than two years", async (t) => {
  const { world, worker, colleague, terms } = await twoAtWork(t);
  for (const wrong of [
    { recipient: "age1nobody" },
    { tables: [] },
    { until: "2031-03-19" },
    { until: "soon" },
    { until: "2033-03-21" },
    { until: "2099" },
  ] satisfies readonly Partial<AgreementTerms>[])
    assert.equal((await worker.exact.agree({ ...terms, ...wrong })).is, "failed", JSON.stringify(wrong));
  const empty = { to: " ", recipient: "hello", tables: [], until: "" };
  assert.deepEqual(worker.exact.flawsOf(empty), ["to", "recipient", "tables", "until"]);
  assert.deepEqual(worker.exact.flawsOf({ ...terms, until: "2031-03-19" }), ["until"]);
  const key = await must(worker.exact.agree({ ...terms, until: "2031-03-21" }));
  await world.settle(worker, colleague);
  await must(sign(colleague, key));
  await world.goOn(2 * 86_400_000, colleague, worker);
  assert.equal(worker.exact.agreements[0]?.isOver, true);
  assert.equal((await worker.exact.give(key, file)).is, "failed");
});

test("[CN9] an agreement is read by the own organisation alone, and no referrer or reviewer has any", async (t) => {
  const { world, worker, terms } = await twoAtWork(t);
  const rapporteur = await world.organisation("ombudsman", "Example Office");
  const reviewer = await world.member(rapporteur.devices[0] ?? assert.fail());
  await must(worker.exact.agree(terms));
  await world.settle(worker, reviewer);
  assert.deepEqual(reviewer.exact.agreements, []);
  assert.equal(reviewer.exact.mayGive, false);
  assert.ok(worker.exact.mayGive);
});
