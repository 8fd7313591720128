// The way back after a fork that was a mistake (LG10), and everybody who would like to use it: too few seats, other seats, another fork, another
// country, a second time, histories that are none, a host that shows something else, and a note that was changed on its way.

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Problem } from "../../src/core/problem.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { decodeUtf8 } from "../../src/crypto/utf8.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import type { Device } from "../../src/member/device.ts";
import { clearRow } from "../../src/member/store/clear-row.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { type Correction, cosignCorrection, signCorrection } from "../../src/note/correction-note.ts";
import { type SignerKey, signerKey } from "../../src/note/signed-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { exampleDraft, testPassphrase, World, type WorldOrganisation } from "../support/world.ts";
import { HostileHost } from "./support/hostile-host.ts";
import type { Nation } from "./support/nation.ts";
import { alarms, device, directoryNote, found, impostor, opening, sealTo, seenIn, start } from "./support/nation.ts";

test("[LG10] an officer and a shelter saw the false history: with the council's correction both go on on the true one, and the referral arrives", async (t) => {
  const forked = await fork(t);
  const { officer, worker, falseHost, trueHost, stores } = forked;
  for (const stopped of [officer, worker]) assert.ok(alarms(stopped).includes("fork"));
  const note = correct(forked);
  const heads = await text(stores.officer, "fork");
  assert.equal(await must(officer.takeCorrection(note)), "taken");
  const [kept] = JSON.parse((await text(stores.officer, "corrections")).slice(16)) as { [key: string]: string }[];
  assert.deepEqual(
    [kept?.["note"], kept?.["heads"], kept?.["from"]],
    [note, heads, forked.shared],
    "the evidence is kept",
  );
  assert.equal(Buffer.from(kept?.["dropped"] ?? "", "base64").length, 2 * 33, "with the leaves that were dropped");
  assert.equal(officer.view?.corrections[0]?.reason, "An old database was started.");
  assert.equal(officer.drafts.sent[0]?.loggedAt, null, "what only the false history holds waits again");
  assert.equal(officer.view?.outbox, 2);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.notEqual(officer.drafts.sent[0]?.witnessedAt, null);
  assert.ok(
    trueHost.bytesOf("case").some((bytes) => falseHost.bytesOf("case").some((other) => sameBytes(bytes, other))),
  );

  assert.equal(worker.cases.inbox.length, 1, "opened on the false history");
  assert.equal(await must(worker.takeCorrection(note)), "taken");
  assert.equal(worker.cases.inbox.length, 0, "its author is verified again");
  await worker.sync();
  assert.deepEqual(alarms(worker), [], "the referral quotes a false head, which is no fork any more");
  assert.equal(worker.cases.inbox.length, 1);
  await must(
    worker.cases.steps.answer(worker.cases.inbox[0]?.caseId ?? "", worker.cases.inbox[0]?.referral ?? "", {
      verb: "accept",
    }),
  );
  await worker.sync();
  await officer.sync();
  assert.equal(officer.drafts.sent[0]?.answer?.state, "accepted");
});

test("[LG10] a shelter that read a referral on the false history goes on knowing it, as if it had been carried there", async (t) => {
  const forked = await fork(t);
  const { worker } = forked;
  assert.equal(await must(worker.takeCorrection(correct(forked))), "taken");
  await worker.sync();
  const isUnlogged = () =>
    JSON.stringify(worker.cases.view(worker.cases.inbox[0]?.caseId ?? "")).includes('"leaf":null');
  assert.ok(isUnlogged(), "nothing says that it is in the log");
  await must(forked.officer.takeCorrection(correct(forked)));
  await forked.officer.sync();
  await worker.sync();
  assert.ok(!isUnlogged());
});

test("[LG10] a device that held the true history and was shown a false head goes on where it was", async (t) => {
  const forked = await fork(t);
  const { legal, lines, trueHost, falseHost } = forked;
  const { size } = trueHost;
  lines.legal.to = falseHost;
  await legal.sync();
  assert.deepEqual(alarms(legal), ["fork"]);
  lines.legal.to = trueHost;
  assert.equal(await must(legal.takeCorrection(correct(forked))), "taken");
  assert.equal(legal.view?.corrections[0]?.from, null);
  await legal.sync();
  assert.deepEqual(alarms(legal), []);
  assert.equal(legal.view?.log.trusted?.size, size);
  // The same head again is a lie of whoever shows it, and stops nothing for good.
  lines.legal.to = falseHost;
  await legal.sync();
  assert.ok(!alarms(legal).includes("fork"));
  assert.ok(alarms(legal).includes("host-lies"));
  lines.legal.to = trueHost;
  await legal.sync();
  assert.ok(!alarms(legal).includes("host-lies"));
});

