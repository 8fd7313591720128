// The browser's store passes the same suite inside a real Chromium, and says clearly what it cannot do.
import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import type { BrowserContext } from "playwright-core";
import type { MemberStore } from "../../src/member/store/store.ts";
import {
  chromiumPath,
  launchChromium,
  openChromium,
  openModules,
  ownProfile,
  serveModules,
} from "../support/chromium.ts";

/** What the page holds. The store itself belongs to the web layer's compiler project, so its signature is repeated here. */
interface InPage {
  readonly panoh: {
    readonly store: { openIndexedDbMemberStore(name: string): Promise<MemberStore> };
    readonly suite: typeof import("./member-store.ts");
  };
}

const modules = { store: "src/web/indexeddb-member-store.ts", suite: "test/contracts/member-store.ts" };

const closings: (() => unknown)[] = [];
const untilTheEnd: Pick<TestContext, "after"> = { after: (close) => void closings.push(close as () => unknown) };
let browser: BrowserContext | null = null;

// One browser for all tests that do not end it. Each has an address of its own, which nobody gets again before the end, and with it stores of its own.
before(async () => {
  if (chromiumPath !== null) browser = await openChromium(untilTheEnd, chromiumPath);
});
after(async () => {
  for (const close of closings) await close();
});
const serveOwn = () => serveModules(untilTheEnd, modules);

test("[ST2] the IndexedDB store keeps the contract", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const names = await page.evaluate(() => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const cases = suite.memberStoreCases({ open: store.openIndexedDbMemberStore, lasting: true });
    return cases.map(({ name }) => name);
  });
  assert.ok(names.length >= 16);
  for (const name of names) {
    await t.test(name, () =>
      page.evaluate(async (wanted) => {
        const { store, suite } = (globalThis as unknown as InPage).panoh;
        const cases = suite.memberStoreCases({ open: store.openIndexedDbMemberStore, lasting: true });
        await cases.find((one) => one.name === wanted)?.run();
      }, name),
    );
  }
});

test("[ST2] what an IndexedDB write promised is there after the browser was killed and started again", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const url = await serveModules(t, modules);
  const profile = ownProfile(t);
  const before = await launchChromium(profile, [], "allow", chromiumPath);
  const page = await openModules(before, url);
  await page.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write(suite.lastingRows);
  });
  const gone = new Promise((resolve) => before.once("close", resolve));
  const session = await before.browser()?.newBrowserCDPSession();
  assert.ok(session);
  // The command ends the whole browser at once, so nothing answers it.
  session.send("Browser.crash").catch(() => undefined);
  await gone;
  const after = await launchChromium(profile, [], "allow", chromiumPath);
  const again = await openModules(after, url);
  await again.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    await suite.expectLastingRows(await store.openIndexedDbMemberStore("member"));
  });
});

test("[SL7] a draft is a file that no other row has; what is let go, or was left by a dead program, is removed", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const counts = await page.evaluate(async () => {
    const { store } = (globalThis as unknown as InPage).panoh;
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-member", { create: true });
    const files = async () => {
      let count = 0;
      for await (const _ of folder.keys()) count++;
      return count;
    };
    const draft = (key: string, value: Uint8Array | null) => ({ table: "draft" as const, key, value });
    const bytes = (first: number) => Uint8Array.of(first, 2, 3);
    await folder.getFileHandle("left by a dead program", { create: true });
    const found: number[] = [await files()];
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write([draft("a", bytes(1)), { table: "sent", key: "a", value: bytes(2) }]);
    found.push(await files(), (await opened.list("draft")).length, await files());
    await opened.write([draft("a", bytes(4)), draft("b", bytes(5)), draft("b", bytes(6))]);
    found.push(await files(), (await opened.get("draft", "a"))?.[0] ?? 0, (await opened.get("draft", "b"))?.[0] ?? 0);
    // As many as are begun are done, in their order, and what is asked meanwhile waits for them.
    const writes = [draft("a", null), draft("a", bytes(7)), draft("b", null)].map((change) => opened.write([change]));
    found.push((await opened.list("draft")).length);
    await Promise.all(writes);
    found.push(await files(), (await opened.get("sent", "a"))?.[0] ?? 0);
    await opened.close();
    return found;
  });
  assert.deepEqual(counts, [1, 2, 1, 1, 2, 4, 6, 1, 1, 2]);
});

test("[ST2] [SL7] a draft that is to be written only over another one is not written over nothing, and leaves no file", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const found = await page.evaluate(async () => {
    const { store } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-member");
    const files = async () => {
      let count = 0;
      for await (const _ of folder.keys()) count++;
      return count;
    };
    const change = { table: "draft" as const, key: "a", onlyOver: true as const };
    await opened.write([{ ...change, value: Uint8Array.of(1) }]);
    const before = [(await opened.list("draft")).length, await files()];
    await opened.write([{ table: "draft", key: "a", value: Uint8Array.of(2) }]);
    await opened.write([{ ...change, value: Uint8Array.of(3) }]);
    const after = [(await opened.get("draft", "a"))?.[0] ?? 0, await files()];
    await opened.close();
    return [...before, ...after];
  });
  assert.deepEqual(found, [0, 0, 3, 1]);
});

