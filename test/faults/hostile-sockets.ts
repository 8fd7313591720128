// Sockets without any key against a host with little memory, and an honest phone beside them (LG9). They ask for packs and do not read, ask for
// ranges, begin bodies and never end them, send notes that do not hold and ask for challenges; whoever is cut off comes again. At full size:
//   node bin/panoh.js --run test/faults/hostile-sockets.ts [sockets 500] [MiB 1024] [seconds 60] [addresses 500]
// With 0 addresses the phone has the same one as all of them. Linux only; the bound on memory needs root, with 0 MiB there is none.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { momentOf } from "../../src/core/moment.ts";
import { tag } from "../../src/core/tags.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { verifyProof } from "../../src/log/proof.ts";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission, maxSubmissionBytes, parseSubmissionAnswer } from "../../src/protocol/submission.ts";
import { parseTokens, signTokenRequest } from "../../src/protocol/token-request.ts";
import { Host } from "../../src/server/host.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../support/host.ts";
import { limitMemory } from "../support/memory-limit.ts";

export interface Attack {
  readonly sockets: number;
  /** The bound on the host's memory; 0 for none. */
  readonly mebibytes: number;
  readonly seconds: number;
  /** How many addresses the sockets come from; 0 for the phone's own. */
  readonly addresses: number;
  /** Full packs in the log, of 16 MiB each. */
  readonly packs: number;
}

export interface Outcome {
  /** How long the phone waited for each thing it asked, in milliseconds. */
  readonly waits: ReadonlyMap<string, readonly number[]>;
  /** What was not answered with what was asked for. */
  readonly failed: number;
  /** Acknowledged, and not in the log afterwards. */
  readonly lost: number;
  /** The most memory of the host's process, in MiB. */
  readonly residentPeak: number;
  /** The most of its cgroup; null without one. */
  readonly groupPeak: number | null;
  /** How the host's process ended before it was asked to; null when it did not. */
  readonly died: string | null;
}

const largest = 65_536;

/** Plays the attack on a host of its own. */
export async function playHostileSockets(attack: Attack): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "panoh-sockets-"));
  const limit = attack.mebibytes === 0 ? null : limitMemory(attack.mebibytes);
  if (attack.mebibytes > 0 && limit === null) throw new Error("no cgroup can be made here: it needs root");
  try {
    const country = await fill(folder, attack.packs);
    const program = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const words = `${limit?.enter ?? "true"}; exec "$0" "$1" serve --dir "$2" --port 0`;
    const child = spawn("sh", ["-c", words, process.execPath, program, folder], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let ended: string | null = null;
    const gone = once(child, "exit").then(([code, signal]) => {
      ended = signal ?? `exit code ${code}`;
    });
    try {
      const port = await portOf(child.stderr);
      const attackers = new Worker(new URL(import.meta.url), { workerData: { ...attack, port } });
      const phone = await beHonest(country, port, attack.seconds, () => ended !== null).finally(() =>
        attackers.terminate(),
      );
      const died = ended;
      const residentPeak = died === null ? residentPeakOf(child.pid ?? 0) : Number.NaN;
      child.kill("SIGTERM");
      await gone;
      const store = openSqliteHostStore(join(folder, hostFiles.database));
      let lost = 0;
      for (const hash of phone.acknowledged) if ((await store.findLeaf(hash)) === null) lost += 1;
      await store.close();
      return { ...phone, lost, residentPeak, groupPeak: limit?.peak() ?? null, died };
    } finally {
      child.kill("SIGKILL");
      await gone;
    }
  } finally {
    limit?.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A country's folder with full packs of the largest envelopes. */
async function fill(folder: string, packs: number): Promise<ExampleCountry> {
  const country = await foundExampleCountry(undefined, "hybrid");
  writeFileSync(join(folder, hostFiles.founding), country.founding.note);
  writeFileSync(join(folder, hostFiles.logKey), `${encodeHex(country.logSeed)}\n`, { mode: 0o600 });
  const store = openSqliteHostStore(join(folder, hostFiles.database));
  const { founding, logSeed } = country;
  const host = await Host.open({ founding, logSeed, store, clock: Date.now, randomBytes });
  const [small] = await sealedCases(1, "hybrid");
  for (let at = 0; at < packs * 256; at += 64) {
    const tokens = Array.from({ length: 64 }, () => randomBytes(16));
    await store.addTokens(
      country.shelter[0].name,
      0,
      tokens.map((token) => sha256(token)),
      Number.MAX_SAFE_INTEGER,
    );
    await Promise.all(
      tokens.map((token, i) => host.submit({ token, bytes: envelope(small ?? new Uint8Array(0), at + i) })),
    );
  }
  if (host.tree.size !== packs * 256 + 1) throw new Error("the packs were not taken");
  await store.close();
  return country;
}

/** Bytes of the largest class that begin like an envelope: the host cannot see more. */
function envelope(start: Uint8Array, number: number): Uint8Array {
  const bytes = new Uint8Array(largest).fill(number % 251);
  bytes.set(start);
  new DataView(bytes.buffer).setUint32(bytes.length - 4, number);
  return bytes;
}

async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const port = /^Listening .*:(\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    output.resume();
    return Number(port);
  }
  throw new Error("the host did not start");
}

// `sh` and the program's door replaced themselves or wait: the host is the youngest process below.
function residentPeakOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  const own = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  return Math.round(Math.max(own, ...children.map((child) => residentPeakOf(Number(child)))));
}

