// The host: one sequencer of one country's log (LG2, LG4). Whatever waits while a batch is being written goes into the next one. Bytes,
// leaves, spent tokens and the signed checkpoint are durable in one transaction before any proof goes out.
// It sees envelopes as opaque bytes and has no code that could open one (EN2).

import { setImmediate } from "node:timers/promises";
import type { Directory } from "../core/directory.ts";
import type { ProblemCode } from "../core/problem.ts";
import { Problem } from "../core/problem.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import { encodeProof } from "../log/proof.ts";
import { signCheckpoint } from "../log/sign.ts";
import type { Correction, NamedHead } from "../note/correction-note.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import { applyClearNote, clearClass, costsToken, directoryOf, isClearClass, logKeyOf } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import type { SubmissionItem, SubmissionResult } from "../protocol/submission.ts";
import { dailyTokens, verifyTokenRequest } from "../protocol/token-request.ts";
import { challengeEnd, challengeKeyBytes, makeChallenge } from "./challenges.ts";
import type { HostStore, SignedHead, StoredLeaf } from "./store/host-store.ts";
import { Tree } from "./tree.ts";

/** How many submissions at the most go into one batch: bounds memory and the time of one transaction. */
const maxBatch = 256;
/** How many notes of these that nobody's token vouches for: whoever sends wrong ones must not make all others wait while they are checked. */
const maxUnvouched = 2;

/** What somebody has seen of a log: no more than its host holds, or what the host's store cannot have forgotten. */
export type Memory = { readonly is: "held" } | { readonly is: "more" | "another-tree"; readonly size: number };

interface HostParts {
  readonly founding: FoundingNote;
  readonly logSeed: Uint8Array;
  readonly store: HostStore;
  /** Milliseconds since 1970. The one clock of the program (EN7). */
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** What the council said of a fork (LG10): the heads that it calls false say nothing against this store. */
  readonly corrections?: readonly Correction[];
  /** Told why a write failed. */
  readonly onFailure?: (error: unknown) => void;
}

/** Why a host takes nothing for now; what it signed it serves all the same (LG4). */
export type Hold =
  /** A write failed: memory may be ahead of the disk. */
  | "write-failed"
  /** Too few witnesses have answered since the start to know that this store is not an old copy. */
  | "witnesses-unheard"
  /** Somebody showed a head of this log that this store does not hold: it is an old copy. */
  | "store-behind";

interface Waiting {
  readonly item: SubmissionItem;
  readonly hash: Uint8Array;
  readonly clear: ReturnType<typeof clearClass>;
  readonly isVouched: boolean;
  readonly resolve: (result: SubmissionResult) => void;
}

export class Host {
  readonly founding: FoundingNote;
  readonly logKey: VerifierKey;
  readonly store: HostStore;
  /** Leaves whose bytes rotted on the disk (src/server/integrity.ts). */
  readonly rotten: Set<number> = new Set();
  readonly #parts: HostParts;
  #queue: Waiting[] = [];
  readonly #listeners: (() => void)[] = [];
  #directory: Directory;
  #tree: Tree = new Tree();
  #working: Promise<void> | null = null;
  #head: SignedHead = { size: 0, note: "" };
  #challengeKey = new Uint8Array(0);
  readonly #holds = new Set<Hold>();

  private constructor(parts: HostParts) {
    this.#parts = parts;
    this.founding = parts.founding;
    this.store = parts.store;
    this.logKey = logKeyOf(parts.founding);
    this.#directory = directoryOf(parts.founding);
  }

  /**
   * Opens the host on its store: replays the log, checks it against the last signed checkpoint; logs the founding note if new.
   * Throws when the seed is not that of the founding note's log key, or the store does not hold what was signed.
   */
  static async open(parts: HostParts): Promise<Host> {
    const host = new Host(parts);
    if (!sameHash(ed25519PublicKey(parts.logSeed), host.logKey.publicKey)) throw new Error("not the seed of this log");
    host.#challengeKey = new Uint8Array(await parts.store.challengeKey(parts.randomBytes(challengeKeyBytes)));
    await host.#replay();
    if (host.tree.size === 0) await host.#logFounding();
    const shown = await parts.store.shownHead();
    const memory = shown === null ? null : host.#memoryIn(shown.note);
    if (memory !== null && memory.is !== "held") host.hold("store-behind");
    return host;
  }