test("[LG10] a proof under a head that the council called false proves nothing: what it is for waits for the true history", async (t) => {
  const forked = await fork(t);
  const { legal, lines, trueHost, falseHost, nation } = forked;
  await must(legal.drafts.send(exampleDraft([nation.shelter])));
  lines.legal.to = falseHost;
  // It logs what comes and answers nothing.
  falseHost.script = (request) => {
    if (request.path === "/submit") falseHost.behave(request);
    return "silence";
  };
  await legal.sync();
  const waiting = legal.view?.outbox ?? 0;
  assert.ok(waiting > 0);
  lines.legal.to = trueHost;
  trueHost.script = ({ path }) => (path === "/submit" ? "silence" : null);
  while (trueHost.size <= falseHost.size) trueHost.append("case", await someCase(nation));
  assert.equal(await must(legal.takeCorrection(correct(forked))), "taken", "before it ever saw a false head");
  lines.legal.to = falseHost;
  falseHost.script = () => null;
  await legal.sync();
  assert.equal(legal.view?.outbox, waiting);
  assert.ok(!alarms(legal).includes("fork"));
  lines.legal.to = trueHost;
  trueHost.script = () => null;
  await legal.sync();
  assert.equal(legal.view?.outbox, 0);
});

test("[LG10] a revocation that only the false history held is not forgotten: it holds here, and is submitted again", async (t) => {
  const forked = await fork(t, async ({ nation, falseHost }) => {
    const body = { device: device(nation.legal, 1).device, reason: "stolen" };
    falseHost.append("directory", directoryNote(nation, "device.revoke", body, nation.world.keys.seats));
    falseHost.witnesses = nation.world.witnesses.map(({ signer }) => signer);
  });
  const { worker, trueHost } = forked;
  const before = trueHost.size;
  assert.equal(await must(worker.takeCorrection(correct(forked))), "taken");
  await worker.sync();
  await worker.sync();
  const { log } = worker.room.open();
  assert.ok((log.directory.device(device(forked.nation.legal, 1).device)?.revoked ?? 0) >= before);
});

test("[LG10] a revocation that only the false history held outlives a device that ends, or a disk that fills, as soon as the correction is taken", async (t) => {
  const forked = await fork(t, async ({ nation, falseHost }) => {
    const body = { device: device(nation.legal, 1).device, reason: "stolen" };
    falseHost.append("directory", directoryNote(nation, "device.revoke", body, nation.world.keys.seats));
    falseHost.witnesses = nation.world.witnesses.map(({ signer }) => signer);
  });
  const { worker, trueHost, nation } = forked;
  const store = forked.stores.worker;
  const write = store.write.bind(store);
  let isOver = false;
  store.write = async (changes) => {
    if (isOver) throw new Problem("store", "full");
    await write(changes);
    isOver = changes.some(({ table, key, value }) => table === "meta" && key === "fork" && value === null);
  };
  await worker.takeCorrection(correct(forked));
  assert.ok(isOver, "the correction is taken");
  store.write = write;
  const again = await start(nation.world, store, trueHost.network);
  assert.ok(!alarms(again).includes("fork"));
  assert.equal(await again.unlock(testPassphrase), "open");
  const { log } = again.room.open();
  assert.equal(log.directory.mayAuthor(device(nation.legal, 1).device, log.follower.seen?.size ?? 0), false);
  assert.ok(log.outbox.waiting > 0, "it is submitted again");
});

test("[LG10] a referral that witnesses cosigned on the false history has left the phone: the officer is asked to refer again", async (t) => {
  const forked = await fork(t, async ({ nation, falseHost }) => {
    falseHost.witnesses = nation.world.witnesses.map(({ signer }) => signer);
  });
  const { officer } = forked;
  assert.notEqual(officer.drafts.sent[0]?.witnessedAt, null);
  assert.equal(await must(officer.takeCorrection(correct(forked))), "taken");
  await officer.sync();
  const [{ lost, loggedAt } = {}] = officer.drafts.sent;
  assert.deepEqual({ lost, loggedAt }, { lost: true, loggedAt: null });
});

