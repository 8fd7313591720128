// Files that hold a secret key (written by `writeSecret`). A key file is one line: the key's name and its seed in hexadecimal; the log's own key
// has no name beside it, since its name is the country's origin.
import { readFileSync } from "node:fs";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { isKeyName, signerKey } from "../note/signed-note.ts";
import { commandProblem } from "./command.ts";

export function encodeKeyFile({ name, seed }: SignerKey): string {
  return `${name} ${encodeHex(seed)}\n`;
}

/** The key in a file. Throws a problem of the command when it is not a key file; nothing of its content is in the message. */
export function readKeyFile(file: string): SignerKey {
  const [name = "", hex = "", ...rest] = readFileSync(file, "utf8").replace(/\n$/, "").split(" ");
  const seed = decodeHex(hex);
  if (!isKeyName(name) || seed?.length !== 32 || rest.length > 0)
    throw commandProblem("not-a-key-file", `${file} is not a key file`);
  return signerKey(name, seed);
}
