// The folder that a person chose for an organisation's archive (AR6, AR10a): its files are put there whole or not at all, and those of a chain that was replaced are
// removed. Other files of the folder are nobody's business.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { archivesAmong } from "../../member/archive/archives.ts";
import type { ArchiveFile } from "../../member/archive/save-archive.ts";
import type { ArchiveDesk } from "../../member/archive.ts";
import { must } from "../../member/verb.ts";
import { maxArchiveBytes } from "../../sealing/archive-file.ts";
import { commandProblem } from "../command-problem.ts";
import { writeOver } from "./write-whole.ts";

const archiveName = /^panoh-archive-[0-9a-f]{8}-\d{4}\.age$/;
const mostFiles = 400;

/** True for a name under which a part may be put. */
export function isArchiveName(name: string): boolean {
  return archiveName.test(name);
}

/** Gives the SHA-256 of what was read back, in hexadecimal: a stick may take a file and not keep it. */
export function putArchive(folder: string, { name, bytes }: ArchiveFile): string {
  if (!isArchiveName(name)) throw commandProblem("not-allowed", "no name of a part of an archive");
  const file = join(folder, name);
  writeOver(file, bytes, 0o600);
  return encodeHex(sha256(readFileSync(file)));
}

/** The names in a folder under which parts may lie; null where it is away. */
export function archiveNames(folder: string): readonly string[] | null {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder).filter(isArchiveName) : null;
}

/** The files of the chain that was written last, of these in a folder. */
export function newestChain(folder: string, names: readonly string[]): readonly string[] {
  return chainsAmong(folder, names)[0] ?? [];
}

function chainsAmong(folder: string, names: readonly string[]): readonly (readonly string[])[] {
  const timeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = names.map((name) => ({ name, written: timeOf(name) }));
  return archivesAmong(files).map((archive) => archive.map(({ name }) => name));
}

/** A part that lies in a folder; null for what is none, and for one that is larger than a part may be. */
export function partInFolder(folder: string, name: string): Uint8Array<ArrayBuffer> | null {
  const file = join(folder, name);
  if (!isArchiveName(name) || !existsSync(file) || !statSync(file).isFile()) return null;
  return statSync(file).size > 2 * maxArchiveBytes ? null : new Uint8Array(readFileSync(file));
}

/** Removes files of a chain that a newer base replaced. */
export function removeArchive(folder: string, names: readonly string[]): void {
  for (const name of names.filter(isArchiveName)) rmSync(join(folder, name), { force: true });
}

/** True where these files are all there. */
function holdsArchive(folder: string, names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => isArchiveName(name) && existsSync(join(folder, name)));
}

/** Brings the archive in a folder up to date. Gives how many files were written, and how many there are now. */
export async function saveInto(
  folder: string,
  archive: Pick<ArchiveDesk, "chainNames" | "save" | "clear">,
  isBase: boolean,
): Promise<{ readonly written: number; readonly files: number }> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw commandProblem(
      "no-file",
      `${folder} is no folder: make it first, on another disk than this device's where you can`,
    );
  const goesOn = !isBase && holdsArchive(folder, await archive.chainNames());
  let count = 0;
  const names = await must(
    archive.save({ isBase: !goesOn, where: "folder" }, async (file) => {
      count += 1;
      return putArchive(folder, file);
    }),
  );
  await must(
    archive.clear({ list: async () => archiveNames(folder), remove: async (name) => removeArchive(folder, [name]) }),
  );
  return { written: count, files: names.length };
}

/**
 * The files of each chain in a folder, first of the one that was written last; of no chain that is more than an archive may be. Throws a problem of the command where
 * there is none, or none but such.
 */
export function readArchives(folder: string): readonly [Archive, ...(readonly Archive[])] {
  const chains = chainsAmong(folder, archiveNames(folder) ?? []);
  const isTooLarge = (names: readonly string[]) =>
    names.length > mostFiles || names.some((name) => statSync(join(folder, name)).size > 2 * maxArchiveBytes);
  const fitting = chains.filter((names) => !isTooLarge(names));
  const [first, ...others] = fitting.map((names) => names.map((name) => readFileSync(join(folder, name))));
  if (first !== undefined) return [first, ...others];
  if (chains.length > 0) throw commandProblem("file-too-large", `${folder} holds more than an archive may be`);
  throw commandProblem("no-archive", `${folder} holds no file of an archive`);
}

type Archive = readonly Uint8Array[];
