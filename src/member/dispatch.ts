// How sealed bytes leave this device: packed with a token that was drawn while it was unlocked, kept in the outbox in the caller's
// transaction, and sent by the log's own rounds. It knows no content.
import { decodeBase64 } from "../crypto/base64.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { LeafClass } from "../log/leaf.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { signTokenRequest } from "../protocol/token-request.ts";
import type { Parcel } from "./outbox.ts";
import type { PublicLog } from "./public-log.ts";
import type { Change, MemberStore } from "./store.ts";
import { Tokens } from "./tokens.ts";
import type { Secrets } from "./vault.ts";

/** Bytes made ready to leave: write the changes, then commit. */
export interface Packed {
  readonly parcel: Parcel;
  readonly changes: readonly Change[];
}

export class Dispatch {
  readonly tokens: Tokens;
  readonly #log: PublicLog;
  readonly #store: MemberStore;
  readonly #clock: () => number;

  private constructor(tokens: Tokens, log: PublicLog, store: MemberStore, clock: () => number) {
    this.tokens = tokens;
    this.#log = log;
    this.#store = store;
    this.#clock = clock;
  }

  static async load(log: PublicLog, store: MemberStore, clock: () => number): Promise<Dispatch> {
    return new Dispatch(await Tokens.load(store), log, store, clock);
  }

  /** Takes a token for sealed bytes and makes the parcel; nothing is written yet. Without a token it waits until one is drawn. */
  pack(bytes: Uint8Array, leafClass: LeafClass): Packed {
    const token = this.tokens.take();
    const { parcel, change } = this.#log.outbox.pack(bytes, leafClass, token?.bytes ?? null);
    return { parcel, changes: token === null ? [change] : [change, token.spend] };
  }

  /** Tells the outbox about parcels whose changes are written. */
  commit(packed: readonly Packed[]): void {
    for (const { parcel } of packed) this.#log.outbox.added(parcel);
  }

  /** Writes and commits in one go. */
  async post(packed: readonly Packed[], changes: readonly Change[]): Promise<void> {
    await this.#store.write([...changes, ...packed.flatMap((one) => one.changes)]);
    this.commit(packed);
  }

  /** Draws tokens when few are left, and equips parcels that were sealed without one. `now` is the size of the log as seen. */
  async drawTokens(secrets: Secrets, signer: SignerKey, now: number): Promise<void> {
    const bare = this.#log.outbox.parcels.filter(
      (parcel) => parcel.leaf === null && parcel.token === null && needsToken(parcel),
    );
    if (this.tokens.count >= 8 + bare.length || !this.#log.directory.isActiveDevice(secrets.device, now)) {
      return this.#equip(bare);
    }
    const challenge = await this.#log.host.challenge();
    if (challenge === null) return;
    const request = {
      kind: "tokens" as const,
      device: secrets.device,
      challenge,
      at: `${new Date(this.#clock()).toISOString().slice(0, 19)}Z`,
      count: Math.min(64, 16 + bare.length),
    };
    const drawn = await this.#log.host.tokens(signTokenRequest(this.#log.founding.origin, request, signer));
    if (drawn === null) return;
    await this.#store.write(this.tokens.add(drawn.map((bytes) => ({ key: encodeHex(bytes), bytes }))));
    await this.#equip(bare);
  }

  async #equip(bare: readonly Parcel[]): Promise<void> {
    for (const parcel of bare) {
      const token = this.tokens.take();
      if (token === null) return;
      await this.#log.outbox.equip(parcel.hash, token.bytes, token.spend);
    }
  }
}

/** The key with which a device signs. */
export function signerOf(secrets: Secrets): SignerKey {
  return { name: secrets.device, seed: decodeBase64(secrets.signingSeed) ?? new Uint8Array(0) };
}

function needsToken(parcel: Parcel): boolean {
  return parcel.leafClass === "case" || parcel.leafClass === "receipt";
}
