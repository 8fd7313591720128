// A device on the command line: a folder with its vault file and its store. Opened under its passphrase for one command, synced before
// and after, closed again. Nothing secret is ever printed or given as an argument.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isProblem } from "../core/problem.ts";
import { randomBytes } from "../crypto/random.ts";
import { Device } from "../member/device.ts";
import type { MemberStore } from "../member/store/store.ts";
import { readVault } from "../member/store/vault-rows.ts";
import { network } from "../operate/country-client.ts";
import { deviceFiles, openFolder, vaultFiles } from "../operate/files/device-folder.ts";
import { maxFileBytes, readSmallFile } from "../operate/files/given-files.ts";
import { mustBeShut, readPassphrase } from "../operate/files/open-to-others.ts";
import { writeInPlace } from "../operate/files/write-whole.ts";
import { alarmSentences } from "../operate/person-words.ts";
import type { Terminal } from "../operate/terminal.ts";
import { type Call, commandProblem, type Option, usageProblem } from "./command.ts";
import { onlyHereOf } from "./only-here.ts";

/** The options of every command that opens a device. */
export const vaultOptions: Readonly<Record<string, Option>> = {
  vault: { value: "DIR", help: "the device's folder" },
  "passphrase-file": { value: "FILE", help: "read the passphrase from a file instead of asking for it" },
};

/**
 * Opens the device when no other command has it, syncs, lets the command use it, syncs again and closes it. Alarms are shown at the end. `first` is done
 * before the first sync: whoever loses patience with the network loses nothing.
 */
export async function useDevice<T>(
  call: Call,
  terminal: Terminal,
  use: (member: Device) => Promise<T>,
  first: (member: Device) => Promise<void> = async () => undefined,
): Promise<T> {
  const dir = call.get("vault");
  if (!existsSync(join(dir, vaultFiles.vault)))
    throw commandProblem("no-vault", `${dir} holds no vault: make one with "panoh enrol request"`);
  mustBeShut(dir, deviceFiles);
  // Before the folder is taken: somebody who is still typing holds up no other command.
  const passphrase = await askPassphrase(call, terminal);
  const store = await openFolder(dir, terminal);
  try {
    const member = await openMember(call, store, passphrase);
    try {
      await first(member);
      await syncUntilTrusted(member);
      const result = await noteOnlyHere(call, member, () => use(member));
      for (const { code } of member.view?.alarms ?? []) terminal.inform(`Alarm: ${alarmSentences(code)} (${code})`);
      const drafts = (await member.drafts.read()).length;
      if (drafts > 0)
        terminal.inform(`Drafts that are kept here and not sealed: ${drafts}. Seal one with "panoh refer --kept".`);
      return result;
    } finally {
      await member.lock();
      await keepVaultFile(dir, store, terminal);
    }
  } finally {
    await store.close();
  }
}

/** Lets a command work, syncs, and notes whether the host was reached and has what the command made (exit code 3). */
async function noteOnlyHere<T>(call: Call, member: Device, work: () => Promise<T>): Promise<T> {
  const before = new Set(waitingIn(member));
  let madeWaits = false;
  try {
    const result = await work();
    // FM10: a command ends with a lock, which seals what waits: it is sealed before, so that it leaves in this round. What is refused now waits on.
    await member.cases.saves.sendNow();
    await syncUntilTrusted(member);
    madeWaits = waitingIn(member).some((hash) => !before.has(hash));
    return result;
  } finally {
    if (member.view !== null) call.onlyHere = onlyHereOf(member.view, madeWaits);
  }
}

/** The parcels that wait in the outbox, by hash. */
function waitingIn(member: Device): readonly string[] {
  const { parcels } = member.directory.log.outbox;
  return parcels.filter(({ leaf }) => leaf === null).map(({ hash }) => hash);
}

const witnessMilliseconds = 400;
const witnessRounds = 5;

/** Syncs, and a few times again while the witnesses are still signing the newest state: they take a moment after every change. */
async function syncUntilTrusted(member: Device): Promise<void> {
  await member.sync();
  for (let round = 0; round < witnessRounds && isAhead(member); round++) {
    await setTimeout(witnessMilliseconds);
    await member.sync();
  }
}

function isAhead(member: Device): boolean {
  const { network: reach, log } = member.view ?? {};
  return reach === "online" && (log?.seen?.size ?? 0) > (log?.trusted?.size ?? 0);
}

/** The passphrase: from a file when one is named, else from the terminal. */
export async function askPassphrase(call: Call, terminal: Terminal): Promise<string> {
  const file = call.find("passphrase-file");
  return file === null ? ((await terminal.askSecret("Passphrase: ")).split("\n", 1)[0] ?? "") : readPassphrase(file);
}

async function openMember(call: Call, store: MemberStore, passphrase: string): Promise<Device> {
  const dir = call.get("vault");
  const { stretch } = call;
  const member = await Device.open({ store, network, clock: Date.now, randomBytes, stretch });
  const isDamaged = await member.isVaultDamaged();
  const file = join(dir, vaultFiles.vault);
  // The file beside the store is one copy more.
  if ((isDamaged || !(await member.hasVault())) && !(await member.install(readSmallFile(file))))
    throw isDamaged
      ? commandProblem("vault-damaged", "the vault is damaged, whatever the passphrase is: enrol this device again")
      : commandProblem("vault-broken", `${file} is not a whole vault file`);
  const verdict = await member.unlock(passphrase);
  if (verdict === "wrong-passphrase")
    throw commandProblem("wrong-passphrase", "the passphrase does not open this vault");
  if (verdict === "foreign-founding")
    throw commandProblem("foreign-founding", "the vault file was changed: what it says in clear is not what it holds");
  if (verdict !== "open") throw commandProblem(verdict, "the vault does not open");
  return member;
}

/** A new epoch changes the vault: the file keeps up with the store, so that whoever copies the file has all of it. */
async function keepVaultFile(dir: string, store: MemberStore, terminal: Terminal): Promise<void> {
  const file = join(dir, vaultFiles.vault);
  try {
    const text = await readVault(store);
    if (text !== null && text !== "damaged" && text !== readSmallFile(file)) writeInPlace(file, text, 0o600);
  } catch (error) {
    // The work of the command is done: a copy that is late does not undo it.
    if (!(isProblem(error, "command") || isProblem(error, "store"))) throw error;
    terminal.inform(
      `The copy of the vault in ${file} is older than the store now: free some space, and run any command.`,
    );
  }
}

/**
 * The text of a small file, or with `-` what comes on the input: for what must not be an argument, which every program of the computer can read and the
 * shell remembers. The input can give one thing only, so that the passphrase then comes from a file.
 */
export function readSmallFileOrInput(call: Call, option: string): string {
  const file = call.get(option);
  if (file !== "-") return readSmallFile(file);
  if (!call.has("passphrase-file")) throw usageProblem(`--${option} - needs --passphrase-file`);
  const text = readFileSync(process.stdin.fd);
  if (text.length > maxFileBytes) throw commandProblem("file-too-large", "the input is too large");
  return text.toString("utf8");
}
