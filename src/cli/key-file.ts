// Files that hold a secret key: readable by their owner only, and never written over. A key file is one line: the key's name and its
// seed in hexadecimal; the log's own key has no name beside it, since its name is the country's origin.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { isKeyName, signerKey } from "../note/signed-note.ts";
import { CommandProblem } from "./command.ts";

/** Writes a new file that only its owner may read. Throws CommandProblem when there is one of that name. */
export function writeSecret(file: string, text: string): void {
  writeNew(file, text, 0o600);
}

/** Writes a new file that anybody may read. Throws CommandProblem when there is one of that name. */
export function writeNew(file: string, text: string, mode = 0o644): void {
  let handle: number;
  try {
    handle = openSync(file, "wx", mode);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new CommandProblem("file-exists", `${file} exists and is not written over`, error);
    throw error;
  }
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function encodeKeyFile({ name, seed }: SignerKey): string {
  return `${name} ${encodeHex(seed)}\n`;
}

/** The key in a file. Throws CommandProblem when it is not a key file; nothing of its content is in the message. */
export function readKeyFile(file: string): SignerKey {
  const [name = "", hex = "", ...rest] = readFileSync(file, "utf8").replace(/\n$/, "").split(" ");
  const seed = decodeHex(hex);
  if (!isKeyName(name) || seed?.length !== 32 || rest.length > 0)
    throw new CommandProblem("not-a-key-file", `${file} is not a key file`);
  return signerKey(name, seed);
}
