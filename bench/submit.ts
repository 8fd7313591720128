// How fast a host takes envelopes of 12 KiB, durable and logged with a proof each, against bare inserts of the same bytes into the same kind of database on the
// same disk in the same run: `node:sqlite` (WAL, synchronous FULL), and PostgreSQL where Debian's packages can be unpacked (fsync on). Beside it PouchDB Server with
// documents of 2 KB, which does not wait for the disk. And the host with a mirror as its second place (SP1), over lines of 0, 20 and 150 ms there and back, against itself without one. All ways in turn, round by round: ratios count, times differ by machine and by what else it does.
// Run it with: node bin/panoh.js --run bench/submit.ts [submissions in a round [rounds [folder]]]; a folder in memory (/dev/shm) shows what the programs cost without
// a disk.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { encodeSubmission, parseSubmissionAnswer } from "../src/protocol/submission.ts";
import { Host } from "../src/server/host.ts";
import type { HostStore } from "../src/server/store/host-store.ts";
import { parsePostgresAddress } from "../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../src/server/store/postgres-host-store.ts";
import { PostgresSession, usualPatience } from "../src/server/store/postgres-session.ts";
import { openSqliteHostStore } from "../src/server/store/sqlite-host-store.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../test/support/host.ts";
import { startListening, stopPanoh } from "../test/support/panoh-process.ts";
import { startPostgres, withoutPostgres } from "../test/support/postgres.ts";
import { startPouchServer } from "./pouchdb-server.ts";

const [first = "1000", second = "5", place = fileURLToPath(new URL("../.cache/", import.meta.url))] =
  process.argv.slice(2);
const [perRound, rounds] = [Number(first), Number(second)];
const clientCounts = [1, 32, 256];
const withPlace = ", second place at ";

/** Who takes envelopes, or something like them. */
interface Taker {
  readonly name: string;
  readonly clients: readonly number[];
  /** Gets ready for a round and gives its tokens; none when it needs none. */
  readonly prepare: (count: number, clients: number) => Promise<readonly Uint8Array[]>;
  /** Rejects when it is not taken. */
  readonly send: (token: Uint8Array, bytes: Uint8Array) => Promise<void>;
}

interface Way {
  readonly taker: Taker;
  /** How many wait for an answer at the same time. */
  readonly clients: number;
  /** Whose one by one is 1.00. */
  readonly base: Taker;
  readonly results: Measured[];
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

mkdirSync(place, { recursive: true });
const folder = mkdtempSync(join(place, "bench-"));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
try {
  const country = await foundExampleCountry(undefined, "hybrid");
  await compare([
    ...waysOf(bareSqlite(), [
      await insideHost(country),
      await hostOverHttp("SQLite", country, sqlitePlace("SQLite")),
      ...(await secondPlaces(country)),
      await echo(),
    ]),
    ...(await postgresWays(country)),
    ...(await pouchWays()),
  ]);
} finally {
  for (const end of ends.reverse()) await end();
}

/** A bare way, and what is compared with it. */
function waysOf(base: Taker, others: readonly Taker[]): readonly Way[] {
  return [base, ...others].flatMap((taker) =>
    taker.clients.map((clients) => ({ taker, clients, base, results: [] as Measured[] })),
  );
}

async function postgresWays(country: ExampleCountry): Promise<readonly Way[]> {
  const without = withoutPostgres();
  if (without !== false) {
    console.log(`without PostgreSQL: ${without}`);
    return [];
  }
  const server = await startPostgres(
    ["fsync=on", "max_wal_size=1GB", "shared_buffers=128MB"],
    place === "/dev/shm" ? "memory" : "disk",
  );
  ends.push(() => server.end());
  const bare = await barePostgres(await server.database());
  const database = await server.database();
  const open = () => openPostgresHostStore(parsePostgresAddress(database));
  return waysOf(bare, [await hostOverHttp("PostgreSQL", country, { open, files: { database } })]);
}

async function pouchWays(): Promise<readonly Way[]> {
  const { port, end } = await startPouchServer(join(folder, "pouch"));
  ends.push(end);
  const { agent, prepare } = connections();
  const taker: Taker = {
    name: "PouchDB Server, 2 KB",
    clients: clientCounts,
    prepare: async (_, clients) => prepare(clients, []),
    send: async (_, bytes) => {
      const text = Buffer.from(bytes.subarray(-1_450)).toString("base64");
      const path = `/country/${encodeHex(sha256(bytes))}`;
      const answer = await ask({ port, agent: agent(), method: "PUT", path }, Buffer.from(JSON.stringify({ text })));
      if (!answer.startsWith('{"ok":true')) throw new Error(`not taken: ${answer}`);
    },
  };
  return waysOf(taker, []);
}

async function compare(ways: readonly Way[]): Promise<void> {
  const [envelope = new Uint8Array(0)] = await sealedCases(1, "hybrid");
  let number = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const way of ways) {
      const items = Array.from({ length: perRound }, () => numbered(envelope, ++number));
      const result = await measure(way, items);
      // The first round warms up.
      if (round > 0) way.results.push(result);
    }
  }
  const middle = ({ results }: Way, what: keyof Measured) => median(results.map((result) => result[what]));
  /** Of one round each, and of these the middle: what else the machine does changes from round to round. */
  const ratio = (way: Way, to: Way | undefined) =>
    median(way.results.map(({ perSecond }, round) => perSecond / (to?.results[round]?.perSecond ?? Number.NaN)));
  console.log(`${perRound} a round, medians of ${rounds} rounds, ways in turn; to bare: one by one in the same round`);
  console.log(
    "way                                            a second   to bare   p50 ms   p99 ms   to Pouch   to without place",
  );
  for (const way of ways) {
    const bare = ways.find(({ taker, clients }) => taker === way.base && clients === 1);
    const peer = ways.find(({ taker, clients }) => taker.name.startsWith("PouchDB") && clients === way.clients);
    const without = ways.find(
      ({ taker, clients }) =>
        taker.name === "SQLite, HTTP" && clients === way.clients && way.taker.name.includes(withPlace),
    );
    const name = `${way.taker.name}, ${way.clients === 1 ? "one by one" : `${way.clients} at once`}`;
    console.log(
      name.padEnd(46),
      middle(way, "perSecond").toFixed(0).padStart(8),
      ratio(way, bare).toFixed(2).padStart(9),
      middle(way, "p50").toFixed(2).padStart(8),
      middle(way, "p99").toFixed(2).padStart(8),
      (way.taker === way.base ? "" : ratio(way, peer).toFixed(2)).padStart(8),
      (without === undefined ? "" : ratio(way, without).toFixed(2)).padStart(8),
    );
  }
}

