// `panoh record lessons` over a running host: what an officer's phone did becomes a row by one command, and a second one has nothing to do.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { testPassphrase, World } from "../../../test/support/world.ts";
import { lessons } from "../../core/lessons.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sealVault } from "../../member/store/vault.ts";
import { must } from "../../member/verb.ts";
import { runCommandLine } from "../command-line.ts";

test("[LS5, LS6] the institute sees how many did the lessons, enters it once, and a reviewer sees both numbers", async (t) => {
  const world = await World.found({ now: Date.now() });
  t.after(() => world.close());
  const post = await world.organisation("border-post", "Example Gate");
  const institute = await world.organisation("training-institute", "Institute of Napkins");
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  await world.timekeeping.writeTime();
  await world.witness();
  const officer = await world.member(post.devices[0] ?? assert.fail());
  for (const lesson of lessons) await must(officer.lessons.finish(lesson));
  await world.settle(officer);

  const run = async (who: typeof institute, ...args: readonly string[]) => {
    const dir = mkdtempSync(join(tmpdir(), "panoh-lessons-"));
    t.after(() => rmSync(dir, { recursive: true, force: true }));
    const vault = await sealVault(who.devices[0] ?? assert.fail(), testPassphrase, randomBytes, argon2id);
    writeFileSync(join(dir, "vault.json"), vault, { mode: 0o600 });
    const said: string[] = [];
    const exit = await runCommandLine(["record", "lessons", ...args, "--vault", dir], {
      say: (line) => void said.push(line),
      inform: (line) => void said.push(line),
      askSecret: async () => testPassphrase,
      untilStopped: async () => undefined,
    });
    await world.witness();
    return { exit, said };
  };
  const month = new Date(world.now).toISOString().slice(0, 7);
  const number = (words: string) => [
    `${month}  border-guard (recognition-1): 1 done, ${words}`,
    "Example Gate: 1 of 1 in the last year",
  ];
  assert.deepEqual(await run(institute), { exit: 0, said: number("none entered") });
  const { exit, said } = await run(institute, "--enter");
  assert.equal(exit, 0);
  assert.match(said.join("\n"), /^Entered {4}1 row into training, in 1 note\nImport {5}[0-9a-f-]{36}$/);
  assert.deepEqual((await run(institute, "--enter")).said, [
    "Nothing to enter: all that this organisation counts is entered.",
  ]);
  assert.deepEqual((await run(ombudsman)).said, number("1 entered by Institute of Napkins"));
});
