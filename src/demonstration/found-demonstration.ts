// Founds the demonstration country in a data folder: founding note, keys, organisations, devices, services, invented cases. It does
// what a council, administrators, officers and case workers would do, through the same engine, and nothing else.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { noWaits } from "../core/waits.ts";
import { argon2id } from "../crypto/argon2id.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { makeUuid } from "../crypto/uuid.ts";
import { generatePassphrase } from "../member/store/passphrase.ts";
import { type Secrets, sealVault } from "../member/store/vault.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { commandProblem } from "../operate/command-problem.ts";
import { writeNew, writeSecret } from "../operate/files/write-whole.ts";
import { type CountryKeys, deviceSigner, foundCountry, Registrar } from "../operate/new-country.ts";
import { hostFiles } from "../operate/open-host-store.ts";
import { countedYear, releaseInventedYear } from "./count-year.ts";
import { type DeviceName, Devices } from "./devices.ts";
import { enterEdition } from "./enter-edition.ts";
import { enterRecord } from "./enter-record.ts";
import { FoundingClock } from "./founding-clock.ts";
import { inventedCases } from "./invented-cases.ts";
import { inventedPhones } from "./invented-phones.ts";
import { type DemonstrationOrganisation, demonstrationOrganisations } from "./organisations.ts";
import { playCases } from "./play-cases.ts";
import { type DemonstrationPlace, demonstrationRoles, witnesses } from "./roles.ts";
import { runWitnessedHost } from "./witnessed-host.ts";

/** The file of the demonstration beside the host's, so that a second start can print it again. */
export interface DemonstrationFile {
  /** The form of all that lies in the folder. Another number is another version's, which this program cannot read. */
  readonly form: (typeof forms)[number];
  /** The ports are part of the country: its policy says where the witnesses are. */
  readonly firstPort: number;
  /** Those that can be played. */
  readonly organisations: readonly {
    readonly slug: string;
    readonly id: string;
    readonly name: Readonly<Record<string, string>>;
    readonly role: "reader" | "referrer";
    readonly passphrase: string;
    /** Vault files, one a device, relative to the data folder. */
    readonly vaults: readonly string[];
  }[];
}

const demonstrationFile = "demonstration.json";
/** Those that this program opens, the newest last: one number more for each change of what lies in the folder. In a country of 4 fewer roles can be played. */
const forms = [4, 5] as const;

/** The file of an earlier founding in this folder; null when there is no such folder. Throws a problem of the command `no-demonstration` or `other-form`. */
export function readDemonstration(dir: string): DemonstrationFile | null {
  if (!existsSync(dir)) return null;
  const file = join(dir, demonstrationFile);
  if (!existsSync(file))
    throw commandProblem("no-demonstration", `${dir} holds no demonstration: give another folder with --dir FOLDER`);
  const country = JSON.parse(readFileSync(file, "utf8")) as DemonstrationFile;
  if (forms.includes(country.form)) return country;
  throw commandProblem(
    "other-form",
    `the demonstration in ${dir} was founded by another version of this program, and this one cannot read it: remove the folder, or give another one with --dir FOLDER`,
  );
}

/** Before the year begins of which cases are counted, and once it is over. */
const [foundingDay, countingDay] = [`${countedYear}-01-02`, `${countedYear + 1}-02-02`];

interface Participant {
  readonly organisation: DemonstrationOrganisation;
  readonly id: string;
  readonly devices: readonly Secrets[];
  /** The ids of its services. */
  readonly services: readonly string[];
}

/**
 * Founds the country in `dir`, which must not exist, and returns what is kept beside it. `onStep` gets what is being done. The folder appears under its name only when it is
 * whole, so that an interrupted founding leaves no half country; one that fails removes what it made and closes what it opened.
 */
export async function foundDemonstration(
  place: DemonstrationPlace,
  onStep: (step: string) => void,
): Promise<DemonstrationFile> {
  const workplace = `${place.dir}.unfinished`;
  // Left by a program that was killed.
  rmSync(workplace, { recursive: true, force: true });
  mkdirSync(join(workplace, "vaults"), { recursive: true });
  try {
    const country = await buildCountry({ ...place, dir: workplace }, onStep);
    renameSync(workplace, place.dir);
    return country;
  } catch (error) {
    rmSync(workplace, { recursive: true, force: true });
    throw error;
  }
}

async function buildCountry(building: DemonstrationPlace, onStep: (step: string) => void): Promise<DemonstrationFile> {
  onStep("Founding the country");
  const clock = new FoundingClock(daysSince(foundingDay));
  const keys = writeKeys(building, clock.now);
  const running = await runWitnessedHost(building, {
    log: () => undefined,
    failed: (kind) => onStep(`The host failed: ${kind}`),
    clock: clock.now,
  });
  try {
    const registrar = new Registrar(
      running.host,
      keys,
      `http://localhost:${building.firstPort}`,
      clock.now,
      randomBytes,
    );
    onStep(`Admitting ${demonstrationOrganisations.length} organisations`);
    const participants = await admitAll(registrar);
    await enterServices(registrar, participants, clock.now());
    await running.witnessing.run();
    onStep("Writing vaults");
    const country = await writeVaults(building, participants);
    const devices = new Devices(running, (name) => secretsFor(participants, name), clock.now);
    onStep(`Counting and releasing invented cases of ${countedYear}`);
    clock.passTo(daysSince(countingDay));
    await running.look();
    await releaseInventedYear({ devices, origin: running.host.founding.origin, look: running.look });
    onStep(`Playing ${inventedCases.length} invented cases of the last eight months`);
    const organisation = (slug: string) => participants.find((each) => each.organisation.slug === slug)?.id ?? "";
    await playCases(inventedCases, { devices, clock, organisation, look: running.look });
    // How many places are free is said again today; the answer of eight months ago is of no use to anybody.
    await enterServices(registrar, participants, clock.now());
    onStep("Entering the country's record of 2002 to 2025");
    await enterRecord(
      (slug) => devices.device({ slug }),
      () => running.witnessing.run(),
    );
    await running.witnessing.run();
    await enterEdition(await devices.device({ slug: "ombudsman" }), () => running.witnessing.run());
    await running.witnessing.run();
    return country;
  } finally {
    await running.close();
  }
}

