// Makes a host's database anew from mirrors of its log, with what they keep and nobody else has seen (SP6). It asks with the log's key, and takes nothing but leaves
// that lead to a head which the log signed. Each mirror that is named must answer: one alone may have what was acknowledged last.
import { existsSync, renameSync, rmSync } from "node:fs";
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

/** Gives how many leaves were taken. Throws a problem of the command, and leaves no file. */
export async function restoreFromMirrors(urls: readonly string[], parts: RestoreParts): Promise<number> {
  const { founding, logSeed, file } = parts;
  mustLackDatabase(file);
  const mirrors = urls.map((url) => new KeepingMirror(url, founding, signerKey(founding.origin, logSeed)));
  const heads = await Promise.all(mirrors.map(async (mirror) => ({ mirror, head: await mirror.head() })));
  const newest = heads.toSorted((a, b) => (b.head?.size ?? 0) - (a.head?.size ?? 0))[0];
  if (newest === undefined || newest.head === null)
    throw commandProblem("log-refused", "none of these mirrors keeps anything of this log");
  const part = `${file}.part`;
  removeDatabase(part);
  try {
    const store = openSqliteHostStore(part);
    try {
      const tree = new Tree();
      await copyTo(store, tree, newest.mirror, newest.head);
      for (const { mirror, head } of heads)
        if (head !== null && !sameHash(tree.root(head.size), head.root))
          throw commandProblem(
            "log-forked",
            `${mirror.url} keeps another history than ${newest.mirror.url}: show both to the council`,
          );
      await publish(store, tree, mirrors);
    } finally {
      await store.close();
    }
    mustLackDatabase(file);
    renameSync(part, file);
  } catch (error) {
    removeDatabase(part);
    throw error;
  }
  return newest.head.size;
}

async function copyTo(store: HostStore, tree: Tree, mirror: KeepingMirror, head: VerifiedCheckpoint): Promise<void> {
  while (tree.size < head.size) {
    const leaves = (await mirror.leaves(tree.size)).slice(0, head.size - tree.size);
    if (leaves.length === 0) throw commandProblem("log-refused", `${mirror.url} does not give what it says it keeps`);
    tree.append(leaves);
    const size = tree.size;
    await store.commit({ leaves, spent: [], checkpoint: { size, note: noteOf(head) } });
  }
  if (!sameHash(tree.root(head.size), head.root))
    throw commandProblem("log-refused", `what ${mirror.url} gives is not what the log signed`);
}

/** The newest head that a mirror serves to everybody; a host that shows none publishes as soon as it may. */
async function publish(store: HostStore, tree: Tree, mirrors: readonly KeepingMirror[]): Promise<void> {
  const heads = (await Promise.all(mirrors.map((mirror) => mirror.published()))).filter(
    (head) => head !== null && head.size <= tree.size && sameHash(tree.root(head.size), head.root),
  );
  const longest = heads.toSorted((a, b) => (b?.size ?? 0) - (a?.size ?? 0))[0] ?? null;
  if (longest !== null) await store.publish({ size: longest.size, note: noteOf(longest) });
}

/** A mirror, as whoever has the log's key sees it. */
class KeepingMirror {
  readonly url: string;
  readonly #founding: FoundingNote;
  readonly #log: SignerKey;
  #challenge = "";

  constructor(url: string, founding: FoundingNote, log: SignerKey) {
    this.url = url.replace(/\/$/, "");
    this.#founding = founding;
    this.#log = log;
  }

  /** The newest head of which it keeps all leaves; null when it keeps none. */
  async head(): Promise<VerifiedCheckpoint | null> {
    const piece = await this.#piece(0);
    if (piece === null) return null;
    const head = verifyCheckpoint(piece.head, logKeyOf(this.#founding));
    if (head === null) throw commandProblem("log-refused", `what ${this.url} shows is no head of this log`);
    return head;
  }

  async leaves(from: number): Promise<readonly PieceLeaf[]> {
    const piece = await this.#piece(from);
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
      if (this.#challenge === "") this.#challenge = (decodeUtf8((await this.#ask("GET")).body) ?? "").trim();
      const request = { kind: "tail", challenge: this.#challenge, from } as const;
      if (!/^[0-9a-f]{32}$/.test(this.#challenge))
        throw commandProblem("log-refused", `${this.url} is no mirror that keeps anything for a host`);
      const { status, body } = await this.#ask("POST", signTailRequest(this.#founding.origin, request, this.#log));
      if (status === 404) return null;
      const piece = status === 200 ? parsePiece(body) : null;
      if (piece !== null) return piece;
      // Ten minutes are over.
      this.#challenge = "";
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
