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
  run: async (call, terminal) => {
    const file = call.argument(0);
    const text = readSmallFile(file);
    if (isLockedText(text)) throw commandProblem("key-locked", `${file} is locked already`);
    if (parseKeyFile(text) === null && parseLogKey(text) === null)
      throw commandProblem("not-a-key-file", `${file} is not a key file`);
    const ownPassphrase = call.has("passphrase-file") ? readPassphrase(call.get("passphrase-file")) : "";
    if (call.has("passphrase-file") && ownPassphrase === "") throw commandProblem("empty", "the passphrase is empty");
    const passphrase = ownPassphrase === "" ? generatePassphrase(randomBytes) : ownPassphrase;
    const lockedText = await lockText(text, passphrase);
    // It may be the only copy of the key. Whoever lost the connection never saw the passphrase: then the plain file must still be there.
    if (ownPassphrase === "") sayPassphrase(file, passphrase, terminal.inform);
    // A line that could not be printed ends the program at the next turn.
    await setImmediate();
    const again =
      ownPassphrase === "" && terminal.isTyped === true ? await terminal.askSecret("Type it once more: ") : passphrase;
    if ((await unlockText(lockedText, again)) !== text)
      throw commandProblem(
        "wrong-passphrase",
        `that is not the passphrase: ${file} is not locked, and stays as it was`,
      );
    writeInPlace(file, lockedText, 0o600);
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
