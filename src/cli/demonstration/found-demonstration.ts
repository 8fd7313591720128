// Founds the demonstration country in a data folder: founding note, keys, organisations, devices, services, invented cases. What it does
// is what a council, administrators, officers and case workers would do, through the same engine, and nothing else.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";
import { lessons } from "../../core/lessons.ts";
import { noWaits } from "../../core/waits.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { Device } from "../../member/device.ts";
import { generatePassphrase } from "../../member/store/passphrase.ts";
import type { Secrets } from "../../member/store/vault.ts";
import { sealVault } from "../../member/store/vault.ts";
import { networkOver } from "../../member/trust/fetch-network.ts";
import { must } from "../../member/verb.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../../note/signed-note.ts";
import type { Fetch } from "../../protocol/bounded-answer.ts";
import { commandProblem } from "../command.ts";
import type { CountryKeys } from "../new-country.ts";
import { deviceSigner, foundCountry, Registrar } from "../new-country.ts";
import type { RunningHost } from "../run-host.ts";
import { hostFiles } from "../run-host.ts";
import { openSqliteMemberStore } from "../sqlite-member-store.ts";
import { writeNew, writeSecret } from "../write-whole.ts";
import { enterRecord } from "./enter-record.ts";
import type { InventedCase } from "./invented-cases.ts";
import { inventedCases } from "./invented-cases.ts";
import { inventedPhones } from "./invented-phones.ts";
import type { DemonstrationOrganisation } from "./organisations.ts";
import { demonstrationOrganisations } from "./organisations.ts";
import type { DemonstrationPlace } from "./roles.ts";
import { demonstrationRoles, witnessOffsets } from "./roles.ts";
import { runWitnessedHost } from "./witnessed-host.ts";

