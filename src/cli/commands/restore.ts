// `panoh restore`: makes a host's database anew from mirrors of its log, when the disk died, the folder was lost or only an old copy is left. It takes
// nothing that it has not checked, and the host itself still asks places and witnesses whether that is all.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { type LeafClass, parseLeaf } from "../../log/leaf.ts";
import { packPath, parsePackChunk } from "../../log/pack.ts";
import { parseEntryBundle, tilePath, tileWidth } from "../../log/tile.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { openServerKey, parseLogKey } from "../../operate/files/key-file.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { mustLackDatabase, type RestoredLog, restoreFromMirrors } from "../../operate/restore-from-mirrors.ts";
import type { StoredLeaf } from "../../server/store/host-store.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { checkLog } from "../../verify/check-log.ts";
import { folderSource } from "../../verify/source.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { keyPassphraseOption } from "../program-options.ts";

export const restoreCommand: Command = {
  usage: ["--dir DIR --from URL … [--passphrase-file FILE]", "--dir DIR --from MIRROR"],
  about: [
    "Makes the database in a host's folder from the mirrors that keep its log, with what was not published yet. The folder holds founding note and log key",
    "(panoh key combine makes that again). Name every mirror that the host was started with as --place: one alone may have what was acknowledged last.",
    "Or from a folder that panoh verify --keep made. It must be as new as what the witnesses saw, or panoh serve will refuse it.",
    "Devices draw new tokens by themselves.",
  ],
  options: {
    dir: { value: "DIR", help: "the host's data folder, without a database" },
    from: { value: "URL|MIRROR", many: true, help: "the address of a mirror, or a folder with a copy of the log" },
    "passphrase-file": keyPassphraseOption,
  },
  run: async (call, terminal) => {
    const dir = call.get("dir");
    const sources = call.all("from");
    const [folder] = sources.filter((source) => !/^https?:\/\//.test(source));
    if (sources.length === 0 || (folder !== undefined && sources.length > 1))
      throw usageProblem("--from is the address of each mirror, or one folder");
    const database = join(dir, hostFiles.database);
    mustLackDatabase(database);
    const { size, mirrors }: RestoredLog =
      folder === undefined
        ? await restoreFromMirrors(sources, {
            founding: readFounding(join(dir, hostFiles.founding)),
            logSeed: await openServerKey(
              { dir, name: hostFiles.logKey, program: "host" },
              parseLogKey,
              call.find("passphrase-file"),
              terminal,
            ),
            file: database,
          })
        : { size: await restoreFromFolder(folder, dir), mirrors: [] };
    return {
      lines: [
        ...mirrors.map(
          (mirror) =>
            `Mirror     ${mirror.url} ${mirror.size} leaves${mirror.isDamaged ? ", damaged: what it gives is not what the log signed" : ""}`,
        ),
        `Restored   ${size} leaves`,
        `Next: panoh serve --dir ${dir}${placesWords(dir)}`,
      ],
      json: { size, mirrors },
    };
  },
};

async function restoreFromFolder(mirror: string, dir: string): Promise<number> {
  const { flaws, size } = await checkLog(folderSource(mirror), readFileSync(join(dir, hostFiles.founding)), null);
  const [flaw] = flaws;
  if (flaw !== undefined)
    throw commandProblem("log-refused", `the mirror is not whole: ${flaw.code} at ${flaw.at}; see panoh verify`);
  const note = decodeUtf8(readFileSync(join(mirror, "checkpoint"))) ?? "";
  const database = join(dir, hostFiles.database);
  mustLackDatabase(database);
  const store = openSqliteHostStore(database);
  try {
    await store.commit({ leaves: readLeaves(mirror, size), spent: [], checkpoint: { size, note } });
    await store.publish({ size, note });
  } finally {
    await store.close();
  }
  return size;
}

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

/** A host of a country that asks for second places takes nothing without them. */
function placesWords(dir: string): string {
  const { places = 0 } = readFounding(join(dir, hostFiles.founding)).founding;
  return places > 0 ? ", with each --place that it had" : "";
}
