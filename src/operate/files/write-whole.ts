// The one way in which a command writes a file: whole, or not at all. The bytes go under another name beside it, all of them and onto the disk, and
// only then the name is given. A full disk is a coded problem and leaves nothing behind: a cut vault looks like one until it is needed.
import {
  closeSync,
  existsSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Problem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { commandProblem } from "../command-problem.ts";

/** Writes a new file that only its owner may read. Throws a problem of the command `file-exists` when there is one of that name, `disk-full` without room. */
export function writeSecret(file: string, content: string | Uint8Array): void {
  writeNew(file, content, 0o600);
}

/**
 * The same, once `first` is done. The room on the disk is taken before that, so that what is said there is not said of a file that finds none; when `first`
 * fails there is no file.
 */
export async function writeSecretAfter(file: string, content: string, first: () => Promise<void>): Promise<void> {
  if (existsSync(file)) throw alreadyThere(file);
  const bytes = encodeUtf8(content);
  const aside = besides(file);
  const handle = openNew(aside, 0o600);
  try {
    // As long as the content and nothing of it: whoever ends the program now leaves no secret.
    saidOfDisk(file, () => fill(handle, noise(bytes.length)));
    await first();
    // Whoever may write into the folder had time to lay something of their own under this name: the secret goes into no other file than this one.
    if (!isNameOf(aside, handle))
      throw commandProblem("file-taken", `${file} was not written: somebody else writes into its folder`);
    saidOfDisk(file, () => {
      fill(handle, bytes);
      nameNew(aside, file);
    });
  } finally {
    closeSync(handle);
    rmSync(aside, { force: true });
  }
  keepFolder(dirname(file));
}

/** So many bytes of no meaning; more than a call of chance gives are the same again. */
function noise(length: number): Uint8Array {
  const once = randomBytes(Math.min(length, 65_536));
  return Uint8Array.from({ length }, (_, at) => once[at % once.length] ?? 0);
}

/** Writes a new file that anybody may read. Throws a problem of the command `file-exists` when there is one of that name, `disk-full` without room. */
export function writeNew(file: string, content: string | Uint8Array, mode = 0o644): void {
  if (existsSync(file)) throw alreadyThere(file);
  writeThen(file, content, mode, (aside) => nameNew(aside, file));
}

/**
 * Writes a file, in the place of one of that name, whose mode and owner it keeps. What was there stays until all is written. Throws a problem of the command
 * `disk-full` without room.
 */
export function writeInPlace(file: string, content: string | Uint8Array, mode = 0o644): void {
  const old = existsSync(file) ? statSync(file) : null;
  // A pipe or a terminal has no place that could be taken.
  if (old !== null && !old.isFile()) {
    writeFileSync(file, content);
    return;
  }
  const target = old === null ? file : realpathSync(file);
  writeThen(target, content, old === null ? mode : old.mode & 0o777, (aside) => renameSync(aside, target), old);
}

/**
 * Writes a file under a name that others who write into the folder can foresee: in the place of a plain file of that name, of which nothing stays, and through no
 * link. Throws a problem of the command `file-taken` where something else has the name, `disk-full` without room.
 */
export function writeOver(file: string, content: string | Uint8Array, mode: number): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw commandProblem("file-taken", `${file} was not written: something that is no file has its name`);
  writeThen(file, content, mode, (aside) => renameSync(aside, file));
}

type Owner = Pick<Stats, "uid" | "gid">;

function writeThen(
  file: string,
  content: string | Uint8Array,
  mode: number,
  name: (aside: string) => void,
  owner: Owner | null = null,
): void {
  const aside = besides(file);
  try {
    saidOfDisk(file, () => {
      const handle = openNew(aside, mode);
      try {
        if (owner !== null) keepOwner(handle, owner);
        fill(handle, typeof content === "string" ? encodeUtf8(content) : content);
      } finally {
        closeSync(handle);
      }
      name(aside);
    });
  } finally {
    rmSync(aside, { force: true });
  }
  keepFolder(dirname(file));
}

/** The name under which a file's bytes come onto the disk. */
function besides(file: string): string {
  return join(dirname(file), `.${basename(file)}.${process.pid}`);
}

function nameNew(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw alreadyThere(file, error);
    // A memory stick knows no second name for a file.
    renameSync(aside, file);
  }
}

function saidOfDisk(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (codeOf(error) !== "ENOSPC" && codeOf(error) !== "EDQUOT") throw error;
    throw commandProblem("disk-full", `the disk is full: ${file} was not written`, error);
  }
}

/** A file of a program's user stays that user's when root writes it, or the program cannot read it any more. */
function keepOwner(handle: number, { uid, gid }: Owner): void {
  const now = fstatSync(handle);
  if (now.uid === uid && now.gid === gid) return;
  try {
    fchownSync(handle, uid, gid);
  } catch (error) {
    // Nobody but root gives files away.
    if (codeOf(error) !== "EPERM") throw error;
  }
}

function openNew(file: string, mode: number): number {
  // Whoever may write into the folder could have laid a link, or a file that they can read, under this name.
  rmSync(file, { force: true });
  return openSync(file, "wx", mode);
}

/** Writes all bytes from the beginning of a file and brings them onto the disk. */
function fill(handle: number, bytes: Uint8Array): void {
  // The system may take fewer bytes than it was given, and say so only in the count.
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at, at);
  fsyncSync(handle);
}

function isNameOf(file: string, handle: number): boolean {
  const [place, open] = [lstatSync(file, { bigint: true, throwIfNoEntry: false }), fstatSync(handle, { bigint: true })];
  return place?.ino === open.ino && place.dev === open.dev;
}

/** The answers of a system that cannot be asked to keep a folder: Windows, some network disks, a folder that may be written and not read. */
const cannotKeepFolders: readonly unknown[] = ["EACCES", "EINVAL", "EISDIR", "ENOSYS", "ENOTSUP", "EPERM"];

/** The name too is on the disk, where the system can do that. A disk that fails at it fails the write. */
function keepFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!cannotKeepFolders.includes(codeOf(error))) throw error;
  }
}

function alreadyThere(file: string, cause?: unknown): Problem {
  return commandProblem("file-exists", `${file} exists and is not written over`, cause);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
