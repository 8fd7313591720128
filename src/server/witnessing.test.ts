// Checkpoints are cosigned by real witnesses over loopback and published with or without their quorum (LG5).
import assert from "node:assert/strict";
import { test } from "node:test";
import { growBy, sealedCases, TestHost } from "../../test/support/host.ts";
import { until } from "../../test/support/until.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import { verifyConsistency } from "../log/merkle.ts";
import { parseAddCheckpoint } from "../log/witness-request.ts";
import { logKeyOf, policyFor } from "../protocol/clear-note.ts";
import type { HostStore } from "./store/host-store.ts";
import { type AskWitness, askWitnessOverHttp } from "./witnessing.ts";

test("[LG5] every growth is cosigned and published", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
  assert.equal(
    (await at.app.request("/checkpoint")).status,
    404,
    "nothing is published before it was shown to witnesses",
  );
  for (const bytes of await sealedCases(5)) {
    await at.post(bytes);
    await at.witnessing.run();
    const { checkpoint, verdict } = await published(at);
    assert.equal(checkpoint.size, at.host.tree.size);
    assert.equal(verdict.satisfied, true);
    assert.deepEqual(verdict.cosigners.map((cosigner) => cosigner.name).sort(), ["east", "north"]);
  }
});

test("[LG5] without its quorum a checkpoint is published all the same, and again once the witness is back", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
  const [north] = at.witnesses;
  await at.timekeeping.tick();
  await at.timekeeping.tick();
  const size = at.host.tree.size;
  await north?.off();
  await growBy(at, 3);
  await at.witnessing.run();
  const without = await published(at);
  assert.equal(without.checkpoint.size, size + 3);
  assert.equal(without.verdict.satisfied, false);
  assert.deepEqual(
    without.verdict.cosigners.map((cosigner) => cosigner.name),
    ["east"],
  );
  assert.equal(await at.witnessing.isTrusted(), false);

  at.clock.now += 60_000;
  await at.timekeeping.tick();
  assert.equal((await published(at)).verdict.satisfied, false);
  await north?.on();
  at.clock.now += 60_000;
  await at.timekeeping.tick();
  const again = await published(at);
  assert.equal(again.checkpoint.size, size + 3, "nothing was logged for it");
  assert.equal(again.verdict.satisfied, true);
  assert.equal(await at.witnessing.isTrusted(), true);
});

test("[LG5] a trusted checkpoint is not replaced by one of the same size with fewer cosignatures", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
  await at.witnessing.run();
  const before = (await published(at)).note;
  await at.witnesses[1]?.off();
  at.clock.now += 3_600_000;
  await at.witnessing.run();
  assert.equal((await published(at)).note, before);
  await growBy(at, 1);
  await at.witnessing.run();
  assert.equal((await published(at)).verdict.satisfied, false, "a longer one is published");
});

test("[LG5] cosignatures are renewed every hour even without growth", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await at.timekeeping.tick();
  await at.witnessing.run();
  const { size } = (await published(at)).checkpoint;
  const times: (number | null)[] = [];
  for (let minute = 0; minute <= 180; minute += 30) {
    await at.timekeeping.tick();
    times.push((await published(at)).verdict.medianSeconds);
    at.clock.now += 30 * 60_000;
  }
  assert.equal((await published(at)).checkpoint.size, size);
  const start = Date.UTC(2026, 0, 15, 12) / 1000;
  assert.deepEqual(
    times.map((seconds) => (seconds ?? 0) - start),
    [0, 0, 3_600, 3_600, 7_200, 7_200, 10_800],
  );
});

test("a witness is asked with the size it last saw and a proof from there, also after a restart of the host", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await growBy(at, 9);
  await at.witnessing.run();
  const again = await at.reopen(t);
  again.clock.now += 60_000;
  await again.witnessing.run();
  // It does not know any more what the witness saw, asks, gets the answer, and asks again in the same round.
  assert.equal((await published(again)).verdict.medianSeconds, again.clock.now / 1_000);
  await growBy(again, 7);
  await again.witnessing.run();
  assert.equal((await published(again)).verdict.satisfied, true);
  await at.witnesses[0]?.off();
  await growBy(again, 300);
  await again.witnessing.run();
  await at.witnesses[0]?.on();
  await growBy(again, 1);
  await again.witnessing.run();
  assert.equal((await published(again)).verdict.satisfied, true);
});

test("while a round is under way growth is cosigned in the next one, not one round a leaf", async (t) => {
  const sizes: number[] = [];
  const gate = Promise.withResolvers<void>();
  const ask: AskWitness = async (url, body) => {
    sizes.push(parseAddCheckpoint(body)?.head.size ?? -1);
    await gate.promise;
    return askWitnessOverHttp(url, body);
  };
  const at = await TestHost.start(t, { witnesses: ["north"], ask });
  const first = at.witnessing.run();
  await growBy(at, 20);
  gate.resolve();
  await first;
  assert.deepEqual([...new Set(sizes)], [1, 21]);
});

