// The outbox: what is sealed or signed and not yet trusted to be in the log. It needs no secret, so a locked device sends too (LG4). The
// bytes stay until the log's tree, witnessed, holds them; same bytes, same leaf, so sending twice does no harm (LG6).
import { decodeJson, encodeJson } from "../core/json.ts";
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { encodeLeaf } from "../log/leaf.ts";
import type { LeafClass } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import { parseProof, verifyProof } from "../log/proof.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import { maxItems } from "../protocol/submission.ts";
import type { Alarms } from "./alarms.ts";
import type { HostClient } from "./host-client.ts";
import type { LogFollower } from "./log-follower.ts";
import type { Change, MemberStore } from "./store.ts";

/** Not logged after this long while online: offer another way (LG6). */
export const lateMilliseconds = 30 * 60_000;

/** One thing to send. Times are milliseconds since 1970 by the device's clock. */
export interface Parcel {
  /** SHA-256 of the bytes in hexadecimal: what its leaf will hold. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly leafClass: LeafClass;
  /** Null for notes in clear. */
  readonly token: Uint8Array | null;
  readonly sealedAt: number;
  readonly loggedAt: number | null;
  readonly leaf: number | null;
  /** When the host was first reachable while the parcel waited; null while it never was. */
  readonly onlineSince: number | null;
}

