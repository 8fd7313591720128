// An invented country that is founded for the scenes: host, witnesses, organisations and devices are real and in one process, the clock is the country's.
// What a device then keeps is written down as its store.

import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EnrolledDevice, Organisation } from "../../../src/core/directory-note.ts";
import { momentOf } from "../../../src/core/moment.ts";
import { isWriteOnly, type OrganisationKind } from "../../../src/core/party.ts";
import type { Capacity, Service } from "../../../src/core/service.ts";
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../../src/crypto/ed25519.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { makeUuid } from "../../../src/crypto/uuid.ts";
import { Device } from "../../../src/member/device.ts";
import { makeDevice } from "../../../src/member/enrolment/new-device.ts";
import { openMemoryMemberStore } from "../../../src/member/store/memory-member-store.ts";
import { type MemberStore, tables } from "../../../src/member/store/store.ts";
import { type Secrets, sealVault } from "../../../src/member/store/vault.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { signFounding } from "../../../src/note/directory-note.ts";
import type { SignerKey } from "../../../src/note/signed-note.ts";
import { encodeVerifierKey, signatureType, signerKey, verifierKey } from "../../../src/note/signed-note.ts";
import { deviceSigner, type FoundingTerms, Registrar } from "../../../src/operate/new-country.ts";
import { generateIdentity, recipientOf } from "../../../src/sealing/suite.ts";
import { quickStretch } from "../../support/world-device.ts";
import { type HostKeys, type OpenHost, openHost, witnessUrl } from "./host.ts";
import { passphrase, type StoreFile, start } from "./store-file.ts";

/** An organisation of the scenes, with the secrets of its devices. */
export interface Admitted extends Organisation {
  readonly devices: readonly Secrets[];
}

type Terms = Pick<FoundingTerms, "trial" | "demonstration" | "waits"> & {
  readonly name: string;
  readonly witnesses: number;
  /** How many of them must cosign: all by default. */
  readonly quorum?: number;
  /** How long before the scenes it is founded: 40 by default. */
  readonly daysAgo?: number;
};

const title = {
  en: "Example Country",
  ru: "Пример-страна",
  tg: "Кишвари намунавӣ",
  uz: "Namuna mamlakat",
  fa: "کشور نمونه",
};

/** Who is to be founded: its name in two languages and how many devices it has. */
export interface Founder {
  readonly kind: OrganisationKind;
  readonly name: Readonly<Record<string, string>>;
  readonly devices?: number;
  readonly country?: string;
  /** Nobody can seal to it yet. */
  readonly isKeyless?: true;
}

/** A device of the country with its store. */
export interface Member extends Device {
  readonly kept: MemberStore;
}

export class SceneCountry<Key extends string = string> {
  readonly by: Readonly<Record<Key, Admitted>>;
  readonly keys: HostKeys;
  readonly seats: readonly SignerKey[];
  readonly open: OpenHost;
  readonly registrar: Registrar;
  readonly file: string;
  readonly #clock: { now: number };

  private constructor(
    parts: Pick<SceneCountry<Key>, "by" | "keys" | "seats" | "open" | "registrar" | "file">,
    clock: { now: number },
  ) {
    this.by = parts.by;
    this.keys = parts.keys;
    this.seats = parts.seats;
    this.open = parts.open;
    this.registrar = parts.registrar;
    this.file = parts.file;
    this.#clock = clock;
  }

