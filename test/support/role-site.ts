// Serves the built app for one device of an invented country, with the headers that it really has, as the demonstration does.
import type { TestContext } from "node:test";
import { Hono } from "hono";
import places from "../../src/cli/demonstration/places.json" with { type: "json" };
import { buildWebApp, webApp } from "../../src/cli/web-app.ts";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { sealVault } from "../../src/member/store/vault.ts";
import { listen } from "../../src/server/listen.ts";
import { testPassphrase } from "./world.ts";

// The invented country has the regions of the demonstration, under its own letters.
/** The regions of the demonstration, as those of the country of the tests. */
export const placesOfWorld = places.places.map(({ code, name }) => ({ code: code.replace(/^TJ/, "XT"), name }));

/**
 * The address of an app that offers this device's vault under `testPassphrase`. `builtApp` is the folder of another build, or gives the one of the
 * moment; `offersWords` makes it offer the words too, as the demonstration does. Ends with the test.
 */
export async function serveRole(
  t: Pick<TestContext, "after">,
  secrets: Secrets,
  name: string,
  builtApp?: string | (() => string),
  offersWords = false,
): Promise<string> {
  if (builtApp === undefined) await buildWebApp(() => undefined);
  const vault = await sealVault(secrets, testPassphrase, randomBytes, argon2id);
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
  app.get("*", (context) => {
    const serve = serveFrom(typeof builtApp === "function" ? builtApp() : builtApp);
    return serve(context.req.path, context.req.raw.headers) ?? context.notFound();
  });
  const listener = await listen(app, 0);
  t.after(() => listener.close());
  return `http://127.0.0.1:${listener.port}`;
}
