// Failing memory on an officer's phone, in a real browser: a flipped bit in the leaves, in a draft's file, in the vault (EN10). Nobody is accused, the log
// brings back what it has, a draft that does not open is said and stays until the officer erases it, and a vault that is gone is called damaged and not the
// words wrong.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock, unlock } from "./walk.ts";

test("[EN10] a bit that flips in a browser's store accuses nobody, and a damaged vault is called damaged", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const page = await (await openChromium(t)).newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await setUpAndUnlock(page, await serveRole(t, border.devices[0] ?? assert.fail(), "Example Border Post"));
  const start = page.getByRole("button", { name: "New referral" });
  await start.waitFor();
  await page.getByText("Online").first().waitFor();

  await flip(page, "leaves", "000000000000");
  await flip(page, "meta", "vault");
  await page.reload();
  await unlock(page);
  await start.waitFor();
  const alarms = page.locator(".alarms .notice");
  await alarms.getByText("Something stored on this device was damaged.").waitFor();
  await page.getByText("Online").first().waitFor();
  assert.equal(await alarms.count(), 1, "and nothing else is wrong");
  await picture(page, "damaged");
  assert.equal(await rowsOf(page, "leaves"), 1, "the leaves are here again");
  await alarms.getByRole("button", { name: "I have seen it" }).click();

  // EN10d: a draft whose file is gone, then one whose file does not open.
  await start.click();
  await page.getByLabel("Safe for now").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "About the person" }).waitFor();
  await until(async () => (await rowsOf(page, "draft")) === 1);
  // What was answered last may still be on its way into the file: where the program begins anew nothing is.
  await page.reload();
  await unlock(page);
  await page.locator(".begun").waitFor();
  const bytes = await draftFile(page, "taken");
  await page.reload();
  await unlock(page);
  const aside = page.locator(".set-aside");
  await aside.getByText("the browser does not give it now", { exact: false }).waitFor();
  assert.equal(await alarms.count(), 0, "that is no damage");
  // Each round of the sync looks again by itself, so the button is pressed while no round comes to that.
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("No network").first().waitFor();
  await draftFile(page, "put", bytes);
  await aside.getByRole("button", { name: "Try again now" }).click();
  await page.locator(".begun").waitFor();
  assert.equal(await aside.count(), 0);
  await page.context().setOffline(false);
  await draftFile(page, "taken");
  await page.reload();
  await unlock(page);
  await aside.waitFor();
  await draftFile(page, "put", bytes);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".begun").waitFor();
  await aside.waitFor({ state: "detached" });
  await draftFile(page, "put", bytes.toReversed());
  await page.reload();
  await unlock(page);
  await aside.getByText("it is damaged", { exact: false }).waitFor();
  await alarms.getByText("cannot be read any more", { exact: false }).waitFor();
  await picture(page, "set-aside");
  await page.reload();
  await unlock(page);
  await aside.getByRole("button", { name: "Erase", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase", exact: true }).click();
  await aside.waitFor({ state: "detached" });
  assert.equal(await rowsOf(page, "draft"), 0);

  await flip(page, "meta", "vault");
  await flip(page, "meta", "vault-copy");
  await page.reload();
  await page.getByText("What is stored on this device is damaged, so no words open it.").waitFor();
  assert.equal(await page.locator("#passphrase").count(), 0, "no words are asked for");
  await picture(page, "vault");
});

/** Takes the one draft's file away, and gives its bytes; or puts bytes where it was. */
function draftFile(page: Page, what: "taken" | "put", bytes: readonly number[] = []): Promise<readonly number[]> {
  return page.evaluate(
    async ([task, put]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("panoh");
        request.onsuccess = () => resolve(request.result);
      });
      const range = IDBKeyRange.bound(["draft", ""], ["draft", []]);
      const request = database.transaction("item").objectStore("item").getAll(range);
      const [name] = await new Promise<readonly string[]>((resolve) => {
        request.onsuccess = () => resolve(request.result as readonly string[]);
      });
      database.close();
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-panoh");
      const file = await folder.getFileHandle(name ?? "", { create: true });
      if (task === "put") {
        const writable = await file.createWritable();
        await writable.write(Uint8Array.from(put as number[]));
        await writable.close();
        return [];
      }
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      await folder.removeEntry(name ?? "");
      return [...bytes];
    },
    [what, [...bytes]] as const,
  );
}

/** Flips a bit in the middle of a row, as the database keeps it. */
async function flip(page: Page, table: string, key: string): Promise<void> {
  await page.evaluate(
    async ([name, row]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("panoh");
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction("item", "readwrite").objectStore("item");
      const bytes = await new Promise<Uint8Array>((resolve) => {
        const request = store.get([name ?? "", row ?? ""]);
        request.onsuccess = () => resolve(request.result as Uint8Array);
      });
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await new Promise((resolve) => {
        store.put(bytes, [name ?? "", row ?? ""]).onsuccess = resolve;
      });
      database.close();
    },
    [table, key],
  );
}

function rowsOf(page: Page, table: string): Promise<number> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("panoh");
      request.onsuccess = () => resolve(request.result);
    });
    const range = IDBKeyRange.bound([name, ""], [name, []]);
    const request = database.transaction("item").objectStore("item").count(range);
    const count = await new Promise<number>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return count;
  }, table);
}

/** Pictures of phone and desk, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["PANOH_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [
    [360, 740],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `damage-${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
}
