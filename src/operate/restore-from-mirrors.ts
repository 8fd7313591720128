// Makes a host's database anew from mirrors of its log, with what they keep and nobody else has seen (SP6). It asks with the log's key, and takes nothing but leaves
// that lead to a head which the log signed, from whichever mirror has them whole. Each mirror that is named must answer and keep something: one alone may have what was
// acknowledged last.
import { existsSync, renameSync, rmSync } from "node:fs";
import { isProblem } from "../core/problem.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { type SignerKey, signerKey } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { mirrorRoutes, routes } from "../protocol/routes.ts";
import { maxHeadBytes, maxStoreBytes, type PieceLeaf, parsePiece, signTailRequest } from "../protocol/second-place.ts";
import type { HostStore } from "../server/store/host-store.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { Tree } from "../server/tree.ts";
import { commandProblem } from "./command-problem.ts";
import { network } from "./country-client.ts";

/** The ends of the names of all files that a database of SQLite may have. */
const databaseEnds = ["", "-wal", "-shm", "-journal"];

/**
 * Throws a problem of the command when a file of a database lies there. One that is left of another database counts as well: SQLite would write what stands in it over
 * the new one.
 */
export function mustLackDatabase(file: string): void {
  const files = databaseEnds.map((end) => file + end).filter((name) => existsSync(name));
  if (files.length === 0) return;
  const [are, them] = files.length === 1 ? ["exists and is", "it"] : ["exist and are", "them"];
  throw commandProblem("file-exists", `${files.join(", ")} ${are} not written over: move ${them} away first`);
}

interface RestoreParts {
  readonly founding: FoundingNote;
  readonly logSeed: Uint8Array;
  /** The file of the database; it comes to be whole or not at all. */
  readonly file: string;
}

export interface RestoredLog {
  /** How many leaves were taken. */
  readonly size: number;
  /** Each mirror that was named, how many leaves it keeps, and whether its copy does not lead to what the log signed. */
  readonly mirrors: readonly { readonly url: string; readonly size: number; readonly isDamaged: boolean }[];
}

/** Throws a problem of the command, and leaves no file. */
export async function restoreFromMirrors(urls: readonly string[], parts: RestoreParts): Promise<RestoredLog> {
  const { founding, logSeed, file } = parts;
  mustLackDatabase(file);
  const mirrors = urls.map((url) => new KeepingMirror(url, founding, signerKey(founding.origin, logSeed)));
  const keepers = await Promise.all(mirrors.map(async (mirror) => ({ mirror, head: await mirror.head() })));
  mustBeDistinct(mirrors);
  const publishedHeads = (await Promise.all(mirrors.map((mirror) => mirror.published()))).filter(
    (head) => head !== null,
  );
  const making = new Making({ file: `${file}.part`, keepers, publishedHeads });
  try {
    const size = await making.make();
    mustLackDatabase(file);
    renameSync(`${file}.part`, file);
    const mirrorSizes = keepers.map(({ mirror, head }) => {
      return { url: mirror.url, size: head.size, isDamaged: making.damaged.has(mirror) };
    });
    return { size, mirrors: mirrorSizes };
  } catch (error) {
    removeDatabase(`${file}.part`);
    throw error;
  }
}

/** One that passes on what it is asked would seem to keep what another one keeps. Throws a problem of the command. */
function mustBeDistinct(mirrors: readonly KeepingMirror[]): void {
  for (const [i, { url, name }] of mirrors.entries()) {
    const same = mirrors.slice(i + 1).find((other) => other.name === name);
    if (same !== undefined)
      throw commandProblem("log-refused", `${url} and ${same.url} answer as one mirror, ${name}: name each once`);
  }
}

/** A mirror and the newest head of which it keeps all leaves. */
interface Keeper {
  readonly mirror: KeepingMirror;
  readonly head: VerifiedCheckpoint;
}

interface MakingParts {
  readonly file: string;
  readonly keepers: readonly Keeper[];
  /** The newest heads that the mirrors serve to everybody. */
  readonly publishedHeads: readonly VerifiedCheckpoint[];
}