test("[SL7] drafts that are listed while others are written have their bytes, as they were before or are after", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const lengths = await page.evaluate(async () => {
    const { store } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    const keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const draft = (key: string) => ({ table: "draft" as const, key, value: new Uint8Array(8) });
    await opened.write(keys.map(draft));
    await opened.list("draft");
    const found: number[] = [];
    for (let n = 0; n < 40; n++) {
      const listing = opened.list("draft");
      // So that the rows may have been read, and the files not yet.
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      await opened.write([draft("j")]);
      found.push(...(await listing).map(({ value }) => value.length));
    }
    await opened.close();
    return found;
  });
  assert.deepEqual(lengths, Array(40 * 10).fill(8));
});

test("[ST2] every IndexedDB write asks the browser for strict durability", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const durabilities = await page.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const asked: string[] = [];
    // What a power cut would show cannot be had in a test; what the browser was asked for can.
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...words) {
      const transaction = begin.apply(this, words);
      if (transaction.mode === "readwrite") asked.push(transaction.durability);
      return transaction;
    };
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write(suite.lastingRows);
    await opened.write([{ table: "draft", key: "draft", value: null }]);
    return asked;
  });
  assert.deepEqual(durabilities, ["strict", "strict"]);
});

test("[ST2] a write for which the browser has no room leaves nothing, is called `full`, and the store goes on", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const url = await serveOwn();
  const page = await openModules(browser, url);
  const session = await browser.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: url, quotaSize: 4_000_000 });
  await page.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write(suite.lastingRows);
    const large = Array.from({ length: 20 }, (_, i) => ({
      table: "clear" as const,
      key: String(i),
      value: crypto.getRandomValues(new Uint8Array(65_536)),
    }));
    const tooMuch = Array.from({ length: 6 }, (_, i) =>
      large.map((change) => ({ ...change, key: `${i}/${change.key}` })),
    );
    await suite.expectProblem("full", () => opened.write(tooMuch.flat()));
    if ((await opened.list("clear")).length !== 0) throw new Error("half a write is left");
    await opened.write(large.slice(0, 1));
    await suite.expectLastingRows(opened);
    if ((await opened.list("clear")).length !== 1) throw new Error("the store does not go on");
  });
});

test("[ST2] a newer program in another window gets the store; the older one gets `closed`, and coming back it gets `newer`", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const url = await serveOwn();
  const older = await openModules(browser, url);
  const newer = await openModules(browser, url);
  await older.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write(suite.lastingRows);
    Object.assign(globalThis, { opened });
  });
  await newer.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("member", 99);
        request.onsuccess = resolve;
        request.onerror = reject;
        request.onblocked = () => reject(new Error("the older program does not let go"));
      }),
  );
  await older.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const { opened } = globalThis as unknown as { readonly opened: MemberStore };
    await suite.expectProblem("closed", () => opened.get("draft", "draft"));
    await suite.expectProblem("closed", () => opened.write(suite.lastingRows));
    await suite.expectProblem("newer", () => store.openIndexedDbMemberStore("member"));
  });
});

test("[ST2] while another window holds an older store and does not let go, opening is refused as `busy`", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const url = await serveOwn();
  const holding = await openModules(browser, url);
  const waiting = await openModules(browser, url);
  await holding.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("member", 1);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => resolve();
        Object.assign(globalThis, { request });
      }),
  );
  await waiting.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    await suite.expectProblem("busy", () => store.openIndexedDbMemberStore("member"));
  });
});

test("[ST2a] what was saved or begun of a sheet rests as bytes in the database; a file of before is read, and taken in; a referral that is begun is a file", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const found = await page.evaluate(async () => {
    const { store } = (globalThis as unknown as InPage).panoh;
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-member", { create: true });
    const fileOf = async (name: string, first: number) => {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(Uint8Array.of(first));
      await writable.close();
    };
    // As the program of before left them: a database of its layout, whose rows name files.
    for (const [name, first] of [
      ["file-1", 1],
      ["file-2", 2],
      ["file-3", 3],
    ] as const)
      await fileOf(name, first);
    const before = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("member", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("item");
      request.onsuccess = () => resolve(request.result);
    });
    const items = before.transaction("item", "readwrite").objectStore("item");
    items.put("file-1", ["draft", "save-1"]);
    items.put("file-2", ["draft", "sheet-1"]);
    items.put("file-3", ["draft", "a"]);
    before.close();
    const opened = await store.openIndexedDbMemberStore("member");
    const found: unknown[] = [(await opened.get("draft", "save-1"))?.[0]];
    found.push((await opened.list("draft")).map(({ key, value, away }) => [key, value[0], away]));
    await opened.write([{ table: "draft", key: "save-2", value: Uint8Array.of(4) }]);
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    found.push(
      names,
      (await opened.list("draft")).map(({ key, value }) => [key, value[0]]),
    );
    await opened.close();
    return found;
  });
  assert.deepEqual(found, [
    1,
    [
      ["a", 3, undefined],
      ["save-1", 1, undefined],
      ["sheet-1", 2, undefined],
    ],
    ["file-3"],
    [
      ["a", 3],
      ["save-1", 1],
      ["save-2", 4],
      ["sheet-1", 2],
    ],
  ]);
});