test("[LG10] [EN10] a device whose leaves were damaged beside goes back by the newest head that it saw", async (t) => {
  const forked = await fork(t);
  const { stores, nation, trueHost } = forked;
  const [row] = await stores.officer.list("leaves");
  assert.ok(row !== undefined);
  row.value[40] = (row.value[40] ?? 0) ^ 1;
  await stores.officer.write([{ table: "leaves", ...row }]);
  const again = await start(nation.world, stores.officer, trueHost.network);
  assert.equal(await again.unlock(testPassphrase), "open");
  assert.equal(await must(again.takeCorrection(correct(forked))), "taken");
  await again.sync();
  assert.ok(!alarms(again).includes("fork"));
  assert.notEqual(again.drafts.sent[0]?.witnessedAt, null);
});

test("[LG10] without a correction a device stays stopped, also after a restart and a dismissal", async (t) => {
  const forked = await fork(t);
  const { officer, stores, nation, trueHost } = forked;
  const [alarm] = officer.view?.alarms ?? [];
  assert.ok(alarm !== undefined);
  await must(officer.dismissAlarm(alarm));
  const asked = trueHost.requests.length;
  await officer.sync();
  await officer.flush();
  const again = await start(nation.world, stores.officer, trueHost.network);
  await again.sync();
  for (const stopped of [officer, again]) assert.ok(alarms(stopped).includes("fork"));
  assert.equal(trueHost.requests.length, asked, "not a single request");
});

/** What a hostile correction is, and as what a device refuses it. */
const refused: readonly {
  readonly what: string;
  readonly verdict: string;
  readonly note: (forked: Forked) => string | Promise<string>;
}[] = [
  {
    what: "signed by fewer seats than the threshold",
    verdict: "not-signed-by-council",
    note: (forked) => correct(forked, {}, forked.seats.slice(0, 1)),
  },
  {
    what: "signed twice by one seat",
    verdict: "not-signed-by-council",
    note: (forked) => {
      const [seat] = forked.seats;
      assert.ok(seat !== undefined);
      return cosignCorrection(correct(forked, {}, [seat]), forked.origin, seat) ?? "";
    },
  },
  {
    what: "signed by two seats, and by one of them twice",
    verdict: "not-signed-by-council",
    note: (forked) => {
      const [seat] = forked.seats;
      assert.ok(seat !== undefined);
      return cosignCorrection(correct(forked), forked.origin, seat) ?? "";
    },
  },
  {
    what: "signed by the seats of an older council of this name",
    verdict: "not-signed-by-council",
    note: async (forked) => {
      const older = await World.found({ witnesses: 0 });
      await older.close();
      return correct(forked, {}, older.keys.seats);
    },
  },
  {
    what: "signed by two seats and somebody else",
    verdict: "not-signed-by-council",
    note: (forked) => correct(forked, {}, [...forked.seats.slice(0, 2), impostor("council-9")]),
  },
  {
    what: "signed by the log's own key and two witnesses",
    verdict: "not-signed-by-council",
    note: (forked) => {
      const { world } = forked.nation;
      return correct(forked, {}, [
        signerKey(world.founding.origin, world.keys.logSeed),
        ...world.witnesses.slice(0, 2).map(({ signer }) => signer),
      ]);
    },
  },
  {
    what: "of another country",
    verdict: "wrong-origin",
    note: (forked) => signCorrection(`refuge.example.tj/${"0".repeat(32)}`, bodyOf(forked), forked.seats),
  },
  {
    what: "with one letter of its reason changed",
    verdict: "not-signed-by-council",
    note: (forked) => correct(forked).replace("An old", "An odd"),
  },
  {
    what: "that is a note of the directory",
    verdict: "malformed-note",
    note: ({ nation }) =>
      directoryNote(
        nation,
        "council.waits",
        { waits: { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 } },
        nation.world.keys.seats,
      ),
  },
  {
    what: "about heads that this device never saw",
    verdict: "another-fork",
    note: (forked) => correct(forked, { falseHeads: [{ size: forked.falseHost.size, root: root(1) }] }),
  },
  {
    what: "that lets the histories part earlier than they do",
    verdict: "another-fork",
    note: (forked) => correct(forked, { shared: forked.shared - 1 }),
  },
  {
    what: "that lets them part later than they do",
    verdict: "another-fork",
    note: (forked) =>
      correct(forked, {
        shared: forked.shared + 1,
        falseHeads: bodyOf(forked).falseHeads.slice(1),
      }),
  },
  {
    what: "whose true head is smaller and lies on the false history",
    verdict: "nothing-forked",
    note: (forked) =>
      correct(forked, {
        trueHead: headOf(forked.falseHost, forked.shared + 1),
        falseHeads: [headOf(forked.falseHost, forked.shared + 2)],
      }),
  },
  {
    what: "whose false head lies on the true history too",
    verdict: "nothing-forked",
    note: (forked) =>
      correct(forked, {
        falseHeads: [
          headOf(forked.falseHost, forked.shared + 1),
          headOf(forked.trueHost, forked.trueHost.size - 1),
        ].sort((a, b) => a.size - b.size || 1),
        trueHead: headOf(forked.trueHost, forked.trueHost.size),
      }),
  },
  {
    what: "whose true head the host does not show",
    verdict: "true-history-not-shown",
    note: (forked) => correct(forked, { trueHead: { size: forked.trueHost.size, root: root(2) } }),
  },
  {
    what: "whose true head is beyond what the host shows",
    verdict: "true-history-not-shown",
    note: (forked) => correct(forked, { trueHead: { size: forked.trueHost.size + 1, root: root(2) } }),
  },
  { what: "that is empty", verdict: "malformed-note", note: () => "" },
];

