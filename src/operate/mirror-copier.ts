// Keeps a mirror's copy up to date: follows a host as every client does, and copies the bytes of all classes. What does not match the head
// that the log signed is not copied, and after a fork nothing is until the council's correction was taken (LG5, LG10).
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { leafClasses } from "../log/leaf.ts";
import { sameHash } from "../log/merkle.ts";
import { tileWidth } from "../log/tile.ts";
import type { MemberStore } from "../member/store/store.ts";
import { Alarms } from "../member/trust/alarms.ts";
import { Corrections } from "../member/trust/corrections.ts";
import { HostClient, type Network } from "../member/trust/host-client.ts";
import { type HeadVerdict, LogFollower } from "../member/trust/log-follower.ts";
import { PackReader } from "../member/trust/pack-reader.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import type { VersionGap } from "../protocol/versions.ts";
import type { LogCopy } from "../server/log-copy.ts";
import type { StoredLeaf } from "../server/store/host-store.ts";

/**
 * How a round ended. `current`: the host's head is served. Otherwise the older one goes on being served: the host did not answer,
 * showed an older head, served what its head does not fit, lacks bytes, is another country's, signed a second history, or speaks another version.
 */
export type RoundEnd =
  | "current"
  | "unreachable"
  | "older"
  | "lie"
  | "bytes-missing"
  | "foreign-founding"
  | "fork"
  | VersionGap;

interface CopierParts {
  readonly founding: FoundingNote;
  readonly url: string;
  readonly network: Network;
  readonly clock: () => number;
  readonly copy: LogCopy;
  /** Where the followed leaves, the heads and the evidence of a fork rest. */
  readonly store: MemberStore;
}

export class MirrorCopier {
  readonly #parts: CopierParts;
  readonly #host: HostClient;
  readonly #alarms: Alarms;
  readonly #follower: LogFollower;
  readonly #packs: PackReader;

  private constructor(parts: CopierParts, alarms: Alarms, follower: LogFollower) {
    this.#parts = parts;
    this.#alarms = alarms;
    this.#follower = follower;
    this.#host = new HostClient(parts.network, parts.url, async () => undefined);
    this.#packs = new PackReader([this.#host]);
  }

  static async load(parts: CopierParts): Promise<MirrorCopier> {
    const alarms = await Alarms.load(parts.store, parts.clock);
    const { falseHeads } = await Corrections.load(parts.store, parts.founding);
    const logKey = logKeyOf(parts.founding);
    return new MirrorCopier(parts, alarms, await LogFollower.load({ store: parts.store, logKey, alarms, falseHeads }));
  }

  /** Whether the host answered when it was last asked. */
  get reachesHost(): boolean {
    return this.#host.reachable === true;
  }

  /** Why nothing came. */
  get #silence(): RoundEnd {
    return this.#host.versionGap ?? "unreachable";
  }

  /** The two heads that cannot both be true, as signed notes; null while there was no fork. */
  async forkedHeads(): Promise<string | null> {
    const heads = await this.#parts.store.get("meta", "fork");
    return heads === null ? null : decodeUtf8(heads);
  }

  /** Copies what is new. */
  async round(): Promise<RoundEnd> {
    if (this.#alarms.has("fork")) return "fork";
    this.#alarms.startRound();
    const otherwise = await this.#meet();
    if (otherwise !== null) return otherwise;
    const { verdict, checkpoint } = await this.#follower.follow(this.#host);
    if (verdict === "stale") await this.#follower.showHead(this.#host);
    if (verdict === "unreachable") return this.#silence;
    if (checkpoint === null || (verdict !== "held" && verdict !== "grown")) return endOf(verdict);
    if (this.#differs()) return this.forkedFrom(checkpoint);
    const end = await this.#copyTowards(checkpoint);
    if (end === "other") return this.forkedFrom(checkpoint);
    if (end === "missing") return this.reachesHost ? "bytes-missing" : this.#silence;
    return (await this.#parts.copy.publish(checkpoint)) ? "current" : "lie";
  }

  /** Keeps both heads, as evidence, when a head that the log signed does not fit what is held here: nothing more is copied or served then (LG2a). */
  async forkedFrom(head: VerifiedCheckpoint): Promise<RoundEnd> {
    return endOf(await this.#follower.fork(head, this.#parts.copy.held));
  }

  /** Whether what the host had this mirror keep (SP1) is of another history than the one that it shows. */
  #differs(): boolean {
    const { tree } = this.#parts.copy;
    const size = Math.min(tree.size, this.#follower.size);
    const root = this.#follower.rootAt(size);
    return root !== null && !sameHash(root, tree.root(size));
  }

  /** The founding note is pinned: a host that shows another one is not ours (EN6). Asked once in a program's life. */
  async #meet(): Promise<RoundEnd | null> {
    const isOurs = await this.#host.isOf(this.#parts.founding.note);
    if (isOurs === null) return this.#silence;
    return isOurs ? null : "foreign-founding";
  }

  /**
   * One tile after another, each durable before the next is asked for. `missing`: bytes of a leaf are not served. `other`: the host had another history kept here
   * meanwhile (SP4).
   */
  async #copyTowards(checkpoint: VerifiedCheckpoint): Promise<"all" | "missing" | "other"> {
    const { copy } = this.#parts;
    while (copy.size < this.#follower.size) {
      const tile = Math.floor(copy.size / tileWidth);
      const from = copy.size;
      const leaves = await this.#leaves(from, Math.min(this.#follower.size, (tile + 1) * tileWidth));
      if (leaves === null) return "missing";
      const root = this.#follower.rootAt(from + leaves.length);
      if (root === null) return "missing";
      if (!(await copy.append(from, leaves, { towards: checkpoint, root }))) return "other";
    }
    return this.#differs() ? "other" : "all";
  }

  /** The leaves of a part of one tile with their bytes, matched by hash; null when some are not served. */
  async #leaves(from: number, to: number): Promise<readonly StoredLeaf[] | null> {
    const knownLeaves = { size: to, leaf: (index: number) => this.#follower.leaf(index) };
    const byIndex = new Map<number, StoredLeaf>();
    for (const leafClass of leafClasses) {
      const result = await this.#packs.read(leafClass, from, knownLeaves);
      for (const { index, bytes } of result.found) byIndex.set(index, { class: leafClass, hash: sha256(bytes), bytes });
    }
    const leaves = Array.from({ length: to - from }, (_, i) => byIndex.get(from + i) ?? []).flat();
    return leaves.length === to - from ? leaves : null;
  }
}

function endOf(verdict: HeadVerdict): RoundEnd {
  if (verdict === "stale") return "older";
  return verdict === "held" || verdict === "grown" ? "current" : verdict;
}
