// The status port of a host: how it is, about nobody.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { until } from "../../test/support/until.ts";
import { Integrity } from "./integrity.ts";
import { type HostStatus, statusApp } from "./status.ts";
import { askWitnessOverHttp } from "./witnessing.ts";

/** Free space moves in steps, so that nobody sees a submission in it. */
const step = 16 * 1024 * 1024;

async function statusOf(at: TestHost): Promise<HostStatus> {
  const integrity = new Integrity(at.host, () => undefined);
  await integrity.look(new AbortController().signal);
  const { host, witnessing, timekeeping } = at;
  const app = statusApp({
    host,
    witnessing,
    timekeeping,
    integrity,
    version: "1.2.3",
    freeBytes: () => 3 * step + 4_096,
  });
  assert.equal((await app.request("/")).status, 404);
  const answer = await app.request("/status");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(answer.headers.get("access-control-allow-origin"), null, "no web page reads it");
  return (await answer.json()) as HostStatus;
}

test("the status of a host says everything that its operator needs, and nothing else", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
  await at.timekeeping.tick();
  await at.witnessing.run();
  at.clock.now += 60_000;
  await at.witnesses[1]?.off();
  for (const bytes of await sealedCases(3)) await at.post(bytes);
  await at.witnessing.run();
  assert.deepEqual(await statusOf(at), {
    version: "1.2.3",
    schema: 2,
    moving: 0,
    clock: "2026-01-15T12:01:00Z",
    freeBytes: 3 * step,
    integrity: { checkedAt: "2026-01-15T12:01:00Z", rows: 5, flaws: 0, leaves: [] },
    witnesses: [
      { name: "north", state: "good", answeredAt: "2026-01-15T12:01:00Z" },
      { name: "east", state: "silent", answeredAt: "2026-01-15T12:00:00Z" },
    ],
    places: { needed: 0, database: false, mirrors: [] },
    checkpoint: { size: 5, at: "2026-01-15T12:01:00Z" },
    timeNote: "2026-01-15T12:00:00Z",
    clockFlaw: null,
    takes: true,
    why: [],
  });
});

test("no page of another name that leads to this machine, and nobody behind a web server, reads the status", async (t) => {
  const at = await TestHost.start(t);
  const { host, witnessing, timekeeping } = at;
  const integrity = new Integrity(host, () => undefined);
  const app = statusApp({ host, witnessing, timekeeping, integrity, version: "1.2.3", freeBytes: () => 4_096 });
  const ask = async (name: string) => (await app.request(`http://${name}:7411/status`)).status;
  assert.deepEqual([await ask("127.0.0.1"), await ask("localhost"), await ask("[::1]")], [200, 200, 200]);
  assert.deepEqual([await ask("attacker.example"), await ask("127.0.0.1.example")], [403, 403]);
  for (const mark of ["x-forwarded-for", "x-real-ip", "forwarded", "via"]) {
    const passedOn = await app.request("http://127.0.0.1:7411/status", { headers: { [mark]: "192.0.2.7" } });
    assert.equal(passedOn.status, 403, `what a web server passes on: ${mark}`);
  }
});

test("the status in docs/spec/submit.md has the fields that a host answers", async (t) => {
  const page = readFileSync(new URL("../../docs/spec/submit.md", import.meta.url), "utf8");
  const written = JSON.parse(/```status\n(.+)\n```/.exec(page)?.[1] ?? assert.fail()) as HostStatus;
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await at.witnessing.run();
  const answered = await statusOf(at);
  const parts = (status: HostStatus) => [status, status.integrity, status.witnesses[0], status.checkpoint];
  assert.deepEqual(
    parts(written).map((part) => Object.keys(part ?? assert.fail())),
    parts(answered).map((part) => Object.keys(part ?? assert.fail())),
  );
});

test("before anything happened the status says so, and why nothing is taken", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  at.host.hold("witnesses-unheard");
  const { checkpoint, timeNote, witnesses, takes, why } = await statusOf(at);
  assert.deepEqual([checkpoint, timeNote, takes, why], [null, null, false, ["witnesses-unheard"]]);
  assert.deepEqual(witnesses, [{ name: "north", state: null, answeredAt: null }]);
});

test("a witness that falls silent, answers nonsense or comes back is reported once for each change", async (t) => {
  const reported: string[] = [];
  let isSpoilt = false;
  const at = await TestHost.start(t, {
    witnesses: ["north", "east"],
    ask: async (url, body) => {
      const answer = await askWitnessOverHttp(url, body);
      const isLinesman = url === at.witnesses[1]?.policyLine.trim().split(" ").at(-1);
      return isSpoilt && isLinesman ? { status: 200, text: "— east.example AAAA\n" } : answer;
    },
    onWitness: (name, state) => reported.push(`${name} ${state}`),
  });
  const [north] = at.witnesses;
  await at.witnessing.run();
  await at.witnessing.run();
  assert.deepEqual(reported, [], "that all is well is no news");
  await north?.off();
  await at.witnessing.run();
  await at.witnessing.run();
  assert.deepEqual(reported, ["north silent"]);
  await north?.on();
  await until(async () => {
    await at.witnessing.run();
    return reported.length === 2;
  });
  isSpoilt = true;
  await at.witnessing.run();
  await at.witnessing.run();
  assert.deepEqual(reported.slice(1), ["north good", "east bad"]);
});