/** Sends all items, so many at a time, each as soon as a place is free. */
async function measure({ taker, clients }: Way, items: readonly Uint8Array[]): Promise<Measured> {
  const tokens = await taker.prepare(items.length, clients);
  const milliseconds: number[] = [];
  let next = 0;
  const client = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const start = performance.now();
      await taker.send(tokens[i] ?? new Uint8Array(0), items[i] ?? new Uint8Array(0));
      milliseconds.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - start) / 1_000;
  const inOrder = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => inOrder[Math.floor((inOrder.length - 1) * part)] ?? 0;
  return { perSecond: items.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function bareSqlite(): Taker {
  const database = new DatabaseSync(join(folder, "bare.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE envelope (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO envelope (bytes) VALUES (?)");
  return {
    name: "SQLite, bare inserts",
    clients: [1],
    prepare: async () => [],
    send: async (_, bytes) => void insert.run(bytes),
  };
}

/** One connection for each that waits. */
async function barePostgres(database: string): Promise<Taker> {
  const address = parsePostgresAddress(database);
  const patience = { ...usualPatience, silenceMilliseconds: 3_600_000 };
  const sessions = await Promise.all(
    Array.from({ length: 32 }, () => PostgresSession.open({ address, patience, isReader: false })),
  );
  ends.push(() => Promise.all(sessions.map((session) => session.closeGently())));
  await sessions[0]?.ask("CREATE TABLE public.envelope (position bigserial PRIMARY KEY, bytes bytea NOT NULL)");
  const free = [...sessions];
  return {
    name: "PostgreSQL, bare inserts",
    clients: [1, 32],
    prepare: async () => [],
    send: async (_, bytes) => {
      const session = free.pop();
      if (session === undefined) throw new Error("no connection");
      await session.ask("INSERT INTO public.envelope (bytes) VALUES ($1)", [Buffer.from(bytes)]);
      free.push(session);
    },
  };
}

/** A host in this process. */
async function insideHost(country: ExampleCountry): Promise<Taker> {
  const { founding, logSeed } = country;
  const store = openSqliteHostStore(join(folder, "inside.sqlite"));
  const host = await Host.open({ founding, logSeed, store, clock: Date.now, randomBytes });
  return {
    name: "SQLite, host.submit",
    clients: [1, 32],
    prepare: (count) => handOut(store, country, count),
    send: async (token, bytes) => {
      const result = await host.submit({ token, bytes });
      if ("problem" in result) throw new Error(`refused: ${result.problem}`);
    },
  };
}

/** Where a host in a process of its own keeps its store, and what it is shown of it. */
interface Place {
  readonly open: () => Promise<HostStore>;
  readonly files: Readonly<Record<string, string>>;
}

function sqlitePlace(name: string, files: Place["files"] = {}): Place {
  return { open: async () => openSqliteHostStore(join(folder, name, "host.sqlite")), files };
}

/** Hosts that answer once a mirror has it, each with a mirror of its own in another process. */
async function secondPlaces(country: ExampleCountry): Promise<readonly Taker[]> {
  const takers: Taker[] = [];
  for (const milliseconds of [0, 20, 150]) {
    const name = `SQLite${withPlace}${milliseconds} ms`;
    const founding = join(folder, `founding-${milliseconds}`);
    writeFileSync(founding, country.founding.note);
    // It copies nothing by itself: no host is there.
    const of = ["--of", "http://127.0.0.1:9", "--founding", founding, "--data", join(folder, `mirror-${milliseconds}`)];
    const mirror = await startListening(["mirror", ...of, "--port", "0", "--every", "3600", "--log", "events"]);
    ends.push(() => stopPanoh(mirror, "SIGKILL"));
    const key = /^Stored key (\S+)$/m.exec(mirror.beside)?.[1] ?? "";
    const place = `${key}@http://127.0.0.1:${await slowLine(Number(new URL(mirror.url).port), milliseconds / 2)}`;
    takers.push(await hostOverHttp(name, country, sqlitePlace(name, { place })));
  }
  return takers;
}

/** A port that leads to another one, with so many milliseconds each way. */
async function slowLine(to: number, milliseconds: number): Promise<number> {
  const program = `const net = require("node:net");
    const later = (from, to) => {
      from.on("data", (chunk) => setTimeout(() => to.write(chunk), ${milliseconds}));
      from.on("end", () => setTimeout(() => to.end(), ${milliseconds}));
      from.on("error", () => to.destroy());
    };
    net.createServer((socket) => {
      const other = net.connect(${to}, "127.0.0.1");
      for (const one of [socket, other]) one.setNoDelay(true);
      later(socket, other);
      later(other, socket);
    }).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(() => child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  return Number(String(line).trim());
}

/** A host in a process of its own, over loopback, on connections that stay open. */
async function hostOverHttp(store: string, country: ExampleCountry, { open, files }: Place): Promise<Taker> {
  const place = join(folder, store);
  mkdirSync(place);
  for (const [name, text] of Object.entries({ founding: country.founding.note, ...files }))
    writeFileSync(join(place, name), text);
  writeFileSync(join(place, "seed"), country.logSeed);
  // One program at a time holds a store, so all tokens are there before the host is.
  const opened = await open();
  const tokens = [...(await handOut(opened, country, clientCounts.length * perRound * (rounds + 1)))];
  await opened.close();
  const program = fileURLToPath(new URL("../test/support/host-process.ts", import.meta.url));
  const child = spawn(process.execPath, [program, place], { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(() => child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  const port = Number(String(line).trim());
  const { agent, prepare } = connections();
  return {
    name: `${store}, HTTP`,
    clients: clientCounts,
    prepare: async (count, clients) => prepare(clients, tokens.splice(0, count)),
    send: async (token, bytes) => {
      const body = encodeSubmission([{ token, bytes }]);
      const answer = await ask({ port, agent: agent(), method: "POST", path: "/submit" }, body);
      const [result] = parseSubmissionAnswer(answer, 1) ?? [];
      if (result === undefined || "problem" in result) throw new Error(`not taken: ${answer}`);
    },
  };
}

/** The exchange alone: a server that reads as much, does nothing, and answers with as much as a host. */
async function echo(): Promise<Taker> {
  const program = `require("node:http").createServer((request, response) => {
    request.on("data", () => undefined).on("end", () => response.end("x".repeat(1_100)));
  }).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(() => child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  const port = Number(String(line).trim());
  const { agent, prepare } = connections();
  return {
    name: "HTTP alone, nothing done",
    clients: clientCounts,
    prepare: async (_, clients) => prepare(clients, []),
    send: async (_, bytes) => void (await ask({ port, agent: agent(), method: "POST", path: "/submit" }, bytes)),
  };
}

/** A round has connections of its own, since servers close those that were idle for a while. */
function connections() {
  let agent = new Agent({ keepAlive: true });
  ends.push(() => agent.destroy());
  return {
    agent: () => agent,
    prepare: (clients: number, tokens: readonly Uint8Array[]) => {
      agent.destroy();
      agent = new Agent({ keepAlive: true, maxSockets: clients });
      return tokens;
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

interface Asked {
  readonly port: number;
  readonly agent: Agent;
  readonly method: string;
  readonly path: string;
}

function ask(asked: Asked, body: Uint8Array): Promise<string> {
  const headers = { "content-type": "application/json", "content-length": body.length };
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", headers, ...asked }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
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
