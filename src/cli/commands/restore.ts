// `panoh restore`: makes a host's database anew from a mirror of its log, when the folder was lost or only an old copy is left. It takes
// nothing that it has not checked, and the host itself still asks the witnesses whether the mirror is whole.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { type LeafClass, parseLeaf } from "../../log/leaf.ts";
import { packPath, parsePackChunk } from "../../log/pack.ts";
import { parseEntryBundle, tilePath, tileWidth } from "../../log/tile.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import type { StoredLeaf } from "../../server/store/host-store.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { checkLog } from "../../verify/check-log.ts";
import { folderSource } from "../../verify/source.ts";
import { type Command, commandProblem } from "../command.ts";

export const restoreCommand: Command = {
  usage: ["--dir DIR --from MIRROR"],
  about: [
    "Makes the database in a host's folder from a mirror that panoh verify --keep made. The folder holds founding note and log key.",
    "The mirror must be as new as what the witnesses saw, or panoh serve will refuse it. Devices draw new tokens by themselves.",
  ],
  options: {
    dir: { value: "DIR", help: "the host's data folder, without a database" },
    from: { value: "MIRROR", help: "a folder with a copy of the log" },
  },
  run: async (call) => {
    const dir = call.get("dir");
    const mirror = call.get("from");
    const database = join(dir, hostFiles.database);
    if (existsSync(database))
      throw commandProblem("file-exists", `${database} exists and is not written over: move it away first`);
    const { flaws, size } = await checkLog(folderSource(mirror), readFileSync(join(dir, hostFiles.founding)), null);
    const [flaw] = flaws;
    if (flaw !== undefined)
      throw commandProblem("log-refused", `the mirror is not whole: ${flaw.code} at ${flaw.at}; see panoh verify`);
    const note = decodeUtf8(readFileSync(join(mirror, "checkpoint"))) ?? "";
    const store = openSqliteHostStore(database);
    try {
      await store.commit({ leaves: readLeaves(mirror, size), spent: [], checkpoint: { size, note } });
      await store.publish({ size, note });
    } finally {
      await store.close();
    }
    return { lines: [`Restored   ${size} leaves`, `Next: panoh serve --dir ${dir}`], json: { size } };
  },
};

/** The leaves of a checked mirror with their bytes. */
function readLeaves(mirror: string, size: number): readonly StoredLeaf[] {
  const leaves: StoredLeaf[] = [];
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const bundle =
      parseEntryBundle(readFileSync(join(mirror, tilePath({ level: "entries", index, width }))), width) ?? [];
    const packs = new Map<LeafClass, Uint8Array[]>();
    for (const bytes of bundle) {
      const leaf = parseLeaf(bytes);
      if (leaf === null) throw commandProblem("log-refused", "the mirror changed while it was read");
      const pack = packs.get(leaf.class) ?? readPack(mirror, leaf.class, index);
      packs.set(leaf.class, pack);
      leaves.push({ ...leaf, bytes: pack.shift() ?? new Uint8Array(0) });
    }
  }
  return leaves;
}

function readPack(mirror: string, leafClass: LeafClass, index: number): Uint8Array[] {
  const chunk = new Uint8Array(readFileSync(join(mirror, packPath({ class: leafClass, index }))));
  return [...(parsePackChunk(chunk)?.records ?? [])];
}
