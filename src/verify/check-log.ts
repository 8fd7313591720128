// Checks a whole log (LG1–LG9) from its static resources and the pinned founding note, with nothing of the code that wrote it. It goes
// on after a flaw and reports all it finds, so that one damaged file does not hide another.

import { ClearNotes, type Founded, readFounded } from "./clear-notes.ts";
import { hashLeaf, MerkleTree, sha256ByNode } from "./hashing.ts";
import { type Class, classes, classOf } from "./leaf-class.ts";
import { base64, readSignedText, type SignedText, verifyLine } from "./signed-text.ts";
import { packAt, type Source, tileAt } from "./source.ts";
import { parseWitnessPolicy, witnessed } from "./witness-policy.ts";

/** The flaws that a log can have. */
type FlawCode =
  | "founding-refused" // The pinned note is not a founding note signed by every seat.
  | "founding-differs" // The log serves another founding note, or does not begin with it.
  | "checkpoint-refused" // No checkpoint of this log with its signature.
  | "entries-refused" // A bundle of leaves is missing or malformed.
  | "root-differs" // The leaves are not those that the log signed.
  | "tile-differs" // A hash tile is not what the leaves give.
  | "bytes-missing" // A leaf has no bytes.
  | "bytes-differ" // The bytes of a leaf are not those that it stands for.
  | "class-differs" // The bytes of a leaf are not of the class that it says.
  | "signature-refused" // A note in clear is not signed by keys that the log knows.
  | "time-refused" // A time note carries a checkpoint that is not the log's.
  | "cosignature-refused" // A witness's line does not verify.
  | "quorum-missing"; // Too few witnesses cosigned.

interface Flaw {
  readonly code: FlawCode;
  /** The leaf or the path that it is about. */
  readonly at: string;
}

export interface LogReport {
  readonly origin: string | null;
  readonly size: number;
  /** The root of the checkpoint in base64. */
  readonly root: string | null;
  readonly counts: Readonly<Record<Class, number>>;
  readonly cosigners: readonly { readonly name: string; readonly seconds: number }[];
  readonly flaws: readonly Flaw[];
}

interface Head {
  readonly size: number;
  readonly root: Buffer;
  readonly note: SignedText;
}

/** Checks the log that `source` serves against a founding note. `policy` replaces the policy of the log's own council. */
export async function checkLog(source: Source, founding: Uint8Array, policy: string | null): Promise<LogReport> {
  const flaws: Flaw[] = [];
  const counts: Record<Class, number> = { directory: 0, public: 0, receipt: 0, case: 0, update: 0 };
  const report = (more: Partial<LogReport> = {}): LogReport => ({
    origin: null,
    size: 0,
    root: null,
    counts,
    cosigners: [],
    flaws,
    ...more,
  });

  const country = readFounded(founding);
  if (country === null) {
    flaws.push({ code: "founding-refused", at: "founding" });
    return report();
  }
  const { origin } = country;
  if ((await source("founding"))?.equals(founding) !== true) flaws.push({ code: "founding-differs", at: "founding" });
  const head = readHead((await source("checkpoint")) ?? Buffer.alloc(0), country);
  if (head === null) {
    flaws.push({ code: "checkpoint-refused", at: "checkpoint" });
    return report({ origin });
  }
  const { size, root } = head;
  const leaves = await readLeaves(source, size, flaws);
  if (leaves === null) return report({ origin, size, root: root.toString("base64") });
  const tree = new MerkleTree(leaves.map(hashLeaf));
  if (!tree.root(size).equals(root)) flaws.push({ code: "root-differs", at: "checkpoint" });
  await checkTiles(source, tree, flaws);
  for (const leaf of leaves) counts[classes[(leaf[0] ?? 0) - 1] ?? "case"]++;

  const notes = new ClearNotes(country);
  await checkBytes(source, leaves, flaws, (index, leafClass, bytes) => {
    if (classOf(bytes, country.suite) !== leafClass) flaws.push({ code: "class-differs", at: `leaf ${index}` });
    if (index === 0) {
      if (!bytes.equals(founding)) flaws.push({ code: "founding-differs", at: "leaf 0" });
    } else if (leafClass !== "receipt" && leafClass !== "case" && !notes.take(bytes, index))
      flaws.push({ code: "signature-refused", at: `leaf ${index}` });
  });
  for (const { leaf, checkpoint } of notes.times) {
    const then = readHead(Buffer.from(checkpoint), country);
    if (then === null || then.size > leaf || !tree.root(then.size).equals(then.root))
      flaws.push({ code: "time-refused", at: `leaf ${leaf}` });
  }
  const cosigners = checkWitnesses(head, policy ?? notes.policyAt(size), flaws);
  return report({ origin, size, root: root.toString("base64"), cosigners });
}

