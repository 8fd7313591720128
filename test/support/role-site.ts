// Serves the built app for one device of an invented country, with the headers that it really has, as the demonstration does.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { Hono } from "hono";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import places from "../../src/demonstration/places.json" with { type: "json" };
import { type Secrets, sealVault } from "../../src/member/store/vault.ts";
import { builtApp as appOfClone, buildWebApp, webApp } from "../../src/operate/app/web-app.ts";
import { listen } from "../../src/server/listen.ts";
import { quickStretch, testPassphrase } from "./world.ts";

// The invented country has the regions of the demonstration, under its own letters.
/** The regions of the demonstration, as those of the country of the tests. */
export const placesOfWorld = places.places.map(({ code, name }) => ({ code: code.replace(/^TJ/, "XT"), name }));

/**
 * The address of an app that offers this device's vault under `testPassphrase`, and stretches as quickly as the world of the tests. `builtApp` is the folder of
 * another build, or gives the one of the moment: it is served as it is and stretches as devices do. `offersWords` makes it offer the words too, as the
 * demonstration does. Ends with the test.
 */
export async function serveRole(
  t: Pick<TestContext, "after">,
  secrets: Secrets,
  name: string,
  builtApp?: string | (() => string),
  offersWords = false,
): Promise<string> {
  if (builtApp === undefined) await buildWebApp(() => undefined);
  const stretch = builtApp === undefined ? quickStretch : argon2id;
  const vault = await sealVault(secrets, testPassphrase, randomBytes, stretch);
  const role = secrets.epochs.length === 0 ? "referrer" : "reader";
  const serveFrom = (folder: string | undefined) =>
    webApp({
      connect: [secrets.host],
      start: "index.html",
      ...(folder === undefined ? {} : { folder }),
      extra: {
        "/places.json": JSON.stringify(placesOfWorld),
        "/demo/vaults.json": JSON.stringify([{ id: "device", name: { en: name }, role }]),
        "/demo/vaults/device": vault,
        ...(offersWords
          ? { "/demo/entry.json": JSON.stringify({ vault: "device", name: { en: name }, words: testPassphrase }) }
          : {}),
      },
    });
  const app = new Hono();
  if (builtApp === undefined)
    for (const path of ["/vault-worker.js", "/service-worker.js"])
      app.get(path, async (context) => {
        const shipped = serveFrom(undefined)(path) ?? assert.fail(path);
        return context.body(stretchingQuickly(path, await shipped.text()), 200, Object.fromEntries(shipped.headers));
      });
  app.get("*", (context) => {
    const serve = serveFrom(typeof builtApp === "function" ? builtApp() : builtApp);
    return serve(context.req.path, context.req.raw.headers) ?? context.notFound();
  });
  const listener = await listen(app, 0);
  t.after(() => listener.close());
  return `http://127.0.0.1:${listener.port}`;
}

/** `quickStretch`, in the place of the worker that stretches: Argon2id was a tenth of what a journey cost. */
const quickWorker = `addEventListener("message", ({ data: { passphrase, salt } }) =>
  crypto.subtle.digest("SHA-256", new Uint8Array([...salt, ...passphrase])).then((key) => postMessage(new Uint8Array(key))));
`;

/** The worker, or the service worker with the hash of it by which it is kept. */
function stretchingQuickly(path: string, shipped: string): string {
  if (path === "/vault-worker.js") return quickWorker;
  const hashOf = (script: string | Buffer) => createHash("sha256").update(script).digest("base64");
  const changed = shipped.replace(hashOf(readFileSync(join(appOfClone, "vault-worker.js"))), hashOf(quickWorker));
  assert.notEqual(changed, shipped, "the service worker knows the worker by its hash");
  return changed;
}
