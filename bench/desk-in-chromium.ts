// The real desk in a real Chromium over the rows of another store: the built program at an address of its own, its processor slowed, and what a person waits for
// measured in the page, from the press to the picture. The rows are put into the browser's database past the program, since a sync of so many would take hours.
import { Hono } from "hono";
import type { BrowserContext, Page } from "playwright-core";
import { argon2id } from "../src/crypto/argon2id.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { type MemberStore, pieces, type StoreRow, type StoreTable } from "../src/member/store/store.ts";
import { type Secrets, sealVault } from "../src/member/store/vault.ts";
import { keepingVault } from "../src/member/store/vault-rows.ts";
import { buildWebApp, webApp } from "../src/operate/app/web-app.ts";
import { listen } from "../src/server/listen.ts";
import { bundleModules } from "../test/support/bundle.ts";
import { launchChromium, ownProfile } from "../test/support/chromium.ts";
import { testPassphrase } from "../test/support/world.ts";

interface Ends {
  after(cleanup: () => unknown): void;
}

const tables: readonly StoreTable[] = [
  "meta",
  "leaves",
  "clear",
  "token",
  "roster",
  "line",
  "counted",
  "place",
  "entry",
];

/** Serves the program, and at `/rows` all rows of the store, under a vault that Argon2id opens. */
async function serveDesk(ends: Ends, store: MemberStore, secrets: Secrets): Promise<string> {
  await buildWebApp(() => undefined);
  const vault = keepingVault(await sealVault(secrets, testPassphrase, randomBytes, argon2id));
  const script = await bundleModules({ store: "src/web/indexeddb-member-store.ts" });
  const app = new Hono();
  app.get("/fill", (context) => context.html('<!doctype html><script type="module" src="/fill.js"></script>'));
  app.get("/fill.js", (context) => context.body(script, 200, { "content-type": "text/javascript" }));
  app.get("/rows", () => new Response(rowsOf(store, vault)));
  app.get("*", (context) => {
    const serve = webApp({ connect: [secrets.host], start: "index.html", extra: { "/places.json": "[]" } });
    return serve(context.req.path, context.req.raw.headers) ?? context.notFound();
  });
  const listener = await listen(app, 0);
  ends.after(() => listener.close());
  return `http://127.0.0.1:${listener.port}`;
}

/** Table, key and length of each row as a line, then its bytes. */
function rowsOf(store: MemberStore, vault: readonly { readonly key: string; readonly value: Uint8Array | null }[]) {
  const all = async function* () {
    const own = new Map(vault.map(({ key, value }) => [key, value]));
    for (const table of tables)
      for (const [from, to] of table === "entry" || table === "place" ? pieces : [["", undefined] as const]) {
        const rows: readonly StoreRow[] = await store.list(table, from, to);
        const parts = rows.flatMap(({ key, value }) => {
          const bytes = (table === "meta" ? own.get(key) : null) ?? value;
          return [Buffer.from(`${table} ${key} ${bytes.length}\n`), bytes];
        });
        for (let at = 0; at < parts.length; at += 2_000) yield Buffer.concat(parts.slice(at, at + 2_000));
      }
  };
  const rows = all();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await rows.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
}

interface FillPage {
  readonly panoh: { readonly store: typeof import("../src/web/indexeddb-member-store.ts") };
}

/** Puts all rows into the browser's database, as they are in the store. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { panoh } = globalThis as unknown as FillPage;
    const there = await panoh.store.openIndexedDbMemberStore("panoh");
    const reader = ((await fetch("/rows")).body ?? new ReadableStream<Uint8Array>()).getReader();
    let held = new Uint8Array(0);
    let changes: { table: StoreTable; key: string; value: Uint8Array }[] = [];
    for (let isDone = false; !isDone; ) {
      const { value, done } = await reader.read();
      isDone = done;
      const bytes = new Uint8Array(held.length + (value?.length ?? 0));
      bytes.set(held);
      bytes.set(value ?? new Uint8Array(0), held.length);
      let at = 0;
      for (;;) {
        const end = bytes.indexOf(10, at);
        if (end < 0) break;
        const [table = "", key = "", length = ""] = new TextDecoder().decode(bytes.subarray(at, end)).split(" ");
        const next = end + 1 + Number(length);
        if (next > bytes.length) break;
        changes.push({ table: table as StoreTable, key, value: bytes.subarray(end + 1, next) });
        at = next;
      }
      held = bytes.slice(at);
      if (changes.length < 2_000 && !isDone) {
        changes = changes.map((change) => ({ ...change, value: change.value.slice() }));
        continue;
      }
      await there.write(changes);
      changes = [];
    }
    await there.close();
  });
}

export interface DeskParts {
  readonly store: MemberStore;
  readonly secrets: Secrets;
  readonly now: number;
  readonly rounds: number;
  /** How many times slower the processor of the page is. */
  readonly factors: readonly number[];
  /** Whether cases are opened and saved into: not where only their lines are there. */
  readonly opens: boolean;
}

