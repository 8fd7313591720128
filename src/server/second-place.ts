// Has other machines keep what the host logged before anybody is answered (SP1): a host's disk may die in the next moment. The host waits until `needed` of the mirrors
// that its operator named say, under their own keys, that all leaves up to a head are on their disks. Each is asked one thing at a time, and gets what it lacks.
// After a start so many must have said that they hold no other leaf that one of them would know of it (SP3b): n - m + 1 of n when m are needed.
import { setTimeout as sleep } from "node:timers/promises";
import { encodeHex } from "../crypto/hex.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { sameHash } from "../log/merkle.ts";
import type { SignerKey, VerifierKey } from "../note/signed-note.ts";
import { askBounded, type Fetch } from "../protocol/bounded-answer.ts";
import { mirrorRoutes } from "../protocol/routes.ts";
import {
  encodePiece,
  fittingLeaves,
  headFor,
  maxHeadBytes,
  maxPieceBytes,
  maxPieceLeaves,
  parseStoreAnswer,
  type StoreAnswer,
  verifyStored,
} from "../protocol/second-place.ts";
import type { HostStore } from "./store/host-store.ts";
import type { Tree } from "./tree.ts";

/** For so long a batch waits; then the host takes nothing until it is stored. */
const patienceMilliseconds = 10_000;
/** After an answer that brought nothing. */
const restMilliseconds = 1_000;
const silenceMilliseconds = 10_000;
/** A line that takes fewer bytes in a millisecond than this is given up. */
const slowestBytes = 16;
/** Whoever lacks more copies the log as every mirror does, and gets only what comes after that. */
const mostLacking = 4_096;

/** A mirror that keeps what is not published yet: the key with which it says so, and its address. */
export interface PlaceAddress {
  readonly key: VerifierKey;
  readonly url: string;
}

/** Each machine once, by the key with which it says what is stored: one that is named under two addresses has everything once (SP1b). */
export function distinctPlaces(places: readonly PlaceAddress[]): readonly PlaceAddress[] {
  return [
    ...new Map(places.toReversed().map((place) => [encodeHex(place.key.publicKey), place])).values(),
  ].toReversed();
}

/** How a place took the newest question: said what it has, did not answer, or answered what does not hold. */
export type PlaceState = "good" | "silent" | "bad";

interface PlaceReport {
  readonly url: string;
  /** Null while it was not asked. */
  readonly state: PlaceState | null;
  /** How many leaves it has stored, as it last said; null before it said anything that holds. */
  readonly size: number | null;
}

/** Posts a piece to a place. `conflict`: it holds another history, or these leaves do not fit. `too-large`: what stands before it takes no body of this length. */
export type AskPlace = (url: string, body: Uint8Array) => Promise<StoreAnswer | "conflict" | "too-large" | null>;

const askPlaceOverHttp: AskPlace = async (url, body) => {
  const end = AbortSignal.timeout(silenceMilliseconds + Math.ceil(body.length / slowestBytes));
  const bounded = ((address, request) =>
    fetch(address, {
      ...request,
      signal: AbortSignal.any([request.signal as AbortSignal, end]),
    } as RequestInit)) as Fetch;
  const address = `${url.replace(/\/$/, "")}${mirrorRoutes.store}`;
  const answer = await askBounded(
    bounded,
    address,
    { method: "POST", body, maxBytes: 2 * maxHeadBytes },
    silenceMilliseconds,
  );
  if (answer === null || answer.flaw !== null) return null;
  if (answer.status === 409) return "conflict";
  if (answer.status === 413) return "too-large";
  return answer.status === 200 ? parseStoreAnswer(decodeUtf8(answer.body) ?? "") : null;
};

/** The log as it is stored elsewhere. */
interface StoredElsewhere {
  readonly origin: string;
  readonly tree: Tree;
  readonly head: { readonly size: number };
  readonly store: Pick<HostStore, "stored">;
  /** The checkpoint of so many leaves, signed. */
  readonly headAt: (size: number) => string;
  /** The log's key under another name. */
  readonly signerAs: (name: string) => SignerKey;
  /** Somebody shows a head of this log that is not known to be held here. */
  readonly showHead: (note: string) => Promise<unknown>;
  readonly fail: (error: unknown) => void;
}

