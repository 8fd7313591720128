// An invented country with its host and witnesses in one process, for tests of the server. Everything is real: SQLite, loopback HTTP
// between host and witness, age envelopes. Only the clock is the test's. It knows no member: what a device does is done by hand.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { DirectoryContent, Suite } from "../../src/core/directory-note.ts";
import type { OrganisationKind } from "../../src/core/party.ts";
import { presentFields } from "../../src/core/present-fields.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { type LeafClass, leafFor } from "../../src/log/leaf.ts";
import { type VerifiedProof, verifyProof } from "../../src/log/proof.ts";
import type { Correction } from "../../src/note/correction-note.ts";
import { type FoundingNote, signDirectoryNote, signFounding } from "../../src/note/directory-note.ts";
import { encodeVerifierKey, type SignerKey, signatureType, verifierKey } from "../../src/note/signed-note.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import type { SubmissionItem, SubmissionResult } from "../../src/protocol/submission.ts";
import { signTokenRequest } from "../../src/protocol/token-request.ts";
import { seal, sealReceipt } from "../../src/sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { hostApp, type LogLine } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { type Listener, listen } from "../../src/server/listen.ts";
import type { SecondPlace } from "../../src/server/second-place.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Timekeeping } from "../../src/server/timekeeping.ts";
import { witnessApp } from "../../src/server/witness-app.ts";
import { type AskWitness, askWitnessOverHttp, type OnWitness, Witnessing } from "../../src/server/witnessing.ts";

/** The body of a directory note by its kind. */
type BodyOf<K extends DirectoryContent["kind"]> = Extract<DirectoryContent, { readonly kind: K }>["body"];

export const shelterId = "7e000000-0000-4000-8000-000000000001";
export const postId = "7e000000-0000-4000-8000-000000000002";

/** The founding note of the example country and every secret in it. */
export interface ExampleCountry {
  readonly founding: FoundingNote;
  readonly logSeed: Uint8Array;
  readonly seats: readonly SignerKey[];
  /** Two administrators of the shelter, both readers. */
  readonly shelter: readonly [SignerKey, SignerKey];
  /** The one device of the border post, a referrer. */
  readonly post: SignerKey;
}

/** Founds a country under this witness policy, which asks for so many second places; without any witness it is a trial. */
export async function foundExampleCountry(
  policy = "quorum none\n",
  suite: Suite = "x25519",
  places: number | undefined = undefined,
): Promise<ExampleCountry> {
  const signer = (name: string): SignerKey => ({ name, seed: randomBytes(32) });
  const logSeed = randomBytes(32);
  const seats = [1, 2, 3].map((n) => signer(`council-${n}`));
  const [one, two, post] = [0, 1, 2].map(() => signer(encodeHex(randomBytes(16)))) as [SignerKey, SignerKey, SignerKey];
  const recipient = await recipientOf(await generateIdentity(suite));
  const postRecipient = await recipientOf(await generateIdentity("x25519"));
  const device = ({ name, seed }: SignerKey, role: "reader" | "referrer") => {
    const key = encodeBase64(ed25519PublicKey(seed));
    return { id: name, role, admin: true, key, recipient: role === "reader" ? recipient : postRecipient };
  };
  const organisation = (id: string, kind: OrganisationKind, name: string) => ({
    id,
    kind,
    name: { en: name },
    country: "XT",
  });
  const trial = policy === "quorum none\n";
  const founding = signFounding(
    {
      kind: "found",
      salt: encodeHex(randomBytes(16)),
      at: "2026-01-15T12:00:00Z",
      name: "nation-host.example",
      country: "XT",
      title: { en: "Example Republic" },
      languages: ["en"],
      suite,
      trial,
      demonstration: true,
      logKey: encodeBase64(ed25519PublicKey(logSeed)),
      council: {
        threshold: 2,
        seats: seats.map(({ name, seed }) => ({ seat: name, key: encodeBase64(ed25519PublicKey(seed)) })),
      },
      policy,
      waits: { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 },
      retentionDays: 3650,
      ...presentFields({ places }),
      organisations: [
        {
          organisation: organisation(shelterId, "shelter", "Example Shelter North"),
          devices: [device(one, "reader"), device(two, "reader")],
        },
        {
          organisation: organisation(postId, "border-post", "Example Border Post"),
          devices: [device(post, "referrer")],
        },
      ],
    },
    seats,
  );
  return { founding, logSeed, seats, shelter: [one, two], post };
}