/** By the clock, and of the processor by the thread of the page, in milliseconds. On a page that is slowed that includes the slowing. */
interface Waited {
  readonly ms: number;
  readonly cpu: number;
}

/** What a person at the desk waits for, each as often as it was measured. */
export async function measureDesk(ends: Ends, parts: DeskParts): Promise<Readonly<Record<string, readonly Waited[]>>> {
  const address = await serveDesk(ends, parts.store, parts.secrets);
  const context = await launchChromium(ownProfile(ends));
  const page = await context.newPage();
  await page.goto(`${address}/fill`);
  await fill(page);
  await page.close();
  const times: Record<string, Waited[]> = {};
  // First what changes nothing: into which cases somebody saved, and what was not sent, is read at each unlock after that.
  for (const isOpening of parts.opens ? [false, true] : [false])
    for (let round = 0; round < parts.rounds; round++)
      for (const factor of parts.factors) {
        const once = await measureOnce(context, address, { now: parts.now, factor, opening: isOpening ? round : null });
        for (const [what, waited] of Object.entries(once)) {
          if (what === unlockAgain) continue;
          const title = factor === 1 ? what : `${factor} times slower: ${what}`;
          times[title] = [...(times[title] ?? []), ...waited];
        }
      }
  return times;
}

/** In the page: when the key was derived, and a wait from one moment until something is on the screen. */
interface Watch {
  derived: number;
  one(selector: string): HTMLElement | null;
  rows(): NodeListOf<HTMLElement>;
  type(selector: string, words: string): void;
  until(isThere: () => boolean): Promise<number>;
  /** The same from now, in milliseconds. */
  took(isThere: () => boolean): Promise<number>;
}

declare const watch: Watch;

/** Before the program of the page: its clock, and a watch on it. */
function prepare(now: number): void {
  const began = Date.now();
  const real = Date.now.bind(Date);
  Date.now = () => now + real() - began;
  const watch: Watch = {
    derived: 0,
    one: (selector) => document.querySelector<HTMLElement>(selector),
    rows: () => document.querySelectorAll<HTMLElement>(".pane-inbox .row"),
    type: (selector, words) => {
      const input = watch.one(selector) as HTMLInputElement;
      input.value = words;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    until: async (isThere) => {
      // Looks at each change: to look at each picture would cost pictures of its own, and see what there is one picture late.
      await new Promise<void>((resolve) => {
        const look = () => {
          if (!isThere()) return;
          changes.disconnect();
          resolve();
        };
        const changes = new MutationObserver(look);
        changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        look();
      });
      // The next turn begins when the picture of this one is made.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now();
    },
    took: async (isThere) => {
      const began = performance.now();
      return (await watch.until(isThere)) - began;
    },
  };
  const { Worker: RealWorker } = globalThis;
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener("message", () => {
        watch.derived = performance.now();
      });
    }
  };
  Object.assign(globalThis, { watch });
}

/** Does something in the page that gives how long it took, while something is done to the page. */
type Time = <T>(
  what: string,
  work: (given: T) => Promise<number>,
  given: T,
  meanwhile?: () => Promise<unknown>,
) => Promise<void>;

async function measureOnce(
  context: BrowserContext,
  address: string,
  { now, factor, opening }: { readonly now: number; readonly factor: number; readonly opening: number | null },
): Promise<Readonly<Record<string, readonly Waited[]>>> {
  const page = await context.newPage();
  await page.addInitScript(prepare, now);
  await page.goto(address);
  await page.locator("#passphrase").fill(testPassphrase);
  // What a page does by itself when it was opened.
  await page.waitForTimeout(2_000);
  const devTools = await context.newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: factor });
  const used = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const all: Record<string, Waited[]> = {};
  const time: Time = async (what, work, given, meanwhile = async () => undefined) => {
    const before = await used();
    const [ms] = await Promise.all([page.evaluate(work as (given: unknown) => Promise<number>, given), meanwhile()]);
    all[what] = [...(all[what] ?? []), { ms, cpu: (await used()) - before }];
  };
  if (opening === null) await unlockAndSearch(page, time, { now, all, used });
  else await openAndSave(page, time, opening);
  await page.close();
  return all;
}