function daysSince(day: string): number {
  return (Date.now() - Date.parse(`${day}T00:00:00Z`)) / 86_400_000;
}

function writeKeys({ dir, firstPort }: DemonstrationPlace, clock: () => number): CountryKeys {
  const lines = witnesses.map(({ name, file, offset }, i) => {
    const seed = randomBytes(32);
    writeSecret(join(dir, `${file}.key`), encodeHex(seed));
    const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
    return `witness w${i + 1} ${key} http://127.0.0.1:${firstPort + offset}\n`;
  });
  const { founding, keys } = foundCountry(
    {
      name: "demonstration.panoh.example",
      country: "TJ",
      title: {
        en: "Demonstration Tajikistan",
        ru: "Демонстрационный Таджикистан",
        tg: "Тоҷикистони намоишӣ",
        uz: "Namoyish Tojikistoni",
        fa: "تاجیکستان نمایشی",
      },
      languages: ["tg", "ru", "en", "uz", "fa", "ky"],
      suite: "hybrid",
      trial: false,
      demonstration: true,
      policy: `${lines.join("")}group both 2 w1 w2\nquorum both\n`,
      waits: noWaits,
      retentionDays: 3650,
      seats: 5,
      threshold: 3,
    },
    clock,
    randomBytes,
  );
  writeNew(join(dir, hostFiles.founding), founding.note);
  writeSecret(join(dir, hostFiles.logKey), encodeHex(keys.logSeed));
  for (const seat of keys.seats) writeSecret(join(dir, `${seat.name}.key`), encodeHex(seat.seed));
  return keys;
}

async function admitAll(registrar: Registrar): Promise<readonly Participant[]> {
  const participants: Participant[] = [];
  for (const each of demonstrationOrganisations) {
    const { slug: _slug, services = [], ...organisation } = each;
    const id = makeUuid(randomBytes);
    const devices = await registrar.admit({ id, ...organisation }, "tg");
    participants.push({ organisation: each, id, devices, services: services.map(() => makeUuid(randomBytes)) });
  }
  return participants;
}

/** Enters what each organisation offers and has free; said a second time it replaces what stood there. */
async function enterServices(registrar: Registrar, participants: readonly Participant[], now: number): Promise<void> {
  for (const [place, { organisation, id, devices, services }] of participants.entries()) {
    const [admin] = devices;
    for (const [i, { capacity, ...service }] of admin === undefined ? [] : (organisation.services ?? []).entries()) {
      const { country } = organisation;
      await registrar.service(
        {
          ...{ id: services[i] ?? "", organization_id: id, status: "active", location_type: "virtual", country },
          ...service,
          phones: inventedPhones(country, place + 1, service.types, now),
        },
        capacity,
        deviceSigner(admin as Secrets),
      );
    }
  }
}

async function writeVaults(
  { dir, firstPort }: DemonstrationPlace,
  participants: readonly Participant[],
): Promise<DemonstrationFile> {
  const organisations: DemonstrationFile["organisations"][number][] = [];
  // Those that can be played: nobody opens a device of the others, and each vault takes a moment to stretch its passphrase.
  const playable = new Set(demonstrationRoles.map(({ slug }) => slug));
  for (const { organisation, id, devices } of participants.filter(({ organisation }) =>
    playable.has(organisation.slug),
  )) {
    const passphrase = generatePassphrase(randomBytes);
    const vaults: string[] = [];
    for (const [i, secrets] of devices.entries()) {
      const file = join("vaults", `${organisation.slug}-${i + 1}.json`);
      writeSecret(join(dir, file), await sealVault(secrets, passphrase, randomBytes, argon2id));
      vaults.push(file);
    }
    const role = devices.length === 1 ? "referrer" : "reader";
    organisations.push({ slug: organisation.slug, id, name: organisation.name, role, passphrase, vaults });
  }
  const country: DemonstrationFile = { form: forms[1], firstPort, organisations };
  writeSecret(join(dir, demonstrationFile), JSON.stringify(country, null, 1));
  return country;
}

/** The second device of a reader, unless the first is asked for: that one people play, and it has nearly everything still before it. */
function secretsFor(participants: readonly Participant[], { slug, isColleague = false }: DeviceName): Secrets {
  const devices = participants.find(({ organisation }) => organisation.slug === slug)?.devices;
  const secrets = isColleague ? devices?.[0] : devices?.at(-1);
  if (secrets === undefined) throw new Error(`no such organisation in the demonstration: ${slug}`);
  return secrets;
}
