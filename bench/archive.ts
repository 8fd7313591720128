// How long a new device takes from the files of an archive to its list of cases (AR8), and what saving costs: cases of an organisation, twelve entries each, signed and in the
// log; beside them envelopes of others, which nobody tries before the list is there. Run it with:
// node bin/panoh.js --run bench/archive.ts [cases] [envelopes of others]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { composeOwnCase } from "../src/member/cases/own-case.ts";
import type { Device } from "../src/member/device.ts";
import { Composer } from "../src/member/sending/composer.ts";
import { must } from "../src/member/verb.ts";
import { openSqliteMemberStore } from "../src/operate/files/sqlite-member-store.ts";
import { seal } from "../src/sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../src/sealing/suite.ts";
import { newLaptop, savedBy } from "../test/support/archives.ts";
import { exampleDraft, World } from "../test/support/world.ts";

const cases = Number(process.argv[2] ?? 2_000);
const others = Number(process.argv[3] ?? 2_000);
const entriesInCase = 12;
const atOnce = 200;

const folder = mkdtempSync(join(tmpdir(), "panoh-archive-bench-"));
const world = await World.found({ terms: { suite: "hybrid" } });
try {
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const [own, second] = shelter.devices;
  if (own === undefined || second === undefined) throw new Error("a shelter with two readers");
  const author = await world.member(second);
  console.log(`filling a log with ${cases} cases and ${others} envelopes of others …`);
  const stranger = await recipientOf(await generateIdentity("hybrid"));
  const foreign = await seal("not ours", [stranger], { suite: "hybrid", kind: "case" });
  await post(author, others, async () => {
    const bytes = foreign.slice();
    bytes.set(randomBytes(16), bytes.length - 16);
    return bytes;
  });
  await post(author, cases, () => sealedCase(author, shelter.id));
  await world.goOn(60_000, author);

  const worker = await world.member(own, { store: openSqliteMemberStore(join(folder, "worker.db")) });
  await world.goOn(60_000, worker);
  let files: Uint8Array[] = [];
  const saving = await timed(async () => {
    files = await savedBy(worker);
  });
  const laptop = await newLaptop(world, shelter, worker, { store: openSqliteMemberStore(join(folder, "laptop.db")) });
  const began = performance.now();
  const restoring = await timed(async () => {
    const restored = await must(laptop.archive.restore(files));
    if (typeof restored === "string") throw new Error(`refused: ${restored}`);
  });
  const listing = await timed(async () => {
    if (laptop.cases.list.caseload.length < cases)
      throw new Error(`${laptop.cases.list.caseload.length} cases in the list`);
  });
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  console.log(`
${cases} cases of ${entriesInCase} entries, ${others} envelopes of others
archive                 ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB
saving                  ${shown(saving)}
restoring               ${shown(restoring)}, everything checked, kept, and the first piece of the log behind it read
the list, afterwards    ${shown(listing)}
from files to list      ${((performance.now() - began) / 1000).toFixed(1)} s
`);
} finally {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}

async function sealedCase(author: Device, organisation: string): Promise<Uint8Array> {
  const { log, session } = author.room.open();
  const { seen } = log.follower;
  if (seen === null) throw new Error("a device without a log");
  const { directory } = log;
  const composer = new Composer({ signer: session.signer, directory, seen, clock: world.clock, randomBytes });
  const draft = exampleDraft([{ id: organisation, devices: [] }], { name: `Test Person ${encodeHex(randomBytes(2))}` });
  const entries = [...composeOwnCase(composer, draft, organisation)];
  const sheets = entries.filter(({ content }) => content.kind === "answers");
  const caseId = entries[0]?.id ?? "";
  for (let at = 0; entries.length < entriesInCase; at++) {
    const { content } = sheets[at % sheets.length] ?? {};
    if (content === undefined || !("consent" in content) || content.kind !== "answers" || "newer" in content)
      throw new Error("a case without sheets");
    const place = { caseId, to: [organisation], consent: content.consent ?? [], parents: [entries.at(-1)?.id ?? ""] };
    entries.push(composer.entry("answers", place, { ...content.body, sheet: encodeHex(randomBytes(16)) }));
  }
  const [sealed] = await composer.seal(entries);
  if (sealed === undefined) throw new Error("nothing was sealed");
  return sealed;
}

async function post(author: Device, count: number, make: () => Promise<Uint8Array>): Promise<void> {
  for (let at = 0; at < count; at += atOnce) {
    const envelopes = await Promise.all(Array.from({ length: Math.min(atOnce, count - at) }, make));
    const tokens = envelopes.map(() => randomBytes(16));
    const hashes = tokens.map((token) => sha256(token));
    await world.store.addTokens(author.directory.self.device, 0, hashes, cases + others);
    const answers = await Promise.all(
      envelopes.map((bytes, i) => world.host.submit({ token: tokens[i] ?? null, bytes })),
    );
    if (answers.some((answer) => "problem" in answer)) throw new Error("the host refused an envelope");
  }
}

interface Spent {
  readonly ms: number;
  readonly cpu: number;
}

async function timed(work: () => Promise<void>): Promise<Spent> {
  const [cpu, ms] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - ms, cpu: (user + system) / 1000 };
}

function shown({ ms, cpu }: Spent): string {
  return `${(ms / 1000).toFixed(1)} s (processor ${(cpu / 1000).toFixed(1)} s)`;
}