test("[ST2a] a draft whose file is not found is away: it stays, nothing is tidied meanwhile, no repair writes over it, and it is read once the file is there", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const found = await page.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const opened = await store.openIndexedDbMemberStore("member");
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-member");
    const names = async () => {
      const found: string[] = [];
      for await (const name of folder.keys()) found.push(name);
      return found;
    };
    await opened.write([{ table: "draft", key: "a", value: Uint8Array.of(1) }]);
    const [file = ""] = await names();
    await opened.write([{ table: "draft", key: "b", value: Uint8Array.of(2) }]);
    await opened.close();
    await folder.removeEntry(file);
    await folder.getFileHandle("of nobody", { create: true });
    const again = await store.openIndexedDbMemberStore("member");
    const listed = async () =>
      (await again.list("draft")).map(({ key, value, away }) => [key, [...value], away === true]);
    const found: unknown[] = [await listed()];
    await suite.expectProblem("unavailable", () => again.get("draft", "a"));
    await suite.expectProblem("unavailable", () => again.getAll("draft", ["a", "b"]));
    // What would mend an empty row, and what would mend none.
    await again.write([{ table: "draft", key: "a", value: null, was: new Uint8Array(0) }]);
    await again.write([{ table: "draft", key: "a", value: Uint8Array.of(9), was: null }]);
    found.push(await again.keys("draft"), (await names()).includes("of nobody"));
    const writable = await (await folder.getFileHandle(file, { create: true })).createWritable();
    await writable.write(Uint8Array.of(1));
    await writable.close();
    found.push(await listed(), (await names()).includes("of nobody"));
    await again.close();
    return found;
  });
  const here = ["b", [2], false];
  assert.deepEqual(found, [[["a", [], true], here], ["a", "b"], true, [["a", [1], false], here], false]);
});

test("[ST2a] a browser that does not give its files for once is asked again; while it gives none, a store whose rows are files is `unavailable`, and stays as it is", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await openModules(browser, await serveOwn());
  const found = await page.evaluate(async () => {
    const { store, suite } = (globalThis as unknown as InPage).panoh;
    const give = StorageManager.prototype.getDirectory;
    let refusals = Number.POSITIVE_INFINITY;
    StorageManager.prototype.getDirectory = function () {
      refusals -= 1;
      return refusals >= 0 ? Promise.reject(new DOMException("not now", "UnknownError")) : give.call(this);
    };
    const draft = { table: "draft" as const, key: "a", value: Uint8Array.of(1) };
    const without = await store.openIndexedDbMemberStore("without");
    await without.write([draft]);
    await without.close();
    refusals = 0;
    const opened = await store.openIndexedDbMemberStore("member");
    await opened.write([draft]);
    await opened.close();
    refusals = Number.POSITIVE_INFINITY;
    await suite.expectProblem("unavailable", () => store.openIndexedDbMemberStore("member"));
    const found: unknown[] = [(await (await store.openIndexedDbMemberStore("without")).list("draft")).length];
    refusals = 1;
    const again = await store.openIndexedDbMemberStore("member");
    found.push((await again.list("draft")).map(({ key, value }) => [key, value[0]]));
    await again.close();
    return found;
  });
  assert.deepEqual(found, [1, [["a", 1]]]);
});

test("[ST2b] the folder of drafts is listed every four minutes while a store is open, and no more once it is closed", async (t) => {
  if (browser === null) return t.skip("needs Chromium");
  const page = await browser.newPage();
  await page.clock.install();
  await page.goto(await serveOwn());
  await page.evaluate(async () => {
    const { store } = (globalThis as unknown as InPage).panoh;
    const counted = { times: 0 };
    const list = FileSystemDirectoryHandle.prototype.keys;
    FileSystemDirectoryHandle.prototype.keys = function () {
      counted.times += 1;
      return list.call(this);
    };
    Object.assign(globalThis, { counted, opened: await store.openIndexedDbMemberStore("member") });
  });
  const times = () => page.evaluate(() => (globalThis as unknown as { counted: { times: number } }).counted.times);
  await page.clock.runFor(4 * 60_000);
  assert.equal(await times(), 1);
  await page.clock.runFor(20 * 60_000);
  assert.equal(await times(), 6);
  await page.evaluate(() => (globalThis as unknown as { opened: MemberStore }).opened.close());
  await page.clock.runFor(20 * 60_000);
  assert.equal(await times(), 6);
});
