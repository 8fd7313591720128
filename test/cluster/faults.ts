// What happens to a cluster, and what its administrator does then: the part of docs/guide/cluster-faults.md that is about it.
import assert from "node:assert/strict";
import { until } from "../support/until.ts";
import { type Cluster, diskMegabytes } from "./cluster.ts";
import type { Machine } from "./machine.ts";

export interface Round {
  readonly cluster: Cluster;
  /** Its number, counted from 0: a fault that has two kinds plays one after the other. */
  readonly number: number;
  /** Waits until so many more entries were acknowledged. */
  readonly untilAcknowledged: (count: number) => Promise<void>;
  /** Waits until nothing was acknowledged for some seconds. */
  readonly untilRefused: () => Promise<void>;
}

const guide = "cluster-faults.md";

export const faults = {
  /** The primary's machine loses its power in the middle of submissions, and comes back later. */
  killed: async ({ cluster, untilAcknowledged }: Round): Promise<void> => {
    const gone = await cluster.primary();
    const [left] = others(cluster, gone);
    await gone.kill();
    await untilAcknowledged(20);
    await cluster.follow(guide, "A machine is gone", { left });
    await gone.start();
    await cluster.untilWhole();
    await cluster.follow(guide, "A machine is back", { back: gone });
  },
  /** The primary is cut off from the other two, both ways: alone in the private network, so that clients still reach it, or in both. */
  cut: async ({ cluster, number, untilAcknowledged }: Round): Promise<void> => {
    const away = await cluster.primary();
    const [left] = others(cluster, away);
    const networks = number % 2 === 0 ? (["inner"] as const) : (["inner", "outer"] as const);
    for (const network of networks) away.cable(network, false);
    await untilAcknowledged(20);
    await cluster.follow(guide, "The network is cut", { away, left });
    for (const network of networks) away.cable(network, true);
    await cluster.untilWhole();
    await cluster.follow(guide, "A machine is back", { back: away });
  },
  /** The primary stands still until another one has taken over, and goes on where it stopped: it does not know yet. Or it boots again from its old disk, cut off. */
  back: async ({ cluster, number, untilAcknowledged }: Round): Promise<void> => {
    const old = await cluster.primary();
    const [left] = others(cluster, old);
    if (number % 2 === 0) {
      old.pause(true);
      await untilAcknowledged(20);
      old.pause(false);
    } else {
      await old.kill();
      await untilAcknowledged(20);
      await old.start();
    }
    await untilAcknowledged(20);
    await cluster.follow(guide, "An old primary comes back", { old, left });
    await cluster.untilWhole();
    await cluster.follow(guide, "A machine is back", { back: old });
  },
  /** No room is left where the database lies: on the primary's machine, or on the machine that it waits for. */
  full: async ({ cluster, number, untilAcknowledged, untilRefused }: Round): Promise<void> => {
    const primary = await cluster.primary();
    const full = number % 2 === 0 ? primary : await cluster.waitedFor();
    const [other] = others(cluster, full);
    full.leaveFree(0);
    // A primary without room refuses rows and stays the primary: somebody has to come.
    if (full === primary) await untilRefused();
    else await untilAcknowledged(20);
    await cluster.follow(guide, "A disk is full", { full, other });
    await untilAcknowledged(20);
    full.leaveFree(diskMegabytes);
    await cluster.follow(guide, "There is room again", { full });
    await cluster.untilWhole();
  },
  /** One machine is a day ahead and one a day behind; one of them becomes the primary, and later no more. */
  clock: async ({ cluster, number, untilAcknowledged }: Round): Promise<void> => {
    const right = await cluster.primary();
    const [one, other] = others(cluster, right);
    for (const [machine, days] of [
      [one, number % 2 === 0 ? 1 : -1] as const,
      [other, number % 2 === 0 ? -1 : 1] as const,
    ]) {
      await setClock(machine, days);
      await cluster.untilWhole();
    }
    await cluster.follow(guide, "The primary moves", { from: right });
    // Another host takes over too.
    right.run("systemctl restart panoh-host");
    await cluster.untilWhole();
    await untilAcknowledged(20);
    const wrong = await cluster.primary();
    assert.notEqual(wrong, right);
    await cluster.follow(guide, "A clock is wrong", { wrong, right });
    await cluster.untilWhole();
    await untilAcknowledged(20);
    for (const machine of [one, other]) {
      await setClock(machine, 0);
      await cluster.untilWhole();
    }
    await cluster.follow(guide, "A machine is back", { back: wrong });
  },
} as const;

export type Fault = keyof typeof faults;

function others(cluster: Cluster, machine: Machine): readonly [Machine, Machine] {
  const [one, other] = cluster.machines.filter((each) => each !== machine);
  return [one ?? assert.fail(), other ?? assert.fail()];
}

/**
 * Boots a machine whose PostgreSQL, Patroni and host take the time from libfaketime, so many days from the right one. etcd is in Go, asks the kernel itself, and keeps
 * the right time.
 */
async function setClock(machine: Machine, days: number): Promise<void> {
  for (const unit of ["patroni", "panoh-host"]) {
    const file = `/etc/systemd/system/${unit}.service.d/clock.conf`;
    if (days === 0) machine.run(`rm ${file}`);
    else
      machine.run(
        `mkdir -p $(dirname ${file}); cat >${file}`,
        `[Service]\nEnvironment=LD_PRELOAD=${library} FAKETIME=${days > 0 ? "+" : ""}${days}d FAKETIME_DONT_FAKE_MONOTONIC=1\n`,
      );
  }
  await machine.kill();
  await machine.start();
  const now = `setpriv --reuid=postgres --regid=postgres --clear-groups /usr/lib/postgresql/17/bin/psql -Atc 'select extract(epoch from now())'`;
  await until(() => machine.try(now).status === 0);
  const off = Number(machine.run(now)) * 1_000 - Date.now() - days * 86_400_000;
  assert.ok(Math.abs(off) < 3_600_000, "PostgreSQL has that clock");
}

const library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
