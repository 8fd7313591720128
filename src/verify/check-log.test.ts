// The verifier on whole logs and on broken ones: each kind of resource with one byte changed, and logs whose own key signed a lie.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type TestContext, test } from "node:test";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { trialTerms } from "../../test/support/trial-terms.ts";
import { exampleDraft, World } from "../../test/support/world.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeCheckpointBody } from "../log/checkpoint.ts";
import { encodeLeaf, type LeafClass } from "../log/leaf.ts";
import { encodePackRecord, packPath } from "../log/pack.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../log/sign.ts";
import { encodeEntryBundle, tilePath } from "../log/tile.ts";
import { must } from "../member/verb.ts";
import { signDirectoryNote, signPublicNote } from "../note/directory-note.ts";
import {
  encodeNote,
  encodeVerifierKey,
  type SignerKey,
  signatureType,
  signText,
  verifierKey,
} from "../note/signed-note.ts";
import { foundCountry } from "../operate/new-country.ts";
import { sealReceipt } from "../sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import { checkLog, type LogReport } from "./check-log.ts";
import { readFounded } from "./clear-notes.ts";
import { hashLeaf, MerkleTree, sha256ByNode } from "./hashing.ts";
import { folderSource, keeping, type Source, urlSource } from "./source.ts";

const codesOf = (report: LogReport) => [...new Set(report.flaws.map(({ code }) => code))];

async function mirrorOf(t: TestContext, world: World): Promise<{ readonly dir: string; readonly report: LogReport }> {
  const dir = temporaryFolder(t);
  const report = await checkLog(keeping(urlSource(world.url), dir), Buffer.from(world.founding.note), null);
  return { dir, report };
}

test("[LG2] [LG3] a whole log is whole, and one changed byte in any resource is found", async (t) => {
  const world = await World.foundFor(t, { witnesses: 2 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  const publisher = { title: "Example Report", publisher: "Example Office", kind: "report", checked: "verified" };
  await must(worker.record.enter("source", [{ key: "example-report", source: "own", values: publisher }] as never));
  await world.settle(officer, worker);
  await world.timekeeping.writeTime();
  await world.witness();

  const founding = Buffer.from(world.founding.note);
  const { dir, report } = await mirrorOf(t, world);
  assert.deepEqual(report.flaws, []);
  assert.equal(report.size, world.host.tree.size);
  assert.deepEqual(
    report.cosigners.map(({ name }) => name),
    ["w1", "w2"],
  );
  assert.equal(
    Object.values(report.counts).reduce((sum, count) => sum + count),
    report.size,
  );
  for (const count of Object.values(report.counts)) assert.ok(count > 0, "every class is in this log");
  assert.deepEqual((await checkLog(folderSource(dir), founding, null)).flaws, [], "a copy is as good as the host");

  const paths = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(dir, path)).isFile(),
  );
  const width = report.size;
  assert.deepEqual(paths.map((path) => relative(".", path)).sort(), [
    "checkpoint",
    "founding",
    "pack/case/000",
    "pack/directory/000",
    "pack/public/000",
    "pack/receipt/000",
    "pack/update/000",
    `tile/0/000.p/${width}`,
    `tile/entries/000.p/${width}`,
  ]);
  for (const path of paths) {
    const whole = readFileSync(join(dir, path));
    for (const place of [0, 0.13, 0.37, 0.5, 0.71, 0.9, 1]) {
      const at = Math.round(place * (whole.length - 1));
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 1;
      const source: Source = async (asked) => (asked === path ? broken : folderSource(dir)(asked));
      assert.notDeepEqual(codesOf(await checkLog(source, founding, null)), [], `${path} at ${at}`);
    }
    const missing: Source = async (asked) => (asked === path ? null : folderSource(dir)(asked));
    assert.notDeepEqual(codesOf(await checkLog(missing, founding, null)), [], `without ${path}`);
  }

  const other = foundCountry({ ...world.founding.founding, seats: 3, threshold: 2 }, world.clock, randomBytes);
  assert.ok(
    codesOf(await checkLog(folderSource(dir), Buffer.from(other.founding.note), null)).includes("checkpoint-refused"),
  );
  const strict = `witness w9 ${encodeVerifierKey(verifierKey("nine.example", ed25519PublicKey(randomBytes(32)), signatureType.cosignature))}\nquorum w9\n`;
  assert.deepEqual(
    codesOf(await checkLog(folderSource(dir), founding, strict)),
    ["quorum-missing"],
    "a policy of one's own",
  );
});

