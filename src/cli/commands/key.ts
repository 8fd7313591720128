// `panoh key lock`: puts a key file of a host, a witness or a seat under a passphrase that is made for it and shown once.

import { setImmediate } from "node:timers/promises";
import { randomBytes } from "../../crypto/random.ts";
import { generatePassphrase } from "../../member/store/passphrase.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import { parseKeyFile, parseLogKey } from "../../operate/files/key-file.ts";
import { readPassphrase } from "../../operate/files/open-to-others.ts";
import { writeInPlace, writeSecret } from "../../operate/files/write-whole.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { isLockedText, lockText, unlockText } from "../../sealing/locked-text.ts";
import { type Command, commandProblem } from "../command.ts";

export const keyLockCommand: Command = {
  usage: ["FILE", "FILE --passphrase-file FILE"],
  about: [
    "Puts log.key, witness.key or the key of a council seat under a passphrase. Without --passphrase-file one is made and shown once: without it the key is lost.",
    "Whoever sits at a terminal types it once more; the file is locked only then.",
    "The file is an age file then: age -d opens it without this program.",
    "Blocks of the disk may hold the plain key until they are written over. A key that was never plain on a disk is made with --lock (panoh found, panoh witness).",
  ],
  options: { "passphrase-file": { value: "FILE", help: "the passphrase to lock it with" } },
  takes: ["FILE"],
  run: async (given, terminal) => {
    const file = given.argument(0);
    const text = readSmallFile(file);
    if (isLockedText(text)) throw commandProblem("key-locked", `${file} is locked already`);
    if (parseKeyFile(text) === null && parseLogKey(text) === null)
      throw commandProblem("not-a-key-file", `${file} is not a key file`);
    const chosen = given.has("passphrase-file") ? readPassphrase(given.get("passphrase-file")) : "";
    if (given.has("passphrase-file") && chosen === "") throw commandProblem("empty", "the passphrase is empty");
    const passphrase = chosen === "" ? generatePassphrase(randomBytes) : chosen;
    const locked = await lockText(text, passphrase);
    // It may be the only copy of the key. Whoever lost the connection never saw the passphrase: then the plain file must still be there.
    if (chosen === "") sayPassphrase(file, passphrase, terminal.inform);
    // A line that could not be printed ends the program at the next turn.
    await setImmediate();
    const again =
      chosen === "" && terminal.isTyped === true ? await terminal.askSecret("Type it once more: ") : passphrase;
    if ((await unlockText(locked, again)) !== text)
      throw commandProblem(
        "wrong-passphrase",
        `that is not the passphrase: ${file} is not locked, and stays as it was`,
      );
    writeInPlace(file, locked, 0o600);
    return { lines: [`Locked     ${file}`], json: { file } };
  },
};

/** Writes key files that were never plain on a disk, each under a passphrase of its own. */
export function writeLocked({ inform }: Terminal): (file: string, text: string) => Promise<void> {
  return async (file, text) => {
    const passphrase = generatePassphrase(randomBytes);
    writeSecret(file, await lockText(text, passphrase));
    sayPassphrase(file, passphrase, inform);
  };
}

/** A passphrase that was made: shown once, beside the answer. */
function sayPassphrase(file: string, passphrase: string, inform: (line: string) => void): void {
  inform(`Passphrase  ${passphrase}  of ${file}`);
  inform("It is shown once. Write it down, and keep it away from that file: without it the key is lost.");
}
