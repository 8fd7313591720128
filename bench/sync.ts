// What a reader's first sync of 2,000 envelopes costs, of which about 100 are its own, beside the bare cost of the key operations that it
// cannot do without, in the same run. Times differ by machine; the ratio is the figure. Run it with:
// node bin/panoh.js --run bench/sync.ts [envelopes]

import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { Device } from "../src/member/device.ts";
import type { MemberStore } from "../src/member/store/store.ts";
import { type Secrets, sealVault } from "../src/member/store/vault.ts";
import type { Network } from "../src/member/trust/host-client.ts";
import { must } from "../src/member/verb.ts";
import { openSqliteMemberStore } from "../src/operate/files/sqlite-member-store.ts";
import { open, seal } from "../src/sealing/envelope.ts";
import { SecretIdentity } from "../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../src/sealing/suite.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../test/support/world.ts";

const rounds = 5;
const total = Number(process.argv[2] ?? 2_000);

const world = await World.found({ terms: { suite: "hybrid" } });
const border = await world.organisation("border-post", "Example Border Post");
const shelter = await world.organisation("shelter", "Example Shelter South");
const reader = shelter.devices[1];
if (reader === undefined) throw new Error("a shelter with two readers");

console.log(`filling a log with ${total} envelopes …`);
await referOwn(Math.round(total / 60));
const mine = await caseLeaves();
const others = await postForOthers(total - mine);
const notMine = others.length;
await world.witness();

const keyOperations = await median(() => timed(() => bareKeyOperations(notMine)));
const opening = await median(async () => {
  const identities = [...identitiesOf(reader)];
  return timed(async () => {
    for (const bytes of others) await open(bytes, identities);
  });
});
const first = await median(() => sync(reader, 1));
const again = await median(() => sync(reader, 2));
await world.close();

const rest = first.processor - opening.processor;
console.log(`
${notMine} envelopes of others, ${mine} of our own; medians of ${rounds} rounds
                          processor      clock
first sync              ${both(first)}   ${each(first, notMine + mine)} an envelope
  trying those of others${both(opening)}   ${each(opening, notMine)} each
  everything else       ${shown(rest)}              ${(rest / mine).toFixed(2)} ms for each of our own (the host's share included)
  waiting for the host             ${shown(first.network)}   ${first.requests} requests
  writing to the store             ${shown(first.store)}   ${first.writes} writes
sync without news       ${both(again)}

bare key operations     ${both(keyOperations)}   ${each(keyOperations, notMine)} each
ratio: trying / bare    ${(opening.processor / keyOperations.processor).toFixed(1)}
ratio: sync / bare      ${(first.processor / keyOperations.processor).toFixed(1)}
those of others         ${((1_000 * notMine) / opening.processor).toFixed(0)} a second and processor
`);

/** Referrals of two envelopes each, and a colleague who says that they arrived, so that a sync afterwards finds nothing to do. */
async function referOwn(referrals: number): Promise<void> {
  const [officerDevice] = border.devices;
  const [colleagueDevice] = shelter.devices;
  if (officerDevice === undefined || colleagueDevice === undefined) throw new Error("an organisation without devices");
  const officer = await world.member(officerDevice);
  for (let i = 0; i < referrals; i++) await must(officer.drafts.send(exampleDraft([shelter])));
  const colleague = await world.member(colleagueDevice);
  for (
    let day = 0;
    officer.view?.outbox !== 0 || colleague.cases.inbox.length < referrals || colleague.view?.outbox !== 0;
    day++
  ) {
    if (day > 60) throw new Error("the log does not fill");
    // A day's quota of tokens does not do for all.
    world.wait(86_400_000);
    await world.witness();
    await officer.sync();
    await colleague.sync();
    await colleague.sync();
  }
}

async function caseLeaves(): Promise<number> {
  const leaves = await world.store.leaves(0, await world.store.size());
  return leaves.filter((leaf) => leaf.class === "case").length;
}

/**
 * Posts envelopes for nobody here. A few are sealed; the others are those with other bytes at their end, which nobody can
 * distinguish from the outside and whose stanzas cost a stranger the same.
 */
async function postForOthers(count: number): Promise<readonly Uint8Array[]> {
  const stranger = await recipientOf(await generateIdentity("hybrid"));
  const sealed = await Promise.all(
    Array.from({ length: Math.min(20, count) }, () => seal("not yours", [stranger], { suite: "hybrid", kind: "case" })),
  );
  const envelopes = Array.from({ length: count }, (_, i) => {
    const bytes = Uint8Array.from(sealed[i % sealed.length] ?? []);
    bytes.set(randomBytes(16), bytes.length - 16);
    return bytes;
  });
  const tokens = envelopes.map(() => randomBytes(16));
  await world.store.addTokens(
    border.devices[0]?.device ?? "",
    0,
    tokens.map((token) => sha256(token)),
    count,
  );
  for (let at = 0; at < count; at += 200) {
    await Promise.all(
      envelopes.slice(at, at + 200).map((bytes, i) => world.host.submit({ token: tokens[at + i] ?? null, bytes })),
    );
  }
  return envelopes;
}

