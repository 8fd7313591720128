// How long a host takes from its start on a resting store until it answers, and how much memory: with so many leaves, in layout 1 (bytes beside each
// leaf) and in that of today, with the file in nobody's cache and with it there. A leaf's bytes are random and of one size; one leaf in 28 is a time note with
// its cosignatures, as a host writes one an hour. The fill asks for free space first and is removed.
// Run it with: node bin/panoh.js --run bench/restart.ts [leaves [bytes of a leaf [without] [today]]], "without" for no time notes, "today" for the layout of today alone,
// which needs less than half of the space
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ed25519PublicKey } from "../src/crypto/ed25519.ts";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { encodeUtf8 } from "../src/crypto/utf8.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../src/log/checkpoint.ts";
import { checkpointSigner } from "../src/log/sign.ts";
import { cosign } from "../src/log/witness-core.ts";
import { parseFoundingNote, signPublicNote } from "../src/note/directory-note.ts";
import { encodeVerifierKey, type SignerKey, signatureType, signerKey, verifierKey } from "../src/note/signed-note.ts";
import { logKeyOf } from "../src/protocol/clear-note.ts";
import { hostApp } from "../src/server/app.ts";
import { Host } from "../src/server/host.ts";
import { listen } from "../src/server/listen.ts";
import type { StoredLeaf } from "../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../src/server/store/sqlite-host-store.ts";
import { Tree } from "../src/server/tree.ts";
import { type ExampleCountry, foundExampleCountry } from "../test/support/host.ts";
import { layAsBefore } from "../test/support/old-layout.ts";

/** How many leaves a host takes between two time notes: some 240,000 a year. */
const timeEvery = 28;
const batchLeaves = 4_096;

interface Started {
  readonly milliseconds: number;
  readonly processor: number;
  readonly megabytes: number;
  /** What came from the disk, in megabytes; null where the system does not say. */
  readonly read: number | null;
}

const [first = "240000", second = "256", ...others] = process.argv.slice(2);
const hasTimeNotes = !others.includes("without");
const isOfTodayAlone = others.includes("today");
if (first === "start") await start(second);
else await compare(Number(first), Number(second));

