// Founds a country and brings its organisations, devices, epochs and services into its log, as a council and administrators would:
// with the notes that they would sign. Used by the demonstration and by tests; a real country signs on many machines.

import type {
  DirectoryContent,
  DirectoryKind,
  directoryBodies,
  Founding,
  Organisation,
} from "../core/directory-note.ts";
import { momentOf } from "../core/moment.ts";
import { isWriteOnly } from "../core/party.ts";
import type { Of } from "../core/schema.ts";
import type { Seat } from "../core/seats.ts";
import type { Capacity, Service } from "../core/service.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { makeDevice, type NewDevice } from "../member/enrolment/new-device.ts";
import { type Secrets, signerOf } from "../member/store/vault.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { cosignDirectoryNote, signDirectoryNote, signFounding, signPublicNote } from "../note/directory-note.ts";
import { type SignerKey, signerKey } from "../note/signed-note.ts";
import { signTokenRequest } from "../protocol/token-request.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import type { Host } from "../server/host.ts";

type BodyOf<K extends DirectoryKind> = Of<(typeof directoryBodies)[K]>;

/** The secret keys of a country's founding. */
export interface CountryKeys {
  readonly logSeed: Uint8Array;
  readonly seats: readonly SignerKey[];
}

/** The terms of a founding; `seats` is how many the council has, `threshold` how many of them must sign. */
export type FoundingTerms = Omit<Founding, "kind" | "salt" | "at" | "logKey" | "council" | "organisations"> & {
  readonly seats: number;
  readonly threshold: number;
};

/** Makes the keys and the founding note of a country on one machine: of a trial, a demonstration or a test. */
export function foundCountry(
  terms: FoundingTerms,
  clock: () => number,
  randomBytes: RandomBytes,
): { readonly founding: FoundingNote; readonly keys: CountryKeys } {
  const seats = Array.from({ length: terms.seats }, (_, i) => signerKey(`council-${i + 1}`, randomBytes(32)));
  const keysOfSeats = seats.map(({ name, seed }) => ({ seat: name, key: encodeBase64(ed25519PublicKey(seed)) }));
  const { founding, logSeed } = draftFounding(terms, keysOfSeats, clock, randomBytes);
  return { founding: signFounding(founding, seats), keys: { logSeed, seats } };
}

/** Makes the log's key, and the founding that seats are to sign who made their keys elsewhere. */
export function draftFounding(
  { seats: _count, threshold, ...terms }: FoundingTerms,
  seats: readonly Seat[],
  clock: () => number,
  randomBytes: RandomBytes,
): { readonly founding: Founding; readonly logSeed: Uint8Array } {
  const logSeed = randomBytes(32);
  const founding = {
    kind: "found",
    salt: encodeHex(randomBytes(16)),
    at: momentOf(clock()),
    ...terms,
    logKey: encodeBase64(ed25519PublicKey(logSeed)),
    council: { threshold, seats },
    organisations: [],
  } as const;
  return { founding, logSeed };
}

/** Signs and submits directory and public notes to a host in the same program. Throws when the host refuses one. */
export class Registrar {
  readonly #host: Host;
  readonly #keys: CountryKeys;
  readonly #clock: () => number;
  readonly #randomBytes: RandomBytes;
  /** Where the devices will find their host. */
  readonly #hostUrl: string;

  constructor(host: Host, keys: CountryKeys, hostUrl: string, clock: () => number, randomBytes: RandomBytes) {
    this.#host = host;
    this.#keys = keys;
    this.#hostUrl = hostUrl;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /**
   * Admits an organisation with its first devices: one for a referrer, two readers (both administrators) for all others, who also get
   * their first epoch, opened by both.
   */
  async admit(organisation: Organisation, language: string): Promise<readonly Secrets[]> {
    const writeOnly = isWriteOnly(organisation.kind);
    const devices: NewDevice[] = [];
    for (let i = 0; i < (writeOnly ? 1 : 2); i++)
      devices.push(await this.newDevice(organisation.id, writeOnly, language));
    await this.council("organisation.admit", { organisation, devices: devices.map(({ device }) => device) });
    if (writeOnly) return devices.map(({ secrets }) => secrets);
    const identity = await generateIdentity(this.#host.founding.founding.suite);
    const signers = devices.map(deviceSigner);
    const recipient = await recipientOf(identity);
    const body = { organisation: organisation.id, epoch: 1, recipient, maker: signers[0]?.name ?? "" };
    await this.directory("epoch.new", body, signers);
    await this.directory("epoch.confirm", { organisation: organisation.id, epoch: 1 }, signers.slice(1));
    return devices.map(({ secrets }) => secrets.with({ epochs: [{ epoch: 1, identity: identity.reveal() }] }));
  }

  newDevice(organisation: string, writeOnly: boolean, language: string): Promise<NewDevice> {
    const { note, founding } = this.#host.founding;
    return makeDevice(
      {
        founding: note,
        host: this.#hostUrl,
        mirrors: [],
        organisation,
        role: writeOnly ? "referrer" : "reader",
        admin: true,
        suite: founding.suite,
        language,
      },
      this.#randomBytes,
    );
  }

  async service(service: Service, capacity: Omit<Capacity, "service_id">, admin: SignerKey): Promise<void> {
    await this.directory("service.set", { service }, [admin]);
    const note = signPublicNote(
      this.#host.founding.origin,
      { kind: "capacity", ...this.#head(), body: { capacity: { service_id: service.id, ...capacity } } },
      admin,
    );
    await this.submit(note, await this.#drawToken(admin));
  }

  /** A note signed by as many council seats as are needed. */
  async council<K extends DirectoryKind>(kind: K, body: BodyOf<K>): Promise<void> {
    await this.directory(kind, body, this.#keys.seats.slice(0, this.#host.founding.founding.council.threshold));
  }

  async directory<K extends DirectoryKind>(kind: K, body: BodyOf<K>, signers: readonly SignerKey[]): Promise<void> {
    const content = { kind, ...this.#head(), body } as DirectoryContent;
    const [first, ...others] = signers;
    if (first === undefined) throw new RangeError("a note needs a signer");
    let note: string | null = signDirectoryNote(this.#host.founding.origin, content, [first]);
    for (const other of others) note = note === null ? null : cosignDirectoryNote(note, other);
    await this.submit(note ?? "");
  }

  /** Submits a note, with a token where it is of a kind that costs one. */
  async submit(note: string, token: Uint8Array | null = null): Promise<void> {
    const result = await this.#host.submit({ token, bytes: encodeUtf8(note) });
    if ("problem" in result) throw new Error(`the host refused a note: ${result.problem}`);
  }

  /** Draws one token as the device itself would, out of its quota of the day. */
  async #drawToken(device: SignerKey): Promise<Uint8Array | null> {
    const at = momentOf(this.#clock());
    const request = { kind: "tokens", device: device.name, challenge: this.#host.challenge(), at, count: 1 } as const;
    const [token] = await this.#host.drawTokens(signTokenRequest(this.#host.founding.origin, request, device));
    return token ?? null;
  }

  #head(): { readonly salt: string; readonly at: string } {
    return { salt: encodeHex(this.#randomBytes(16)), at: momentOf(this.#clock()) };
  }
}

export function deviceSigner(device: { readonly secrets: Secrets } | Secrets): SignerKey {
  return signerOf("secrets" in device ? device.secrets : device);
}
