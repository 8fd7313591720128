// `panoh monitor` as a timer runs it: one line and an exit code, what it saw kept in a file, and the evidence of a fork beside it.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { HostileHost } from "../../test/hostile/support/hostile-host.ts";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { World } from "../../test/support/world.ts";
import { listen } from "../server/listen.ts";

test("monitor ends with 0 when all is good, 1 with a warning, 2 with an alarm, says which in its first line, and remembers", async (t) => {
  const { dir, world, state, run } = await country(t);
  const other = await World.foundFor(t, { now: Date.now() });
  writeFileSync(join(dir, "other.note"), other.founding.note);
  const whole = await run(world.url);
  assert.deepEqual([whole.exit, whole.said[0]], [0, "OK: 10 looked at, all good"], whole.said.join("\n"));
  const certificates = whole.said.filter((line) => line.startsWith("Certificate ")).length;
  assert.equal(certificates, 1 + world.witnesses.length, "the host's, and those of its witnesses");

  const hostile = await HostileHost.copyOf(world);
  const door = await listen(hostile.app, 0);
  t.after(() => door.close());
  const liar = `http://127.0.0.1:${door.port}`;
  const head = () => hostile.cosign(hostile.signHead(), hostile.witnesses.slice(1));
  hostile.script = ({ path }) =>
    path === "/health" ? Response.json({}) : path === "/checkpoint" ? new Response(head()) : null;
  const warned = await run(liar);
  assert.deepEqual([warned.exit, warned.said[0]], [1, "WARNING: witness-silent"]);

  hostile.truncate(hostile.size - 1);
  hostile.append("receipt", "another history");
  mkdirSync(`${state}.forked-heads.txt`);
  assert.equal(
    (await run(liar)).said[0],
    "ALARM: fork, not-looked",
    "what was found is said though something fails after it",
  );
  rmSync(`${state}.forked-heads.txt`, { recursive: true });
  const forked = await run(liar, "--json");
  assert.equal(forked.exit, 2);
  const [line] = JSON.parse(forked.said[0] ?? "").lines;
  assert.deepEqual([line.is, line.code], ["alarm", "fork"]);
  assert.equal(readFileSync(`${state}.forked-heads.txt`, "utf8").split(world.founding.origin).length > 2, true);
  assert.deepEqual((await run(world.url)).said[0], "ALARM: fork", "a fork that was seen is remembered");

  const foreign = await run(world.url, "--founding", join(dir, "other.note"));
  assert.equal(foreign.exit, 2, "given twice");
  writeFileSync(join(dir, "founding.note"), other.founding.note);
  const mixed = await run(other.url);
  assert.deepEqual([mixed.exit, mixed.said[0]], [2, "ALARM: not-looked"], "what does not look is no warning");
  assert.match(mixed.said[1] ?? "", /\(another-country\) \(not-looked\)$/);
  rmSync(join(dir, "founding.note"));
  const without = await run(other.url, "--json");
  assert.deepEqual([without.exit, JSON.parse(without.said[0] ?? "").lines[0].code], [2, "not-looked"]);
});

test("of two looks at once the second leaves the state alone and says so, and what the first saw is not forgotten", async (t) => {
  const { dir, run, world } = await country(t);
  const hostile = await HostileHost.copyOf(world);
  const door = await listen(hostile.app, 0);
  t.after(() => door.close());
  const liar = `http://127.0.0.1:${door.port}`;
  const gate = { arrived: () => {}, open: () => {} };
  const arrived = new Promise<void>((resolve) => {
    gate.arrived = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  hostile.script = async ({ path }) => {
    if (path !== "/checkpoint") return path === "/health" ? Response.json({}) : null;
    gate.arrived();
    await opened;
    return null;
  };
  const first = run(liar);
  await arrived;
  const second = await run(world.url);
  assert.deepEqual([second.exit, second.said[0]], [1, "WARNING: look-under-way"]);
  gate.open();
  assert.equal((await first).exit, 0);
  assert.equal((await run(world.url)).exit, 0, "the lock ends with the look");
  assert.ok(existsSync(join(dir, "seen.db")));
});

/** A country with two witnesses, its founding note in a folder, and a monitor on a command line. */
async function country(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), "panoh-monitor-"));
  const world = await World.found({ now: Date.now(), witnesses: 2, quorum: 1 });
  t.after(() => Promise.all([world.close(), rmSync(dir, { recursive: true, force: true })]));
  await world.timekeeping.writeTime();
  await world.witness();
  writeFileSync(join(dir, "founding.note"), world.founding.note);
  const state = join(dir, "seen.db");
  const run = async (host: string, ...more: readonly string[]) => {
    const args = ["--founding", join(dir, "founding.note"), "--host", host, "--state", state, ...more];
    const { exit, out, beside } = await runPanoh(["monitor", ...args]);
    return { exit, said: out, informed: beside.join("\n") };
  };
  return { dir, world, state, run };
}
