// The way back after a proved mistake (LG10): what a correction of the council changes on this device. The true history is read beside the held
// one, from the founding note on, as a new device reads it, and nothing is changed before all of it fits.

import type { ProblemCode } from "../../core/problem.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import type { TreeHead } from "../../log/checkpoint.ts";
import { encodeLeaf } from "../../log/leaf.ts";
import { sameHash } from "../../log/merkle.ts";
import {
  type CorrectionNote,
  type Council,
  correctionsIn,
  isOfAnotherCountry,
  type NamedHead,
  readCorrection,
  verifyCorrection,
} from "../../note/correction-note.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { clearClass, logKeyOf } from "../../protocol/clear-note.ts";
import { openMemoryMemberStore } from "../store/memory-member-store.ts";
import type { Change, MemberStore } from "../store/store.ts";
import { Alarms } from "./alarms.ts";
import { type Corrections, headsIn, isNamed } from "./corrections.ts";
import { HeldRevocations } from "./held-revocations.ts";
import type { LogFollower } from "./log-follower.ts";
import { PublicLog, type PublicLogParts } from "./public-log.ts";

interface WayBack {
  /** The first leaf that is dropped; null when the true history is the one that is held. */
  readonly from: number | null;
  readonly isOnTrueHistory: (head: Head) => boolean;
  /** Puts the true history in place, keeps the evidence and ends the alarm: to be written as a whole. */
  readonly changes: readonly Change[];
  /** Revocations that only the false history holds: they hold on, and are to be submitted again. */
  readonly revocations: readonly Uint8Array[];
}

type Head = Pick<TreeHead, "size" | "root">;

/** What is held, whoever holds it: a device or a mirror. */
interface HeldLog {
  readonly follower: LogFollower;
  readonly corrections: Corrections;
  /** The directory as far as it is trusted, and how many leaves that are; a mirror has none. */
  readonly directory?: Council;
  readonly now?: number;
}

/** The way back that a correction, or the corrections of one fork in one file, open for what these parts hold. Asks the host; changes nothing. */
export async function findWayBack(
  text: string,
  heldLog: HeldLog,
  parts: PublicLogParts,
): Promise<WayBack | ProblemCode<"correction">> {
  const { follower: own, corrections } = heldLog;
  const { founding, store } = parts;
  const fresh = freshIn(text, founding, corrections);
  if (typeof fresh === "string") return fresh;
  const refusal = refusalAtOnce(fresh, heldLog);
  if (refusal !== null) return refusal;
  const beside = await readBeside(parts);
  if (beside === null) return "true-history-not-shown";
  const { directory, follower: other } = beside.log;
  const notes = notesOf(fresh, directory);
  if (typeof notes === "string") return notes;
  const { shared, trueHead } = notes[0].correction;
  const falseHeads = notes.flatMap(({ correction }) => correction.falseHeads);
  // Leaves that are damaged say nothing (EN10): then the newest head says on which history they were.
  const moves = falseHeads.some((head) => holds(own, head)) || (own.seen !== null && isNamed(falseHeads, own.seen));
  if (moves && holds(own, trueHead)) return "nothing-forked";
  if ((other.trusted?.size ?? 0) < trueHead.size || !holds(other, trueHead)) return "true-history-not-shown";
  if (falseHeads.some((head) => holds(other, head))) return "nothing-forked";
  if (!isOneFork(own, other, moves ? shared : null)) return "another-fork";
  const evidence = decodeUtf8((await store.get("meta", "fork")) ?? new Uint8Array(0)) ?? "";
  const isExplained = (head: Head) => isNamed(falseHeads, head) || fits(own, head) || (moves && fits(other, head));
  if (!headsIn(evidence, logKeyOf(founding)).every(isExplained)) return "another-fork";
  const dropped = moves ? leavesFrom(own, shared) : "";
  const from = moves ? shared : null;
  const at = parts.clock();
  const rows = notes.map(({ note }, i) => ({
    note,
    at,
    seats: directory.seatsAt(shared),
    heads: i === 0 ? evidence : "",
    from,
    dropped: i === 0 ? dropped : "",
  }));
  const dropping = from === null ? [] : await notesFrom(store, from);
  const to = { size: other.seen?.size ?? 1, directory };
  const held = from === null ? null : await HeldRevocations.goingBack(store, from, dropping, to);
  const longest = moves || other.size > own.size ? other : own;
  return {
    from,
    isOnTrueHistory: (head) => (head.size > longest.size ? !isNamed(falseHeads, head) : fits(longest, head)),
    changes: [
      ...(moves ? await replacing(store, beside.store) : []),
      ...(held?.changes ?? []),
      { table: "meta", key: "fork", value: null },
      Alarms.endingFork(),
      corrections.keeping(rows),
    ],
    revocations: held?.kept ?? [],
  };
}

type Verified = CorrectionNote & { readonly note: string };

