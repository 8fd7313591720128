// `panoh recovery deal --sheet`: the printed sheet of a recovery key is written before the note of that key is there.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { quickStretch, World } from "../../../test/support/world.ts";

test("[KR1] a sheet that cannot be written leaves no note that could be signed, and nothing in the log", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const dir = temporaryFolder(t);
  const [vault, note] = [join(dir, "vault"), join(dir, "deal.note")];
  mkdirSync(vault, { mode: 0o700 });
  await writeVault(vault, shelter.devices[0] ?? assert.fail());
  const deal = (sheet: string) =>
    runPanoh(["recovery", "deal", "--vault", vault, "--sheet", sheet, "--out", note], quickStretch);
  const size = world.host.tree.size;
  const failed = await deal(join(dir, "no such folder", "sheet.txt"));
  assert.equal(failed.exit, 1, failed.said);
  assert.doesNotMatch(failed.said, /Passphrase/, "words of a key that nobody has");
  assert.ok(!existsSync(note));
  assert.equal(world.host.tree.size, size);
  const dealt = await deal(join(dir, "sheet.txt"));
  assert.equal(dealt.exit, 0, dealt.said);
  assert.ok(existsSync(note));
});
