// The part of the engine that needs no secret: it follows the log, keeps the directory, decides what is trusted, and sends the outbox.
// A locked device runs it too.

import type { Directory } from "../../core/directory.ts";
import type { DirectoryContent } from "../../core/directory-note.ts";
import type { FormBook } from "../../core/form/form.ts";
import type { RecordNote } from "../../core/registers/row.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../../log/checkpoint.ts";
import { evaluatePolicy, lyingWitnessesForFork } from "../../log/evaluate-policy.ts";
import { type LeafClass, leafMatches } from "../../log/leaf.ts";
import { sameHash } from "../../log/merkle.ts";
import { encodePackRecord } from "../../log/pack.ts";
import { noQuorum, type Policy } from "../../log/policy.ts";
import { tileWidth } from "../../log/tile.ts";
import { contentOfDirectoryNote, type FoundingNote, parsePublicNote } from "../../note/directory-note.ts";
import { parseNote, type VerifierKey } from "../../note/signed-note.ts";
import type { ClearClass, ClearVerdict } from "../../protocol/clear-note.ts";
import { applyClearNote, clearClass, directoryOf, logKeyOf, policyFor } from "../../protocol/clear-note.ts";
import { versionGaps } from "../../protocol/versions.ts";
import { Damage } from "../store/damage.ts";
import { indexKey, type MemberStore } from "../store/store.ts";
import type { LogView } from "../views.ts";
import { Alarms } from "./alarms.ts";
import { Corrections, headsIn } from "./corrections.ts";
import { HeldRevocations } from "./held-revocations.ts";
import { HeldVetoes } from "./held-vetoes.ts";
import { HostClient, type Network } from "./host-client.ts";
import { LogFollower } from "./log-follower.ts";
import { Outbox } from "./outbox.ts";
import { type KnownLeaves, type LeafBytes, PackReader } from "./pack-reader.ts";

const staleMilliseconds = 24 * 3_600_000;

/** What everybody follows: a checkpoint is trusted only with all of it (LG3). */
const followed: readonly ClearClass[] = ["directory", "update"];
/** What readers follow besides, and whoever asks for the country's record. */
const record: readonly ClearClass[] = ["public"];

export interface PublicLogParts {
  readonly store: MemberStore;
  readonly network: Network;
  readonly clock: () => number;
  readonly founding: FoundingNote;
  readonly host: string;
  readonly mirrors: readonly string[];
}

/** What the store held of the log. */
interface LoadedRows {
  readonly alarms: Alarms;
  readonly corrections: Corrections;
  readonly follower: LogFollower;
  readonly outbox: Outbox;
  readonly held: HeldRevocations;
  readonly vetoes: HeldVetoes;
  readonly damage: Damage;
}

