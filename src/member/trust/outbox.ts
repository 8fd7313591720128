// The outbox: what is sealed or signed and not yet trusted to be in the log. It needs no secret, so a locked device sends too (LG4). The
// bytes stay until the log's tree, witnessed, holds them; same bytes, same leaf, so sending twice does no harm (LG6).
import type { ProblemCode } from "../../core/problem.ts";
import { code, integer, list, nullable, object, pattern, text } from "../../core/schema.ts";
import { decodeBase64, encodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { encodeLeaf, type LeafClass, leafClasses } from "../../log/leaf.ts";
import { parseProof, verifyProof } from "../../log/proof.ts";
import type { VerifierKey } from "../../note/signed-note.ts";
import { clearClass } from "../../protocol/clear-note.ts";
import { sealedShape } from "../../protocol/sealed-shape.ts";
import { maxItems } from "../../protocol/submission.ts";
import { clearRow, readClearRow, salvageClearRow } from "../store/clear-row.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { Alarms } from "./alarms.ts";
import type { IsFalse } from "./corrections.ts";
import type { HostClient } from "./host-client.ts";

/** Not logged after this long while online: take another way (LG6). */
const lateMilliseconds = 30 * 60_000;

/** One thing to send. Times are milliseconds since 1970 by the device's clock. */
export interface Parcel {
  /** SHA-256 of the bytes in hexadecimal: what its leaf will hold. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly leafClass: LeafClass;
  /** Null for directory notes, and for others while they wait for one. */
  readonly token: Uint8Array | null;
  readonly sealedAt: number;
  readonly loggedAt: number | null;
  readonly leaf: number | null;
  /** The checkpoint of the proof: it must turn out to be on our branch, else the host signed a head for this sender alone. */
  readonly head: string | null;
  /** When the host was first reachable while the parcel waited; null while it never was. */
  readonly onlineSince: number | null;
}

interface OutboxParts {
  readonly store: MemberStore;
  readonly logKey: VerifierKey;
  /** The pinned founding note: who does not show it gets nothing (EN6). */
  readonly founding: string;
  readonly clock: () => number;
  readonly alarms: Alarms;
  /** Which heads the council called false (LG10). */
  readonly isFalse?: IsFalse;
  readonly damage?: Damage;
}

/**
 * A row whose bytes are damaged: which leaf would hold them, and the trusted heads, each newer than the one before, that did not. The host may have taken
 * the bytes a moment before the first of them was looked at, while the second was on its way to the witnesses: only the third one cannot be without them.
 */
interface LostParcel {
  readonly hash: string;
  readonly lost: readonly TrustedHead[];
}

/** A trusted head, by what makes it newer than another one. */
interface TrustedHead {
  readonly size: number;
  readonly at: number;
}

const headsToBeSure = 3;

const ourBranch = "";

/** What is done about an answer that proves nothing. */
interface Hearing {
  readonly onFalseProof: () => Promise<void>;
  readonly onRefusal: (parcel: Parcel, problem: ProblemCode<"host">) => Promise<void>;
}

/** A mirror is nobody: whatever it says without a proof that holds changes nothing and accuses nobody. */
const ignored: Hearing = { onFalseProof: async () => undefined, onRefusal: async () => undefined };

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #parcels = new Map<string, Parcel>();
  /** Checkpoint notes of proofs that were found on our branch. */
  readonly #reconciled = new Set<string>();
  /** Why the host did not take a parcel when it was last asked. */
  readonly #refusals = new Map<string, ProblemCode<"host">>();
  /** Of which only the log can say whether they were sent. */
  #lost: LostParcel[] = [];
  #flushing: Promise<number> | null = null;
  #taken = 0;

  private constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  static async load(parts: OutboxParts): Promise<Outbox> {
    const outbox = new Outbox(parts);
    const damage = parts.damage ?? new Damage();
    for (const { key, value } of await parts.store.list("outbox")) {
      const read: unknown = readClearRow("outbox", key, value);
      const parcel = decodeParcel(key, read);
      if (parcel !== null) outbox.#parcels.set(parcel.hash, parcel);
      else if (lostSchema(read) && read.hash === key) outbox.#lost.push(read);
      else outbox.#mend(key, value, damage);
    }
    return outbox;
  }

  // Bytes that still have their hash are sent again from the start: same bytes, same leaf (LG6). Others wait for what the log says of them.
  #mend(key: string, value: Uint8Array, damage: Damage): void {
    const row = salvageClearRow(value);
    const bytes = typeof row["bytes"] === "string" ? decodeBase64(row["bytes"]) : null;
    const hash = bytes === null ? "" : encodeHex(sha256(bytes));
    const leafClass =
      bytes === null ? null : (clearClass(bytes) ?? sealedShape(bytes, "hybrid") ?? sealedShape(bytes, "x25519"));
    if (bytes !== null && leafClass !== null && (hash === key || hash === row["hash"])) {
      const { parcel, change } = this.pack(bytes, leafClass, null);
      this.#parcels.set(hash, parcel);
      const moved = [{ table: "outbox", key, value: null, was: value } as const, { ...change, was: null }];
      damage.found("outbox", key, hash === key ? [{ ...change, was: value }] : moved);
      return;
    }
    const lost: LostParcel = { hash: key, lost: [] };
    this.#lost.push(lost);
    damage.found("outbox", key, [{ ...rowOf(lost), was: value }]);
  }

  /**
   * Decides what became of parcels whose bytes are damaged, after a round that ended at this trusted head: those that the log holds count as sent; those
   * that it cannot hold any more are gone, and somebody is asked to send them again.
   */
  async judgeLost(trusted: TrustedHead, indexOf: (hash: string) => number | null): Promise<void> {
    for (const parcel of this.#lost.splice(0)) {
      const { hash, lost } = parcel;
      const leaf = indexOf(hash);
      if (leaf !== null) this.#countAsSent(hash, leaf);
      else if (!isNewer(trusted, lost.at(-1))) this.#lost.push(parcel);
      else if (lost.length + 1 < headsToBeSure) {
        const waiting = { hash, lost: [...lost, trusted] };
        this.#lost.push(waiting);
        await this.#parts.store.write([{ ...rowOf(waiting), onlyOver: true }]);
      } else {
        await this.#parts.alarms.raise("refer-again");
        await this.#parts.store.write([{ table: "outbox", key: hash, value: null }]);
      }
    }
  }

  // Our own leaves say that it is logged; no proof has to be found on our branch.
  #countAsSent(hash: string, leaf: number): void {
    const now = this.#parts.clock();
    const rest = { token: null, sealedAt: now, loggedAt: now, head: ourBranch, onlineSince: null };
    this.#parcels.set(hash, { hash, bytes: new Uint8Array(0), leafClass: "case", leaf, ...rest });
    this.#reconciled.add(ourBranch);
  }

  /** Why the host refused one of these parcels when it was last asked; null when it did not, or was not reached. */
  refusalOf(hashes: readonly string[]): ProblemCode<"host"> | null {
    return hashes.map((hash) => this.#refusals.get(hash)).find((problem) => problem !== undefined) ?? null;
  }

  /** True while it is not known of some damaged parcel whether it was sent. */
  get holdsLost(): boolean {
    return this.#lost.length > 0;
  }

  get parcels(): readonly Parcel[] {
    return [...this.#parcels.values()].sort((a, b) => a.sealedAt - b.sealedAt);
  }

  get waiting(): number {
    return this.parcels.filter((parcel) => parcel.leaf === null).length;
  }

  /** How many wait for a token, which only an unlocked device draws (LG4). */
  get waitingForToken(): number {
    return this.parcels.filter(({ leaf, token, leafClass }) => leaf === null && token === null && needsToken(leafClass))
      .length;
  }

  /** How many parcels were added since the program was started. */
  get taken(): number {
    return this.#taken;
  }

  /** The parcel for these bytes. Adding it is a change for the caller's own transaction; call `added` once that is written. */
  pack(
    bytes: Uint8Array,
    leafClass: LeafClass,
    token: Uint8Array | null,
  ): { readonly parcel: Parcel; readonly change: Change } {
    const hash = encodeHex(sha256(bytes));
    const sealedAt = this.#parts.clock();
    const parcel: Parcel = {
      hash,
      bytes,
      leafClass,
      token,
      sealedAt,
      loggedAt: null,
      leaf: null,
      head: null,
      onlineSince: null,
    };
    return { parcel, change: changeFor(parcel) };
  }

  added(parcel: Parcel): void {
    this.#parcels.set(parcel.hash, parcel);
    this.#taken += 1;
  }

  /** Gives a waiting parcel a token, when it was sealed while none was left. */
  async equip(hash: string, token: Uint8Array, spend: Change): Promise<void> {
    const parcel = this.#parcels.get(hash);
    if (parcel === undefined) return;
    const equipped = { ...parcel, token };
    await this.#parts.store.write([changeOver(equipped), spend]);
    this.#parcels.set(hash, equipped);
  }

  /**
   * Sends what waits: to the host, and what it has been leaving unlogged for too long to the mirrors in turn, which pass it on (LG6).
   * Resolves to the number of parcels that were proven to be in the log; only exact bytes count. One flush runs at a time; a
   * second call joins the first.
   */
  flush(host: HostClient | null, mirrors: readonly HostClient[] = []): Promise<number> {
    this.#flushing ??= this.#flush(host, mirrors).finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  /** The parcels that are done, so that their rows may go: proven by a head on our branch, and covered by a trusted one. */
  settled(trustedSize: number): readonly Parcel[] {
    return this.parcels.filter(
      ({ leaf, head }) => leaf !== null && leaf < trustedSize && head !== null && this.#reconciled.has(head),
    );
  }

  /** Removes settled parcels; `changes` go into the same transaction. */
  async remove(parcels: readonly Parcel[], changes: readonly Change[]): Promise<void> {
    if (parcels.length + changes.length === 0) return;
    const removals = parcels.map(({ hash }) => ({ table: "outbox" as const, key: hash, value: null }));
    await this.#parts.store.write([...changes, ...removals]);
    for (const parcel of parcels) this.#parcels.delete(parcel.hash);
  }

  /** The heads that proofs brought and that have not been found on our branch of the log yet. */
  get unreconciled(): readonly { readonly note: string; readonly checkpoint: VerifiedCheckpoint }[] {
    const notes = new Set(
      this.parcels.flatMap(({ head }) => (head === null || this.#reconciled.has(head) ? [] : [head])),
    );
    return [...notes].flatMap((note) => {
      const checkpoint = verifyCheckpoint(note, this.#parts.logKey);
      return checkpoint === null ? [] : [{ note, checkpoint }];
    });
  }

  /** This head of a proof is on our branch. */
  reconcile(note: string): void {
    this.#reconciled.add(note);
  }

  /** What only a false history holds waits again, as if it had never been sent (LG10): the changes to keep. */
  postingAgain(isOnTrueHistory: (head: VerifiedCheckpoint) => boolean): readonly Change[] {
    return this.parcels.flatMap((parcel) => {
      const head = parcel.head === null ? null : verifyCheckpoint(parcel.head, this.#parts.logKey);
      if (head === null || isOnTrueHistory(head)) return [];
      return [changeFor({ ...parcel, loggedAt: null, leaf: null, head: null, onlineSince: null })];
    });
  }

  /** To be called after every round, with whether the host answered anything in it: notices what is not logged in time (LG6). */
  async watch(online: boolean): Promise<void> {
    if (online) await this.#noteOnline(this.parcels.filter((parcel) => parcel.leaf === null));
    const now = this.#parts.clock();
    if (this.parcels.some((parcel) => isLate(parcel, now))) await this.#parts.alarms.raise("not-logged");
    else await this.#parts.alarms.clear("not-logged");
  }

  async #flush(host: HostClient | null, mirrors: readonly HostClient[]): Promise<number> {
    const ready = this.parcels.filter(
      (parcel) => parcel.leaf === null && (parcel.token !== null || !needsToken(parcel.leafClass)),
    );
    const heard: Hearing = {
      onFalseProof: () => this.#parts.alarms.raise("host-lies"),
      onRefusal: async (parcel, problem) => {
        this.#refusals.set(parcel.hash, problem);
        if (problem === "token-unknown") await this.#loseToken(parcel);
      },
    };
    let logged = host === null ? 0 : await this.#post(ready, host, heard);
    // As they were before the host was asked: the token that it says not to know goes with the same bytes.
    const late = () => ready.filter(({ hash }) => this.#isLate(hash));
    for (const mirror of mirrors) {
      if (late().length > 0) logged += await this.#post(late(), mirror, ignored);
    }
    return logged;
  }

  /** Posts parcels, a submission after another until one is not answered. Resolves to how many were proven. */
  async #post(parcels: readonly Parcel[], to: HostClient, { onFalseProof, onRefusal }: Hearing): Promise<number> {
    if (parcels.length === 0 || (await to.isOf(this.#parts.founding)) !== true) return 0;
    let logged = 0;
    for (let at = 0; at < parcels.length; at += maxItems) {
      const batch = parcels.slice(at, at + maxItems);
      const results = await to.submit(batch.map(({ token, bytes }) => ({ token, bytes })));
      if (results === null) break;
      for (const [i, parcel] of batch.entries()) {
        const result = results[i];
        if (result === undefined) continue;
        if ("problem" in result) await onRefusal(parcel, result.problem);
        else if (await this.#prove(parcel, result.proof)) logged++;
        else await onFalseProof();
      }
    }
    return logged;
  }

  #isLate(hash: string): boolean {
    const parcel = this.#parcels.get(hash);
    return parcel !== undefined && isLate(parcel, this.#parts.clock());
  }

  async #prove(parcel: Parcel, proof: string): Promise<boolean> {
    const leaf = encodeLeaf(parcel.leafClass, sha256(parcel.bytes));
    const verified = verifyProof(proof, leaf, this.#parts.logKey, null);
    const head = parseProof(proof)?.checkpoint ?? null;
    // Of a history that the council called false nothing is proven (LG10).
    if (verified === null || head === null || this.#isFalse(head)) return false;
    const current = this.#parcels.get(parcel.hash) ?? parcel;
    const proven = { ...current, leaf: verified.index, head, loggedAt: this.#parts.clock() };
    await this.#parts.store.write([changeOver(proven)]);
    this.#parcels.set(proven.hash, proven);
    this.#refusals.delete(proven.hash);
    return true;
  }

  #isFalse(head: string): boolean {
    const checkpoint = verifyCheckpoint(head, this.#parts.logKey);
    return checkpoint !== null && this.#parts.isFalse?.(checkpoint) === true;
  }

  // The host does not know the token (spent by someone, or the device was revoked): take another one at the next unlock.
  async #loseToken(parcel: Parcel): Promise<void> {
    const current = this.#parcels.get(parcel.hash) ?? parcel;
    const without = { ...current, token: null };
    await this.#parts.store.write([changeOver(without)]);
    this.#parcels.set(without.hash, without);
  }

  async #noteOnline(waiting: readonly Parcel[]): Promise<void> {
    const now = this.#parts.clock();
    const first = waiting
      .filter((parcel) => parcel.onlineSince === null)
      .map((parcel) => ({ ...parcel, onlineSince: now }));
    if (first.length === 0) return;
    await this.#parts.store.write(first.map(changeOver));
    for (const parcel of first) this.#parcels.set(parcel.hash, parcel);
  }
}

/** True for a parcel that the host has been leaving unlogged for 30 minutes online (LG6). */
export function isLate(parcel: Parcel, now: number): boolean {
  return parcel.leaf === null && parcel.onlineSince !== null && now - parcel.onlineSince >= lateMilliseconds;
}

/** True for classes that cost a token (LG4). What a device says in public is of the record or a capacity; time notes are the host's. */
export function needsToken(leafClass: LeafClass): boolean {
  return leafClass !== "directory";
}

const base64 = pattern(/^[A-Za-z0-9+/]*={0,2}$/);
const moment = integer(0, Number.MAX_SAFE_INTEGER);
const rowSchema = object({
  hash: pattern(/^[0-9a-f]{64}$/),
  leafClass: code(leafClasses),
  sealedAt: moment,
  loggedAt: nullable(moment),
  leaf: nullable(moment),
  head: nullable(text(120_000)),
  onlineSince: nullable(moment),
  bytes: base64,
  token: nullable(base64),
});

function changeFor(parcel: Parcel): Change {
  const { token, bytes, ...rest } = parcel;
  const row = { ...rest, bytes: encodeBase64(bytes), token: token === null ? null : encodeBase64(token) };
  return clearRow("outbox", parcel.hash, row);
}

/**
 * The same for a parcel that is kept already. A service worker may send what the page sends too: who comes later must not bring back
 * a row that the other one removed, when nobody would look at it again (SL7).
 */
function changeOver(parcel: Parcel): Change {
  return { ...changeFor(parcel), onlyOver: true };
}

const lostSchema = object({
  hash: text(200),
  lost: list(object({ size: moment, at: moment }), headsToBeSure),
});

function rowOf(lost: LostParcel): Change {
  return clearRow("outbox", lost.hash, lost);
}

function isNewer(head: TrustedHead, than: TrustedHead | undefined): boolean {
  return than === undefined || head.size > than.size || head.at > than.at;
}

/** Null for what is no parcel as it was written. */
function decodeParcel(key: string, value: unknown): Parcel | null {
  const bytes = rowSchema(value) ? decodeBase64(value.bytes) : null;
  if (!rowSchema(value) || bytes === null || value.hash !== key) return null;
  return { ...value, bytes, token: value.token === null ? null : decodeBase64(value.token) };
}