async function compare(leaves: number, bytes: number): Promise<void> {
  const cache = fileURLToPath(new URL("../.cache/", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const { bavail, bsize } = statfsSync(cache);
  const needed = leaves * (bytes + 200) * (isOfTodayAlone ? 1.2 : 2.5);
  if (bavail * bsize < needed) throw new Error(`needs ${Math.round(needed / 1e9)} GB of free space`);
  const folder = mkdtempSync(join(cache, "bench-restart-"));
  try {
    const file = join(folder, "host.sqlite");
    const witnesses = [1, 2, 3].map((n) => signerKey(`witness-${n}.example`, randomBytes(32)));
    const country = await foundExampleCountry(policyOf(witnesses));
    writeFileSync(join(folder, "founding"), country.founding.note);
    writeFileSync(join(folder, "seed"), country.logSeed);
    await fill(file, country, witnesses, leaves, bytes);
    console.log(`${leaves} leaves of ${bytes} bytes, ${Math.round(statSync(file).size / 1e6)} MB`);
    console.log("layout   file      seconds   processor   MB of memory   MB read");
    report("2", folder, file);
    if (isOfTodayAlone) return;
    layAsBefore(file);
    report("1", folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(layout: string, folder: string, file: string): void {
  for (const where of ["cold", "warm", "warm"]) {
    // The system forgets the file's pages, and nobody else's.
    if (where === "cold") execFileSync("dd", [`if=${file}`, "iflag=nocache", "count=0"], { stdio: "ignore" });
    const said = execFileSync(process.execPath, [fileURLToPath(import.meta.url), "start", folder], {
      encoding: "utf8",
    });
    const { milliseconds, processor, megabytes, read } = JSON.parse(said) as Started;
    const seconds = (n: number) => (n / 1_000).toFixed(1);
    console.log(
      `${layout.padEnd(8)} ${where.padEnd(9)} ${seconds(milliseconds).padStart(7)} ${seconds(processor).padStart(11)} ${String(megabytes).padStart(14)} ${String(read ?? "-").padStart(9)}`,
    );
  }
}

function policyOf(witnesses: readonly SignerKey[]): string {
  const lines = witnesses.map(({ name, seed }, i) => {
    const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
    return `witness w${i + 1} ${key} http://127.0.0.1:1\n`;
  });
  return `${lines.join("")}group all 2 w1 w2 w3\nquorum all\n`;
}

/** Writes the leaves as a host commits them, but that nobody submitted them. */
async function fill(
  file: string,
  { founding, logSeed }: ExampleCountry,
  witnesses: readonly SignerKey[],
  leaves: number,
  bytes: number,
): Promise<void> {
  const store = openSqliteHostStore(file);
  const tree = new Tree();
  const signer = signerKey(founding.origin, logSeed);
  const { now: sign } = checkpointSigner(founding.origin, logSeed);
  const headAt = (size: number) => sign(encodeCheckpointBody(founding.origin, size, tree.root(size)));
  const body = new Uint8Array(randomBytes(bytes));
  const leafAt = (index: number): StoredLeaf => {
    if (index === 0) return leafOf("directory", encodeUtf8(founding.note));
    if (hasTimeNotes && index % timeEvery === 0) return leafOf("update", encodeUtf8(timeNote(index)));
    new DataView(body.buffer).setUint32(0, index);
    return leafOf("case", body.slice());
  };
  const timeNote = (index: number) => {
    const note = headAt(tree.size);
    const checkpoint = verifyCheckpoint(note, logKeyOf(founding));
    if (checkpoint === null) throw new Error("no checkpoint");
    const seconds = Date.UTC(2026, 0, 15, 12) / 1_000 + index * 100;
    const cosigned = note + witnesses.map((witness) => cosign(checkpoint, witness, seconds)).join("");
    const at = `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
    const content = { kind: "time", salt: encodeHex(randomBytes(16)), at, body: { checkpoint: cosigned } } as const;
    return signPublicNote(founding.origin, content, signer);
  };
  for (let from = 0; from < leaves; from += batchLeaves) {
    const batch: StoredLeaf[] = [];
    for (let index = from; index < Math.min(leaves, from + batchLeaves); index++) {
      const leaf = leafAt(index);
      tree.append([leaf]);
      batch.push(leaf);
    }
    await store.commit({ leaves: batch, spent: [], checkpoint: { size: tree.size, note: headAt(tree.size) } });
  }
  await store.close();
}

function leafOf(leafClass: StoredLeaf["class"], bytes: Uint8Array): StoredLeaf {
  return { class: leafClass, hash: sha256(bytes), bytes };
}

/** In a process of its own: starts the host as `panoh serve` does, until it answers. Looking alone: a start on layout 1 would lay it out anew. */
async function start(folder: string): Promise<void> {
  const began = performance.now();
  const founding = parseFoundingNote(readFileSync(join(folder, "founding"), "utf8"));
  if (founding === null) throw new Error("no founding note");
  const store = openSqliteHostStore(join(folder, "host.sqlite"), "looking");
  const logSeed = readFileSync(join(folder, "seed"));
  const host = await Host.open({ founding, logSeed, store, clock: Date.now, randomBytes });
  const listener = await listen(hostApp({ host, log: () => undefined, clock: Date.now }), 0);
  const answer = await fetch(`http://127.0.0.1:${listener.port}/health`);
  if (!answer.ok || host.unread.length > 0) throw new Error("not as it was written");
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage();
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);
  const started: Started = { milliseconds, processor: (user + system) / 1_000, megabytes, read: readSoFar() };
  console.log(JSON.stringify(started));
  await listener.close();
  await store.close();
}

/** Of this process, by Linux. */
function readSoFar(): number | null {
  if (!existsSync("/proc/self/io")) return null;
  const bytes = /^read_bytes: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1];
  return Math.round(Number(bytes) / 1e6);
}