/** One phone: on a new connection it looks for news, reads the end of a pack, draws a token and posts, again and again. */
async function beHonest(country: ExampleCountry, port: number, seconds: number, isOver: () => boolean) {
  const waits = new Map<string, number[]>();
  const acknowledged: Uint8Array[] = [];
  let failed = 0;
  const timed = async <T>(what: string, work: () => Promise<T | null>): Promise<T | null> => {
    const start = performance.now();
    const result = await work().catch(() => null);
    waits.set(what, [...(waits.get(what) ?? []), performance.now() - start]);
    if (result === null) failed += 1;
    return result;
  };
  const [sealed] = await sealedCases(1, "hybrid");
  const devices = [country.post, ...country.shelter];
  const end = performance.now() + seconds * 1_000;
  // A device draws at most 400 tokens in a day.
  for (let round = 0; performance.now() < end && round < 390 * devices.length && !isOver(); round++) {
    const at = { port, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
    await timed("news", () => ask(at, "GET", "/checkpoint"));
    await timed("end of a pack", () => ask(at, "GET", "/pack/case/000", { range: `bytes=${254 * (largest + 4)}-` }));
    const device = devices[round % devices.length] ?? country.post;
    const token = await timed("token", async () => {
      const challenge = (await ask(at, "GET", "/challenge"))?.toString().trim();
      if (challenge === undefined) return null;
      const now = momentOf(Date.now());
      const wanted = { kind: "tokens", device: device.name, challenge, at: now, count: 1 } as const;
      const answer = await ask(
        at,
        "POST",
        "/tokens",
        {},
        encodeUtf8(signTokenRequest(country.founding.origin, wanted, device)),
      );
      return parseTokens(answer?.toString() ?? "")?.[0] ?? null;
    });
    if (token === null) {
      at.agent.destroy();
      continue;
    }
    const bytes = (sealed ?? new Uint8Array(0)).slice();
    bytes.set(randomBytes(16), bytes.length - 16);
    const isLogged = await timed("referral", async () => {
      const answer = await ask(at, "POST", "/submit", {}, encodeSubmission([{ token, bytes }]));
      const [result] = parseSubmissionAnswer(answer?.toString() ?? "", 1) ?? [];
      if (result === undefined || "problem" in result) return null;
      return verifyProof(result.proof, leafFor("case", bytes), logKeyOf(country.founding), null);
    });
    if (isLogged !== null) acknowledged.push(sha256(bytes));
    at.agent.destroy();
  }
  return { waits, failed, acknowledged };
}

/** Where the host is, and the connection of one round. */
interface Connection {
  readonly port: number;
  readonly agent: Agent;
}

/** The body of a good answer, or null. */
function ask(
  { port, agent }: Connection,
  method: "GET" | "POST",
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: Uint8Array,
): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const sent = request({ host: "127.0.0.1", port, agent, method, path, headers, timeout: 20_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", () => resolve(null));
      response.on("end", () => {
        const isGood = response.statusCode === 200 || response.statusCode === 206;
        resolve(isGood ? Buffer.concat(chunks) : null);
      });
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(null));
    sent.end(body);
  });
}

