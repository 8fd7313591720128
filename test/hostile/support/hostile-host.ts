// A host that knows the log key and does what a test asks: it takes any bytes under any class, signs any tree, and lets whichever
// witnesses it likes cosign. Unscripted it works like an honest host, so that a test can go back to honesty.
import { isDeepStrictEqual } from "node:util";
import { Hono } from "hono";
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { sha256 } from "../../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { encodeCheckpointBody } from "../../../src/log/checkpoint.ts";
import { encodeLeaf, type LeafClass } from "../../../src/log/leaf.ts";
import { encodePackRecord, parsePackPath } from "../../../src/log/pack.ts";
import { encodeProof } from "../../../src/log/proof.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../../../src/log/sign.ts";
import { encodeEntryBundle, parseTilePath, tileWidth } from "../../../src/log/tile.ts";
import { networkOver } from "../../../src/member/trust/fetch-network.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import type { SignerKey } from "../../../src/note/signed-note.ts";
import type { Fetch } from "../../../src/protocol/bounded-answer.ts";
import { clearClass } from "../../../src/protocol/clear-note.ts";
import { sealedShape } from "../../../src/protocol/sealed-shape.ts";
import type { SubmissionItem, SubmissionResult } from "../../../src/protocol/submission.ts";
import { encodeSubmissionAnswer, parseSubmission } from "../../../src/protocol/submission.ts";
import { Tree } from "../../../src/server/tree.ts";
import type { World } from "../../support/world.ts";