export class PublicLog {
  readonly founding: FoundingNote;
  readonly logKey: VerifierKey;
  readonly alarms: Alarms;
  readonly corrections: Corrections;
  readonly follower: LogFollower;
  readonly outbox: Outbox;
  /** The host and then the mirrors. */
  readonly hosts: readonly HostClient[];
  readonly packs: PackReader;
  /** What was damaged of the rows that no key protects, when they were read. */
  readonly damage: Damage;
  readonly #parts: PublicLogParts;
  /** Notes in clear that are held, by index; those at or beyond the trusted size wait. */
  readonly #clear = new Map<number, Uint8Array>();
  /** All leaves below it that everybody follows are held. */
  #firstGap = 0;
  /** All notes of the record below it are held and read. */
  #recordSize = 1;
  readonly #record: RecordNote[] = [];
  readonly #held: HeldRevocations;
  readonly #vetoes: HeldVetoes;
  readonly #trustedReplay: Replay;
  /** As far as the newest checkpoint that was considered: it says which policy that one must meet, and nobody else hears of it. */
  readonly #consideredReplay: Replay;
  /** What the open notes in the outbox say, by the hash of their bytes: verified once. */
  readonly #waitingRecord = new Map<string, RecordNote | null>();
  /** Of notes below the trusted size some are damaged or gone: the directory here is not the country's. */
  #lacksNotes = false;
  #isMended = false;
  #trustedAt: number | null = null;
  /** The same as the witnesses say it; null where they do not. */
  #witnessedAt: number | null = null;
  /** The witnesses that were last found under a checkpoint, by the policy that it must meet. */
  #witnesses: {
    readonly checkpoint: VerifiedCheckpoint;
    readonly policy: Policy;
    readonly names: readonly string[];
  } | null = null;
  /** Null while the host showed no founding note. */
  #isOurs: boolean | null = null;

  private constructor(parts: PublicLogParts, rows: LoadedRows) {
    const { alarms, corrections, follower, outbox, held, vetoes, damage } = rows;
    this.#held = held;
    this.#vetoes = vetoes;
    this.damage = damage;
    this.#parts = parts;
    this.founding = parts.founding;
    this.logKey = logKeyOf(parts.founding);
    this.alarms = alarms;
    this.corrections = corrections;
    this.follower = follower;
    this.outbox = outbox;
    const onOversized = () => alarms.raise("answer-oversized");
    this.hosts = [parts.host, ...parts.mirrors].map((url) => new HostClient(parts.network, url, onOversized));
    this.packs = new PackReader(this.hosts);
    this.#trustedReplay = new Replay(parts.founding, this.#clear, follower);
    this.#consideredReplay = new Replay(parts.founding, this.#clear, follower);
  }

  static async load(parts: PublicLogParts): Promise<PublicLog> {
    const damage = new Damage();
    const alarms = await Alarms.load(parts.store, parts.clock, damage);
    const logKey = logKeyOf(parts.founding);
    const corrections = await Corrections.load(parts.store, parts.founding, damage);
    const { isFalse, falseHeads } = corrections;
    const follower = await LogFollower.load({ store: parts.store, logKey, alarms, falseHeads, damage });
    const outbox = await Outbox.load({
      store: parts.store,
      logKey,
      clock: parts.clock,
      alarms,
      isFalse,
      founding: parts.founding.note,
      damage,
    });
    const held = await HeldRevocations.load(parts.store, damage);
    const vetoes = await HeldVetoes.load(parts.store, damage);
    const log = new PublicLog(parts, { alarms, corrections, follower, outbox, held, vetoes, damage });
    await log.#readNotes();
    await log.#judgeEvidence();
    for (const leafClass of [...followed, ...record]) log.#goOnBehind(leafClass);
    if (follower.trusted !== null) {
      log.#trustedReplay.advance(follower.trusted.size);
      log.#date(follower.trusted);
      const policy = policyFor(log.directory, follower.trusted.size);
      if (log.isWhole && evaluatePolicy(policy, follower.trusted)?.satisfied !== true) damage.found("meta", "trusted");
      log.#readRecord();
    }
    if (log.isWhole) corrections.review(log.directory, follower.trusted?.size ?? 1);
    await log.#reviewHeld();
    return log;
  }

  // EN10: a note rests under its leaf. While the leaves are damaged nothing can be said, and each note is signed.
  async #readNotes(): Promise<void> {
    const { follower } = this;
    for (const { key, value } of await this.#parts.store.list("clear")) {
      const index = Number(key);
      const leaf = follower.leaf(index);
      const fits = key === indexKey(index) && (!follower.isWhole || (leaf !== null && leafMatches(leaf, value)));
      if (fits) this.#clear.set(index, value);
      else this.damage.found("clear", key, [{ table: "clear", key, value: null, was: value }]);
    }
    if (!follower.isWhole) return;
    this.#lacksNotes = this.#firstClearGap() < (follower.trusted?.size ?? 0);
    if (this.#lacksNotes && !this.damage.findings.some(({ table }) => table === "clear"))
      this.damage.found("clear", indexKey(this.#firstGap));
  }

  // One head cannot contradict itself: a fork of which no other head is kept was a bit that flipped here, as programs of before took it.
  async #judgeEvidence(): Promise<void> {
    if (!this.alarms.has("fork")) return;
    const evidence = await this.#parts.store.get("meta", "fork");
    const text = decodeUtf8(evidence ?? new Uint8Array(0)) ?? "";
    const heads = headsIn(text, this.logKey);
    const [first] = heads;
    // A head that cannot be read any more may be the one that says otherwise.
    if (heads.length < 2 || heads.length !== text.split(`${this.logKey.name}\n`).length - 1) return;
    if (first === undefined || !heads.every(({ size, root }) => size === first.size && sameHash(root, first.root)))
      return;
    this.alarms.forget("fork");
    const ending = Alarms.endingFork();
    this.damage.found("meta", "fork", [
      { table: "meta", key: "fork", value: null, was: evidence },
      { ...ending, was: await this.#parts.store.get(ending.table, ending.key) },
    ]);
  }

  /**
   * False while leaves or notes of what is trusted are damaged: then the device sends, and takes nothing in, until a round has fetched them anew.
   * What would be judged by half a directory is refused for ever.
   */
  get isWhole(): boolean {
    return this.follower.isWhole && !this.#lacksNotes;
  }

  /** True once a round has fetched anew what was damaged: all of this is to be read once more from the store. */
  get isMended(): boolean {
    return this.#isMended;
  }

  /** The open notes of the country's record up to `recordSize`, in the order of the log. */
  publicRecord(): readonly RecordNote[] {
    return this.#record;
  }

  /** Up to which size of the log the open record is here: the newest trusted one, or less while notes of it are still to come. */
  get recordSize(): number {
    return this.#recordSize;
  }

  /** The open notes of the record that this device wrote and that no trusted checkpoint covers yet: to whoever wrote them, they are there. */
  ownWaitingRecord(): readonly RecordNote[] {
    return this.outbox.parcels
      .filter(({ leafClass }) => leafClass === "public")
      .flatMap(({ hash, bytes }) => {
        const known = this.#waitingRecord.get(hash);
        const note = known ?? this.#readWaiting(bytes);
        if (known === undefined) this.#waitingRecord.set(hash, note);
        return note ?? [];
      });
  }

  #readWaiting(bytes: Uint8Array): RecordNote | null {
    const signed = parsePublicNote(decodeUtf8(bytes) ?? "", this.directory);
    if (signed === null || signed.content.kind !== "record") return null;
    const { id, content, signer } = signed;
    return { id, leaf: null, device: signer, at: content.at, sealed: false, batch: content.body };
  }

  /** What the same log is read with by another who begins anew (LG10). */
  get parts(): PublicLogParts {
    return this.#parts;
  }

  /** The directory as the newest trusted checkpoint has it (LG5). */
  get directory(): Directory {
    return this.#trustedReplay.directory;
  }

  /** The size of the log as far as it was seen. */
  get now(): number {
    return this.follower.seen?.size ?? 1;
  }

  /** Another one whenever it is larger, or its directory says something else: what was made of a case with another one is made anew. */
  get revision(): string {
    return `${this.now} ${this.directory.revision}`;
  }

  /** The forms of the country. */
  get forms(): FormBook {
    return this.directory.forms.bookAt(this.now);
  }

  get host(): HostClient {
    const [first] = this.hosts;
    if (first === undefined) throw new Error("a client without a host");
    return first;
  }

  get view(): LogView {
    const { seen, trusted } = this.follower;
    const policy = policyFor(this.directory, trusted?.size ?? 1);
    return {
      seen: seen === null ? null : { size: seen.size },
      trusted:
        trusted === null
          ? null
          : { size: trusted.size, at: this.#trustedAt ?? 0, witnesses: this.#witnessesOf(trusted, policy) },
      unwatched: policy.quorum === noQuorum,
      lyingWitnessesForFork: lyingWitnessesForFork(policy),
    };
  }

  // A screen asks at every change, and each signature takes a slow processor milliseconds.
  #witnessesOf(checkpoint: VerifiedCheckpoint, policy: Policy): readonly string[] {
    if (this.#witnesses?.checkpoint !== checkpoint || this.#witnesses.policy !== policy) {
      const names = (evaluatePolicy(policy, checkpoint)?.cosigners ?? []).map(({ name }) => name);
      this.#witnesses = { checkpoint, policy, names };
    }
    return this.#witnesses.names;
  }

  /**
   * Takes a revocation that came by another way than the log (DR3): what its device says at leaves not seen yet does not count here until
   * the log shows it, and the note is submitted. False when it is none that its signers may say, or the log has one for the device.
   */
  async takeRevocation(note: Uint8Array): Promise<boolean> {
    const from = this.follower.seen?.size ?? 1;
    const kept =
      clearClass(note) === "directory" ? this.#held.take(decodeUtf8(note) ?? "", from, this.directory) : null;
    if (kept === null) return false;
    const { parcel, change } = this.outbox.pack(note, "directory", null);
    await this.#parts.store.write([kept, change]);
    this.outbox.added(parcel);
    return true;
  }

  /**
   * Takes a veto of a recovery that came by another way than the log (KR4c): no share is given from here while it holds, and the note is submitted. False when it is
   * none that its signers may say, or the log has it.
   */
  async takeVeto(note: Uint8Array): Promise<boolean> {
    const from = this.follower.seen?.size ?? 1;
    const kept = clearClass(note) === "directory" ? this.#vetoes.take(note, from, this.directory) : null;
    if (kept === null) return false;
    const { parcel, change } = this.outbox.pack(note, "directory", null);
    await this.#parts.store.write([kept, change]);
    this.outbox.added(parcel);
    return true;
  }

  /** A note of the directory that waits to be logged, as text, for who carries it by hand; null where none of this kind waits. */
  waitingNote(is: (content: DirectoryContent) => boolean): string | null {
    for (const { leafClass, leaf, bytes } of this.outbox.parcels) {
      const note = leafClass === "directory" && leaf === null ? (decodeUtf8(bytes) ?? "") : "";
      const content = contentOfDirectoryNote(parseNote(note)?.text ?? "");
      if (content !== null && is(content)) return note;
    }
    return null;
  }

  /** True while a veto that came by hand stops a request, and the log does not show it. */
  isStoppedByHand(request: string): boolean {
    return this.#vetoes.stops(request, this.directory, this.now);
  }

  /** One round: send, follow, trust. False when nothing more may be done with this host (a fork, a foreign founding note). */
  async sync(): Promise<boolean> {
    if (this.alarms.has("fork")) return false;
    this.alarms.startRound();
    const heardBefore = this.host.heard;
    const isForeign = !(await this.#meetHost());
    if (!isForeign && !this.isOurHost) await this.#send();
    const goesOn = this.isOurHost ? await this.#round() : !isForeign;
    const online = this.host.heard > heardBefore;
    await this.#watchVersions();
    await this.outbox.watch(online);
    if (online && !isForeign) await this.#watchFreshness();
    return goesOn;
  }

  /** Only sends. A host that forked, or that is another country's, gets nothing. */
  async flush(): Promise<number> {
    if (this.alarms.has("fork")) return 0;
    const heardBefore = this.host.heard;
    if (!(await this.#meetHost())) return 0;
    const logged = await this.#send();
    await this.outbox.watch(this.host.heard > heardBefore);
    return logged;
  }

  /**
   * While a round is under way: sends what waits, and says what is overdue. An answer may take hours, on a slow line or by a host that draws it out, and
   * holds up neither.
   */
  async sendMeanwhile(): Promise<void> {
    if (this.alarms.has("fork") || !this.isOurHost) return;
    const heardBefore = this.host.heard;
    await this.#send();
    await this.outbox.watch(this.host.heard > heardBefore);
    await this.#watchFreshness();
  }

  get #mirrors(): readonly HostClient[] {
    return this.hosts.slice(1);
  }

  /** Sends what waits. A host that has less of the log than this device is shown it first. */
  async #send(): Promise<number> {
    if (this.isOurHost && this.outbox.waiting > 0) await this.follower.showHead(this.host);
    return this.outbox.flush(this.isOurHost ? this.host : null, this.#mirrors);
  }

  async #round(): Promise<boolean> {
    const isWhole = this.isWhole;
    await this.#send();
    const { verdict, checkpoint } = await this.follower.follow(this.host);
    if (verdict === "fork" || !(await this.#reconcile())) return false;
    if (verdict === "unreachable") return isWhole;
    if (verdict !== "lie") await this.alarms.clearOlder("host-lies");
    const complete = await this.#fetchClear(followed, this.#firstClearGap());
    if (!isWhole) {
      this.#isMended = complete && this.follower.isWhole;
      return false;
    }
    if (checkpoint !== null && verdict !== "lie" && complete) await this.#consider(checkpoint);
    if (checkpoint !== null && verdict !== "lie") await this.#judgeLost();
    await this.alarms.clearOlder("answer-oversized");
    return true;
  }

  async #judgeLost(): Promise<void> {
    const { trusted } = this.follower;
    if (!this.outbox.holdsLost || trusted === null || this.#trustedAt === null) return;
    const indexes = new Map<string, number>();
    for (let index = 0; index < this.follower.size; index++) {
      const leaf = this.follower.leaf(index);
      if (leaf !== null) indexes.set(encodeHex(leaf.hash), index);
    }
    await this.outbox.judgeLost({ size: trusted.size, at: this.#trustedAt }, (hash) => indexes.get(hash) ?? null);
  }

  /** The heads of proofs must be on our branch: asked until they are (LG6). False for a fork. */
  async #reconcile(): Promise<boolean> {
    for (const { note, checkpoint } of this.outbox.unreconciled) {
      const verdict = await this.follower.take(checkpoint, this.host);
      if (verdict === "fork") return false;
      // Whoever does not serve one head will not serve the next; it is asked again at the next round.
      if (verdict === "lie" || verdict === "unreachable") return true;
      this.outbox.reconcile(note);
    }
    return true;
  }

  /**
   * Fetches what is not here of the country's open record, up to the newest trusted checkpoint. The directory does not wait for it, and a device that
   * refers does without (LG3).
   */
  async followRecord(): Promise<void> {
    if (this.alarms.has("fork") || !this.isOurHost || this.#recordSize >= (this.follower.trusted?.size ?? 1)) return;
    await this.#fetchClear(record, this.#recordSize);
    for (const index of this.#readRecord()) await this.alarms.raise("directory-refused", index);
  }

  /** Reads the notes of the record that are here, up to the first that is not; gives the indexes of those that were refused. */
  #readRecord(): readonly number[] {
    const refused: number[] = [];
    const size = this.follower.trusted?.size ?? 1;
    for (; this.#recordSize < size; this.#recordSize++) {
      if (this.follower.leaf(this.#recordSize)?.class !== "public") continue;
      const bytes = this.#clear.get(this.#recordSize);
      if (bytes === undefined) break;
      const verdict = applyLeaf(this.directory, "public", bytes, this.#recordSize);
      if (verdict.is !== "applied") refused.push(this.#recordSize);
      else if (verdict.record !== undefined) this.#record.push(verdict.record);
    }
    return refused;
  }

  /** Fetches the bytes of all leaves of these classes from an index on that are not here; true when all of them are. */
  async #fetchClear(classes: readonly ClearClass[], from: number): Promise<boolean> {
    const missing: number[] = [];
    let isComplete = true;
    for (const leafClass of classes) {
      const notHere = {
        size: this.follower.size,
        leaf: (index: number) => (this.#clear.has(index) ? null : this.follower.leaf(index)),
      };
      const keep = (found: readonly LeafBytes[]) => this.#keepClear(found);
      const result = await this.packs.read(leafClass, from, notHere, keep);
      missing.push(...result.missing);
      isComplete &&= result.missing.length === 0 && result.awaited.length === 0;
    }
    if (missing.length > 0) await this.alarms.raise("bytes-missing", Math.min(...missing));
    const isMine = (leaf: number) => classes.some((name) => name === this.follower.leaf(leaf)?.class);
    await this.alarms.clearOlder("bytes-missing", ({ leaf }) => leaf === undefined || isMine(leaf));
    return isComplete;
  }

  /** After a restart the packs of a class are asked for from behind the records that are here. */
  #goOnBehind(leafClass: ClearClass): void {
    for (let tile = 0; tile * tileWidth < this.follower.size; tile++) {
      let at = 0;
      for (let index = tile * tileWidth; index < Math.min(this.follower.size, (tile + 1) * tileWidth); index++) {
        if (this.follower.leaf(index)?.class !== leafClass) continue;
        const bytes = this.#clear.get(index);
        if (bytes === undefined) break;
        at += encodePackRecord(bytes).length;
      }
      if (at > 0) this.packs.goOnAt({ class: leafClass, index: tile }, at);
    }
  }

  async #keepClear(found: readonly LeafBytes[]): Promise<void> {
    // After a fork the store may belong to another history before this request is answered (LG10).
    if (this.alarms.has("fork")) return;
    await this.#parts.store.write(
      found.map(({ index, bytes }) => ({ table: "clear", key: indexKey(index), value: bytes })),
    );
    for (const { index, bytes } of found) this.#clear.set(index, bytes);
  }

  /** The first leaf that everybody follows and whose bytes are not here. */
  #firstClearGap(): number {
    const isHere = (index: number) =>
      this.#clear.has(index) || !followed.some((name) => name === this.follower.leaf(index)?.class);
    while (this.#firstGap < this.follower.size && isHere(this.#firstGap)) this.#firstGap += 1;
    return this.#firstGap;
  }

  /** Trusts a checkpoint when it meets the policy in force at its own size, and then lets the directory act up to there. */
  async #consider(checkpoint: VerifiedCheckpoint): Promise<void> {
    const trusted = this.follower.trusted;
    if (checkpoint.size < (trusted?.size ?? 0)) return;
    this.#consideredReplay.advance(checkpoint.size);
    const policy = policyFor(this.#consideredReplay.directory, checkpoint.size);
    const verdict = evaluatePolicy(policy, checkpoint);
    if (verdict?.satisfied !== true) return this.alarms.raise("no-quorum");
    await this.alarms.clear("no-quorum");
    for (const index of this.#trustedReplay.advance(checkpoint.size))
      await this.alarms.raise("directory-refused", index);
    await this.follower.trust(checkpoint);
    this.#date(checkpoint);
    await this.#reviewHeld();
  }

  // A note that was wrong would never be logged: it does not wait in the outbox either. By half a directory nothing is called wrong (EN10).
  async #reviewHeld(): Promise<void> {
    if (!this.isWhole || this.follower.trusted === null) {
      this.#held.bind(this.directory);
      return;
    }
    const reviewed = this.#held.review(this.directory);
    if (reviewed === null) return;
    const wrong = reviewed.wrong.map((note) => encodeHex(sha256(encodeUtf8(note))));
    const parcels = this.outbox.parcels.filter(({ hash, leaf }) => leaf === null && wrong.includes(hash));
    await this.outbox.remove(parcels, [reviewed.change]);
  }

  /** Milliseconds since 1970: the cosignatures' median; in a trial that nobody witnesses the time of the look. */
  #date(checkpoint: VerifiedCheckpoint): void {
    const seconds = evaluatePolicy(policyFor(this.directory, checkpoint.size), checkpoint)?.medianSeconds ?? null;
    this.#witnessedAt = seconds === null ? null : seconds * 1000;
    this.#trustedAt = this.#witnessedAt ?? this.#parts.clock();
  }

  /**
   * The log's time in milliseconds since 1970, as far as it is trusted here: of the newest trusted checkpoint, or of the newest time note, which a trial
   * without witnesses has alone (LG8). No clock of this device moves it. Null where the log says none.
   */
  get time(): number | null {
    const note = this.directory.times.at(-1);
    const times = [this.#witnessedAt, note === undefined ? null : note.seconds * 1000].filter((time) => time !== null);
    return times.length === 0 ? null : Math.max(...times);
  }

  /** LG11: by the newest answer of the host. One that did not answer says nothing new. */
  async #watchVersions(): Promise<void> {
    const { versionGap } = this.host;
    for (const gap of versionGaps) {
      if (gap === versionGap) await this.alarms.raise(gap);
      else if (versionGap !== null || this.host.reachable === true) await this.alarms.clear(gap);
    }
  }

  async #watchFreshness(): Promise<void> {
    const age = this.#parts.clock() - (this.#trustedAt ?? 0);
    if (age > staleMilliseconds) await this.alarms.raise("stale");
    else await this.alarms.clear("stale");
  }

  /** EN6: the host showed the pinned founding note. Before that it gets nothing, and nothing is read from it. */
  get isOurHost(): boolean {
    return this.#isOurs === true;
  }

  /** Asks the host for its founding note. False when it shows another country's. */
  async #meetHost(): Promise<boolean> {
    this.#isOurs = await this.host.isOf(this.founding.note);
    if (this.#isOurs === false) await this.alarms.raise("foreign-founding");
    else if (this.#isOurs === true) this.alarms.isOver("foreign-founding");
    return this.#isOurs !== false;
  }
}

/** A directory and how far it has come in the log: each note in clear is applied once, in the order of the log (DR1). */
class Replay {
  readonly directory: Directory;
  readonly #clear: ReadonlyMap<number, Uint8Array>;
  readonly #leaves: KnownLeaves;
  #next = 1;

  constructor(founding: FoundingNote, clear: ReadonlyMap<number, Uint8Array>, leaves: KnownLeaves) {
    this.directory = directoryOf(founding);
    this.#clear = clear;
    this.#leaves = leaves;
  }

  /** Applies what lies below this size; gives the indexes of the notes that were refused. All their bytes must be here. */
  advance(size: number): readonly number[] {
    const refused: number[] = [];
    for (; this.#next < size; this.#next++) {
      const bytes = this.#clear.get(this.#next);
      // While the leaves here are damaged (EN10) a note is what it says that it is.
      const leafClass = this.#leaves.leaf(this.#next)?.class ?? (bytes === undefined ? null : clearClass(bytes));
      // What is said in the record changes nothing here: it is read apart, when all of it has come.
      if (bytes === undefined || leafClass === null || leafClass === "public") continue;
      const verdict = applyLeaf(this.directory, leafClass, bytes, this.#next);
      if (verdict.is !== "applied") refused.push(this.#next);
    }
    return refused;
  }
}

/** A note counts only at a leaf of its own class (LG1): not everybody follows all of them, and everybody has the same directory. */
function applyLeaf(directory: Directory, leafClass: LeafClass, bytes: Uint8Array, index: number): ClearVerdict {
  if (clearClass(bytes) !== leafClass) return { is: "refused", reason: "malformed" };
  return applyClearNote(directory, bytes, index);
}
