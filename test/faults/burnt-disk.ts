// A host's disk dies (SP1): the host is killed at a moment that a gate between it and the others makes sure of, its folder is removed, and it is made anew in another
// folder by the commands of the guide, from founding note, shares of the log's key and its two mirrors. Then it starts, and the next disk dies.
//   npm run test:burnt [rounds of each moment]
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { VerifiedCheckpoint } from "../../src/log/checkpoint.ts";
import { leafMatches } from "../../src/log/leaf.ts";
import { mirrorRoutes } from "../../src/protocol/routes.ts";
import { parsePiece } from "../../src/protocol/second-place.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { freePort } from "../support/free-port.ts";
import { sealedCases } from "../support/host.ts";
import { type Acknowledged, checkLog, checkPrefixes, verified } from "../support/host-over-http.ts";
import { type PanohProcess, startListening, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { until } from "../support/until.ts";

/** When the host is killed: before any mirror has the batch; before it hears that one has; once a sender was answered and no witness was asked; once a witness cosigned. */
export const moments = ["before store", "after store", "after answer", "after cosigning"] as const;
type Moment = (typeof moments)[number];

export interface BurntOutcome {
  readonly moment: Moment;
  readonly rounds: number;
  /** Submissions that were answered with a proof, before and after the disk died. */
  readonly acknowledged: number;
  /** Of these, those that the restored host does not hold. */
  readonly lost: number;
  /** Submissions that nobody was answered, and that are logged once they are sent again. */
  readonly sentAgain: number;
}

export async function playBurntDisk(rounds: number): Promise<readonly BurntOutcome[]> {
  const at = await CountryProcesses.found(1, 1, "127.0.0.1", 1);
  try {
    return await new Play(at).all(rounds);
  } finally {
    await at.end();
  }
}

class Play {
  readonly #at: CountryProcesses;
  readonly #acknowledged: Acknowledged[] = [];
  readonly #signed: VerifiedCheckpoint[] = [];
  readonly #items: Uint8Array[] = [];
  #disks = 0;

  constructor(at: CountryProcesses) {
    this.#at = at;
  }

  async all(rounds: number): Promise<readonly BurntOutcome[]> {
    this.#items.push(...(await sealedCases(moments.length * rounds * 4 + 8)));
    copyFileSync(this.#at.foundingFile, this.#founding);
    const witness = await this.#at.witness(1, {}, 0);
    const toWitness = await Gate.before(witness.url, this.#at.witnessPort(1));
    const hostPort = await freePort();
    const hostUrl = `http://127.0.0.1:${hostPort}`;
    const mirrors = await Promise.all([1, 2].map((number) => this.#mirror(number, hostUrl)));
    const gates = await Promise.all(mirrors.map(({ url }) => Gate.before(url)));
    const places = gates.flatMap(({ url }, i) => ["--place", `${storedKeyOf(mirrors[i] ?? assert.fail())}@${url}`]);
    try {
      const start = (dir: string) => this.#at.host(places, dir, {}, hostPort);
      let dir = this.#at.hostDir;
      const shares = await this.#sharesOf(dir);
      let host = await start(dir);
      const outcomes: BurntOutcome[] = [];
      for (const moment of moments) {
        const before = this.#acknowledged.length;
        let sentAgain = 0;
        for (let round = 0; round < rounds; round++) {
          await until(async () => (await statusOf(host)).takes);
          await this.#send(host);
          await this.#settled(host);
          const unanswered = await this.#killAt(moment, host, gates, toWitness);
          rmSync(dir, { recursive: true });
          for (const gate of [...gates, toWitness]) gate.open();
          dir = await this.#madeAnew(shares, mirrors);
          host = await start(dir);
          await until(async () => (await statusOf(host)).takes);
          await this.#settled(host);
          for (const bytes of unanswered) {
            await this.#sendBytes(host, bytes);
            sentAgain += 1;
          }
          await this.#settled(host);
        }
        const { leaves, leafBytes, checkpoint } = await checkLog(host.url, this.#at.country);
        this.#signed.push(checkpoint);
        checkPrefixes(leafBytes, [...this.#signed, ...this.#acknowledged.map(({ checkpoint: head }) => head)]);
        const lost = this.#acknowledged.filter(({ bytes, index }) => {
          const leaf = leaves[index];
          return leaf === undefined || !leafMatches(leaf, bytes);
        }).length;
        outcomes.push({ moment, rounds, acknowledged: this.#acknowledged.length - before, lost, sentAgain });
      }
      for (const mirror of mirrors) {
        assert.equal(mirror.ended, null, mirror.beside);
        // What it serves grows while it copies: it is read once it has all of it.
        await until(async () => (await sizeAt(mirror.url)) === (await sizeAt(host.url)));
        const { leafBytes } = await checkLog(mirror.url, this.#at.country);
        checkPrefixes(
          leafBytes,
          this.#signed.filter(({ size }) => size <= leafBytes.length),
        );
      }
      return outcomes;
    } catch (error) {
      for (const { ended, beside } of mirrors)
        process.stderr.write(`a mirror, ${ended === null ? "alive" : "ended"}: ${beside}\n`);
      throw error;
    } finally {
      for (const gate of [...gates, toWitness]) gate.end();
    }
  }

  /** Kills the host with submissions under way; gives those that were not answered. */
  async #killAt(
    moment: Moment,
    host: PanohProcess,
    places: readonly Gate[],
    toWitness: Gate,
  ): Promise<readonly Uint8Array[]> {
    const isStoring = (path: string, body: Uint8Array) =>
      path === mirrorRoutes.store && (parsePiece(body)?.leaves.length ?? 0) > 0;
    const held = (
      gates: readonly Gate[],
      where: "request" | "answer",
      of: (path: string, body: Uint8Array) => boolean,
    ) => Promise.all(gates.map((gate) => gate.hold(where, of)));
    const reached = {
      "before store": () => held(places, "request", isStoring),
      "after store": () => held(places, "answer", isStoring),
      "after answer": () => held([toWitness], "request", () => true),
      "after cosigning": () => held([toWitness], "answer", () => true),
    }[moment]();
    const items = this.#items.splice(0, 2);
    const [first, ...others] = items.map((bytes) =>
      this.#sendBytes(host, bytes).then(
        () => true,
        () => false,
      ),
    );
    // Whoever is to be answered is answered before the kill.
    if (moment === "after answer" || moment === "after cosigning") await Promise.all([first, ...others]);
    await reached;
    await stopPanoh(host, "SIGKILL");
    const answered = await Promise.all([first, ...others]);
    return items.filter((_, i) => answered[i] !== true);
  }

  async #send(host: PanohProcess): Promise<void> {
    await this.#sendBytes(host, this.#items.pop() ?? assert.fail());
  }

  async #sendBytes(host: PanohProcess, bytes: Uint8Array): Promise<void> {
    const [token = null] = await this.#at.draw(host.url, 1);
    const result = await post(host.url, bytes, token);
    if ("problem" in result) return assert.fail(result.problem);
    this.#acknowledged.push(verified(this.#at.country, bytes, result.proof));
  }

  /** Waits until all that is signed is published. */
  async #settled(host: PanohProcess): Promise<void> {
    await until(async () => {
      const size = await sizeAt(host.url);
      return size === ((await (await fetch(`${host.url}/health`)).json()) as { readonly size: number }).size;
    });
  }

  /** As everybody keeps it. */
  get #founding(): string {
    return join(this.#at.folder, "founding.note");
  }

  /** Another machine: founding note, the log's key from the shares of two seats, and what the mirrors keep. */
  async #madeAnew(shares: readonly string[], mirrors: readonly PanohProcess[]): Promise<string> {
    this.#disks += 1;
    const dir = join(this.#at.folder, `disk-${this.#disks}`);
    mkdirSync(dir, { mode: 0o700 });
    copyFileSync(this.#founding, join(dir, "founding.note"));
    const founding = ["--founding", join(dir, "founding.note")];
    // Other shares each time.
    const two = [0, 1].map((i) => shares[(this.#disks + i) % shares.length] ?? assert.fail());
    await this.#done([
      "key",
      "combine",
      ...founding,
      ...two.flatMap((file) => ["--share", file]),
      "--out",
      join(dir, "log.key"),
    ]);
    await this.#done(["restore", "--dir", dir, ...mirrors.flatMap(({ url }) => ["--from", url])]);
    return dir;
  }

  async #done(args: readonly string[]): Promise<void> {
    const running = startPanoh(args);
    await until(() => running.ended !== null);
    assert.equal(running.ended?.code, 0, `${args.join(" ")}: ${running.beside}`);
  }

  async #sharesOf(dir: string): Promise<readonly string[]> {
    const out = join(this.#at.folder, "shares");
    await this.#done(["key", "split", join(dir, "log.key"), "--founding", join(dir, "founding.note"), "--out", out]);
    return readdirSync(out).map((name) => join(out, name));
  }

  async #mirror(number: number, of: string): Promise<PanohProcess> {
    const data = join(this.#at.folder, `mirror-${number}`);
    const args = ["--of", of, "--founding", this.#founding, "--data", data, "--port", "0", "--every", "1"];
    return this.#at.keep(await startListening(["mirror", ...args]));
  }
}

/** How many leaves are under the head that is served; 0 before the first. */
async function sizeAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/checkpoint`);
  return answer.status === 200 ? Number((await answer.text()).split("\n")[1]) : 0;
}

function storedKeyOf(mirror: PanohProcess): string {
  return /^Stored key (\S+)$/m.exec(mirror.beside)?.[1] ?? assert.fail(mirror.beside);
}

interface Hold {
  readonly where: "request" | "answer";
  readonly of: (path: string, body: Uint8Array) => boolean;
  readonly reached: () => void;
}

/** Stands before a server and passes everything on, but for what it holds, which never comes out on the other side. */
class Gate {
  readonly #server: ReturnType<typeof createServer>;
  readonly #to: string;
  #held: Hold | null = null;

  private constructor(to: string) {
    this.#to = to;
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = new Uint8Array(Buffer.concat(chunks));
      const path = request.url ?? "";
      const hold = this.#held?.of(path, body) === true ? this.#held : null;
      if (hold?.where === "request") return hold.reached();
      const answer = await fetch(this.#to + path, {
        method: request.method ?? "",
        ...(body.length > 0 ? { body } : {}),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (hold !== null) return hold.reached();
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(bytes);
    });
  }

  /** Listens before that address. */
  static async before(to: string, port = 0): Promise<Gate> {
    const gate = new Gate(to);
    await new Promise<void>((resolve) => gate.#server.listen(port, "127.0.0.1", resolve));
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Holds such requests, or the answers to them; resolves once it holds one. */
  hold(where: Hold["where"], of: Hold["of"]): Promise<void> {
    return new Promise((resolve) => {
      this.#held = { where, of, reached: resolve };
    });
  }

  open(): void {
    this.#held = null;
  }

  end(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rounds = 20] = process.argv.slice(2).map(Number);
  for (const outcome of await playBurntDisk(rounds)) process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
