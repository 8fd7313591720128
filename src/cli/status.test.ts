// What `panoh status` says of a country that is not wholly a real one (LG5, LG8, DR6), and of an attack.
import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runPanoh, writeVault } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { quickStretch, World } from "../../test/support/world.ts";
import { argon2id } from "../crypto/argon2id.ts";
import { randomBytes } from "../crypto/random.ts";
import type { MemberStore } from "../member/store/store.ts";
import { Alarms } from "../member/trust/alarms.ts";
import type { AlarmCode } from "../member/views.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { alarmParts } from "../operate/person-words.ts";
import { linesOf } from "./commands/status.ts";

async function said(options: Parameters<typeof World.found>[0]): Promise<readonly string[]> {
  const world = await World.found(options);
  const border = await world.organisation("border-post", "Example Border Post");
  const member = await world.member(border.devices[0] ?? assert.fail());
  const lines = linesOf(member.view ?? assert.fail());
  await world.close();
  return lines
    .filter((line) => /^(Country|Watched|Fork|Waits) /.test(line))
    .map((line) => line.replace(world.founding.origin, "O"));
}

const waits = { admission: 1, reader: 1, soloReader: 1, answer: 0, forms: 1 };

test("[LG5] [LG8] [DR6] status says what a trial and a demonstration are, in words of their own for each fact", async () => {
  assert.deepEqual(await said({ witnesses: 0 }), [
    "Country    O, a demonstration, a trial",
    "Watched    by nobody: the host can change the log unseen, and it alone is the clock",
    "Waits      all zero",
  ]);
  assert.deepEqual(
    await said({
      witnesses: 2,
      quorum: 1,
      terms: { trial: true, demonstration: false, waits: { ...waits, admission: 0 } },
    }),
    ["Country    O, a trial", "Fork       needs no lying witness: too few must sign", "Waits      some zero"],
  );
});

test("[LG5] of a log that witnesses watch it says how many of them would have to lie", async () => {
  assert.deepEqual(
    await said({
      witnesses: 3,
      quorum: 2,
      terms: { waits: { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 } },
    }),
    ["Country    O, a demonstration", "Waits      all zero", "Fork       needs 1 lying witness"],
  );
});

test("[EN6] an attack is shown with what happened, what is safe and what to do: by status, and at the end of every command", async (t) => {
  const world = await World.found({ now: Date.now() });
  const other = await World.found({ now: Date.now() });
  t.after(() => Promise.all([world.close(), other.close()]));
  const border = await world.organisation("border-post", "Example Border Post");
  const dir = temporaryFolder(t);
  const device = (border.devices[0] ?? assert.fail()).with({ host: other.url });
  await writeVault(dir, device, argon2id);
  const { what, safe, do: todo } = alarmParts("foreign-founding");
  const whole = `${what} ${safe} ${todo}`;
  const run = async (...args: readonly string[]) => {
    const { out, beside } = await runPanoh([...args, "--vault", dir]);
    return { said: out, informed: beside };
  };
  const status = await run("status");
  const lines = status.said.filter((line) => line.startsWith("Alarm "));
  assert.match(lines.join("\n"), /^Alarm {6}foreign-founding since [^\n]+: [^\n]+$/);
  assert.ok(lines[0]?.endsWith(`: ${whole}`) === true, lines.join());
  assert.deepEqual(status.informed, [`Alarm: ${whole} (foreign-founding)`]);
  assert.deepEqual((await run("sent")).informed, [`Alarm: ${whole} (foreign-founding)`]);
});

/** The folder of an officer's device that has its country's log, and `panoh status` on it. */
async function deviceFolder(t: TestContext) {
  const world = await World.foundFor(t, { now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const dir = temporaryFolder(t);
  const secrets = border.devices[0] ?? assert.fail();
  await writeVault(dir, secrets);
  const run = (...args: readonly string[]) => runPanoh(["status", "--vault", dir, ...args], quickStretch);
  await run();
  return { dir, run };
}

test("an alarm that was settled is put away by its code, all of its leaves; a fork is not, and neither is what is not there", async (t) => {
  const { dir, run } = await deviceFolder(t);
  const raise = async (...raised: readonly (readonly [AlarmCode, number])[]) => {
    const store = openSqliteMemberStore(join(dir, "client.db"));
    const alarms = await Alarms.load(store, Date.now);
    for (const [code, leaf] of raised) await alarms.raise(code, leaf);
    await store.close();
  };
  await raise(["host-rolled-back", 1], ["host-rolled-back", 2], ["false-seen", 2]);
  const { exit, said: left } = await run("--put-away", "host-rolled-back");
  assert.equal(exit, 0, left);
  assert.doesNotMatch(left, /^Alarm {6}host-rolled-back/m);
  assert.match(left, /^Put away {3}host-rolled-back about leaf 2 since .+, put away .+$/m, "it is kept");
  assert.match(left, /^Alarm {6}false-seen/m, "others stay");
  assert.match((await run("--put-away", "host-rolled-back")).said, /\(no-such-alarm\)$/);
  await raise(["fork", 1]);
  assert.match((await run("--put-away", "fork")).said, /\(alarm-stays\)$/);
});

test("[EN10d] what a device cannot read stands in its status, stays, and is erased by its name alone", async (t) => {
  const { dir, run } = await deviceFolder(t);
  const within = async <T>(look: (store: MemberStore) => Promise<T>): Promise<T> => {
    const store = openSqliteMemberStore(join(dir, "client.db"));
    return look(store).finally(() => store.close());
  };
  await within((store) => store.write([{ table: "draft", key: "draft", value: randomBytes(900) }]));
  for (let n = 0; n < 2; n++)
    assert.match((await run()).said, /^Unreadable draft\/draft: a referral that was begun; damaged$/m, "it stays");
  assert.match((await run("--erase", "draft/other")).said, /\(no-such-row\)$/);
  assert.equal(await within(async (store) => (await store.list("draft")).length), 1);
  assert.doesNotMatch((await run("--erase", "draft/draft")).said, /Unreadable/);
  assert.equal(await within(async (store) => (await store.list("draft")).length), 0);
});
