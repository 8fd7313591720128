// A store that is an old copy is noticed before anything is signed (LG4), by whoever holds more of the log: a witness, a mirror, a device.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { test } from "node:test";
import { growBy, sealedCases, TestHost } from "../../test/support/host.ts";
import { until } from "../../test/support/until.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { signCheckpoint } from "../log/sign.ts";
import { StartCheck } from "./start-check.ts";
import { Upkeep } from "./upkeep.ts";

test("[LG4] a store that is behind a witness is an old copy, one that is not takes submissions", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  assert.deepEqual(await asked(at), { oldCopy: null, silent: [], takes: true });
  await growBy(at, 3);
  await at.witnessing.run();
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const grown = await at.reopen(t);
  assert.equal((await asked(grown)).takes, true);
  await growBy(grown, 2);
  await grown.witnessing.run();
  assert.equal((await asked(grown)).takes, true);

  const restored = await grown.reopen(t, `${at.file}.backup`);
  assert.equal(restored.host.tree.size, 4);
  const { oldCopy, takes } = await asked(restored);
  assert.match(oldCopy ?? "", /a witness saw 6 leaves, this store has 4/);
  assert.equal(takes, false);
});

test("[LG4] a restored store that has grown to the same size on another branch is an old copy", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await growBy(at, 3);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const grown = await at.reopen(t);
  await growBy(grown, 2);
  await grown.witnessing.run();
  await grown.close();
  await at.witnesses[0]?.off();
  const restored = await grown.reopen(t, `${at.file}.backup`);
  await growBy(restored, 2);
  await at.witnesses[0]?.on();
  assert.equal(restored.host.tree.size, 6);
  // A witness that came back may miss the first question, which goes to the connection of before.
  let oldCopy: string | null = null;
  await until(async () => {
    oldCopy = (await asked(restored)).oldCopy;
    return oldCopy !== null;
  });
  assert.match(oldCopy ?? "", /another tree of 6 leaves/);
});

test("[LG4] nothing is taken before so many witnesses answered that no quorum can have seen more: n - k + 1", async (t) => {
  for (const [quorum, needed] of [
    [1, 3],
    [2, 2],
    [3, 1],
  ] as const) {
    const at = await TestHost.start(t, { witnesses: ["one", "two", "three"], quorum });
    await Promise.all(at.witnesses.map((witness) => witness.off()));
    const check = new StartCheck({ host: at.host, witnessing: at.witnessing, mirrors: new Map() });
    for (let answering = 0; answering <= 3; answering++) {
      if (answering > 0) await at.witnesses[answering - 1]?.on();
      const { silent } = await check.ask();
      assert.equal(at.host.accepts, answering >= needed, `${answering} of 3 answer, ${quorum} are the quorum`);
      assert.equal(silent.length, 3 - answering);
      if (!at.host.accepts) {
        assert.deepEqual(at.host.holds, ["witnesses-unheard"]);
        const bytes = (await sealedCases(1))[0] ?? assert.fail();
        assert.deepEqual(await at.post(bytes), { problem: "host-stopping" });
        assert.equal((await at.app.request("/founding")).status, 200, "reads go on");
        assert.equal((await at.app.request("/health")).status, 503);
      }
    }
  }
});

test("[LG4] a host that heard too few witnesses at its start does not wait for its next minute to ask again", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await at.witnesses[0]?.off();
  const { host, witnessing, timekeeping } = at;
  const check = new StartCheck({ host, witnessing, mirrors: new Map() });
  const ignored = () => undefined;
  const parts = { host, check, timekeeping, freeBytes: () => null, onTaking: ignored, onClock: ignored };
  // The next look that is regular is an hour away.
  const stopping = new AbortController();
  const looking = new Upkeep(parts, await check.ask()).keepLooking(3_600_000, stopping.signal);
  t.after(async () => {
    stopping.abort();
    await looking;
  });
  assert.equal(host.accepts, false);
  await at.witnesses[0]?.on();
  await until(() => host.accepts);
});

