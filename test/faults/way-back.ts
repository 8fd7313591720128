// A host is started on an old database whose witness is an old copy too and then falls silent: it forks the log. An officer's phone and a shelter's desk
// that were offline meanwhile see the false history only, and a referral is sent on it. The true database is put back, and the council's correction leads
// both devices back. Host, witness and the commands of council and devices are processes of their own.
// Run at full size: node bin/panoh.js --run test/faults/way-back.ts 5

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OrganisationKind } from "../../src/core/party.ts";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { makeUuid } from "../../src/crypto/uuid.ts";
import { Device } from "../../src/member/device.ts";
import { type Secrets, sealVault } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { network } from "../../src/operate/country-client.ts";
import { encodeKeyFile } from "../../src/operate/files/key-file.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { foundCountry, Registrar } from "../../src/operate/new-country.ts";
import { Host } from "../../src/server/host.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Witnessing } from "../../src/server/witnessing.ts";
import { freePort } from "../support/free-port.ts";
import { trialTerms } from "../support/trial-terms.ts";
import { exampleDraft } from "../support/world.ts";

const panoh = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const passphrase = "an invented passphrase for a test";

export interface WayBackOutcome {
  /** Devices that stood still at the fork, before anybody gave them a correction. */
  readonly stopped: number;
  /** How a command refused a correction that one seat of two signed. */
  readonly tooFewSeats: string;
  /** How a host refused to start on the false history with the correction. */
  readonly falseHost: string;
  /** Referrals of the false history that the shelter has on the true one, logged and open for an answer. */
  readonly arrived: number;
  /** Referrals that the officer's phone shows as confirmed by the witnesses of the true history. */
  readonly confirmed: number;
  /** Alarms that were left. */
  readonly alarms: readonly string[];
}