test("[LG5h] growth that comes fast is cosigned by the 50 milliseconds, and the last of it by itself", async (t) => {
  const sizes: number[] = [];
  const ask: AskWitness = async (url, body) => {
    sizes.push(parseAddCheckpoint(body)?.head.size ?? -1);
    return askWitnessOverHttp(url, body);
  };
  const at = await TestHost.start(t, { witnesses: ["north"], ask });
  await at.witnessing.run();
  const items = await sealedCases(30);
  const tokens = await at.draw(30);
  const start = performance.now();
  for (const [i, bytes] of items.entries()) await at.host.submit({ token: tokens[i] ?? null, bytes });
  // Each round asks once; the first begins at once, and a timer may come a millisecond early.
  const rounds = 2 + Math.floor((performance.now() - start) / 49);
  assert.ok(new Set(sizes).size <= rounds, `${sizes} in ${rounds} rounds at the most`);
  await until(async () => (await published(at)).checkpoint.size === at.host.tree.size);
  assert.equal((await published(at)).verdict.satisfied, true);
});

test("[LG5h] [LG5m] a witness that is silent holds up no checkpoint that meets its policy, is asked one thing at a time, and adds its cosignature when it comes", async (t) => {
  const held: (() => void)[] = [];
  let silent = "";
  const ask: AskWitness = async (url, body) => {
    if (url === silent) await new Promise<void>((resolve) => held.push(resolve));
    return askWitnessOverHttp(url, body);
  };
  const at = await TestHost.start(t, { witnesses: ["north", "east"], quorum: 1, ask });
  const names = async () => {
    const { checkpoint, verdict } = await published(at);
    assert.equal(checkpoint.size, at.host.tree.size);
    return verdict.cosigners.map(({ name }) => name);
  };
  silent = at.witnesses[1]?.policyLine.trim().split(" ").at(-1) ?? "";
  for (let i = 0; i < 3; i++) {
    await growBy(at, 1);
    await at.witnessing.run();
    assert.deepEqual(await names(), ["north"]);
    assert.equal(held.length, 1);
  }
  silent = "";
  held[0]?.();
  // What it was asked first is older than what is published, and comes in no place of it.
  await until(async () => (await names()).length === 2);
  assert.deepEqual(await names(), ["north", "east"]);
});

test("[LG5h] what a witness says once the host is to be closed is published no more", async (t) => {
  const held = Promise.withResolvers<void>();
  let silent = "";
  const ask: AskWitness = async (url, body) => {
    if (url === silent) await held.promise;
    return askWitnessOverHttp(url, body);
  };
  const notes: string[] = [];
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    publish: (head) => {
      notes.push(head.note);
      return store.publish(head);
    },
  });
  const at = await TestHost.start(t, { witnesses: ["north", "east"], quorum: 1, ask, wrap });
  silent = at.witnesses[1]?.policyLine.trim().split(" ").at(-1) ?? "";
  await growBy(at, 1);
  await at.witnessing.run();
  const before = notes.length;
  await at.witnessing.end();
  held.resolve();
  await until(() => at.witnessing.reports.every(({ answeredAt }) => answeredAt !== null));
  await at.witnessing.run();
  assert.equal(notes.length, before);
});

test("a witness that lies about its size or answers nonsense does not stop the others, nor for ever itself", async (t) => {
  let lie: Awaited<ReturnType<AskWitness>> = null;
  let north = "";
  const ask: AskWitness = (url, body) =>
    url === north && lie !== null ? Promise.resolve(lie) : askWitnessOverHttp(url, body);
  const at = await TestHost.start(t, { witnesses: ["north", "east"], ask });
  north = at.witnesses[0]?.policyLine.trim().split(" ").at(-1) ?? "";
  const { witnessing } = at;
  const lies = [
    { status: 409, text: "9007199254740991\n" },
    { status: 409, text: "0\n" },
    { status: 409, text: "love\n" },
    { status: 200, text: "— east.example AAAA\n" },
    { status: 200, text: "" },
    { status: 500, text: "x".repeat(4_000) },
  ];
  for (const answer of lies) {
    lie = answer;
    await growBy(at, 1);
    await witnessing.run();
    const { verdict, checkpoint } = await published(at);
    assert.equal(checkpoint.size, at.host.tree.size);
    assert.deepEqual(
      verdict.cosigners.map((cosigner) => cosigner.name),
      ["east"],
    );
    lie = null;
    await witnessing.run();
    await witnessing.run();
    assert.equal((await published(at)).verdict.satisfied, true, `honest again after ${answer.text.slice(0, 20)}`);
  }
});

test("published checkpoints only ever append to those before", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  let last: ReturnType<typeof verifyCheckpoint> = null;
  for (const count of [1, 2, 5, 1, 9]) {
    await growBy(at, count);
    await at.witnessing.run();
    const { checkpoint } = await published(at);
    const proof = at.host.tree.consistency(last?.size ?? 0, checkpoint.size);
    if (last !== null) assert.ok(verifyConsistency(last.size, checkpoint.size, last.root, checkpoint.root, proof));
    last = checkpoint;
  }
});

async function published(at: TestHost) {
  const note = await (await at.app.request("/checkpoint")).text();
  const checkpoint = verifyCheckpoint(note, logKeyOf(at.country.founding)) ?? assert.fail("no checkpoint");
  const verdict = evaluatePolicy(policyFor(at.host.directory, checkpoint.size), checkpoint) ?? assert.fail("spoilt");
  return { note, checkpoint, verdict };
}