/** The corrections in a file that were not taken yet. Nothing of them is verified. */
function freshIn(
  text: string,
  { origin }: FoundingNote,
  corrections: Corrections,
): readonly string[] | ProblemCode<"correction"> {
  const fresh = new Map<string, string>();
  for (const note of correctionsIn(text)) {
    const read = readCorrection(note, origin);
    if (read === null) return isOfAnotherCountry(note, origin) ? "wrong-origin" : "malformed-note";
    if (!corrections.has(read.id)) fresh.set(read.id, note);
  }
  return fresh.size === 0 ? "taken-already" : [...fresh.values()];
}

/**
 * Why the council did not sign these, as far as what is held knows its seats: what both histories share says who they were. Whoever hands in a false one has nobody read
 * the whole log of a host for it.
 */
function refusalAtOnce(
  fresh: readonly string[],
  { follower, directory, now = 0 }: HeldLog,
): ProblemCode<"correction"> | null {
  if (directory === undefined || !follower.isWhole) return null;
  for (const note of fresh) {
    const read = verifyCorrection(note, directory);
    if (typeof read === "string" && (sharedIn(note, directory.origin) ?? Number.POSITIVE_INFINITY) <= now) return read;
  }
  return null;
}

function sharedIn(note: string, origin: string): number | null {
  return readCorrection(note, origin)?.correction.shared ?? null;
}

/** They name the parts of one false history, and the council signed each. */
function notesOf(
  fresh: readonly string[],
  council: Council,
): readonly [Verified, ...Verified[]] | ProblemCode<"correction"> {
  const verified: Verified[] = [];
  for (const note of fresh) {
    const read = verifyCorrection(note, council);
    if (typeof read === "string") return read;
    verified.push({ ...read, note });
  }
  const [first, ...others] = verified;
  if (first === undefined) return "taken-already";
  const { shared, trueHead } = first.correction;
  const isOfOne = ({ correction }: Verified) =>
    correction.shared === shared &&
    correction.trueHead.size === trueHead.size &&
    correction.trueHead.root === trueHead.root;
  return others.every(isOfOne) ? [first, ...others] : "another-fork";
}

/** The log as the host shows it, taken from its founding note on; null when it cannot be taken. */
async function readBeside(
  parts: PublicLogParts,
): Promise<{ readonly log: PublicLog; readonly store: MemberStore } | null> {
  const store = openMemoryMemberStore();
  const log = await PublicLog.load({ ...parts, store });
  return (await log.sync()) ? { log, store } : null;
}

/** All of the one log's public rows go, and the other's take their place. */
async function replacing(store: MemberStore, by: MemberStore): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const table of ["leaves", "clear"] as const)
    for (const { key } of await store.list(table)) changes.push({ table, key, value: null });
  for (const table of ["leaves", "clear", "meta"] as const)
    for (const { key, value } of await by.list(table)) changes.push({ table, key, value });
  return changes;
}

function holds(log: LogFollower, { size, root }: NamedHead): boolean {
  const own = log.rootAt(size);
  return own !== null && encodeBase64(own) === root;
}

function fits(log: LogFollower, { size, root }: Head): boolean {
  const own = log.rootAt(size);
  return own !== null && sameHash(own, root);
}

/** True when what is held parts from the true history behind the shared leaves exactly, or, without such, nowhere. */
function isOneFork(own: LogFollower, other: LogFollower, shared: number | null): boolean {
  if (!own.isWhole) return shared !== null || own.seen === null || fits(other, own.seen);
  const common = commonSize(own, other);
  return shared === null ? common === Math.min(own.size, other.size) : common === shared;
}

/** How many leaves two logs have in common from the first one on. */
function commonSize(a: LogFollower, b: LogFollower): number {
  let size = 0;
  while (size < Math.min(a.size, b.size) && sameLeaf(a, b, size)) size += 1;
  return size;
}

function sameLeaf(a: LogFollower, b: LogFollower, index: number): boolean {
  const [one, other] = [a.leaf(index), b.leaf(index)];
  return one !== null && other !== null && one.class === other.class && sameHash(one.hash, other.hash);
}

function leavesFrom(log: LogFollower, from: number): string {
  const leaves: Uint8Array[] = [];
  for (let index = from; index < log.size; index++) {
    const leaf = log.leaf(index);
    if (leaf !== null) leaves.push(encodeLeaf(leaf.class, leaf.hash));
  }
  const joined = new Uint8Array(leaves.reduce((length, leaf) => length + leaf.length, 0));
  leaves.forEach((leaf, i) => {
    joined.set(leaf, i * leaf.length);
  });
  return encodeBase64(joined);
}

async function notesFrom(store: MemberStore, from: number): Promise<readonly Uint8Array[]> {
  const notes = (await store.list("clear")).filter(({ key }) => Number(key) >= from);
  return notes.map(({ value }) => value).filter((note) => clearClass(note) === "directory");
}
