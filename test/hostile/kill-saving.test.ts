// A reader's device is killed before its writes and posts while it saves sheets, seals them by the hour and by a lock (FM10). No saved sheet is lost,
// none is sealed twice, and none is readable on its disk.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { savesSince } from "../support/since-referral.ts";
import { acceptedAtShelter, envelopesIn, firstKill, killStep, reopen, runAndKill } from "./kill-run.ts";
import { takeImage } from "./support/image.ts";
import { findTraces } from "./support/traces.ts";

test("[FM10f] killed at a write or post of saving, a saved sheet is neither lost nor doubled nor left readable", async (t) => {
  const { world, folder, file, colleague, caseIds } = await acceptedAtShelter(t, 1);
  const [caseId = ""] = caseIds;
  for (let killBefore = firstKill; ; killBefore += killStep) {
    // A day's quota of tokens would not do for so many starts.
    world.wait(2 * 3_600_000);
    const mark = `canary-${killBefore}-marker`;
    const where = `killed before effect ${killBefore}`;
    const heard = await runAndKill(world, { task: "save", file, killBefore, now: world.now, mark });
    const image = takeImage(file, folder, `kill-${killBefore}`).bytes;
    assert.deepEqual(findTraces(image, [mark]), [], `${where}: nothing is readable at rest`);
    world.wait(2 * 3_600_000);
    const again = await reopen(world, file);
    const promised = [...(heard.said.has("saved") ? ["one"] : []), ...(heard.said.has("saved again") ? ["two"] : [])];
    for (const text of promised)
      assert.equal(
        textsOf(again.member, caseId, mark).includes(text),
        true,
        `${where}: ${text} was promised to be kept`,
      );
    for (let round = 0; round < 2; round++) {
      await again.member.sync();
      await world.witness();
    }
    await again.member.sync();
    await colleague.sync();
    assert.deepEqual(again.member.cases.saves.waiting, [], `${where}: nothing waits any more`);
    for (const reader of [again.member, colleague]) {
      const texts = textsOf(reader, caseId, mark);
      assert.equal(new Set(texts).size, texts.length, `${where}: each is there once`);
      for (const text of promised) assert.ok(texts.includes(text), `${where}: ${text} is seen`);
      assert.deepEqual(reader.view?.alarms, [], where);
    }
    const envelopes = await envelopesIn(world);
    assert.equal(new Set(envelopes).size, envelopes.length, `${where}: no envelope is in the log twice`);
    const ids = savesSince(colleague, caseId).map(({ id }) => id);
    assert.deepEqual(
      savesSince(again.member, caseId)
        .map(({ id }) => id)
        .sort(),
      ids.sort(),
      where,
    );
    for (const draft of await again.member.cases.saves.begun.read())
      await must(again.member.cases.saves.begun.keep(draft.caseId, draft.form, draft.sheet, { set: {}, gone: {} }));
    await again.store.close();
    if (!heard.done) continue;
    assert.deepEqual(promised, ["one", "two"]);
    assert.ok(heard.effects >= 18, `only ${heard.effects} effects were counted`);
    break;
  }
});

/** The texts that one life of the program wrote, in the sheets that this device shows. */
function textsOf(member: Device, caseId: string, mark: string): readonly string[] {
  return (member.cases.sheets(caseId)?.sheets ?? []).flatMap(({ answers }) => {
    const words = answers.get("goal")?.value;
    return typeof words === "string" && words.startsWith(`${mark} `) ? [words.slice(mark.length + 1)] : [];
  });
}
