// `panoh witness`: a witness of our own (C2SP tlog-witness). It remembers the newest state of each log that it follows and cosigns only
// what extends it. A witness whose memory is lost can be made to help a fork, so its folder is kept.

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { SignerKey, VerifierKey } from "../../note/signed-note.ts";
import {
  encodeVerifierKey,
  isKeyName,
  parseVerifierKey,
  signatureType,
  signerKey,
  verifierKey,
} from "../../note/signed-note.ts";
import { operatorLog } from "../../operate/event-log.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import {
  credential,
  encodeKeyFile,
  openServerKey,
  parseKeyFile,
  plainKeyWarning,
} from "../../operate/files/key-file.ts";
import { mustBeShut, type RestingFile } from "../../operate/files/open-to-others.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { permissionWarnings } from "../../operate/look/look-at-place.ts";
import { programVersion } from "../../operate/program-version.ts";
import { runWitness, witnessFiles } from "../../operate/run-witness.ts";
import { outliveFullDisk, type Terminal } from "../../operate/terminal.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { addressGiven, addressOptions, keyPassphraseOption, listeningAt } from "../program-options.ts";
import { isReal } from "../weaknesses.ts";
import { writeLocked } from "./key.ts";

const defaultPort = 8444;

const restingFiles: readonly RestingFile[] = [{ name: witnessFiles.key, secret: true }];

export const witnessCommand: Command = {
  usage: [
    "--dir DIR --name NAME [--lock]",
    "--dir DIR --log FOUNDING|VKEY … [--port N] [--hostname NAME] [--passphrase-file FILE]",
  ],
  about: [
    "Without --log: makes the witness's key under this name if there is none, and prints its verifier key for the founding note.",
    "With --log: cosigns these logs until it is stopped. A log is named by its founding note or its verifier key.",
    "Keep the folder: a witness that forgets what it cosigned can be made to cosign a second history.",
  ],
  options: {
    dir: { value: "DIR", help: "the witness's folder" },
    name: { value: "NAME", help: "the witness's name in its key: a domain; needed where there is no key yet" },
    log: { value: "FOUNDING|VKEY", many: true, help: "a log to follow" },
    ...addressOptions(defaultPort),
    lock: { help: "when the key is made: lock it with a passphrase that is shown once" },
    "passphrase-file": keyPassphraseOption,
  },
  run: async (call, terminal) => {
    const dir = call.get("dir");
    const logs = call.all("log").map(logNamed);
    const isOfReal = call.all("log").some((log) => existsSync(log) && isReal(readFounding(log).founding));
    if (existsSync(dir)) mustBeShut(dir, restingFiles);
    const signer = await openKey(dir, call, terminal);
    const vkey = encodeVerifierKey(verifierKey(signer.name, ed25519PublicKey(signer.seed), signatureType.cosignature));
    if (logs.length === 0) return { lines: [`Verifier key  ${vkey}`], json: { vkey } };
    outliveFullDisk();
    for (const line of permissionWarnings(dir, restingFiles)) terminal.inform(line);
    const plain = isOfReal ? plainKeyWarning(dir, witnessFiles.key) : null;
    if (plain !== null) terminal.inform(plain);
    const { say, failed, stopped: sayStopped } = operatorLog(terminal, "requests", "witness");
    const address = addressGiven(call, defaultPort);
    const file = join(dir, witnessFiles.heads);
    const running = await runWitness({ ...address, signer, logs, file, clock: Date.now, failed });
    const stop = terminal.untilStopped();
    say("started", { version: programVersion(), logs: logs.map((log) => log.name) });
    terminal.inform(`Verifier key  ${vkey}`);
    for (const log of logs) terminal.inform(`Follows       ${log.name}`);
    terminal.inform(`Listening     ${listeningAt(address.hostname, running.port)}`);
    await stop;
    await running.close();
    sayStopped();
    return null;
  },
};

/** The key in the folder, or from systemd; where there is none, one is made under the name. */
async function openKey(dir: string, call: Call, terminal: Terminal): Promise<SignerKey> {
  const name = call.find("name");
  if (name !== null && !isKeyName(name)) throw usageProblem("--name is a name without spaces or plus signs");
  const parts = { dir, name: witnessFiles.key, program: "witness" } as const;
  const file = join(dir, witnessFiles.key);
  if (!existsSync(file) && credential("witness", witnessFiles.key) === null) {
    if (name === null) throw usageProblem(`there is no key in ${dir} yet: --name makes one`);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const newKey = signerKey(name, randomBytes(32));
    if (call.has("lock")) await writeLocked(terminal)(file, encodeKeyFile(newKey));
    else writeSecret(file, encodeKeyFile(newKey));
    return newKey;
  }
  const key = await openServerKey(parts, parseKeyFile, call.find("passphrase-file"), terminal);
  if (name !== null && key.name !== name)
    throw commandProblem("another-name", `the key in ${file} belongs to ${key.name}`);
  return key;
}

function logNamed(text: string): VerifierKey {
  if (existsSync(text)) return logKeyOf(readFounding(text));
  const key = parseVerifierKey(text);
  if (key?.type !== signatureType.ed25519)
    throw commandProblem("not-a-log", "--log is neither a founding note nor the verifier key of a log");
  return key;
}
