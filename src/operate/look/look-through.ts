// Looks through a log that rests in the store of a host or a mirror: every leaf is hashed again, and all of them must give the root that the log signed.
import type { Directory } from "../../core/directory.ts";
import { isProblem } from "../../core/problem.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { appendLeaf, emptyFrontier, frontierRoot } from "../../log/frontier.ts";
import { encodeLeaf } from "../../log/leaf.ts";
import { sameHash } from "../../log/merkle.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { applyClearNote, directoryOf, isClearClass, logKeyOf, policyFor } from "../../protocol/clear-note.ts";
import type { HostStore, SignedHead, StoredLeaf } from "../../server/store/host-store.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { storeSentence } from "../refusals.ts";
import type { Look } from "./look.ts";
import { cosignatureTimes, type DatedCheckpoint } from "./look-at-time.ts";

interface RestingLog {
  readonly leaves: number;
  readonly rotten: number;
  /** The leaves give the root of the newest head that the log signed. */
  readonly fits: boolean;
  readonly published: VerifiedCheckpoint | null;
  /** As the leaves in clear make it. */
  readonly directory: Directory;
}

/** The part of a store that is read. */
export type RestingStore = Pick<HostStore, "size" | "stored" | "signedHead" | "publishedHead">;

/** Leaves read in one go: a megabyte at the most. A database on another machine would be asked for millions one by one. */
const stepLeaves = 16;

/** Reads all of a store, once. `signed` is the head that its leaves must give. */
export async function lookThrough(
  store: RestingStore,
  founding: FoundingNote,
  newest: SignedHead | null,
): Promise<RestingLog> {
  const directory = directoryOf(founding);
  const leaves = await store.size();
  const head = newest === null ? null : verifyCheckpoint(newest.note, logKeyOf(founding));
  let frontier = emptyFrontier;
  let fits = head === null && newest === null && leaves === 0;
  let rotten = 0;
  for (let from = 0; from < leaves; from += stepLeaves) {
    for (const [i, leaf] of (await leavesFrom(store, from, Math.min(leaves, from + stepLeaves))).entries()) {
      if (leaf === null || !sameHash(sha256(leaf.bytes), leaf.hash)) rotten++;
      if (leaf === null) continue;
      frontier = appendLeaf(frontier, encodeLeaf(leaf.class, leaf.hash));
      if (frontier.size === head?.size) fits = sameHash(frontierRoot(frontier), head.root);
      if (from + i > 0 && isClearClass(leaf.class)) applyClearNote(directory, leaf.bytes, from + i);
    }
  }
  const publishedHead = await store.publishedHead();
  return {
    leaves,
    rotten,
    fits,
    published: publishedHead === null ? null : verifyCheckpoint(publishedHead.note, logKeyOf(founding)),
    directory,
  };
}

/** Null for each that is missing or cannot be read. */
async function leavesFrom(store: RestingStore, from: number, to: number): Promise<readonly (StoredLeaf | null)[]> {
  try {
    const leaves = await store.stored(from, to);
    if (leaves.length === to - from) return leaves;
  } catch (error) {
    // A page of the file that cannot be read; a database that is gone shows none of them.
    if (isProblem(error, "store", "busy")) throw error;
    if (to - from === 1) return [null];
  }
  if (to - from === 1) return [null];
  const middle = Math.floor((from + to) / 2);
  return [...(await leavesFrom(store, from, middle)), ...(await leavesFrom(store, middle, to))];
}

/** Nothing is damaged in a store that a newer program made. */
export const newerStore =
  "a newer program made it, and this one leaves it as it is: install that version again. An older one works only on the copy that was made before the upgrade";

/** Says why a store is not this program's to read, where that is no damage; false for all else. */
export function saysNotOurs(look: Look, error: unknown): boolean {
  if (isProblem(error, "store", "newer")) look.toDo("Store", newerStore);
  else if (isProblem(error, "store", "moved") || isProblem(error, "store", "half-moved"))
    look.toDo("Store", storeSentence[error.code]);
  else return false;
  return true;
}

interface FileWords {
  readonly name: string;
  readonly program: "host" | "mirror";
  /** How to look while the program runs. */
  readonly running: string;
  /** Where a store comes from again when this one is none, and when its disk fails. */
  readonly replace: string;
  readonly mend: string;
}

/** Looks at the store in a file, as long as no program has it open. */
export async function lookAtFile(
  look: Look,
  file: string,
  { name, program, running, replace, mend }: FileWords,
  lookInside: (store: HostStore) => Promise<void>,
): Promise<void> {
  let store: HostStore;
  try {
    store = openSqliteHostStore(file, "looking");
  } catch (error) {
    if (saysNotOurs(look, error)) return;
    if (isLocked(error)) return look.notSeen("Store", running);
    return look.toDo("Store", `${name} cannot be read as this program's store: ${replace}`);
  }
  const inside = async () => {
    look.good("Store", `${layoutOf(store.schema, await store.oldLeaves())}; the ${program} does not run`);
    await lookInside(store);
  };
  const unread = () => look.toDo("Store", `${name} cannot be read to its end: replace the disk, and ${mend}`);
  await look.part(inside, unread).finally(() => store.close());
}

/** The layout of a store. */
export function layoutOf(schema: number, oldLeaves: number): string {
  return oldLeaves === 0
    ? `layout ${schema}`
    : `layout ${schema}, but for ${oldLeaves} leaves that move to it while the program runs`;
}

/** `mend` says where a whole log comes from, `mendBytes` where bytes do of a log whose leaves are whole. */
export function sayIntegrity(look: Look, { leaves, rotten, fits }: RestingLog, mend: string, mendBytes = mend): void {
  const flaw = (says: string, from: string) => look.toDo("Integrity", `${says}: replace the disk, and ${from}`);
  if (!fits) flaw(`the ${leaves} leaves are not what the log signed`, mend);
  else if (rotten > 0) flaw(`${rotten} of ${leaves} leaves are not as they were logged`, mendBytes);
  else look.good("Integrity", `all ${leaves} leaves are as they were logged`);
}

/** The published head of a store with the time of its cosignatures; null before there is one. */
export function publishedOf({ published: head, directory }: RestingLog): DatedCheckpoint | null {
  if (head === null) return null;
  return {
    size: head.size,
    at: cosignatureTimes(policyFor(directory, head.size), head)?.at ?? null,
  };
}

/** True for a store that another process holds. */
export function isLocked(error: unknown): boolean {
  return (
    error instanceof Error && "errcode" in error && typeof error.errcode === "number" && (error.errcode & 0xff) === 5
  );
}
