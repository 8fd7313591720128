// How sealed bytes and open notes leave this device: packed with a token that was drawn while it was unlocked, kept in the outbox in the
// caller's transaction, and sent by the log's own rounds. It knows no content.
import { momentOf } from "../../core/moment.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { LeafClass } from "../../log/leaf.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { signTokenRequest } from "../../protocol/token-request.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { Secrets } from "../store/vault.ts";
import { needsToken, type Parcel } from "../trust/outbox.ts";
import type { PublicLog } from "../trust/public-log.ts";
import { Tokens } from "./tokens.ts";

/** Bytes made ready to leave: write the changes, then commit. */
export interface Packed {
  readonly parcel: Parcel;
  readonly changes: readonly Change[];
}

/** So many tokens in hand are for what people seal: neither an import of open rows nor a flood of referrals must leave an answer without one. */
const keptForSealed = 8;
/** How many a host hands out in one request. */
const mostInOneRequest = 64;

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
    return new Dispatch(await Tokens.load(store, log.damage), log, store, clock);
  }

  /** True while the device may post of its own accord: what people do comes first. */
  get maySpendByItself(): boolean {
    return this.tokens.count >= keptForSealed;
  }

  /**
   * Takes a token and makes the parcel; nothing is written yet. Without a token it waits until one is drawn. A directory note needs none; an
   * open note leaves the last tokens to what is sealed.
   */
  pack(bytes: Uint8Array, leafClass: LeafClass): Packed {
    const token = this.tokens.count > keptFrom(leafClass) ? this.tokens.take() : null;
    const { parcel, change } = this.#log.outbox.pack(bytes, leafClass, token?.bytes ?? null);
    return { parcel, changes: token === null ? [change] : [change, token.spend] };
  }

  /** Hands the outbox parcels whose changes are written. */
  commit(packed: readonly Packed[]): void {
    for (const { parcel } of packed) this.#log.outbox.added(parcel);
  }

  /** Writes and commits in one go. */
  async post(packed: readonly Packed[], changes: readonly Change[]): Promise<void> {
    await this.#store.write([...changes, ...packed.flatMap((one) => one.changes)]);
    this.commit(packed);
  }

  /**
   * Draws tokens when few are left, as many as wait for one and then some, and equips parcels that were packed without one. `now` is the size
   * of the log as seen. A host that was made anew knows none of the tokens of before: once it did not know one, all are drawn again (LG4y).
   */
  async drawTokens(secrets: Secrets, signer: SignerKey, now: number, isOneUnknown = false): Promise<void> {
    const bare = this.#bare();
    const wasUnknown = ({ hash }: Parcel) => this.#log.outbox.refusalOf([hash]) === "token-unknown";
    if (isOneUnknown || bare.some(wasUnknown)) await this.#store.write(this.tokens.drop());
    if (this.#log.directory.isActiveDevice(secrets.device, now)) {
      while (this.tokens.count < keptForSealed + bare.length) {
        if (!(await this.#draw(secrets.device, signer, 2 * keptForSealed + bare.length - this.tokens.count))) break;
      }
    }
    await this.#equip(bare);
  }

  /** Parcels that wait for a token: what is sealed first, whatever was packed before it. */
  #bare(): readonly Parcel[] {
    const bare = this.#log.outbox.parcels.filter(
      (parcel) => parcel.leaf === null && parcel.token === null && needsToken(parcel.leafClass),
    );
    const isOpen = ({ leafClass }: Parcel) => leafClass === "public";
    return [...bare.filter((parcel) => !isOpen(parcel)), ...bare.filter(isOpen)];
  }

  /** Draws up to so many tokens; false when the host gives none. */
  async #draw(device: string, signer: SignerKey, wanted: number): Promise<boolean> {
    const challenge = this.#log.isOurHost ? await this.#log.host.challenge() : null;
    if (challenge === null) return false;
    const at = momentOf(this.#clock());
    const count = Math.min(mostInOneRequest, wanted);
    const request = { kind: "tokens" as const, device, challenge, at, count };
    const drawn = await this.#log.host.tokens(signTokenRequest(this.#log.founding.origin, request, signer));
    if (drawn === null || drawn.length === 0) return false;
    await this.#store.write(this.tokens.add(drawn.map((bytes) => ({ key: encodeHex(bytes), bytes }))));
    return true;
  }

  async #equip(bare: readonly Parcel[]): Promise<void> {
    for (const parcel of bare) {
      const token = this.tokens.count > keptFrom(parcel.leafClass) ? this.tokens.take() : null;
      if (token === null) continue;
      await this.#log.outbox.equip(parcel.hash, token.bytes, token.spend);
    }
  }
}

/** A token is taken only while more than so many are in hand. */
function keptFrom(leafClass: LeafClass): number {
  if (!needsToken(leafClass)) return Number.POSITIVE_INFINITY;
  return leafClass === "public" ? keptForSealed : 0;
}
