// A whole journey in the browser with a marker in every field that holds words about a person, and all that the browser keeps of a locked device.
// One test plays it as it is, another one with the cipher broken.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import { findTraces } from "../hostile/support/traces.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const fields = ["name", "safe", "narrative", "note", "grounds", "begun", "unsent"] as const;
type Field = (typeof fields)[number];

/** Which fields' words were found with a locked device. */
export interface LockedLook {
  readonly of: "officer" | "worker";
  readonly bytes: Buffer;
  readonly found: readonly Field[];
}

/** Plays the journey; `builtApp` is the folder of another build of the app. Each device is looked at while it is locked. */
export async function playBrowserCanary(t: TestContext, builtApp?: string): Promise<readonly LockedLook[]> {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const [officerDevice] = border.devices;
  const [workerDevice] = shelter.devices;
  assert.ok(officerDevice && workerDevice);
  const words = Object.fromEntries(fields.map((field) => [field, marker()])) as Readonly<Record<Field, string>>;
  const receiver = "Example Shelter South";
  const browser = await openChromium(t, chromiumPath);
  const looks: LockedLook[] = [];
  const lockAndLook = async (of: LockedLook["of"], page: Page) => {
    await page.getByRole("button", { name: "Lock" }).click();
    await page.locator("#passphrase").waitFor();
    const screen = (await page.locator("body").textContent()) ?? "";
    for (const word of Object.values(words)) assert.ok(!screen.includes(word), "nor does the locked screen");
    const bytes = await kept(page);
    const traces = findTraces(bytes, Object.values(words)).map((trace) => trace.marker);
    looks.push({ of, bytes, found: fields.filter((field) => traces.includes(words[field])) });
  };

  const officer = await browser.newPage();
  await setUpAndUnlock(officer, await serveRole(t, officerDevice, "Example Border Post", builtApp));
  await writeReferral(officer, { ...words, receiver });
  await officer.getByRole("button", { name: /^Send to Example Shelter South/ }).click();
  await officer.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await untilNothingWaits(officer, world);
  await lockAndLook("officer", officer);
  await unlock(officer);
  await writeReferral(officer, { ...words, name: words.unsent, receiver });
  await lockAndLook("officer", officer);
  await unlock(officer);
  await officer.getByText(words.unsent).first().waitFor();

  const worker = await browser.newPage();
  await setUpAndUnlock(worker, await serveRole(t, workerDevice, "Example Shelter South", builtApp));
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.keyboard.press("a");
  await worker
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await world.witness();
  for (const word of [words.name, words.safe, words.narrative]) await worker.getByText(word).first().waitFor();
  await worker.locator('[data-tab="referral"]').click();
  await worker.getByRole("button", { name: "Record a status" }).click();
  await worker.locator("fieldset#status input").first().check();
  await worker.getByLabel("Grounds").fill(words.grounds);
  await worker.getByRole("button", { name: "Record the status" }).click();
  await worker.locator('[data-tab="history"]').click();
  await worker.getByText(words.grounds).first().waitFor();
  await worker.locator("#note").fill(words.note);
  await worker.getByRole("button", { name: "Visit", exact: true }).click();
  await worker.getByRole("button", { name: "Save the note" }).click();
  await worker.locator('[data-tab="team"]').click();
  await worker.getByText(words.note).first().waitFor();
  await worker.locator("#note").fill(words.begun);
  await lockAndLook("worker", worker);
  await unlock(worker);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.locator("#note").waitFor();
  assert.equal(await worker.locator("#note").inputValue(), words.begun, "what was begun is there again");
  return looks;
}

function marker(): string {
  return `Sample${Math.random().toString(36).slice(2, 12)}`;
}

/** Until the outbox is empty: before that the device keeps the sealed bytes (SL7). Each look asks the app for news, and the witnesses for theirs: what was sent may have come after their last. */
async function untilNothingWaits(page: Page, world: World): Promise<void> {
  for (let look = 0; look < 400; look++) {
    await world.witness();
    const waiting = await page.evaluate(async () => {
      dispatchEvent(new Event("online"));
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("panoh");
        request.onsuccess = () => resolve(request.result);
      });
      const range = IDBKeyRange.bound(["outbox", ""], ["outbox", []]);
      const request = database.transaction("item").objectStore("item").count(range);
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      database.close();
      return request.result;
    });
    if (waiting === 0) return;
    await page.waitForTimeout(200);
  }
  assert.fail("something still waits in the outbox");
}

/**
 * All that the origin keeps: each key and value of its databases, its private files, both storages, and what is stored for use without a network. At rest: what is still
 * being written or erased is over once three looks find the same.
 */
export async function kept(page: Page): Promise<Buffer> {
  let [last, same] = [null as Buffer | null, 0];
  for (let look = 0; look < 400; look++) {
    const now: Buffer | null = await keptNow(page).catch((error: unknown) => {
      // A file was taken away, or another put in its place, between its name and its bytes.
      if (/NotFoundError|NotReadableError/.test(String(error))) return null;
      throw error;
    });
    same = now !== null && last?.equals(now) ? same + 1 : 0;
    if (now !== null && same === 2) return now;
    last = now;
    await page.waitForTimeout(100);
  }
  return assert.fail("what is kept is never at rest");
}

async function keptNow(page: Page): Promise<Buffer> {
  const pieces = await page.evaluate(async () => {
    const found: Uint8Array[] = [];
    const take = (value: unknown): void => {
      if (value instanceof Uint8Array) found.push(value);
      else if (value instanceof ArrayBuffer) found.push(new Uint8Array(value));
      else if (typeof value === "object" && value !== null)
        for (const inner of Object.entries(value)) inner.forEach(take);
      else found.push(new TextEncoder().encode(String(value)));
    };
    for (const { name = "", version = 1 } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name, version);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const source = database.transaction(store).objectStore(store);
        const read = (request: IDBRequest) =>
          new Promise<unknown[]>((resolve) => {
            request.onsuccess = () => resolve(request.result);
          });
        take([await read(source.getAll()), await read(source.getAllKeys())]);
      }
      database.close();
    }
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, entry] of folder.entries()) {
        take(name);
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry);
        else take(await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer());
      }
    };
    await walk(await navigator.storage.getDirectory());
    take([{ ...localStorage }, { ...sessionStorage }]);
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) take([name, request.url]);
    // In small pieces: a page hands over text only.
    const texts: string[] = [];
    for (const bytes of found) texts.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
    return texts;
  });
  return Buffer.concat(pieces.flatMap((piece) => [Buffer.from(piece, "base64"), Buffer.from("\n")]));
}
