// Follows the log (LG3, LG5): holds every leaf, knows the newest head it has seen and the newest one it trusts, and notices when the
// host contradicts itself. It computes every root itself from the leaves, so consistency needs no proofs.
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { appendLeaves, emptyFrontier, type Frontier, frontierRoot } from "../../log/frontier.ts";
import { type Leaf, leafBytes, parseLeaf } from "../../log/leaf.ts";
import { sameHash } from "../../log/merkle.ts";
import { parseEntryBundle, tileWidth } from "../../log/tile.ts";
import type { VerifierKey } from "../../note/signed-note.ts";
import { clearRow, readClearRow } from "../store/clear-row.ts";
import { Damage, type Repair } from "../store/damage.ts";
import { type Change, indexKey, type MemberStore, type StoreRow } from "../store/store.ts";
import type { Alarms } from "./alarms.ts";
import { type FalseHeads, isNamed } from "./corrections.ts";
import type { HostClient } from "./host-client.ts";

export type HeadVerdict = "held" | "grown" | "stale" | "lie" | "fork" | "unreachable";

interface FollowerParts {
  readonly store: MemberStore;
  readonly logKey: VerifierKey;
  readonly alarms: Alarms;
  /** The heads that the council called false; none where it is absent. */
  readonly falseHeads?: FalseHeads;
  /** Where damage is reported that the load finds. */
  readonly damage?: Damage;
}

export class LogFollower {
  readonly #store: MemberStore;
  readonly #logKey: VerifierKey;
  readonly #alarms: Alarms;
  readonly #falseHeads: FalseHeads;
  /** All leaves, 33 bytes each, in order. */
  readonly #leaves: Uint8Array[] = [];
  #frontier: Frontier = emptyFrontier;
  /** Full tiles that came before the line broke, not verified yet: the next round goes on behind them. */
  readonly #ahead = new Map<number, readonly Uint8Array[]>();
  /** The frontier before each full tile and after the last: so that an old root costs one tile of hashing, not the whole log. */
  readonly #frontierByTile: Frontier[] = [emptyFrontier];
  #seen: VerifiedCheckpoint | null = null;
  #trusted: VerifiedCheckpoint | null = null;
  /** The largest size that the host has published, to notice a rollback. */
  #published = 0;
  #served: VerifiedCheckpoint | null = null;
  #isWhole = true;

  private constructor({ store, logKey, alarms, falseHeads = () => [] }: FollowerParts) {
    this.#store = store;
    this.#logKey = logKey;
    this.#alarms = alarms;
    this.#falseHeads = falseHeads;
  }

