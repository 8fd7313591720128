// A new device behind a slow line, in a country with an honest import into its open record. How long until the device has the newest directory, how
// many bytes that took, and what it raised. Run at full size: node bin/panoh.js --run test/faults/slow-line.ts 4000 50 160 320

import { fileURLToPath } from "node:url";
import { type Link, openRelay } from "../../bench/relay.ts";
import type { Row } from "../../src/core/registers/row.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import { type Secrets, sealVault } from "../../src/member/store/vault.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { quickStretch, testPassphrase, World } from "../support/world.ts";

export interface SlowLine {
  readonly kilobitsPerSecond: number;
  readonly who: "officer" | "coordinator";
  /** Until the newest directory was trusted, and until the record was whole; null when that was not reached. */
  readonly directorySeconds: number | null;
  readonly recordSeconds: number | null;
  readonly kilobytes: number;
  readonly alarms: readonly string[];
}

/** Every device syncs until it has what it follows, at most five times. `silence` is how long it waits for news, in milliseconds. */
export async function playSlowLine(
  rows: number,
  rates: readonly number[],
  silence?: number,
  roundTripMilliseconds = 600,
  onLine: (line: SlowLine) => void = () => undefined,
): Promise<readonly SlowLine[]> {
  const world = await World.found({ witnesses: 1, terms: { suite: "hybrid" } });
  const lines: SlowLine[] = [];
  try {
    const post = await world.organisation("border-post", "Example Border Post");
    const office = await world.organisation("secretariat", "Example Coordinator");
    const [writer] = office.devices;
    if (writer === undefined) throw new Error("an organisation without devices");
    const coordinator = await world.member(writer);
    await must(coordinator.record.enter("prevention", rowsOf(rows)));
    await world.settle(coordinator);
    // Something of the directory behind all of it: whoever knows it is up to date.
    await world.organisation("shelter", "Example Shelter North");
    for (const kilobitsPerSecond of rates) {
      for (const who of ["officer", "coordinator"] as const) {
        const [secrets] = who === "officer" ? post.devices : office.devices;
        if (secrets === undefined) throw new Error("an organisation without devices");
        const line = await follow(world, secrets, who, { kilobitsPerSecond, roundTripMilliseconds }, silence);
        onLine(line);
        lines.push(line);
      }
    }
  } finally {
    await world.close();
  }
  return lines;
}

async function follow(
  world: World,
  secrets: Secrets,
  who: SlowLine["who"],
  link: Link,
  silence: number | undefined,
): Promise<SlowLine> {
  const { kilobitsPerSecond } = link;
  const relay = await openRelay(Number(new URL(world.url).port), link);
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 100) / 10;
  let directorySeconds: number | null = null;
  let recordSeconds: number | null = null;
  try {
    const network = networkOver(fetch as unknown as Fetch, silence);
    const store = openSqliteMemberStore(":memory:");
    const member = await Device.open({ store, network, clock: world.clock, randomBytes, stretch: quickStretch });
    const here = secrets.with({ host: `http://127.0.0.1:${relay.port}` });
    await member.install(await sealVault(here, testPassphrase, randomBytes, quickStretch));
    await member.unlock(testPassphrase);
    const look = () => {
      if (member.view?.log.trusted?.size === world.host.tree.size) directorySeconds ??= seconds();
      if (member.record.at()?.log.size === world.host.tree.size) recordSeconds ??= seconds();
    };
    member.room.onChange(look);
    const isDone = () => directorySeconds !== null && (who === "officer" || recordSeconds !== null);
    for (let sync = 0; sync < 5 && !isDone(); sync++) {
      await member.sync();
      look();
    }
    const alarms = member.view?.alarms.map(({ code }) => code) ?? [];
    const kilobytes = Math.round(relay.takeCount() / 1000);
    return { kilobitsPerSecond, who, directorySeconds, recordSeconds, kilobytes, alarms };
  } finally {
    relay.close();
  }
}

function rowsOf(count: number): readonly Row<"prevention">[] {
  return Array.from({ length: count }, (_, i) => ({
    key: `campaign-${i}`,
    source: "own",
    values: {
      what: "campaign",
      on: `20${10 + (i % 15)}-0${1 + (i % 9)}-11`,
      by: `Example Office ${i}`.padEnd(110, "."),
    },
  })) as unknown as readonly Row<"prevention">[];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rows = 4_000, ...rates] = process.argv.slice(2).map(Number);
  await playSlowLine(rows, rates.length > 0 ? rates : [50, 160, 320], undefined, 600, (line) =>
    console.log(JSON.stringify(line)),
  );
}
