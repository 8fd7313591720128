// `panoh key lock`: puts a key file of a host, a witness or a seat under a passphrase that is made for it and shown once. `panoh key split` and `combine`: the log's
// key in shares, one for each seat.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sameHash } from "../../log/merkle.ts";
import { generatePassphrase } from "../../member/store/passphrase.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { readFounding, readSmallFile } from "../../operate/files/given-files.ts";
import { encodeLogKey, parseKeyFile, parseLogKey, readLogKey, readShares } from "../../operate/files/key-file.ts";
import { joinLogKey, parseLogKeyShare, splitLogKey } from "../../operate/files/log-key-share.ts";
import { readPassphrase } from "../../operate/files/open-to-others.ts";
import { writeInPlace, writeSecret } from "../../operate/files/write-whole.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { isLockedText, lockText, unlockText } from "../../sealing/locked-text.ts";
import { type Command, commandProblem } from "../command.ts";

export const keyLockCommand: Command = {
  usage: ["FILE", "FILE --passphrase-file FILE"],
  about: [
    "Puts log.key, a share of it, witness.key or the key of a council seat under a passphrase. Without --passphrase-file one is made and shown once: without it the key is lost.",
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
    if (parseKeyFile(text) === null && parseLogKey(text) === null && parseLogKeyShare(text) === null)
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

export const keySplitCommand: Command = {
  usage: ["FILE --founding FILE --out DIR [--lock]"],
  about: [
    "Splits log.key into a share for each seat of the council. As many shares as seats must sign give it back (panoh key combine); fewer say nothing of it.",
    "Give each seat its own, and remove them here. panoh found does this by itself. A later split is another one: shares of two of them do not go together.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note" },
    out: { value: "DIR", help: "a folder for the shares" },
    lock: { help: "lock each share with a passphrase of its own, which is shown once" },
    "passphrase-file": { value: "FILE", help: "the passphrase of the key, when it is locked" },
  },
  takes: ["FILE"],
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const file = call.argument(0);
    const seed = await readLogKey(file, call.find("passphrase-file"), terminal);
    if (!sameHash(ed25519PublicKey(seed), logKeyOf(founding).publicKey))
      throw commandProblem("not-a-key-file", `${file} is not the key of this country's log`);
    const shares = await writeShares({ founding, logSeed: seed }, call.get("out"), call.has("lock"), terminal);
    if (shares.length === 0)
      throw commandProblem(
        "founding-refused",
        "one seat of this council signs alone: a share would be the key. Keep a copy of the key instead",
      );
    return { lines: shares.map(shareLine), json: { shares } };
  },
};

export const keyCombineCommand: Command = {
  usage: ["--founding FILE --share FILE … --out FILE"],
  about: [
    "Makes log.key again from shares of the council's seats. The outcome is compared with the key in the founding note: a wrong share, or one of another split,",
    "gives no key. With more shares than are needed, sets of them are tried until one gives it.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note" },
    share: { value: "FILE", many: true, help: "the share of a seat; of a locked one the passphrase is asked for" },
    out: { value: "FILE", help: "log.key in the folder of the host" },
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const shares = await readShares(call.all("share"), terminal);
    const { threshold } = founding.founding.council;
    const ours = shares.filter(({ origin }) => origin === founding.origin);
    if (ours.length < shares.length) throw commandProblem("another-country", "a share is of another country's log key");
    if (ours.length < threshold)
      throw commandProblem("not-a-key-file", `${threshold} shares give the key, and ${ours.length} are here`);
    const seed = await joinLogKey(founding, ours);
    if (seed === null)
      throw commandProblem(
        "not-a-key-file",
        "these shares do not give the key of this country's log: one is wrong, or of another split. Ask another seat",
      );
    const file = call.get("out");
    writeSecret(file, encodeLogKey(seed));
    return { lines: [`Log key    ${file}`], json: { file } };
  },
};

/** Writes the share of each seat into a folder; none for a council of which one seat signs. */
export async function writeShares(
  { founding, logSeed }: { readonly founding: FoundingNote; readonly logSeed: Uint8Array },
  dir: string,
  isLocked: boolean,
  terminal: Terminal,
): Promise<readonly Share[]> {
  const split = (await splitLogKey(founding, logSeed)) ?? [];
  const shares = split.map(({ seat, text }) => ({ seat, text, file: join(dir, `${seat}.share`) }));
  // Shares of two splits do not go together: all are written, or none.
  const obstacle = shares.find(({ file }) => existsSync(file));
  if (obstacle !== undefined)
    throw commandProblem("file-exists", `${obstacle.file} exists and is not written over: no share was written`);
  if (shares.length > 0) mkdirSync(dir, { recursive: true, mode: 0o700 });
  const write = isLocked ? writeLocked(terminal) : async (file: string, text: string) => writeSecret(file, text);
  for (const { file, text } of shares) await write(file, text);
  return shares.map(({ seat, file }) => ({ seat, file }));
}

interface Share {
  readonly seat: string;
  readonly file: string;
}

export function shareLine({ seat, file }: Share): string {
  return `Share      ${seat} ${file}`;
}

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