/** What the demonstration keeps beside the host's files, so that a second start can print it again. */
export interface DemonstrationFile {
  /** The form of all that lies in the folder. Another number is another version's, which this program cannot read. */
  readonly form: typeof form;
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
/** Counted up when what was founded before can be read no more. */
const form = 3;

/** What an earlier founding kept in this folder; null when there is no such folder. Throws a problem of the command `no-demonstration` or `other-form`. */
export function readDemonstration(dir: string): DemonstrationFile | null {
  if (!existsSync(dir)) return null;
  const file = join(dir, demonstrationFile);
  if (!existsSync(file))
    throw commandProblem("no-demonstration", `${dir} holds no demonstration: give another folder with --dir FOLDER`);
  const kept = JSON.parse(readFileSync(file, "utf8")) as DemonstrationFile;
  if (kept.form === form) return kept;
  throw commandProblem(
    "other-form",
    `the demonstration in ${dir} was founded by another version of this program, and this one cannot read it: remove the folder, or give another one with --dir FOLDER`,
  );
}

const witnessNames = ["witness-one.example", "witness-two.example"] as const;

interface Admitted {
  readonly organisation: DemonstrationOrganisation;
  readonly id: string;
  readonly devices: readonly Secrets[];
}

/**
 * Founds the country in `dir`, which must not exist, and returns what is kept beside it. `onStep` gets what is being done. The folder appears under its name only when it is
 * whole, so that an interrupted founding leaves no half country; one that fails removes what it made and closes what it opened.
 */
export async function foundDemonstration(
  place: DemonstrationPlace,
  onStep: (step: string) => void,
): Promise<DemonstrationFile> {
  const unfinished = `${place.dir}.unfinished`;
  // Left by a program that was killed.
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, "vaults"), { recursive: true });
  try {
    const kept = await buildCountry({ ...place, dir: unfinished }, onStep);
    renameSync(unfinished, place.dir);
    return kept;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function buildCountry(building: DemonstrationPlace, onStep: (step: string) => void): Promise<DemonstrationFile> {
  onStep("Founding the country");
  const keys = writeKeys(building);
  const failed = (kind: string) => onStep(`The host failed: ${kind}`);
  const running = await runWitnessedHost(building, { log: () => undefined, failed });
  try {
    const registrar = new Registrar(
      running.host,
      keys,
      `http://localhost:${building.firstPort}`,
      Date.now,
      randomBytes,
    );
    onStep(`Admitting ${demonstrationOrganisations.length} organisations`);
    const admitted = await admitAll(registrar);
    await running.witnessing.run();
    onStep("Writing vaults");
    const kept = await writeVaults(building, admitted);
    const memberOf = membersOf(running, admitted);
    onStep(`Playing ${inventedCases.length} invented cases`);
    for (const invented of inventedCases) await playCase(invented, admitted, memberOf, running);
    onStep(`Doing the short lessons on ${learning.length} officers' devices`);
    for (const slug of learning) await doLessons(await memberOf(slug));
    onStep("Entering the country's record of 2002 to 2024");
    await enterRecord(memberOf, () => running.witnessing.run());
    await running.witnessing.run();
    return kept;
  } finally {
    await running.close();
  }
}

function writeKeys({ dir, firstPort }: DemonstrationPlace): CountryKeys {
  const lines = witnessNames.map((name, i) => {
    const seed = randomBytes(32);
    writeSecret(join(dir, `witness-${i + 1}.key`), encodeHex(seed));
    const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
    return `witness w${i + 1} ${key} http://127.0.0.1:${firstPort + (witnessOffsets[i] ?? 0)}\n`;
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
    Date.now,
    randomBytes,
  );
  writeNew(join(dir, hostFiles.founding), founding.note);
  writeSecret(join(dir, hostFiles.logKey), encodeHex(keys.logSeed));
  for (const seat of keys.seats) writeSecret(join(dir, `${seat.name}.key`), encodeHex(seat.seed));
  return keys;
}

async function admitAll(registrar: Registrar): Promise<readonly Admitted[]> {
  const admitted: Admitted[] = [];
  for (const organisation of demonstrationOrganisations) {
    const { kind, name, country, area } = organisation;
    const id = makeUuid(randomBytes);
    const devices = await registrar.admit({ id, kind, name, country, ...(area === undefined ? {} : { area }) }, "tg");
    admitted.push({ organisation, id, devices });
    const [admin] = devices;
    for (const service of admin === undefined ? [] : (organisation.services ?? [])) {
      await registrar.service(
        {
          id: makeUuid(randomBytes),
          organization_id: id,
          name: service.name,
          status: "active",
          types: service.types,
          eligibility: service.eligibility,
          languages: service.languages,
          service_area: service.area,
          location_type: "virtual",
          country,
          phones: inventedPhones(country, admitted.length, service.types, Date.now()),
          ...(service.minimumAge === undefined ? {} : { minimum_age: service.minimumAge }),
        },
        { unit: service.unit, available: service.available, maximum: service.maximum },
        deviceSigner(admin as Secrets),
      );
    }
  }
  return admitted;
}

async function writeVaults(
  { dir, firstPort }: DemonstrationPlace,
  admitted: readonly Admitted[],
): Promise<DemonstrationFile> {
  const organisations: DemonstrationFile["organisations"][number][] = [];
  // Those that can be played: nobody opens a device of the others, and each vault takes a moment to stretch its passphrase.
  const played = new Set(demonstrationRoles.map(({ slug }) => slug));
  for (const { organisation, id, devices } of admitted.filter(({ organisation }) => played.has(organisation.slug))) {
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
  const kept: DemonstrationFile = { form, firstPort, organisations };
  writeSecret(join(dir, demonstrationFile), JSON.stringify(kept, null, 1));
  return kept;
}

/** Opens members when they are needed, each once. */
function membersOf(running: RunningHost, admitted: readonly Admitted[]): (slug: string) => Promise<Device> {
  const members = new Map<string, Device>();
  return async (slug) => {
    const known = members.get(slug);
    if (known !== undefined) return known;
    const member = await openMember(running.app, deviceFor(admitted, slug));
    members.set(slug, member);
    return member;
  };
}

async function playCase(
  { from, to, home, draft, after }: InventedCase,
  admitted: readonly Admitted[],
  memberOf: (slug: string) => Promise<Device>,
  running: RunningHost,
): Promise<void> {
  const choice = (slug: string) => ({
    organisation: admitted.find(({ organisation }) => organisation.slug === slug)?.id ?? "",
    compartments: draft.consent?.compartments ?? [],
    // Where nothing crosses a border it says nothing (R22).
    abroad: true as const,
  });
  const choices = [...to.map(choice), ...(home === undefined ? [] : [{ ...choice(home), home: true as const }])];
  const officer = await memberOf(from);
  const [referral] = await must(officer.drafts.send({ ...draft, choices }));
  await officer.sync();
  await running.witnessing.run();
  if (after === "waits") return;
  const worker = await memberOf(to[0] ?? "");
  await worker.sync();
  const caseId = worker.cases.inbox.find((item) => item.referral === referral)?.caseId ?? "";
  if (after === "waitlist") await must(worker.cases.waitlist(caseId, referral));
  else if (after === "decline") await must(worker.cases.decline(caseId, referral, "no-place"));
  else {
    await must(worker.cases.accept(caseId, referral));
    await worker.sync();
    if (after === "meet" || after === "close") await must(worker.cases.meet(caseId, referral));
    if (after === "close") await must(worker.cases.close(caseId, referral, "goal-reached"));
  }
  await worker.sync();
  await running.witnessing.run();
}

/** Whose officers have done the short lessons: the training institute finds their numbers, to be entered. */
const learning = ["border-isfara", "police-sughd", "consulate-yekaterinburg"] as const;

async function doLessons(officer: Device): Promise<void> {
  for (const lesson of lessons) await must(officer.lessons.finish(lesson));
  await officer.sync();
}

/** The second device of a reader, so that the first, which people play, has everything still before it. */
function deviceFor(admitted: readonly Admitted[], slug: string): Secrets {
  const device = admitted.find(({ organisation }) => organisation.slug === slug)?.devices.at(-1);
  if (device === undefined) throw new Error(`no such organisation in the demonstration: ${slug}`);
  return device;
}

async function openMember(app: Hono, secrets: Secrets): Promise<Device> {
  const fetchApp = async (url: string, request: RequestInit) => app.request(new URL(url).pathname, request);
  const member = await Device.open({
    store: openSqliteMemberStore(":memory:"),
    network: networkOver(fetchApp as Fetch),
    clock: Date.now,
    randomBytes,
    stretch: unstretched,
  });
  const passphrase = generatePassphrase(randomBytes);
  await member.install(await sealVault(secrets, passphrase, randomBytes, unstretched));
  await member.unlock(passphrase);
  await member.sync();
  return member;
}

/** What such a member stores stays in memory and ends with it: nobody gets a file at which words could be guessed. */
const unstretched = async (passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> => sha256(salt, passphrase);