// A log in memory whose key signs whatever it is asked to.
class LyingLog {
  readonly witness: SignerKey;
  readonly #leaves: { readonly class: LeafClass; readonly bytes: Buffer }[] = [];
  readonly country: ReturnType<typeof foundCountry>;
  cosigns = true;
  /** When the witness cosigns. */
  seconds = 1_800_000_000;

  constructor(trial = false, like: Pick<LyingLog, "witness" | "country"> | null = null) {
    this.witness = like?.witness ?? { name: "one.witness.example", seed: randomBytes(32) };
    const key = verifierKey(this.witness.name, ed25519PublicKey(this.witness.seed), signatureType.cosignature);
    this.country =
      like?.country ??
      foundCountry(
        {
          ...trialTerms,
          trial,
          policy: `witness w1 ${encodeVerifierKey(key)} http://127.0.0.1:1\nquorum w1\n`,
          waits: { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 },
        },
        () => Date.UTC(2026, 0, 15),
        randomBytes,
      );
    this.add("directory", this.country.founding.note);
  }

  get origin(): string {
    return this.country.founding.origin;
  }

  /** The same log, which then goes its own way. */
  copy(): LyingLog {
    const other = new LyingLog(false, this);
    other.#leaves.push(...this.#leaves.slice(1));
    other.seconds = this.seconds;
    return other;
  }

  add(leafClass: LeafClass, bytes: string | Uint8Array): void {
    this.#leaves.push({ class: leafClass, bytes: Buffer.from(bytes) });
  }

  directory(kind: string, body: object, seats: number): string {
    return this.by(this.country.keys.seats.slice(0, seats), kind, body);
  }

  by(signers: readonly SignerKey[], kind: string, body: object): string {
    const content = { kind, salt: encodeHex(randomBytes(16)), at: "2026-01-15T00:00:00Z", body };
    return signDirectoryNote(this.origin, content as never, signers);
  }

  /** A time note that holds all that was added, so many hours after the one before. */
  passHours(hours: number): void {
    this.seconds += hours * 3600;
    this.add("update", this.time(this.checkpoint()));
  }

  time(checkpoint: string): string {
    const content = {
      kind: "time",
      salt: encodeHex(randomBytes(16)),
      at: "2026-01-15T00:00:00Z",
      body: { checkpoint },
    } as const;
    return signPublicNote(this.origin, content, { name: this.origin, seed: this.country.keys.logSeed });
  }

  checkpoint(size = this.#leaves.length, root = new MerkleTree(this.#hashes()).root(size)): string {
    const body = encodeCheckpointBody(this.origin, size, root);
    const note = signCheckpoint(body, this.country.keys.logSeed);
    return this.cosigns ? addSignatureLines(note, [signCosignature(body, this.witness, this.seconds)]) : note;
  }