/** A witness that listens on loopback and can be switched off and on. */
export class TestWitness {
  readonly name: string;
  readonly vkey: string;
  readonly #logs: ReturnType<typeof logKeyOf>[] = [];
  readonly #witness: ReturnType<typeof witnessApp>;
  #listener: Listener | null = null;
  #port = 0;

  constructor(name: string, clock: () => number, file = ":memory:") {
    const signer = { name: `${name}.example`, seed: randomBytes(32) };
    this.name = name;
    this.vkey = encodeVerifierKey(verifierKey(signer.name, ed25519PublicKey(signer.seed), signatureType.cosignature));
    this.#witness = witnessApp({ signer, logs: this.#logs, file, clock });
  }

  get app(): Hono {
    return this.#witness.app;
  }

  get policyLine(): string {
    return `witness ${this.name} ${this.vkey} http://127.0.0.1:${this.#port}\n`;
  }

  follow(founding: FoundingNote): void {
    this.#logs.push(logKeyOf(founding));
  }

  async on(): Promise<void> {
    this.#listener ??= await listen(this.#witness.app, this.#port);
    this.#port = this.#listener.port;
  }

  async off(): Promise<void> {
    await this.#listener?.close();
    this.#listener = null;
  }

  async end(): Promise<void> {
    await this.off();
    this.#witness.close();
  }
}

export interface TestHostOptions {
  readonly suite?: Suite;
  /** Names of witnesses; all must cosign unless `quorum` says how many. None (the default) makes a trial. */
  readonly witnesses?: readonly string[];
  readonly quorum?: number;
  /** Wraps the store, to make it fail or wait. */
  readonly wrap?: (store: HostStore) => HostStore;
  /** Stands between the host and its witnesses. */
  readonly ask?: AskWitness;
  readonly onWitness?: OnWitness;
  /** Where else everything is kept before anybody is answered. */
  readonly secondPlace?: SecondPlace | null;
  /** A country that was founded before, without witnesses of this host. */
  readonly country?: ExampleCountry;
}

/** One host of one example country, on a store file of its own. */
export class TestHost {
  readonly country: ExampleCountry;
  readonly witnesses: readonly TestWitness[];
  readonly clock: { now: number };
  readonly file: string;
  readonly store: HostStore;
  readonly host: Host;
  readonly app: Hono;
  readonly witnessing: Witnessing;
  readonly timekeeping: Timekeeping;
  readonly logLines: LogLine[] = [];
  readonly #opened: Opened;
  #closed = false;

  private constructor(before: Opened, store: HostStore, host: Host) {
    this.country = before.country;
    this.witnesses = before.witnesses;
    this.clock = before.clock;
    this.file = before.file;
    this.#opened = before;
    this.store = store;
    this.host = host;
    const clock = () => this.clock.now;
    this.app = hostApp({ host, log: (line) => this.logLines.push(line), clock });
    this.witnessing = new Witnessing(host, before.ask, before.onWitness);
    const { logSeed } = before.country;
    this.timekeeping = new Timekeeping({ host, witnessing: this.witnessing, logSeed, clock, randomBytes });
  }

