// The place where something of Panoh rests: the program that looks at it, who may read its files, and how much room is left.

import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { bytesFree } from "../files/bytes-free.ts";
import type { RestingFile } from "../files/open-to-others.ts";
import { openParts } from "../files/open-to-others.ts";
import { programVersion } from "../program-version.ts";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";

/** The versions of program, Node and, where there is one, the layout of the store. */
export function versionLine(schema: number | null = null): DoctorLine {
  const { node } = process.versions;
  const versions = `panoh ${programVersion()}, Node ${node}${schema === null ? "" : `, store layout ${schema}`}`;
  const least = leastNode();
  return Number(node.split(".")[0]) >= least
    ? good("Versions", versions)
    : toDo("Versions", `${versions}: this Node is too old, install ${least} or a later one`);
}

function leastNode(): number {
  const { engines } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  return Number(/\d+/.exec(engines.node)?.[0]);
}

/** Who may read and write the folder and its files. */
export function permissionLines(dir: string, files: readonly RestingFile[]): readonly DoctorLine[] {
  if (process.platform === "win32")
    return [notSeen("Permissions", "look at the folder's properties: Windows has other ones")];
  const { uid: owner } = statSync(dir);
  const lines = files
    .map(({ name }) => join(dir, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      return [
        // Written by another user, root say, it cannot be used by the program that runs as the folder's owner.
        ...(statSync(path).uid === owner
          ? []
          : [
              toDo(
                "Permissions",
                `${path} belongs to another user than its folder: run chown --reference=${dir} ${path}`,
              ),
            ]),
        ...(mayUse(path)
          ? []
          : [
              toDo("Permissions", `this user cannot read and write ${path}: run as its owner, or give it back to them`),
            ]),
      ];
    });
  const all = [
    ...openParts(dir, files).map((open) => toDo("Permissions", open)),
    ...(mayUse(dir)
      ? []
      : [toDo("Permissions", `this user cannot write into ${dir}: run as its owner, or give it back to them`)]),
    ...lines,
  ];
  return all.length > 0 ? all : [good("Permissions", "nobody else can read what is secret here")];
}

/** What a program that runs on says of its folder at its start; nothing when nobody else can read or write there. */
export function permissionWarnings(dir: string, files: readonly RestingFile[]): readonly string[] {
  return permissionLines(dir, files).flatMap(({ is, says }) => (is === "to-do" ? `Warning: ${says}` : []));
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
export function spaceLine(dir: string, neededBytes: number, freeBytes = bytesFree(dir)): DoctorLine {
  if (freeBytes === null)
    return notSeen("Space", "the system does not say how much room is left: look at the disk itself");
  const words = `${sizeWords(freeBytes)} free`;
  return freeBytes >= neededBytes
    ? good("Space", words)
    : toDo("Space", `${words}, too little: make room until ${sizeWords(neededBytes)} are free`);
}

function sizeWords(bytes: number): string {
  const mega = bytes / 1_000_000;
  return mega < 10_000 ? `${Math.floor(mega)} MB` : `${Math.floor(mega / 1000)} GB`;
}