test("[LG10] a hostile correction changes nothing: too few seats, other seats, another country, another fork, histories that are none", async (t) => {
  const forked = await fork(t);
  const { officer, stores, trueHost } = forked;
  const before = await rows(stores.officer);
  for (const { what, verdict, note } of refused) {
    assert.equal(await must(officer.takeCorrection(await note(forked))), verdict, `a correction ${what}`);
    assert.deepEqual(await rows(stores.officer), before, `a correction ${what}: nothing has changed`);
  }
  const whole = Buffer.from(correct(forked, {}, forked.seats.slice(0, 2)));
  for (let at = 0; at < whole.length; at += 5) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.notEqual(await must(officer.takeCorrection(changed.toString("utf8"))), "taken", `byte ${at} is another`);
  }
  const asked = trueHost.requests.length;
  await officer.sync();
  assert.equal(await officer.flush(), 0);
  assert.ok(alarms(officer).includes("fork"));
  assert.equal(trueHost.requests.length, asked, "it stays stopped");
});

test("[LG10] a correction counts once, and moves nobody back later: the host that shows the false history again is a liar", async (t) => {
  const forked = await fork(t);
  const { officer, lines, falseHost, trueHost, nation } = forked;
  const note = correct(forked);
  assert.equal(await must(officer.takeCorrection(note)), "taken");
  await officer.sync();
  assert.equal(await must(officer.takeCorrection(note)), "taken-already");
  for (let i = 0; i < 3; i++) trueHost.append("case", await someCase(nation));
  await officer.sync();
  const { size } = trueHost;
  lines.officer.to = falseHost;
  assert.equal(await must(officer.takeCorrection(note)), "taken-already");
  await officer.sync();
  assert.equal(officer.view?.log.seen?.size, size);
  assert.ok(!alarms(officer).includes("fork"));
});

test("[LG10] the correction of one fork does not end the next one", async (t) => {
  const forked = await fork(t);
  const { officer, lines, trueHost, nation } = forked;
  const note = correct(forked);
  await must(officer.takeCorrection(note));
  await officer.sync();
  const { size } = trueHost;
  const later = await HostileHost.copyOf(nation.world);
  while (later.size <= size) later.append("case", await someCase(nation));
  lines.officer.to = later;
  await officer.sync();
  assert.deepEqual(alarms(officer), ["fork"]);
  assert.equal(await must(officer.takeCorrection(note)), "taken-already");
  assert.deepEqual(alarms(officer), ["fork"]);
});

test("[LG10] a device that saw two forks is not freed by the correction of one of them", async (t) => {
  const forked = await fork(t);
  const { legal, lines, trueHost, falseHost, nation } = forked;
  const third = await HostileHost.copyOf(nation.world);
  third.append("case", await someCase(nation));
  for (const other of [third, falseHost]) {
    const { log } = legal.room.open();
    const head = other.signHead();
    const checkpoint = verifyCheckpoint(head, log.logKey);
    assert.ok(checkpoint !== null);
    await log.follower.fork(checkpoint);
  }
  lines.legal.to = trueHost;
  assert.equal(await must(legal.takeCorrection(correct(forked))), "another-fork");
  assert.deepEqual(alarms(legal), ["fork"]);
});

/** Gives the third seat another key, on whatever log the note comes to: this country is a demonstration, where it waits for nothing. */
function replacement(nation: Nation) {
  const { keys } = nation.world;
  const [one, two, three] = keys.seats;
  assert.ok(one !== undefined && two !== undefined && three !== undefined);
  const newThree = impostor(three.name);
  const body = { seat: three.name, key: Buffer.from(ed25519PublicKey(newThree.seed)).toString("base64"), number: 1 };
  return { note: directoryNote(nation, "council.seat", body, [one, two]), one, three, newThree };
}

