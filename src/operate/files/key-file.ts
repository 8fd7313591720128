// Files that hold a secret key (written by `writeSecret`). A key file is one line: the key's name and its seed in hexadecimal; the log's own key
// has no name beside it, since its name is the country's origin. A file may be locked by a passphrase (`panoh key lock`): then it is an age file of that
// line. A server's key may also lie in no folder of its own and come from systemd as a credential, decrypted in memory.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { decodeHex, encodeHex } from "../../crypto/hex.ts";
import { isKeyName, type SignerKey, signerKey } from "../../note/signed-note.ts";
import { isLockedText, unlockText } from "../../sealing/locked-text.ts";
import { commandProblem } from "../command-problem.ts";
import type { Terminal } from "../terminal.ts";
import { readSmallFile } from "./given-files.ts";
import { type LogKeyShare, parseLogKeyShare } from "./log-key-share.ts";
import { readPassphrase } from "./open-to-others.ts";

export function encodeKeyFile({ name, seed }: SignerKey): string {
  return `${name} ${encodeHex(seed)}\n`;
}

/** The log's key as its file has it. */
export function encodeLogKey(seed: Uint8Array): string {
  return `${encodeHex(seed)}\n`;
}

/** The key in a text; null when it is not that of a key file. */
export function parseKeyFile(text: string): SignerKey | null {
  const [name = "", hex = "", ...rest] = text.replace(/\n$/, "").split(" ");
  const seed = decodeHex(hex);
  return !isKeyName(name) || seed?.length !== 32 || rest.length > 0 ? null : signerKey(name, seed);
}

/** The log's key in a text; null when it is not that of its file. */
export function parseLogKey(text: string): Uint8Array | null {
  const seed = decodeHex(text.trim());
  return seed?.length === 32 ? seed : null;
}

/** The program that a key or a passphrase is for, in the names of its credentials. */
type Program = "host" | "witness";

/**
 * A server's key: systemd's credential `panoh-<program>.<name>` where there is one, else the file of that name in its folder. Of a locked one the passphrase
 * is asked for, unless `passphraseFile` or the credential `panoh-<program>.passphrase` has it. Throws a problem of the command, which holds nothing of the key.
 */
export async function openServerKey<Key>(
  { dir, name, program }: { readonly dir: string; readonly name: string; readonly program: Program },
  parse: (text: string) => Key | null,
  passphraseFile: string | null,
  terminal: Terminal,
): Promise<Key> {
  const own = join(dir, name);
  const file = credential(program, name) ?? own;
  const passphrase = passphraseFile ?? credential(program, "passphrase");
  // Systemd decides who may read a credential, with modes that a file of one's own does not have.
  const passphraseIn = passphraseFile === null ? readSmallFile : readPassphrase;
  const key = await open(file, parse, () => (passphrase === null ? ask(file, terminal) : passphraseIn(passphrase)));
  if (file !== own && existsSync(own) && !isLockedText(readSmallFile(own)))
    terminal.inform(`Warning: the key comes from systemd, and ${own} holds it too, not locked: remove it.`);
  return key;
}

/** A warning of a real country's key that lies in a folder as it is; null when it does not. */
export function plainKeyWarning(dir: string, name: string): string | null {
  const file = join(dir, name);
  if (!existsSync(file) || isLockedText(readSmallFile(file))) return null;
  return `Warning: ${file} is not locked. Whoever reads this disk, or a copy of it, has the key (panoh key lock, or systemd's credentials).`;
}

/** The keys of the council's seats that are given, one after the other: each asks for its own passphrase when it is locked. */
export async function readSeatKeys(files: readonly string[], terminal: Terminal): Promise<readonly SignerKey[]> {
  const keys: SignerKey[] = [];
  for (const file of files) keys.push(await open(file, parseKeyFile, () => ask(file, terminal)));
  return keys;
}

/** The shares of the log's key that are given, in the same way. */
export async function readShares(files: readonly string[], terminal: Terminal): Promise<readonly LogKeyShare[]> {
  const shares: LogKeyShare[] = [];
  for (const file of files) shares.push(await open(file, parseLogKeyShare, () => ask(file, terminal)));
  return shares;
}

/** The log's key in a file that is named. */
export function readLogKey(file: string, passphraseFile: string | null, terminal: Terminal): Promise<Uint8Array> {
  return open(file, parseLogKey, () =>
    passphraseFile === null ? ask(file, terminal) : readPassphrase(passphraseFile),
  );
}

async function open<Key>(
  file: string,
  parse: (text: string) => Key | null,
  passphrase: () => string | Promise<string>,
): Promise<Key> {
  const text = readSmallFile(file);
  const key = parse(isLockedText(text) ? await unlocked(file, text, await passphrase()) : text);
  if (key === null) throw commandProblem("not-a-key-file", `${file} is not a key file`);
  return key;
}

async function unlocked(file: string, text: string, firstLines: string): Promise<string> {
  const [passphrase = ""] = firstLines.split("\n", 1);
  if (passphrase === "") throw commandProblem("key-locked", `${file} is locked, and nobody gave its passphrase`);
  const plain = await unlockText(text, passphrase);
  if (plain === null)
    throw commandProblem("wrong-passphrase", `the passphrase does not open ${file}, or it is damaged`);
  return plain;
}

function ask(file: string, terminal: Terminal): Promise<string> {
  return terminal.askSecret(`Passphrase of ${file}: `);
}

/** The file in which systemd gives this program a credential; null where it gives none. */
export function credential(program: Program, name: string): string | null {
  const folder = process.env["CREDENTIALS_DIRECTORY"];
  const file = folder === undefined ? null : join(folder, `panoh-${program}.${name}`);
  return file !== null && existsSync(file) ? file : null;
}
