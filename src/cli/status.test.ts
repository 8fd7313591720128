// What `panoh status` says of a country that is not wholly a real one (LG5, LG8, DR6).
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../test/support/world.ts";
import { linesOf } from "./commands/status.ts";

async function said(options: Parameters<typeof World.found>[0]): Promise<readonly string[]> {
  const world = await World.found(options);
  const border = await world.organisation("border-post", "Border of the Teapots");
  const member = await world.member(border.devices[0] ?? assert.fail());
  const lines = linesOf(member.view ?? assert.fail());
  await world.close();
  return lines
    .filter((line) => /^(Country|Watched|Fork|Waits) /.test(line))
    .map((line) => line.replace(world.founding.origin, "O"));
}

const waits = { admission: 1, reader: 1, soloReader: 1, answer: 0 };

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
    await said({ witnesses: 3, quorum: 2, terms: { waits: { admission: 0, reader: 0, soloReader: 0, answer: 0 } } }),
    ["Country    O, a demonstration", "Waits      all zero", "Fork       needs 1 lying witness"],
  );
});