test("[LG4] who answered once need not answer again, and who saw more keeps the host from taking anything until it says otherwise", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
  const check = new StartCheck({ host: at.host, witnessing: at.witnessing, mirrors: new Map() });
  const [north, east] = at.witnesses;
  await east?.off();
  await check.ask();
  assert.equal(at.host.accepts, true, "both must cosign, so one is enough to know");

  await growBy(at, 1);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const grown = await at.reopen(t);
  await east?.on();
  await growBy(grown, 1);
  await grown.witnessing.run();
  const old = await grown.reopen(t, `${at.file}.backup`);
  await north?.off();
  const again = new StartCheck({ host: old.host, witnessing: old.witnessing, mirrors: new Map() });
  assert.match((await again.ask()).oldCopy ?? "", /saw 3 leaves, this store has 2/);
  await east?.off();
  assert.match((await again.ask()).oldCopy ?? "", /saw 3 leaves/, "it is silent now, and was heard");
  assert.equal(old.host.accepts, false);
});

test("[LG4] a mirror that holds more shows it by the log's own signature; one that is silent or behind stops nothing", async (t) => {
  const at = await TestHost.start(t);
  await growBy(at, 2);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const grown = await at.reopen(t);
  const behind = grown.host.head.note;
  await growBy(grown, 1);
  const ahead = grown.host.head.note;
  const old = await grown.reopen(t, `${at.file}.backup`);
  const ask = (notes: Readonly<Record<string, string | null>>) =>
    new StartCheck({
      host: old.host,
      witnessing: old.witnessing,
      mirrors: new Map(Object.entries(notes).map(([url, note]) => [url, async () => note])),
    }).ask();
  assert.deepEqual(await ask({ one: behind, two: null }), { oldCopy: null, silent: ["two"] });
  assert.deepEqual(await ask({ one: "nonsense" }), { oldCopy: null, silent: ["one"] });
  assert.equal(old.host.accepts, true);
  assert.match((await ask({ one: ahead })).oldCopy ?? "", /the mirror one saw 4 leaves, this store has 3/);
  assert.deepEqual(old.host.holds, ["store-behind"]);
});

test("[LG4] a mirror that draws out its answer is not waited for: the host starts, and time goes on", async (t) => {
  const at = await TestHost.start(t);
  const never = new Map([["one", () => new Promise<null>(() => undefined)]]);
  const check = new StartCheck({ host: at.host, witnessing: at.witnessing, mirrors: never, mirrorPatience: 20 });
  assert.deepEqual(await check.ask(), { oldCopy: null, silent: ["one"] });
  assert.equal(at.host.accepts, true);
  assert.equal(check.isOver, false, "it is asked again");
});

test("[LG4] a host that is shown a head of its own key beyond its store, or beside it, takes nothing more, also after a restart, until it is mended", async (t) => {
  const at = await TestHost.start(t);
  await growBy(at, 2);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const grown = await at.reopen(t);
  await growBy(grown, 2);
  const { note } = grown.host.head;
  await grown.close();

  const old = await grown.reopen(t, `${at.file}.backup`);
  assert.equal((await show(old, old.host.head.note)).status, 204, "its own head is no news");
  assert.equal((await show(old, forged(note))).status, 403, "another key shows nothing");
  assert.equal((await show(old, "love all")).status, 403);
  assert.equal((await show(old, "x".repeat(20_000))).status, 413);
  assert.equal(old.host.accepts, true);
  const before = old.host.head;
  assert.equal((await show(old, note)).status, 503);
  assert.deepEqual(old.host.holds, ["store-behind"]);
  const bytes = (await sealedCases(900)).at(-1) ?? assert.fail();
  assert.deepEqual(await old.host.submit({ token: null, bytes }), { problem: "host-stopping" });
  const restarted = await old.reopen(t, `${at.file}.backup`);
  assert.deepEqual(restarted.host.holds, ["store-behind"]);
  assert.deepEqual(restarted.host.head, before);

  // The true store, put back, is no old copy in the sight of the same head; a branch beside it is.
  const whole = await grown.reopen(t, at.file);
  assert.equal((await show(whole, note)).status, 204);
  assert.equal(whole.host.accepts, true);
  restarted.host.release("store-behind");
  await growBy(restarted, 1);
  assert.equal((await show(whole, restarted.host.head.note)).status, 503);
  assert.deepEqual(whole.host.holds, ["store-behind"]);
});