/** A head on the way, and the mirrors that may give the leaves up to it. The first one does. */
interface Step {
  readonly to: VerifiedCheckpoint;
  readonly sources: KeepingMirror[];
}

/** The database while it is made, from copies of which any may be damaged. */
class Making {
  /** Mirrors whose leaves did not lead to a head that the log signed. */
  readonly damaged: Set<KeepingMirror> = new Set();
  readonly #parts: MakingParts;

  constructor(parts: MakingParts) {
    this.#parts = parts;
  }

  /** Gives how many leaves there are. */
  async make(): Promise<number> {
    const { publishedHeads } = this.#parts;
    const keepers = this.#parts.keepers.toSorted((a, b) => b.head.size - a.head.size);
    const [newest] = keepers;
    if (newest === undefined) throw new RangeError("no mirror");
    // One copy by itself first: only then it is clear whether another head is one of another history.
    const tree = await this.#reach([newest.head], keepers);
    if (tree !== null) {
      mustBeOneHistory(tree, newest, keepers);
      return tree.size;
    }
    const heads = [
      ...keepers.map(({ head }) => head),
      ...publishedHeads.filter(({ size }) => size <= newest.head.size),
    ];
    const wholeTree = await this.#reach(
      heads.toSorted((a, b) => a.size - b.size),
      keepers,
    );
    if (wholeTree !== null) return wholeTree.size;
    const urls = [...this.damaged].map(({ url }) => url);
    throw commandProblem(
      "log-refused",
      `what ${urls.join(" and ")} ${urls.length === 1 ? "gives" : "give"} is not what the log signed, and no other mirror has it`,
    );
  }

  /** Takes the leaves up to each of these heads from a mirror whose copy leads there. Null when none does. */
  async #reach(heads: readonly VerifiedCheckpoint[], keepers: readonly Keeper[]): Promise<Tree | null> {
    const steps: readonly Step[] = heads.map((to) => ({
      to,
      sources: keepers.filter(({ head }) => head.size >= to.size).map(({ mirror }) => mirror),
    }));
    for (;;) {
      const end = await this.#copy(steps);
      if (end instanceof Tree) return end;
      const source = end.sources.shift();
      if (source !== undefined) this.damaged.add(source);
      if (end.sources.length === 0) return null;
    }
  }

  /** Begins the file anew. Gives the tree, or the step that did not lead to its head. */
  async #copy(steps: readonly Step[]): Promise<Tree | Step> {
    const { file, publishedHeads } = this.#parts;
    removeDatabase(file);
    const store = openSqliteHostStore(file);
    try {
      const tree = new Tree();
      for (const step of steps) if (!(await copyTo(store, tree, step))) return step;
      await publish(store, tree, publishedHeads);
      return tree;
    } finally {
      await store.close();
    }
  }
}

function mustBeOneHistory(tree: Tree, newest: Keeper, keepers: readonly Keeper[]): void {
  for (const { mirror, head } of keepers)
    if (!sameHash(tree.root(head.size), head.root))
      throw commandProblem(
        "log-forked",
        `${mirror.url} keeps another history than ${newest.mirror.url}: show both to the council`,
      );
}

/** False when the copy of the first source does not lead to the head of this step. */
async function copyTo(store: HostStore, tree: Tree, { to, sources }: Step): Promise<boolean> {
  while (tree.size < to.size) {
    const leaves = ((await sources[0]?.leaves(tree.size)) ?? []).slice(0, to.size - tree.size);
    if (leaves.length === 0) return false;
    tree.append(leaves);
    await store.commit({ leaves, spent: [], checkpoint: { size: tree.size, note: noteOf(to) } });
  }
  return sameHash(tree.root(to.size), to.root);
}

