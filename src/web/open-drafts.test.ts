// The drafts that screens hold, over a real device.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { until } from "../../test/support/until.ts";
import { begunDraft, exampleDraft, testPassphrase, World } from "../../test/support/world.ts";
import { Problem } from "../core/problem.ts";
import { mostDrafts } from "../core/referral-draft.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { OpenDrafts } from "./open-drafts.ts";

async function officerWith(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const border = await world.organisation("border-post", "Example Border Post");
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(border.devices[0] ?? assert.fail(), { store });
  return { world, store, officer, drafts: new OpenDrafts(officer.drafts) };
}

test("[SL7] a draft that the store does not erase is still shown, since it is still there", async (t) => {
  const { store, drafts } = await officerWith(t);
  await drafts.save(exampleDraft([]));
  const write = store.write.bind(store);
  store.write = async () => {
    throw new Problem("store", "full");
  };
  await drafts.discard();
  assert.equal((await store.list("draft")).length, 1);
  assert.equal(drafts.list.value.length, 1, "it is not shown as erased");
  assert.equal(drafts.draft.value, null, "but it is not the one that is being written");
  store.write = write;
  drafts.open(drafts.list.value[0]?.id ?? assert.fail());
  await drafts.discard();
  assert.deepEqual([(await store.list("draft")).length, drafts.list.value.length], [0, 0]);
});

test("[EN10i] a draft that is on the screen and that the store cannot give any more is written again; one that the store never took stays on the screen", async (t) => {
  const { store, drafts } = await officerWith(t);
  await drafts.save(begunDraft("Example words"));
  const [row = assert.fail()] = await store.list("draft");
  await store.write([{ table: "draft", key: row.key, value: new Uint8Array(3) }]);
  await drafts.read();
  assert.equal(drafts.draft.value?.sheets?.story?.set["words"], "Example words");
  assert.ok(((await store.get("draft", row.key))?.length ?? 0) > 100, "it is in the store again");
  await drafts.save(begunDraft("Example words, more"));
  const write = store.write.bind(store);
  store.write = async () => {
    throw new Problem("store", "full");
  };
  drafts.begin();
  await drafts.save(begunDraft("Example words of another"));
  store.write = write;
  await drafts.read();
  assert.deepEqual(
    drafts.list.value.map(({ draft }) => draft.sheets?.story?.set["words"]),
    ["Example words, more", "Example words of another"],
  );
});

test("a hundred letters typed faster than they are written are two writes, and the last one holds all of them", async (t) => {
  const { store, drafts } = await officerWith(t);
  const write = store.write.bind(store);
  let writes = 0;
  store.write = async (changes) => {
    writes += 1;
    await write(changes);
  };
  const typed = Array.from({ length: 100 }, (_, n) => "Example words. ".repeat(7).slice(0, n + 1));
  await Promise.all(typed.map((words) => drafts.save(begunDraft(words))));
  assert.ok(writes <= 2, `${writes} writes`);
  drafts.forget();
  await drafts.read();
  assert.equal(drafts.list.value[0]?.draft.sheets?.story?.set["words"], typed.at(-1));
  await drafts.save(begunDraft("Example: another"));
  drafts.forget();
  await drafts.read();
  assert.equal(drafts.list.value[0]?.draft.sheets?.story?.set["words"], "Example: another");
});

test("[EN3k] what was typed while something before it was still being written is there after a lock; what is being sent is not at rest again", async (t) => {
  const { store, officer, drafts } = await officerWith(t);
  const write = store.write.bind(store);
  const slow = Promise.withResolvers<void>();
  store.write = async (changes) => {
    await slow.promise;
    await write(changes);
  };
  const words = () => drafts.list.value.map(({ draft }) => draft.sheets?.story?.set["words"]);
  void drafts.save(begunDraft("Example words"));
  void drafts.save(begunDraft("Example words, more"));
  const left = officer.lock(drafts.unkept);
  drafts.forget();
  const unlocking = officer.unlock(testPassphrase);
  slow.resolve();
  await left;
  assert.equal(await unlocking, "open");
  await drafts.read();
  assert.deepEqual(words(), ["Example words, more"]);

  drafts.open(drafts.list.value[0]?.id ?? assert.fail());
  store.write = async () => {
    throw new Problem("store", "full");
  };
  await drafts.save(begunDraft("Example words that the store did not take"));
  assert.equal(drafts.unkept.length, 1);
  store.write = write;
  const sending = drafts.send(exampleDraft([]));
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(drafts.unkept, []);
  await sending;
});

test("[EN3] [SL7] what was sent, discarded or locked away is nowhere in memory, also where it was being written meanwhile", async (t) => {
  const { world, officer, store, drafts } = await officerWith(t);
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.settle(officer);
  const begun = async () => {
    drafts.begin();
    const draft = exampleDraft([shelter]);
    await drafts.save(draft);
    return new WeakRef(draft);
  };
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const isGone = (ref: WeakRef<object>) =>
    until(() => {
      // As a screen does that draws what is left.
      assert.equal(drafts.draft.value, null);
      collect();
      return ref.deref() === undefined;
    });
  const sent = await begun();
  assert.equal((await drafts.send(drafts.draft.value ?? assert.fail())).is, "done");
  await isGone(sent);
  const discarded = await begun();
  await drafts.discard();
  await isGone(discarded);
  const write = store.write.bind(store);
  const [isWriting, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  store.write = async (changes) => {
    isWriting.resolve();
    await slow.promise;
    await write(changes);
  };
  const saving = begun();
  await isWriting.promise;
  const left = officer.lock(drafts.unkept);
  drafts.forget();
  slow.resolve();
  await left;
  await isGone(await saving);
});

test("after a save that a mistake of the program ended, the next one is kept, sent and erased as ever", async (t) => {
  const { store, drafts } = await officerWith(t);
  for (let n = 0; n < mostDrafts; n++) {
    drafts.begin();
    await drafts.save(exampleDraft([]));
  }
  drafts.begin();
  // No screen offers a sixth: whoever comes here by a mistake of the program hears of it.
  await assert.rejects(drafts.save(exampleDraft([])), /five drafts/);
  const first = drafts.list.value[0] ?? assert.fail();
  drafts.open(first.id);
  await drafts.save({ ...first.draft, escort: true });
  await drafts.read();
  assert.equal(drafts.draft.value?.escort, true, "what was typed after it is on the device");
  const refused = await drafts.send(exampleDraft([]));
  assert.equal(refused.is, "failed", "a draft without a receiver is refused, and that is an answer");
  await drafts.discard();
  assert.equal((await store.list("draft")).length, mostDrafts - 1);
});
