// Clocks that are days wrong, as after an empty battery: of a host, of a witness, of a device, each a process of its own under libfaketime (Debian's
// package `faketime`); the machine's clock is not touched. What counts is what stands in the log: its time, and whether what was sent arrived.
// Run at full size: node bin/panoh.js --run test/faults/wrong-clock.ts 800
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { Secrets, sealVault } from "../../src/member/store/vault.ts";
import { signDirectoryNote } from "../../src/note/directory-note.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import type { HostStatus } from "../../src/server/status.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { postId, sealedCases, shelterId } from "../support/host.ts";
import { type PanohProcess, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { until } from "../support/until.ts";
import { exampleDraft } from "../support/world-draft.ts";

/** The country of these tests was founded at noon of this day. */
const founded = Date.parse("2026-01-15T12:00:00Z");
const hour = 3_600_000;
const day = 24 * hour;
const passphrase = "an example passphrase for one test";

export interface TrialOutcome {
  /** What the host under the wrong clock says of it. */
  readonly flaw: HostStatus["clockFlaw"];
  readonly acknowledged: boolean;
  /** Whether the log's time is that of the first start still, while the clock is wrong; and that of the right clock, once it is right again. */
  readonly timeStands: boolean;
  readonly goesOn: boolean;
}

export interface WitnessedOutcome {
  readonly hostFlaw: HostStatus["clockFlaw"];
  readonly acknowledged: boolean;
  /** Whether the log's newest time is within an hour of the right one: under the host's wrong clock, then under one witness's of three. */
  readonly timeUnderHost: boolean;
  readonly timeUnderWitness: boolean;
}

export interface DeviceOutcome {
  /** How `panoh refer` ended, and whether its referral is in the log. */
  readonly exit: number | null;
  readonly arrived: boolean;
  /** The alarms that it raised. */
  readonly alarms: readonly string[];
}

/** Why the play cannot be played here; null when it can. */
export function noFakeTime(): string | null {
  if (libraryFile() === null) return "needs Debian's package faketime";
  const printed = spawnSync(process.execPath, ["-p", "new Date().toISOString().slice(0, 10)"], {
    env: { ...process.env, ...clockAt(founded) },
    encoding: "utf8",
  }).stdout.trim();
  return printed === "2026-01-15" ? null : `libfaketime does not act on this Node: it printed ${printed}`;
}

/** One start of a trial, where the host's clock is the log's, under a clock so many days wrong. */
export async function playTrial(days: number): Promise<TrialOutcome> {
  const at = await CountryProcesses.found(0, 0);
  try {
    const first = await at.host([], at.hostDir, { env: clockAt(founded + hour) });
    const time = await untilTime(first);
    await stopPanoh(first);
    const wrong = await at.host([], at.hostDir, { env: clockAt(founded + 2 * hour + days * day) });
    const acknowledged = await send(at, wrong);
    await looks(wrong);
    const { clockFlaw, timeNote } = await statusOf(wrong);
    await stopPanoh(wrong);
    const again = await at.host([], at.hostDir, { env: clockAt(founded + 4 * hour) });
    await send(at, again);
    const newest = await untilTime(again, time);
    return { flaw: clockFlaw, acknowledged, timeStands: timeNote === time, goesOn: isAbout(newest, 4) };
  } finally {
    await at.end();
  }
}

/** Three witnesses and a quorum of two: first the host's clock is wrong, then that of one witness. */
export async function playWitnessed(days: number): Promise<WitnessedOutcome> {
  const at = await CountryProcesses.found(3, 2);
  try {
    const right = await Promise.all([1, 2, 3].map((n) => at.witness(n, { env: clockAt(founded + hour) })));
    const host = await at.host([], at.hostDir, { env: clockAt(founded + hour + days * day) });
    const acknowledged = await send(at, host);
    const time = await untilTime(host);
    const { clockFlaw } = await statusOf(host);
    for (const running of [...right, host]) await stopPanoh(running);
    for (const n of [1, 2]) await at.witness(n, { env: clockAt(founded + 4 * hour) });
    await at.witness(3, { env: clockAt(founded + 4 * hour + days * day) });
    const again = await at.host([], at.hostDir, { env: clockAt(founded + 4 * hour) });
    await send(at, again);
    const newest = await untilTime(again, time);
    return {
      hostFlaw: clockFlaw,
      acknowledged,
      timeUnderHost: isAbout(time, 1),
      timeUnderWitness: isAbout(newest, 4),
    };
  } finally {
    await at.end();
  }
}

/** An officer's device whose clock is so many days wrong refers; host and witness are right. */
export async function playDevice(days: number): Promise<DeviceOutcome> {
  const at = await CountryProcesses.found(1, 1);
  try {
    await at.witness(1, { env: clockAt(founded + hour) });
    const host = await at.host([], at.hostDir, { env: clockAt(founded + hour) });
    await untilTime(host);
    await logEpoch(at, host);
    const args = await writeDevice(at, host.url);
    const before = await sizeOf(host);
    const said = at.keep(startPanoh(args, { env: clockAt(founded + hour + days * day) }));
    await until(() => said.ended !== null);
    const alarms = [...said.beside.matchAll(/^Alarm: .*\(([a-z-]+)\)$/gm)].map(([, code]) => code ?? "");
    const arrived = (await sizeOf(host)) > before;
    return { exit: said.ended?.code ?? null, arrived, alarms: [...new Set(alarms)].sort() };
  } finally {
    await at.end();
  }
}

/** The environment of a process that begins at this moment; timers go on as they are. */
function clockAt(milliseconds: number): Readonly<Record<string, string>> {
  const moment = new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
  const library = libraryFile() ?? assert.fail("no libfaketime");
  return { LD_PRELOAD: library, FAKETIME: `@${moment}`, FAKETIME_DONT_FAKE_MONOTONIC: "1", TZ: "UTC" };
}

// The library itself: the command `faketime` would stand between a test and the process that it ends.
function libraryFile(): string | null {
  return globSync("/usr/lib/*/faketime/libfaketimeMT.so.1")[0] ?? null;
}

/** The folder of the border post's device, and a draft: the words of the command that refers it. */
async function writeDevice(at: CountryProcesses, host: string): Promise<readonly string[]> {
  const dir = join(at.folder, "device");
  const { founding, post: signer } = at.country;
  const secrets = new Secrets({
    founding: founding.note,
    host,
    mirrors: [],
    device: signer.name,
    organisation: postId,
    signingSeed: encodeBase64(signer.seed),
    identity: (await generateIdentity("x25519")).reveal(),
    storageKey: encodeBase64(randomBytes(32)),
    epochs: [],
    language: "en",
  });
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(join(dir, "vault.json"), await sealVault(secrets, passphrase, randomBytes, argon2id), { mode: 0o600 });
  writeFileSync(join(at.folder, "pass"), `${passphrase}\n`, { mode: 0o600 });
  writeFileSync(join(at.folder, "draft.json"), JSON.stringify(exampleDraft([{ id: shelterId, devices: [] }])));
  const files = ["--draft", join(at.folder, "draft.json"), "--passphrase-file", join(at.folder, "pass")];
  return ["refer", "--vault", dir, ...files];
}

/** The shelter's first epoch, without which nothing can be sealed to it. */
async function logEpoch(at: CountryProcesses, host: PanohProcess): Promise<void> {
  const { founding, shelter } = at.country;
  const head = { kind: "epoch.new", salt: encodeHex(randomBytes(16)), at: "2026-01-15T12:00:00Z" } as const;
  const recipient = await recipientOf(await generateIdentity("x25519"));
  const body = { organisation: shelterId, epoch: 1, recipient, maker: shelter[0].name };
  const note = signDirectoryNote(founding.origin, { ...head, body }, shelter);
  assert.ok("proof" in (await post(host.url, encodeUtf8(note), null)));
}

async function send(at: CountryProcesses, host: PanohProcess): Promise<boolean> {
  const [token] = await at.draw(host.url, 1);
  const [bytes] = await sealedCases(1);
  return "proof" in (await post(host.url, bytes ?? assert.fail(), token ?? null));
}

/** Waits until the host has looked after its clock again, twice: it does every second. */
async function looks(host: PanohProcess): Promise<void> {
  const { clock } = await statusOf(host);
  await until(async () => Date.parse((await statusOf(host)).clock) >= Date.parse(clock) + 3_000);
}

/** Waits for the log's time, or one other than this; gives it. */
async function untilTime(host: PanohProcess, other: string | null = null): Promise<string> {
  let found: string | null = null;
  await until(async () => {
    found = (await statusOf(host)).timeNote;
    return found !== null && found !== other;
  });
  return found ?? assert.fail("no time");
}

async function sizeOf(host: PanohProcess): Promise<number> {
  const { size } = (await (await fetch(`${host.url}/health`)).json()) as { readonly size: number };
  return size;
}

/** Within an hour after so many hours since the founding. */
function isAbout(time: string, hours: number): boolean {
  const since = Date.parse(time) - founded;
  return since >= hours * hour && since < (hours + 1) * hour;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = noFakeTime();
  if (missing !== null) throw new Error(missing);
  const days = Number(process.argv[2] ?? 800);
  process.stdout.write(`machine's clock before ${execFileSync("date", ["-u", "+%F"], { encoding: "utf8" })}`);
  for (const wrong of [days, -days]) {
    const outcome = {
      days: wrong,
      trial: await playTrial(wrong),
      witnessed: await playWitnessed(wrong),
      device: await playDevice(wrong),
    };
    process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
  }
}
