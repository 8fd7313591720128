// What stands in the files of a folder that another program may still write into.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The content of each file of a folder, and of all that are in it. Of one that was taken away meanwhile, as a browser does, there is nothing. */
export function filesIn(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => contentOf(join(entry.parentPath, entry.name)));
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
