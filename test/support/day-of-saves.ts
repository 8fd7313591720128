// A working day at a shelter in simulated time: saves of sheets in several cases with three sets of readers, a round with the host every quarter of an hour. What
// left is counted in the host's log. The test of FM10 and its bench play it.

import type { Suite } from "../../src/core/directory-note.ts";
import { must } from "../../src/member/verb.ts";
import { sheetsSince } from "./since-referral.ts";
import { exampleDraft, testPassphrase, World } from "./world.ts";
import { consentFor } from "./world-draft.ts";

export interface DayOfSaves {
  readonly saves: number;
  /** How many of them their form wants sealed at once. */
  readonly now: number;
  readonly hours: number;
  readonly readerSets: number;
  readonly locks: number;
  readonly envelopes: number;
  readonly bytes: number;
  /** How many sheets a colleague sees when the day is over. */
  readonly seen: number;
}

const quarter = 15 * 60_000;

/** `savesAnHour` saves in each of `hours` hours; every tenth is a risk, which is sealed at once. `locks` times a day the device is locked and opened again. */
export async function playDayOfSaves(options: {
  readonly suite: Suite;
  readonly hours: number;
  readonly savesAnHour: number;
  readonly locks: number;
}): Promise<DayOfSaves> {
  const { suite, hours, savesAnHour, locks } = options;
  const world = await World.found({ witnesses: 0, now: Date.UTC(2026, 0, 15, 8), terms: { suite } });
  try {
    const shelter = await world.organisation("shelter", "Example Shelter North");
    const helpers = [
      await world.organisation("legal-aid", "Example Legal Aid"),
      await world.organisation("health", "Example Clinic"),
    ];
    const border = await world.organisation("border-post", "Example Border Post");
    const join = (one: typeof shelter, n = 0) => world.member(one.devices[n] ?? missing());
    const [officer, worker, colleague] = [await join(border), await join(shelter), await join(shelter, 1)];
    for (let i = 0; i < 6; i++) await must(officer.drafts.send(exampleDraft([shelter])));
    await world.settle(officer, worker);
    const cases = worker.cases.inbox.map(({ caseId }) => caseId);
    for (const { caseId, referral } of worker.cases.inbox)
      await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
    await world.settle(worker, colleague);
    // Two cases stay with the shelter, two are shared with legal aid, two with the clinic.
    for (const [i, caseId] of cases.slice(2).entries())
      await must(
        worker.cases.consents.grant(caseId, consentFor(helpers[i % 2]?.id ?? "", ["referral", "support", "safety"])),
      );
    await world.settle(worker, colleague);
    const before = await sealed(world);
    let [saves, now] = [0, 0];
    for (let hour = 0; hour < hours; hour++) {
      // In the middle of an hour: what waits then takes envelopes of its own.
      const isLocked = Math.floor(((hour + 1) * locks) / hours) > Math.floor((hour * locks) / hours);
      for (let i = 0; i < savesAnHour; i++) {
        if (isLocked && i === Math.floor(savesAnHour / 2)) {
          await worker.lock();
          await worker.unlock(testPassphrase);
        }
        const caseId = cases[i % cases.length] ?? "";
        const isNow = i % 10 === 9;
        const set = isNow
          ? { level: "low", on: "2026-01-15" }
          : { kind: "legal-advice", on: "2026-01-15", result: "given" };
        await must(worker.cases.saveSheet(caseId, { form: isNow ? "risk" : "service", set }));
        saves += 1;
        now += isNow ? 1 : 0;
        if (i % Math.ceil(savesAnHour / 3) === 0) {
          world.wait(quarter);
          await worker.sync();
        }
      }
      world.wait(3_600_000 - (world.now % 3_600_000));
      await worker.sync();
    }
    await worker.lock();
    await worker.unlock(testPassphrase);
    const after = await sealed(world);
    await world.settle(worker, colleague);
    const seen = cases.flatMap((caseId) => sheetsSince(colleague, caseId)).length;
    const left = { envelopes: after.envelopes - before.envelopes, bytes: after.bytes - before.bytes };
    return { saves, now, hours, readerSets: 3, locks, ...left, seen };
  } finally {
    await world.close();
  }
}

async function sealed(world: World): Promise<{ readonly envelopes: number; readonly bytes: number }> {
  const envelopes = await world.store.bytesOf("case", 0, await world.store.size());
  return { envelopes: envelopes.length, bytes: envelopes.reduce((sum, { length }) => sum + length, 0) };
}

function missing(): never {
  throw new Error("an organisation without devices");
}