const unlock = (time: Time, what: string) =>
  time(
    what,
    async () => {
      watch.one("form button[type=submit]")?.click();
      return (await watch.until(() => watch.rows().length > 0)) - watch.derived;
    },
    null,
  );

/** Waits until the page does nothing more by itself: it opens what is counted ahead of whoever asks (CN2a). */
async function untilIdle(page: Page, used: () => Promise<number>): Promise<void> {
  for (let before = Number.NaN, now = await used(); !(now - before < 20); ) {
    await page.waitForTimeout(1_000);
    [before, now] = [now, await used()];
  }
}

async function unlockAndSearch(
  page: Page,
  time: Time,
  {
    now,
    all,
    used,
  }: { readonly now: number; readonly all: Record<string, Waited[]>; readonly used: () => Promise<number> },
): Promise<void> {
  await unlock(time, "from the key to the list of cases");
  for (const when of ["at once", "after three seconds"]) {
    if (when !== "at once") await page.waitForTimeout(3_000);
    const word = "Nobody";
    for (let length = 1; length <= word.length; length++) {
      await time(
        "a letter",
        async (words) => {
          const began = performance.now();
          watch.type("#find", words);
          return (await watch.until(() => watch.one(".find button[type=submit]") !== null)) - began;
        },
        word.slice(0, length),
      );
    }
    const letters = all["a letter"] ?? [];
    delete all["a letter"];
    const slowest = (of: keyof Waited) => Math.max(...letters.map((each) => each[of]));
    all[`the slowest letter of a search, ${when}`] = [{ ms: slowest("ms"), cpu: slowest("cpu") }];
    await time(
      `searching for a name that nobody has, ${when}`,
      async () => {
        const began = performance.now();
        watch.one(".find button[type=submit]")?.click();
        return (await watch.until(() => watch.one(".find [role=status]")?.textContent !== "")) - began;
      },
      null,
    );
    await time(
      `leaving a search, ${when}`,
      async () => {
        const began = performance.now();
        watch.type("#find", "");
        const isLeft = () => watch.one(".find button[type=submit]") === null && watch.rows().length > 0;
        return (await watch.until(isLeft)) - began;
      },
      null,
    );
  }
  await untilIdle(page, used);
  await time(
    "from a press to our numbers of the last month, when the page is idle",
    async () => {
      const began = performance.now();
      watch.one(".our-numbers")?.click();
      return (await watch.until(() => watch.one(".of-outcome") !== null)) - began;
    },
    null,
  );
  await time(
    "from a choice of the year to its numbers",
    async (year) => {
      const began = performance.now();
      const table = watch.one(".of-outcome");
      const choice = watch.one("#numbers-period") as HTMLSelectElement;
      choice.value = year;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      return (await watch.until(() => watch.one(".of-outcome") !== table)) - began;
    },
    String(new Date(now).getUTCFullYear()),
  );
}

/** An unlock behind which something is measured, and which is none of the figures. */
const unlockAgain = "an unlock";

/** How long a finger is down, in milliseconds. What it is for is counted from when it is lifted. */
const pressMilliseconds = 80;
/** How often a case is opened and a note is saved after the first time, each time in another case. */
const againTimes = 3;

async function openAndSave(page: Page, time: Time, round: number): Promise<void> {
  await unlock(time, unlockAgain);
  await page.waitForTimeout(3_000);
  for (let n = 0; n <= againTimes; n++) {
    const ending = n === 0 ? ", the first one" : "";
    const place = (10 * round + n) % (await page.locator(".pane-inbox .row").count());
    await time(
      `opening a case${ending}`,
      async (place) => {
        const row = watch.rows()[place];
        row?.scrollIntoView({ block: "center" });
        await new Promise((resolve) => row?.addEventListener("click", resolve, { capture: true, once: true }));
        return watch.took(() => row?.getAttribute("aria-current") === "true" && watch.one("#note") !== null);
      },
      place,
      () => press(page, place),
    );
    // What was opened is logged.
    await page.waitForTimeout(3_000);
    await page.evaluate(async () => {
      watch.type("#note", "Example words.");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      watch.one(".pane-next fieldset.toggles button")?.click();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    });
    await time(
      `from a save until it is seen${ending}`,
      async () => {
        watch.one("form:has(#note) button[type=submit]")?.click();
        return watch.took(() => watch.one(".case-news") !== null);
      },
      null,
    );
    await page.waitForTimeout(1_000);
  }
}

async function press(page: Page, place: number): Promise<void> {
  const box = await page.locator(".pane-inbox .row").nth(place).boundingBox();
  if (box === null) throw new Error("a case that cannot be pressed");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(pressMilliseconds);
  await page.mouse.up();
}