interface SecondPlaceParts {
  readonly places: readonly PlaceAddress[];
  /** How many other machines must have a head before anybody is answered. */
  readonly needed: number;
  /** The database waits for another machine at each commit: that is one of them (SP5). It may be set otherwise later. */
  readonly database?: boolean;
  readonly ask?: AskPlace;
  /** Hears once that a place does otherwise than before; a good one is not news at first. */
  readonly onPlace?: (url: string, state: PlaceState) => void;
  readonly patience?: number;
  readonly rest?: number;
}

/** How it stands, about nobody. */
export interface PlacesReport {
  /** How many other machines must have what is logged before anybody is answered. */
  readonly needed: number;
  /** Whether the database waits for one. */
  readonly database: boolean;
  /** The mirrors that the operator named. */
  readonly mirrors: readonly PlaceReport[];
}

export class SecondPlace {
  readonly #parts: SecondPlaceParts;
  #database: boolean;
  readonly #waiting = new Set<{ readonly size: number; readonly done: (isStored: boolean) => void }>();
  #keepers: readonly Keeper[] = [];
  #isOver = false;
  #onStored: () => void = () => undefined;

  constructor(parts: SecondPlaceParts) {
    this.#parts = parts;
    this.#database = parts.database === true;
  }

  /** How many mirrors are needed. */
  get needed(): number {
    return Math.max(0, this.#parts.needed - (this.#database ? 1 : 0));
  }

  /** Whether the database waits for another machine now. False when that is nothing new. */
  databaseWaits(waits: boolean): boolean {
    if (waits === this.#database) return false;
    this.#database = waits;
    return true;
  }

  /** Begins for a log. `onStored` is called each time that more of it is stored in enough places. */
  begin(log: StoredElsewhere, onStored: () => void): void {
    const { places, ask = askPlaceOverHttp, rest = restMilliseconds, onPlace = () => undefined } = this.#parts;
    this.#onStored = onStored;
    this.#keepers = distinctPlaces(places).map(
      (place) => new Keeper({ place, log, ask, rest, onPlace, isOver: () => this.#isOver, onMore: () => this.#more() }),
    );
  }

  /** Up to how many leaves enough places have; null when none is needed, so that nothing waits. */
  get storedSize(): number | null {
    if (this.needed === 0) return null;
    const sizes = this.#keepers.map(({ report }) => report.size ?? 0).toSorted((a, b) => b - a);
    return sizes[this.needed - 1] ?? 0;
  }

  get report(): PlacesReport {
    return { needed: this.#parts.needed, database: this.#database, mirrors: this.#keepers.map(({ report }) => report) };
  }

  /** Whether enough places have so many leaves, and enough of them said since the log was read that this host lacks none of theirs. */
  isEnough(size: number): boolean {
    const { storedSize } = this;
    return storedSize === null || (storedSize >= size && this.#isHeard);
  }

  /** What was acknowledged is in any `needed` places: of the others together none may be left that was not heard. */
  get #isHeard(): boolean {
    const silent = this.#keepers.filter(({ isHeard }) => !isHeard);
    return silent.length < this.needed;
  }

  /** The log was read from the disk: what places said before it says nothing of this one. */
  askAnew(): void {
    for (const keeper of this.#keepers) keeper.forget();
  }

  /** Has all places keep what they lack, and waits until that is enough; false when it is not in time. They are asked on all the same. */
  async store(size: number): Promise<boolean> {
    for (const keeper of this.#keepers) keeper.go();
    if (this.isEnough(size) || this.#isOver) return this.isEnough(size);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => waiter.done(false), this.#parts.patience ?? patienceMilliseconds);
    const waiter = {
      size,
      done: (isStored: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        resolve(isStored);
      },
    };
    this.#waiting.add(waiter);
    return promise;
  }

  /** Nobody is asked any more; whoever waits hears that it is not stored. */
  end(): void {
    this.#isOver = true;
    for (const { done } of [...this.#waiting]) done(false);
  }

  #more(): void {
    for (const { size, done } of [...this.#waiting]) if (this.isEnough(size)) done(true);
    this.#onStored();
  }
}

interface KeeperParts {
  readonly place: PlaceAddress;
  readonly log: StoredElsewhere;
  readonly ask: AskPlace;
  readonly rest: number;
  readonly onPlace: (url: string, state: PlaceState) => void;
  readonly isOver: () => boolean;
  readonly onMore: () => void;
}

/** Keeps one place up to date. */
class Keeper {
  readonly #parts: KeeperParts;
  #state: PlaceState | null = null;
  #size: number | null = null;
  #isHeard = false;
  /** How many bytes of leaves a piece may have: fewer once a proxy refused one as too large. */
  #room: number = maxPieceBytes;
  readonly #signer: SignerKey;
  #running: Promise<void> | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#signer = parts.log.signerAs(parts.place.key.name);
  }

  get report(): PlaceReport {
    return { url: this.#parts.place.url, state: this.#state, size: this.#size };
  }

  /** Whether it said since the log was read, under its key, that it holds this log and no more of it. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  forget(): void {
    this.#size = null;
    this.#isHeard = false;
  }

  /** Asks until it has all that is signed here. */
  go(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      // Something was signed in the moment in which it came to its end.
      if (this.#isAsked) this.go();
    });
  }

  get #isAsked(): boolean {
    return !this.#parts.isOver() && (this.#size ?? -1) < this.#parts.log.head.size;
  }

  async #run(): Promise<void> {
    const { log, rest } = this.#parts;
    // A connection that the other side closed in the same moment is no reason to rest.
    for (let pauses = 0; this.#isAsked; ) {
      const isMore = await this.#askOnce().catch((error: unknown) => {
        log.fail(error);
        return false;
      });
      if (isMore) pauses = 0;
      else if (pauses++ > 0) await sleep(rest, undefined, { ref: false });
    }
  }

  /** One question; true when the place has more than before, or the next question is shorter. */
  async #askOnce(): Promise<boolean> {
    const { place, log, ask } = this.#parts;
    const { body, leaves } = await this.#piece();
    const answer = await ask(place.url, body);
    if (answer === null) return this.#is("silent");
    if (answer === "too-large" && leaves.length > 1) {
      this.#room = Math.floor(leaves.reduce((sum, { bytes }) => sum + bytes.length, 0) / 2);
      return true;
    }
    if (answer === "too-large") return this.#is("bad");
    const stored = answer === "conflict" ? null : verifyStored(answer.stored, log.origin, place.key);
    if (answer === "conflict" || stored === null) {
      // The next question carries nothing, so that the answer says what it holds instead.
      this.#size = null;
      return this.#is("bad");
    }
    const isOurs = stored.size <= log.tree.size && sameHash(stored.root, log.tree.root(stored.size));
    if (!isOurs) {
      if (answer.head !== null) await log.showHead(answer.head);
      this.#size = null;
      return this.#is("bad");
    }
    this.#is("good");
    // Not as it was when the question went out: the log may have been read anew since.
    const before = this.#size;
    this.#size = stored.size;
    this.#isHeard = true;
    if (before !== null && stored.size <= before) return false;
    this.#parts.onMore();
    return true;
  }

  async #piece() {
    const { log } = this.#parts;
    const { size } = log.head;
    const isAlone = this.#size === null || size - this.#size > mostLacking;
    const from = isAlone ? size : (this.#size ?? size);
    const leaves = fittingLeaves(await log.store.stored(from, Math.min(size, from + maxPieceLeaves)), this.#room);
    const head = headFor(log.headAt(from + leaves.length), this.#signer);
    return { leaves, body: encodePiece({ head, from, leaves }) };
  }

  #is(state: PlaceState): false {
    const before = this.#state ?? "good";
    this.#state = state;
    if (state !== before) this.#parts.onPlace(this.#parts.place.url, state);
    return false;
  }
}