  get directory(): Directory {
    return this.#directory;
  }

  get tree(): Tree {
    return this.#tree;
  }

  /** The newest signed checkpoint; it may still lack cosignatures. */
  get head(): SignedHead {
    return this.#head;
  }

  /** False while anything holds it: it serves what is signed, and takes nothing. */
  get accepts(): boolean {
    return this.#holds.size === 0;
  }

  /** Why it takes nothing; empty while it takes submissions. */
  get holds(): readonly Hold[] {
    return [...this.#holds];
  }

  /**
   * Somebody shows a head that this log signed (LG4). One that this store does not hold says that the store is an old copy: nothing more is taken from
   * then on, also after a restart, until the store is a true one again. Null when the note is no head of this log.
   */
  async showHead(note: string): Promise<Memory | null> {
    const memory = this.#memoryIn(note);
    if (memory === null || memory.is === "held") return memory;
    this.hold("store-behind");
    // A store that cannot keep it (a full disk) changes nothing for this run.
    await this.store.keepShown({ size: memory.size, note }).catch((error: unknown) => this.fail(error));
    return memory;
  }

  /**
   * When the council called some head of this size false: how many leaves that history shares with the true one. A witness that says no more than that
   * it saw so much may mean that head. Null when it called none false.
   */
  sharedWithFalse(size: number): number | null {
    const said = (this.#parts.corrections ?? []).filter(({ falseHeads }) =>
      falseHeads.some((head) => head.size === size),
    );
    return said.length === 0 ? null : Math.max(...said.map(({ shared }) => shared));
  }

  #isFalse({ size, root }: VerifiedCheckpoint): boolean {
    return this.#falseHeads.some((head) => head.size === size && head.root === encodeBase64(root));
  }

  get #falseHeads(): readonly NamedHead[] {
    return (this.#parts.corrections ?? []).flatMap(({ falseHeads }) => falseHeads);
  }