test("[LG10] heads that the council called false count nothing: neither what was shown of them, nor what a witness remembers", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await growBy(at, 2);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const wrong = await at.reopen(t);
  await growBy(wrong, 3);
  await wrong.witnessing.run();
  const { note, size } = wrong.host.head;
  const root = encodeBase64(wrong.host.tree.root(size));
  const right = await wrong.reopen(t, `${at.file}.backup`);
  assert.equal((await show(right, note)).status, 503);
  assert.equal((await asked(right)).takes, false);

  const correction = {
    kind: "correction" as const,
    salt: "00".repeat(16),
    at: "2026-01-15T12:00:00Z",
    shared: 3,
    trueHead: { size: 4, root: encodeBase64(new Uint8Array(32)) },
    falseHeads: [{ size, root }],
    reason: "A copy of Monday was started on Tuesday.",
  };
  const mended = await right.reopen(t, `${at.file}.backup`, [correction]);
  assert.deepEqual(mended.host.holds, []);
  assert.equal((await show(mended, note)).status, 204);
  assert.deepEqual(await asked(mended), { oldCopy: null, silent: [], takes: true });

  // Another head of that size is not the one that it names.
  const other = { ...correction, falseHeads: [{ size, root: encodeBase64(new Uint8Array(32).fill(1)) }] };
  assert.deepEqual((await mended.reopen(t, `${at.file}.backup`, [other])).host.holds, ["store-behind"]);
});

test("[LG10] a witness that cosigned beyond where the histories part means this one, though a head that the council called false is of its size", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await growBy(at, 2);
  await at.close();
  copyFileSync(at.file, `${at.file}.backup`);
  const wrong = await at.reopen(t);
  await at.witnesses[0]?.off();
  await growBy(wrong, 3);
  const heads = [4, 5, 6].map((size) => ({ size, root: encodeBase64(wrong.host.tree.root(size)) }));
  const right = await wrong.reopen(t, `${at.file}.backup`);
  await at.witnesses[0]?.on();
  await growBy(right, 1);
  await right.witnessing.run();
  const correction = {
    kind: "correction" as const,
    salt: "00".repeat(16),
    at: "2026-01-15T12:00:00Z",
    shared: 3,
    trueHead: { size: 4, root: encodeBase64(right.host.tree.root(4)) },
    falseHeads: heads,
    reason: "A copy of Monday was started on Tuesday.",
  };
  await right.close();
  copyFileSync(`${at.file}.backup`, `${at.file}.later`);
  const grown = await right.reopen(t, `${at.file}.backup`, [correction]);
  assert.equal((await asked(grown)).takes, true);
  await growBy(grown, 1);
  await grown.witnessing.run();
  const { note } = grown.host.head;
  const old = await grown.reopen(t, `${at.file}.later`, [correction]);
  const { oldCopy, takes } = await asked(old);
  assert.match(oldCopy ?? "", /a witness saw 5 leaves, this store has 4/);
  assert.equal(takes, false);
  const mirrors = new Map([["one", async () => note]]);
  const check = new StartCheck({ host: old.host, witnessing: old.witnessing, mirrors });
  await at.witnesses[0]?.off();
  assert.match((await check.ask()).oldCopy ?? "", /the mirror one saw 5 leaves/);
});

async function asked(at: TestHost) {
  const answer = await new StartCheck({ host: at.host, witnessing: at.witnessing, mirrors: new Map() }).ask();
  return { ...answer, takes: at.host.accepts };
}

function show(at: TestHost, note: string): Promise<Response> {
  return Promise.resolve(at.app.request("/head", { method: "POST", body: note }));
}

/** The same checkpoint under another key. */
function forged(note: string): string {
  return signCheckpoint(note.slice(0, note.indexOf("\n\n") + 1), new Uint8Array(32).fill(7));
}
