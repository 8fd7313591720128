// What a host keeps: leaves with their bytes, checkpoints, tokens. A small interface with a suite of its own (test/contracts/host-store.ts), which the
// embedded SQLite and PostgreSQL pass (ST1). It knows nothing about cases.
import type { Leaf } from "../../log/leaf.ts";

export interface StoredLeaf extends Leaf {
  readonly bytes: Uint8Array;
}

/** What one batch of submissions writes. All of it or nothing, durable when the promise resolves. */
export interface Batch {
  /** New leaves in log order; the first has the index of the present size. */
  readonly leaves: readonly StoredLeaf[];
  /** SHA-256 hashes of the tokens that the batch spends. */
  readonly spent: readonly Uint8Array[];
  /** The head after the batch, or how it is signed once the leaves are written. */
  readonly checkpoint: SignedHead | UnsignedHead;
}

interface UnsignedHead {
  readonly size: number;
  /**
   * Called within the transaction with the new leaves as they are read back from the store, and the signed head that they come after, which nobody else changes
   * until the transaction ends; gives the checkpoint note, at once or later: the transaction waits for it. It asks nothing of the store, which
   * waits for it. When it throws or rejects, nothing was written.
   */
  readonly sign: (written: readonly StoredLeaf[], before: SignedHead | null) => string | Promise<string>;
}

export interface SignedHead {
  readonly size: number;
  /** The checkpoint note. */
  readonly note: string;
}

/** What is submitted, by the SHA-256 of its bytes and of its token; a token may be lacking. */
interface LookedUp {
  readonly hash: Uint8Array;
  readonly token: Uint8Array | null;
}

interface Found {
  readonly leaf: number | null;
  readonly device: string | null;
}

export interface HostStore {
  /** The version of the layout of what is stored (ST4). */
  readonly schema: number;
  /** How many leaves still lie as an earlier program laid them. They are read like all others. */
  oldLeaves(): Promise<number>;
  /** Lays some of them out as this program does, in one transaction of bounded size. False when there is nothing more to move. */
  moveOldLeaves(): Promise<boolean>;
  /** How many leaves there are. */
  size(): Promise<number>;
  /** Leaves `from` (inclusive) to `to` (exclusive), without their bytes. */
  leaves(from: number, to: number): Promise<readonly Leaf[]>;
  /** The same leaves with their bytes. */
  stored(from: number, to: number): Promise<readonly StoredLeaf[]>;
  /** Of each of these: the leaf that stands for its bytes, and who drew its token, as `findLeaf` and `tokenDevice` say; in one question to a database. */
  lookUp(items: readonly LookedUp[]): Promise<readonly Found[]>;
  /** The index of the leaf that stands for bytes with this SHA-256, or null. */
  findLeaf(hash: Uint8Array): Promise<number | null>;
  /** Where the leaves of one class between two indexes are, and how long their bytes, which are not read. In order. */
  lengthsOf(
    leafClass: Leaf["class"],
    from: number,
    to: number,
  ): Promise<readonly { readonly index: number; readonly length: number }[]>;
  /** The bytes of the leaves of one class between two indexes, in order. */
  bytesOf(leafClass: Leaf["class"], from: number, to: number): Promise<readonly Uint8Array[]>;
  /**
   * Writes a batch. Throws when it does not begin at the present size, a leaf's bytes are already there or a token is not:
   * then nothing was written.
   */
  commit(batch: Batch): Promise<void>;
  /** Puts the bytes of a leaf in the place of what rotted. The caller has compared them with the leaf. */
  mend(index: number, bytes: Uint8Array): Promise<void>;
  /** The newest checkpoint that was signed. */
  signedHead(): Promise<SignedHead | null>;
  /** The newest checkpoint that was published, with its cosignatures. */
  publishedHead(): Promise<SignedHead | null>;
  publish(head: SignedHead): Promise<void>;
  /** A head that somebody showed and that the leaves here are not of (LG4). */
  shownHead(): Promise<SignedHead | null>;
  keepShown(head: SignedHead): Promise<void>;
  /**
   * Hands out tokens by their hashes; false, and nothing is written, when the device would then have drawn more than `limit` on
   * that day, spent ones too. Counting and writing are one step. `day` counts days since 1970.
   */
  addTokens(device: string, day: number, hashes: readonly Uint8Array[], limit: number): Promise<boolean>;
  /** The device that drew an unspent token, or null. */
  tokenDevice(hash: Uint8Array): Promise<string | null>;
  /** The key of the challenges that this store's hosts give; `fresh` is kept as such when there is none yet. */
  challengeKey(fresh: Uint8Array): Promise<Uint8Array>;
  /**
   * Notes that something was used, by its hash; false when it was before. Forgotten after `until`, so never asked for again then. Both times
   * are milliseconds since 1970.
   */
  useOnce(hash: Uint8Array, until: number, now: number): Promise<boolean>;
  /** Revocation kills a device's tokens. */
  dropTokens(device: string): Promise<void>;
  close(): Promise<void>;
}

/** The same, with the answer at once. */
export type AtOnce = {
  readonly [Name in keyof HostStore]: HostStore[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Answer
    : HostStore[Name];
};