  /** Reads what is kept, and checks it against the newest head of it that the log signed (EN10). */
  static async load(parts: FollowerParts): Promise<LogFollower> {
    const { store, damage = new Damage() } = parts;
    const follower = new LogFollower(parts);
    const rows = await store.list("leaves");
    const kept = wholeRows(rows).flatMap(({ value }) => split(value));
    const seen = await follower.#head("seen", damage);
    follower.#trusted = await follower.#head("trusted", damage);
    // Without the newest head the leaves hang on the trusted one, as far as it goes; what came after that is fetched again.
    follower.#seen = seen ?? follower.#trusted;
    const size = follower.#seen?.size ?? 0;
    follower.#append(kept.slice(0, size));
    follower.#isWhole = follower.#fits(follower.#seen) && follower.#fits(follower.#trusted);
    if (!follower.#isWhole) {
      follower.#forgetLeaves();
      damage.found("leaves", "");
    } else if (rows.length !== Math.ceil(size / tileWidth) || kept.length !== size) {
      const head = follower.#seen;
      const was = await store.get("meta", "seen");
      const seenAnew =
        head === null ? [] : [{ table: "meta", key: "seen", value: encodeUtf8(noteOf(head)), was } as const];
      // Without any head nothing says any more which history this device saw: it begins anew, and raises an alarm.
      damage.found("leaves", "", [...seenAnew, ...follower.#mending(rows)], head === null);
    }
    follower.#published = await follower.#readPublished(damage);
    return follower;
  }

  /** False while the leaves that are kept do not fit the newest head: then a round fetches them all anew, and nothing is judged by them. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** How many leaves are held and verified. */
  get size(): number {
    return this.#leaves.length;
  }

  get seen(): VerifiedCheckpoint | null {
    return this.#seen;
  }

  get trusted(): VerifiedCheckpoint | null {
    return this.#trusted;
  }

  /** The head that the host itself showed when it was followed last: `seen` may come from another. Null when it showed none. */
  get served(): VerifiedCheckpoint | null {
    return this.#served;
  }

  leaf(index: number): Leaf | null {
    const bytes = this.#leaves[index];
    return bytes === undefined ? null : parseLeaf(bytes);
  }

  /** The root of the first `size` leaves that are held; null beyond them. */
  rootAt(size: number): Uint8Array | null {
    if (size > this.#leaves.length) return null;
    const tile = Math.floor(size / tileWidth);
    const before = this.#frontierByTile[tile] ?? emptyFrontier;
    return frontierRoot(appendLeaves(before, this.#leaves.slice(before.size, size)));
  }

  /** Asks the host for its newest checkpoint and takes what follows from it. Alarms are raised here. */
  async follow(
    host: HostClient,
  ): Promise<{ readonly verdict: HeadVerdict; readonly checkpoint: VerifiedCheckpoint | null }> {
    this.#served = null;
    const note = await host.checkpoint();
    if (note === null) {
      if (host.reachable === true) await this.#alarms.raise("host-lies");
      return { verdict: "unreachable", checkpoint: null };
    }
    const checkpoint = verifyCheckpoint(note, this.#logKey);
    if (checkpoint === null) {
      await this.#alarms.raise("host-lies");
      return { verdict: "lie", checkpoint: null };
    }
    this.#served = checkpoint;
    if (checkpoint.size < this.#published) await this.#alarms.raise("host-rolled-back", checkpoint.size);
    const verdict = await this.take(checkpoint, host);
    if ((verdict === "grown" || verdict === "held") && checkpoint.size > this.#published) {
      this.#published = checkpoint.size;
      await this.#store.write([clearRow("meta", "published", checkpoint.size)]);
    }
    return { verdict, checkpoint };
  }

  /**
   * Shows the newest head seen to a host that serves an older one or none (LG4): a host that runs on an old copy of its store takes nothing more then,
   * where it would have signed a second history.
   */
  async showHead(host: HostClient): Promise<void> {
    if (this.#seen === null) return;
    const note = await host.checkpoint();
    const served = note === null ? null : verifyCheckpoint(note, this.#logKey);
    if (host.reachable === true && (served?.size ?? 0) < this.#seen.size) await host.showHead(noteOf(this.#seen));
  }

  /** Takes a checkpoint that the log signed, from wherever it came: extends, recognises, or finds a fork. */
  async take(checkpoint: VerifiedCheckpoint, host: HostClient): Promise<HeadVerdict> {
    if (isNamed(this.#falseHeads(), checkpoint)) return this.#lie();
    if (!this.#isWhole) return this.#takeAnew(checkpoint, host);
    if (checkpoint.size <= this.size) {
      const root = this.rootAt(checkpoint.size);
      if (root === null || !sameHash(root, checkpoint.root)) return this.fork(checkpoint);
      return checkpoint.size < (this.#seen?.size ?? 0) ? "stale" : this.#hold(checkpoint, "held", []);
    }
    const fetched = await this.#fetch(host, this.size - (this.size % tileWidth), checkpoint.size, this.#ahead);
    // What came is kept for the next round only where the line broke.
    if (fetched !== null || host.reachable === true) this.#ahead.clear();
    if (fetched === null) return this.#lieOrSilence(host);
    const overlap = this.size % tileWidth;
    const fresh = fetched.slice(overlap);
    const sameTail = fetched
      .slice(0, overlap)
      .every((leaf, i) => sameBytes(leaf, this.#leaves[this.size - overlap + i]));
    const root = frontierRoot(appendLeaves(this.#frontier, fresh));
    if (sameTail && sameHash(root, checkpoint.root))
      return this.#passesFalseHead(fresh) ? this.#lie() : this.#hold(checkpoint, "grown", fresh);
    return this.#lieOrFork(checkpoint, host);
  }

  /** True where a head that the council called false lies on the way to what comes: a history that went on behind it is as false (LG10i). */
  #passesFalseHead(fresh: readonly Uint8Array[]): boolean {
    let frontier = this.#frontier;
    const heads = this.#falseHeads().filter(({ size }) => size > this.size && size <= this.size + fresh.length);
    return heads
      .toSorted((a, b) => a.size - b.size)
      .some((head) => {
        frontier = appendLeaves(frontier, fresh.slice(frontier.size - this.size, head.size - this.size));
        return isNamed([head], { size: head.size, root: frontierRoot(frontier) });
      });
  }

  // The leaves here were damaged, the signed head above them was not: what is fetched must fit both. It is no fork that our own copy fits neither.
  async #takeAnew(checkpoint: VerifiedCheckpoint, host: HostClient): Promise<HeadVerdict> {
    const size = this.#seen?.size ?? 0;
    if (checkpoint.size < size) return "unreachable";
    const all = await this.#fetch(host, 0, checkpoint.size);
    if (all === null) return this.#lieOrSilence(host);
    if (!sameHash(frontierRoot(appendLeaves(emptyFrontier, all)), checkpoint.root)) return this.#lie();
    if (this.#passesFalseHead(all)) return this.#lie();
    this.#append(all);
    const other = [this.#seen, this.#trusted].find((head) => !this.#fits(head));
    if (other !== undefined) {
      this.#forgetLeaves();
      return this.fork(checkpoint, other);
    }
    const head: Change = { table: "meta", key: "seen", value: encodeUtf8(noteOf(checkpoint)) };
    await this.#store.write([head, ...this.#rowsAnew(await this.#store.list("leaves"))]);
    this.#seen = checkpoint;
    this.#isWhole = true;
    return "grown";
  }

  /** True when the leaves that are held give the root of a head; true without one, when none are held. */
  #fits(head: VerifiedCheckpoint | null): boolean {
    if (head === null) return this.#seen !== null || this.size === 0;
    const root = this.rootAt(head.size);
    return root !== null && sameHash(root, head.root);
  }

  #forgetLeaves(): void {
    this.#leaves.length = 0;
    this.#frontier = emptyFrontier;
    this.#frontierByTile.splice(1);
  }

  /** The same as repairs of these rows. */
  #mending(rows: readonly StoreRow[]): readonly Repair[] {
    const byKey = new Map(rows.map(({ key, value }) => [key, value]));
    const anew = new Map(this.#rowsFrom(0, this.#leaves).map((change) => [change.key, change]));
    const gone = [...byKey.keys()].filter((key) => !anew.has(key));
    return [
      ...gone.map((key) => ({ table: "leaves" as const, key, value: null, was: byKey.get(key) ?? null })),
      ...[...anew.values()].map((change) => ({ ...change, was: byKey.get(change.key) ?? null })),
    ];
  }

  /** The changes that leave the rows of the leaves that are held, and no other. */
  #rowsAnew(rows: readonly { readonly key: string }[]): readonly Change[] {
    const gone = rows.map(({ key }): Change => ({ table: "leaves", key, value: null }));
    return [...gone, ...this.#rowsFrom(0, this.#leaves)];
  }

  #rowsFrom(firstTile: number, leaves: readonly Uint8Array[]): readonly Change[] {
    return Array.from({ length: Math.ceil(leaves.length / tileWidth) }, (_, i) => ({
      table: "leaves" as const,
      key: indexKey(firstTile + i),
      value: join(leaves.slice(i * tileWidth, (i + 1) * tileWidth)),
    }));
  }

  /** Keeps a head as trusted. The caller has evaluated the policy in force at its size (LG5). */
  async trust(checkpoint: VerifiedCheckpoint): Promise<void> {
    this.#trusted = checkpoint;
    await this.#store.write([{ table: "meta", key: "trusted", value: encodeUtf8(noteOf(checkpoint)) }]);
  }

  // If the whole log, fetched anew, fits the new signed head but not the old signed one, the log signed a fork. If it fits
  // neither, somebody changed bytes on the way: a lie, and another mirror may do better.
  async #lieOrFork(checkpoint: VerifiedCheckpoint, host: HostClient): Promise<HeadVerdict> {
    const all = await this.#fetch(host, 0, checkpoint.size);
    if (all === null) return this.#lieOrSilence(host);
    const isWhole = sameHash(frontierRoot(appendLeaves(emptyFrontier, all)), checkpoint.root);
    return isWhole ? this.fork(checkpoint) : this.#lie();
  }

  /**
   * A head that the log signed does not fit ours: keeps both as evidence, beside what is kept already, and raises the alarm that stops everything
   * (LG5, LG7). One that the council called false is no news: whoever shows it lies (LG10).
   */
  async fork(checkpoint: VerifiedCheckpoint, other = this.#seen): Promise<"fork" | "lie" | "unreachable"> {
    if (isNamed(this.#falseHeads(), checkpoint)) return this.#lie();
    if (other !== null && other.size === checkpoint.size && sameHash(other.root, checkpoint.root)) {
      // One head cannot contradict itself: it is our copy of the leaves that is damaged.
      this.#forgetLeaves();
      this.#isWhole = false;
      return "unreachable";
    }
    const kept = decodeUtf8((await this.#store.get("meta", "fork")) ?? new Uint8Array(0)) ?? "";
    const heads = [noteOf(checkpoint), ...(other === null ? [] : [noteOf(other)])];
    const evidence = [kept, ...heads.filter((head) => !kept.includes(head))].filter((text) => text !== "").join("\n");
    await this.#store.write([{ table: "meta", key: "fork", value: encodeUtf8(evidence) }]);
    await this.#alarms.raise("fork");
    return "fork";
  }

  // A line that breaks in the middle is no lie. Whoever cuts it for ever is found out by the missing freshness (LG5).
  async #lieOrSilence(host: HostClient): Promise<HeadVerdict> {
    return host.reachable === true ? this.#lie() : "unreachable";
  }

  async #lie(): Promise<"lie"> {
    await this.#alarms.raise("host-lies");
    return "lie";
  }

  async #hold(
    checkpoint: VerifiedCheckpoint,
    verdict: "held" | "grown",
    fresh: readonly Uint8Array[],
  ): Promise<HeadVerdict> {
    const changes: Change[] = [{ table: "meta", key: "seen", value: encodeUtf8(noteOf(checkpoint)) }];
    const firstTile = Math.floor(this.size / tileWidth);
    const tail = fresh.length === 0 ? [] : [...this.#leaves.slice(firstTile * tileWidth), ...fresh];
    changes.push(...this.#rowsFrom(firstTile, tail));
    // Written first: leaves that are held but not kept would leave a gap in the store.
    await this.#store.write(changes);
    this.#append(fresh);
    this.#seen = checkpoint;
    return verdict;
  }

  /** `ahead` holds full tiles that came before, and gets those that come now. */
  async #fetch(
    host: HostClient,
    from: number,
    size: number,
    ahead: Map<number, readonly Uint8Array[]> = new Map(),
  ): Promise<readonly Uint8Array[] | null> {
    const leaves: Uint8Array[] = [];
    // One tile after another: the size is only the host's word until the leaves are here, and may be any number.
    for (let index = Math.floor(from / tileWidth); index * tileWidth < size; index++) {
      const width = Math.min(tileWidth, size - index * tileWidth);
      const known = ahead.get(index);
      const bytes = known === undefined ? await host.tile({ level: "entries", index, width }) : null;
      const bundle = known ?? (bytes === null ? null : parseEntryBundle(bytes, width));
      if (bundle === null || bundle.some((leaf) => parseLeaf(leaf) === null)) return null;
      if (width === tileWidth) ahead.set(index, bundle);
      for (const leaf of bundle) leaves.push(leaf);
    }
    return leaves;
  }

  #append(leaves: readonly Uint8Array[]): void {
    for (let at = 0; at < leaves.length; ) {
      const inTile = leaves.slice(at, at + tileWidth - (this.size % tileWidth));
      for (const leaf of inTile) this.#leaves.push(leaf);
      this.#frontier = appendLeaves(this.#frontier, inTile);
      if (this.size % tileWidth === 0) this.#frontierByTile.push(this.#frontier);
      at += inTile.length;
    }
  }

  async #head(which: "seen" | "trusted", damage: Damage): Promise<VerifiedCheckpoint | null> {
    const bytes = await this.#store.get("meta", which);
    const head = bytes === null ? null : verifyCheckpoint(decodeUtf8(bytes) ?? "", this.#logKey);
    if (bytes !== null && head === null) damage.found("meta", which);
    return head;
  }

  // A wrong size would accuse the host of a rollback. What is trusted was published by it.
  async #readPublished(damage: Damage): Promise<number> {
    const row = await this.#store.get("meta", "published");
    const size = row === null ? 0 : readClearRow("meta", "published", row);
    if (typeof size === "number") return size;
    const trusted = this.#trusted?.size ?? 0;
    damage.found("meta", "published", [{ ...clearRow("meta", "published", trusted), was: row }]);
    return trusted;
  }
}

function noteOf(checkpoint: VerifiedCheckpoint): string {
  return `${checkpoint.note.text}\n${checkpoint.note.signatures.map((signature) => `${signature.line}\n`).join("")}`;
}

/** The rows from the first on that are where they belong and hold whole leaves. */
function wholeRows<Row extends { readonly key: string; readonly value: Uint8Array }>(
  rows: readonly Row[],
): readonly Row[] {
  const isWhole = ({ key, value }: Row, i: number) =>
    key === indexKey(i) && value.length % leafBytes === 0 && split(value).every((leaf) => parseLeaf(leaf) !== null);
  const end = rows.findIndex((row, i) => !isWhole(row, i));
  return end === -1 ? rows : rows.slice(0, end);
}

function split(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / leafBytes }, (_, i) => bytes.slice(i * leafBytes, (i + 1) * leafBytes));
}

function join(leaves: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(leaves.length * leafBytes);
  leaves.forEach((leaf, i) => {
    bytes.set(leaf, i * leafBytes);
  });
  return bytes;
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
