// The host: one sequencer of one country's log (LG2, LG4). Bytes, leaves, spent tokens and the signed checkpoint are durable in one transaction before any
// proof goes out. It sees envelopes as opaque bytes and has no code that could open one (EN2).
//   stored-log.ts        what it finds in its store when it starts
//   submission-queue.ts  who waits, and what goes into one batch
//   admission.ts         whether one item may be logged
//   token-drawing.ts     tokens for devices
//   shown-heads.ts       heads that somebody shows
//   second-place.ts      other machines that keep what was logged before anybody is answered
// What is read from it without its help: static-log.ts. What publishes its heads: witnessing.ts.

import type { Directory } from "../core/directory.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../log/checkpoint.ts";
import type { LeafClass } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import { encodeProof } from "../log/proof.ts";
import { type CheckpointSigner, checkpointSigner } from "../log/sign.ts";
import type { Correction } from "../note/correction-note.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { signerKey, type VerifierKey } from "../note/signed-note.ts";
import {
  clearClass,
  costsToken,
  countsAdministrators,
  countsRecoveryTime,
  directoryOf,
  logKeyOf,
  mayBeOfCouncil,
} from "../protocol/clear-note.ts";
import type { SubmissionItem, SubmissionResult } from "../protocol/submission.ts";
import { admit } from "./admission.ts";
import { challengeKeyBytes, makeChallenge } from "./challenges.ts";
import type { SecondPlace } from "./second-place.ts";
import { type Memory, memoryIn, sharedWithFalse } from "./shown-heads.ts";
import type { HostStore, SignedHead, StoredLeaf } from "./store/host-store.ts";
import { isServable, readStoredLog, type StoredLog } from "./stored-log.ts";
import { SubmissionQueue, type Waiting } from "./submission-queue.ts";
import { drawTokens } from "./token-drawing.ts";
import { Tree } from "./tree.ts";

interface HostParts {
  readonly founding: FoundingNote;
  readonly logSeed: Uint8Array;
  readonly store: HostStore;
  /** Milliseconds since 1970. The one clock of the program (EN7). */
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** What the council said of a fork (LG10): the heads that it calls false say nothing against this store. */
  readonly corrections?: (directory: Directory) => readonly Correction[];
  /** Heads of this log that the program knows from before (ST5e): a store without them is an old copy. */
  readonly known?: readonly string[];
  /** Where else everything is kept before anybody is answered (SP1). */
  readonly secondPlace?: SecondPlace | null;
  /** Gets the reason of a failed write. */
  readonly onFailure?: (error: unknown) => void;
}

/** A leaf to be written, and apart from what the store gets of it the bytes that were hashed when they came. */
interface NewLeaf extends StoredLeaf {
  readonly came: Uint8Array;
}

/** Why a host takes nothing for now; what it signed it serves all the same (LG4). */
export type Hold =
  /** A write failed: memory may be ahead of the disk. */
  | "write-failed"
  /** The database does not answer, or may not be written to (ST5b). */
  | "store-away"
  /** Too few witnesses have answered since the start to know that this store is not an old copy. */
  | "witnesses-unheard"
  /** Somebody showed a head of this log that this store does not hold: it is an old copy. */
  | "store-behind"
  /** A note of the directory rotted on the disk: who may send what is not known. */
  | "note-rotten"
  /** Too few other machines have all that was logged, or said since the start that they have no more: nobody is answered before they do (SP3, SP3b). */
  | "no-second-place";

export class Host {
  readonly founding: FoundingNote;
  readonly logKey: VerifierKey;
  readonly store: HostStore;
  /** Leaves whose bytes rotted on the disk (src/server/integrity.ts). */
  readonly rotten: Set<number> = new Set();
  readonly #parts: HostParts;
  readonly #queue: SubmissionQueue;
  readonly #signer: CheckpointSigner;
  readonly #listeners: (() => void)[] = [];
  #onSecondPlace: (isThere: boolean) => void = () => undefined;
  #corrections: readonly Correction[] = [];
  #directory: Directory;
  #tree: Tree = new Tree();
  #head: SignedHead = { size: 0, note: "" };
  /** The newest head that enough other machines have; size 0 before the first. Only where such are needed. */
  #stored: SignedHead = { size: 0, note: "" };
  #challengeKey = new Uint8Array(0);
  /** The longest head that somebody showed and that this store does not hold. */
  #missing: SignedHead | null = null;
  /** The published head rotted, and what may take its place is not yet known to be stored elsewhere: none is shown meanwhile. */
  #lacksPublished = false;
  readonly #holds = new Set<Hold>();
  #unread: ReadonlyMap<number, LeafClass> = new Map();
  /** The end of what reads the log anew: one after the other. */
  #replaying: Promise<void> = Promise.resolve();