function* identitiesOf(secrets: Secrets): Generator<SecretIdentity> {
  for (const text of [...secrets.epochs.map((epoch) => epoch.identity), secrets.identity]) {
    const identity = SecretIdentity.parse(text);
    if (identity !== null) yield identity;
  }
}

/** What four hybrid stanzas cost at least: an ML-KEM-768 decapsulation and an X25519 each, by the platform, all at once. */
async function bareKeyOperations(envelopes: number): Promise<void> {
  const { subtle } = globalThis.crypto as unknown as { readonly subtle: KeyOperations };
  const kem = await subtle.generateKey({ name: "ML-KEM-768" }, false, ["encapsulateBits", "decapsulateBits"]);
  const { ciphertext } = await subtle.encapsulateBits({ name: "ML-KEM-768" }, kem.publicKey);
  const curve = await subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const stanza = () => [
    subtle.decapsulateBits({ name: "ML-KEM-768" }, kem.privateKey, ciphertext),
    subtle.deriveBits({ name: "X25519", public: curve.publicKey }, curve.privateKey, 256),
  ];
  for (let i = 0; i < envelopes; i++) await Promise.all([...stanza(), ...stanza(), ...stanza(), ...stanza()]);
}

/** The part of WebCrypto that the measurement uses; the types of Node do not have all of it. */
interface KeyOperations {
  generateKey(algorithm: object, extractable: boolean, usages: readonly string[]): Promise<CryptoKeyPair>;
  encapsulateBits(algorithm: object, key: CryptoKey): Promise<{ readonly ciphertext: ArrayBuffer }>;
  decapsulateBits(algorithm: object, key: CryptoKey, ciphertext: ArrayBuffer): Promise<ArrayBuffer>;
  deriveBits(algorithm: object, key: CryptoKey, length: number): Promise<ArrayBuffer>;
}

/** A new device's syncs up to the given one, of which that one is measured. */
async function sync(secrets: Secrets, which: 1 | 2) {
  const { member, spent } = await freshMember(secrets);
  if (which === 2) await member.sync();
  return { ...(await timed(() => member.sync())), ...spent };
}

interface Times {
  /** Milliseconds of processor time of the whole process: what a busy machine does not change. */
  readonly processor: number;
  readonly clock: number;
}

async function timed(work: () => Promise<unknown>): Promise<Times> {
  const [usage, clock] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(usage);
  return { processor: (user + system) / 1_000, clock: performance.now() - clock };
}

/** A device that has its vault and nothing else; what it spends on the host and its store is counted. */
async function freshMember(secrets: Secrets) {
  const spent = { network: 0, requests: 0, store: 0, writes: 0 };
  const file = openSqliteMemberStore(":memory:");
  const store: MemberStore = {
    ...file,
    write: async (changes) => {
      const before = performance.now();
      await file.write(changes);
      spent.store += performance.now() - before;
      spent.writes += 1;
    },
  };
  const network: Network = async (url, request) => {
    const before = performance.now();
    const answer = await fetchNetwork(url, request);
    spent.network += performance.now() - before;
    spent.requests += 1;
    return answer;
  };
  const member = await Device.open({ store, network, clock: world.clock, randomBytes, stretch: quickStretch });
  await member.install(await sealVault(secrets, testPassphrase, randomBytes, quickStretch));
  if ((await member.unlock(testPassphrase)) !== "open") throw new Error("the vault did not open");
  return { member, spent };
}

/** The round whose processor time is the median. The first one warms up and does not count. */
async function median<T extends Times>(work: () => Promise<T>): Promise<T> {
  await work();
  const results: T[] = [];
  for (let round = 0; round < rounds; round++) results.push(await work());
  const middle = results.toSorted((a, b) => a.processor - b.processor)[Math.floor(rounds / 2)];
  if (middle === undefined) throw new Error("no round");
  return middle;
}

function both({ processor, clock }: Times): string {
  return `${shown(processor)}${shown(clock)}`;
}

function each({ processor }: Times, count: number): string {
  return `${(processor / count).toFixed(2)} ms`;
}

function shown(value: number): string {
  return `${value.toFixed(0).padStart(7)} ms `;
}