/** Plays it once in a folder of its own. */
export async function loseTheWay(): Promise<WayBackOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "panoh-way-back-"));
  const children: ChildProcess[] = [];
  const at = (name: string) => join(folder, name);
  const start = (...words: readonly string[]) => startPanoh(words, children);
  try {
    const [witnessPort, hostPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${hostPort}`;
    const { vkey } = (await runPanoh("witness", "--dir", at("w1"), "--name", "one.witness.example", "--json")).json;
    const { founding, keys } = foundCountry(
      { ...trialTerms, policy: `witness w1 ${vkey} http://127.0.0.1:${witnessPort}\nquorum w1\n` },
      Date.now,
      randomBytes,
    );
    mkdirSync(at("country"));
    writeFileSync(at("founding.note"), founding.note);
    writeFileSync(join(at("country"), "founding.note"), founding.note);
    writeFileSync(join(at("country"), "log.key"), `${encodeHex(keys.logSeed)}\n`, { mode: 0o600 });
    for (const seat of keys.seats) writeFileSync(at(`${seat.name}.key`), encodeKeyFile(seat));
    writeFileSync(at("pass"), passphrase, { mode: 0o600 });
    const witness = (dir: string) =>
      start(
        "witness",
        "--dir",
        at(dir),
        "--name",
        "one.witness.example",
        "--log",
        at("founding.note"),
        "--port",
        `${witnessPort}`,
      );
    const serve = (dir: string, ...more: readonly string[]) =>
      start("serve", "--dir", at(dir), "--port", `${hostPort}`, ...more);
    /** Signs and logs as the council does, on the host's own folder, while the host is down. */
    const onHost = async <T>(work: (registrar: Registrar) => Promise<T>): Promise<T> => {
      const store = openSqliteHostStore(join(at("country"), "host.db"));
      const host = await Host.open({ founding, logSeed: keys.logSeed, store, clock: Date.now, randomBytes });
      const witnessing = new Witnessing(host, undefined, undefined, 0);
      try {
        return await work(new Registrar(host, keys, url, Date.now, randomBytes));
      } finally {
        await host.settle();
        await witnessing.run();
        await store.close();
      }
    };
    const admit = (registrar: Registrar, kind: OrganisationKind, name: string) =>
      registrar.admit({ id: makeUuid(randomBytes), kind, name: { en: name }, country: "XT" }, "en");

    const stopWitness = await witness("w1");
    const [post = [], shelter = []] = await onHost(async (registrar) => [
      await admit(registrar, "border-post", "Example Post North"),
      await admit(registrar, "shelter", "Example Shelter North"),
    ]);
    const stopHost = await serve("country");
    for (const [name, device] of [
      ["officer", post[0]],
      ["worker", shelter[0]],
    ] as const)
      await useDevice(at(name), device, (member) => member.sync());
    await stopHost();
    await stopWitness();
    cpSync(at("country"), at("old"), { recursive: true });
    cpSync(at("w1"), at("old-w1"), { recursive: true });

    // Life goes on without the two devices, on the true history.
    const stopAgain = await witness("w1");
    await onHost(async (registrar) => {
      for (let i = 1; i <= 4; i++) await admit(registrar, "legal-aid", `Example Legal Aid ${"ABCD"[i - 1]}`);
    });
    await stopAgain();

    // The mistake: machines restored from old copies.
    const stopOldWitness = await witness("old-w1");
    const stopOld = await serve("old");
    await stopOldWitness();
    const organisation = shelter[0]?.organisation ?? "";
    await useDevice(at("officer"), null, async (member) => {
      await must(
        member.drafts.send(
          exampleDraft([{ id: organisation, devices: shelter }], {
            name: "Test Person 1",
            safe: "Ring in the evening.",
            narrative: "An invented account.",
          }),
        ),
      );
      await member.sync();
    });
    await useDevice(at("worker"), null, (member) => member.sync());
    await stopOld();

    // It is noticed, and the true copies are put back.
    const stopTrueWitness = await witness("w1");
    const stopTrue = await serve("country");
    let stopped = 0;
    for (const name of ["officer", "worker"])
      await useDevice(at(name), null, async (member) => {
        await member.sync();
        if (member.view?.alarms.some(({ code }) => code === "fork") === true) stopped++;
      });
    const founded = ["--founding", at("founding.note")];
    const device = (name: string) => ["--vault", at(name), "--passphrase-file", at("pass"), "--json"];
    const words = ["--false", at("old"), "--host", url, "--reason", "The host was started on an old copy."];
    await runPanoh(
      "council",
      "correction",
      ...words,
      "--seat-key",
      at("council-1.key"),
      ...founded,
      "--out",
      at("note"),
    );
    const early = await runPanoh("carry", "take", at("note"), ...device("officer").slice(0, -1));
    await runPanoh("council", "cosign", "--note", at("note"), "--seat-key", at("council-2.key"), ...founded);
    const onOld = await runPanoh("serve", "--dir", at("old"), "--port", "0", "--correction", at("note"));
    for (const name of ["officer", "worker"]) await runPanoh("carry", "take", at("note"), ...device(name));
    // A phone that is still on the false history may show its head to the true host, which goes by the correction.
    await stopTrue();
    const stopCorrected = await serve("country", "--correction", at("note"));
    const inbox = await runPanoh("inbox", ...device("worker"));
    const sent = await runPanoh("sent", ...device("officer"));
    const [item] = inbox.json as unknown as { caseId: string; state: string }[];
    const held = await runPanoh("case", item?.caseId ?? "none", ...device("worker"));
    const isLogged = (held.json as unknown as { entries?: { leaf: number | null }[] }).entries?.every(
      ({ leaf }) => leaf !== null,
    );
    await stopCorrected();
    await stopTrueWitness();
    return {
      stopped,
      tooFewSeats: codeOf(early),
      falseHost: codeOf(onOld),
      arrived: isLogged === true && item?.state === "received" ? 1 : 0,
      confirmed: (sent.json as unknown as { witnessedAt: number | null }[]).filter((row) => row.witnessedAt !== null)
        .length,
      alarms: [inbox, sent].flatMap(({ beside }) => beside.match(/Alarm: .*/g) ?? []),
    };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a device's folder, makes it when secrets come along, and closes it again. */
async function useDevice(dir: string, secrets: Secrets | null | undefined, use: (member: Device) => Promise<unknown>) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const store = openSqliteMemberStore(join(dir, "client.db"));
  const member = await Device.open({ store, network, clock: Date.now, randomBytes, stretch: argon2id });
  if (secrets !== null && secrets !== undefined) {
    const vault = await sealVault(secrets, passphrase, randomBytes, argon2id);
    writeFileSync(join(dir, "vault.json"), vault, { mode: 0o600 });
    await member.install(vault);
  }
  const verdict = await member.unlock(passphrase);
  if (verdict !== "open") throw new Error(`the vault did not open: ${verdict}`);
  await member.sync();
  await use(member);
  member.lock();
  await store.close();
}

/** Starts a program that goes on; resolves once it listens, to how it is stopped. */
async function startPanoh(words: readonly string[], children: ChildProcess[]): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [panoh, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      if (/Listening/.test(said)) resolve();
    });
    void ended.then(() => reject(new Error(`${words[0]} ended: ${said}`)));
  });
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}

interface Ended {
  readonly exit: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly beside: string;
}

/** Runs a command to its end. */
async function runPanoh(...words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [panoh, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, beside] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    beside += chunk;
  });
  const exit = await new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  return { exit, beside, json: out.startsWith("{") || out.startsWith("[") ? JSON.parse(out) : {} };
}

function codeOf({ beside, exit }: Ended): string {
  return /\(([a-z-]+)\)\n/.exec(beside)?.[1] ?? `exit ${exit}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (let round = Number(process.argv[2] ?? 1); round > 0; round--)
    process.stdout.write(`${JSON.stringify(await loseTheWay())}\n`);
