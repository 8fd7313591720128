// What an officer waits for on a bad link: the app at the first visit and at a later one, through a relay, beside the very same build sent without
// compression. Bytes are those that came over the link, headers included; what was asked for up to each step is printed with the bytes of its body. Run it with:
// node bin/panoh.js --run bench/first-visit.ts [rounds]
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { argon2id } from "../src/crypto/argon2id.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { type Secrets, sealVault } from "../src/member/store/vault.ts";
import { buildWebApp, webApp } from "../src/operate/app/web-app.ts";
import { listen } from "../src/server/listen.ts";
import { keptForOffline, unlock } from "../test/journeys/walk.ts";
import { chromiumPath, launchChromium, ownProfile } from "../test/support/chromium.ts";
import { testPassphrase, World } from "../test/support/world.ts";
import { openRelay } from "./relay.ts";

const link = { kilobitsPerSecond: 250, roundTripMilliseconds: 300 };
const rounds = Number(process.argv[2] ?? 3);
const ways = ["compressed", "as it is"] as const;
const steps = [
  "first visit: the passphrase page takes a key",
  "first visit: the device is open",
  "first visit: all that an officer needs is kept",
  "later visit: the passphrase can be typed",
  "later visit: the engine is here",
] as const;

interface Measured {
  readonly seconds: number;
  readonly kilobytes: number;
}

if (chromiumPath === null) {
  console.log("needs Chromium");
  process.exit(1);
}
await buildWebApp((step) => console.log(step));
const world = await World.found({ witnesses: 1, now: Date.now(), terms: { suite: "hybrid" } });
const [device] = (await world.organisation("border-post", "Example Border Post")).devices;
if (device === undefined) throw new Error("an organisation without devices");
const vault = await sealVault(device, testPassphrase, randomBytes, argon2id);
const found = new Map<string, Measured[]>();
for (let round = 0; round < rounds; round++) {
  for (const way of ways) {
    const measured = await measure(way, device, vault);
    for (const step of steps) found.set(`${way} ${step}`, [...(found.get(`${way} ${step}`) ?? []), measured[step]]);
  }
}
await world.close();
print();

/** One new phone: its first visit until all is kept, then a later one. */
async function measure(
  way: (typeof ways)[number],
  secrets: Secrets,
  sealed: string,
): Promise<Readonly<Record<(typeof steps)[number], Measured>>> {
  const ends: (() => unknown)[] = [];
  const serve = webApp({
    connect: [secrets.host],
    start: "index.html",
    extra: {
      "/demo/vaults.json": JSON.stringify([{ id: "device", name: { en: "Example Border Post" }, role: "referrer" }]),
      "/demo/vaults/device": sealed,
    },
  });
  const asked: string[] = [];
  const app = new Hono();
  app.get("*", async (context) => {
    const headers = new Headers(context.req.raw.headers);
    if (way === "as it is") headers.delete("accept-encoding");
    const answer = serve(context.req.path, headers) ?? (await context.notFound());
    asked.push(`${String((await answer.clone().arrayBuffer()).byteLength).padStart(8)} ${context.req.path}`);
    return answer;
  });
  const listener = await listen(app, 0);
  const relay = await openRelay(listener.port, link);
  try {
    const context = await launchChromium(ownProfile({ after: (end: () => unknown) => void ends.unshift(end) }));
    const visit = async (): Promise<Page> => {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      void page.goto(`http://127.0.0.1:${relay.port}`, { waitUntil: "commit", timeout: 120_000 });
      return page;
    };
    let start = performance.now();
    let bytes = 0;
    const here = (step: (typeof steps)[number]): Measured => {
      bytes += relay.takeCount();
      asked.push(`         ${step} (${way})`);
      return { seconds: (performance.now() - start) / 1_000, kilobytes: bytes / 1_000 };
    };
    const page = await visit();
    await page.locator("ul.rows button").first().click();
    await page.locator("#passphrase").pressSequentially("t");
    const typed = here(steps[0]);
    await unlock(page);
    const open = here(steps[1]);
    const upToHere = asked.length;
    await keptForOffline(page, "officer");
    const kept = here(steps[2]);
    if (found.size === 0) console.log(asked.slice(0, upToHere).join("\n"), "\n");
    await page.close();

    start = performance.now();
    bytes = 0;
    relay.takeCount();
    const later = await visit();
    await later.locator("#passphrase").waitFor();
    const typedLater = here(steps[3]);
    await unlock(later);
    const openLater = here(steps[4]);
    const inOrder = [typed, open, kept, typedLater, openLater];
    return Object.fromEntries(steps.map((step, i) => [step, inOrder[i]])) as Record<(typeof steps)[number], Measured>;
  } finally {
    for (const end of ends) await end();
    relay.close();
    await listener.close();
  }
}

function print(): void {
  console.log(
    `${link.kilobitsPerSecond} kbit/s, ${link.roundTripMilliseconds} ms round trip; medians of ${rounds}\n\n${"".padEnd(48)}compressed            as it is              ratio`,
  );
  for (const step of steps) {
    const [compressed, plain] = ways.map((way) => found.get(`${way} ${step}`) ?? []);
    const time = [median(compressed, "seconds"), median(plain, "seconds")] as const;
    const size = [median(compressed, "kilobytes"), median(plain, "kilobytes")] as const;
    const column = (at: 0 | 1) =>
      `${time[at].toFixed(1).padStart(5)} s ${size[at].toFixed(0).padStart(5)} KB`.padEnd(22);
    const bytes = size[1] < 1 ? "hardly any bytes" : `${(size[0] / size[1]).toFixed(2)} of the bytes`;
    console.log(`${step.padEnd(48)}${column(0)}${column(1)}${(time[0] / time[1]).toFixed(2)} of the time, ${bytes}`);
  }
}

function median(values: readonly Measured[] = [], of: keyof Measured): number {
  return values.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