test("[LG10] a seat's key that was replaced before the fork signs no correction any more, and its new key does, also after a restart", async (t) => {
  let replaced: ReturnType<typeof replacement> | undefined;
  const forked = await fork(t, undefined, async (nation) => {
    replaced = replacement(nation);
    await nation.world.registrar.submit(replaced.note);
  });
  const { officer, stores, nation, trueHost } = forked;
  const { one, three, newThree } = replaced ?? assert.fail();
  assert.equal(
    await must(officer.takeCorrection(correct(forked, {}, [one, three]))),
    "not-signed-by-council",
    "a replaced seat signs on",
  );
  assert.ok(alarms(officer).includes("fork"));
  assert.equal(await must(officer.takeCorrection(correct(forked, {}, [one, newThree]))), "taken");
  const again = await start(nation.world, stores.officer, trueHost.network);
  await again.sync();
  assert.deepEqual(alarms(again), []);
  assert.equal(again.view?.corrections[0]?.reason, "An old database was started.");
});

test("[LG10] seats that the false history alone replaced say nothing of it: those at the last shared leaf do", async (t) => {
  let replaced: ReturnType<typeof replacement> | undefined;
  const forked = await fork(t, async ({ nation, falseHost }) => {
    replaced = replacement(nation);
    falseHost.append("directory", replaced.note);
  });
  const { officer, worker } = forked;
  const { one, three, newThree } = replaced ?? assert.fail();
  for (const stopped of [officer, worker])
    assert.equal(await must(stopped.takeCorrection(correct(forked, {}, [one, newThree]))), "not-signed-by-council");
  for (const stopped of [officer, worker])
    assert.equal(await must(stopped.takeCorrection(correct(forked, {}, [one, three]))), "taken");
});

test("[LG10] seats that the true history alone replaced, after the fork, say nothing of it either", async (t) => {
  const forked = await fork(t);
  const { officer, trueHost, nation } = forked;
  const { note, one, three, newThree } = replacement(nation);
  trueHost.append("directory", note);
  const late = { trueHead: headOf(trueHost, trueHost.size) };
  assert.equal(await must(officer.takeCorrection(correct(forked, late, [one, newThree]))), "not-signed-by-council");
  assert.equal(await must(officer.takeCorrection(correct(forked, late, [one, three]))), "taken");
});

test("[LG10] what is kept of a correction counts no more at a start once its seats were not the council's", async (t) => {
  const forked = await fork(t);
  const { officer, stores, nation, trueHost } = forked;
  assert.equal(await must(officer.takeCorrection(correct(forked))), "taken");
  const kept = await text(stores.officer, "corrections");
  const liars = forked.seats.map(({ name }) => impostor(name));
  const forged = JSON.stringify([
    {
      ...JSON.parse(kept.slice(16))[0],
      note: correct(forked, {}, liars),
      seats: liars.map(({ name, seed }) => ({
        seat: name,
        key: Buffer.from(ed25519PublicKey(seed)).toString("base64"),
      })),
    },
  ]);
  await stores.officer.write([clearRow("meta", "corrections", JSON.parse(forged))]);
  const again = await start(nation.world, stores.officer, trueHost.network);
  assert.equal(again.room.log?.corrections.isFalse(treeHeadOf(forked)), false);
});

for (const isReplaced of [false, true])
  test(`[LG10j] a device that is behind keeps the correction that it took (${isReplaced ? "a seat got another key before the fork" : "the founding's seats"})`, async (t) => {
    let replaced: ReturnType<typeof replacement> | undefined;
    let late: Device | undefined;
    const store = openSqliteMemberStore(":memory:");
    const line: Line = { to: null as never };
    const forked = await fork(t, undefined, async (nation) => {
      // The device reads the log up to here, and is off from now on.
      line.to = await HostileHost.copyOf(nation.world);
      late = await nation.world.member(device(nation.legal, 1), { network: networkOf(line), store });
      replaced = replacement(nation);
      if (isReplaced) await nation.world.registrar.submit(replaced.note);
      else await nation.world.organisation("health", "Example Clinic East");
    });
    const { trueHost } = forked;
    const { one, three, newThree } = replaced ?? assert.fail();
    assert.ok(late);
    line.to = trueHost;
    assert.equal(await must(late.takeCorrection(correct(forked, {}, [one, isReplaced ? newThree : three]))), "taken");
    assert.equal(late.room.log?.corrections.isFalse(treeHeadOf(forked)), true, "it is not forgotten");
  });