  private constructor(parts: HostParts) {
    this.#parts = parts;
    this.founding = parts.founding;
    this.store = parts.store;
    this.logKey = logKeyOf(parts.founding);
    this.#signer = checkpointSigner(parts.founding.origin, parts.logSeed);
    this.#directory = directoryOf(parts.founding);
    this.#queue = new SubmissionQueue({
      refusal: () => this.#refusal,
      write: (batch) => this.#write(batch),
      onFailure: (error) => {
        this.hold("write-failed");
        this.fail(error);
      },
    });
  }

  /**
   * Opens the host on its store: replays the log, checks it against the last signed checkpoint; logs the founding note if new.
   * Throws when the seed is not that of the founding note's log key, or the store does not hold what was signed.
   */
  static async open(parts: HostParts): Promise<Host> {
    const host = new Host(parts);
    if (!sameHash(ed25519PublicKey(parts.logSeed), host.logKey.publicKey)) throw new Error("not the seed of this log");
    host.#challengeKey = new Uint8Array(await parts.store.challengeKey(parts.randomBytes(challengeKeyBytes)));
    parts.secondPlace?.begin(host.#elsewhere(), () => host.#moreIsStored());
    await host.#replay();
    if (host.tree.size === 0) await host.#logFounding();
    host.#corrections = parts.corrections?.(host.directory) ?? [];
    const shown = await parts.store.shownHead();
    // A row that rotted is one all the same: only a store that is behind has it.
    if (shown !== null && host.#memoryIn(shown.note)?.is !== "held") host.hold("store-behind");
    for (const note of parts.known ?? []) await host.showHead(note);
    return host;
  }

  /** The corrections of the council that this host goes by. */
  get corrections(): readonly Correction[] {
    return this.#corrections;
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

  /** The newest signed checkpoint that may leave this host: enough other machines have all of it, where such are needed (SP1). Size 0 while there is none. */
  get stored(): SignedHead {
    return (this.#parts.secondPlace?.needed ?? 0) === 0 ? this.#head : this.#stored;
  }

  /** Whether all that is signed may leave this host. */
  get isStored(): boolean {
    return this.stored.size === this.#head.size;
  }

  /** Where else everything is kept; null where nobody is asked to. */
  get secondPlace(): SecondPlace | null {
    return this.#parts.secondPlace ?? null;
  }

  /** What whoever begins anew after this host must find in its store: the head that it acknowledged last, and one that it was shown and did not find. */
  get known(): readonly string[] {
    return [this.#head.note, ...(this.#missing === null ? [] : [this.#missing.note])];
  }

  /** False while anything holds it: it serves what is signed, and takes nothing. */
  get accepts(): boolean {
    return this.#holds.size === 0;
  }

  /** What a submission is answered while nothing is taken; null while it is. */
  get #refusal(): "no-second-place" | "host-stopping" | null {
    if (this.accepts) return null;
    return this.#holds.has("no-second-place") && this.#holds.size === 1 ? "no-second-place" : "host-stopping";
  }

  /** Leaves of notes in clear that could not be read from the disk, so that the directory lacks them. */
  get unread(): readonly number[] {
    return [...this.#unread.keys()];
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
    if (memory.size >= (this.#missing?.size ?? 0)) this.#missing = { size: memory.size, note };
    // A store that cannot keep it (a full disk) changes nothing for this run.
    await this.store.keepShown({ size: memory.size, note }).catch((error: unknown) => this.fail(error));
    return memory;
  }

  /**
   * When the council called some head of this size false: how many leaves that history shares with the true one. A witness that says no more than that
   * it saw so much may mean that head. Null when it called none false.
   */
  sharedWithFalse(size: number): number | null {
    return sharedWithFalse(size, this.#corrections);
  }

  #memoryIn(note: string): Memory | null {
    return memoryIn(note, this, this.#corrections);
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

  /** Reports an error that is not a client's to the operator: whoever does something beside submissions ends here when the store fails. */
  fail(error: unknown): void {
    this.#parts.onFailure?.(error);
  }

  /** Called after every batch that made the log grow. */
  onGrowth(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Called each time that it takes nothing any more for want of a second place, or may go on. */
  onSecondPlace(listener: (isThere: boolean) => void): void {
    this.#onSecondPlace = listener;
  }

  /**
   * Takes one item; resolves when it is durable, with its proof, or with the code of a problem. A note in clear that no unspent token vouches for
   * waits for its turn among its like.
   */
  submit(item: SubmissionItem, isVouched = true): Promise<SubmissionResult> {
    return this.#queue.add(item, isVouched);
  }

  /** A fresh challenge for a token request, as 32 hex digits. */
  challenge(): string {
    return makeChallenge(this.#challengeKey, this.#parts.clock(), this.#parts.randomBytes);
  }

  /** Hands out submission tokens to an active device. Refuses with a Problem. */
  drawTokens(note: string): Promise<readonly Uint8Array[]> {
    const { founding, directory, store } = this;
    const { clock, randomBytes } = this.#parts;
    const own = { origin: founding.origin, directory, size: this.tree.size, store, challengeKey: this.#challengeKey };
    return drawTokens(note, { ...own, now: clock(), randomBytes });
  }

  /**
   * After a failed write: takes submissions again when the disk takes a small one, with a memory made anew from what is stored. Rejects while it does
   * not. While the store is away that is for `comeBack`.
   */
  resume(): Promise<void> {
    return this.#alone(async () => {
      if (!this.#holds.has("write-failed") || this.#holds.has("store-away")) return;
      await this.settle();
      // Forgotten by its own transaction. A head that is published again could take the place of a newer one.
      await this.store.useOnce(this.#parts.randomBytes(32), 0, this.clock());
      await this.#replay();
      this.release("write-failed");
    });
  }

  /**
   * After the store was away and may be written to again (ST5b): goes on from what is there, whatever this host remembers. A head that it acknowledged and that is
   * not there any more says that the store is behind (LG4).
   */
  comeBack(): Promise<void> {
    return this.#alone(async () => {
      await this.settle();
      const { note } = this.#head;
      await this.#replay();
      if (note !== "") await this.showHead(note);
      this.release("write-failed");
      this.release("store-away");
    });
  }

  /** After the bytes of a note in clear came again: reads the directory anew. Nothing is taken meanwhile. */
  readAgain(): Promise<void> {
    return this.#alone(async () => {
      this.hold("note-rotten");
      await this.settle();
      await this.#replay();
    });
  }

  /** Work that reads the log anew, under a hold of its own: what another such work read before a commit must not take the place of what was committed. */
  #alone(work: () => Promise<void>): Promise<void> {
    const done = this.#replaying.then(work);
    this.#replaying = done.catch(() => undefined);
    return done;
  }

  /** Waits until nothing is being written. */
  settle(): Promise<void> {
    return this.#queue.settle();
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const leaves: NewLeaf[] = [];
    const spent: Uint8Array[] = [];
    const revoked: string[] = [];
    const places = new Map<Waiting, number>();
    const fresh = new Map<string, number>();
    const looked = batch.map(({ hash, item }) => ({ hash, token: item.token === null ? null : sha256(item.token) }));
    const asked = await this.store.lookUp(looked).catch((error: unknown) => {
      this.fail(error);
      return null;
    });
    // Nothing was written, so memory is as the store is: nobody but these has to come again.
    if (asked === null) return batch.forEach(({ resolve }) => void resolve({ problem: "host-failed" }));
    for (const [i, waiting] of batch.entries()) {
      const { leaf: found = null, device = null } = asked[i] ?? {};
      const tokenHash = looked[i]?.token ?? null;
      const token = tokenHash === null ? null : { hash: tokenHash, device };
      const key = encodeHex(waiting.hash);
      const known = fresh.get(key) ?? found;
      if (known !== null) {
        places.set(waiting, known);
        continue;
      }
      const index = this.tree.size + leaves.length;
      const admitted = this.#lacksItsLike(waiting.item)
        ? "host-stopping"
        : admit(this, { bytes: waiting.item.bytes, token }, index, spent);
      if (typeof admitted === "string") {
        const isCertain = !this.#lacksTime || (admitted !== "not-authorised" && admitted !== "device-revoked");
        waiting.resolve({ problem: isCertain ? admitted : "host-stopping" });
        continue;
      }
      if (admitted.revoked !== undefined) revoked.push(admitted.revoked);
      leaves.push({ class: admitted.leafClass, hash: waiting.hash, bytes: waiting.item.bytes, came: waiting.came });
      fresh.set(key, index);
      places.set(waiting, index);
    }
    if (leaves.length > 0) await this.#append(leaves, spent);
    for (const device of revoked) await this.store.dropTokens(device);
    if (leaves.length > 0 && !(await this.#storeElsewhere())) {
      // They are logged here. Whoever sends them again is answered once they are stored (LG4e).
      for (const waiting of places.keys()) waiting.resolve({ problem: "no-second-place" });
      return;
    }
    for (const [waiting, index] of places) waiting.resolve({ proof: this.#proof(index) });
    if (leaves.length > 0) this.#grown();
  }

  #grown(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Waits until enough other machines have all that is signed. When they do not in time nothing is taken until they do (SP3). */
  async #storeElsewhere(): Promise<boolean> {
    const { secondPlace } = this;
    if (secondPlace === null || (await secondPlace.store(this.#head.size))) return true;
    this.hold("no-second-place");
    this.#onSecondPlace(false);
    return false;
  }

  /** More is stored elsewhere than before: what was held for it goes on. */
  #moreIsStored(): void {
    if (this.#lacksPublished) {
      if (this.secondPlace?.isEnough(this.#head.size) === true) void this.#replacePublished();
      return;
    }
    const size = Math.min(this.secondPlace?.storedSize ?? 0, this.#head.size);
    if (size > this.#stored.size) this.#stored = { size, note: this.#headAt(size) };
    if (!this.#holds.has("no-second-place") || this.secondPlace?.isEnough(this.#head.size) === false) return;
    this.release("no-second-place");
    this.#onSecondPlace(true);
    this.#grown();
  }

  /**
   * After a start, or when memory was made anew: what other machines lack goes to them first, and enough of them say that nothing is missing here (SP3b). What was
   * published was stored, or is known to all.
   */
  #askElsewhere(published: SignedHead | null): void {
    const { secondPlace } = this;
    if (secondPlace === null || secondPlace.needed === 0) return;
    this.hold("no-second-place");
    secondPlace.askAnew();
    // A database that lost leaves has not what was stored before it did (SP3d).
    if (this.#lacksPublished || this.#sizeOf(this.#stored.note) === null) this.#stored = { size: 0, note: "" };
    if (published !== null && published.size > this.#stored.size)
      this.#stored = { size: published.size, note: this.#headAt(published.size) };
    void secondPlace.store(this.#head.size);
  }

  /** Says whether the database waits for another machine now, which is a second place (SP5). Where it does no more and one is needed nothing is taken until there is one. */
  async databaseWaits(waits: boolean): Promise<void> {
    const { secondPlace } = this;
    if (secondPlace?.databaseWaits(waits) !== true) return;
    if (!waits) this.#askElsewhere(await this.store.publishedHead());
    this.#moreIsStored();
  }

  #headAt(size: number): string {
    if (size === this.#head.size) return this.#head.note;
    return this.#signer.now(encodeCheckpointBody(this.founding.origin, size, this.tree.root(size)));
  }

  #elsewhere(): Parameters<SecondPlace["begin"]>[0] {
    const host = this;
    return {
      origin: this.founding.origin,
      store: this.store,
      get tree() {
        return host.tree;
      },
      get head() {
        return host.head;
      },
      headAt: (size) => this.#headAt(size),
      signerAs: (name) => signerKey(name, this.#parts.logSeed),
      showHead: (note) => this.showHead(note),
      fail: (error) => this.fail(error),
    };
  }

  /** Whether a note in clear hangs on one that cannot be read here. */
  #lacksItsLike({ bytes }: SubmissionItem): boolean {
    const ownClass = this.#unread.size === 0 ? null : clearClass(bytes);
    if (ownClass === null) return false;
    // The log's own time depends on the witnesses alone, and goes on.
    if ([...this.#unread.values()].includes(ownClass) && (ownClass === "public" || costsToken(bytes))) return true;
    // An administrator who seems to wait still would not be counted: then too few sign for a new one, and every client refuses what was logged.
    const isOfCouncil = this.directory.seatChanges().length > 0 && mayBeOfCouncil(bytes);
    if (this.#lacksTime && (countsAdministrators(bytes) || isOfCouncil)) return true;
    return [...this.#unread.values()].includes("update") && countsRecoveryTime(bytes);
  }

  /** Whether somebody may seem to wait still who has waited, for want of a time note that cannot be read here. */
  get #lacksTime(): boolean {
    return [...this.#unread].some(([index, of]) => of === "update" && !this.directory.isSureWithoutTime(index));
  }

  async #append(leaves: readonly NewLeaf[], spent: readonly Uint8Array[]): Promise<void> {
    this.tree.append(leaves);
    const size = this.tree.size;
    const body = encodeCheckpointBody(this.founding.origin, size, this.tree.root(size));
    let note = "";
    const sign = async (written: readonly StoredLeaf[], before: SignedHead | null) => {
      mustBeExtended(this.#head, before);
      mustBeWritten(leaves, written);
      note = leaves.length === 1 ? this.#signer.now(body) : await this.#signer.apart(body);
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
    const stored = await readStoredLog(this.store, this.founding);
    if (stored === null && this.#head.size > 0) throw new Error("the store lost all that was signed");
    if (stored === null) return;
    this.#directory = stored.directory;
    this.#tree = stored.tree;
    this.#head = stored.head;
    const published = await this.#mendPublished(stored);
    this.#unread = stored.unread;
    for (const index of stored.unread.keys()) this.rotten.add(index);
    // On the directory everything depends. On a row of the record, or on a time, only others of its class do.
    if ([...stored.unread.values()].includes("directory")) this.hold("note-rotten");
    else this.release("note-rotten");
    this.#askElsewhere(published);
  }

  /**
   * A published head that rotted would be served as a lie. What was signed takes its place; the witnesses are asked for it again. One that this log signed did not
   * rot: the store is an old copy. Where other machines are needed only what was published before is known to be there, and the rest waits for them (SP3c).
   * Gives the published head that may be served; null when there is none.
   */
  async #mendPublished(stored: StoredLog): Promise<SignedHead | null> {
    this.#lacksPublished = false;
    const published = await this.store.publishedHead();
    if (published === null || isServable(published, this.founding, stored)) return published;
    const memory = await this.showHead(published.note);
    if (memory !== null && memory.is !== "held") return null;
    const isWaitedFor = (this.secondPlace?.needed ?? 0) > 0;
    const size = isWaitedFor ? this.#sizeOf(published.note) : stored.head.size;
    if (size === null) {
      this.#lacksPublished = true;
      return null;
    }
    const head = { size, note: this.#headAt(size) };
    await this.store.publish(head).catch((error: unknown) => this.fail(error));
    return head;
  }

  /** How many leaves a head of this log covers that this tree leads to; null for anything else. */
  #sizeOf(note: string): number | null {
    const checkpoint = verifyCheckpoint(note, this.logKey);
    if (checkpoint === null || checkpoint.size > this.tree.size) return null;
    return sameHash(checkpoint.root, this.tree.root(checkpoint.size)) ? checkpoint.size : null;
  }

  /** In the place of the published head that rotted, once all that is signed is stored elsewhere. */
  async #replacePublished(): Promise<void> {
    try {
      await this.store.publish(this.#head);
      this.#lacksPublished = false;
      this.#moreIsStored();
    } catch (error) {
      this.hold("write-failed");
      this.fail(error);
    }
  }

  async #logFounding(): Promise<void> {
    const bytes = encodeUtf8(this.founding.note);
    await this.#append([{ class: "directory", hash: sha256(bytes), bytes, came: bytes.slice() }], []);
    this.#askElsewhere(null);
  }
}

// ST5: another host that wrote to the same store meanwhile has signed another history than the one that this one remembers.
function mustBeExtended(own: SignedHead, before: SignedHead | null): void {
  if ((before?.note ?? "") !== own.note)
    throw new Error("the store's newest head is not the one that this host signed");
}

// LG4h: as they are read back from the store, before the checkpoint is signed. A leaf whose bytes were damaged between the door and the disk
// could never be read, and the signature would promise that it can.
function mustBeWritten(leaves: readonly NewLeaf[], written: readonly StoredLeaf[]): void {
  const isWritten = (leaf: NewLeaf, i: number) => {
    const stored = written[i];
    return (
      stored?.class === leaf.class && sameHash(stored.hash, leaf.hash) && Buffer.compare(stored.bytes, leaf.came) === 0
    );
  };
  if (written.length !== leaves.length || !leaves.every(isWritten))
    throw new Error("the store does not hold the bytes of a leaf as they came");
}
