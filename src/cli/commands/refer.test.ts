// `panoh refer` as a consul uses it, over a running host: one organisation where the person is, and one at home, from one draft.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { teapotDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sealVault } from "../../member/vault.ts";
import { runCommandLine } from "../command-line.ts";

test("[FD2] [R22] a draft with a choice at home makes two referrals of one case, and none before the person agreed to a transfer abroad", async (t) => {
  const world = await World.found({ now: Date.now() });
  t.after(() => world.close());
  const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
  const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
  const north = await world.organisation("shelter", "Example Shelter North");
  await world.witness();
  const dir = mkdtempSync(join(tmpdir(), "panoh-refer-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const secrets = consulate.devices[0] ?? assert.fail();
  writeFileSync(join(dir, "vault.json"), await sealVault(secrets, testPassphrase, randomBytes, argon2id));
  const run = async (...args: readonly string[]) => {
    const said: string[] = [];
    const exit = await runCommandLine([...args, "--vault", dir], {
      say: (line) => void said.push(line),
      tell: (line) => void said.push(line),
      askSecret: async () => testPassphrase,
      untilStopped: async () => undefined,
    });
    await world.witness();
    return { exit, said: said.join("\n") };
  };
  const refer = (agreed: object) => {
    const draft = teapotDraft([gulf, north]);
    const [near, home] = draft.choices ?? [];
    const choices = [
      { ...near, ...agreed },
      { ...home, ...agreed, home: true },
    ];
    const screening = { ...draft.screening, place: "AE", wants: ["return"] };
    writeFileSync(join(dir, "draft.json"), JSON.stringify({ ...draft, screening, choices }));
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
  assert.equal(there.inbox[0]?.caseId, atHome.inbox[0]?.caseId, "one case");
  assert.notEqual(there.inbox[0]?.referral, atHome.inbox[0]?.referral, "two referrals");
});
