// A country whose host and witnesses are real processes on folders of their own, for tests of what a host keeps. It is founded like the one of
// test/support/host.ts, and what a device does is done by hand.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { encodeVerifierKey, signatureType, signerKey, verifierKey } from "../../src/note/signed-note.ts";
import { encodeKeyFile } from "../../src/operate/files/key-file.ts";
import { encodeSubmission, parseSubmissionAnswer, type SubmissionResult } from "../../src/protocol/submission.ts";
import { parseTokens, signTokenRequest } from "../../src/protocol/token-request.ts";
import type { HostStatus } from "../../src/server/status.ts";
import { freePort } from "./free-port.ts";
import { type ExampleCountry, foundExampleCountry } from "./host.ts";
import { type PanohProcess, type ProcessOptions, startListening, stopPanoh } from "./panoh-process.ts";
import { until } from "./until.ts";

export class CountryProcesses {
  readonly folder: string;
  readonly country: ExampleCountry;
  readonly #witnessPorts: readonly number[];
  readonly #address: string;
  readonly #running: PanohProcess[] = [];

  private constructor(folder: string, country: ExampleCountry, witnessPorts: readonly number[], address: string) {
    this.folder = folder;
    this.country = country;
    this.#witnessPorts = witnessPorts;
    this.#address = address;
  }

  /** Founds a country under k of n witnesses, which listen on this address; a trial without any. It may ask for second places. Nothing runs yet. */
  static async found(
    witnesses: number,
    quorum: number,
    address = "127.0.0.1",
    places: number | undefined = undefined,
  ): Promise<CountryProcesses> {
    const folder = mkdtempSync(join(tmpdir(), "panoh-country-"));
    const ports: number[] = [];
    let policy = "";
    for (let i = 1; i <= witnesses; i++) {
      ports.push(await freePort());
      policy += `witness w${i} ${vkeyOf(folder, i)} http://${address}:${ports.at(-1)}\n`;
    }
    const names = ports.map((_, i) => `w${i + 1}`).join(" ");
    policy += witnesses === 0 ? "quorum none\n" : `group all ${quorum} ${names}\nquorum all\n`;
    const country = await foundExampleCountry(policy, "x25519", places);
    const founded = new CountryProcesses(folder, country, ports, address);
    founded.writeHost(founded.hostDir);
    return founded;
  }

  get hostDir(): string {
    return join(this.folder, "country");
  }

  get foundingFile(): string {
    return join(this.hostDir, "founding.note");
  }

  /** Writes founding note and log key into a folder for a host. */
  writeHost(dir: string): void {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(join(dir, "founding.note"), this.country.founding.note);
    writeFileSync(join(dir, "log.key"), `${encodeHex(this.country.logSeed)}\n`, { mode: 0o600 });
  }

  /** The port at which the host asks the witness with this number, counted from 1. */
  witnessPort(number: number): number {
    return this.#witnessPorts[number - 1] ?? assert.fail(`no witness ${number}`);
  }

  /** Runs the witness with this number, at its port or behind something that listens there. */
  async witness(number: number, options: ProcessOptions = {}, at = this.witnessPort(number)): Promise<PanohProcess> {
    const port = String(at);
    const args = ["--dir", join(this.folder, `w${number}`), "--name", nameOf(number), "--log", this.foundingFile];
    return this.#keep(await startListening(["witness", ...args, "--hostname", this.#address, "--port", port], options));
  }

  /** Runs the host with a status port, looking after itself every second. */
  async host(
    more: readonly string[] = [],
    dir = this.hostDir,
    options: ProcessOptions = {},
    port = 0,
  ): Promise<PanohProcess> {
    const args = ["--dir", dir, "--port", String(port), "--status", "0", "--every", "1"];
    return this.#keep(await startListening(["serve", ...args, ...more], options));
  }

  /** Hands over a process that was started elsewhere, so that it ends with the country. */
  keep(running: PanohProcess): PanohProcess {
    return this.#keep(running);
  }

  async end(): Promise<void> {
    for (const running of this.#running) await stopPanoh(running, "SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Draws tokens for the border post, or another device. */
  async draw(url: string, count: number, signer: SignerKey = this.country.post): Promise<readonly Uint8Array[]> {
    const challenge = (await (await fetch(`${url}/challenge`)).text()).trim();
    const request = { kind: "tokens", device: signer.name, challenge, at: "2026-01-15T12:00:00Z", count } as const;
    const body = signTokenRequest(this.country.founding.origin, request, signer);
    const answer = await fetch(`${url}/tokens`, { method: "POST", body });
    return parseTokens(await answer.text()) ?? assert.fail(`no tokens: ${answer.status}`);
  }

  #keep(running: PanohProcess): PanohProcess {
    this.#running.push(running);
    return running;
  }
}

/** Posts one item and gives its result. */
export async function post(url: string, bytes: Uint8Array, token: Uint8Array | null): Promise<SubmissionResult> {
  const body = new Uint8Array(encodeSubmission([{ token, bytes }]));
  const answer = await fetch(`${url}/submit`, { method: "POST", body });
  const [result] = parseSubmissionAnswer(await answer.text(), 1) ?? [];
  return result ?? assert.fail(`no answer: ${answer.status}`);
}

/** What a host's status port says. */
export async function statusOf(running: PanohProcess): Promise<HostStatus> {
  const said = () => /^Status +(http:\/\/\S+)$/m.exec(running.beside)?.[1];
  // It is said after the address at which the host is reached.
  await until(async () => said() !== undefined);
  const url = said() ?? assert.fail("no status port");
  return (await (await fetch(url)).json()) as HostStatus;
}

/** Makes the folder and key of a witness, as `panoh witness` does; gives its verifier key. */
function vkeyOf(folder: string, number: number): string {
  const dir = join(folder, `w${number}`);
  const { name, seed } = signerKey(nameOf(number), randomBytes(32));
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(join(dir, "witness.key"), encodeKeyFile({ name, seed }), { mode: 0o600 });
  return encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
}

function nameOf(number: number): string {
  return `witness-${number}.example`;
}