  async check(): Promise<readonly string[]> {
    const files = new Map<string, Uint8Array>();
    const width = this.#leaves.length;
    files.set("founding", Buffer.from(this.country.founding.note));
    files.set("checkpoint", Buffer.from(this.checkpoint()));
    files.set(tilePath({ level: "entries", index: 0, width }), encodeEntryBundle(this.#encoded()));
    files.set(tilePath({ level: 0, index: 0, width }), Buffer.concat(this.#hashes()));
    for (const leafClass of ["directory", "public", "receipt", "case", "update"] as const) {
      const records = this.#leaves
        .filter((leaf) => leaf.class === leafClass)
        .map((leaf) => encodePackRecord(leaf.bytes));
      files.set(packPath({ class: leafClass, index: 0 }), Buffer.concat(records));
    }
    const source: Source = async (path) => (files.has(path) ? Buffer.from(files.get(path) ?? "") : null);
    return codesOf(await checkLog(source, Buffer.from(this.country.founding.note), null));
  }

  #encoded(): readonly Uint8Array[] {
    return this.#leaves.map((leaf) => encodeLeaf(leaf.class, sha256ByNode(leaf.bytes)));
  }

  #hashes(): readonly Buffer[] {
    return this.#encoded().map(hashLeaf);
  }
}

test("[LG5] too few cosignatures are found, and the policy in force is the newest one that the council signed", async () => {
  const log = new LyingLog();
  assert.deepEqual(await log.check(), []);
  log.cosigns = false;
  assert.deepEqual(await log.check(), ["quorum-missing"]);
  log.add("directory", log.directory("council.policy", { policy: "quorum none\n" }, 3));
  assert.deepEqual(await log.check(), ["quorum-missing"], "no real country does without witnesses");
  const trial = new LyingLog(true);
  trial.cosigns = false;
  trial.add("directory", trial.directory("council.policy", { policy: "quorum none\n" }, 3));
  assert.deepEqual(await trial.check(), ["quorum-missing"], "nor a trial that was not founded so");
  const other = { name: "two.witness.example", seed: randomBytes(32) };
  const vkey = encodeVerifierKey(verifierKey(other.name, ed25519PublicKey(other.seed), signatureType.cosignature));
  const policy = `witness w2 ${vkey} http://127.0.0.1:2\nquorum w2\n`;
  log.cosigns = true;
  log.add("directory", log.directory("council.policy", { policy }, 1));
  assert.deepEqual(await log.check(), [], "one seat of three is no council");
  log.add("directory", log.directory("council.policy", { policy }, 2));
  assert.deepEqual(await log.check(), ["quorum-missing"], "the witness that was in force is not any more");
});

test("[LG5] a founding note without witnesses that is no trial's is refused", () => {
  const draft = (trial: boolean, policy: string) => {
    const seats = new LyingLog().country.keys.seats;
    const content = { name: "refuge.example.tj", suite: "x25519", trial, demonstration: true, policy };
    const key = (seed: Uint8Array) => encodeBase64(ed25519PublicKey(seed));
    const council = { threshold: 2, seats: seats.map(({ name, seed }) => ({ seat: name, key: key(seed) })) };
    const json = JSON.stringify({ ...content, logKey: key(randomBytes(32)), council });
    const text = `panoh.org/founding/v1\nrefuge.example.tj\n${json}\n`;
    const lines = seats.map((seat) => signText(text, seat));
    return readFounded(Buffer.from(encodeNote(text, lines)));
  };
  assert.notEqual(draft(true, "quorum none\n"), null);
  assert.equal(draft(false, "quorum none\n"), null);
  assert.notEqual(draft(false, "# quorum none\n"), null);
});

test("[LG1] a leaf of another class than its bytes is found", async () => {
  const receipt = await sealReceipt(Buffer.from("sample\n"), await recipientOf(await generateIdentity("x25519")));
  const honest = new LyingLog();
  honest.add("receipt", receipt);
  assert.deepEqual(await honest.check(), []);
  const lying = new LyingLog();
  lying.add("case", receipt);
  assert.deepEqual(await lying.check(), ["class-differs"]);
  const plain = new LyingLog();
  plain.add("case", "Test Person 1, in clear");
  assert.deepEqual(await plain.check(), ["class-differs"], "[SL6] nothing but sealed bytes is a case");
});

test("[DR1] a note in clear that no known key signed is found", async () => {
  const log = new LyingLog();
  const stranger = new LyingLog();
  log.add(
    "directory",
    log.directory("council.waits", { waits: { admission: 2, reader: 2, soloReader: 2, answer: 2, forms: 2 } }, 2),
  );
  assert.deepEqual(await log.check(), []);
  log.add("directory", stranger.directory("council.policy", { policy: "quorum none\n" }, 3));
  assert.deepEqual(await log.check(), ["signature-refused"]);
});

test("[DR7] the verifier knows which key of a seat signs at a leaf: the old one until 168 hours are over, and the new one from there", async () => {
  const waits = { admission: 2, reader: 2, soloReader: 2, answer: 2, forms: 2 };
  const log = new LyingLog();
  const [one, two, three] = log.country.keys.seats;
  assert.ok(one && two && three);
  const newThree = { name: three.name, seed: randomBytes(32) };
  const key = encodeBase64(ed25519PublicKey(newThree.seed));
  const refused = async (...signers: SignerKey[]) => {
    const other = log.copy();
    other.add("directory", log.by(signers, "council.waits", { waits }));
    return (await other.check()).length > 0;
  };
  log.add("directory", log.by([one], "council.seat", { seat: three.name, key, number: 1 }));
  log.passHours(0);
  log.passHours(200);
  assert.equal(await refused(one, newThree), true, "one seat alone replaces nobody");
  log.add("directory", log.by([one, two], "council.seat", { seat: three.name, key, number: 1 }));
  log.passHours(0);
  log.passHours(167);
  assert.deepEqual([await refused(one, three), await refused(one, newThree)], [false, true]);
  log.passHours(1);
  assert.deepEqual([await refused(one, three), await refused(one, newThree)], [true, false]);
  assert.equal(await refused(one, two, three), true);
  const policy = `witness w2 ${encodeVerifierKey(verifierKey("other.example", ed25519PublicKey(randomBytes(32)), signatureType.cosignature))} http://127.0.0.1:2\nquorum w2\n`;
  log.add("directory", log.by([one, newThree], "council.policy", { policy }));
  assert.deepEqual(await log.check(), ["quorum-missing"], "the new key's policy is in force");
});

test("[DR7c] the verifier knows of a replacement that was ended, and of one that a later one took the place of", async () => {
  const log = new LyingLog();
  const [one, two, three] = log.country.keys.seats;
  assert.ok(one && two && three);
  const first = { name: three.name, seed: randomBytes(32) };
  const later = { name: three.name, seed: randomBytes(32) };
  const keyOf = ({ seed }: SignerKey) => encodeBase64(ed25519PublicKey(seed));
  const waits = { admission: 2, reader: 2, soloReader: 2, answer: 2, forms: 2 };
  const refused = async (...signers: SignerKey[]) => {
    const other = log.copy();
    other.add("directory", log.by(signers, "council.waits", { waits }));
    return (await other.check()).length > 0;
  };
  log.add("directory", log.by([one, two], "council.seat", { seat: three.name, key: keyOf(first), number: 1 }));
  log.passHours(0);
  log.add("directory", log.by([one, two], "council.seat", { seat: three.name, key: keyOf(later), number: 2 }));
  log.passHours(100);
  log.passHours(68);
  assert.deepEqual([await refused(one, first), await refused(one, three)], [true, false]);
  const kept = log.copy();
  kept.add("directory", log.by([one, three], "council.keep", { seat: three.name, key: keyOf(later) }));
  kept.seconds = log.seconds;
  kept.passHours(300);
  kept.add("directory", log.by([one, three], "council.waits", { waits }));
  assert.deepEqual(await kept.check(), []);
  log.passHours(100);
  assert.deepEqual([await refused(one, later), await refused(one, three)], [false, true]);
});

test("[LG8] a time note with another history of this log is found", async () => {
  const log = new LyingLog();
  log.add("update", log.time(log.checkpoint()));
  assert.deepEqual(await log.check(), []);
  log.add("update", log.time(log.checkpoint(1, Buffer.alloc(32, 7))));
  assert.deepEqual(await log.check(), ["time-refused"]);
  const early = new LyingLog();
  early.add("update", early.time(early.checkpoint(2, Buffer.alloc(32, 7))));
  assert.deepEqual(await early.check(), ["time-refused"], "a checkpoint of what is not yet there");
});
