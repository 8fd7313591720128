// Promise 2 in the browser: a copy of the profile of an officer's phone, taken after sending, holds no draft, not even as ciphertext that the
// passphrase would open. Before sending it does (positive control).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { decodeBase64 } from "../../src/crypto/base64.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { decryptAtRest } from "../../src/crypto/xchacha20poly1305.ts";
import { chromiumPath, launchChromium, ownProfile } from "../support/chromium.ts";
import { filesIn } from "../support/files-in.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock, writeReferral } from "./walk.ts";

test("[SL7] a copy of the browser's profile after sending holds no draft, nor a part of one", async (t) => {
  if (chromiumPath === null) return t.skip("no Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const [officer] = border.devices;
  assert.ok(officer);
  const profile = ownProfile(t);
  const browser = await launchChromium(profile, [], "allow", chromiumPath);
  const page = await browser.newPage();
  await setUpAndUnlock(page, await serveRole(t, officer, "Example Border Post"));
  await writeReferral(page, { name: "Test Person 1", safe: "ring twice", receiver: "Example Shelter South" });
  // What was typed last is kept a moment later, in the place of what it was before: then a copy of the profile holds it.
  let [draft, ...others] = await draftsOf(page);
  await until(async () => {
    [draft, ...others] = await draftsOf(page);
    return draft !== undefined && others.length === 0 && holds(profile, draft.bytes);
  });
  assert.ok(draft !== undefined);
  const key = decodeBase64(officer.storageKey) ?? assert.fail();
  assert.ok(
    decryptAtRest(key, encodeUtf8(`panoh.org/shelf/v1\ndraft\n${draft.key}`), draft.bytes),
    "the passphrase opens it",
  );

  await page.getByRole("button", { name: /^Send to Example Shelter South/ }).click();
  await page.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await page.getByRole("button", { name: "Lock" }).click();
  await page.locator("#passphrase").waitFor();
  assert.deepEqual(await draftsOf(page), []);
  await browser.close();
  for (let at = 24; at + 32 <= draft.bytes.length; at += 32)
    assert.ok(!holds(profile, draft.bytes.subarray(at, at + 32)), `bytes ${at} of the draft are in the profile`);
});

/** The drafts as they lie in the browser: their keys in the database, their bytes in files. */
function draftsOf(page: Page): Promise<readonly { readonly key: string; readonly bytes: Uint8Array }[]> {
  return page
    .evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("panoh");
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction("item").objectStore("item");
      const range = IDBKeyRange.bound(["draft", ""], ["draft", []]);
      const ask = (request: IDBRequest) =>
        new Promise<unknown[]>((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
      const [keys, names] = [await ask(store.getAllKeys(range)), await ask(store.getAll(range))];
      database.close();
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("drafts-panoh");
      const found: { key: string; bytes: number[] }[] = [];
      for await (const name of folder.keys()) {
        const file = await (await folder.getFileHandle(name)).getFile();
        const key = keys[names.indexOf(name)] as [string, string] | undefined;
        found.push({ key: key?.[1] ?? "", bytes: [...new Uint8Array(await file.arrayBuffer())] });
      }
      return found;
    })
    .then((found) => found.map(({ key, bytes }) => ({ key, bytes: Uint8Array.from(bytes) })));
}

function holds(folder: string, bytes: Uint8Array): boolean {
  return filesIn(folder).some((file) => file.includes(bytes));
}
