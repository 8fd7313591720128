// The folder of a mirror, and that of a witness.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { momentOf } from "../../core/moment.ts";
import { isProblem } from "../../core/problem.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { isLockedText } from "../../sealing/locked-text.ts";
import type { HostStore } from "../../server/store/host-store.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { readWitnessHeads } from "../../server/witness-app.ts";
import { witnessFiles } from "../files/folder-names.ts";
import { readFounding, readSmallFile } from "../files/given-files.ts";
import { parseKeyFile } from "../files/key-file.ts";
import { mirrorFiles } from "../run-mirror.ts";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";
import { permissionLines, spaceLine, versionLine } from "./look-at-place.ts";
import { ageLines, clockLine, cosignatureLines } from "./look-at-time.ts";
import { isLocked, layoutOf, lookThrough, newerStore, publishedOf, restingLine, timeNoteOf } from "./look-through.ts";

const copyAgain = "remove the folder and let the mirror copy again";

export async function lookAtMirror(dir: string, now: number): Promise<readonly DoctorLine[]> {
  const founding = readFounding(join(dir, mirrorFiles.founding));
  const place = [
    versionLine(),
    ...permissionLines(dir, [{ name: mirrorFiles.copy, secret: false }]),
    spaceLine(dir, 1_000_000_000),
    ...(existsSync(join(dir, mirrorFiles.fork))
      ? [toDo("Fork", `the log signed two histories: show ${join(dir, mirrorFiles.fork)} to the council`)]
      : []),
  ];
  let store: HostStore;
  try {
    store = openSqliteHostStore(join(dir, mirrorFiles.copy), "looking");
  } catch (error) {
    if (isProblem(error, "store", "newer")) return [...place, toDo("Store", newerStore)];
    if (isLocked(error))
      return [
        ...place,
        notSeen("Store", "the mirror runs: stop it and look again, or check what it serves with panoh verify --url"),
      ];
    return [...place, toDo("Store", `the copy cannot be read as this program's store: ${copyAgain}`)];
  }
  try {
    const log = await lookThrough(store, founding, await store.publishedHead());
    const { published, directory } = log;
    const checkpoint = publishedOf(log);
    const timeNote = timeNoteOf(directory);
    return [
      ...place,
      good("Store", `${layoutOf(store.schema, await store.oldLeaves())}; the mirror does not run`),
      restingLine(log, copyAgain),
      clockLine(now, [checkpoint?.at ?? null, timeNote]),
      ...ageLines(now, checkpoint, timeNote, "start the mirror where it reaches the host"),
      ...(published === null ? [] : cosignatureLines(now, policyFor(directory, published.size), published)),
    ];
  } catch {
    return [...place, toDo("Store", `the copy cannot be read to its end: replace the disk, and ${copyAgain}`)];
  } finally {
    await store.close();
  }
}

export async function lookAtWitness(dir: string, now: number): Promise<readonly DoctorLine[]> {
  return [
    versionLine(),
    ...permissionLines(dir, [
      { name: witnessFiles.key, secret: true },
      { name: witnessFiles.heads, secret: false },
    ]),
    spaceLine(dir, 100_000_000),
    witnessKeyLine(join(dir, witnessFiles.key)),
    good("Clock", `${momentOf(now)}; compare it with another clock, since the log's time rests on it`),
    headsLine(join(dir, witnessFiles.heads)),
  ];
}

function witnessKeyLine(file: string): DoctorLine {
  if (!existsSync(file))
    return toDo("Key", `there is no ${file}: put it back from where it was kept, unless systemd keeps it`);
  const text = readSmallFile(file);
  if (isLockedText(text)) return good("Key", "it is locked; the witness looks at it when it starts");
  const key = parseKeyFile(text);
  return key === null
    ? toDo("Key", `${file} is damaged: put it back from where it was kept, or let the council name another witness`)
    : good("Key", `it is whole, of ${key.name}`);
}

function headsLine(file: string): DoctorLine {
  const lost = "do not start it again under this key, and let the council name another witness";
  if (!existsSync(file))
    return toDo("Memory", `this witness remembers no head: if it ever cosigned, ${lost}; if not, start it with --log`);
  const heads = readWitnessHeads(file);
  if (heads === "newer") return toDo("Memory", newerStore);
  if (heads === null) return toDo("Memory", `what this witness cosigned cannot be read: ${lost}`);
  return good(
    "Memory",
    heads.length === 0
      ? "no log has asked it yet"
      : heads.map(({ origin, size }) => `${origin} up to ${size} leaves`).join(", "),
  );
}