test("[LG10o] a revocation that only the false history held is not forgotten where a seat that signed it has another key on the true one", async (t) => {
  let stolen = "";
  const forked = await fork(t, async ({ nation, falseHost }) => {
    const { one, three } = replacement(nation);
    stolen = device(nation.legal, 1).device;
    falseHost.append(
      "directory",
      directoryNote(nation, "device.revoke", { device: stolen, reason: "stolen" }, [one, three]),
    );
    falseHost.witnesses = nation.world.witnesses.map(({ signer }) => signer);
  });
  const { worker, trueHost, nation, stores } = forked;
  const { note, one, three } = replacement(nation);
  trueHost.append("directory", note);
  assert.equal(await must(worker.takeCorrection(correct(forked, {}, [one, three]))), "taken");
  await worker.sync();
  await worker.sync();
  const again = await start(nation.world, stores.worker, trueHost.network);
  assert.equal(await again.unlock(testPassphrase), "open");
  await again.sync();
  for (const each of [worker, again]) {
    const { log } = each.room.open();
    assert.equal(log.directory.mayAuthor(stolen, log.now), false, "the stolen device speaks again");
  }
});

test("[LG10i] a device that was behind when it took the correction follows no false head that the council named, nor one behind it", async (t) => {
  const line: Line = { to: null as never };
  let late: Device | undefined;
  const forked = await fork(t, undefined, async (nation) => {
    // The device reads the log up to here, and is off from now on.
    line.to = await HostileHost.copyOf(nation.world);
    late = await nation.world.member(device(nation.legal, 1), { network: networkOf(line) });
    await nation.world.organisation("health", "Example Clinic East");
  });
  assert.ok(late);
  const { trueHost, falseHost, nation } = forked;
  line.to = trueHost;
  const note = correct(forked);
  assert.equal(await must(late.takeCorrection(note)), "taken");
  line.to = falseHost;
  const asked = falseHost.requests.length;
  await late.sync();
  const paths = falseHost.requests.slice(asked).map(({ path }) => path);
  assert.deepEqual([paths.length > 0, paths.filter((path) => path.includes("tile"))], [true, []]);
  falseHost.append("case", await someCase(nation));
  await late.sync();
  line.to = trueHost;
  await late.sync();
  assert.deepEqual([alarms(late), await must(late.takeCorrection(note))], [[], "taken-already"]);
});

test("[LG10i] [EN10] nor does one whose leaves were damaged since, whatever false history it is shown", async (t) => {
  const line: Line = { to: null as never };
  const store = openSqliteMemberStore(":memory:");
  let late: Device | undefined;
  const forked = await fork(t, undefined, async (nation) => {
    line.to = await HostileHost.copyOf(nation.world);
    late = await nation.world.member(device(nation.legal, 1), { network: networkOf(line), store });
    await nation.world.organisation("health", "Example Clinic East");
  });
  assert.ok(late);
  const { trueHost, falseHost, nation } = forked;
  line.to = trueHost;
  assert.equal(await must(late.takeCorrection(correct(forked))), "taken");
  const [first] = await store.list("leaves");
  assert.ok(first);
  const broken = first.value.slice();
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
  await store.write([{ table: "leaves", key: first.key, value: broken }]);
  falseHost.append("case", await someCase(nation));
  const again = await start(nation.world, store, networkOf({ to: falseHost }));
  await again.sync();
  assert.equal(alarms(again).includes("fork"), false);
  assert.ok((again.view?.log.seen?.size ?? 0) <= forked.shared);
  const whole = await start(nation.world, store, trueHost.network);
  await whole.sync();
  await whole.sync();
  assert.deepEqual([alarms(whole).includes("fork"), whole.view?.log.seen?.size], [false, trueHost.size]);
});

test("[LG10d] a correction that the council did not sign is refused before anything of a host is read", async (t) => {
  const forked = await fork(t);
  const { worker, trueHost, lines } = forked;
  lines.worker.to = trueHost;
  const asked = trueHost.requests.length;
  const one = correct(forked, {}, forked.seats.slice(0, 1));
  assert.equal(await must(worker.takeCorrection(one)), "not-signed-by-council");
  assert.equal(trueHost.requests.length, asked);
});

