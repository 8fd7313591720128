// A small invented country for hostile tests: a border post, a shelter and a legal aid desk whose devices all talk to a hostile host, and
// the forger's tools: notes and entries signed by whomever a test likes.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Encrypter } from "age-encryption";
import type { DirectoryContent } from "../../../src/core/directory-note.ts";
import type { EntryContent, Seen } from "../../../src/core/entry.ts";
import { momentOf } from "../../../src/core/moment.ts";
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../../src/crypto/ed25519.ts";
import { decodeHex, encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { decodeUtf8, encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { makeUuid } from "../../../src/crypto/uuid.ts";
import { parseCheckpoint } from "../../../src/log/checkpoint.ts";
import { Device } from "../../../src/member/device.ts";
import type { MemberStore } from "../../../src/member/store/store.ts";
import type { Secrets } from "../../../src/member/store/vault.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { signDirectoryNote } from "../../../src/note/directory-note.ts";
import { type EntryNote, signEntry, splitEntries } from "../../../src/note/entry-note.ts";
import { parseNote, type SignerKey } from "../../../src/note/signed-note.ts";
import { deviceSigner } from "../../../src/operate/new-country.ts";
import { open, seal } from "../../../src/sealing/envelope.ts";
import { sealingOverhead } from "../../../src/sealing/envelope-shape.ts";
import { deflate, encodeMember } from "../../../src/sealing/gzip-member.ts";
import { SecretIdentity } from "../../../src/sealing/secret-identity.ts";
import { quickStretch, World, type WorldOptions, type WorldOrganisation } from "../../support/world.ts";
import { HostileHost } from "./hostile-host.ts";

export interface Nation {
  readonly world: World;
  readonly host: HostileHost;
  readonly border: WorldOrganisation;
  readonly shelter: WorldOrganisation;
  readonly legal: WorldOrganisation;
}

/** Founds it with three witnesses of which two must cosign. The honest host has its whole log; the hostile one a copy. */
export async function found(t: TestContext, options: WorldOptions = {}): Promise<Nation> {
  const world = await World.foundFor(t, { witnesses: 3, quorum: 2, ...options });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  return { world, border, shelter, legal, host: await HostileHost.copyOf(world) };
}

/** The secrets of an organisation's device. */
export function device(organisation: WorldOrganisation, index = 0): Secrets {
  const secrets = organisation.devices[index];
  assert.ok(secrets !== undefined);
  return secrets;
}

/** An unlocked, synced member whose network is the hostile host. */
export function join({ world, host }: Nation, organisation: WorldOrganisation, index = 0): Promise<Device> {
  return world.member(device(organisation, index), { network: host.network });
}

/** A device's program started on its store, locked. */
export function start(world: World, store: MemberStore, network: Network): Promise<Device> {
  return Device.open({ store, network, clock: world.clock, randomBytes, stretch: quickStretch });
}

/** The codes of a member's alarms, each once, sorted. */
export function alarms(member: Device): readonly string[] {
  return [...new Set((member.view?.alarms ?? []).map((alarm) => alarm.code))].sort();
}

/** A key that claims to be somebody's and is not. */
export function impostor(name: string): SignerKey {
  return { name, seed: randomBytes(32) };
}

/** A directory note by these signers. */
export function directoryNote(
  { world }: Pick<Nation, "world">,
  kind: DirectoryContent["kind"],
  body: unknown,
  signers: readonly SignerKey[],
): string {
  const content = {
    kind,
    salt: encodeHex(randomBytes(16)),
    at: moment(world.now),
    body,
  } as unknown as DirectoryContent;
  return signDirectoryNote(world.founding.origin, content, signers);
}

/** What an entry says to have seen: a head of the log. */
export function seenIn(head: string): Seen {
  const note = parseNote(head);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  const line = note?.signatures[0]?.line;
  assert.ok(checkpoint !== null && line !== undefined);
  return { size: checkpoint.size, root: encodeBase64(checkpoint.root), line };
}

/** A signed opening of a case, the simplest entry there is, by a device to readers. */
export function opening(
  { world, host }: Pick<Nation, "world" | "host">,
  author: Secrets,
  to: readonly string[],
  changed: { readonly seen?: Seen; readonly origin?: string; readonly signer?: SignerKey } = {},
): EntryNote {
  const content = {
    kind: "case.open",
    ...entryHead(world, host, author, to, changed.seen),
    parents: [],
    body: { lead: to[0] ?? "" },
  } as unknown as EntryContent;
  return signEntry(changed.origin ?? world.founding.origin, content, changed.signer ?? deviceSigner(author));
}

/** A receipt about an entry, for the device whose name the key bears. */
export function receipt(
  { world }: Pick<Nation, "world">,
  signer: SignerKey,
  body: { readonly entry: string; readonly state: string },
): EntryNote {
  const content = {
    kind: "receipt",
    device: signer.name,
    salt: encodeHex(randomBytes(16)),
    at: `${moment(world.now).slice(0, 16)}:00Z`,
    to: [],
    body,
  } as unknown as EntryContent;
  return signEntry(world.founding.origin, content, signer);
}

/** The receipt key of a logged referral, as one of its readers finds it in the log, under the name of the device that sent it. */
export async function receiptKeyOf(
  { world, host }: Pick<Nation, "world" | "host">,
  reader: WorldOrganisation,
  entry: string,
): Promise<SignerKey> {
  const identity = SecretIdentity.parse(device(reader).epochs[0]?.identity ?? "") ?? assert.fail();
  for (const bytes of host.bytesOf("case")) {
    const content = await open(bytes, [identity]);
    const notes = content === null ? [] : (splitEntries(decodeUtf8(content) ?? "", world.founding.origin) ?? []);
    const referral = notes.find(({ id }) => id === entry)?.content;
    if (referral?.kind !== "referral.send" || "newer" in referral) continue;
    return { name: referral.device, seed: decodeHex(referral.body.receipt_seed) ?? assert.fail() };
  }
  assert.fail("the log holds no such referral for this reader");
}

function entryHead(world: World, host: HostileHost, author: Secrets, to: readonly string[], seen?: Seen) {
  return {
    device: author.device,
    salt: encodeHex(randomBytes(16)),
    seen: seen ?? seenIn(host.signHead()),
    at: moment(world.now),
    to,
  };
}

/** Seals entries to the epochs of organisations. */
export function sealTo(
  { world }: Pick<Nation, "world">,
  entries: readonly EntryNote[],
  ids: readonly string[],
): Promise<Uint8Array> {
  const recipients = ids.map((id) => world.host.directory.epochsOf(id)[0]?.recipient ?? "");
  return seal(entries.map((entry) => entry.note).join(""), recipients, { suite: world.suite, kind: "case" });
}

/** Seals notes, as a rule one receipt, to a referrer's device; compressed, as only a forger does. */
export async function sealReceiptTo(
  { world }: Pick<Nation, "world">,
  notes: readonly Pick<EntryNote, "note">[],
  id: string,
): Promise<Uint8Array> {
  const content = encodeUtf8(notes.map(({ note }) => note).join(""));
  const encrypter = new Encrypter();
  encrypter.addRecipient(world.host.directory.device(id)?.recipient ?? "");
  return encrypter.encrypt(encodeMember(content, await deflate(content), 1024 - sealingOverhead("x25519", 1)));
}

/** A device as a note would enrol it, with its keys. */
export function strangerDevice(recipient: string, role: "reader" | "referrer" = "reader") {
  const seed = randomBytes(32);
  const id = encodeHex(randomBytes(16));
  return {
    signer: { name: id, seed },
    device: { id, role, admin: true, key: encodeBase64(ed25519PublicKey(seed)), recipient },
  };
}

export const newId = (): string => makeUuid(randomBytes);

export function moment(milliseconds: number): string {
  return momentOf(milliseconds);
}