/** A checkpoint that the log signed, in its one spelling. */
function readHead(bytes: Buffer, { origin, logKey }: Founded): Head | null {
  const note = readSignedText(bytes);
  const [name, sizeText = "", rootText = "", end, ...rest] = note?.text.split("\n") ?? [];
  const root = base64(rootText);
  if (note === null || name !== origin || end !== "" || rest.length > 0 || root?.length !== 32) return null;
  if (!/^[1-9][0-9]{0,12}$/.test(sizeText)) return null;
  const own = note.lines.filter((line) => line.name === logKey.name && line.keyId === logKey.id);
  const isSigned = own.length > 0 && own.every((line) => verifyLine(note.text, line, logKey));
  return isSigned ? { size: Number(sizeText), root, note } : null;
}

async function readLeaves(source: Source, size: number, flaws: Flaw[]): Promise<readonly Buffer[] | null> {
  const leaves: Buffer[] = [];
  for (let index = 0; index * 256 < size; index++) {
    const width = Math.min(256, size - index * 256);
    const path = tileAt("entries", index, width);
    const bytes = await source(path);
    for (let i = 0; i < width; i++) {
      const entry = bytes?.subarray(i * 35, (i + 1) * 35) ?? Buffer.alloc(0);
      const isLeaf =
        bytes?.length === width * 35 && entry.readUInt16BE(0) === 33 && classes[(entry[2] ?? 0) - 1] !== undefined;
      if (!isLeaf) {
        flaws.push({ code: "entries-refused", at: path });
        return null;
      }
      leaves.push(entry.subarray(2));
    }
  }
  return leaves;
}

async function checkTiles(source: Source, tree: MerkleTree, flaws: Flaw[]): Promise<void> {
  for (let level = 0; tree.tileHashes(level).length > 0; level++) {
    const hashes = tree.tileHashes(level);
    for (let index = 0; index * 256 < hashes.length; index++) {
      const tile = hashes.slice(index * 256, (index + 1) * 256);
      const path = tileAt(level, index, tile.length);
      if ((await source(path))?.equals(Buffer.concat(tile)) !== true) flaws.push({ code: "tile-differs", at: path });
    }
  }
}

/** Matches the records of every pack with the leaves of its class, in order, and hands over each leaf's bytes, in the order of the log. */
async function checkBytes(
  source: Source,
  leaves: readonly Buffer[],
  flaws: Flaw[],
  take: (index: number, leafClass: Class, bytes: Buffer) => void,
): Promise<void> {
  for (let tile = 0; tile * 256 < leaves.length; tile++) {
    const first = tile * 256;
    const last = Math.min(leaves.length, first + 256);
    const records = new Map<Class, readonly Buffer[]>();
    for (const leafClass of classes) {
      const isThere = leaves.slice(first, last).some((leaf) => classes[(leaf[0] ?? 0) - 1] === leafClass);
      if (isThere) records.set(leafClass, splitPack((await source(packAt(leafClass, tile))) ?? Buffer.alloc(0)));
    }
    const next = new Map<Class, number>();
    for (let index = first; index < last; index++) {
      const leaf = leaves[index] ?? Buffer.alloc(0);
      const leafClass = classes[(leaf[0] ?? 0) - 1] ?? "case";
      const place = next.get(leafClass) ?? 0;
      next.set(leafClass, place + 1);
      const bytes = records.get(leafClass)?.[place];
      if (bytes === undefined) flaws.push({ code: "bytes-missing", at: `leaf ${index}` });
      else if (!sha256ByNode(bytes).equals(leaf.subarray(1))) flaws.push({ code: "bytes-differ", at: `leaf ${index}` });
      else take(index, leafClass, bytes);
    }
  }
}

/** The whole records of a pack; it ends at the first one that is cut off. */
function splitPack(pack: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  for (let start = 0; start + 4 <= pack.length; ) {
    const length = pack.readUInt32BE(start);
    if (length === 0 || start + 4 + length > pack.length) break;
    records.push(pack.subarray(start + 4, start + 4 + length));
    start += 4 + length;
  }
  return records;
}

function checkWitnesses(head: Head, policyText: string, flaws: Flaw[]): LogReport["cosigners"] {
  const policy = parseWitnessPolicy(policyText);
  if (policy === null) {
    flaws.push({ code: "quorum-missing", at: "policy" });
    return [];
  }
  const { quorum, cosigners, broken } = witnessed(policy, head.note);
  for (const name of broken) flaws.push({ code: "cosignature-refused", at: name });
  if (!quorum) flaws.push({ code: "quorum-missing", at: "checkpoint" });
  return cosigners;
}
