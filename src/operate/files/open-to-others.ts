// Parts of a folder with secrets that other users of this computer may read or change, and the refusal to work with it: whoever is named once in a doctor's
// list may never look there. The system's modes say it; where there are none (Windows) nothing is said.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { commandProblem } from "../command-problem.ts";
import { readSmallFile } from "./given-files.ts";

export interface RestingFile {
  readonly name: string;
  /** A key or a vault: nobody else may read it, whatever the folder is. Other files may be readable in a folder that nobody else can enter. */
  readonly secret: boolean;
}

/** True for a file that others may read or write. A pipe or a device has nothing that rests. */
export function isOpenToOthers(path: string): boolean {
  const stat = statSync(path);
  return process.platform !== "win32" && stat.isFile() && (stat.mode & 0o077) !== 0;
}

/** The open parts of a folder and of those of the files that are there, each with what to do. */
export function openParts(dir: string, files: readonly RestingFile[]): readonly string[] {
  if (process.platform === "win32") return [];
  const { mode } = statSync(dir);
  const canEnter = (mode & 0o011) !== 0;
  return [
    ...((mode & 0o022) === 0 ? [] : [`others can write into ${dir}: run chmod 700 ${dir}`]),
    ...files
      .filter(({ secret }) => secret || canEnter)
      .map(({ name }) => join(dir, name))
      .filter((path) => existsSync(path) && isOpenToOthers(path))
      .map((path) => `others can read ${path}: run chmod 600 ${path}`),
  ];
}

/** Throws a problem of the command `open-to-others` for a folder of which something is open. */
export function mustBeShut(dir: string, files: readonly RestingFile[]): void {
  const flaws = openParts(dir, files);
  if (flaws.length > 0) throw commandProblem("open-to-others", flaws.join(". "));
}

/** The passphrase in a file: its first line. Throws a problem of the command `open-to-others` for a file that others may read. */
export function readPassphrase(file: string): string {
  if (isOpenToOthers(file))
    throw commandProblem("open-to-others", `others can read ${file}, which holds a passphrase: run chmod 600 ${file}`);
  return readSmallFile(file).split("\n", 1)[0] ?? "";
}
