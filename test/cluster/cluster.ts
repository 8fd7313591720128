// A country whose host runs on three machines, set up as docs/guide/cluster.md says, and what a fault or an administrator does to it. The administrator's commands
// are those of the guides, word by word.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { stepsOf } from "../installed/guide.ts";
import type { CountryProcesses } from "../support/country-processes.ts";
import { until } from "../support/until.ts";
import { Machine } from "./machine.ts";

const guides = fileURLToPath(new URL("../../docs/guide", import.meta.url));

/** A machine of the cluster as Patroni sees it. */
interface Member {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
}

/** Between two looks at the cluster, which cost each of its machines something. */
const pause = 400;
/** How long three machines on one may take beside another load until they are whole, or serve. */
export const patience = 300_000;

/** Each take-over leaves PostgreSQL's log longer. It is in memory, and takes only what is used. */
export const diskMegabytes = 2_000;

/** The port by which clients reach a machine of the cluster. */
export const entry = 8440;

export class Cluster {
  readonly machines: readonly Machine[];
  readonly #words: ReadonlyMap<string, string>;

  private constructor(machines: readonly Machine[]) {
    this.machines = machines;
    this.#words = new Map(machines.map((machine) => [`ADDRESS${machine.number}`, machine.address("inner")]));
  }

  /** Boots three machines with the programs and the country's keys. */
  static async found(root: string, place: string, country: CountryProcesses): Promise<Cluster> {
    const cluster = new Cluster([1, 2, 3].map((number) => new Machine(number, root, place, diskMegabytes)));
    await Promise.all(cluster.machines.map((machine) => machine.start()));
    for (const machine of cluster.machines) {
      machine.run("cat >/var/lib/panoh-host/founding.note", country.country.founding.note);
      machine.run("umask 077; cat >/var/lib/panoh-host/log.key", `${encodeHex(country.country.logSeed)}\n`);
      // As the package does.
      machine.run("install -d /etc/panoh && cp /usr/lib/panoh/deploy/debian/panoh-host.service /etc/systemd/system/");
    }
    return cluster;
  }

  /** Sets them up by the guide. Its clients come to HAProxy itself, for no web server with a certificate is before it. */
  async setUp(): Promise<void> {
    await this.follow("cluster.md", "Set up", {}, new Map([["ENTRY=127.0.0.1:8443", `ENTRY=*:${entry}`]]));
    await this.untilWhole();
  }

  startHosts(): Promise<void> {
    return this.follow("cluster.md", "The hosts");
  }

  at(number: number): Machine {
    return this.machines[number - 1] ?? assert.fail(`no machine ${number}`);
  }

  /**
   * Does what a part of a guide says. Names of machines are those of the guide for setting up, or parts that they play in a fault. What is carried is edited on the
   * way, where addresses of the test are other ones.
   */
  async follow(
    guide: string,
    heading: string,
    parts: Readonly<Record<string, Machine>> = {},
    edited: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    const named: Readonly<Record<string, Machine>> = { one: this.at(1), two: this.at(2), three: this.at(3), ...parts };
    const machine = (name: string) => named[name] ?? assert.fail(`the guide names ${name}`);
    const filled = (line: string) =>
      [
        ...this.#words,
        ...Object.entries(named).map(([name, { number }]) => [name.toUpperCase(), `panoh-${number}`] as const),
      ].reduce((text, [word, meant]) => text.replaceAll(word, meant), line);
    for (const step of stepsOf(readFileSync(join(guides, guide), "utf8"), heading)) {
      if (step.is === "carry") {
        let text = machine(step.from[0] ?? "").run(`cat ${step.file}`);
        for (const [word, meant] of edited) text = text.replace(word, meant);
        for (const name of [...step.from, ...step.on])
          machine(name).run(`umask 077; mkdir -p $(dirname ${step.to}); cat >${step.to}`, text);
        continue;
      }
      for (const name of step.on) for (const line of step.lines) machine(name).run(filled(line));
    }
  }

  /** Tokens for the border post, before a host has the lease. */
  writeTokens({ country }: CountryProcesses, count: number): Uint8Array {
    const tokens = randomBytes(16 * count);
    const store = "$(cat /var/lib/panoh-host/store.address)";
    this.at(1).run(
      `PGPASSFILE=/var/lib/panoh-host/pgpass /usr/lib/panoh/node_modules/node-linux-*/bin/node /usr/lib/panoh/test/cluster/write-tokens.ts ${store} ${country.post.name}`,
      tokens,
    );
    return tokens;
  }

  /** The machine that has each row before it is acknowledged. */
  async waitedFor(): Promise<Machine> {
    const name = (await this.members()).find(({ role }) => role === "sync_standby")?.name;
    return this.machines.find(({ number }) => name === `panoh-${number}`) ?? assert.fail("nobody is waited for");
  }

  /** What Patroni says on the first machine that answers. */
  async members(): Promise<readonly Member[]> {
    for (const machine of this.machines) {
      const answer = await asked(`http://${machine.address("inner")}:8008/cluster`);
      if (answer !== null) return (JSON.parse(answer) as { readonly members: readonly Member[] }).members;
    }
    return [];
  }

  /** Waits until there is a primary, and so many others stream from it, one of which is waited for at each commit. */
  async untilWhole(others = 2): Promise<void> {
    await until(async () => {
      await setTimeout(pause);
      const members = await this.members();
      const leader = members.find(({ role, state }) => role === "leader" && state === "running");
      const streaming = members.filter(({ state, timeline }) => state === "streaming" && timeline === leader?.timeline);
      return (
        leader !== undefined && streaming.length >= others && streaming.some(({ role }) => role === "sync_standby")
      );
    }, patience);
  }

  /** The machine whose PostgreSQL is the primary, by its own word. */
  async primary(): Promise<Machine> {
    let found: Machine | undefined;
    await until(async () => {
      await setTimeout(pause);
      for (const machine of this.machines)
        if ((await asked(`http://${machine.address("inner")}:8008/primary`)) !== null) found = machine;
      return found !== undefined;
    }, patience);
    return found ?? assert.fail();
  }
}

/** What is answered with success within two seconds; null for everything else. */
export async function asked(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const text = await answer.text();
    return answer.ok ? text : null;
  } catch {
    return null;
  }
}
