// What an old phone waits for: Chromium with its processor slowed 6 times runs the real engine on its own store, unlocks and seals a referral.
// The browser's throttle leaves Workers alone, so the time of the one that stretches the passphrase is multiplied here. Run it with:
// node bin/panoh.js --run bench/throttle.ts

import { argon2id } from "../src/crypto/argon2id.ts";
import { randomBytes } from "../src/crypto/random.ts";
import type { MemberStore } from "../src/member/store/store.ts";
import { type Secrets, sealVault } from "../src/member/store/vault.ts";
import type { Network } from "../src/member/trust/host-client.ts";
import { must } from "../src/member/verb.ts";
import type { BoundedAnswer } from "../src/protocol/bounded-answer.ts";
import { bundleModules, bundleScript } from "../test/support/bundle.ts";
import { chromiumPath, launchChromium, openModules, ownProfile, serve } from "../test/support/chromium.ts";
import { exampleDraft, fetchNetwork, testPassphrase, World, type WorldOrganisation } from "../test/support/world.ts";

const factor = 6;
const rounds = 5;

interface InPage {
  readonly panoh: {
    readonly base64: typeof import("../src/crypto/base64.ts");
    readonly member: typeof import("../src/member/device.ts");
    readonly random: typeof import("../src/crypto/random.ts");
    readonly store: { openIndexedDbMemberStore(name: string): Promise<MemberStore> };
  };
  /** The network of the page: requests go through this program, since a host answers its own pages only. */
  readonly ask: (
    url: string,
    method: "GET" | "POST",
    body: string | null,
    range: number | null,
    maxBytes: number,
  ) => Promise<string>;
}

interface Measured {
  readonly worker: number;
  readonly unlock: number;
  readonly sync: number;
  readonly refer: readonly number[];
}

if (chromiumPath === null) {
  console.log("needs Chromium");
  process.exit(1);
}
const cleanups: (() => unknown)[] = [];
const ends = { after: (cleanup: () => unknown) => void cleanups.unshift(cleanup) };
console.log(`${factor} times slower; medians of ${rounds}`);
for (const suite of ["hybrid", "x25519"] as const) {
  const world = await World.foundFor(ends, { terms: { suite } });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [secrets] = border.devices;
  if (secrets === undefined) throw new Error("an organisation without devices");
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await measure(world, secrets, shelter));
  print(suite, measured);
}
for (const cleanup of cleanups) await cleanup();

/** One fresh browser with the vault and nothing else: unlocked, synced for the first time, and five referrals in a row. */
async function measure(world: World, secrets: Secrets, shelter: WorldOrganisation): Promise<Measured> {
  const vault = await sealVault(secrets, testPassphrase, randomBytes, argon2id);
  const context = await launchChromium(ownProfile(ends));
  const page = await openModules(context, await url());
  await page.exposeFunction("ask", ask);
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: factor });
  const given = { vault, passphrase: testPassphrase, draft: exampleDraft([shelter]), now: world.now };
  const measured = await page.evaluate(async ({ vault, passphrase, draft, now }) => {
    const { panoh, ask } = globalThis as unknown as InPage;
    const { decodeBase64, encodeBase64 } = panoh.base64;
    const network: Network = async (url, { method, body, range, maxBytes }) => {
      const answer = await ask(url, method, body === undefined ? null : encodeBase64(body), range ?? null, maxBytes);
      const parsed = JSON.parse(answer) as (Omit<BoundedAnswer, "body"> & { readonly body: string }) | null;
      return parsed === null ? null : { ...parsed, body: decodeBase64(parsed.body) ?? new Uint8Array(0) };
    };
    const worker = new Worker("/stretch.js", { type: "module" });
    const askWorker = (passphrase: Uint8Array, salt: Uint8Array) =>
      new Promise<{ readonly key: Uint8Array; readonly time: number }>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage({ passphrase, salt });
      });
    let workerTime = 0;
    const stretch = async (passphrase: Uint8Array, salt: Uint8Array) => {
      const { key, time } = await askWorker(passphrase, salt);
      workerTime = time;
      return key;
    };
    const member = await panoh.member.Device.open({
      store: await panoh.store.openIndexedDbMemberStore("member"),
      network,
      clock: () => now,
      randomBytes: panoh.random.randomBytes,
      stretch,
    });
    if (!(await member.install(vault))) throw new Error("the vault is not taken");
    const timed = async (work: () => Promise<unknown>) => {
      const before = performance.now();
      await work();
      return performance.now() - before;
    };
    const unlock = await timed(async () => {
      if ((await member.unlock(passphrase)) !== "open") throw new Error("the vault did not open");
    });
    const sync = await timed(() => member.sync());
    const refer: number[] = [];
    for (let i = 0; i < 5; i++) refer.push(await timed(() => must(member.drafts.send(draft))));
    return { worker: workerTime, unlock: unlock - workerTime, sync, refer };
  }, given);
  await context.close();
  return measured;
}

async function ask(url: string, method: "GET" | "POST", body: string | null, range: number | null, maxBytes: number) {
  const answer = await fetchNetwork(url, {
    method,
    maxBytes,
    ...(body === null ? {} : { body: Buffer.from(body, "base64") }),
    ...(range === null ? {} : { range }),
  });
  return JSON.stringify(answer === null ? null : { ...answer, body: Buffer.from(answer.body).toString("base64") });
}

async function url(): Promise<string> {
  const modules = {
    base64: "src/crypto/base64.ts",
    member: "src/member/device.ts",
    random: "src/crypto/random.ts",
    store: "src/web/indexeddb-member-store.ts",
  };
  const stretch = `
    import { argon2id } from "/src/crypto/argon2id.ts";
    onmessage = async ({ data }) => {
      const before = performance.now();
      const key = await argon2id(data.passphrase, data.salt);
      postMessage({ key, time: performance.now() - before });
    };
  `;
  return serve(ends, {
    "/": {
      type: "text/html",
      body: '<!doctype html><title>Panoh</title><script type="module" src="/page.js"></script>',
    },
    "/page.js": { type: "text/javascript", body: await bundleModules(modules) },
    "/stretch.js": { type: "text/javascript", body: await bundleScript(stretch) },
  });
}

function print(suite: string, measured: readonly Measured[]): void {
  const worker = median(measured.map((one) => one.worker)) * factor;
  const unlock = median(measured.map((one) => one.unlock));
  const first = median(measured.map((one) => one.refer[0] ?? 0));
  const later = median(measured.flatMap((one) => one.refer.slice(1)));
  console.log(`
${suite} country
unlock                            ${shown(worker + unlock)}
  Argon2id in its worker, x ${factor}     ${shown(worker)}
  vault, session and store        ${shown(unlock)}
first sync of the directory       ${shown(median(measured.map((one) => one.sync)))}
seal and sign the first referral  ${shown(first)}
seal and sign a later one         ${shown(later)}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function shown(value: number): string {
  return `${value.toFixed(0).padStart(6)} ms`;
}