  /** Founds a country and opens its host. It ends by itself with the test. */
  static async start(
    t: { after(end: () => Promise<void>): void },
    {
      suite = "x25519",
      witnesses: names = [],
      quorum: needed = names.length,
      wrap = (store) => store,
      ask = askWitnessOverHttp,
      onWitness = () => undefined,
      secondPlace = null,
      country: founded,
    }: TestHostOptions = {},
  ): Promise<TestHost> {
    const folder = mkdtempSync(join(tmpdir(), "panoh-host-"));
    const clock = { now: Date.UTC(2026, 0, 15, 12) };
    const witnesses = names.map((name) => new TestWitness(name, () => clock.now));
    await Promise.all(witnesses.map((witness) => witness.on()));
    const lines = witnesses.map((witness) => witness.policyLine).join("");
    const quorum = names.length === 0 ? "quorum none\n" : `group all ${needed} ${names.join(" ")}\nquorum all\n`;
    const country = founded ?? (await foundExampleCountry(`${lines}${quorum}`, suite));
    for (const witness of witnesses) witness.follow(country.founding);
    const opened = await TestHost.#open({
      country,
      witnesses,
      clock,
      file: join(folder, "host.sqlite"),
      wrap,
      ask,
      onWitness,
      secondPlace,
    });
    t.after(async () => {
      await opened.close();
      await Promise.all(witnesses.map((witness) => witness.end()));
      rmSync(folder, { recursive: true, force: true });
    });
    return opened;
  }

  static async #open(before: Opened): Promise<TestHost> {
    const store = before.wrap(openSqliteHostStore(before.file));
    const { founding, logSeed } = before.country;
    try {
      const clock = () => before.clock.now;
      const { corrections = [], secondPlace } = before;
      const host = await Host.open({
        founding,
        logSeed,
        store,
        clock,
        randomBytes,
        corrections: () => corrections,
        secondPlace,
      });
      return new TestHost(before, store, host);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Ends this host and opens another on the same file (or on a copy that somebody made), as a restart does. */
  async reopen(
    t: { after(end: () => Promise<void>): void },
    file = this.file,
    corrections: readonly Correction[] = [],
    secondPlace: SecondPlace | null = null,
  ): Promise<TestHost> {
    await this.close();
    const opened = await TestHost.#open({ ...this.#opened, file, corrections, secondPlace });
    t.after(() => opened.close());
    return opened;
  }

  /** Waits for what is under way and closes the store. Again it does nothing. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.host.secondPlace?.end();
    await this.host.settle();
    await this.witnessing.run().catch(() => undefined);
    await this.witnessing.end();
    await this.store.close();
  }

  /** Draws tokens for a device, the border post's by default. */
  async draw(count: number, signer: SignerKey = this.country.post): Promise<readonly Uint8Array[]> {
    const tokens: Uint8Array[] = [];
    while (tokens.length < count) {
      tokens.push(...(await this.host.drawTokens(this.request(Math.min(64, count - tokens.length), signer))));
    }
    return tokens;
  }

  /** A token request over a fresh challenge. */
  request(count: number, signer: SignerKey, challenge = this.host.challenge()): string {
    const request = { kind: "tokens", device: signer.name, challenge, at: "2026-01-15T12:00:00Z", count } as const;
    return signTokenRequest(this.country.founding.origin, request, signer);
  }

  /** Submits sealed bytes with one fresh token. */
  async post(bytes: Uint8Array): Promise<SubmissionResult> {
    const [token] = await this.draw(1);
    return this.host.submit({ token: token ?? null, bytes });
  }

  /** The item of a signed directory note. */
  note<K extends DirectoryContent["kind"]>(kind: K, body: BodyOf<K>, signers: readonly SignerKey[]): SubmissionItem {
    const head = { kind, salt: encodeHex(randomBytes(16)), at: "2026-01-15T12:00:00Z" };
    const content = { ...head, body } as unknown as DirectoryContent;
    return { token: null, bytes: encodeUtf8(signDirectoryNote(this.country.founding.origin, content, signers)) };
  }

  /** The verified proof of a result for these bytes. Throws when it is a problem or does not verify. */
  verify(result: SubmissionResult | undefined, bytes: Uint8Array, leafClass: LeafClass = "case"): VerifiedProof {
    if (result === undefined || "problem" in result) throw new Error(`no proof: ${result?.problem}`);
    const proof = verifyProof(result.proof, leafFor(leafClass, bytes), logKeyOf(this.country.founding), null);
    if (proof === null) throw new Error("a proof that does not verify");
    return proof;
  }
}

interface Opened {
  readonly country: ExampleCountry;
  readonly witnesses: readonly TestWitness[];
  readonly clock: { now: number };
  readonly file: string;
  readonly wrap: (store: HostStore) => HostStore;
  readonly ask: AskWitness;
  readonly onWitness: OnWitness;
  readonly secondPlace: SecondPlace | null;
  readonly corrections?: readonly Correction[];
}

/** Different envelopes of the smallest class: one real one, whose encrypted end differs. The host cannot know, nor may it try. */
export async function sealedCases(count: number, suite: Suite = "x25519"): Promise<readonly Uint8Array[]> {
  const recipient = await recipientOf(await generateIdentity(suite));
  const sealed = await seal("love all\n", [recipient], { suite, kind: "case" });
  return Array.from({ length: count }, (_, i) => {
    const bytes = sealed.slice();
    new DataView(bytes.buffer).setUint32(bytes.length - 4, i);
    return bytes;
  });
}

/** Of all hosts: what a copy of a store takes is not what the store takes. */
let grown = 0;

/** Submits envelopes that no host has taken, and verifies each proof. */
export async function growBy(at: TestHost, count: number): Promise<void> {
  grown += count;
  const items = (await sealedCases(grown)).slice(-count);
  const tokens = await at.draw(count, at.country.shelter[0]);
  const results = await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  for (const [i, bytes] of items.entries()) at.verify(results[i], bytes);
}

/** A receipt envelope to nobody in particular. */
export async function sealedReceipt(): Promise<Uint8Array> {
  return sealReceipt(encodeUtf8("game, set\n"), await recipientOf(await generateIdentity("x25519")));
}