export interface HostileLeaf {
  readonly class: LeafClass;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface HostileRequest {
  /** The address that was asked: the host's or a mirror's. */
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly body: Uint8Array;
  /** The header `range`, where there is one. */
  readonly range: string | null;
}

/** What a script answers: a response, no answer at all, or null for what an honest host would say. */
export type Script = (request: HostileRequest) => Response | "silence" | null | Promise<Response | "silence" | null>;

const honest: Script = () => null;

export class HostileHost {
  script: Script = honest;
  /** Who cosigns the checkpoint: all witnesses of the country until a test says otherwise. */
  witnesses: readonly SignerKey[];
  /** What it does with a submission; a test may replace it. */
  takeItem: (item: SubmissionItem) => SubmissionResult = (item) => ({ proof: this.prove(this.#append(item.bytes)) });
  /** Every request that came, in order. */
  readonly requests: HostileRequest[] = [];
  readonly #world: World;
  readonly #leaves: HostileLeaf[] = [];

  private constructor(world: World) {
    this.#world = world;
    this.witnesses = world.witnesses.map((witness) => witness.signer);
  }

  /** A hostile host that has the log of the world's honest one. */
  static async copyOf(world: World): Promise<HostileHost> {
    const host = new HostileHost(world);
    await host.catchUp();
    return host;
  }

  /** Copies what the honest host has beyond this one. Throws when this one has gone its own way. */
  async catchUp(): Promise<void> {
    const { store } = this.#world;
    const size = await store.size();
    const leaves = await store.leaves(0, size);
    if (!this.#leaves.every((leaf, i) => isDeepStrictEqual([...leaf.hash], [...(leaves[i]?.hash ?? [])])))
      throw new Error("this host has forked from the honest one");
    for (let index = this.size; index < size; index++) {
      const leaf = leaves[index];
      const [bytes] = leaf === undefined ? [] : await store.bytesOf(leaf.class, index, index + 1);
      if (leaf !== undefined && bytes !== undefined) this.#leaves.push({ class: leaf.class, hash: leaf.hash, bytes });
    }
  }

  get size(): number {
    return this.#leaves.length;
  }

  /** The class and bytes of a leaf. Throws beyond the end. */
  leaf(index: number): HostileLeaf {
    const leaf = this.#leaves[index];
    if (leaf === undefined) throw new RangeError("no such leaf");
    return leaf;
  }

  /** The bytes of all leaves of a class, in order. */
  bytesOf(leafClass: LeafClass): readonly Uint8Array[] {
    return this.#leaves.filter((leaf) => leaf.class === leafClass).map((leaf) => leaf.bytes);
  }

  /** Logs any bytes under any class and gives the index. */
  append(leafClass: LeafClass, bytes: Uint8Array | string): number {
    const octets = typeof bytes === "string" ? encodeUtf8(bytes) : bytes;
    return this.#leaves.push({ class: leafClass, hash: sha256(octets), bytes: octets }) - 1;
  }

  /** Forgets everything from this index on: a store restored from an old copy. */
  truncate(size: number): void {
    this.#leaves.splice(size);
  }

  /** The log's signed head for the first `size` leaves, or for any root. */
  signHead(size: number = this.size, root: Uint8Array = this.#tree(size).root(size)): string {
    const body = encodeCheckpointBody(this.#world.founding.origin, size, root);
    return signCheckpoint(body, this.#world.keys.logSeed);
  }

  /** A head cosigned at a time in milliseconds. */
  cosign(head: string, signers: readonly SignerKey[] = this.witnesses, at: number = this.#world.now): string {
    const body = head.slice(0, head.indexOf("\n\n") + 1);
    return addSignatureLines(
      head,
      signers.map((signer) => signCosignature(body, signer, Math.floor(at / 1000))),
    );
  }

  /** A proof for a leaf under a head that the log signed. */
  prove(index: number, size: number = this.size, checkpoint: string = this.signHead(size)): string {
    return encodeProof({ index, hashes: this.#tree(size).inclusion(index, size), checkpoint, extra: null });
  }

  /** The network of a device whose every request ends here. */
  readonly network: Network = networkOver(((url, init) =>
    this.#answer(new Request(url, init as RequestInit))) as Fetch);

  /** The same as a server: silence becomes an answer without a body. */
  readonly app: Hono = new Hono().all("*", async (context) => {
    try {
      return await this.#answer(context.req.raw);
    } catch {
      return new Response(null, { status: 504 });
    }
  });

  async #answer(incoming: Request): Promise<Response> {
    const { origin, pathname } = new URL(incoming.url);
    const body = new Uint8Array(await incoming.arrayBuffer());
    const range = incoming.headers.get("range");
    const request = { origin, path: pathname, method: incoming.method, body, range };
    this.requests.push(request);
    const scripted = await this.script(request);
    if (scripted === "silence") throw new Error("the line is dead");
    return scripted ?? this.behave(request, range);
  }

  /** What an honest host with these leaves would say. */
  behave({ path, body }: HostileRequest, range: string | null = null): Response {
    if (path === "/founding") return new Response(this.#world.founding.note);
    if (path === "/checkpoint") return new Response(this.cosign(this.signHead()));
    if (path === "/challenge") return new Response(`${encodeHex(randomBytes(16))}\n`);
    if (path === "/tokens") {
      const tokens = Array.from({ length: 24 }, () => encodeBase64(randomBytes(16)));
      return new Response(JSON.stringify({ tokens }));
    }
    if (path === "/submit") {
      const items = parseSubmission(body) ?? [];
      return new Response(encodeSubmissionAnswer(items.map((item) => this.takeItem(item))));
    }
    return this.#tile(path) ?? this.#pack(path, range) ?? new Response(null, { status: 404 });
  }

  #append(bytes: Uint8Array): number {
    const hash = encodeHex(sha256(bytes));
    const known = this.#leaves.findIndex((leaf) => encodeHex(leaf.hash) === hash);
    if (known >= 0) return known;
    const leafClass = clearClass(bytes) ?? sealedShape(bytes, this.#world.founding.founding.suite);
    if (leafClass === null) throw new Error("bytes of no class");
    return this.append(leafClass, bytes);
  }

  #tree(size: number): Tree {
    const tree = new Tree();
    tree.append(this.#leaves.slice(0, size));
    return tree;
  }

  #tile(path: string): Response | null {
    const tile = parseTilePath(path.slice(1));
    if (tile === null || tile.level !== "entries") return null;
    const from = tile.index * tileWidth;
    if (from + tile.width > this.size) return null;
    const leaves = this.#leaves.slice(from, from + tile.width).map((leaf) => encodeLeaf(leaf.class, leaf.hash));
    return new Response(new Uint8Array(encodeEntryBundle(leaves)));
  }

  #pack(path: string, range: string | null): Response | null {
    const pack = parsePackPath(path.slice(1));
    if (pack === null) return null;
    const inTile = this.#leaves.slice(pack.index * tileWidth, (pack.index + 1) * tileWidth);
    const bytes = Buffer.concat(
      inTile.filter((leaf) => leaf.class === pack.class).map((leaf) => encodePackRecord(leaf.bytes)),
    );
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    if (start === 0) return new Response(new Uint8Array(bytes));
    if (start >= bytes.length) return new Response(null, { status: 416 });
    return new Response(new Uint8Array(bytes.subarray(start)), { status: 206 });
  }
}
