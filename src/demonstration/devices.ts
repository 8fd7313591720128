// The devices of the founding: each is opened once, when it is needed, and syncs when another one of the same case has something for it and at the
// end of a day: a sync after every step would be most of the founding.
import type { Hono } from "hono";
import { randomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { Device } from "../member/device.ts";
import { generatePassphrase } from "../member/store/passphrase.ts";
import { type Secrets, sealVault } from "../member/store/vault.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import { must } from "../member/verb.ts";
import { commandProblem } from "../operate/command-problem.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import type { RunningHost } from "../operate/run-host.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";

/** The name of a device here: its organisation, and which of its devices. */
export interface DeviceName {
  readonly slug: string;
  readonly isColleague?: boolean;
}

export class Devices {
  readonly #running: Pick<RunningHost, "app" | "witnessing">;
  readonly #secretsOf: (name: DeviceName) => Secrets;
  readonly #clock: () => number;
  readonly #open = new Map<string, Device>();
  /** Those that may have something to send. */
  readonly #unsent = new Set<Device>();
  /** Those that have all that was logged. */
  readonly #fresh = new Set<Device>();

  constructor(
    running: Pick<RunningHost, "app" | "witnessing">,
    secretsOf: (name: DeviceName) => Secrets,
    clock: () => number,
  ) {
    this.#running = running;
    this.#secretsOf = secretsOf;
    this.#clock = clock;
  }

  /** A device, as it stands. */
  async device(name: DeviceName): Promise<Device> {
    const key = `${name.slug}/${name.isColleague === true}`;
    const same = this.#open.get(key);
    if (same !== undefined) return same;
    const device = await openDevice(this.#running.app, this.#secretsOf(name), this.#clock);
    this.#open.set(key, device);
    this.#fresh.add(device);
    return device;
  }

  /** A device that has all that others sent, to write something on it. */
  async informed(name: DeviceName): Promise<Device> {
    const device = await this.device(name);
    for (const other of this.#unsent) if (other !== device) await this.#send(other);
    if (!this.#fresh.has(device)) {
      await this.#running.witnessing.run();
      await device.sync();
      this.#fresh.add(device);
    }
    return device;
  }

  /** Notes that something was written on this device. */
  wrote(device: Device): void {
    this.#unsent.add(device);
  }

  /** Lets all of them send what they wrote, and the witnesses look at it. */
  async sendAll(): Promise<void> {
    for (const device of this.#unsent) await this.#send(device);
    await this.#running.witnessing.run();
  }

  async #send(device: Device): Promise<void> {
    // FM10: whoever worked on it locked it afterwards, before anything of others came.
    await must(device.cases.saves.sendNow());
    await device.sync();
    if ((device.view?.outbox ?? 0) > 0)
      throw commandProblem("not-logged", "a device of the demonstration could not send");
    this.#unsent.delete(device);
    this.#fresh.clear();
  }

  /** Another day: what each has is old. */
  async nextDay(): Promise<void> {
    await this.sendAll();
    this.#fresh.clear();
  }
}

async function openDevice(app: Hono, secrets: Secrets, clock: () => number): Promise<Device> {
  const fetchApp = async (url: string, request: RequestInit) => app.request(new URL(url).pathname, request);
  const device = await Device.open({
    store: openSqliteMemberStore(":memory:"),
    network: networkOver(fetchApp as Fetch),
    clock,
    randomBytes,
    stretch: noStretch,
  });
  const passphrase = generatePassphrase(randomBytes);
  await device.install(await sealVault(secrets, passphrase, randomBytes, noStretch));
  await device.unlock(passphrase);
  await device.sync();
  return device;
}

/** The store of such a device stays in memory and ends with it: nobody gets a file at which words could be guessed. */
const noStretch = async (passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> => sha256(salt, passphrase);