test("[LG10] a long false history is named by several corrections in one file, and by none of them alone", async (t) => {
  const forked = await fork(t);
  const { legal, lines, trueHost, falseHost, nation, shared } = forked;
  const sizes = [shared + 1, falseHost.size];
  for (const size of sizes) {
    const { log } = legal.room.open();
    await log.follower.fork(verifyCheckpoint(falseHost.signHead(size), log.logKey) ?? assert.fail());
  }
  lines.legal.to = trueHost;
  const parts = sizes.map((size) => correct(forked, { falseHeads: [headOf(falseHost, size)] }));
  for (const part of parts) assert.equal(await must(legal.takeCorrection(part)), "another-fork");
  const third = await HostileHost.copyOf(nation.world);
  third.append("case", await someCase(nation));
  third.append("case", await someCase(nation));
  const ofAnother = correct(forked, {
    falseHeads: [headOf(falseHost, shared + 1)],
    trueHead: headOf(third, third.size),
  });
  assert.equal(
    await must(legal.takeCorrection(parts.join("") + ofAnother)),
    "another-fork",
    "with one of another fork",
  );
  const bySeat = correct(forked, {}, forked.seats.slice(0, 1));
  assert.equal(
    await must(legal.takeCorrection(parts.join("") + bySeat)),
    "not-signed-by-council",
    "with one of a seat alone",
  );
  assert.deepEqual(alarms(legal), ["fork"]);
  assert.equal(await must(legal.takeCorrection(parts.join("\n"))), "taken");
  await legal.sync();
  assert.deepEqual(alarms(legal), []);
  assert.equal(legal.view?.corrections.length, 1, "one file is one correction");
  assert.equal(await must(legal.takeCorrection(parts[0] ?? "")), "taken-already");
});

test("[LG10] a correction is taken while a host draws out a round for ever: the round is dropped", async (t) => {
  const forked = await fork(t);
  const { legal, lines, trueHost } = forked;
  let asked = 0;
  const drawnOut: Network = (url, request) => {
    if (!url.endsWith("/checkpoint") || asked++ > 0) return trueHost.network(url, request);
    return new Promise(() => undefined);
  };
  lines.legal.to = { network: drawnOut };
  const round = legal.sync();
  while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    await Promise.all([must(legal.takeCorrection(correct(forked))), must(legal.takeCorrection(correct(forked)))]),
    ["taken", "taken-already"],
  );
  await round;
  await legal.sync();
  assert.deepEqual(alarms(legal), []);
});

test("[LG10] corrections of a false history of thousands of leaves are there after a restart", async (t) => {
  const forked = await fork(t);
  const { officer, stores, nation, trueHost, falseHost } = forked;
  const more = Array.from({ length: 3000 }, (_, i) => ({ size: falseHost.size + 1 + i, root: root(i % 256) }));
  const parts = [
    correct(forked),
    ...[0, 1, 2].map((i) => correct(forked, { falseHeads: more.slice(1000 * i, 1000 * (i + 1)) })),
  ];
  assert.equal(await must(officer.takeCorrection(parts.join(""))), "taken");
  const again = await start(nation.world, stores.officer, trueHost.network);
  await again.sync();
  assert.deepEqual(alarms(again), []);
  assert.equal(again.view?.corrections.length, 1);
});

test("[LG10] a true history with another directory than the device verified before the fork is refused, though the council signed it", async (t) => {
  const forked = await fork(t);
  const { officer, lines, falseHost, nation, shared } = forked;
  // The admission of the shelter, long before the fork, is another one here.
  const rewritten = await HostileHost.copyOf(nation.world);
  const leaves = Array.from({ length: shared }, (_, i) => rewritten.leaf(i));
  rewritten.truncate(shared - 2);
  for (let i = 0; i < 6; i++) rewritten.append("case", await someCase(nation));
  lines.officer.to = rewritten;
  const note = correct(forked, { trueHead: headOf(rewritten, rewritten.size) });
  assert.equal(leaves.length, shared);
  assert.equal(await must(officer.takeCorrection(note)), "another-fork");
  assert.ok(alarms(officer).includes("fork"));
  assert.ok(falseHost.size > shared);
});

test("[LG10] a true head that too few witnesses cosigned is not gone over to; witnesses that cosigned the false one are replaced by council.policy", async (t) => {
  const forked = await fork(t);
  const { officer, trueHost, nation } = forked;
  const note = correct(forked);
  trueHost.witnesses = nation.world.witnesses.slice(0, 1).map(({ signer }) => signer);
  assert.equal(await must(officer.takeCorrection(note)), "true-history-not-shown");
  const [first] = nation.world.witnesses;
  const { policy } = nation.world.founding.founding;
  const line = policy.split("\n").find((each) => each.includes(first?.name ?? "-"));
  const alone = `${line}\ngroup left 1 w1\nquorum left\n`;
  trueHost.append("directory", directoryNote(nation, "council.policy", { policy: alone }, nation.world.keys.seats));
  assert.equal(await must(officer.takeCorrection(note)), "taken");
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
});