  /** Founds it thirty hours and more before the scenes. All founders are in the founding note, so that a device reads few notes. */
  static async found<Key extends string>(
    folder: string,
    terms: Terms,
    founders: Readonly<Record<Key, Founder>>,
  ): Promise<SceneCountry<Key>> {
    const clock = { now: start - (terms.daysAgo ?? 40) * 86_400_000 };
    const now = () => clock.now;
    const seats = [1, 2, 3].map((n) => signerKey(`council-${n}`, randomBytes(32)));
    const logSeed = randomBytes(32);
    const witnesses = ["witness-one.example", "witness-two.example"]
      .slice(0, terms.witnesses)
      .map((name) => ({ name, seed: randomBytes(32) }));
    // One after the other: chance is drawn in a steady order.
    const made: (readonly [Key, Organised])[] = [];
    for (const [key, founder] of Object.entries(founders) as [Key, Founder][])
      made.push([key, await organise(founder)]);
    const founding = signFounding(
      {
        kind: "found",
        salt: encodeHex(randomBytes(16)),
        at: momentOf(now()),
        name: "refuge.example.tj",
        country: "TJ",
        title,
        languages: ["tg", "ru", "uz"],
        suite: "x25519",
        trial: terms.trial,
        demonstration: terms.demonstration,
        logKey: encodeBase64(ed25519PublicKey(logSeed)),
        council: {
          threshold: 2,
          seats: seats.map(({ name, seed }) => ({ seat: name, key: encodeBase64(ed25519PublicKey(seed)) })),
        },
        policy: policyOf(witnesses, terms.quorum),
        waits: terms.waits,
        retentionDays: 3650,
        organisations: made.map(([, { organisation, devices }]) => ({
          organisation,
          devices: devices.map(({ device }) => device),
        })),
      },
      seats,
    );
    const keys: HostKeys = {
      founding: founding.note,
      logSeed: encodeHex(logSeed),
      witnesses: witnesses.map(({ name, seed }) => ({ name, seed: encodeHex(seed) })),
    };
    const file = join(folder, `${terms.name}.sqlite`);
    writeFileSync(join(folder, `${terms.name}.json`), JSON.stringify(keys));
    const open = await openHost(keys, file, now);
    const country = { logSeed, seats };
    const registrar = new Registrar(open.host, country, hostUrl, now, randomBytes);
    const by: Partial<Record<Key, Admitted>> = {};
    for (const [key, { organisation, devices }] of made) {
      const secrets = devices.map((device) => device.secrets.with({ founding: founding.note }));
      by[key] = {
        ...organisation,
        devices:
          isWriteOnly(organisation.kind) || founders[key].isKeyless === true
            ? secrets
            : await openFirstEpoch(registrar, organisation.id, secrets),
      };
    }
    await open.witnessing.run();
    return new SceneCountry({ by: by as Record<Key, Admitted>, keys, seats, open, registrar, file }, clock);
  }

  readonly clock = (): number => this.#clock.now;

  /** Sets the clock so many minutes before the scenes. */
  at(minutesAgo: number): void {
    this.#clock.now = start - minutesAgo * 60_000;
  }

  async witness(): Promise<void> {
    await this.open.witnessing.run();
  }

  /** Admits an organisation in the way of the log: it is new to whoever looks. */
  async admit(founder: Founder): Promise<Admitted> {
    const { organisation, devices } = await organise(founder);
    await this.registrar.council("organisation.admit", { organisation, devices: devices.map(({ device }) => device) });
    const secrets = devices.map((device) => device.secrets.with({ founding: this.keys.founding }));
    return { ...organisation, devices: await openFirstEpoch(this.registrar, organisation.id, secrets) };
  }

  /** The last device of an organisation is gone, which its first one says. */
  async revoke([admin, ...others]: readonly Secrets[]): Promise<void> {
    const device = others.at(-1);
    if (admin === undefined || device === undefined) throw new Error("there is no such device");
    const body = { device: device.device, reason: "left" } as const;
    await this.registrar.directory("device.revoke", body, [deviceSigner(admin)]);
    await this.witness();
  }

  /** Registers a service of an organisation with its figure of free places. */
  async service(
    owner: Admitted,
    service: Pick<Service, "types"> & Partial<Service>,
    capacity: Omit<Capacity, "service_id" | "unit" | "maximum"> | null,
  ): Promise<string> {
    const id = makeUuid(randomBytes);
    const [admin] = owner.devices;
    if (admin === undefined) throw new Error("an organisation without devices");
    const whole: Service = {
      id,
      organization_id: owner.id,
      name: { en: "Help by day and night", tg: "Кумаки шабонарӯзӣ" },
      status: "active",
      eligibility: [],
      languages: ["tg", "ru", "uz"],
      service_area: ["TJ-DU"],
      location_type: "virtual",
      country: owner.country,
      ...service,
    };
    if (capacity === null) await this.registrar.directory("service.set", { service: whole }, [deviceSigner(admin)]);
    else await this.registrar.service(whole, { unit: "bed", maximum: 8, ...capacity }, deviceSigner(admin));
    return id;
  }

  /** A device on a store of its own in memory, unlocked and brought up to date. */
  async member(
    secrets: Secrets | undefined,
    { network = this.open.network, clock = this.clock }: { network?: Network; clock?: () => number } = {},
  ): Promise<Member> {
    if (secrets === undefined) throw new Error("there is no such device");
    const device = await openOn(openMemoryMemberStore(), network, clock);
    await device.install(await vaultOf(secrets));
    await unlock(device);
    await device.sync();
    return device;
  }

