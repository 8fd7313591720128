// `panoh refer` as a consul uses it, over a running host: one organisation where the person is, and one at home, from one draft.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Hono } from "hono";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { answering, exampleDraft, quickStretch, World } from "../../../test/support/world.ts";
import { hostProblems } from "../../core/problem.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { listen } from "../../server/listen.ts";

test("[FD2] [R22] a draft with a choice at home makes two referrals of one case, and none before the person agreed to a transfer abroad", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
  const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
  const north = await world.organisation("shelter", "Example Shelter North");
  await world.witness();
  const dir = temporaryFolder(t);
  const secrets = consulate.devices[0] ?? assert.fail();
  await writeVault(dir, secrets, argon2id);
  const run = async (...args: readonly string[]) => {
    const ran = await runPanoh([...args, "--vault", dir]);
    await world.witness();
    return ran;
  };
  const refer = (agreed: object) => {
    const draft = exampleDraft([gulf, north]);
    const [near, home] = draft.choices ?? [];
    const choices = [
      { ...near, ...agreed },
      { ...home, ...agreed, home: true },
    ];
    const abroad = answering(draft, "first-line", { place: "AE", wants: ["return"] });
    writeFileSync(join(dir, "draft.json"), JSON.stringify({ ...abroad, choices }));
    return run("refer", "--draft", join(dir, "draft.json"));
  };
  await run("status");

  const refused = await refer({});
  assert.equal(refused.exit, 1);
  assert.match(refused.said, /another country.*"abroad": true/);
  assert.doesNotMatch((await run("sent")).said, /Entry/, "nothing was sealed");

  const { exit, said } = await refer({ abroad: true });
  assert.equal(exit, 0, said);
  assert.match(said, /^Entry {6}[0-9a-f]{64} near the person$/m);
  assert.match(said, /^Entry {6}[0-9a-f]{64} at home$/m);
  const { said: sent } = await run("sent");
  assert.equal(sent.match(/^Entry/gm)?.length, 2);
  assert.match(sent, / near the person\n(?:.*\n)*Entry .* at home/, "the one near the person first");

  const there = await world.member(gulf.devices[0] ?? assert.fail());
  const atHome = await world.member(north.devices[0] ?? assert.fail());
  await world.settle(there, atHome);
  assert.equal(there.cases.inbox[0]?.caseId, atHome.cases.inbox[0]?.caseId, "one case");
  assert.notEqual(there.cases.inbox[0]?.referral, atHome.cases.inbox[0]?.referral, "two referrals");
});

test("[EN9] [LG6] the draft rests on the device before the first answer of the network, is taken up again after an interruption, and a refusal is said with its reason", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const post = await world.organisation("border-post", "Example Border Post");
  const north = await world.organisation("shelter", "Example Shelter North");
  const dir = temporaryFolder(t);
  const [device, copy] = [join(dir, "device"), join(dir, "copy")];
  let interruptsAt: string | null = null;
  let refuses = false;
  // A host behind a door: at the first thing that is asked the device's folder is copied, as a program that is stopped then leaves it.
  const app = new Hono();
  app.all("*", async ({ req }) => {
    if (interruptsAt !== null && !existsSync(copy)) cpSync(interruptsAt, copy, { recursive: true });
    const { method } = req.raw;
    if (refuses && method === "POST" && req.path === "/submit")
      return new Response(problemText("host-stopping"), { status: 503 });
    const body = method === "POST" ? await req.arrayBuffer() : null;
    return fetch(world.url + req.path, { method, body });
  });
  const door = await listen(app, 0);
  t.after(() => door.close());
  const secrets = (post.devices[0] ?? assert.fail()).with({ host: `http://127.0.0.1:${door.port}` });
  mkdirSync(device, { mode: 0o700 });
  await writeVault(device, secrets);
  const draft = join(dir, "draft.json");
  writeFileSync(draft, JSON.stringify(exampleDraft([north])));
  const run = async (...args: readonly string[]) => {
    const ran = await runPanoh(args, quickStretch);
    await world.witness();
    return ran;
  };
  await run("status", "--vault", device);
  assert.match((await run("refer", "--kept", "--vault", device)).said, /keeps no draft/);
  const wrong = join(dir, "wrong.json");
  writeFileSync(
    wrong,
    JSON.stringify(exampleDraft([north])).replaceAll(north.id, "11111111-2222-4333-8444-555555555555"),
  );
  assert.equal((await run("refer", "--draft", wrong, "--vault", device)).exit, 1);
  assert.match((await run("refer", "--kept", "--vault", device)).said, /keeps no draft/, "refused, and still a file");

  interruptsAt = device;
  refuses = true;
  const refused = await run("refer", "--draft", draft, "--vault", device);
  assert.equal(refused.exit, 3, refused.said);
  assert.match(refused.said, /^Sealed {5}kept here: the host refused it \(host-stopping\)$/m);
  assert.match(refused.said, /^The host refused it: .*stopping/m);
  assert.doesNotMatch(refused.said, /waits for the network/);

  refuses = false;
  assert.match((await run("status", "--vault", copy)).said, /not sealed: 1\. Seal one with "panoh refer --kept"/);
  const kept = await run("refer", "--kept", "--vault", copy);
  assert.equal(kept.exit, 0, kept.said);
  assert.match(kept.said, /^Logged {5}leaf \d+$/m);
  assert.match((await run("refer", "--kept", "--vault", copy)).said, /keeps no draft/, "sealed, and gone");
});

function problemText(code: keyof typeof hostProblems): string {
  const [status, detail] = hostProblems[code];
  return JSON.stringify({ type: `urn:panoh:problem:${code}`, title: code, status, detail });
}