/** The newest head that a mirror serves to everybody; a host that shows none publishes as soon as it may. */
async function publish(store: HostStore, tree: Tree, publishedHeads: readonly VerifiedCheckpoint[]): Promise<void> {
  const ours = publishedHeads.filter(({ size, root }) => size <= tree.size && sameHash(tree.root(size), root));
  const longest = ours.toSorted((a, b) => b.size - a.size)[0] ?? null;
  if (longest !== null) await store.publish({ size: longest.size, note: noteOf(longest) });
}

/** A mirror, as whoever has the log's key sees it. */
class KeepingMirror {
  readonly url: string;
  readonly #founding: FoundingNote;
  readonly #log: SignerKey;
  /** The name of its stored key, as it said first. */
  #name = "";

  constructor(url: string, founding: FoundingNote, log: SignerKey) {
    this.url = url.replace(/\/$/, "");
    this.#founding = founding;
    this.#log = log;
  }

  /** The name of its stored key, once it was asked. */
  get name(): string {
    return this.#name;
  }

  /** The newest head of which it keeps all leaves. One that keeps nothing may have lost what it alone had. */
  async head(): Promise<VerifiedCheckpoint> {
    const piece = await this.#piece(0);
    if (piece === null)
      throw commandProblem(
        "log-refused",
        `${this.url} keeps nothing of this log: what it alone kept would be lost. If it never kept any, or lost it for good, leave it out`,
      );
    const head = verifyCheckpoint(piece.head, logKeyOf(this.#founding));
    if (head === null) throw commandProblem("log-refused", `what ${this.url} shows is no head of this log`);
    return head;
  }

  /** None when it does not give what it keeps. */
  async leaves(from: number): Promise<readonly PieceLeaf[]> {
    const piece = await this.#piece(from).catch((error: unknown) => {
      if (isProblem(error, "command")) return null;
      throw error;
    });
    return piece?.from === from ? piece.leaves : [];
  }

  async published(): Promise<VerifiedCheckpoint | null> {
    const answer = await network(this.url + routes.checkpoint, { method: "GET", maxBytes: maxHeadBytes });
    if (answer?.status !== 200 || answer.flaw !== null) return null;
    return verifyCheckpoint(decodeUtf8(answer.body) ?? "", logKeyOf(this.#founding));
  }

  /** Null where it keeps nothing of this log. */
  async #piece(from: number) {
    for (let attempt = 0; attempt < 2; attempt++) {
      const [, challenge = "", place = ""] =
        /^([0-9a-f]{32})\n(\S{1,256})\n$/.exec(decodeUtf8((await this.#ask("GET")).body) ?? "") ?? [];
      if (place === "" || (this.#name !== "" && this.#name !== place))
        throw commandProblem("log-refused", `${this.url} is no mirror that keeps anything for a host`);
      this.#name = place;
      const request = { kind: "tail", challenge, place, from } as const;
      const { status, body } = await this.#ask("POST", signTailRequest(this.#founding.origin, request, this.#log));
      if (status === 404) return null;
      const piece = status === 200 ? parsePiece(body) : null;
      // The first of two answers may have been lost, and its challenge serves once.
      if (piece !== null) return piece;
    }
    throw commandProblem("log-refused", `${this.url} does not give what it keeps: is this the country's log key?`);
  }

  async #ask(method: "GET" | "POST", note?: string) {
    const body = note === undefined ? {} : { body: encodeUtf8(note) };
    const ask = () => network(this.url + mirrorRoutes.tail, { method, ...body, maxBytes: maxStoreBytes });
    // A connection that was closed in the same moment is no mirror that is gone. To ask twice changes nothing.
    const answer = (await ask()) ?? (await ask());
    if (answer === null || answer.flaw !== null)
      throw commandProblem(
        "host-unreachable",
        `${this.url} does not answer: what it alone keeps would be lost. If it is gone for good, leave it out`,
      );
    return answer;
  }
}

function removeDatabase(file: string): void {
  for (const end of databaseEnds) if (existsSync(file + end)) rmSync(file + end);
}

function noteOf({ note }: VerifiedCheckpoint): string {
  return `${note.text}\n${note.signatures.map(({ line }) => `${line}\n`).join("")}`;
}
