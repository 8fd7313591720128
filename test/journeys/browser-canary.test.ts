// Promise 1 in the browser: after a whole journey nothing that was typed can be found in what a locked client keeps.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { testPassphrase, World } from "../support/world.ts";
import { setUpAndUnlock, writeReferral } from "./walk.ts";

test("[EN3] IndexedDB of a locked officer and a locked case worker holds no marker that was typed", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.found({ witnesses: 1, now: Date.now() });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Border of the Teapots");
  const shelter = await world.organisation("shelter", "Spoon Shelter");
  await world.service(shelter, ["shelter-emergency"]);
  const [officerDevice] = border.devices;
  const [workerDevice] = shelter.devices;
  assert.ok(officerDevice && workerDevice);
  const markers = { name: marker(), safe: marker() };
  const noteMarker = marker();
  const begunMarker = marker();
  const browser = await openChromium(t);

  const officer = await browser.newPage();
  await setUpAndUnlock(officer, await serveRole(t, officerDevice, "Border of the Teapots"));
  await writeReferral(officer, { ...markers, receiver: "Spoon Shelter" });
  // The positive control: the scan finds what is really there.
  await keepInClear(officer, markers.name);
  assert.deepEqual(await found(officer, [markers.name]), [markers.name], "the scan finds a marker that is there");
  await dropControl(officer);
  await officer.getByRole("button", { name: /^Send to Spoon Shelter/ }).click();
  await officer.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await world.witness();
  await officer.getByRole("button", { name: "Lock" }).click();
  assert.deepEqual(await found(officer, Object.values(markers)), []);

  const worker = await browser.newPage();
  await setUpAndUnlock(worker, await serveRole(t, workerDevice, "Spoon Shelter"));
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.keyboard.press("a");
  await worker
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await world.witness();
  await worker.getByText(markers.name).first().waitFor();
  await worker.locator("textarea").fill(noteMarker);
  await worker.getByRole("button", { name: "Save the note" }).click();
  await worker.getByText(noteMarker).first().waitFor();
  await worker.locator("textarea").fill(begunMarker);
  await worker.getByRole("button", { name: "Lock" }).click();
  await worker.locator("#passphrase").waitFor();
  assert.deepEqual(await found(worker, [...Object.values(markers), noteMarker, begunMarker]), []);
  const shown = await worker.locator("body").innerText();
  assert.ok(!shown.includes(markers.name), "nor does the locked screen");
  await worker.locator("#passphrase").fill(testPassphrase);
  await worker.keyboard.press("Enter");
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.locator("#note").waitFor();
  assert.equal(await worker.locator("#note").inputValue(), begunMarker, "what was begun is there again");
});

function marker(): string {
  return `Kettle${Math.random().toString(36).slice(2, 12)}`;
}

/** The markers that occur anywhere in the origin's databases, as UTF-8, UTF-16 or base64. */
function found(page: Page, markers: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const texts: string[] = [];
    const latin = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
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
        for (const value of [...(await read(source.getAll())), ...(await read(source.getAllKeys()))]) {
          texts.push(value instanceof Uint8Array ? latin(value) : JSON.stringify(value));
        }
      }
      database.close();
    }
    texts.push(...Object.values(localStorage), ...Object.values(sessionStorage));
    const all = texts.join("\n");
    return wanted.filter((text) => {
      const spaced = [...text].join("\0");
      const encoded = [0, 1, 2].map((shift) => btoa(`${"x".repeat(shift)}${text}`).slice(shift === 0 ? 0 : 4, -4));
      return [text, spaced, ...encoded].some((form) => all.includes(form));
    });
  }, markers);
}

function keepInClear(page: Page, text: string): Promise<void> {
  return page.evaluate(async (value) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("control", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("item");
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction("item", "readwrite");
    transaction.objectStore("item").put(new TextEncoder().encode(`before ${value} after`), "key");
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, text);
}

function dropControl(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase("control").onsuccess = () => resolve();
      }),
  );
}
