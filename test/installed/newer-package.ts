// The Debian package as a later version would be: the same program under a higher number.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../../deploy/package/run-tool.ts";
import { filesList, installedFiles } from "../../src/operate/look/installed-files.ts";

/** Makes it in this folder; gives its path. */
export function newerPackage(deb: string, folder: string, version: string): string {
  const [tree, file] = [join(folder, "newer"), join(folder, `newer-${version}.deb`)];
  runTool("dpkg-deb", ["-R", deb, tree]);
  const home = join(tree, "usr", "lib", "panoh");
  for (const [name, from, to] of [
    [join(tree, "DEBIAN", "control"), /^Version: .+$/m, `Version: ${version}`],
    [join(home, "package.json"), /"version": "[^"]+"/, `"version": "${version}"`],
  ] as const)
    writeFileSync(name, readFileSync(name, "utf8").replace(from, to));
  writeFileSync(join(home, filesList), installedFiles(home));
  runTool("dpkg-deb", ["--build", "--root-owner-group", "-Znone", tree, file]);
  rmSync(tree, { recursive: true });
  return file;
}
