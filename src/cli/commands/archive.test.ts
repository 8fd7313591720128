// A new computer is filled from the organisation's archive by commands alone, as the guide says it.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { enrolReader } from "../../../test/support/archives.ts";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { exampleDraft, quickStretch, World } from "../../../test/support/world.ts";
import type { Secrets } from "../../member/store/vault.ts";
import { must } from "../../member/verb.ts";

test("[AR5, AR8, AR8a] panoh archive restore fills a new computer once its keys were handed over, refuses a file that is none, and the others hear of it", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const folder = temporaryFolder(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const deviceIn = async (name: string, secrets: Secrets | undefined) => {
    const dir = join(folder, name);
    mkdirSync(dir);
    await writeVault(dir, secrets ?? assert.fail());
    return ["--vault", dir];
  };
  const panoh = async (...args: readonly string[]) => {
    const { exit, said } = await runPanoh(args, quickStretch);
    assert.equal(exit, 0, said);
    return said;
  };
  const one = await deviceIn("one", shelter.devices[0]);
  const archive = join(folder, "archive");
  mkdirSync(archive);
  await panoh("archive", "save", ...one, "--folder", archive);
  await world.witness();
  const three = await deviceIn("three", (await enrolReader(world, shelter)).secrets);
  const restore = () => runPanoh(["archive", "restore", ...three, "--folder", archive], quickStretch);
  const early = await restore();
  assert.deepEqual([early.exit, /\(archive-refused\)$/m.test(early.said)], [1, true], early.said);
  await panoh("epoch", "hand-over", ...one, "--all");
  await world.witness();
  const [name = assert.fail()] = readdirSync(archive);
  const whole = readFileSync(join(archive, name));
  writeFileSync(join(archive, name), whole.subarray(0, -1));
  const cut = await restore();
  assert.deepEqual([cut.exit, /\(broken\) \(archive-refused\)$/m.test(cut.said)], [1, true], cut.said);
  writeFileSync(join(archive, name), whole);
  assert.match(await panoh("archive", "restore", ...three, "--folder", archive), /^Cases {6}2$/m);
  assert.equal((await panoh("inbox", ...three)).match(/^Case {7}/gm)?.length, 2);
  await world.witness();
  assert.match(await panoh("status", ...one), /A device of your organisation was filled from your archive/);
});
