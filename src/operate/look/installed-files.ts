// The files of an installation: a package lists all that it holds, each with its hash, so that a look finds what was changed or lost since.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The list's name, in the folder of an installed program; a clone has none. Its lines are as `sha256sum -c` reads them. */
export const filesList = "files.sha256";

/** The list of a folder, which is not in it itself. */
export function installedFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => name !== filesList)
    .sort()
    .map((name) => `${hashOf(join(folder, name))}  ${name}\n`)
    .join("");
}

/** Which files of an installation are not as its list has them; null where there is no list. */
export function changedFiles(folder: string): { readonly count: number; readonly changed: readonly string[] } | null {
  const list = join(folder, filesList);
  if (!existsSync(list)) return null;
  const lines = [...readFileSync(list, "utf8").matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)];
  const isChanged = ([, hash = "", name = ""]: readonly string[]) =>
    !existsSync(join(folder, name)) || hashOf(join(folder, name)) !== hash;
  return { count: lines.length, changed: lines.filter(isChanged).map(([, , name = ""]) => name) };
}

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