export interface OutboxParts {
  readonly store: MemberStore;
  readonly logKey: VerifierKey;
  readonly clock: () => number;
  readonly alarms: Alarms;
}

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #parcels = new Map<string, Parcel>();
  /** Heads that came with proofs and are larger than what was held: the next sync must find them on its branch. */
  readonly #heads: VerifiedCheckpoint[] = [];
  #flushing: Promise<number> | null = null;

  private constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  static async load(parts: OutboxParts): Promise<Outbox> {
    const outbox = new Outbox(parts);
    for (const { value } of await parts.store.list("outbox")) {
      const parcel = decodeParcel(value);
      if (parcel !== null) outbox.#parcels.set(parcel.hash, parcel);
    }
    return outbox;
  }

  get parcels(): readonly Parcel[] {
    return [...this.#parcels.values()].sort((a, b) => a.sealedAt - b.sealedAt);
  }

  get waiting(): number {
    return this.parcels.filter((parcel) => parcel.leaf === null).length;
  }

  /** The parcel for these bytes. Adding it is a change for the caller's own transaction; call `added` once that is written. */
  pack(
    bytes: Uint8Array,
    leafClass: LeafClass,
    token: Uint8Array | null,
  ): { readonly parcel: Parcel; readonly change: Change } {
    const hash = encodeHex(sha256(bytes));
    const sealedAt = this.#parts.clock();
    const parcel: Parcel = { hash, bytes, leafClass, token, sealedAt, loggedAt: null, leaf: null, onlineSince: null };
    return { parcel, change: changeFor(parcel) };
  }

  added(parcel: Parcel): void {
    this.#parcels.set(parcel.hash, parcel);
  }

  /** Gives a waiting parcel a token, when it was sealed while none was left. */
  async equip(hash: string, token: Uint8Array, spend: Change): Promise<void> {
    const parcel = this.#parcels.get(hash);
    if (parcel === undefined) return;
    const equipped = { ...parcel, token };
    await this.#parts.store.write([changeFor(equipped), spend]);
    this.#parcels.set(hash, equipped);
  }

  /**
   * Sends what waits. Resolves to the number of parcels that the host proved to be in its log; only exact bytes count. One
   * flush runs at a time; a second call joins the first.
   */
  flush(host: HostClient): Promise<number> {
    this.#flushing ??= this.#flush(host).finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  /** Parcels that a trusted head covers are done: their rows may go. Raises alarms for those that never arrived. */
  async settle(follower: LogFollower): Promise<readonly Parcel[]> {
    const done: Parcel[] = [];
    for (const parcel of this.parcels) {
      if (parcel.leaf === null || parcel.leaf >= (follower.trusted?.size ?? 0)) continue;
      const leaf = follower.leaf(parcel.leaf);
      if (leaf === null) continue;
      if (encodeHex(leaf.hash) !== parcel.hash) {
        await this.#parts.alarms.raise("host-lies", parcel.leaf);
        continue;
      }
      done.push(parcel);
    }
    return done;
  }

  /** Removes settled parcels; `changes` go into the same transaction. */
  async remove(parcels: readonly Parcel[], changes: readonly Change[]): Promise<void> {
    if (parcels.length + changes.length === 0) return;
    const removals = parcels.map(({ hash }) => ({ table: "outbox" as const, key: hash, value: null }));
    await this.#parts.store.write([...changes, ...removals]);
    for (const parcel of parcels) this.#parcels.delete(parcel.hash);
  }

  /** The heads that proofs brought since the last call. */
  takeHeads(): readonly VerifiedCheckpoint[] {
    return this.#heads.splice(0);
  }

  async #flush(host: HostClient): Promise<number> {
    let logged = 0;
    for (;;) {
      const batch = this.parcels.filter((p) => p.leaf === null && (p.token !== null || isClear(p))).slice(0, maxItems);
      if (batch.length === 0) break;
      const results = await host.submit(batch.map(({ token, bytes }) => ({ token, bytes })));
      if (host.reachable === true) await this.#noteOnline(batch);
      if (results === null) break;
      let progress = 0;
      for (const [i, parcel] of batch.entries()) {
        const result = results[i];
        if (result !== undefined && "proof" in result && (await this.#prove(parcel, result.proof))) progress++;
        if (result !== undefined && "problem" in result && result.problem === "token-unknown")
          await this.#loseToken(parcel);
      }
      logged += progress;
      if (progress < batch.length) break;
    }
    await this.#watchForLate();
    return logged;
  }

  async #prove(parcel: Parcel, proof: string): Promise<boolean> {
    const leaf = encodeLeaf(parcel.leafClass, sha256(parcel.bytes));
    const verified = verifyProof(proof, leaf, this.#parts.logKey, null);
    if (verified === null) {
      await this.#parts.alarms.raise("host-lies");
      return false;
    }
    const current = this.#parcels.get(parcel.hash) ?? parcel;
    const proven = { ...current, leaf: verified.index, loggedAt: this.#parts.clock() };
    await this.#parts.store.write([changeFor(proven)]);
    this.#parcels.set(proven.hash, proven);
    this.#keepHead(proof);
    return true;
  }

  #keepHead(proof: string): void {
    const checkpoint = verifyCheckpoint(parseProof(proof)?.checkpoint ?? "", this.#parts.logKey);
    const last = this.#heads.at(-1);
    if (checkpoint === null || (last?.size === checkpoint.size && sameHash(last.root, checkpoint.root))) return;
    this.#heads.push(checkpoint);
  }

  // The host does not know the token (spent by someone, or the device was revoked): take another one at the next unlock.
  async #loseToken(parcel: Parcel): Promise<void> {
    const current = this.#parcels.get(parcel.hash) ?? parcel;
    const without = { ...current, token: null };
    await this.#parts.store.write([changeFor(without)]);
    this.#parcels.set(without.hash, without);
  }

  async #noteOnline(batch: readonly Parcel[]): Promise<void> {
    const now = this.#parts.clock();
    const first = batch
      .filter((parcel) => parcel.onlineSince === null)
      .map((parcel) => ({ ...parcel, onlineSince: now }));
    if (first.length === 0) return;
    await this.#parts.store.write(first.map(changeFor));
    for (const parcel of first) this.#parcels.set(parcel.hash, parcel);
  }

  async #watchForLate(): Promise<void> {
    const now = this.#parts.clock();
    if (this.parcels.some((parcel) => isLate(parcel, now))) await this.#parts.alarms.raise("not-logged");
    else await this.#parts.alarms.clear("not-logged");
  }
}

/** True for a parcel that the host has been leaving unlogged for 30 minutes online (LG6). */
export function isLate(parcel: Parcel, now: number): boolean {
  return parcel.leaf === null && parcel.onlineSince !== null && now - parcel.onlineSince >= lateMilliseconds;
}

function isClear(parcel: Parcel): boolean {
  return parcel.leafClass === "directory" || parcel.leafClass === "public";
}

function changeFor(parcel: Parcel): Change {
  const { token, bytes, ...rest } = parcel;
  const row = { ...rest, bytes: encodeBase64(bytes), token: token === null ? null : encodeBase64(token) };
  return { table: "outbox", key: parcel.hash, value: encodeUtf8(encodeJson(row)) };
}

// The store is the device's own, so its rows are trusted to be whole.
function decodeParcel(row: Uint8Array): Parcel | null {
  const value = decodeJson(decodeUtf8(row) ?? "") as unknown as Parcel & { bytes: string; token: string | null };
  const bytes = decodeBase64(value.bytes as unknown as string);
  if (bytes === null) return null;
  return { ...value, bytes, token: value.token === null ? null : decodeBase64(value.token as unknown as string) };
}