  /** The same device after its program was started again, perhaps on another line. It is not synced. */
  async restart({ kept }: Member, { network = this.open.network }: { network?: Network } = {}): Promise<Member> {
    const device = await openOn(kept, network, this.clock);
    await unlock(device);
    return device;
  }

  /** Another host on a copy of the log as it is now. */
  async copy(name: string): Promise<OpenHost> {
    await this.open.host.settle();
    await this.witness();
    const file = `${this.file}.${name}`;
    for (const part of ["", "-wal"]) if (existsSync(this.file + part)) copyFileSync(this.file + part, file + part);
    return openHost(this.keys, file, this.clock);
  }

  /** Syncs devices in turn, with a witnessed checkpoint between them, until what they sent has gone round. */
  async settle(...devices: readonly Device[]): Promise<void> {
    for (let round = 0; round < 3; round++) {
      for (const device of devices) {
        await device.sync();
        await this.witness();
      }
    }
  }

  async close(): Promise<void> {
    await this.open.close();
  }
}

/** Where devices believe that their host is. */
export const hostUrl = "https://host.example.tj";

async function openOn(kept: MemberStore, network: Network, clock: () => number): Promise<Member> {
  const device = await Device.open({ store: kept, network, clock, randomBytes, stretch: quickStretch });
  return Object.assign(device, { kept });
}

async function unlock(device: Device): Promise<void> {
  const verdict = await device.unlock(passphrase);
  if (verdict !== "open") throw new Error(`the vault did not open: ${verdict}`);
}

/** What a page is given beside the rows of a store. */
export type Beside = Partial<Pick<StoreFile, "cases" | "organisations" | "texts">>;

/** Keeps what a device holds now under a name. */
export type Keep = (name: string, member: Member, beside?: Beside) => Promise<void>;

/** Everything that a device keeps, as a page takes it. */
export async function storeFile(
  store: MemberStore,
  country: string,
  { cases = {}, organisations = {}, texts = {} }: Beside = {},
): Promise<StoreFile> {
  const rows = await Promise.all(
    tables.map(async (table) =>
      (await store.list(table)).map(({ key, value }) => [table, key, Buffer.from(value).toString("base64")] as const),
    ),
  );
  return { country, cases, organisations, texts, rows: rows.flat() };
}

export function vaultOf(secrets: Secrets): Promise<string> {
  return sealVault(secrets, passphrase, randomBytes, quickStretch);
}

interface Organised {
  readonly organisation: Organisation;
  readonly devices: readonly { readonly device: EnrolledDevice; readonly secrets: Secrets }[];
}

async function organise({ kind, name, country = "TJ", devices: count }: Founder): Promise<Organised> {
  const id = makeUuid(randomBytes);
  const writeOnly = isWriteOnly(kind);
  const devices = [];
  for (let n = 0; n < (count ?? (writeOnly ? 1 : 2)); n++) {
    devices.push(
      await makeDevice(
        {
          founding: "",
          host: hostUrl,
          mirrors: [],
          organisation: id,
          role: writeOnly ? "referrer" : "reader",
          admin: n < 2,
          suite: "x25519",
          language: "tg",
        },
        randomBytes,
      ),
    );
  }
  const area = country === "TJ" ? "TJ-DU" : country;
  return { organisation: { id, kind, name, country, area }, devices };
}

async function openFirstEpoch(
  registrar: Registrar,
  organisation: string,
  devices: readonly Secrets[],
): Promise<readonly Secrets[]> {
  const identity = await generateIdentity("x25519");
  const signers = devices.slice(0, 2).map(deviceSigner);
  const recipient = await recipientOf(identity);
  const body = { organisation, epoch: 1, recipient, maker: signers[0]?.name ?? "" };
  await registrar.directory("epoch.new", body, signers);
  await registrar.directory("epoch.confirm", { organisation, epoch: 1 }, signers.slice(-1));
  return devices.map((secrets) => secrets.with({ epochs: [{ epoch: 1, identity: identity.reveal() }] }));
}

function policyOf(
  witnesses: readonly { readonly name: string; readonly seed: Uint8Array }[],
  quorum = witnesses.length,
): string {
  if (witnesses.length === 0) return "quorum none\n";
  const lines = witnesses.map(({ name, seed }, n) => {
    const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
    return `witness w${n + 1} ${key} ${witnessUrl(name)}\n`;
  });
  const names = witnesses.map((_, n) => `w${n + 1}`).join(" ");
  return `${lines.join("")}group all ${quorum} ${names}\nquorum all\n`;
}