interface Line {
  to: Pick<HostileHost, "network">;
}

interface Forked {
  readonly nation: Nation;
  readonly origin: string;
  readonly seats: readonly SignerKey[];
  readonly falseHost: HostileHost;
  readonly trueHost: HostileHost;
  /** So many leaves the two histories have in common. */
  readonly shared: number;
  /** Saw the false history, on which it sent a referral, and then a head of the true one. */
  readonly officer: Device;
  /** Read the referral on the false history, and then saw a head of the true one. */
  readonly worker: Device;
  /** Holds the true history and saw nothing of the false one. */
  readonly legal: Device;
  readonly lines: { readonly officer: Line; readonly worker: Line; readonly legal: Line };
  readonly stores: { readonly officer: MemberStore; readonly worker: MemberStore };
}

/** A log of which a part was lost to a host that then went on: two histories, both signed, and the true one served again. */
async function fork(
  t: TestContext,
  onFalse: (parts: { nation: Nation; falseHost: HostileHost }) => Promise<void> = async () => undefined,
  before: (nation: Nation) => Promise<void> = async () => undefined,
): Promise<Forked> {
  const nation = await found(t);
  await before(nation);
  await nation.host.catchUp();
  const { world, border, shelter } = nation;
  const falseHost = nation.host;
  const trueHost = await HostileHost.copyOf(world);
  const shared = falseHost.size;
  for (let i = 0; i < 3; i++) trueHost.append("case", await someCase(nation));
  const lines = { officer: { to: falseHost }, worker: { to: falseHost }, legal: { to: trueHost } };
  const stores = { officer: openSqliteMemberStore(":memory:"), worker: openSqliteMemberStore(":memory:") };
  const join = (of: WorldOrganisation, line: Line, store?: MemberStore) =>
    world.member(device(of), { network: networkOf(line), ...(store === undefined ? {} : { store }) });
  const officer = await join(border, lines.officer, stores.officer);
  const worker = await join(shelter, lines.worker, stores.worker);
  const legal = await join(nation.legal, lines.legal);
  // The witnesses are away while the old copy runs.
  falseHost.witnesses = [];
  await onFalse({ nation, falseHost });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await worker.sync();
  await worker.sync();
  lines.officer.to = trueHost;
  lines.worker.to = trueHost;
  while (trueHost.size <= falseHost.size) trueHost.append("case", await someCase(nation));
  await officer.sync();
  await worker.sync();
  return {
    nation,
    origin: world.founding.origin,
    seats: world.keys.seats,
    falseHost,
    trueHost,
    shared,
    officer,
    worker,
    legal,
    lines,
    stores,
  };
}

function networkOf(line: Line): Network {
  return (address, request) => line.to.network(address, request);
}

async function someCase(nation: Nation): Promise<Uint8Array> {
  return sealTo(nation, [opening(nation, device(nation.legal), [nation.legal.id])], [nation.legal.id]);
}

/** The newest head of the false history. */
function treeHeadOf({ falseHost }: Forked) {
  const { size, root } = headOf(falseHost, falseHost.size);
  return { size, root: new Uint8Array(Buffer.from(root, "base64")) };
}

function headOf(host: HostileHost, size: number) {
  const { root } = seenIn(host.signHead(size));
  return { size, root };
}

function bodyOf({ falseHost, trueHost, shared }: Forked): Correction {
  return {
    kind: "correction",
    salt: "0123456789abcdef0123456789abcdef",
    at: "2026-01-15T12:00:00Z",
    shared,
    falseHeads: Array.from({ length: falseHost.size - shared }, (_, i) => headOf(falseHost, shared + 1 + i)),
    trueHead: headOf(trueHost, trueHost.size),
    reason: "An old database was started.",
  };
}

function correct(
  forked: Forked,
  changed: Partial<Correction> = {},
  seats: readonly SignerKey[] = forked.seats,
): string {
  return signCorrection(forked.origin, { ...bodyOf(forked), ...changed }, seats);
}

function root(fill: number): string {
  return Buffer.alloc(32, fill).toString("base64");
}

async function text(store: MemberStore, key: string): Promise<string> {
  return decodeUtf8((await store.get("meta", key)) ?? new Uint8Array(0)) ?? "";
}

async function rows(store: MemberStore) {
  const tables = ["meta", "leaves", "clear", "entry", "outbox", "token", "sent", "alarm"] as const;
  return Promise.all(tables.map(async (table) => [table, await store.list(table)] as const));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
