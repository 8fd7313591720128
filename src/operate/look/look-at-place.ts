// The place where something of Panoh rests: the program that looks at it, who may read its files, and how much room is left.

import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { bytesFree } from "../files/bytes-free.ts";
import { openParts, type RestingFile } from "../files/open-to-others.ts";
import { programVersion } from "../program-version.ts";
import { Look } from "./look.ts";

/** A folder that no program of ours has open: versions, permissions, space. */
export function lookAtPlace(look: Look, dir: string, files: readonly RestingFile[], neededBytes: number): void {
  lookAtVersions(look);
  lookAtPermissions(look, dir, files);
  lookAtSpace(look, dir, neededBytes);
}

/** The versions of program, Node and, where there is one, the layout of the store. */
export function lookAtVersions(look: Look, schema: number | null = null): void {
  const { node } = process.versions;
  const versions = `panoh ${programVersion()}, Node ${node}${schema === null ? "" : `, store layout ${schema}`}`;
  const least = leastNode();
  if (Number(node.split(".")[0]) >= least) look.good("Versions", versions);
  else look.toDo("Versions", `${versions}: this Node is too old, install ${least} or a later one`);
}

function leastNode(): number {
  const { engines } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  return Number(/\d+/.exec(engines.node)?.[0]);
}

/** The rights of this user and of others to the folder and its files. */
export function lookAtPermissions(look: Look, dir: string, files: readonly RestingFile[]): void {
  if (process.platform === "win32") {
    look.notSeen("Permissions", "look at the folder's properties: Windows has other ones");
    return;
  }
  const flaws = [...openParts(dir, files)];
  if (!mayUse(dir)) flaws.push(`this user cannot write into ${dir}: run as its owner, or give it back to them`);
  const { uid: owner } = statSync(dir);
  for (const path of files.map(({ name }) => join(dir, name)).filter((path) => existsSync(path))) {
    // Written by another user, root say, it cannot be used by the program that runs as the folder's owner.
    if (statSync(path).uid !== owner)
      flaws.push(`${path} belongs to another user than its folder: run chown --reference=${dir} ${path}`);
    if (!mayUse(path)) flaws.push(`this user cannot read and write ${path}: run as its owner, or give it back to them`);
  }
  for (const flaw of flaws) look.toDo("Permissions", flaw);
  if (flaws.length === 0) look.good("Permissions", "nobody else can read what is secret here");
}

/** Warnings of a program that runs on about its folder, at its start; none when nobody else can read or write there. */
export function permissionWarnings(dir: string, files: readonly RestingFile[]): readonly string[] {
  const look = new Look(Date.now);
  lookAtPermissions(look, dir, files);
  return look.lines.flatMap(({ is, says }) => (is === "to-do" ? `Warning: ${says}` : []));
}

function mayUse(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** How much room is left where the folder is, and whether that is enough. */
export function lookAtSpace(look: Look, dir: string, neededBytes: number, freeBytes = bytesFree(dir)): void {
  const free = `${sizeWords(freeBytes ?? 0)} free`;
  if (freeBytes === null)
    look.notSeen("Space", "the system does not say how much room is left: look at the disk itself");
  else if (freeBytes >= neededBytes) look.good("Space", free);
  else look.toDo("Space", `${free}, too little: make room until ${sizeWords(neededBytes)} are free`);
}

function sizeWords(bytes: number): string {
  const mega = bytes / 1_000_000;
  return mega < 10_000 ? `${Math.floor(mega)} MB` : `${Math.floor(mega / 1000)} GB`;
}
