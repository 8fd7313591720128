// How fast a host takes envelopes of 12 KiB, durable and logged with a proof each, against bare one-by-one inserts of the same bytes
// into `node:sqlite` on the same disk in the same run (WAL, synchronous FULL). Ratios count, times differ by machine.
// Run it with: node bin/panoh.js --run bench/submit.ts [clients]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { encodeSubmission, parseSubmissionAnswer, type SubmissionResult } from "../src/protocol/submission.ts";
import { Host } from "../src/server/host.ts";
import type { HostStore } from "../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../src/server/store/sqlite-host-store.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../test/support/host.ts";

const rounds = 5;
const perRound = 1_000;
const clients = Number(process.argv[2] ?? 32);

const cache = fileURLToPath(new URL("../.cache/", import.meta.url));
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "bench-"));
try {
  await compare(await foundExampleCountry(undefined, "hybrid"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Way {
  readonly name: string;
  /** How many wait for an answer at the same time. */
  readonly clients: number;
  /** Gets ready for a round and gives its tokens; none when the way needs none. */
  readonly prepare: (count: number) => Promise<readonly Uint8Array[]>;
  readonly send: (token: Uint8Array, bytes: Uint8Array) => Promise<SubmissionResult | null>;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

async function compare(country: ExampleCountry): Promise<void> {
  const inside = await insideHost(country);
  const outside = await outsideHost(country);
  const bare = bareInserts();
  const ways: readonly Way[] = [
    { name: "bare inserts, one by one", clients: 1, ...bare },
    { name: "host.submit, one by one", clients: 1, ...inside },
    { name: `host.submit, ${clients} at once`, clients, ...inside },
    { name: "HTTP, one by one", clients: 1, ...outside },
    { name: `HTTP, ${clients} at once`, clients, ...outside },
  ];
  const measured = ways.map((): Measured[] => []);
  const [envelope] = await sealedCases(1, "hybrid");
  let number = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const [i, way] of ways.entries()) {
      const items = Array.from({ length: perRound }, () => numbered(envelope ?? new Uint8Array(0), ++number));
      const result = await measure(way, items);
      // The first round warms up.
      if (round > 0) measured[i]?.push(result);
    }
  }
  outside.end();
  const base = median((measured[0] ?? []).map(({ perSecond }) => perSecond));
  console.log(`${perRound} envelopes of 12 KiB a round, medians of ${rounds} rounds, ways in turn`);
  console.log("way                        a second   to bare   p50 ms   p99 ms");
  for (const [i, way] of ways.entries()) {
    const of = (what: keyof Measured) => median((measured[i] ?? []).map((result) => result[what]));
    const columns = [
      way.name.padEnd(26),
      of("perSecond").toFixed(0).padStart(8),
      (of("perSecond") / base).toFixed(2).padStart(9),
    ];
    console.log(...columns, of("p50").toFixed(2).padStart(8), of("p99").toFixed(2).padStart(8));
  }
}

/** Sends all items, so many at a time, each as soon as a place is free. */
async function measure(way: Way, items: readonly Uint8Array[]): Promise<Measured> {
  const tokens = await way.prepare(items.length);
  const milliseconds: number[] = [];
  let next = 0;
  const client = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const start = performance.now();
      const result = await way.send(tokens[i] ?? new Uint8Array(0), items[i] ?? new Uint8Array(0));
      milliseconds.push(performance.now() - start);
      if (result !== null && "problem" in result) throw new Error(`refused: ${result.problem}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: way.clients }, client));
  const seconds = (performance.now() - start) / 1_000;
  const inOrder = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => inOrder[Math.floor((inOrder.length - 1) * part)] ?? 0;
  return { perSecond: items.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function bareInserts(): Omit<Way, "name" | "clients"> {
  const database = new DatabaseSync(join(folder, "bare.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE envelope (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO envelope (bytes) VALUES (?)");
  return {
    prepare: async () => [],
    send: async (_, bytes) => {
      insert.run(bytes);
      return null;
    },
  };
}

/** A host in this process. */
async function insideHost(country: ExampleCountry): Promise<Omit<Way, "name" | "clients">> {
  const { founding, logSeed } = country;
  const store = openSqliteHostStore(join(folder, "inside.sqlite"));
  const host = await Host.open({ founding, logSeed, store, clock: Date.now, randomBytes });
  return {
    prepare: (count) => handOut(store, country, count),
    send: (token, bytes) => host.submit({ token, bytes }),
  };
}

/** A host in a process of its own, over loopback, on connections that stay open. */
async function outsideHost(country: ExampleCountry): Promise<Omit<Way, "name" | "clients"> & { end(): void }> {
  const place = join(folder, "outside");
  mkdirSync(place);
  writeFileSync(join(place, "founding"), country.founding.note);
  writeFileSync(join(place, "seed"), country.logSeed);
  // One program at a time holds a store, so all tokens are there before the host is.
  const store = openSqliteHostStore(join(place, "host.sqlite"));
  const tokens = [...(await handOut(store, country, 2 * perRound * (rounds + 1)))];
  await store.close();
  const program = fileURLToPath(new URL("../test/support/host-process.ts", import.meta.url));
  const child = spawn(process.execPath, [program, place], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const port = Number(String(line).trim());
  // A round has connections of its own, since the host closes those that were idle for a while.
  let agent = new Agent({ keepAlive: true, maxSockets: clients });
  return {
    prepare: async (count) => {
      agent.destroy();
      agent = new Agent({ keepAlive: true, maxSockets: clients });
      return tokens.splice(0, count);
    },
    send: (token, bytes) => post(port, agent, encodeSubmission([{ token, bytes }])),
    end: () => {
      agent.destroy();
      child.kill("SIGKILL");
    },
  };
}

/** Straight into the store: signing requests for tokens is not what is measured. */
async function handOut(store: HostStore, country: ExampleCountry, count: number): Promise<readonly Uint8Array[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(16));
  const hashes = tokens.map((token) => sha256(token));
  await store.addTokens(country.post.name, 0, hashes, Number.MAX_SAFE_INTEGER);
  return tokens;
}

function post(port: number, agent: Agent, body: Uint8Array): Promise<SubmissionResult> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, agent, method: "POST", path: "/submit" }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        const [result] = parseSubmissionAnswer(text, 1) ?? [];
        if (result === undefined) reject(new Error(`not an answer: ${text}`));
        else resolve(result);
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The envelope with another end: other bytes of the same shape. */
function numbered(envelope: Uint8Array, number: number): Uint8Array {
  const bytes = envelope.slice();
  new DataView(bytes.buffer).setUint32(bytes.length - 4, number);
  return bytes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
