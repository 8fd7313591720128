// Two of the hostile host's tricks against the app in a real browser: the screen says what happened, what is safe and what to do. The
// other tricks are played against the same engine in test/hostile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../src/crypto/random.ts";
import { Registrar } from "../../src/operate/new-country.ts";
import { hostApp } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { listen } from "../../src/server/listen.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock } from "./walk.ts";

type Answer = (request: Request) => Response | Promise<Response>;

test("[LG5] a host that shows two logs is caught in the browser: the app stops, keeps both and says what to do", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, stand, page, url } = await hostileCountry(t);
  await setUpAndUnlock(page, url);
  await page.getByText("Online").waitFor();

  // The same country's log key signs another history.
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const fork = await Host.open({
    founding: world.founding,
    logSeed: world.keys.logSeed,
    store,
    clock: world.clock,
    randomBytes,
  });
  const registrar = new Registrar(fork, world.keys, world.url, world.clock, randomBytes);
  await registrar.council("council.waits", { waits: world.founding.founding.waits });
  await store.publish(fork.head);
  const forked = hostApp({ host: fork, log: () => undefined, clock: world.clock });
  stand((request) => forked.fetch(request));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("The log shows two different histories.", { exact: false }).waitFor();
  assert.match(
    await page.locator(".alarms").innerText(),
    /two different histories\. What you sealed is still closed to others\. Send nothing more, keep this device, and tell your administrator today\./,
    "what happened, what is safe, what to do",
  );
  assert.equal(await page.getByRole("button", { name: "I have seen it" }).count(), 0, "a fork cannot be waved away");
});

test("[EN6] a host with another founding note is refused in the browser", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { stand, page, url } = await hostileCountry(t);
  const other = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  stand((request) => fetch(other.url + new URL(request.url).pathname));
  await setUpAndUnlock(page, url);
  await page.getByText("This host belongs to another country’s log.", { exact: false }).waitFor();
  assert.match(
    await page.locator("main").innerText(),
    /another country’s log\. Nothing was sent to it\. Check the address, and tell your administrator\./,
    "what happened, what is safe, what to do",
  );
});

/** A country whose officer's device knows the host by a door behind which anything may stand. */
async function hostileCountry(t: Parameters<typeof openChromium>[0]) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const honest: Answer = (request) => {
    const { pathname } = new URL(request.url);
    return fetch(world.url + pathname, {
      method: request.method,
      ...(request.method === "POST" ? { body: request.body, duplex: "half" } : {}),
    } as RequestInit);
  };
  let answer = honest;
  const listener = await listen({ fetch: (request: Request) => answer(request) } as never, 0);
  t.after(() => listener.close());
  const [device] = border.devices;
  assert.ok(device);
  const url = await serveRole(t, device.with({ host: `http://127.0.0.1:${listener.port}` }), "Example Border Post");
  const page = await (await openChromium(t)).newPage();
  /** Puts something else behind the door. */
  const stand = (next: Answer) => {
    answer = next;
  };
  return { world, stand, page, url };
}
