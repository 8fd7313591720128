// What a worker saved or began of a sheet is there in the end, whatever comes between: seals, locks, reloads and unlocks in any order, with a store that for once
// does not give a row, reads one wrong or refuses a write, and with a clock that is weeks ahead (EN10d, EN10i, EN3i, FM10f).
import assert from "node:assert/strict";
import { test } from "node:test";
import { copied, faulty } from "../../../test/support/faulty-store.ts";
import { chance, tries } from "../../../test/support/tries.ts";
import { exampleDraft, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { randomBytes } from "../../crypto/random.ts";
import { Device } from "../device.ts";
import { openMemoryMemberStore } from "../store/memory-member-store.ts";
import { type MemberStore, tables } from "../store/store.ts";
import { must } from "../verb.ts";

const day = 86_400_000;
const all = 2_500;

test("[EN10d] [EN10i] [EN3i] [FM10f] what was saved or begun of a sheet is there after a reload, in whatever order it is saved, sealed, locked, reloaded and unlocked beside faults that pass", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const store = openMemoryMemberStore();
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const [item = assert.fail()] = worker.cases.inbox;
  await must(worker.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  const before = await copied(store, openMemoryMemberStore(), tables);
  const seed = chance(2 ** 31);
  const counts: Record<string, number> = {};
  for (let run = 0; run < tries(all); run++) {
    const at = `run ${seed + run}`;
    try {
      for (const what of await play(world, before, item.caseId, seed + run)) counts[what] = (counts[what] ?? 0) + 1;
    } catch (error) {
      assert.fail(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const what of ["save", "begin", "seal", "lock", "reload", "ahead", "away", "misread", "refuse"])
    assert.ok((counts[what] ?? 0) > 0, `${what} was played`);
});

/** Plays one run, and throws where something is not there in the end. Gives what was done. */
async function play(world: World, before: MemberStore, caseId: string, seed: number): Promise<readonly string[]> {
  const chance = chanceOf(seed);
  const store = faulty(await copied(before, openMemoryMemberStore(), tables));
  const clock = { ahead: 0 };
  const open = () =>
    Device.open({
      store,
      network: async () => null,
      clock: () => world.now + clock.ahead,
      randomBytes,
      stretch: quickStretch,
    });
  let device = await open();
  const unlock = async () => assert.equal(await device.unlock(testPassphrase), "open");
  await unlock();
  const saved = new Set<string>();
  const begun = new Map<string, string>();
  const done: string[] = [];
  const calm = () => {
    store.isAway = () => false;
    store.isMisread = () => false;
    store.refusals = 0;
    clock.ahead = 0;
  };
  const steps: Readonly<Record<string, () => Promise<void>>> = {
    save: async () => {
      const words = `Saved ${saved.size} of run ${seed}`;
      const set = { kind: "visit", on: "2026-01-15", words } as const;
      const verdict = await device.cases.saveSheet(caseId, { form: "note", set });
      if (verdict.is === "done") {
        saved.add(words);
        // The begun note, if there is one, was saved with it.
        begun.delete("note");
      }
    },
    begin: async () => {
      const form = chance(2) === 0 ? "note" : "service";
      const words = `Begun ${done.length} of run ${seed}`;
      const verdict = await device.cases.saves.begun.keep(caseId, form, null, {
        set: { [form === "note" ? "words" : "provider"]: words },
        gone: {},
      });
      if (verdict.is === "done") begun.set(form, words);
      else if (begun.has(form)) begun.set(form, `${begun.get(form)}|${words}`);
    },
    seal: async () => void (await device.cases.saves.sendNow()),
    lock: async () => {
      await device.lock();
      await unlock();
    },
    reload: async () => {
      device = await open();
      await unlock();
    },
    again: async () => void (await device.tryAside()),
    round: async () => device.sync(),
    ahead: async () => {
      await device.lock();
      clock.ahead = 15 * day;
      await unlock();
      clock.ahead = 0;
    },
    away: async () => {
      const part = chance(4);
      store.isAway = (table, key) => table === "draft" && (part === 0 || key.charCodeAt(key.length - 1) % 4 === part);
    },
    misread: async () => {
      const part = chance(4);
      store.isMisread = (table, key) =>
        (table === "draft" || table === "label") && (part === 0 || key.charCodeAt(key.length - 1) % 4 === part);
    },
    refuse: async () => {
      store.refusals = 1;
    },
    calm: async () => calm(),
  };
  const names = Object.keys(steps);
  for (let n = 4 + chance(8); n > 0; n--) {
    const name = names[chance(names.length)] ?? "";
    done.push(name);
    // Most faults pass before the next step but one.
    if (chance(3) === 0) calm();
    await steps[name]?.();
  }
  calm();
  device = await open();
  await unlock();
  const said = (device.cases.sheets(caseId)?.sheets ?? []).map(({ answers }) => answers.get("words")?.value);
  const story = done.join(", ");
  for (const words of saved) assert.equal(said.filter((one) => one === words).length, 1, `${words}: ${story}`);
  for (const [form, words] of begun) {
    const { set } = device.cases.saves.begun.of(caseId, form, null) ?? assert.fail(`${form} is not there: ${story}`);
    assert.ok(
      words.split("|").includes(String(Object.values(set)[0])),
      `${words}, not ${Object.values(set)}: ${story}`,
    );
  }
  assert.deepEqual(device.aside, [], story);
  return done;
}

/** Numbers below a bound, the same ones for the same seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