  #memoryIn(note: string): Memory | null {
    const checkpoint = verifyCheckpoint(note, this.logKey);
    if (checkpoint === null) return null;
    const { size } = checkpoint;
    if (this.#isFalse(checkpoint)) return { is: "held" };
    if (size > this.#head.size) return { is: "more", size };
    return sameHash(checkpoint.root, this.tree.root(size)) ? { is: "held" } : { is: "another-tree", size };
  }

  hold(reason: Hold): void {
    this.#holds.add(reason);
  }

  release(reason: Hold): void {
    this.#holds.delete(reason);
  }

  /** The one clock of the program (EN7). */
  get clock(): () => number {
    return this.#parts.clock;
  }

  /** Tells the operator of an error that is not a client's: whoever does something beside submissions ends here when the store fails. */
  fail(error: unknown): void {
    this.#parts.onFailure?.(error);
  }

  /** Called after every batch that made the log grow. */
  onGrowth(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Takes one item; resolves when it is durable, with its proof, or with the code of a problem. A note in clear that no unspent token vouches for
   * waits for its turn among its like.
   */
  submit(item: SubmissionItem, isVouched = true): Promise<SubmissionResult> {
    if (!this.accepts) return Promise.resolve({ problem: "host-stopping" });
    return new Promise((resolve) => {
      this.#queue.push({ item, hash: sha256(item.bytes), clear: clearClass(item.bytes), isVouched, resolve });
      this.#working ??= this.#work();
    });
  }

  /** A fresh challenge for a token request, as 32 hex digits. */
  challenge(): string {
    return makeChallenge(this.#challengeKey, this.#parts.clock(), this.#parts.randomBytes);
  }

  /** Hands out submission tokens to an active device. Refuses with a Problem. */
  async drawTokens(note: string): Promise<readonly Uint8Array[]> {
    const request = verifyTokenRequest(
      note,
      this.founding.origin,
      (device) => this.directory.device(device)?.key ?? null,
    );
    if (request === null) throw new Problem("bad-signature");
    const now = this.#parts.clock();
    const end = challengeEnd(request.challenge, this.#challengeKey, now);
    if (end === null) throw new Problem("challenge-stale");
    if (!this.directory.isActiveDevice(request.device, this.tree.size)) throw new Problem("device-revoked");
    // Its device's alone, so that nobody uses up a challenge of another one.
    const use = sha256(encodeUtf8(`${request.device} ${request.challenge}`));
    if (!(await this.store.useOnce(use, end, now))) throw new Problem("challenge-stale");
    const day = Math.floor(now / 86_400_000);
    const tokens = Array.from({ length: request.count }, () => this.#parts.randomBytes(16));
    const hashes = tokens.map((token) => sha256(token));
    if (!(await this.store.addTokens(request.device, day, hashes, dailyTokens))) throw new Problem("quota-exceeded");
    return tokens;
  }

  /**
   * After a failed write: takes submissions again when the disk takes a small one, with a memory made anew from what is stored. Rejects while it does
   * not.
   */
  async resume(): Promise<void> {
    if (!this.#holds.has("write-failed")) return;
    await this.settle();
    const published = await this.store.publishedHead();
    if (published !== null) await this.store.publish(published);
    await this.#replay();
    this.release("write-failed");
  }

  /** Waits until nothing is being written. */
  async settle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gather();
      const batch = this.#nextBatch();
      if (!this.accepts) {
        for (const waiting of batch) waiting.resolve({ problem: "host-stopping" });
        continue;
      }
      try {
        await this.#write(batch);
      } catch (error) {
        this.hold("write-failed");
        this.fail(error);
        for (const waiting of [...batch, ...this.#queue.splice(0)]) waiting.resolve({ problem: "host-failed" });
      }
    }
    this.#working = null;
  }

  /**
   * Lets in whoever is at the door. The embedded store answers at once, so without this every request would be a batch of its own:
   * others that wait in the sockets are read only when the event loop turns.
   */
  async #gather(): Promise<void> {
    for (let turns = 0, length = 0; turns < 4 && length < this.#queue.length && length < maxBatch; turns++) {
      length = this.#queue.length;
      await setImmediate();
    }
  }

  /** Who waits longest, but for unvouched ones beyond their number. */
  #nextBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    let unvouched = 0;
    for (const waiting of this.#queue) {
      const hasPlace = batch.length < maxBatch && (waiting.isVouched || unvouched < maxUnvouched);
      (hasPlace ? batch : rest).push(waiting);
      if (hasPlace && !waiting.isVouched) unvouched += 1;
    }
    this.#queue = rest;
    return batch;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const leaves: StoredLeaf[] = [];
    const spent: Uint8Array[] = [];
    const revoked: string[] = [];
    const places = new Map<Waiting, number>();
    const fresh = new Map<string, number>();
    for (const waiting of batch) {
      const key = encodeHex(waiting.hash);
      const known = fresh.get(key) ?? (await this.store.findLeaf(waiting.hash));
      if (known !== null) {
        places.set(waiting, known);
        continue;
      }
      const index = this.tree.size + leaves.length;
      const admitted = await this.#admit(waiting, index, spent);
      if (typeof admitted === "string") {
        waiting.resolve({ problem: admitted });
        continue;
      }
      if (admitted.revoked !== undefined) revoked.push(admitted.revoked);
      leaves.push({ class: admitted.leafClass, hash: waiting.hash, bytes: waiting.item.bytes });
      fresh.set(key, index);
      places.set(waiting, index);
    }
    if (leaves.length > 0) await this.#append(leaves, spent);
    for (const device of revoked) await this.store.dropTokens(device);
    for (const [waiting, index] of places) waiting.resolve({ proof: this.#proof(index) });
    if (leaves.length > 0) for (const listener of this.#listeners) listener();
  }

  /** Checks one new item (LG4) and applies a note in clear to the directory. The code of a problem when it is refused. */
  async #admit(
    { item, clear }: Waiting,
    index: number,
    spent: Uint8Array[],
  ): Promise<{ readonly leafClass: StoredLeaf["class"]; readonly revoked?: string } | ProblemCode> {
    if (clear !== null) {
      // Applied at once when it is good, so its token is looked at first and spent after (nothing that is refused spends one).
      const token = costsToken(item.bytes) ? await this.#tokenOf(item, index, spent) : null;
      if (typeof token === "string") return token;
      const verdict = applyClearNote(this.directory, item.bytes, index);
      if (verdict.is === "applied") {
        if (token !== null) spent.push(token);
        return { leafClass: clear, ...(verdict.revoked === undefined ? {} : { revoked: verdict.revoked }) };
      }
      return verdict.reason === "malformed" ? "malformed-note" : "not-authorised";
    }
    const sealed = sealedShape(item.bytes, this.founding.founding.suite);
    if (sealed === null) return "unknown-shape";
    const token = await this.#tokenOf(item, index, spent);
    if (typeof token === "string") return token;
    spent.push(token);
    return { leafClass: sealed };
  }

  /** The hash of the item's token when it is good for this leaf and not spent yet, in this batch or before; else what is wrong with it. */
  async #tokenOf(item: SubmissionItem, index: number, spent: readonly Uint8Array[]): Promise<Uint8Array | ProblemCode> {
    if (item.token === null) return "token-needed";
    const hash = sha256(item.token);
    const device = spent.some((other) => sameHash(other, hash)) ? null : await this.store.tokenDevice(hash);
    if (device === null) return "token-unknown";
    return this.directory.isActiveDevice(device, index) ? hash : "device-revoked";
  }

  async #append(leaves: readonly StoredLeaf[], spent: readonly Uint8Array[]): Promise<void> {
    this.tree.append(leaves);
    const size = this.tree.size;
    const body = encodeCheckpointBody(this.founding.origin, size, this.tree.root(size));
    let note = "";
    const sign = (written: readonly StoredLeaf[]) => {
      mustBeWritten(leaves, written);
      note = signCheckpoint(body, this.#parts.logSeed);
      return note;
    };
    await this.store.commit({ leaves, spent, checkpoint: { size, sign } });
    this.#head = { size, note };
  }

  #proof(index: number): string {
    const { size, note } = this.#head;
    return encodeProof({ index, hashes: this.tree.inclusion(index, size), checkpoint: note, extra: null });
  }

  async #replay(): Promise<void> {
    const size = await this.store.size();
    const tree = new Tree();
    for (let from = 0; from < size; from += 4096)
      tree.append(await this.store.leaves(from, Math.min(size, from + 4096)));
    const head = await this.store.signedHead();
    if (tree.size !== size) throw new Error("the store holds leaves with a gap between them");
    if (head === null && size > 0) throw new Error("the store holds leaves but no checkpoint");
    if (head === null) return;
    const checkpoint = verifyCheckpoint(head.note, this.logKey);
    if (checkpoint === null || checkpoint.size !== size || !sameHash(checkpoint.root, tree.root(size))) {
      throw new Error("the stored leaves do not fit the last signed checkpoint");
    }
    this.#directory = await this.#replayDirectory(size);
    this.#tree = tree;
    this.#head = head;
  }

  async #replayDirectory(size: number): Promise<Directory> {
    const directory = directoryOf(this.founding);
    for (let from = 0; from < size; from += 4096) {
      const leaves = await this.store.leaves(from, Math.min(size, from + 4096));
      for (const [i, leaf] of leaves.entries()) {
        const index = from + i;
        if (index === 0 || !isClearClass(leaf.class)) continue;
        const [bytes] = await this.store.bytesOf(leaf.class, index, index + 1);
        if (bytes === undefined || !sameHash(sha256(bytes), leaf.hash))
          throw new Error("the store lacks the bytes of a leaf");
        if (applyClearNote(directory, bytes, index).is !== "applied") throw new Error("a stored note does not hold");
      }
    }
    return directory;
  }

  async #logFounding(): Promise<void> {
    const bytes = encodeUtf8(this.founding.note);
    await this.#append([{ class: "directory", hash: sha256(bytes), bytes }], []);
  }
}

// LG4: hashed again as the store has them, before the checkpoint is signed. A leaf whose bytes were damaged between the door and the disk
// could never be read, and the signature would promise that it can.
function mustBeWritten(leaves: readonly StoredLeaf[], written: readonly StoredLeaf[]): void {
  const isWritten = (leaf: StoredLeaf, i: number) => {
    const stored = written[i];
    return (
      stored?.class === leaf.class && sameHash(stored.hash, leaf.hash) && sameHash(sha256(stored.bytes), leaf.hash)
    );
  };
  if (written.length !== leaves.length || !leaves.every(isWritten))
    throw new Error("the store does not hold the bytes of a leaf as they came");
}