const get = (path: string, more = "") => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: host.example\r\n${more}\r\n`);
const post = (length: number, body: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`POST /submit HTTP/1.1\r\nhost: host.example\r\ncontent-length: ${length}\r\n\r\n`),
    body,
  ]);
/** A long directory note under a signature that is none. */
const wrongNote = encodeUtf8(
  `${tag.directory}\nnation-host.example/00112233445566778899aabbccddeeff\n${JSON.stringify({ kind: "x", text: "b".repeat(32_000) })}\n\n— council-1 ${Buffer.alloc(68, 1).toString("base64")}\n`,
);
const wrong = encodeSubmission(Array.from({ length: 8 }, () => ({ token: null, bytes: wrongNote })));

/** What a socket does once it is there, and whether it goes on when it is answered. */
const ways: readonly { readonly words: () => Uint8Array; readonly reads: boolean }[] = [
  { words: () => get("/pack/case/000"), reads: false },
  { words: () => get("/pack/case/001", "range: bytes=100-\r\n"), reads: false },
  { words: () => get("/pack/case/000", `range: bytes=${255 * (largest + 4) - 300}-\r\n`), reads: true },
  { words: () => post(maxSubmissionBytes, new Uint8Array(maxSubmissionBytes - 1)), reads: true },
  { words: () => post(maxSubmissionBytes, new Uint8Array(10)), reads: true },
  { words: () => post(wrong.length, wrong), reads: true },
  { words: () => get("/challenge"), reads: true },
];

/** How many milliseconds after it was answered or cut off a socket asks again. */
const again = 100;

function attackFor({ sockets, addresses, port }: Attack & { readonly port: number }): void {
  for (let i = 0; i < sockets; i++) {
    const way = ways[i % ways.length];
    const number = addresses === 0 ? 0 : 256 + (i % addresses);
    const localAddress = number === 0 ? "127.0.0.1" : `127.1.${number >> 8}.${number & 255}`;
    const begin = () => {
      const socket = connect({ port, host: "127.0.0.1", localAddress });
      socket.on("error", () => undefined);
      socket.on("close", () => setTimeout(begin, again));
      socket.write(way?.words() ?? "");
      if (way?.reads === true) socket.on("data", () => setTimeout(() => socket.write(way.words()), again));
      else socket.pause();
    };
    begin();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (!isMainThread) attackFor(workerData as Attack & { readonly port: number });
else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [sockets = 500, mebibytes = 1_024, seconds = 60, addresses = 500] = process.argv.slice(2).map(Number);
  const outcome = await playHostileSockets({ sockets, mebibytes, seconds, addresses, packs: 2 });
  const all = [...outcome.waits.values()].flat();
  console.log(
    `${sockets} hostile sockets from ${addresses === 0 ? "the phone's own address" : `${addresses} addresses`}, ${seconds} s`,
  );
  for (const [what, waits] of [...outcome.waits, ["all", all] as const])
    console.log(
      `${what.padEnd(14)} ${String(waits.length).padStart(5)} times, median ${median(waits).toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms`,
    );
  console.log(`not answered ${outcome.failed}, acknowledged and lost ${outcome.lost}`);
  console.log(
    `host: ${outcome.died ?? "lived"}, at most ${outcome.residentPeak} MiB of its own, ${outcome.groupPeak ?? "-"} MiB of ${mebibytes}`,
  );
  process.exitCode = outcome.died === null && outcome.lost === 0 && median(all) < 1_000 ? 0 : 1;
}
