// What a host's thread spends on signing a head, and on hashing or comparing envelopes of 12 KiB: itself, by Node's own threads, and by a thread of ours that gets a whole batch.
// `thread` is this thread's processor time, `all` that of all threads, `waits` by the clock: each for one operation, or one batch.
// Run it with: node bin/panoh.js --run bench/apart.ts [rounds]
import { generateKeyPairSync, hash, randomBytes, sign, webcrypto } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

const rounds = Number(process.argv[2] ?? "5");
const envelopes = Array.from({ length: 32 }, () => new Uint8Array(randomBytes(12_288)));
const body = new Uint8Array(randomBytes(130));
const { privateKey } = generateKeyPairSync("ed25519");
const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
  const { generateKeyPairSync, hash, sign } = require("node:crypto");
  const { privateKey } = generateKeyPairSync("ed25519");
  parentPort.on("message", ({ envelopes, body }) =>
    parentPort.postMessage([envelopes.map((bytes) => hash("sha256", bytes, "latin1")), sign(null, body, privateKey)]));`,
  { eval: true },
);

const signApart = () =>
  new Promise((resolve, reject) =>
    sign(null, body, privateKey, (error, signature) => (error === null ? resolve(signature) : reject(error))),
  );
const hashApart = (i: number) => webcrypto.subtle.digest("SHA-256", envelopes[i % 32] ?? body);
const batchHere = async (count: number) => {
  for (const bytes of envelopes.slice(0, count)) hash("sha256", bytes, "latin1");
  sign(null, body, privateKey);
};
const batchApart = async (count: number) => {
  worker.postMessage({ envelopes: envelopes.slice(0, count), body });
  await once(worker, "message");
};

const ways: readonly (readonly [string, (i: number) => unknown, number])[] = [
  ["sign, here", () => sign(null, body, privateKey), 1],
  ["sign, Node's threads, one by one", signApart, 1],
  ["sign, Node's threads, 32 at once", signApart, 32],
  ["hash, here", (i) => hash("sha256", envelopes[i % 32] ?? body, "latin1"), 1],
  ["copy and compare, here", (i) => Buffer.compare((envelopes[i % 32] ?? body).slice(), envelopes[i % 32] ?? body), 1],
  ["hash, Node's threads, one by one", hashApart, 1],
  ["hash, Node's threads, 32 at once", hashApart, 32],
  ...[1, 16, 32].flatMap(
    (count) =>
      [
        [`hash ${count} and sign, here`, () => batchHere(count), 1],
        [`hash ${count} and sign, a thread of ours`, () => batchApart(count), 1],
      ] as const,
  ),
];

interface Measured {
  readonly thread: number;
  readonly all: number;
  readonly waits: number;
}

const results = ways.map((): Measured[] => []);
for (let round = 0; round <= rounds; round++)
  for (const [i, [, work, atOnce]] of ways.entries()) {
    const measured = await measure(work, atOnce);
    // The first round warms up.
    if (round > 0) results[i]?.push(measured);
  }
console.log(`medians of ${rounds} rounds, in microseconds`.padEnd(40), " thread", "    all", "  waits");
for (const [i, [name]] of ways.entries()) {
  const column = (what: keyof Measured) => median((results[i] ?? []).map((one) => one[what]));
  console.log(name.padEnd(40), ...(["thread", "all", "waits"] as const).map((of) => column(of).toFixed(1).padStart(7)));
}
await worker.terminate();

async function measure(work: (i: number) => unknown, atOnce: number): Promise<Measured> {
  const count = 640;
  const [own, all, start] = [process.threadCpuUsage(), process.cpuUsage(), performance.now()];
  for (let i = 0; i < count; i += atOnce) await Promise.all(Array.from({ length: atOnce }, (_, k) => work(i + k)));
  const waits = (performance.now() - start) * 1_000;
  const [ownEnd, allEnd] = [process.threadCpuUsage(own), process.cpuUsage(all)];
  return {
    thread: (ownEnd.user + ownEnd.system) / count,
    all: (allEnd.user + allEnd.system) / count,
    waits: waits / count,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
