// `npm run package`: makes what is given to those who do not clone, in dist/package: the npm tarball, where dpkg-deb is the Debian package, the bill of
// materials and the checksums. Built twice from the same sources the bytes are the same: nothing of the machine, its clock or its user enters them.
//   npm run package                              everything, not signed
//   npm run package -- --key release.pem         signs the checksums with an Ed25519 key as `openssl genpkey -algorithm ed25519` makes it
//   npm run package -- --windows                 also a zip for Windows, for which npm fetches the Node of the lockfile
//   npm run package -- --out FOLDER
// The one time in it is that of the newest commit, or SOURCE_DATE_EPOCH where that is set.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { billOfMaterials } from "./bill-of-materials.ts";
import { writeChecksums } from "./checksums.ts";
import { canBuildDebian, debianPackage } from "./debian-package.ts";
import { npmTarball } from "./npm-tarball.ts";
import { makeProgram } from "./program-folder.ts";
import { windowsZip } from "./windows-zip.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: { key: { type: "string" }, out: { type: "string" }, windows: { type: "boolean" } },
});
const out = resolve(values.out ?? join(root, "dist", "package"));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
// Beside the sources and not in a folder of the system, so that packages can be taken over without a copy.
mkdirSync(join(root, ".cache"), { recursive: true });
const aside = mkdtempSync(join(root, ".cache", "package-"));
try {
  const seconds = sourceTime();
  const program = join(aside, "program");
  say("emitting the program and building the app");
  await makeProgram(root, program, seconds);
  const made = [billOfMaterials(root, program, out, seconds), npmTarball(program, out)];
  if (canBuildDebian()) {
    say("packing for Debian");
    made.push(debianPackage(root, program, join(aside, "debian"), out, seconds));
  } else say("no Debian package: dpkg-deb is not here, or the project pins no Node for this machine");
  if (values.windows === true) {
    say("packing for Windows");
    made.push(windowsZip(root, program, join(aside, "windows"), out, seconds));
  }
  made.push(...writeChecksums(out, made, values.key ?? null));
  for (const name of made) say(join(out, name));
  if (values.key === undefined) say("not signed: no --key was given");
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/** The time that stands in the packages, in seconds. */
function sourceTime(): number {
  const given = process.env["SOURCE_DATE_EPOCH"];
  const newest = () => spawnSync("git", ["log", "-1", "--format=%ct"], { cwd: root, encoding: "utf8" }).stdout;
  const seconds = Number.parseInt(given ?? newest() ?? "", 10);
  if (Number.isSafeInteger(seconds) && seconds > 0) return seconds;
  throw new Error(
    "These sources have no history of git: set SOURCE_DATE_EPOCH to the time of the version, in seconds.",
  );
}

function say(line: string): void {
  process.stdout.write(`package: ${line}\n`);
}
