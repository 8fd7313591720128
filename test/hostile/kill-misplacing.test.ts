// A reader's device is killed before its writes and posts while it says that a sheet was written into the wrong case (FD13). What it said is then in one
// of the two cases, never in both and never in none, and once the device has said so nothing of it is in the rows of the wrong one.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { acceptedAtShelter, envelopesIn, firstKill, killStep, reopen, runAndKill } from "./kill-run.ts";
import { takeImage } from "./support/image.ts";
import { findTraces } from "./support/traces.ts";

test("[FD13d] [FD13f] killed at a write or post of erasing, what was misplaced is neither lost nor left in the wrong case", async (t) => {
  const { world, folder, file, colleague, caseIds } = await acceptedAtShelter(t, 2);
  const [wrong = "", right = ""] = caseIds;
  for (let killBefore = firstKill; ; killBefore += killStep) {
    // A day's quota of tokens would not do for so many starts.
    world.wait(24 * 3_600_000);
    const mark = `canary-${killBefore}-marker`;
    const where = `killed before effect ${killBefore}`;
    await must(colleague.cases.saveSheet(wrong, { form: "goal", set: { goal: mark } }));
    await must(colleague.cases.saves.sendNow());
    await world.settle(colleague);
    const heard = await runAndKill(world, { task: "misplace", file, killBefore, now: world.now, mark });
    assert.deepEqual(findTraces(takeImage(file, folder, `kill-${killBefore}`).bytes, [mark]), [], where);
    const again = await reopen(world, file);
    const begun = async () =>
      (await again.member.cases.saves.begun.read()).filter(({ draft }) => draft.set["goal"] === mark);
    const isHere = (await rowsOf(again.member)).includes(mark);
    const drafts = await begun();
    if (heard.said.has("misplaced")) assert.equal(isHere, false, where);
    if (drafts.length > 0) assert.equal(isHere, false, `${where}: in both`);
    assert.ok(
      drafts.every(({ caseId, form, sheet }) => caseId === right && form === "goal" && sheet === null),
      where,
    );
    for (let round = 0; round < 2; round++) {
      await again.member.sync();
      await world.witness();
    }
    await world.settle(again.member, colleague);
    const isBegun = (await begun()).length === 1;
    for (const reader of [again.member, colleague]) {
      assert.equal(goalsOf(reader, wrong).includes(mark), !isBegun, `${where}: in one of the two cases`);
      assert.equal((await rowsOf(reader)).includes(mark), !isBegun, where);
      assert.deepEqual(reader.view?.alarms, [], where);
    }
    if (heard.said.has("misplaced")) assert.ok(isBegun, `${where}: it was said`);
    const envelopes = await envelopesIn(world);
    assert.equal(new Set(envelopes).size, envelopes.length, `${where}: no envelope is in the log twice`);
    await must(again.member.cases.saves.begun.keep(right, "goal", null, { set: {}, gone: {} }));
    await again.store.close();
    if (!heard.done) continue;
    assert.ok(heard.said.has("misplaced") && isBegun);
    assert.ok(heard.effects > 3, `only ${heard.effects} effects were counted`);
    break;
  }
});

/** All entries that a device keeps, decrypted, as one text. */
async function rowsOf(member: Device): Promise<string> {
  return JSON.stringify(await member.room.open().session.shelf.list("entry"));
}

function goalsOf(member: Device, caseId: string): readonly unknown[] {
  return (member.cases.sheets(caseId)?.sheets ?? []).map(({ answers }) => answers.get("goal")?.value);
}
